using Kontor.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Sandbox;

/// <summary>Reads the demo world's mailbox.</summary>
public sealed class MailboxQueries(KontorDb db)
{
    /// <summary>Every mail sent, the newest first.</summary>
    /// <param name="recipient">Only those to this address; null for all.</param>
    /// <param name="page">Which part.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<Page<SandboxMail>> List(string? recipient, PageRequest page, CancellationToken cancel)
    {
        var mails = db.SandboxMails.AsNoTracking();
        if (recipient is not null)
        {
            mails = mails.Where(m => m.Recipient == recipient);
        }

        if (page.After is { } after)
        {
            var (instant, id) = (after.Instant, after.Id);
            mails = mails.Where(m => EF.Functions.LessThan(
                ValueTuple.Create(m.ArrivedAt, m.Id), ValueTuple.Create(instant, id)));
        }

        var rows = await mails
            .OrderByDescending(m => m.ArrivedAt).ThenByDescending(m => m.Id)
            .Take(page.Size + 1)
            .ToListAsync(cancel);
        return Page.Of(rows, page.Size, last => Cursor.At(last.ArrivedAt, last.Id));
    }
}
