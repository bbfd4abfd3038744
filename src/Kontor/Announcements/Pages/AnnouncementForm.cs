using System.Collections.Immutable;
using Kontor.Enrolment;
using Kontor.Kernel;
using Kontor.Site;

namespace Kontor.Announcements;

/// <summary>What the form of an announcement sends back; of boxes that are not ticked it holds nothing.</summary>
public sealed class AnnouncementForm
{
    internal static readonly FieldMap Fields = new()
    {
        ["Form.Category"] = [AnnouncementReasons.CategoryUnknown],
        ["Form.Regions"] = [AnnouncementReasons.RegionUnknown],
        ["Form.English.Title"] = [AnnouncementReasons.EnglishMissing, AnnouncementReasons.WordsInvalid],
    };

    public string? Category { get; set; }

    public string[]? Types { get; set; }

    public string[]? Regions { get; set; }

    public WordsForm English { get; set; } = new();

    public WordsForm German { get; set; } = new();

    public WordsForm Dutch { get; set; } = new();

    /// <summary>The version that was looked at; null for a new one.</summary>
    public int? Version { get; set; }

    /// <summary>The languages in the order of the form, with the name that each field begins with.</summary>
    public IReadOnlyList<(string Code, string Name, WordsForm Words)> Languages =>
        [("en", nameof(English), English), ("de", nameof(German), German), ("nl", nameof(Dutch), Dutch)];

    public static AnnouncementForm From(Announcement announcement, ImmutableDictionary<string, AnnouncementWords> words) => new()
    {
        Category = $"{announcement.Category}",
        Types = announcement.Types,
        Regions = announcement.Regions,
        English = WordsForm.From(words.GetValueOrDefault("en")),
        German = WordsForm.From(words.GetValueOrDefault("de")),
        Dutch = WordsForm.From(words.GetValueOrDefault("nl")),
        Version = announcement.Version,
    };

    /// <summary>A language of which nothing is written is left out.</summary>
    public AnnouncementWish ToWish() => new(
        EnumName.Find<AnnouncementCategory>(Category),
        new Audience([.. (Types ?? []).Select(EnumName.Find<PartnerType>).OfType<PartnerType>().Distinct().Order()], [.. (Regions ?? []).Distinct()]),
        Languages.Where(language => !language.Words.IsEmpty)
            .ToImmutableDictionary(language => language.Code, language => language.Words.ToWords()));
}

/// <summary>An announcement in one language, as the form sends it.</summary>
public sealed class WordsForm
{
    public string? Title { get; set; }

    public string? Summary { get; set; }

    public string? Details { get; set; }

    public string? NextSteps { get; set; }

    public bool IsEmpty => new[] { Title, Summary, Details, NextSteps }.All(string.IsNullOrWhiteSpace);

    public static WordsForm From(AnnouncementWords? words) => new()
    {
        Title = words?.Title,
        Summary = words?.Summary,
        Details = words?.Details,
        NextSteps = words?.NextSteps,
    };

    public AnnouncementWords ToWords() => new(Title ?? "", Summary ?? "", Details ?? "", NextSteps ?? "");
}
