using System.Collections.Immutable;
using Kontor.DelegatedAdmin;
using Kontor.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Tests;

public sealed partial class World
{
    /// <summary>The partner asks for roles for its admin agents; without roles for that of license administrator.</summary>
    public Task<Result<DelegatedGrant>> AsksForRights(
        Participant partner, Participant customer, int? days = 90, bool extends = false, params ImmutableArray<DirectoryRole> roles)
    {
        var wanted = roles.IsDefaultOrEmpty ? [DirectoryRole.LicenseAdministrator] : roles;
        var pairs = days is null ? RoleForGroup.Classic : [.. wanted.Select(role => new RoleForGroup(role, AgentGroup.AdminAgents))];
        return Does((RequestGrant use) => use.Handle(
            partner.GlobalAdmin, customer.Id, new GrantWish(pairs, days, extends, "To help you"), CancellationToken.None));
    }

    /// <summary>Somebody does something with rights.</summary>
    public Task<Result<DelegatedGrant>> Acts(
        Actor actor, GrantId id, GrantAct act, bool confirmed = true, params ImmutableArray<DirectoryRole> taken) =>
        Does((ChangeGrant use) => use.Handle(
            actor, id, new GrantActWish(act, confirmed, taken.IsDefault ? [] : taken), CancellationToken.None));

    /// <summary>The partner has asked for the roles, and the customer has approved them.</summary>
    public async Task<GrantId> Granted(
        Participant partner, Participant customer, int? days = 90, bool extends = false, params ImmutableArray<DirectoryRole> roles)
    {
        var asked = await AsksForRights(partner, customer, days, extends, roles);
        var id = (asked.ValueOrNull ?? throw new InvalidOperationException(asked.Decision.Reasons[0].Code)).Id;
        var approved = await Acts(customer.GlobalAdmin, id, GrantAct.Approve);
        return approved.ValueOrNull?.Id ?? throw new InvalidOperationException(approved.Decision.Reasons[0].Code);
    }

    /// <summary>The customer takes away what rights the partner has.</summary>
    public async Task RemovesRights(Participant customer, Participant partner)
    {
        List<GrantId> active;
        await using (var db = Db())
        {
            active = await db.DelegatedGrants
                .Where(g => g.PartnerId == partner.Id && g.CustomerId == customer.Id && g.State == GrantState.Active)
                .Select(g => g.Id)
                .ToListAsync();
        }

        foreach (var id in active)
        {
            await Acts(customer.GlobalAdmin, id, GrantAct.Remove);
        }
    }

    /// <summary>The clock does what is due; how much that was.</summary>
    public async Task<int> KeepsGrants()
    {
        var done = 0;
        await Does(async (KeepGrants use) => done = await use.Handle(CancellationToken.None));
        return done;
    }

    /// <summary>The rights as they are stored.</summary>
    public async Task<DelegatedGrant> Grant(GrantId id)
    {
        await using var db = Db();
        return await db.DelegatedGrants.Include(g => g.AllRoles).SingleAsync(g => g.Id == id);
    }
}
