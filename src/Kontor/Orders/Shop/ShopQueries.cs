using Kontor.Catalog;
using Kontor.Kernel;
using Kontor.Subscriptions;
using Npgsql;
using NpgsqlTypes;

namespace Kontor.Orders;

/// <summary>Which products are looked for.</summary>
/// <param name="Words">Each must occur in the titles of product or SKU, or in the publisher's name, in any case.</param>
/// <param name="Kind">Only of this kind; null for all.</param>
/// <param name="Term">Only what is sold for this ISO 8601 term, empty for none; null for all.</param>
/// <param name="IsFirstParty">The vendor's own, or those of others; null for both (CAT-03).</param>
/// <param name="Segment">Only what is for this segment; null for all.</param>
public sealed record ProductFilter(
    string? Words = null,
    ProductKind? Kind = null,
    string? Term = null,
    bool? IsFirstParty = null,
    Segment? Segment = null)
{
    public const int MaxLength = 100;

    public static ProductFilter None { get; } = new();

    /// <summary>Patterns for LIKE; what has a meaning there loses it.</summary>
    internal string[] Patterns() =>
    [
        .. (Words ?? "").ToLowerInvariant()
            .Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(word => word.Replace(@"\", @"\\").Replace("%", @"\%").Replace("_", @"\_"))
            .Select(word => $"%{word}%"),
    ];
}

/// <summary>What a product costs at least.</summary>
/// <param name="UnitPrice">What one unit costs the partner per billing period.</param>
/// <param name="RetailPrice">The estimated retail price; null where the list has none.</param>
/// <param name="Currency">Of both.</param>
/// <param name="Term">ISO 8601; empty for none.</param>
/// <param name="Plan">How often it is billed.</param>
/// <param name="Unit">What is counted.</param>
public sealed record PriceFrom(
    decimal UnitPrice, decimal? RetailPrice, Currency Currency, string Term, BillingCycle Plan, string Unit);

/// <summary>A product in the list.</summary>
/// <param name="Product">What it is.</param>
/// <param name="Skus">How many of its SKUs are sold in the view's countries.</param>
/// <param name="From">
/// Its lowest price by month for the shortest term, so that products can be compared; null when it cannot be had.
/// </param>
/// <param name="MayBeHad">CAT-05.</param>
public sealed record ShelfRow(Product Product, int Skus, PriceFrom? From, Decision MayBeHad);

/// <summary>
/// The catalog as those see it who buy. A page is one statement: it walks the products in the order of their titles and
/// asks about prices only for those that it shows.
/// </summary>
public sealed class ShopQueries(NpgsqlDataSource database, TimeProvider clock)
{
    /// <summary>
    /// $1 the view's markets, $2 partner's country, $3 customer's country, $4 currency, $5 customer or null, $6 its
    /// segments, $7 now, $8 patterns, $9 kind, $10 term, $11 first party, $12 segment, $13 and $14 the last title and id
    /// before, $15 how many. Of overlapping rows the later start decides, and a row marked as deleted ends the sale.
    /// </summary>
    private const string ProductsSql =
        """
        with shown as materialized (
            select p.product_id, p.title, p.title_key, p.description, p.publisher, p.kind, p.is_first_party
            from products p
            where (p.title_key, p.product_id) > ($13, $14)
                and ($9 is null or p.kind = $9)
                and ($11 is null or p.is_first_party = $11)
                and (cardinality($8) = 0 or exists (
                    select from skus s where s.product_id = p.product_id
                        and lower(p.title || ' ' || s.title || ' ' || p.publisher) like all ($8)))
                and exists (
                    select from availabilities a
                    where a.product_id = p.product_id and a.market = any ($1) and ($12 is null or a.segment = $12)
                        and exists (
                            select from price_rows r
                            where r.availability_id = a.availability_id and r.product_id = a.product_id
                                and r.sku_id = a.sku_id and r.effective_from <= $7 and r.effective_until > $7
                                and r.change <> 'Deleted' and ($10 is null or r.term = $10)))
            order by p.title_key, p.product_id
            limit $15)
        select p.product_id, p.title, p.title_key, p.description, p.publisher, p.kind, p.is_first_party,
            f.skus, f.here, f.there, f.billed, f.allowed, f.free, b.*
        from shown p
        cross join lateral (
            select count(distinct o.sku_id)::int as skus,
                coalesce(bool_or(o.market in ($3, '*')), false) as here,
                exists (select from availabilities a
                    where a.product_id = p.product_id and a.market in ($2, '*')) as there,
                coalesce(bool_or(o.market in ($3, '*') and o.billed), false) as billed,
                coalesce(bool_or(o.market in ($3, '*') and o.billed and o.segment = any ($6)), false) as allowed,
                coalesce(bool_or(o.market in ($3, '*') and o.billed and o.segment = any ($6) and o.free), false) as free
            from (
                select a.sku_id, a.market, a.segment, a.currency,
                    a.currency = $4 or s.billing_type = 'Usage' and a.currency = 'USD' as billed,
                    s.limit_scope = 'None' or (
                        select count(*) from offer_holdings h
                        where h.customer_id = $5 and h.product_id = s.product_id and h.sku_id = s.sku_id) < s.limit_count as free
                from availabilities a
                join skus s on s.product_id = a.product_id and s.sku_id = a.sku_id
                where a.product_id = p.product_id and a.market = any ($1) and exists (
                    select from price_rows r
                    where r.availability_id = a.availability_id and r.product_id = a.product_id and r.sku_id = a.sku_id
                        and r.effective_from <= $7 and r.effective_until > $7 and r.change <> 'Deleted')) o) f
        left join lateral (
            select r.unit_price, r.erp_price, a.currency, r.term, r.billing_plan, s.unit
            from availabilities a
            join skus s on s.product_id = a.product_id and s.sku_id = a.sku_id
            cross join lateral (
                select distinct on (r.term, r.billing_plan)
                    r.term, r.billing_plan, r.change, r.end_of_sale_at, r.unit_price, r.erp_price
                from price_rows r
                where r.availability_id = a.availability_id and r.product_id = a.product_id and r.sku_id = a.sku_id
                    and r.effective_from <= $7 and r.effective_until > $7 and r.tier_from = 1
                order by r.term, r.billing_plan, r.effective_from desc, r.list_id desc) r
            where a.product_id = p.product_id and a.market in ($3, '*') and a.segment = any ($6)
                and ($12 is null or a.segment = $12) and ($10 is null or r.term = $10)
                and (a.currency = $4 or s.billing_type = 'Usage' and a.currency = 'USD')
                and r.change <> 'Deleted' and (r.end_of_sale_at is null or r.end_of_sale_at > $7)
            order by s.is_trial, s.is_add_on, case when $5 is null then a.segment <> 'Commercial' end,
                coalesce(nullif(r.term, '')::interval, interval '0'),
                round(r.unit_price / case r.billing_plan when 'Annual' then 12 when 'Triennial' then 36 else 1 end, 2),
                r.unit_price, s.sku_id
            limit 1) b on true
        order by p.title_key, p.product_id
        """;

    /// <summary>A part of the catalog, by title.</summary>
    public async Task<Page<ShelfRow>> Products(
        ShopView view, ProductFilter filter, PageRequest page, CancellationToken cancel)
    {
        var (title, id) = Split(page.After);
        await using var command = database.CreateCommand(ProductsSql);
        command.Parameters.AddRange(new[]
        {
            Sql.Texts(view.Markets),
            Sql.Text(view.Country),
            Sql.Text(view.CustomerCountry),
            Sql.Text(view.Currency.Code),
            Sql.Uuid(view.Customer?.Id.Value),
            Sql.Texts([.. view.Segments.Select(Sql.Name)]),
            Sql.Instant(clock.Now()),
            Sql.Texts(filter.Patterns()),
            Sql.Text(filter.Kind?.ToString()),
            Sql.Text(filter.Term),
            new NpgsqlParameter { Value = (object?)filter.IsFirstParty ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Boolean },
            Sql.Text(filter.Segment?.ToString()),
            Sql.Text(title),
            Sql.Text(id),
            Sql.Int(page.Size + 1),
        });
        await using var row = await command.ExecuteReaderAsync(cancel);
        var rows = new List<(ShelfRow Row, string Key)>();
        while (await row.ReadAsync(cancel))
        {
            rows.Add((Read(row, view), row.GetString(2)));
        }

        var part = Page.Of(rows, page.Size, last => new Cursor($"{last.Key}\n{last.Row.Product.ProductId}", Guid.Empty));
        return new Page<ShelfRow>([.. part.Items.Select(item => item.Row)], part.NextCursor);
    }

    private static (string Title, string Id) Split(Cursor? after)
    {
        var key = after?.Key ?? "";
        var at = key.LastIndexOf('\n');
        return at < 0 ? ("", "") : (key[..at], key[(at + 1)..]);
    }

    private static ShelfRow Read(NpgsqlDataReader row, ShopView view)
    {
        var product = new Product
        {
            ProductId = row.GetString(0),
            Title = row.GetString(1),
            Description = row.GetString(3),
            Publisher = row.GetString(4),
            Kind = Enum.Parse<ProductKind>(row.GetString(5)),
            IsFirstParty = row.GetBoolean(6),
        };
        var from = row.IsDBNull(13)
            ? null
            : new PriceFrom(
                row.GetDecimal(13),
                row.IsDBNull(14) ? null : row.GetDecimal(14),
                Currency.Of(row.GetString(15)),
                row.GetString(16),
                Enum.Parse<BillingCycle>(row.GetString(17)),
                row.GetString(18));
        var facts = new ShelfFacts(
            row.GetInt32(7) > 0, row.GetBoolean(8), row.GetBoolean(9), row.GetBoolean(10), row.GetBoolean(11), row.GetBoolean(12));
        var fits = OfferRules.FitsTenant(product, view.Customer?.Kind);
        return new ShelfRow(
            product, row.GetInt32(7), from, fits.IsGranted ? ShelfRules.MayBeHad(product.Title, facts, view) : fits);
    }
}
