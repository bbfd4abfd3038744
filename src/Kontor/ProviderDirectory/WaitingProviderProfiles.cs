using Kontor.Access;
using Kontor.Kernel;
using Kontor.Site;
using Npgsql;

namespace Kontor.ProviderDirectory;

/// <summary>ENR-50: profiles that wait for an operator, the longest waiting first.</summary>
internal sealed class ProviderProfilesToDecide : IWaitingItems
{
    public WaitingKind Kind { get; } = new(
        "providerProfiles", "list-checks", ProviderProfileList.Path + "?state=HandedIn", ProviderProfileList.Path + "/{0}",
        IsSince: true);

    public bool Concerns(Caller caller) => caller.May(Permission.DecideEnrolments, PermissionLevel.Read).IsGranted;

    public NpgsqlBatchCommand Ask(Actor actor, DateTimeOffset now) => new(
        """
        select p.tenant_id::text, o.name, p.since
        from provider_profiles p
        join tenants t on t.id = p.tenant_id
        join organisations o on o.id = t.organisation_id
        where p.state = 'HandedIn'
        order by p.since limit $1
        """)
    {
        Parameters = { Sql.Int(IWaitingItems.Most + 1) },
    };
}

/// <summary>ENR-50: the own profile was refused; the provider corrects it.</summary>
internal sealed class OwnProviderProfileRefused : IWaitingItems
{
    public WaitingKind Kind { get; } =
        new("ownProviderProfile", "file-pen-line", ProviderProfileNews.Path, IsSince: true);

    public bool Concerns(Caller caller) => caller.May(Permission.EditProviderProfile).IsGranted;

    public NpgsqlBatchCommand Ask(Actor actor, DateTimeOffset now) => new(
        """
        select p.tenant_id::text, o.name, p.since
        from provider_profiles p
        join tenants t on t.id = p.tenant_id
        join organisations o on o.id = t.organisation_id
        where p.tenant_id = $1 and p.state = 'Refused'
        limit $2
        """)
    {
        Parameters = { Sql.Uuid(actor.TenantId.Value), Sql.Int(IWaitingItems.Most + 1) },
    };
}
