using System.Collections.Immutable;
using Kontor.Accounts;
using Kontor.Activity;
using Kontor.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Announcements;

/// <summary>Use cases: an operator announces something, corrects it, and withdraws it (OPS-20).</summary>
public sealed class PublishAnnouncement(KontorDb db, Markets markets, TimeProvider clock)
{
    /// <summary>The region groups that an announcement may be for.</summary>
    public ImmutableArray<string> Regions =>
        [.. markets.All.Select(market => market.RegionGroup).Distinct().Order(StringComparer.Ordinal)];

    public async Task<Result<Announcement>> Handle(Actor actor, AnnouncementWish wish, CancellationToken cancel)
    {
        var decision = AnnouncementRules.IsSound(wish, Regions);
        if (!decision.IsGranted)
        {
            return decision;
        }

        var now = clock.Now();
        var announcement = db.AddAnnouncement(wish, policyVersion: null, now);
        db.Record(actor, "AnnouncementPublished", announcement.Id.ToString(), null, DetailsOf(wish), now);
        await db.SaveChangesAsync(cancel);
        return announcement;
    }

    /// <param name="actor">An operator.</param>
    /// <param name="id">Which.</param>
    /// <param name="wish">The whole announcement as it is to be.</param>
    /// <param name="version">As it was read; null where that does not matter.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<Result<Announcement>> Correct(
        Actor actor, Guid id, AnnouncementWish wish, int? version, CancellationToken cancel)
    {
        if (await db.Announcements.SingleOrDefaultAsync(a => a.Id == id, cancel) is not { } announcement)
        {
            return AnnouncementReasons.NotFound;
        }

        var decision = AnnouncementRules.MayChange(announcement, version).And(AnnouncementRules.IsSound(wish, Regions));
        if (!decision.IsGranted)
        {
            return decision;
        }

        var now = clock.Now();
        announcement.Category = wish.Category!.Value;
        announcement.Types = [.. wish.Audience.Types.Select(type => $"{type}")];
        announcement.Regions = [.. wish.Audience.Regions];
        announcement.Correct(now);
        var texts = await db.AnnouncementTexts.Where(t => t.AnnouncementId == id).ToDictionaryAsync(t => t.Language, cancel);
        db.RemoveRange(texts.Values.Where(text => !wish.Words.ContainsKey(text.Language)));
        foreach (var (language, words) in wish.Words)
        {
            var wanted = AnnouncementTables.TextOf(id, language, words);
            if (texts.TryGetValue(language, out var text))
            {
                (text.Title, text.Summary, text.Details, text.NextSteps) =
                    (wanted.Title, wanted.Summary, wanted.Details, wanted.NextSteps);
            }
            else
            {
                db.Add(wanted);
            }
        }

        db.Record(actor, "AnnouncementCorrected", $"{id}", null, DetailsOf(wish), now);
        return await db.TrySaveChanges(cancel) is null ? announcement : AnnouncementReasons.ChangedMeanwhile;
    }

    public async Task<Result<Announcement>> Withdraw(Actor actor, Guid id, int? version, CancellationToken cancel)
    {
        if (await db.Announcements.SingleOrDefaultAsync(a => a.Id == id, cancel) is not { } announcement)
        {
            return AnnouncementReasons.NotFound;
        }

        var decision = AnnouncementRules.MayChange(announcement, version);
        if (!decision.IsGranted)
        {
            return decision;
        }

        var now = clock.Now();
        announcement.Withdraw(now);
        var title = await db.AnnouncementTexts
            .Where(t => t.AnnouncementId == id && t.Language == AnnouncementRules.FirstLanguage)
            .Select(t => t.Title).SingleAsync(cancel);
        db.Record(actor, "AnnouncementWithdrawn", $"{id}", null, new { Title = title }, now);
        return await db.TrySaveChanges(cancel) is null ? announcement : AnnouncementReasons.ChangedMeanwhile;
    }

    private static object DetailsOf(AnnouncementWish wish) => new
    {
        wish.Words[AnnouncementRules.FirstLanguage].Title,
        Category = $"{wish.Category}",
        Types = wish.Audience.Types.Select(type => $"{type}"),
        wish.Audience.Regions,
    };
}
