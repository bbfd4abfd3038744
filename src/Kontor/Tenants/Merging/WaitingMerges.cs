using Kontor.Access;
using Kontor.Kernel;
using Kontor.Site;
using Npgsql;

namespace Kontor.Tenants;

/// <summary>ACC-46: other organizations that want to merge with the reader's, for those who may answer.</summary>
internal sealed class WaitingMerges : IWaitingItems
{
    public WaitingKind Kind { get; } = new("mergeAsked", "inbox", MergeQueries.Path, MergeQueries.Path + "/{0}");

    public bool Concerns(Caller caller) => caller.May(Permission.LinkTenants).IsGranted;

    public NpgsqlBatchCommand Ask(Actor actor, DateTimeOffset now) => new(
        """
        select i.id::text, o.name, i.expires_at
        from merge_invitations i
        join organisations o on o.id = i.inviting_id
        where i.invited_tenant_id = $1 and i.state = 'Open' and i.expires_at > $2
        order by i.expires_at limit $3
        """)
    {
        Parameters = { Sql.Uuid(actor.TenantId.Value), Sql.Instant(now), Sql.Int(IWaitingItems.Most + 1) },
    };
}
