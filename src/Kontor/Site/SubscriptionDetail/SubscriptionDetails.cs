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
/// <param name="Right">How the purchase can be given back; null when it is hidden, or the catalog no longer knows.</param>
/// <param name="Price">Why it costs what it costs; null when it is hidden, or nothing was charged.</param>
public sealed record SubscriptionDetail(
    SubscriptionRow Row, Subscription Held, SubscriptionView View, CancellationRight? Right, PriceTrace? Price);

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
        return new SubscriptionDetail(
            row,
            held,
            view,
            view == SubscriptionView.Entry ? null : await RightOf(held, cancel),
            view == SubscriptionView.Everything ? await PriceOf(held, cancel) : null);
    }

    private async Task<CancellationRight?> RightOf(Subscription held, CancellationToken cancel)
    {
        var offer = await (
            from sku in db.Set<Sku>().AsNoTracking()
            join product in db.Set<Product>() on sku.ProductId equals product.ProductId
            where sku.ProductId == held.ProductId && sku.SkuId == held.SkuId
            select new { sku.CancellationPolicy, product.Kind }).SingleOrDefaultAsync(cancel);
        return offer is null
            ? null
            : CancellationRight.Of(offer.CancellationPolicy, offer.Kind, held.BillingType, held.BillingCycle, held.CreatedAt);
    }

    private async Task<PriceTrace?> PriceOf(Subscription held, CancellationToken cancel)
    {
        var charge = await db.ChargeLines.AsNoTracking()
            .Where(c => c.PartnerId == held.PartnerId && c.SubscriptionId == held.Id)
            .OrderByDescending(c => c.Id)
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
