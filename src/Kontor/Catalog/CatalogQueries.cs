using Kontor.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Catalog;

/// <summary>Lists of the catalog's own things.</summary>
public sealed class CatalogQueries(KontorDb db)
{
    /// <summary>The price lists that were taken in, the newest first.</summary>
    public async Task<Page<PriceList>> PriceLists(PageRequest page, CancellationToken cancel)
    {
        // Ids of lists grow with time, so they alone are the order.
        var before = page.After is { } after ? new PriceListId(after.Id) : (PriceListId?)null;
        var rows = await db.PriceLists
            .FromSql($"""
                select * from price_lists
                where {before == null} or id < {before?.Value ?? Guid.Empty}
                order by id desc limit {page.Size + 1}
                """)
            .AsNoTracking()
            .ToListAsync(cancel);
        return Page.Of(rows, page.Size, list => new Cursor("", list.Id.Value));
    }
}
