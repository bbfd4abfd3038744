using Kontor.Access;
using Kontor.Kernel;
using Npgsql;

namespace Kontor.Site;

/// <summary>Mails that could not be delivered and are tried again. The kernel, whose they are, knows no pages.</summary>
internal sealed class FailingMails() : MailsInTrouble("failingMails", "Failing", "given_up_at is null");

/// <summary>Mails that were refused, or tried too often: nobody tries them again before somebody says so.</summary>
internal sealed class UndeliveredMails() : MailsInTrouble("undeliveredMails", "Undelivered", "given_up_at is not null");

/// <summary>Mails that did not leave, of one state, for those who look after the server.</summary>
internal abstract class MailsInTrouble(string key, string state, string condition) : IWaitingItems
{
    public WaitingKind Kind { get; } = new(key, "mail-warning", $"/ops/mail?state={state}", IsSince: true, IsBad: true);

    public bool Concerns(Caller caller) => caller.May(Permission.ViewAllActivity).IsGranted;

    public NpgsqlBatchCommand Ask(Actor actor, DateTimeOffset now) => new(
        $"""
        select id::text, recipient, created_at from outbox_messages
        where attempts > 0 and {condition} order by created_at limit $1
        """)
    {
        Parameters = { Sql.Int(IWaitingItems.Most + 1) },
    };
}
