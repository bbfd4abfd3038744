using Kontor.Site;
using Microsoft.AspNetCore.WebUtilities;

namespace Kontor.Exports;

/// <summary>Where the export of a list is had, with everything that somebody chose in the list.</summary>
/// <param name="Path">Of the export.</param>
/// <param name="Query">With its question mark, or empty.</param>
public sealed record ExportAddress(string Path, string Query)
{
    /// <summary>UTF-16 characters of an address.</summary>
    public const int MaxLength = 4_000;

    /// <summary>The parts of an address on this server; null for any other.</summary>
    public static ExportAddress? From(string? address)
    {
        if (address is not ['/', not '/', ..] || address.Length > MaxLength)
        {
            return null;
        }

        var mark = address.IndexOf('?', StringComparison.Ordinal);
        return mark < 0 ? new(address, "") : new(address[..mark], address[mark..]);
    }

    public bool IsSheet => ListExport.AsksForSheet(new QueryCollection(QueryHelpers.ParseQuery(Query)));

    public override string ToString() => Path + Query;
}
