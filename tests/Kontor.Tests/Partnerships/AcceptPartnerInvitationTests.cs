using Kontor.Activity;
using Kontor.Enrolment;
using Kontor.Invitations;
using Kontor.Kernel;
using Kontor.Partnerships;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Tests.Partnerships;

public sealed class AcceptPartnerInvitationTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("Rule", "REL-14")]
    [Trait("Rule", "REL-15")]
    [Trait("Rule", "REL-17")]
    [Trait("Rule", "CAT-70")]
    public async Task A_resellers_global_admin_follows_the_link_and_each_appears_in_the_others_list()
    {
        await using var world = await World.Create();
        var (provider, reseller) = (await world.Provider("DE"), await world.Reseller("FR"));
        var invitation = await world.AsksForPartnership(provider, reseller);

        var result = await world.Accepts(reseller.GlobalAdmin, invitation);

        var partnership = Assert.IsType<Partnership>(result.ValueOrNull);
        Assert.Equal(
            (provider.Id, reseller.Id, reseller.NetworkId, world.Now),
            (partnership.ProviderId, partnership.ResellerId, partnership.ResellerNetworkId, partnership.BegunAt));
        Assert.True(partnership.ProviderHasAdminAccess);
        Assert.Equal(reseller.Id, Assert.Single((await ResellersOf(world, provider)).Items).PartnerId);
        Assert.Equal(provider.Id, Assert.Single((await ProvidersOf(world, reseller)).Items).PartnerId);
    }

    [Fact]
    [Trait("Rule", "REL-17")]
    public async Task Both_sides_hear_of_it_by_mail_and_event_and_it_is_on_record()
    {
        await using var world = await World.Create();
        var (provider, reseller) = (await world.Provider(), await world.Reseller(hasSigned: false));
        var invitation = await world.AsksForPartnership(provider, reseller);

        var partnership = (await world.Accepts(reseller.GlobalAdmin, invitation)).ValueOrNull!;

        var mails = await world.Mails();
        Assert.Equal([$"contact@{provider.Domain}", $"contact@{reseller.Domain}"], mails.Select(mail => mail.To));
        Assert.All(mails, mail =>
            Assert.Contains("has not signed the partner agreement", mail.Text, StringComparison.Ordinal));
        await using var db = world.Db();
        var record = await db.ActivityRecords.SingleAsync(r => r.Action == "PartnershipBegun", Cancel);
        Assert.Equal((reseller.Id, partnership.Id.ToString()), (record.TenantId, record.ResourceId));
        var events = await db.ProgramEvents.Where(e => e.Type == "partnership-begun").ToListAsync(Cancel);
        Assert.Equal(
            new[] { provider.Id, reseller.Id }.OrderBy(id => id.Value),
            events.Select(e => e.TenantId).OrderBy(id => id.Value));
    }

    [Fact]
    [Trait("Rule", "REL-16")]
    public async Task Without_the_tick_nothing_changes_and_the_link_still_holds()
    {
        await using var world = await World.Create();
        var (provider, reseller) = (await world.Provider(), await world.Reseller());
        var invitation = await world.AsksForPartnership(provider, reseller);

        var result = await world.Accepts(reseller.GlobalAdmin, invitation, confirmed: false);

        Assert.Equal([PartnershipReasons.NotConfirmed], result.Decision.Reasons);
        await AssertNothingBegan(world);
        Assert.True((await world.Accepts(reseller.GlobalAdmin, invitation)).Decision.IsGranted);
    }

    [Theory]
    [Trait("Rule", "REL-18")]
    [InlineData(Role.AdminAgent)]
    [InlineData(Role.UserManagementAdmin)]
    public async Task Nobody_but_a_global_admin_accepts(Role role)
    {
        await using var world = await World.Create();
        var (provider, reseller) = (await world.Provider(), await world.Reseller());
        var invitation = await world.AsksForPartnership(provider, reseller);

        var result = await world.Accepts(reseller.As(role), invitation);

        Assert.Equal([PartnershipReasons.GlobalAdminRequired], result.Decision.Reasons);
        await AssertNothingBegan(world);
    }

    [Fact]
    [Trait("Rule", "REL-15")]
    public async Task A_customers_global_admin_is_told_that_the_link_is_for_a_partner()
    {
        await using var world = await World.Create();
        var (provider, customer) = (await world.Provider(), await world.Customer());
        var invitation = await world.AsksForPartnership(provider);

        var result = await world.Accepts(customer.GlobalAdmin, invitation);

        Assert.Equal([PartnershipReasons.PartnerTenantRequired], result.Decision.Reasons);
        await AssertNothingBegan(world);
    }

    [Theory]
    [Trait("Rule", "REL-30")]
    [InlineData("used")]
    [InlineData("declined")]
    [InlineData("revoked")]
    [InlineData("expired")]
    [InlineData("unknown")]
    [InlineData("malformed")]
    public async Task A_link_that_does_not_hold_gets_one_and_the_same_answer(string how)
    {
        await using var world = await World.Create();
        var (provider, reseller) = (await world.Provider(), await world.Reseller());
        var invitation = await world.AsksForPartnership(provider, reseller);
        var link = await Spoil(world, provider, reseller, invitation, how);
        var before = await Partnerships(world);

        var accepted = await world.Accepts((await world.Reseller()).GlobalAdmin, link);
        var opened = await Opens(world, (await world.Reseller()).GlobalAdmin, World.TokenIn(link));

        Assert.Equal([PartnershipReasons.LinkInvalid], accepted.Decision.Reasons);
        Assert.Equal([PartnershipReasons.LinkInvalid], opened.Decision.Reasons);
        Assert.Equal(before, await Partnerships(world));
    }

    [Fact]
    [Trait("Rule", "REL-30")]
    [Trait("Rule", "REL-21")]
    public async Task A_general_link_is_accepted_by_several_resellers()
    {
        await using var world = await World.Create();
        var provider = await world.Provider();
        var invitation = await world.AsksForPartnership(provider);

        foreach (var reseller in (Participant[])[await world.Reseller(), await world.Reseller()])
        {
            Assert.True((await world.Accepts(reseller.GlobalAdmin, invitation)).Decision.IsGranted);
        }

        Assert.Equal(2, await Partnerships(world));
    }

    [Fact]
    [Trait("Rule", "REL-32")]
    [Trait("Rule", "SCN-10")]
    public async Task What_changed_since_the_link_was_made_is_checked_when_it_is_used()
    {
        await using var world = await World.Create();
        var (provider, reseller) = (await world.Provider(), await world.Reseller());
        var invitation = await world.AsksForPartnership(provider, reseller);
        await world.Enrolled(reseller, PartnerType.Reseller, EnrolmentState.Suspended);

        var result = await world.Accepts(reseller.GlobalAdmin, invitation);

        Assert.Equal("PARTNER_SUSPENDED", Assert.Single(result.Decision.Reasons).Code);
        await AssertNothingBegan(world);
    }

    [Fact]
    [Trait("Rule", "REL-31")]
    public async Task Of_two_acceptances_at_once_by_one_reseller_one_begins_the_partnership()
    {
        await using var world = await World.Create();
        var (provider, reseller) = (await world.Provider(), await world.Reseller());
        var invitation = await world.AsksForPartnership(provider);

        var results = await AtOnce(8, () => world.Accepts(reseller.GlobalAdmin, invitation));

        Assert.Single(results, result => result.Decision.IsGranted);
        Assert.All(results.Where(result => !result.Decision.IsGranted), result =>
            Assert.Equal("PARTNERSHIP_EXISTS", Assert.Single(result.Decision.Reasons).Code));
        Assert.Equal(1, await Partnerships(world));
        Assert.Equal(2, (await world.Mails()).Count);
    }

    [Fact]
    [Trait("Rule", "REL-30")]
    public async Task Of_several_resellers_at_once_one_accepts_an_invitation_for_one_address()
    {
        await using var world = await World.Create();
        var provider = await world.Provider();
        var invitation = await world.AsksForPartnership(provider, await world.Reseller());
        var resellers = new[] { await world.Reseller(), await world.Reseller(), await world.Reseller() };

        var results = await Task.WhenAll(resellers.Select(r => world.Accepts(r.GlobalAdmin, invitation)));

        Assert.Single(results, result => result.Decision.IsGranted);
        Assert.Equal(1, await Partnerships(world));
    }

    [Fact]
    [Trait("Rule", "REL-30")]
    public async Task Many_resellers_accept_a_general_link_at_once()
    {
        await using var world = await World.Create();
        var provider = await world.Provider();
        var invitation = await world.AsksForPartnership(provider);
        var resellers = new List<Participant>();
        for (var number = 0; number < 10; number++)
        {
            resellers.Add(await world.Reseller());
        }

        var results = await Task.WhenAll(resellers.Select(r => world.Accepts(r.GlobalAdmin, invitation)));

        Assert.All(results, result => Assert.True(result.Decision.IsGranted));
        Assert.Equal(10, await Partnerships(world));
    }

    [Theory]
    [Trait("Rule", "REL-31")]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Accepting_and_revoking_at_once_never_both_succeed_on_a_link_for_one_address(bool isGeneral)
    {
        await using var world = await World.Create();
        for (var round = 0; round < 5; round++)
        {
            var (provider, reseller) = (await world.Provider(), await world.Reseller());
            var invitation = await world.AsksForPartnership(provider, isGeneral ? null : reseller);

            var accepting = world.Accepts(reseller.GlobalAdmin, invitation);
            var revoking = Revokes(world, provider, invitation.Id);
            await Task.WhenAll(accepting, revoking);

            var (accepted, revoked) = ((await accepting).Decision.IsGranted, (await revoking).Decision.IsGranted);
            Assert.True(accepted || revoked);
            Assert.True(isGeneral ? revoked : accepted != revoked);
            await using var db = world.Db();
            Assert.Equal(accepted, await db.Partnerships.AnyAsync(p => p.ProviderId == provider.Id, Cancel));
        }
    }

    [Fact]
    [Trait("Rule", "REL-31")]
    public async Task Revoking_leaves_the_partnerships_that_the_invitation_created()
    {
        await using var world = await World.Create();
        var (provider, reseller) = (await world.Provider(), await world.Reseller());
        var invitation = await world.AsksForPartnership(provider);
        await world.Accepts(reseller.GlobalAdmin, invitation);

        Assert.True((await Revokes(world, provider, invitation.Id)).Decision.IsGranted);

        Assert.Single((await ResellersOf(world, provider)).Items);
        var late = await world.Accepts((await world.Reseller()).GlobalAdmin, invitation);
        Assert.Equal([PartnershipReasons.LinkInvalid], late.Decision.Reasons);
    }

    private static async Task<IssuedInvitation> Spoil(
        World world, Participant provider, Participant reseller, IssuedInvitation invitation, string how)
    {
        switch (how)
        {
            case "used":
                await world.Accepts(reseller.GlobalAdmin, invitation);
                break;
            case "declined":
                await Declines(world, reseller.GlobalAdmin, invitation);
                break;
            case "revoked":
                await Revokes(world, provider, invitation.Id);
                break;
            case "expired":
                world.Clock.Advance(invitation.ExpiresAt - world.Now);
                break;
            case "unknown":
                return invitation with { Link = "https://kontor.test/" + Secrets.New() };
            default:
                return invitation with { Link = "https://kontor.test/'; drop table partnerships; --" };
        }

        return invitation;
    }

    private static Task<Result<OpenedPartnerInvitation>> Opens(World world, Actor actor, string token) =>
        world.Does((OpenPartnerInvitation use) => use.Handle(actor, token, Cancel));

    private static Task<Result<PartnerInvitation>> Declines(World world, Actor actor, IssuedInvitation invitation) =>
        world.Does((DeclinePartnerInvitation use) => use.Handle(actor, World.TokenIn(invitation), Cancel));

    private static Task<Result<PartnerInvitation>> Revokes(World world, Participant provider, InvitationId id) =>
        world.Does((RevokePartnerInvitation use) => use.Handle(provider.GlobalAdmin, id, Cancel));

    private static Task<Page<PartnershipRow>> ResellersOf(World world, Participant provider) =>
        world.Does((PartnershipQueries q) => q.ResellersOf(provider.GlobalAdmin, null, PageRequest.First, Cancel));

    private static Task<Page<PartnershipRow>> ProvidersOf(World world, Participant reseller) =>
        world.Does((PartnershipQueries q) => q.ProvidersOf(reseller.GlobalAdmin, null, PageRequest.First, Cancel));

    private static Task<T[]> AtOnce<T>(int times, Func<Task<T>> act) =>
        Task.WhenAll(Enumerable.Range(0, times).Select(_ => Task.Run(act)));

    private static async Task<int> Partnerships(World world)
    {
        await using var db = world.Db();
        return await db.Partnerships.CountAsync(Cancel);
    }

    private static async Task AssertNothingBegan(World world)
    {
        Assert.Equal(0, await Partnerships(world));
        Assert.Empty(await world.Mails());
    }
}
