using Kontor.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Catalog;

/// <summary>Which price lists are wanted.</summary>
/// <param name="FileName">How the file's name begins, in any case; null for any.</param>
/// <param name="Generation">Only lists of that kind; null for all.</param>
public sealed record PriceListFilter(string? FileName = null, ListGeneration? Generation = null)
{
    /// <summary>Only those that were imported then.</summary>
    public InstantSpan Imported { get; init; }

    public bool IsOldestFirst { get; init; }
}

/// <summary>Lists of the catalog's own things.</summary>
public sealed class CatalogQueries(KontorDb db)
{
    /// <summary>
    /// The price lists that were taken in, in the order of time, read in either direction. Their ids grow with time, so they
    /// alone are the order.
    /// </summary>
    public async Task<Page<PriceList>> PriceLists(PriceListFilter filter, PageRequest page, CancellationToken cancel)
    {
        var isRising = filter.IsOldestFirst != page.IsBackwards;
        var sql = new SqlText();
        sql.Add("select *");
        AddRows(sql, filter);
        if (page.Edge is { } edge)
        {
            sql.Add($"and id {(isRising ? ">" : "<")} {{0}}", edge.Id);
        }

        var lists = db.PriceLists.FromSql(sql.ToStatement()).AsNoTracking();
        var rows = await (isRising ? lists.OrderBy(list => list.Id) : lists.OrderByDescending(list => list.Id))
            .Take(page.Size + 1)
            .ToListAsync(cancel);
        return Page.Of(rows, page, list => new Cursor("", list.Id.Value));
    }

    /// <summary>How many there are, counted up to one more than <paramref name="most"/>.</summary>
    public Task<int> Count(PriceListFilter filter, int most, CancellationToken cancel) =>
        db.Database.SqlQuery<int>(SqlText.ToCount(sql => AddRows(sql, filter), most)).SingleAsync(cancel);

    private static void AddRows(SqlText sql, PriceListFilter filter)
    {
        sql.Add("from price_lists where true");
        if (filter.FileName is { Length: > 0 } name)
        {
            sql.Add("and starts_with(lower(file_name), lower({0}))", name);
        }

        if (filter.Generation is { } generation)
        {
            sql.Add("and generation = {0}", $"{generation}");
        }

        sql.AddSpan("id", filter.Imported);
    }
}
