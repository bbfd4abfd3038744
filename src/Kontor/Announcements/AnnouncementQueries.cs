using System.Collections.Immutable;
using System.Globalization;
using Kontor.Access;
using Kontor.Accounts;
using Kontor.Enrolment;
using Kontor.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Announcements;

/// <summary>An announcement in the reader's language, or in English where it is not written in that.</summary>
/// <param name="Id">Grows with time.</param>
/// <param name="Category">What it is about.</param>
/// <param name="PublishedAt">When.</param>
/// <param name="CorrectedAt">When it was corrected last; null for never.</param>
/// <param name="WithdrawnAt">Since when partners do not see it any more; null for what they see.</param>
/// <param name="Audience">For whom.</param>
/// <param name="Language">In which the words are.</param>
/// <param name="Words">What it says.</param>
/// <param name="Version">For a change of what was read.</param>
public sealed record AnnouncementRow(
    Guid Id,
    AnnouncementCategory Category,
    DateTimeOffset PublishedAt,
    DateTimeOffset? CorrectedAt,
    DateTimeOffset? WithdrawnAt,
    Audience Audience,
    string Language,
    AnnouncementWords Words,
    int Version);

/// <summary>
/// Reads announcements: partners those that are for them (OPS-21), operators all, with those that were withdrawn. What is
/// not for a partner does not exist for it.
/// </summary>
public sealed class AnnouncementQueries(KontorDb db, Markets markets)
{
    /// <summary>The newest first.</summary>
    /// <param name="reader">Who asks.</param>
    /// <param name="category">Only these; null for all.</param>
    /// <param name="page">Which part.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<Page<AnnouncementRow>> List(
        Subject reader, AnnouncementCategory? category, PageRequest page, CancellationToken cancel)
    {
        var rows = await (await Select(reader, category, null, page, cancel)).ToListAsync(cancel);
        var listed = Page.Of(rows, page, row => new Cursor("", row.Id));
        return new([.. listed.Items.Select(row => row.ToRow())], listed.NextCursor, listed.PreviousCursor);
    }

    /// <summary>One of them; null where there is none for this reader.</summary>
    public async Task<AnnouncementRow?> Find(Subject reader, Guid id, CancellationToken cancel)
    {
        var rows = await (await Select(reader, null, id, PageRequest.First, cancel)).ToListAsync(cancel);
        return rows is [var row] ? row.ToRow() : null;
    }

    /// <summary>All languages of one, for who corrects it; null where there is none.</summary>
    public async Task<(Announcement Announcement, ImmutableDictionary<string, AnnouncementWords> Words)?> ToCorrect(
        Guid id, CancellationToken cancel)
    {
        if (await db.Announcements.AsNoTracking().SingleOrDefaultAsync(a => a.Id == id, cancel) is not { } announcement)
        {
            return null;
        }

        var texts = await db.AnnouncementTexts.AsNoTracking().Where(t => t.AnnouncementId == id).ToListAsync(cancel);
        return (announcement, texts.ToImmutableDictionary(
            text => text.Language, text => new AnnouncementWords(text.Title, text.Summary, text.Details, text.NextSteps)));
    }

    /// <summary>The statement for a page, with one row too many; a test looks at its plan.</summary>
    internal async Task<IQueryable<Listed>> Select(
        Subject reader, AnnouncementCategory? category, Guid? id, PageRequest page, CancellationToken cancel)
    {
        var sql = new SqlText();
        sql.Add(
            """
            select a.id as "Id", a.category as "Category", a.published_at as "PublishedAt", a.corrected_at as "CorrectedAt",
                a.withdrawn_at as "WithdrawnAt", a.types as "Types", a.regions as "Regions", a.version as "Version",
                t.language as "Language", t.title as "Title", t.summary as "Summary", t.details as "Details",
                t.next_steps as "NextSteps"
            from announcements a
            cross join lateral (
                select * from announcement_texts w where w.announcement_id = a.id and w.language in ({0}, {1})
                order by w.language = {0} desc limit 1) t
            where true
            """,
            CultureInfo.CurrentUICulture.TwoLetterISOLanguageName, AnnouncementRules.FirstLanguage);
        if (reader.Actor.TenantKind != TenantKind.Operator)
        {
            string[] types = [.. reader.PartnerTypes.Select(type => $"{type}")];
            var market = await db.Tenants.Where(t => t.Id == reader.Actor.TenantId).Select(t => t.Market).SingleAsync(cancel);
            sql.Add(
                """
                and a.withdrawn_at is null and (a.types = '{{}}' or a.types && {0})
                and (a.regions = '{{}}' or {1} = any (a.regions))
                """,
                types, markets.Find(market)?.RegionGroup ?? "");
        }

        if (category is not null)
        {
            sql.Add("and a.category = {0}", $"{category}");
        }

        if (id is { } one)
        {
            sql.Add("and a.id = {0}", one);
        }

        sql.AddPart(page, isDescending: true, "a.id");
        return db.Database.SqlQuery<Listed>(sql.ToStatement());
    }

    internal sealed record Listed(
        Guid Id,
        string Category,
        DateTimeOffset PublishedAt,
        DateTimeOffset? CorrectedAt,
        DateTimeOffset? WithdrawnAt,
        string[] Types,
        string[] Regions,
        int Version,
        string Language,
        string Title,
        string Summary,
        string Details,
        string NextSteps)
    {
        public AnnouncementRow ToRow() => new(
            Id, Enum.Parse<AnnouncementCategory>(Category), PublishedAt, CorrectedAt, WithdrawnAt,
            new Audience([.. Types.Select(Enum.Parse<PartnerType>)], [.. Regions]),
            Language, new AnnouncementWords(Title, Summary, Details, NextSteps), Version);
    }
}
