using Kontor.Catalog;
using Kontor.Kernel;
using Npgsql;

namespace Kontor.PartnerCenter;

/// <summary>Where the catalog is looked at from.</summary>
/// <param name="Country">ISO code: whose availabilities are shown.</param>
/// <param name="Currency">The one currency in which partners of that country are billed.</param>
/// <param name="Path">Address of the products, relative to the API root: <c>/products</c>, or a customer's.</param>
/// <param name="Query">What links carry along: <c>?country=DE</c>, or nothing under a customer.</param>
/// <param name="Segment">Only what is for this segment; null for every one.</param>
internal sealed record CatalogView(string Country, Currency Currency, string Path, string Query, Segment? Segment);

/// <summary>Products, SKUs and availabilities of a country, as far as something can be bought there now.</summary>
internal sealed class ProductReads(NpgsqlDataSource database, TimeProvider clock)
{
    /// <summary>
    /// $1 country, $2 its currency, $3 now, $4 segment or null. What a list offers everywhere counts where partners are
    /// billed in its currency. Of overlapping rows the later start decides, and a row marked as deleted ends the sale.
    /// </summary>
    private const string OnSale =
        """
        from availabilities a cross join lateral (
            select array_agg(distinct f.term || '|' || f.billing_plan) as terms from (
                select distinct on (r.term, r.billing_plan, r.tier_from)
                    r.term, r.billing_plan, r.change, r.end_of_sale_at
                from price_rows r
                where r.availability_id = a.availability_id and r.product_id = a.product_id and r.sku_id = a.sku_id
                    and r.effective_from <= $3 and r.effective_until > $3
                order by r.term, r.billing_plan, r.tier_from, r.effective_from desc, r.list_id desc) f
            where f.change <> 'Deleted' and (f.end_of_sale_at is null or f.end_of_sale_at > $3)) t
        where (a.market = $1 or a.market = '*' and a.currency = $2) and t.terms is not null
            and ($4 is null or a.segment = $4)
        """;

    private const string ProductColumns = "p.product_id, p.title, p.description, p.kind, p.is_first_party, p.publisher";

    private const string SkuColumns =
        """
        s.sku_id, s.title, s.description, s.min_quantity, s.max_quantity, s.is_trial, s.is_add_on, s.unit, s.billing_type
        """;

    /// <summary>$5 kinds.</summary>
    private const string ProductsSql =
        $"""
        select {ProductColumns} from products p
        where p.kind = any ($5) and exists (select {OnSale} and a.product_id = p.product_id)
        order by p.product_id
        """;

    /// <summary>$5 product.</summary>
    private const string ProductSql =
        $"""
        select {ProductColumns} from products p
        where p.product_id = $5 and exists (select {OnSale} and a.product_id = p.product_id)
        """;

    /// <summary>$5 product, $6 SKU or null for all.</summary>
    private const string SkusSql =
        $"""
        select {ProductColumns}, {SkuColumns}, o.terms
        from products p join skus s on s.product_id = p.product_id
            cross join lateral (select array_agg(distinct term) as terms
                from (select unnest(t.terms) as term {OnSale} and a.product_id = s.product_id and a.sku_id = s.sku_id) u) o
        where p.product_id = $5 and ($6 is null or s.sku_id = $6) and o.terms is not null
        order by s.sku_id
        """;

    /// <summary>$5 product, $6 SKU, $7 availability or null for all.</summary>
    private const string AvailabilitiesSql =
        $"""
        select {ProductColumns}, {SkuColumns}, o.terms, o.availability_id, o.currency, o.segment
        from products p join skus s on s.product_id = p.product_id
            join (select a.*, t.terms {OnSale} and a.product_id = $5 and a.sku_id = $6
                and ($7 is null or a.availability_id = $7)) o on o.product_id = s.product_id and o.sku_id = s.sku_id
        where p.product_id = $5 and s.sku_id = $6
        order by o.segment, o.currency, o.availability_id
        """;

    public NpgsqlCommand Products(CatalogView view, string[] kinds) => Command(ProductsSql, view, Sql.Texts(kinds));

    public NpgsqlCommand Product(CatalogView view, string product) => Command(ProductSql, view, Sql.Text(product));

    public NpgsqlCommand Skus(CatalogView view, string product, string? sku) =>
        Command(SkusSql, view, Sql.Text(product), Sql.Text(sku));

    public NpgsqlCommand Availabilities(CatalogView view, string product, string sku, string? availability) =>
        Command(AvailabilitiesSql, view, Sql.Text(product), Sql.Text(sku), Sql.Text(availability));

    public static ProductBody ReadProduct(NpgsqlDataReader row, CatalogView view)
    {
        var self = $"{view.Path}/{row.GetString(0)}";
        return new ProductBody(
            row.GetString(0),
            row.GetString(1),
            row.GetString(2),
            TargetViews.TypeOf(Enum.Parse<ProductKind>(row.GetString(3))),
            row.GetBoolean(4),
            row.GetString(5),
            new ProductLinks(new Link($"{self}/skus{view.Query}"), new Link(self + view.Query)));
    }

    public static SkuBody ReadSku(NpgsqlDataReader row, CatalogView view)
    {
        var (product, id) = (row.GetString(0), row.GetString(6));
        var self = $"{view.Path}/{product}/skus/{id}";
        return new SkuBody(id, product, row.GetString(7), row.GetString(8))
        {
            MinimumQuantity = row.GetInt32(9),
            MaximumQuantity = row.IsDBNull(10) ? int.MaxValue : row.GetInt32(10),
            IsTrial = row.GetBoolean(11),
            SupportedBillingCycles = [.. Terms(row).Select(term => term.Cycle).Distinct().Order()],
            DynamicAttributes = new SkuTraits(row.GetBoolean(12), row.GetString(13), WireItems.Billing(row.GetString(14))),
            Links = new SkuLinks(new Link($"{self}/availabilities{view.Query}"), new Link(self + view.Query)),
        };
    }

    public static AvailabilityBody ReadAvailability(NpgsqlDataReader row, CatalogView view)
    {
        var (product, sku, id) = (row.GetString(0), row.GetString(6), row.GetString(16));
        var terms = Terms(row).ToArray();
        return new AvailabilityBody(id, product, sku)
        {
            // Also of a classic offer, whose GUID alone would mean its commercial availability.
            CatalogItemId = $"{product}:{sku}:{id}",
            DefaultCurrency = new CurrencyBody(row.GetString(17), WireItems.Symbol(row.GetString(17))),
            Segment = row.GetString(18).ToLowerInvariant(),
            Country = view.Country,
            IsPurchasable = true,
            IsRenewable = !row.GetBoolean(11) && terms.Any(term => term.Duration.Length > 0),
            Terms = [.. terms.Select(term => new AvailabilityTermBody(
                $"{(term.Duration.Length > 0 ? term.Duration : "P0M")}-{WireEnums<BillingCycleType>.Text(term.Cycle)}",
                term.Duration,
                WireItems.Describe(term.Duration),
                term.Cycle))],
            Product = ReadProduct(row, view),
            Sku = ReadSku(row, view),
            Links = new PageLinks(new Link($"{view.Path}/{product}/skus/{sku}/availabilities/{id}{view.Query}")),
        };
    }

    private static IEnumerable<(string Duration, BillingCycleType Cycle)> Terms(NpgsqlDataReader row) =>
        from term in row.GetFieldValue<string[]>(15)
        let parts = term.Split('|')
        select (parts[0], WireItems.Cycle(parts[1]));

    private NpgsqlCommand Command(string sql, CatalogView view, params ReadOnlySpan<NpgsqlParameter> further)
    {
        var command = database.CreateCommand(sql);
        command.Parameters.Add(Sql.Text(view.Country));
        command.Parameters.Add(Sql.Text(view.Currency.Code));
        command.Parameters.Add(Sql.Instant(clock.Now()));
        command.Parameters.Add(Sql.Text(view.Segment?.ToString()));
        foreach (var parameter in further)
        {
            command.Parameters.Add(parameter);
        }

        return command;
    }
}
