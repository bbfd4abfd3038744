using Kontor.Kernel;

namespace Kontor.Catalog;

/// <summary>A row that was not taken in.</summary>
/// <param name="Line">The line of the file on which it begins; the header is line 1.</param>
/// <param name="Column">The column as the header names it; empty where the whole row is meant.</param>
/// <param name="Reason">Why.</param>
public sealed record RejectedRow(int Line, string Column, Reason Reason);

/// <summary>
/// Two rows of one list for the same item and terms that overlap in time; the later one wins from its start.
/// </summary>
/// <param name="Line">The row that takes over.</param>
/// <param name="OtherLine">The row that it takes over from.</param>
/// <param name="From">The start of the row that takes over.</param>
public sealed record OverlappingRows(int Line, int OtherLine, DateTimeOffset From);

/// <summary>What an import does, one after the other.</summary>
public enum ImportStep
{
    /// <summary>Whether the very file is in force already.</summary>
    Read = 1,

    /// <summary>Each row by itself; the good ones are copied.</summary>
    Check,

    /// <summary>The rows with one another.</summary>
    Compare,

    /// <summary>The list comes into force.</summary>
    Activate,
}

/// <summary>How far an import is. The end of the file is not the end of the work: two steps follow.</summary>
/// <param name="Step">What it does.</param>
/// <param name="Rows">Read so far.</param>
/// <param name="Rejected">Of them, those with something wrong.</param>
/// <param name="Bytes">Of the file, packed as it is, read so far.</param>
/// <param name="TotalBytes">Of the file.</param>
public readonly record struct ImportProgress(ImportStep Step, int Rows, int Rejected, long Bytes, long TotalBytes);
