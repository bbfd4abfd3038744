using Kontor.Activity;
using Kontor.Kernel;
using Kontor.Partnerships;

namespace Kontor.Billing;

/// <summary>
/// Use case: a provider sets what it grants one of its resellers (BIL-02, BIL-04). What counted before stays in the history.
/// Of two who set it at once the key lets one write; the other reads again.
/// </summary>
public sealed class SetResellerTerms(KontorDb db, ResellerTermsFiles files, TimeProvider clock)
{
    /// <param name="actor">A user of the provider.</param>
    /// <param name="id">Of the active partnership.</param>
    /// <param name="wanted">As it shall be; a repetition changes nothing.</param>
    /// <param name="version">The entry that was read, 0 for none; null to follow whatever counts now.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<Result<ResellerTermsFile>> Handle(
        Actor actor, PartnershipId id, ResellerTermsWish wanted, int? version, CancellationToken cancel)
    {
        if (await files.Find(actor, id, cancel) is not { } file)
        {
            return PartnershipReasons.PartnershipNotFound;
        }

        if (!file.IsProvider)
        {
            return ResellerTermsReasons.ProviderGrants;
        }

        var limit = wanted.Limit is { } amount ? ResellerTermsRules.LimitOf(amount, file.Currency) : null;
        var granted = new GrantedTerms(wanted.PaymentDays, limit, wanted.Billing);
        var decision = Decision.RequireAll(
                (version is null || version == file.Version, ResellerTermsReasons.ChangedMeanwhile))
            .And(ResellerTermsRules.AreSound(
                wanted.Limit is not null && limit is null ? granted with { Limit = new Money(-1, file.Currency) } : granted,
                file.Currency));
        if (!decision.IsGranted)
        {
            return decision;
        }

        if (file.Latest?.Granted == granted)
        {
            return file;
        }

        var now = clock.Now();
        var entry = new ResellerTerms
        {
            ProviderId = file.Partnership.ProviderId,
            PartnershipId = id,
            Number = file.Version + 1,
            PaymentDays = granted.PaymentDays,
            LimitUnits = limit?.Units,
            Currency = file.Currency,
            Billing = granted.Billing,
            SetAt = now,
            SetBy = actor.Name,
        };
        db.Add(entry);
        var told = new
        {
            ResellerId = file.Partnership.ResellerId.ToString(),
            entry.PaymentDays,
            Limit = limit?.ToString() ?? "–",
            Billing = $"{entry.Billing}",
        };
        db.Record(actor, "ResellerTermsSet", $"{id}", null, told, now);
        foreach (var side in new[] { file.Partnership.ProviderId, file.Partnership.ResellerId })
        {
            db.Announce(side, "reseller-terms-set", $"{id}", null, new { entry.Number }, now);
        }

        return await db.TrySaveChanges(cancel) is null ? file with { Latest = entry } : ResellerTermsReasons.ChangedMeanwhile;
    }
}

/// <summary>What somebody wants to grant.</summary>
/// <param name="PaymentDays">0 to <see cref="ResellerTermsRules.MostPaymentDays"/>.</param>
/// <param name="Limit">In the provider's currency; null for none.</param>
/// <param name="Billing">Who bills the customers.</param>
public sealed record ResellerTermsWish(int PaymentDays, decimal? Limit, ResellerBilling Billing);
