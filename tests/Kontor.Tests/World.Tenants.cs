using Kontor.Access;
using Kontor.Accounts;
using Kontor.Kernel;
using Kontor.Tenants;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Tests;

public sealed partial class World
{
    /// <summary>A directory that stands alone, with a global admin who signs in with <see cref="Password"/>.</summary>
    public async Task<(Participant Tenant, User Admin)> Lonely(bool isCustomer = false, Cloud cloud = Cloud.Public)
    {
        var tenant = isCustomer
            ? await Customer(cloud: cloud)
            : await Tenant(TenantKind.Partner, "Lonely", "DE", hasNetworkId: false, null, null, cloud);
        return (tenant, await User(tenant, "boss", Role.GlobalAdmin));
    }

    /// <summary>Somebody signs in to a tenant that is to be linked.</summary>
    public Task<Result<LinkableTenant>> SignsInTo(Actor actor, string named, string userName, string password = Password) =>
        Does((LinkTenant use) => use.SignInTo(actor, named, userName, password, Stop));

    /// <summary>Signs in to it and confirms.</summary>
    public async Task<Result<User>> Links(Participant account, Participant tenant, User admin)
    {
        var signedIn = await SignsInTo(account.GlobalAdmin, tenant.Domain, admin.UserName!);
        return signedIn.ValueOrNull is { } found
            ? await Does((LinkTenant use) => use.Handle(account.GlobalAdmin, found.Proof, Stop))
            : signedIn.Decision;
    }

    /// <summary>A tenant that was linked to the account, with its global admin.</summary>
    public async Task<(Participant Tenant, User Admin)> Linked(Participant account, bool isCustomer = false)
    {
        var (tenant, admin) = await Lonely(isCustomer);
        var linked = await Links(account, tenant, admin);
        return linked.ValueOrNull is not null
            ? (tenant, admin)
            : throw new InvalidOperationException(linked.Decision.Reasons[0].Code);
    }

    /// <summary>Whose the tenant is now.</summary>
    public async Task<OrganisationId> OwnerOf(Participant tenant)
    {
        await using var db = Db();
        return await db.Tenants.Where(t => t.Id == tenant.Id).Select(t => t.OrganisationId).SingleAsync(Stop);
    }

    /// <summary>One organization invites another to merge.</summary>
    public Task<Result<MergeInvitation>> InvitesToMerge(Participant inviting, Participant invited) =>
        Does((InviteToMerge use) => use.Handle(inviting.GlobalAdmin, invited.Domain, Stop));

    /// <summary>The invited one accepts.</summary>
    public Task<Result<MergeInvitation>> AcceptsMerge(Participant invited, MergeInvitation invitation) =>
        Does((AnswerMerge use) => use.Accept(invited.GlobalAdmin, invitation.Id, true, Stop));

    /// <summary>An operator records that the two are under common control.</summary>
    public async Task<Result<AffiliationChange>> RecordsAffiliation(Participant vendor, Participant one, Participant other) =>
        await Does((ChangeAffiliation use) => use.Record(vendor.GlobalAdmin, one.Id, other.Domain, "Register of companies", Stop));
}
