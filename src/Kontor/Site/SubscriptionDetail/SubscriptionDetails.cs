using System.Text.Json;
using Kontor.Billing;
using Kontor.Catalog;
using Kontor.Kernel;
using Kontor.Orders;
using Kontor.Subscriptions;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Site;

/// <summary>One subscription with what its page tells of it.</summary>
/// <param name="Row">As far as the reader may see it, with names.</param>
/// <param name="Held">All of it; pages show of it only what the view allows.</param>
/// <param name="View">How much the reader sees.</param>
/// <param name="Offer">What the catalog says of it; null when it is hidden, or the catalog no longer knows.</param>
/// <param name="Purchases">What it consists of, the oldest first; none when it is hidden, or the catalog no longer knows.</param>
/// <param name="Price">Why it costs what it costs; null when it is hidden, or nothing was charged.</param>
public sealed record SubscriptionDetail(
    SubscriptionRow Row,
    Subscription Held,
    SubscriptionView View,
    HeldOffer? Offer,
    IReadOnlyList<HeldPurchase> Purchases,
    PriceTrace? Price);

/// <summary>What decides how a subscription can be changed.</summary>
public sealed record HeldOffer(ProductKind Kind, CancellationPolicy Policy);

/// <summary>Units that were bought together, and how they can be given back.</summary>
public sealed record HeldPurchase(SeatBatch Batch, CancellationRight Right);

/// <summary>A charge with the rows of the price lists that it comes from.</summary>
/// <param name="Charge">What was charged.</param>
/// <param name="Exact">Before rounding.</param>
/// <param name="UsdRate">What one unit of the currency counts in USD (BIL-70).</param>
/// <param name="Credit">What it took from the credit.</param>
/// <param name="Steps">By tier.</param>
public sealed record PriceTrace(ChargeLine Charge, decimal Exact, decimal UsdRate, Money Credit, IReadOnlyList<PriceStep> Steps);

/// <summary>So many units at the price of a row of a price list.</summary>
/// <param name="Units">How many.</param>
/// <param name="UnitPrice">Per unit and billing period.</param>
/// <param name="Amount">Exact.</param>
/// <param name="File">The name of the list; null when it is gone.</param>
/// <param name="Line">Of the file.</param>
/// <param name="RetailPrice">Estimated retail price per unit; null where the list has none.</param>
public sealed record PriceStep(decimal Units, decimal UnitPrice, decimal Amount, string? File, int Line, decimal? RetailPrice);

/// <summary>Puts together what several features know of one subscription, beginning with what the reader may see.</summary>
public sealed class SubscriptionDetails(KontorDb db, SubscriptionQueries subscriptions, SubscriptionNames names)
{
    /// <summary>Null when it does not exist for the reader.</summary>
    public async Task<SubscriptionDetail?> Find(Actor reader, SubscriptionId id, CancellationToken cancel)
    {
        if (await subscriptions.Find(reader, id, cancel) is not { } visible)
        {
            return null;
        }

        var (held, view) = visible;
        var row = (await names.Rows(reader, [visible], cancel))[0];
        var offer = view == SubscriptionView.Entry ? null : await OfferOf(held, cancel);
        return new SubscriptionDetail(
            row,
            held,
            view,
            offer,
            offer is null ? [] : await PurchasesOf(held, offer, cancel),
            view == SubscriptionView.Everything ? await PriceOf(held, cancel) : null);
    }

    /// <summary>What the seller was charged for it and got back, the newest first.</summary>
    public async Task<Page<ChargeLine>> Charges(Subscription held, PageRequest page, CancellationToken cancel)
    {
        var lines = db.ChargeLines.AsNoTracking().Where(c => c.PartnerId == held.PartnerId && c.SubscriptionId == held.Id);
        if (page.After is { } after)
        {
            var (instant, id) = (after.Instant, new ChargeLineId(after.Id));
            lines = lines.Where(c => EF.Functions.LessThan(
                ValueTuple.Create(c.CreatedAt, c.Id), ValueTuple.Create(instant, id)));
        }

        var rows = await lines.OrderByDescending(c => c.CreatedAt).ThenByDescending(c => c.Id).Take(page.Size + 1).ToListAsync(cancel);
        return Page.Of(rows, page.Size, last => Cursor.At(last.CreatedAt, last.Id.Value));
    }

    private Task<HeldOffer?> OfferOf(Subscription held, CancellationToken cancel) => (
        from sku in db.Set<Sku>().AsNoTracking()
        join product in db.Set<Product>() on sku.ProductId equals product.ProductId
        where sku.ProductId == held.ProductId && sku.SkuId == held.SkuId
        select new HeldOffer(product.Kind, sku.CancellationPolicy)).SingleOrDefaultAsync(cancel);

    private async Task<IReadOnlyList<HeldPurchase>> PurchasesOf(Subscription held, HeldOffer offer, CancellationToken cancel)
    {
        var added = await db.AddedSeats.AsNoTracking()
            .Where(seats => seats.PartnerId == held.PartnerId && seats.SubscriptionId == held.Id)
            .ToListAsync(cancel);
        return
        [
            .. SeatBatch.Of(held, added).Where(batch => batch.Quantity > 0).Select(batch => new HeldPurchase(
                batch,
                ChangeRules.RightOf(held, offer.Kind, offer.Policy, batch.BoughtAt))),
        ];
    }

    /// <summary>Of the purchase: what came later is computed from its price.</summary>
    private async Task<PriceTrace?> PriceOf(Subscription held, CancellationToken cancel)
    {
        var charge = await db.ChargeLines.AsNoTracking()
            .Where(c => c.PartnerId == held.PartnerId && c.SubscriptionId == held.Id)
            .OrderBy(c => c.CreatedAt).ThenBy(c => c.Id)
            .FirstOrDefaultAsync(cancel);
        if (charge is null || JsonSerializer.Deserialize(charge.Trace, PurchaseJson.Default.ChargeTrace) is not { Tiers: not null } trace)
        {
            return null;
        }

        PriceListId[] lists = [.. trace.Tiers.Select(tier => new PriceListId(tier.PriceList)).Distinct()];
        int[] lines = [.. trace.Tiers.Select(tier => tier.Line).Distinct()];
        var files = await db.Set<PriceList>().AsNoTracking().Where(list => lists.Contains(list.Id))
            .ToDictionaryAsync(list => list.Id, list => list.FileName, cancel);
        var retail = await db.Set<PriceRow>().AsNoTracking()
            .Where(price => lists.Contains(price.ListId) && lines.Contains(price.Line))
            .ToDictionaryAsync(price => (price.ListId, price.Line), price => price.ErpPrice, cancel);
        return new PriceTrace(
            charge,
            trace.Exact,
            trace.UsdRate,
            new Money(charge.CreditUnits, Currency.Usd),
            [
                .. trace.Tiers.Select(tier => new PriceStep(
                    tier.Units,
                    tier.UnitPrice,
                    tier.Amount,
                    files.GetValueOrDefault(new PriceListId(tier.PriceList)),
                    tier.Line,
                    retail.GetValueOrDefault((new PriceListId(tier.PriceList), tier.Line)))),
            ]);
    }
}
