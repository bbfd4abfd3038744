using Kontor.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Operations;

/// <summary>What operators see of a mail: never its text, which may hold a personal link (REL-30).</summary>
/// <param name="Id">Of its outbox row; grows with the time at which it was written.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Recipient">Whom it goes to.</param>
/// <param name="Template">What kind of mail it is; empty when nobody said.</param>
/// <param name="Language">en, de or nl.</param>
/// <param name="CreatedAt">When it was written.</param>
/// <param name="Attempts">How often it failed.</param>
/// <param name="LastError">The last failure, a <see cref="MailError"/>; null for none.</param>
/// <param name="DueAt">When it is tried next; null when it left or was given up.</param>
/// <param name="SentAt">When it left; null when it has not.</param>
public sealed record OutgoingMail(
    Guid Id,
    MailState State,
    string Recipient,
    string Template,
    string Language,
    DateTimeOffset CreatedAt,
    int Attempts,
    string? LastError,
    DateTimeOffset? DueAt,
    DateTimeOffset? SentAt);

/// <summary>Which mails are wanted.</summary>
/// <param name="State">Only those that stand there; null for all.</param>
/// <param name="Recipient">How the address begins, in any case; null for any.</param>
/// <param name="Template">Only that kind of mail; null for all.</param>
/// <param name="Language">Only those in that language; null for all.</param>
public sealed record MailFilter(
    MailState? State = null, string? Recipient = null, string? Template = null, string? Language = null)
{
    /// <summary>Only those that were written then.</summary>
    public InstantSpan Written { get; init; }

    public bool IsOldestFirst { get; init; }
}

/// <summary>
/// The mail that leaves the program, as operators see it, in the order in which it was written. What has left lies in one
/// table and the rest in another; an id is in one of them only, and each is read along its key.
/// </summary>
public sealed class OutgoingMailQueries(KontorDb db)
{
    /// <summary>No address sorts after it by bytes.</summary>
    private const string Highest = "\U0010FFFF";

    private const string Unsent =
        """
        select m.id as "Id",
            case when m.given_up_at is not null then 'Undelivered' when m.attempts > 0 then 'Failing' else 'Waiting' end as "State",
            m.recipient as "Recipient", m.template as "Template", m.language as "Language", m.created_at as "CreatedAt",
            m.attempts as "Attempts", m.last_error as "LastError",
            case when m.given_up_at is null then m.due_at end as "DueAt", null::timestamptz as "SentAt"
        """;

    private const string Sent =
        """
        select m.id as "Id", 'Sent' as "State",
            m.recipient as "Recipient", m.template as "Template", m.language as "Language", m.created_at as "CreatedAt",
            m.attempts as "Attempts", null::text as "LastError", null::timestamptz as "DueAt", m.sent_at as "SentAt"
        """;

    public async Task<Page<OutgoingMail>> List(MailFilter filter, PageRequest page, CancellationToken cancel)
    {
        var rows = await Select(filter, page).ToListAsync(cancel);
        var listed = Page.Of(rows, page, row => new Cursor("", row.Id));
        return new([.. listed.Items.Select(row => row.ToMail())], listed.NextCursor, listed.PreviousCursor);
    }

    /// <summary>How many there are, counted up to one more than <paramref name="most"/>.</summary>
    public Task<int> Count(MailFilter filter, int most, CancellationToken cancel) => db.Database
        .SqlQuery<int>(SqlText.ToCount(
            sql =>
            {
                sql.Add("from (");
                AddRows(sql, filter, "select 1", "select 1", () => sql.Add("limit {0}", most + 1));
                sql.Add(") mails");
            },
            most))
        .SingleAsync(cancel);

    /// <summary>The statement for a page, with one row too many; a test looks at its plan.</summary>
    internal IQueryable<Listed> Select(MailFilter filter, PageRequest page)
    {
        var sql = new SqlText();
        sql.Add("select * from (");
        AddRows(sql, filter, Unsent, Sent, () => sql.AddPart(page, !filter.IsOldestFirst, "m.id"));
        sql.Add(") mails");
        sql.AddOrder(page, !filter.IsOldestFirst, "\"Id\"", key: null);
        return db.Database.SqlQuery<Listed>(sql.ToStatement());
    }

    /// <summary>Adds the rows of both tables, or those of the one in which the mails of the wanted state lie.</summary>
    /// <param name="sql">The statement.</param>
    /// <param name="filter">Which mails.</param>
    /// <param name="unsent">What is read of one that has not left.</param>
    /// <param name="sent">What is read of one that has.</param>
    /// <param name="end">Adds what ends the part of each table.</param>
    private static void AddRows(SqlText sql, MailFilter filter, string unsent, string sent, Action end)
    {
        var recipient = filter.Recipient?.ToLowerInvariant();
        if (filter.State != MailState.Sent)
        {
            sql.Add($"({unsent} from outbox_messages m where true");
            if (filter.State is { } state)
            {
                sql.Add(state switch
                {
                    MailState.Undelivered => "and m.attempts > 0 and m.given_up_at is not null",
                    MailState.Failing => "and m.attempts > 0 and m.given_up_at is null",
                    _ => "and m.attempts = 0",
                });
            }

            if (recipient is not null)
            {
                sql.Add("and starts_with(lower(m.recipient), {0})", recipient);
            }

            AddFilter(sql, filter);
            end();
            sql.Add(")");
        }

        if (filter.State is null)
        {
            sql.Add("union all");
        }

        if (filter.State is null or MailState.Sent)
        {
            sql.Add($"({sent} from sent_mails m where true");
            if (recipient is not null)
            {
                sql.Add("and m.recipient_key >= {0} and m.recipient_key < {1}", recipient, recipient + Highest);
            }

            AddFilter(sql, filter);
            end();
            sql.Add(")");
        }
    }

    private static void AddFilter(SqlText sql, MailFilter filter)
    {
        if (filter.Template is { } template)
        {
            sql.Add("and m.template = {0}", template);
        }

        if (filter.Language is { } language)
        {
            sql.Add("and m.language = {0}", language);
        }

        sql.AddSpan("m.id", filter.Written);
    }

    internal sealed record Listed(
        Guid Id,
        string State,
        string Recipient,
        string Template,
        string Language,
        DateTimeOffset CreatedAt,
        int Attempts,
        string? LastError,
        DateTimeOffset? DueAt,
        DateTimeOffset? SentAt)
    {
        public OutgoingMail ToMail() => new(
            Id, Enum.Parse<MailState>(State), Recipient, Template, Language, CreatedAt, Attempts, LastError, DueAt, SentAt);
    }
}
