using Kontor.Activity;
using Kontor.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Kontor.ProviderDirectory;

/// <summary>
/// Use case: an operator publishes a profile that was handed in, or refuses it with a reason (ENR-50). The provider is told.
/// Of two operators at once one decides, and nobody decides on a text that another took the place of.
/// </summary>
public sealed class DecideProviderProfile(
    KontorDb db, ProviderProfileFiles files, ProviderProfileNews news, TimeProvider clock)
{
    /// <summary>Providers of one name that are published at once need no more attempts than there are of them.</summary>
    private const int MostAttempts = 8;

    /// <param name="actor">An operator.</param>
    /// <param name="provider">Whose profile.</param>
    /// <param name="version">That the operator looked at.</param>
    /// <param name="verdict">What becomes of it.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<Result<ProviderProfileFile>> Handle(
        Actor actor, TenantId provider, int version, ProviderProfileVerdict verdict, CancellationToken cancel)
    {
        var now = clock.Now();
        var asked = verdict with { Because = verdict.Because?.ReplaceLineEndings("\n").Trim() };
        for (var attempt = 1; ; attempt++)
        {
            if (await files.HandedInOrPublished(provider, cancel) is not { Profile: { } profile } file)
            {
                return ProviderProfileReasons.NotFound;
            }

            var decision = ProviderProfileRules.MayDecide(profile, version, asked);
            if (!decision.IsGranted)
            {
                return decision;
            }

            await Decide(actor, file, profile, asked, now, cancel);
            switch (await db.TrySaveChanges(cancel))
            {
                case null:
                    return file;
                case { Constraint: ProviderDirectoryStorage.OneSlug } when attempt < MostAttempts:
                    // A namesake was published at the same moment.
                    continue;
                default:
                    return await db.ProviderProfiles.AnyAsync(
                        p => p.TenantId == provider && p.State == ProviderProfileState.HandedIn, cancel)
                            ? ProviderProfileReasons.ChangedMeanwhile
                            : ProviderProfileReasons.NothingWaits;
            }
        }
    }

    private async Task Decide(
        Actor actor, ProviderProfileFile file, ProviderProfile profile, ProviderProfileVerdict verdict, DateTimeOffset now,
        CancellationToken cancel)
    {
        var resource = $"{profile.TenantId}";
        if (verdict.Publishes)
        {
            var slug = profile.Slug ?? await FreeSlug(file.Organisation.Name, cancel);
            profile.Publish(slug, file.Organisation.Name, now);
            db.Record(actor, "ProviderProfilePublished", resource, null, new { TenantId = resource, Slug = slug }, now);
        }
        else
        {
            profile.Refuse(verdict.Because!, now);
            db.Record(
                actor, "ProviderProfileRefused", resource, null, new { TenantId = resource, Reason = verdict.Because }, now);
        }

        news.Tell(file, profile, now);
    }

    private async Task<string> FreeSlug(string name, CancellationToken cancel)
    {
        var slug = ProviderSlug.From(name);
        var numbered = slug + "-";
        var taken = await db.ProviderProfiles
            .Where(p => p.Slug == slug || (p.Slug != null && p.Slug.StartsWith(numbered)))
            .Select(p => p.Slug!)
            .ToListAsync(cancel);
        return ProviderSlug.Free(slug, taken.ToHashSet());
    }
}
