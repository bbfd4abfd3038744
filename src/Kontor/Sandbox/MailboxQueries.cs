using Kontor.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Sandbox;

/// <summary>
/// What people find in the demo world's mailbox: mail to their own tenant, that is to addresses in its domains and to
/// its organization's contact. Operators see all of it.
/// </summary>
public sealed class MailboxQueries(KontorDb db)
{
    /// <summary>The mails, the newest first.</summary>
    /// <param name="actor">Whose mailbox; null on the page that shows all, which only this machine reaches.</param>
    /// <param name="recipient">One address in any case; null for all.</param>
    /// <param name="page">How much of it.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<Page<SandboxMail>> List(
        Actor? actor, string? recipient, PageRequest page, CancellationToken cancel)
    {
        var (before, id) = page.After is null
            ? (DateTimeOffset.MaxValue, Guid.Empty)
            : (page.After.Instant, page.After.Id);
        var mails = await Of(actor)
            .Where(m => string.IsNullOrEmpty(recipient) || EF.Functions.ILike(m.Recipient, Escaped(recipient), "\\"))
            .Where(m => EF.Functions.LessThan(ValueTuple.Create(m.ArrivedAt, m.Id), ValueTuple.Create(before, id)))
            .OrderByDescending(m => m.ArrivedAt).ThenByDescending(m => m.Id)
            .Take(page.Size + 1)
            .ToListAsync(cancel);
        return Page.Of(mails, page.Size, mail => Cursor.At(mail.ArrivedAt, mail.Id));
    }

    /// <summary>One mail; null when there is none that this actor may read.</summary>
    public Task<SandboxMail?> Find(Actor actor, Guid id, CancellationToken cancel) =>
        Of(actor).SingleOrDefaultAsync(mail => mail.Id == id, cancel);

    private IQueryable<SandboxMail> Of(Actor? actor)
    {
        if (actor is null || actor.TenantKind == TenantKind.Operator)
        {
            return db.SandboxMails.AsNoTracking();
        }

        var tenant = actor.TenantId.Value;
        return db.SandboxMails.FromSql(
            $"""
            select * from sandbox_mails
            where split_part(lower(recipient), '@', 2) in (
                    select domain from tenant_domains where tenant_id = {tenant})
                or lower(recipient) = (
                    select lower(o.contact_email)
                    from organisations o join tenants t on t.organisation_id = o.id
                    where t.id = {tenant})
            """).AsNoTracking();
    }

    private static string Escaped(string address) => address
        .Replace("\\", "\\\\", StringComparison.Ordinal)
        .Replace("%", "\\%", StringComparison.Ordinal)
        .Replace("_", "\\_", StringComparison.Ordinal);
}
