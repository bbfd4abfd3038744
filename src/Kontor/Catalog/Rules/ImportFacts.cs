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

/// <summary>How far an import is. The end of the file is not the end of the work: activation follows.</summary>
public readonly record struct ImportProgress(int Rows, long Bytes, long TotalBytes);
