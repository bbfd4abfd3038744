using Kontor.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Operations;

/// <summary>What operators see of a mail: never its text, which may hold a personal link (REL-30).</summary>
/// <param name="Id">Of its outbox row.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Recipient">Whom it goes to.</param>
/// <param name="Template">What kind of mail it is; empty when nobody said.</param>
/// <param name="Language">en, de or nl.</param>
/// <param name="CreatedAt">When it was written.</param>
/// <param name="Attempts">How often it failed.</param>
/// <param name="LastError">The kind of the last failure; null for none.</param>
/// <param name="DueAt">When it is tried next; null when it left.</param>
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

/// <summary>The mail that leaves the program, as operators see it.</summary>
public sealed class OutgoingMailQueries(KontorDb db)
{
    /// <summary>The mails in a state, the newest first.</summary>
    public async Task<Page<OutgoingMail>> List(MailState state, PageRequest page, CancellationToken cancel)
    {
        var rows = await (state == MailState.Sent ? Sent(page) : Unsent(state, page)).ToListAsync(cancel);
        return Page.Of(rows, page.Size, mail => Cursor.At(mail.SentAt ?? mail.CreatedAt, mail.Id));
    }

    private IQueryable<OutgoingMail> Sent(PageRequest page)
    {
        var (before, id) = Place(page);
        return db.SentMails
            .Where(m => EF.Functions.LessThan(ValueTuple.Create(m.SentAt, m.Id), ValueTuple.Create(before, id)))
            .OrderByDescending(m => m.SentAt).ThenByDescending(m => m.Id)
            .Take(page.Size + 1)
            .Select(m => new OutgoingMail(
                m.Id, MailState.Sent, m.Recipient, m.Template, m.Language, m.CreatedAt, m.Attempts, null, null,
                m.SentAt));
    }

    private IQueryable<OutgoingMail> Unsent(MailState state, PageRequest page)
    {
        var (before, id) = Place(page);
        var isFailing = state == MailState.Failing;
        return db.OutboxMessages
            .Where(m => isFailing ? m.Attempts > 0 : m.Attempts == 0)
            .Where(m => EF.Functions.LessThan(ValueTuple.Create(m.CreatedAt, m.Id), ValueTuple.Create(before, id)))
            .OrderByDescending(m => m.CreatedAt).ThenByDescending(m => m.Id)
            .Take(page.Size + 1)
            .Select(m => new OutgoingMail(
                m.Id, state, m.Recipient, m.Template, m.Language, m.CreatedAt, m.Attempts, m.LastError, m.DueAt, null));
    }

    private static (DateTimeOffset Before, Guid Id) Place(PageRequest page) =>
        page.After is { } after ? (after.Instant, after.Id) : (DateTimeOffset.MaxValue, Guid.Empty);
}
