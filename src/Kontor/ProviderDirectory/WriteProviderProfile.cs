using Kontor.Accounts;
using Kontor.Activity;
using Kontor.Kernel;
using Kontor.Policy;

namespace Kontor.ProviderDirectory;

/// <summary>
/// Use cases: a provider writes its profile, hands it in, takes it back or throws it away (ENR-50, REL-02). What is published
/// stays as it is. Whoever sends the version that was looked at does not write over what somebody else wrote meanwhile.
/// </summary>
public sealed class WriteProviderProfile(KontorDb db, ProviderProfileFiles files, Markets markets, CurrentPolicy policy, TimeProvider clock)
{
    /// <summary>Keeps a draft, also half written.</summary>
    /// <param name="actor">Somebody of the provider.</param>
    /// <param name="text">As it is to be.</param>
    /// <param name="version">That was looked at; null for whichever.</param>
    /// <param name="cancel">Gives up.</param>
    public Task<Result<ProviderProfileFile>> Write(
        Actor actor, ProviderProfileText text, int? version, CancellationToken cancel) => Act(
            actor,
            ProviderProfileAct.Write,
            version,
            file => ProviderProfileRules.HasBounds(text, file.Region, InRegionOf(file)),
            (profile, now) => profile.Write(text.InOrder(), now),
            cancel);

    /// <summary>Hands a text in, in place of one that waits already.</summary>
    public Task<Result<ProviderProfileFile>> HandIn(
        Actor actor, ProviderProfileText text, int? version, CancellationToken cancel) => Act(
            actor,
            ProviderProfileAct.HandIn,
            version,
            file => ProviderProfileRules.MayHandIn(text.InOrder(), file.Profile?.Published, file.Region, InRegionOf(file)),
            (profile, now) =>
            {
                profile.HandIn(text.InOrder(), now);
                db.Record(actor, "ProviderProfileHandedIn", $"{actor.TenantId}", null, new { }, now);
            },
            cancel);

    public Task<Result<ProviderProfileFile>> Withdraw(Actor actor, int? version, CancellationToken cancel) => Act(
        actor,
        ProviderProfileAct.Withdraw,
        version,
        _ => Decision.Granted,
        (profile, now) =>
        {
            profile.Withdraw(now);
            db.Record(actor, "ProviderProfileWithdrawn", $"{actor.TenantId}", null, new { }, now);
        },
        cancel);

    public Task<Result<ProviderProfileFile>> Discard(Actor actor, int? version, CancellationToken cancel) => Act(
        actor,
        ProviderProfileAct.Discard,
        version,
        _ => Decision.Granted,
        (profile, now) => profile.Discard(now),
        cancel);

    private async Task<Result<ProviderProfileFile>> Act(
        Actor actor, ProviderProfileAct act, int? version, Func<ProviderProfileFile, Decision> isSound,
        Action<ProviderProfile, DateTimeOffset> change, CancellationToken cancel)
    {
        var now = clock.Now();
        var file = await files.Find(actor.TenantId, cancel);
        var decision = ProviderProfileRules.MayChange(actor, file is { IsProvider: true });
        if (file is null || !decision.IsGranted)
        {
            return decision;
        }

        if (!policy.Value.Has(file.Tenant.Cloud, CloudFeature.FindProvider))
        {
            return ProviderProfileReasons.DirectoryOff;
        }

        decision = ProviderProfileRules.May(file.State, act);
        if (decision.IsGranted && version is { } seen && seen != file.Version)
        {
            decision = Decision.Refused(ProviderProfileReasons.ChangedMeanwhile);
        }

        decision = decision.And(isSound(file));
        if (!decision.IsGranted)
        {
            return decision;
        }

        var profile = file.Profile ?? Begin(file, now);
        change(profile, now);
        return await db.TrySaveChanges(cancel) is null
            ? file with { Profile = profile }
            : ProviderProfileReasons.ChangedMeanwhile;
    }

    private ProviderProfile Begin(ProviderProfileFile file, DateTimeOffset now)
    {
        var profile = new ProviderProfile
        {
            TenantId = file.Tenant.Id,

            // At random, so that it tells nothing.
            Id = Guid.NewGuid(),
            Cloud = file.Tenant.Cloud,
            RegionGroup = file.Region,
            Since = now,
        };
        db.Add(profile);
        return profile;
    }

    private Func<string, bool> InRegionOf(ProviderProfileFile file) =>
        key => markets.Find(key) is { } market && market.Key == key && market.RegionGroup == file.Region;
}
