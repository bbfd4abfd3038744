using Kontor.Access;
using Kontor.Kernel;
using Npgsql;

namespace Kontor.Site;

/// <summary>Mails that could not be delivered and are tried again. The kernel, whose they are, knows no pages.</summary>
internal sealed class FailingMails : IWaitingItems
{
    public WaitingKind Kind { get; } = new("failingMails", "mail-warning", "/ops/mail?state=Failing", IsSince: true, IsBad: true);

    public bool Concerns(Caller caller) => caller.May(Permission.ViewAllActivity).IsGranted;

    public NpgsqlBatchCommand Ask(Actor actor, DateTimeOffset now) => new(
        """
        select id::text, coalesce(last_error, ''), created_at from outbox_messages
        where attempts > 0 order by created_at limit $1
        """)
    {
        Parameters = { Sql.Int(IWaitingItems.Most + 1) },
    };
}
