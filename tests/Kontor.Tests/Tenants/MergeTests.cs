using Kontor.Access;
using Kontor.Accounts;
using Kontor.Agreements;
using Kontor.Customers;
using Kontor.Eligibility;
using Kontor.Kernel;
using Kontor.Tenants;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Tests.Tenants;

/// <summary>One partner organization merges into another by invitation.</summary>
public sealed class MergeTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("Rule", "ACC-46")]
    [Trait("Rule", "ACC-40")]
    [Trait("Rule", "ACC-41")]
    public async Task Tenants_and_network_ids_of_the_invited_come_to_the_inviting_and_users_keep_their_roles()
    {
        await using var world = await World.Create();
        var (inviting, invited) = (await world.Reseller(), await world.Reseller("US"));
        var second = await world.DirectPartner("FR", ofSame: invited);
        var user = await world.User(invited, "seller", Role.SalesAgent);
        await using (var db = world.Db())
        {
            db.Add(new NetworkId { Id = "4999001", OrganisationId = invited.OrganisationId, Kind = NetworkIdKind.Global, Market = "US" });
            await db.SaveChangesAsync(Cancel);
        }

        var invitation = (await world.InvitesToMerge(inviting, invited)).ValueOrNull!;
        Assert.Equal(MergeState.Accepted, (await world.AcceptsMerge(invited, invitation)).ValueOrNull!.State);

        Assert.Equal(inviting.OrganisationId, await world.OwnerOf(invited));
        Assert.Equal(inviting.OrganisationId, await world.OwnerOf(second));
        await using var after = world.Db();
        var numbers = await after.NetworkIds.Where(n => n.OrganisationId == inviting.OrganisationId).ToListAsync(Cancel);
        Assert.Equal(
            [inviting.NetworkId, invited.NetworkId, second.NetworkId, "4999001"], numbers.Select(n => n.Id).Order());
        Assert.All(numbers, number => Assert.Equal(NetworkIdKind.Location, number.Kind));
        Assert.Equal(invited.Id, numbers.Single(n => n.Id == invited.NetworkId).TenantId);
        Assert.Equal(
            [Role.SalesAgent], await after.RoleAssignments.Where(held => held.UserId == user.Id).Select(held => held.Role).ToListAsync(Cancel));
        Assert.Equal(2, await after.PartnerAgreementSignatures.CountAsync(s => s.OrganisationId == inviting.OrganisationId, Cancel));
        Assert.Equal(
            inviting.OrganisationId, await after.Organisations.Where(o => o.Id == invited.OrganisationId).Select(o => o.MergedIntoId).SingleAsync(Cancel));
        Assert.Equal(
            ["mergeAnswered", "mergeInvitation"], await after.OutboxMessages.Select(m => m.Template).Order().ToListAsync(Cancel));
        Assert.Equal(2, await after.Set<Kontor.Activity.ActivityRecord>().CountAsync(r => r.Action == "OrganizationsMerged", Cancel));
    }

    [Fact]
    [Trait("Rule", "ACC-41")]
    [Trait("Rule", "ACC-46")]
    public async Task Locations_keep_the_address_they_had_shared_or_their_own()
    {
        await using var world = await World.Create();
        var (inviting, invited) = (await world.Reseller(), await world.Reseller());
        await using (var db = world.Db())
        {
            await db.Organisations.Where(o => o.Id == invited.OrganisationId)
                .ExecuteUpdateAsync(set => set.SetProperty(o => o.Street, "Am Wall 12").SetProperty(o => o.City, "Bremen"), Cancel);
            db.Add(new NetworkId { Id = "4999002", OrganisationId = invited.OrganisationId, Kind = NetworkIdKind.Location, Market = "DE" });
            db.Add(new LocationDetails { NetworkId = "4999002", CompanyName = "Branch", Street = "Kai 1", City = "Emden" });
            await db.SaveChangesAsync(Cancel);
        }

        await world.AcceptsMerge(invited, (await world.InvitesToMerge(inviting, invited)).ValueOrNull!);

        await using var after = world.Db();
        var locations = await after.LocationDetails.OrderBy(location => location.NetworkId).ToListAsync(Cancel);
        Assert.Equal(
            [(invited.NetworkId!, invited.Name, "Am Wall 12", "Bremen"), ("4999002", "Branch", "Kai 1", "Emden")],
            locations.Select(l => (l.NetworkId, l.CompanyName, l.Street, l.City)));
        Assert.All(locations, location => Assert.Equal($"contact@{invited.Domain}", location.ContactEmail));
    }

    [Fact]
    [Trait("Rule", "ACC-46")]
    public async Task A_merge_is_final_and_the_primary_tenant_stays_that_of_the_inviting_one()
    {
        await using var world = await World.Create();
        var invited = await world.Reseller();
        var inviting = await world.Provider();
        await world.AcceptsMerge(invited, (await world.InvitesToMerge(inviting, invited)).ValueOrNull!);

        var removed = await world.Does((RemoveTenant use) => use.Handle(inviting.GlobalAdmin, invited.Id, Cancel));
        var rows = (await world.Does(async (TenantQueries tenants) => await tenants.List(
            await tenants.AccountOf(invited.GlobalAdmin, Cancel), new(), PageRequest.First, Cancel))).Items;

        Assert.Equal(["TENANT_NOT_LINKED", "TENANT_HAS_ENROLLMENT"], removed.Decision.Reasons.Select(reason => reason.Code));
        Assert.Equal(
            [(inviting.Id, TenantOrigin.Primary), (invited.Id, TenantOrigin.Merged)],
            rows.OrderBy(row => row.Origin).Select(row => (row.Id, row.Origin)));
    }

    [Fact]
    [Trait("Rule", "ACC-46")]
    [Trait("Rule", "SCN-05")]
    public async Task Merged_the_two_count_as_one_when_one_side_would_sell_to_the_other()
    {
        await using var world = await World.Create();
        await world.Vendor();
        var (inviting, invited) = (await world.DirectPartner(), await world.Reseller());
        var buyer = await world.Customer(ofSame: invited);

        Assert.DoesNotContain("SELF_SALE", await AgainstSale(world, inviting, buyer));
        await world.AcceptsMerge(invited, (await world.InvitesToMerge(inviting, invited)).ValueOrNull!);

        Assert.Contains("SELF_SALE", await AgainstSale(world, inviting, buyer));
    }

    [Fact]
    [Trait("Rule", "ACC-46")]
    [Trait("Rule", "SCN-05")]
    [Trait("Rule", "REL-43")]
    public async Task What_one_organization_may_not_have_with_itself_is_ended_before()
    {
        await using var world = await World.Create();
        var (provider, reseller) = (await world.Provider(), await world.Reseller());
        var partnership = await world.Partnership(provider, reseller);
        var affiliate = await world.Customer(affiliateOf: reseller);
        var sale = await world.Relationship(provider, affiliate, RelationshipKind.IndirectProvider);

        var refused = await world.InvitesToMerge(provider, reseller);
        await world.Ended(partnership);
        var stillRefused = await world.InvitesToMerge(reseller, provider);
        await world.Ended(sale);
        var invitation = (await world.InvitesToMerge(provider, reseller)).ValueOrNull!;
        await world.Relationship(provider, affiliate, RelationshipKind.IndirectProvider);
        var tooLate = await world.AcceptsMerge(reseller, invitation);

        Assert.Equal(["MERGE_WOULD_BE_SELF_SALE", "MERGE_WOULD_BE_OWN_PROVIDER"], refused.Decision.Reasons.Select(reason => reason.Code));
        Assert.Equal([provider.Name, affiliate.Name], refused.Decision.Reasons[0].Arguments.Cast<string>());
        Assert.Equal(["MERGE_WOULD_BE_SELF_SALE"], stillRefused.Decision.Reasons.Select(reason => reason.Code));
        Assert.Equal(["MERGE_WOULD_BE_SELF_SALE"], tooLate.Decision.Reasons.Select(reason => reason.Code));
        Assert.Equal(reseller.OrganisationId, await world.OwnerOf(reseller));
    }

    [Fact]
    [Trait("Rule", "ACC-46")]
    [Trait("Rule", "ACC-47")]
    public async Task Affiliates_of_either_are_affiliates_of_the_merged_organization()
    {
        await using var world = await World.Create();
        var (inviting, invited) = (await world.Reseller(), await world.Reseller());
        var (left, right) = (await world.Customer(affiliateOf: inviting), await world.Customer(affiliateOf: invited));

        await world.AcceptsMerge(invited, (await world.InvitesToMerge(inviting, invited)).ValueOrNull!);

        var affiliates = await world.Does((AffiliateQueries use) => use.Of(inviting.OrganisationId, Cancel));
        Assert.Equal([left.OrganisationId, right.OrganisationId], affiliates.Select(a => a.Id).OrderBy(id => id != left.OrganisationId));
        Assert.Empty(await world.Does((AffiliateQueries use) => use.Of(invited.OrganisationId, Cancel)));
    }

    [Fact]
    [Trait("Rule", "ACC-46")]
    public async Task Two_invitations_accepted_at_once_make_one_merge()
    {
        await using var world = await World.Create();
        var invited = await world.Reseller();
        var invitations = new List<MergeInvitation>();
        for (var number = 0; number < 4; number++)
        {
            invitations.Add((await world.InvitesToMerge(await world.Reseller(), invited)).ValueOrNull!);
        }

        var results = await Task.WhenAll(invitations.Select(one => Task.Run(() => world.AcceptsMerge(invited, one))));

        var winner = Assert.Single(results, result => result.Decision.IsGranted).ValueOrNull!;
        Assert.Equal(winner.InvitingId, await world.OwnerOf(invited));
        await using var db = world.Db();
        Assert.Equal(
            [(MergeState.Accepted, 1), (MergeState.Overtaken, 3)],
            (await db.MergeInvitations.ToListAsync(Cancel)).CountBy(i => i.State).OrderBy(entry => entry.Key).Select(entry => (entry.Key, entry.Value)));
    }

    [Fact]
    [Trait("Rule", "ACC-46")]
    public async Task Two_that_invite_each_other_and_accept_at_once_become_one_and_not_each_others()
    {
        await using var world = await World.Create();
        var (one, other) = (await world.Reseller(), await world.Reseller());
        var (there, back) = ((await world.InvitesToMerge(one, other)).ValueOrNull!, (await world.InvitesToMerge(other, one)).ValueOrNull!);

        var results = await Task.WhenAll(
            Task.Run(() => world.AcceptsMerge(other, there)), Task.Run(() => world.AcceptsMerge(one, back)));

        Assert.Single(results, result => result.Decision.IsGranted);
        Assert.Equal(await world.OwnerOf(one), await world.OwnerOf(other));
    }

    [Fact]
    [Trait("Rule", "ACC-46")]
    public async Task Accepted_while_it_is_revoked_one_of_both_counts()
    {
        await using var world = await World.Create();
        for (var round = 0; round < 4; round++)
        {
            var (inviting, invited) = (await world.Reseller(), await world.Reseller());
            var invitation = (await world.InvitesToMerge(inviting, invited)).ValueOrNull!;

            var results = await Task.WhenAll(
                Task.Run(() => world.AcceptsMerge(invited, invitation)),
                Task.Run(() => world.Does((InviteToMerge use) => use.Revoke(inviting.GlobalAdmin, invitation.Id, Cancel))));

            var state = Assert.Single(results, result => result.Decision.IsGranted).ValueOrNull!.State;
            Assert.Equal(
                state == MergeState.Accepted ? inviting.OrganisationId : invited.OrganisationId, await world.OwnerOf(invited));
        }
    }

    [Fact]
    [Trait("Rule", "ACC-46")]
    public Task A_merge_that_is_revoked_between_its_statements_happens_or_is_revoked() =>
        Interruption.AtEveryStatement(async statement =>
        {
            await using var world = await World.Create();
            var (inviting, invited) = (await world.Reseller(), await world.Reseller());
            var invitation = (await world.InvitesToMerge(inviting, invited)).ValueOrNull!;

            var (accepted, revoked, meeting) = await world.Meet(
                statement,
                (AnswerMerge use) => use.Accept(invited.GlobalAdmin, invitation.Id, true, Cancel),
                (InviteToMerge use) => use.Revoke(inviting.GlobalAdmin, invitation.Id, Cancel));

            Assert.NotEqual(accepted.Decision.IsGranted, revoked?.Decision.IsGranted == true);
            Assert.Equal(
                accepted.Decision.IsGranted ? inviting.OrganisationId : invited.OrganisationId, await world.OwnerOf(invited));
            return meeting != Meeting.None;
        });

    [Fact]
    [Trait("Rule", "ACC-46")]
    public async Task Of_several_admins_that_invite_at_once_one_does_and_an_expired_invitation_makes_room()
    {
        await using var world = await World.Create();
        var (inviting, invited) = (await world.Reseller(), await world.Reseller());

        var results = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Task.Run(() =>
            world.InvitesToMerge(inviting, invited))));
        var first = Assert.Single(results, result => result.Decision.IsGranted).ValueOrNull!;
        world.Clock.Advance(MergeInvitation.Lifetime);
        var late = await world.AcceptsMerge(invited, first);
        var again = await world.InvitesToMerge(inviting, invited);

        Assert.All(
            results.Where(result => !result.Decision.IsGranted), result => Assert.Equal("MERGE_ALREADY_INVITED", Code(result)));
        Assert.Equal("MERGE_NOT_OPEN", Code(late));
        Assert.True(again.Decision.IsGranted);
    }

    [Fact]
    [Trait("Rule", "ACC-46")]
    public async Task Only_the_two_see_an_invitation_and_only_their_primary_admins_act_on_it()
    {
        await using var world = await World.Create();
        var (inviting, invited, stranger) = (await world.Reseller(), await world.Reseller(), await world.Reseller());
        var second = await world.DirectPartner("US", ofSame: invited);
        var invitation = (await world.InvitesToMerge(inviting, invited)).ValueOrNull!;

        Assert.Equal("MERGE_NOT_FOUND", Code(await world.AcceptsMerge(stranger, invitation)));
        Assert.Equal("MERGE_NOT_FOUND", Code(await world.AcceptsMerge(inviting, invitation)));
        Assert.Equal("TENANTS_NEED_PRIMARY", Code(await world.AcceptsMerge(second, invitation)));
        Assert.Equal("MERGE_NOT_FOUND", Code(await world.Does((InviteToMerge use) => use.Revoke(invited.GlobalAdmin, invitation.Id, Cancel))));
        Assert.Equal("MERGE_NOT_UNDERSTOOD", Code(await world.Does((AnswerMerge use) => use.Accept(invited.GlobalAdmin, invitation.Id, false, Cancel))));
        Assert.Null(await world.Does((MergeQueries use) => use.Find(stranger.GlobalAdmin, invitation.Id, Cancel)));
        Assert.Equal(MergeState.Declined, (await world.Does((AnswerMerge use) => use.Decline(invited.GlobalAdmin, invitation.Id, Cancel))).ValueOrNull!.State);
        Assert.Equal("MERGE_NOT_OPEN", Code(await world.AcceptsMerge(invited, invitation)));
    }

    [Fact]
    [Trait("Rule", "ACC-46")]
    public async Task A_partner_is_named_by_network_id_domain_or_tenant_and_nobody_learns_of_others()
    {
        await using var world = await World.Create();
        var (inviting, invited, customer) = (await world.Reseller(), await world.Reseller(), await world.Customer());

        foreach (var name in new[] { invited.NetworkId!, invited.Domain.ToUpperInvariant(), $"{invited.Id}" })
        {
            Assert.Equal(invited.Name, (await Look(world, inviting, name)).ValueOrNull!.Name);
        }

        foreach (var name in new[] { customer.Domain, "nobody.example", "1", "", $"{Guid.NewGuid()}" })
        {
            Assert.Equal("MERGE_PARTNER_NOT_FOUND", Code(await Look(world, inviting, name)));
        }

        Assert.Equal("MERGE_WITH_ITSELF", Code(await Look(world, inviting, inviting.NetworkId!)));
    }

    private static Task<Result<MergeCandidate>> Look(World world, Participant inviting, string named) =>
        world.Does((InviteToMerge use) => use.Look(inviting.GlobalAdmin, named, Cancel));

    private static async Task<IEnumerable<string>> AgainstSale(World world, Participant seller, Participant buyer) =>
        (await world.Does((AskEligibility ask) => ask.Answer(
            new(EligibilityAction.Sell, seller.Id, buyer.Id, null, null), Cancel))).ValueOrNull!.Decision.Reasons
            .Select(reason => reason.Code);

    private static string Code<T>(Result<T> result)
        where T : class => result.Decision.Reasons[0].Code;
}
