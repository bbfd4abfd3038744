using Kontor.Accounts;
using Kontor.Kernel;
using Kontor.Partnerships;
using Kontor.Subscriptions;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Billing;

/// <summary>What was granted in one partnership, as one of its two sides sees it.</summary>
/// <param name="Partnership">Active.</param>
/// <param name="IsProvider">Whether the reader is the provider.</param>
/// <param name="Currency">Of the provider (REG-04).</param>
/// <param name="Latest">What counts; null while nothing was set.</param>
/// <param name="MonthlyValue">
/// What the reseller's running subscriptions of this provider cost it a month, in each currency; for the provider alone
/// (MUL-05).
/// </param>
public sealed record ResellerTermsFile(
    Partnership Partnership, bool IsProvider, Currency Currency, ResellerTerms? Latest, IReadOnlyList<Money> MonthlyValue)
{
    /// <summary>0 while nothing was set.</summary>
    public int Version => Latest?.Number ?? 0;

    /// <summary>BIL-04: more runs than was granted.</summary>
    public bool IsOverLimit =>
        Latest?.Limit is { } limit && MonthlyValue.Any(value => value.Currency == limit.Currency && value.Units > limit.Units);
}

/// <summary>Finds terms for the two sides of a partnership; for everybody else there are none.</summary>
public sealed class ResellerTermsFiles(KontorDb db, OwnPartnerships own, ResellerValues values, Markets markets)
{
    /// <summary>So much of the history is shown; the activity log has all of it.</summary>
    public const int MostShown = 20;

    /// <summary>Of the active partnership with another tenant; null where there is none.</summary>
    public async Task<ResellerTermsFile?> With(
        Actor actor, PartnershipSide side, TenantId other, CancellationToken cancel) =>
        await own.With(actor, side, other, cancel) is { } partnership ? await Of(actor, partnership, cancel) : null;

    /// <summary>Of a partnership of one's own; null where there is none, or where it has ended.</summary>
    public async Task<ResellerTermsFile?> Find(Actor actor, PartnershipId id, CancellationToken cancel) =>
        await own.Find(actor, id, cancel) is { IsActive: true } partnership ? await Of(actor, partnership, cancel) : null;

    /// <summary>The newest entries first.</summary>
    public Task<List<ResellerTerms>> History(Partnership partnership, CancellationToken cancel) =>
        Entries(partnership).Take(MostShown).ToListAsync(cancel);

    private async Task<ResellerTermsFile> Of(Actor actor, Partnership partnership, CancellationToken cancel)
    {
        var isProvider = partnership.ProviderId == actor.TenantId;
        var latest = await Entries(partnership).FirstOrDefaultAsync(cancel);
        var market = await db.Set<Tenant>().AsNoTracking()
            .Where(t => t.Id == partnership.ProviderId).Select(t => t.Market).SingleAsync(cancel);
        return new ResellerTermsFile(
            partnership, isProvider, markets.Find(market)?.Currency ?? Currency.Usd, latest,
            isProvider ? await values.Of(partnership.ProviderId, partnership.ResellerId, cancel) : []);
    }

    private IQueryable<ResellerTerms> Entries(Partnership partnership) => db.ResellerTerms.AsNoTracking()
        .Where(t => t.ProviderId == partnership.ProviderId && t.PartnershipId == partnership.Id)
        .OrderByDescending(t => t.Number);
}
