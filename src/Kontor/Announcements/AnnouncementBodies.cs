using System.Collections.Immutable;
using Kontor.Enrolment;
using Kontor.Kernel;

namespace Kontor.Announcements;

/// <summary>An announcement as its reader has it; no types or regions stand for all.</summary>
public sealed record AnnouncementBody(
    Guid Id, string Category, DateTimeOffset PublishedAt, DateTimeOffset? CorrectedAt, DateTimeOffset? WithdrawnAt,
    IReadOnlyList<string> PartnerTypes, IReadOnlyList<string> Regions, string Language, string Title, string Summary,
    string Details, string NextSteps, int Version)
{
    public static AnnouncementBody From(AnnouncementRow row) => new(
        row.Id, $"{row.Category}", row.PublishedAt, row.CorrectedAt, row.WithdrawnAt,
        [.. row.Audience.Types.Select(type => $"{type}")], row.Audience.Regions, row.Language, row.Words.Title,
        row.Words.Summary, row.Words.Details, row.Words.NextSteps, row.Version);
}

/// <summary>What an announcement says in one language; next steps may be left out.</summary>
public sealed record AnnouncementWordsBody(string? Title, string? Summary, string? Details, string? NextSteps)
{
    public AnnouncementWords ToWords() => new(Title ?? "", Summary ?? "", Details ?? "", NextSteps ?? "");
}

/// <summary>
/// An announcement to be published, or as it is to be; the category is Policy, Features, Offers, Billing or Security. No
/// types or regions stand for all. English is needed. The version is the one that was read, or none.
/// </summary>
public sealed record AnnouncementWishBody(
    string? Category, IReadOnlyList<string>? PartnerTypes, IReadOnlyList<string>? Regions, AnnouncementWordsBody? English,
    AnnouncementWordsBody? German, AnnouncementWordsBody? Dutch, int? Version)
{
    public Result<AnnouncementWish> ToWish()
    {
        var types = (PartnerTypes ?? []).Select(EnumName.Find<PartnerType>).ToList();
        if (types.Contains(null))
        {
            return AnnouncementReasons.TypeUnknown;
        }

        var words = new[] { ("en", English), ("de", German), ("nl", Dutch) }
            .Where(language => language.Item2 is not null)
            .ToImmutableDictionary(language => language.Item1, language => language.Item2!.ToWords());
        return new AnnouncementWish(
            EnumName.Find<AnnouncementCategory>(Category),
            new Audience([.. types.OfType<PartnerType>().Distinct().Order()], [.. (Regions ?? []).Distinct()]),
            words);
    }
}
