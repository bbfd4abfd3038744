using Kontor.Kernel;

namespace Kontor.Catalog;

/// <summary>A rejected row as <c>/api</c> shows it.</summary>
public sealed record RejectedRowBody(int Line, string Column, ReasonBody Reason);

/// <summary>A pair of overlapping rows: the first takes over from the second at its start.</summary>
public sealed record OverlappingRowsBody(int Line, int OtherLine, DateTimeOffset From);

/// <summary>What an import found and did.</summary>
/// <param name="Id">The list; null when it was not activated.</param>
/// <param name="Outcome">activated, alreadyImported or rejected.</param>
/// <param name="Generation">licence, plan or newCommerce.</param>
/// <param name="ImportedAt">When the list came into force; null when it was not activated.</param>
/// <param name="Imported">Rows that came into force now.</param>
/// <param name="Rejected">Rows with something wrong.</param>
/// <param name="Overlapping">Rows that take over from another before that one ends.</param>
/// <param name="Rejections">The first thousand of the rejected rows.</param>
/// <param name="Overlaps">The first thousand of the overlapping rows.</param>
public sealed record PriceListImportBody(
    Guid? Id,
    string Outcome,
    string Generation,
    DateTimeOffset? ImportedAt,
    int Imported,
    int Rejected,
    int Overlapping,
    IReadOnlyList<RejectedRowBody> Rejections,
    IReadOnlyList<OverlappingRowsBody> Overlaps)
{
    public static PriceListImportBody From(PriceListImport import) => new(
        import.Id?.Value,
        Camel(import.Outcome.ToString()),
        Camel(import.Generation.ToString()),
        import.ImportedAt,
        import.Outcome == ImportOutcome.Activated ? import.ImportedRows : 0,
        import.RejectedRows,
        import.OverlappingRows,
        [.. import.Rejections.Select(row => new RejectedRowBody(row.Line, row.Column, ReasonBody.From(row.Reason)))],
        [.. import.Overlaps.Select(pair => new OverlappingRowsBody(pair.Line, pair.OtherLine, pair.From))]);

    internal static string Camel(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}

/// <summary>A price list in force.</summary>
public sealed record PriceListBody(
    Guid Id,
    string Generation,
    string FileName,
    string Sha256,
    int Imported,
    int Rejected,
    int Overlapping,
    DateTimeOffset ImportedAt,
    string ImportedBy)
{
    public static PriceListBody From(PriceList list) => new(
        list.Id.Value,
        PriceListImportBody.Camel(list.Generation.ToString()),
        list.FileName,
        Convert.ToHexStringLower(list.Sha256),
        list.ImportedRows,
        list.RejectedRows,
        list.OverlappingRows,
        list.ImportedAt,
        list.ImportedByName);
}
