using System.Collections.Immutable;
using Kontor.Catalog;
using Kontor.Kernel;
using Kontor.Subscriptions;
using Npgsql;

namespace Kontor.Orders;

/// <summary>One way to buy: a term billed at a frequency, with what it costs and why it may not be bought.</summary>
/// <param name="Term">ISO 8601; empty for none.</param>
/// <param name="Plan">How often it is billed.</param>
/// <param name="Tiers">The prices in force, from the first unit up.</param>
/// <param name="Decision">Whether the smallest quantity may be bought.</param>
public sealed record OfferedTerm(string Term, BillingCycle Plan, ImmutableArray<PriceTier> Tiers, Decision Decision);

/// <summary>A SKU as it is offered in a country to a segment.</summary>
/// <param name="Sku">What.</param>
/// <param name="Availability">Where and to whom.</param>
/// <param name="Terms">At least one.</param>
public sealed record OfferedSku(Sku Sku, Availability Availability, ImmutableArray<OfferedTerm> Terms)
{
    public string CatalogItemId => $"{Sku.ProductId}:{Sku.SkuId}:{Availability.AvailabilityId}";

    /// <summary>Why none of its terms may be bought; granted when one of them may.</summary>
    public Decision Decision => Terms.Any(term => term.Decision.IsGranted) ? Decision.Granted : Terms[0].Decision;
}

/// <summary>A product with a part of its SKUs.</summary>
/// <param name="Product">What it is.</param>
/// <param name="Skus">By title, then by segment.</param>
/// <param name="Next">The SKU after which the next part begins; null at the end.</param>
public sealed record OfferedProduct(Product Product, ImmutableArray<OfferedSku> Skus, string? Next);

/// <summary>One product as those see it who buy: each offer is judged by the rule that an order would ask (CAT-23).</summary>
public sealed class ProductQueries(NpgsqlDataSource database, TimeProvider clock)
{
    private const int SkusPerPage = 25;

    /// <summary>$1 product, $2 markets, $3 partner's country, $4 customer or null, $5 now, $6 SKU before, $7 how many.</summary>
    private const string OffersSql =
        """
        select 0::bigint, p.product_id, p.title, p.description, p.publisher, p.kind, p.is_first_party,
            s.sku_id, s.title, s.description, s.unit, s.billing_type, s.cancellation_policy, s.is_trial, s.is_add_on,
            s.min_quantity, s.max_quantity, s.limit_scope, s.limit_count,
            a.availability_id, a.market, a.segment, a.currency,
            exists (select from availabilities o
                where o.product_id = s.product_id and o.sku_id = s.sku_id and o.market in ($3, '*')),
            array(select h.place from offer_holdings h
                where h.customer_id = $4 and h.product_id = s.product_id and h.sku_id = s.sku_id),
            r.list_id, r.line, r.term, r.billing_plan, r.tier_from, r.tier_to, r.unit_price, r.effective_from,
            r.effective_until, r.end_of_sale_at, r.change, r.erp_price
        from products p
        cross join lateral (
            select * from skus s
            where s.product_id = p.product_id and s.sku_id > $6
                and exists (select from availabilities a
                    where a.product_id = s.product_id and a.sku_id = s.sku_id and a.market = any ($2))
            order by s.sku_id limit $7) s
        join availabilities a on a.product_id = s.product_id and a.sku_id = s.sku_id and a.market = any ($2)
        join price_rows r on r.availability_id = a.availability_id and r.product_id = a.product_id
            and r.sku_id = a.sku_id and r.effective_from <= $5 and r.effective_until > $5
        where p.product_id = $1
        order by s.sku_id, a.availability_id
        """;

    /// <summary>The product; null when nothing of it is sold where the view looks.</summary>
    public async Task<OfferedProduct?> Find(ShopView view, string productId, string? afterSku, CancellationToken cancel)
    {
        if (!CatalogItemId.IsPart(productId))
        {
            return null;
        }

        var now = clock.Now();
        await using var command = database.CreateCommand(OffersSql);
        command.Parameters.AddRange(new[]
        {
            Sql.Text(productId),
            Sql.Texts(view.Markets),
            Sql.Text(view.Country),
            Sql.Uuid(view.Customer?.Id.Value),
            Sql.Instant(now),
            Sql.Text(afterSku ?? ""),
            Sql.Int(SkusPerPage + 1),
        });
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var offers = await Read(reader, cancel);
        if (offers.Count == 0)
        {
            return null;
        }

        var skus = offers.Select(offer => offer.Sku.SkuId).Distinct().ToArray();
        var shown = offers
            .Where(offer => skus.Length <= SkusPerPage || offer.Sku.SkuId != skus[^1])
            .GroupBy(offer => offer.Sku.SkuId)
            .SelectMany(sku => OfInterest([.. sku], view))
            .Select(offer => Judge(offer, view, now))
            .OrderBy(offered => offered.Sku.IsAddOn)
            .ThenBy(offered => offered.Sku.Title, StringComparer.CurrentCultureIgnoreCase)
            .ThenBy(offered => offered.Sku.SkuId, StringComparer.Ordinal)
            .ThenBy(offered => offered.Availability.Segment);
        return new OfferedProduct(offers[0].Product, [.. shown], skus.Length > SkusPerPage ? skus[^2] : null);
    }

    private static async Task<List<Offer>> Read(NpgsqlDataReader reader, CancellationToken cancel)
    {
        var offers = new List<Offer>();
        while (await reader.ReadAsync(cancel))
        {
            var offer = OfferFacts.ReadOffer(reader);
            if (offers.Count == 0 || offers[^1].Availability!.AvailabilityId != offer.Availability!.AvailabilityId)
            {
                offers.Add(offer);
            }

            offers[^1] = offers[^1] with { Rows = offers[^1].Rows.Add(OfferFacts.ReadRow(reader, offers[^1], retailAt: 36)) };
        }

        return offers;
    }

    /// <summary>
    /// Of a SKU, what can be bought from here; where nothing can, the one offer whose reason says most. Offers for other
    /// segments, countries and currencies beside one that fits would only confuse.
    /// </summary>
    private static Offer[] OfInterest(Offer[] offers, ShopView view)
    {
        var here = offers.Where(o => o.Availability!.Market == view.CustomerCountry
            || o.Availability.Market == Availability.EveryMarket).ToArray();
        var billed = here.Where(o => OfferRules.IsBilledIn(view.Currency, o.Sku, o.Availability!)).ToArray();
        var allowed = billed.Where(o => view.Segments.Contains(o.Availability!.Segment)).ToArray();
        return allowed.Length > 0 ? allowed : [billed.FirstOrDefault() ?? here.FirstOrDefault() ?? offers[0]];
    }

    private static OfferedSku Judge(Offer offer, ShopView view, DateTimeOffset now)
    {
        var item = new CatalogItemId(offer.Product.ProductId, offer.Sku.SkuId, offer.Availability!.AvailabilityId);
        var terms =
            from row in offer.Rows
            group row by (row.Term, row.BillingPlan) into way
            let schedule = PriceInForce.At(way, now)
            where !schedule.IsEmpty
            orderby Term.Find(way.Key.Term)?.Months, way.Key.BillingPlan.Months()
            select new OfferedTerm(way.Key.Term, way.Key.BillingPlan, schedule.Tiers, Judge(way.Key.Term, way.Key.BillingPlan));
        var offered = terms.ToImmutableArray();
        return new OfferedSku(
            offer.Sku,
            offer.Availability,
            offered.IsEmpty
                ? [new OfferedTerm("", BillingCycle.None, [], Decision.Refused(CatalogReasons.SaleEnded.About(offer.Sku.Title)))]
                : offered);

        Decision Judge(string term, BillingCycle plan) => OfferRules.FitsTenant(offer.Product, view.Customer?.Kind).And(OfferRules.MayBuy(
            new WantedLine(0, item, offer.Sku.MinQuantity, null, plan, term, null),
            offer,
            view.CustomerCountry,
            view.Country,
            view.Currency,
            view.Customer?.Qualifications ?? QualificationsFor(offer.Availability.Segment),
            0,
            now).Decision);
    }

    /// <summary>While no customer is chosen, each offer is judged for one that it is meant for.</summary>
    private static Accounts.Qualifications QualificationsFor(Segment segment) => segment switch
    {
        Segment.Education => Accounts.Qualifications.Education,
        Segment.Nonprofit => Accounts.Qualifications.Nonprofit,
        Segment.Government => Accounts.Qualifications.GovernmentCommunityCloud,
        _ => Accounts.Qualifications.None,
    };
}
