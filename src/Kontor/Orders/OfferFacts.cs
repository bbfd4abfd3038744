using System.Collections.Immutable;
using Kontor.Catalog;
using Kontor.Kernel;
using Kontor.Subscriptions;
using Npgsql;
using NpgsqlTypes;

namespace Kontor.Orders;

/// <summary>Reads what the catalog holds of the wanted items, in one statement that travels with an order's questions.</summary>
internal static class OfferFacts
{
    // The country of a market key is what stands before its dash (REG-08).
    private static readonly string OffersSql =
        SqlFor("select split_part(t.market, '-', 1) as country from tenants t where t.id = $4");

    /// <summary>For a customer that is not made yet, and so holds nothing.</summary>
    private static readonly string DraftSql = SqlFor("select $8::text as country");

    private static string SqlFor(string country) =>
        $"""
        select w.place, p.product_id, p.title, p.description, p.publisher, p.kind, p.is_first_party,
            s.sku_id, s.title, s.description, s.unit, s.billing_type, s.cancellation_policy, s.is_trial, s.is_add_on,
            s.min_quantity, s.max_quantity, s.limit_scope, s.limit_count,
            a.availability_id, a.market, a.segment, a.currency,
            exists (select from availabilities o
                where o.product_id = s.product_id and o.sku_id = s.sku_id and o.market in ($5, '*')),
            array(select h.place from offer_holdings h
                where h.customer_id = $4 and h.product_id = s.product_id and h.sku_id = s.sku_id),
            r.list_id, r.line, r.term, r.billing_plan, r.tier_from, r.tier_to, r.unit_price, r.effective_from,
            r.effective_until, r.end_of_sale_at, r.change
        from unnest($1, $2, $3) with ordinality as w (product_id, sku_id, availability_id, place)
        cross join ({country}) c
        join products p on p.product_id = w.product_id
        join skus s on s.product_id = w.product_id and s.sku_id = w.sku_id
        left join lateral (
            select * from availabilities a
            where a.product_id = s.product_id and a.sku_id = s.sku_id
                and case when w.availability_id is null
                    then a.market in (c.country, '*') and a.currency = $6 and a.segment = 'Commercial'
                    else a.availability_id = w.availability_id end
            limit 1) a on true
        left join lateral (
            select * from price_rows r
            where r.product_id = a.product_id and r.sku_id = a.sku_id and r.availability_id = a.availability_id
                and r.effective_from <= $7 and r.effective_until > $7) r on true
        """;

    /// <param name="batch">Where the statement is added.</param>
    /// <param name="items">The wanted items, in the order of their lines.</param>
    /// <param name="customer">Whose holdings count against limits.</param>
    /// <param name="partnerCountry">ISO code.</param>
    /// <param name="currency">The partner's billing currency.</param>
    /// <param name="now">Prices of this instant.</param>
    /// <param name="draftCountry">ISO code of the country of a customer that is not made yet; null for one that is.</param>
    public static void Ask(
        NpgsqlBatch batch,
        IReadOnlyList<CatalogItemId> items,
        TenantId customer,
        string partnerCountry,
        Currency currency,
        DateTimeOffset now,
        string? draftCountry = null)
    {
        var command = new NpgsqlBatchCommand(draftCountry is null ? OffersSql : DraftSql)
        {
            Parameters =
            {
                Sql.Texts([.. items.Select(item => item.ProductId)]),
                Sql.Texts([.. items.Select(item => item.SkuId)]),
                new() { Value = items.Select(item => item.AvailabilityId).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text },
                Sql.Uuid(customer.Value),
                Sql.Text(partnerCountry),
                Sql.Text(currency.Code),
                Sql.Instant(now),
            },
        };
        if (draftCountry is not null)
        {
            command.Parameters.Add(Sql.Text(draftCountry));
        }

        batch.BatchCommands.Add(command);
    }

    /// <summary>The offers in the order asked for; null where the catalog has no such product or SKU.</summary>
    public static async Task<Offer?[]> Read(NpgsqlDataReader reader, int count, CancellationToken cancel)
    {
        var offers = new Offer?[count];
        var rows = new ImmutableArray<PriceRow>.Builder?[count];
        while (await reader.ReadAsync(cancel))
        {
            var place = (int)reader.GetInt64(0) - 1;
            offers[place] ??= ReadOffer(reader);
            var priced = rows[place] ??= ImmutableArray.CreateBuilder<PriceRow>();
            if (!reader.IsDBNull(25))
            {
                priced.Add(ReadRow(reader, offers[place]!));
            }
        }

        for (var place = 0; place < count; place++)
        {
            offers[place] = offers[place] is { } offer ? offer with { Rows = rows[place]!.ToImmutable() } : null;
        }

        return offers;
    }

    /// <summary>The row's offer, without prices.</summary>
    internal static Offer ReadOffer(NpgsqlDataReader reader)
    {
        var product = new Product
        {
            ProductId = reader.GetString(1),
            Title = reader.GetString(2),
            Description = reader.GetString(3),
            Publisher = reader.GetString(4),
            Kind = Enum.Parse<ProductKind>(reader.GetString(5)),
            IsFirstParty = reader.GetBoolean(6),
        };
        var sku = new Sku
        {
            ProductId = product.ProductId,
            SkuId = reader.GetString(7),
            Title = reader.GetString(8),
            Description = reader.GetString(9),
            Unit = reader.GetString(10),
            BillingType = Enum.Parse<BillingType>(reader.GetString(11)),
            CancellationPolicy = Enum.Parse<CancellationPolicy>(reader.GetString(12)),
            IsTrial = reader.GetBoolean(13),
            IsAddOn = reader.GetBoolean(14),
            MinQuantity = reader.GetInt32(15),
            MaxQuantity = reader.IsDBNull(16) ? null : reader.GetInt32(16),
            LimitScope = Enum.Parse<LimitScope>(reader.GetString(17)),
            LimitCount = reader.GetInt32(18),
            MeterIds = "",
        };
        var availability = reader.IsDBNull(19)
            ? null
            : new Availability
            {
                ProductId = product.ProductId,
                SkuId = sku.SkuId,
                AvailabilityId = reader.GetString(19),
                Market = reader.GetString(20),
                Segment = Enum.Parse<Segment>(reader.GetString(21)),
                Currency = Currency.Of(reader.GetString(22)),
            };
        return new Offer(product, sku, availability, reader.GetBoolean(23), [.. reader.GetFieldValue<int[]>(24)], []);
    }

    /// <summary>The row's price.</summary>
    /// <param name="reader">At the row.</param>
    /// <param name="offer">Whose price it is.</param>
    /// <param name="retailAt">The column of the estimated retail price; null where it was not asked for.</param>
    internal static PriceRow ReadRow(NpgsqlDataReader reader, Offer offer, int? retailAt = null) => new()
    {
        ListId = new(reader.GetGuid(25)),
        Line = reader.GetInt32(26),
        ProductId = offer.Product.ProductId,
        SkuId = offer.Sku.SkuId,
        AvailabilityId = offer.Availability!.AvailabilityId,
        Market = offer.Availability.Market,
        Currency = offer.Availability.Currency,
        Segment = offer.Availability.Segment,
        Term = reader.GetString(27),
        BillingPlan = Enum.Parse<BillingCycle>(reader.GetString(28)),
        TierFrom = reader.GetInt64(29),
        TierTo = reader.IsDBNull(30) ? null : reader.GetInt64(30),
        UnitPrice = reader.GetDecimal(31),
        ErpPrice = retailAt is { } column && !reader.IsDBNull(column) ? reader.GetDecimal(column) : null,
        EffectiveFrom = reader.GetFieldValue<DateTimeOffset>(32),
        EffectiveUntil = reader.GetFieldValue<DateTimeOffset>(33),
        EndOfSaleAt = reader.IsDBNull(34) ? null : reader.GetFieldValue<DateTimeOffset>(34),
        Change = Enum.Parse<ChangeMark>(reader.GetString(35)),
    };
}
