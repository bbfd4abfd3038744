using Kontor.Activity;
using Kontor.Customers;
using Kontor.Kernel;
using Kontor.Partnerships;
using Kontor.Subscriptions;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Tests.Partnerships;

public sealed class EndPartnershipTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("Rule", "REL-51")]
    [Trait("Rule", "REL-53")]
    [Trait("Rule", "REL-54")]
    public async Task Each_leaves_the_others_list_while_customers_and_their_rights_stay_and_the_evidence_is_kept()
    {
        await using var world = await World.Create();
        var (provider, reseller, customer) = await world.ConnectedTrio();
        await world.SharedCustomer(provider, reseller, customer);
        var partnership = await TheOne(world);
        var actor = provider.As(Role.SalesAgent);

        var ended = await world.Ends(actor, partnership, World.Confirmed with { Language = "de" });

        Assert.True(ended.Decision.IsGranted);
        Assert.Empty((await Listed(world, provider, PartnershipSide.Resellers)).Items);
        Assert.Empty((await Listed(world, reseller, PartnershipSide.Providers)).Items);
        await using var db = world.Db();
        Assert.All(await db.CustomerRelationships.ToListAsync(Cancel), r => Assert.Null(r.EndedAt));
        Assert.Single(await db.CustomerRelationships.Where(r => r.AdminRights == AdminRights.Granted).ToListAsync(Cancel));
        Assert.Equal(1, await db.SharedCustomers.CountAsync(Cancel));
        var evidence = await db.PartnershipEnds.SingleAsync(Cancel);
        Assert.Equal(
            (partnership.Id, EndWay.ByProvider, actor.Name, world.Now, PartnershipEndRules.StatementVersion, "de"),
            (evidence.PartnershipId, evidence.Way, evidence.Statement.Name, evidence.Statement.At,
                evidence.Statement.Version, evidence.Statement.Language));
        Assert.Equal(string.Join('\n', EndStatement.In("de")), evidence.Statement.Text);
        Assert.Equal(actor.UserId, evidence.Statement.UserId);
    }

    [Fact]
    [Trait("Rule", "REL-54")]
    public async Task Both_sides_hear_of_it_by_mail_and_event_and_it_is_on_record()
    {
        await using var world = await World.Create();
        var (provider, reseller, _) = await world.ConnectedTrio();

        await world.Ends(provider.GlobalAdmin, await TheOne(world));

        var mails = await world.Mails();
        Assert.Equal(
            new[] { $"contact@{provider.Domain}", $"contact@{reseller.Domain}" }.Order(StringComparer.Ordinal),
            mails.Select(mail => mail.To).Order(StringComparer.Ordinal));
        Assert.All(mails, mail => Assert.Contains("stay as they are", mail.Text, StringComparison.Ordinal));
        await using var db = world.Db();
        Assert.Equal(provider.Id, (await db.ActivityRecords.SingleAsync(r => r.Action == "PartnershipEnded", Cancel)).TenantId);
        var told = await db.ProgramEvents.Where(e => e.Type == "partnership-ended").Select(e => e.TenantId).ToListAsync(Cancel);
        Assert.Equal(new[] { provider.Id, reseller.Id }.ToHashSet(), [.. told]);
    }

    [Fact]
    [Trait("Rule", "REL-55")]
    public async Task Afterwards_no_order_names_that_reseller_and_what_was_ordered_keeps_it()
    {
        await using var world = await World.Create();
        await world.Seat();
        var chain = await world.TradingChain();
        Assert.True((await world.Orders(chain)).Result!.Decision.IsGranted);
        var partnership = await TheOne(world);

        Assert.True((await world.Ends(chain.Provider.GlobalAdmin, partnership)).Decision.IsGranted);
        var refused = await world.Orders(chain);

        Assert.Equal("PARTNERSHIP_MISSING", refused.Result!.Decision.Reasons[0].Code);
        await using var db = world.Db();
        var subscription = await db.Subscriptions.SingleAsync(Cancel);
        Assert.Equal(chain.Reseller.Id, subscription.ResellerId);
    }

    [Fact]
    [Trait("Rule", "REL-31")]
    [Trait("Rule", "REL-53")]
    public async Task Without_confirmation_by_a_stranger_or_for_a_second_time_nothing_ends()
    {
        await using var world = await World.Create();
        var (provider, reseller, _) = await world.ConnectedTrio();
        var (stranger, partnership) = (await world.Provider(), await TheOne(world));

        var unconfirmed = await world.Ends(provider.GlobalAdmin, partnership, new EndConfirmation(false, EndStatement.Version, "en"));
        var foreign = await world.Ends(stranger.GlobalAdmin, partnership);
        var fromBelow = await world.Ends(reseller.GlobalAdmin, partnership);
        Assert.Equal([PartnershipReasons.EndNotConfirmed], unconfirmed.Decision.Reasons);
        Assert.Equal([PartnershipReasons.PartnershipNotFound], foreign.Decision.Reasons);
        Assert.Equal([PartnershipReasons.PartnershipNotFound], fromBelow.Decision.Reasons);
        Assert.Empty(await world.Mails());

        Assert.True((await world.Ends(provider.GlobalAdmin, partnership)).Decision.IsGranted);
        var again = await world.Ends(provider.GlobalAdmin, partnership);

        Assert.Equal([PartnershipReasons.PartnershipEnded], again.Decision.Reasons);
        Assert.Equal(2, (await world.Mails()).Count);
    }

    [Fact]
    [Trait("Rule", "REL-31")]
    [Trait("Rule", "REL-54")]
    public async Task Open_invitations_of_the_pair_are_untouched_and_connect_it_anew()
    {
        await using var world = await World.Create();
        var (provider, reseller, _) = await world.ConnectedTrio();
        var invitation = await world.AsksForPartnership(provider);
        var former = await TheOne(world);
        await world.Ends(provider.GlobalAdmin, former);

        var accepted = await world.Accepts(reseller.GlobalAdmin, invitation);

        Assert.NotEqual(former.Id, accepted.ValueOrNull!.Id);
        Assert.Single((await Listed(world, provider, PartnershipSide.Resellers)).Items);
    }

    [Fact]
    [Trait("Rule", "REL-54")]
    public async Task A_joint_invitation_to_a_customer_is_not_accepted_after_the_end()
    {
        await using var world = await World.Create();
        var (provider, reseller, customer) = await world.ConnectedTrio();
        var invitation = await world.InvitesJointly(reseller, provider, customer);
        await world.Ends(provider.GlobalAdmin, await TheOne(world));

        var accepted = await world.AcceptsPartners(customer.GlobalAdmin, World.TokenIn(invitation));

        Assert.False(accepted.Decision.IsGranted);
    }

    [Fact]
    [Trait("Rule", "REL-31")]
    public async Task Of_many_ends_at_once_one_ends_it_and_leaves_one_piece_of_evidence()
    {
        await using var world = await World.Create();
        var (provider, _, _) = await world.ConnectedTrio();
        var partnership = await TheOne(world);

        var results = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(_ => Task.Run(() => world.Ends(provider.GlobalAdmin, partnership))));

        Assert.Single(results, result => result.Decision.IsGranted);
        Assert.All(results.Where(result => !result.Decision.IsGranted), result =>
            Assert.Equal([PartnershipReasons.PartnershipEnded], result.Decision.Reasons));
        await using var db = world.Db();
        Assert.Equal(1, await db.PartnershipEnds.CountAsync(Cancel));
        Assert.Equal(2, (await world.Mails()).Count);
    }

    [Fact]
    [Trait("Rule", "REL-20")]
    [Trait("Rule", "REL-31")]
    [Trait("Rule", "REL-52")]
    public async Task Whatever_is_done_at_the_moment_of_the_end_leaves_no_open_request_and_no_lost_change()
    {
        await using var world = await World.Create();
        for (var round = 0; round < 6; round++)
        {
            var (provider, reseller) = (await world.Provider(), await world.Reseller());
            var partnership = await world.Partnership(provider, reseller);
            var link = await world.AsksForPartnership(provider);

            var ending = Task.Run(() => world.Ends(provider.GlobalAdmin, partnership));
            var asking = Task.Run(() => world.AsksForEnd(reseller.GlobalAdmin, partnership));
            var taking = Task.Run(() => world.SetsAccess(reseller.GlobalAdmin, partnership, grants: false));
            var joining = Task.Run(() => world.Accepts(reseller.GlobalAdmin, link));
            await Task.WhenAll(ending, asking, taking, joining);

            await using var db = world.Db();
            var former = await db.Partnerships.SingleAsync(p => p.Id == partnership.Id, Cancel);
            var requests = await db.PartnershipEndRequests.Where(r => r.PartnershipId == partnership.Id).ToListAsync(Cancel);
            var active = await db.Partnerships.CountAsync(p => p.ProviderId == provider.Id && p.EndedAt == null, Cancel);
            Assert.Equal((await ending).Decision.IsGranted, !former.IsActive);
            Assert.Equal((await taking).Decision.IsGranted, !former.ProviderHasAdminAccess);
            Assert.Equal((await asking).Decision.IsGranted, requests.Count == 1);
            Assert.Equal(former.IsActive, requests.Any(r => r.IsOpen) || (former.IsActive && requests.Count == 0));
            Assert.Equal((former.IsActive ? 1 : 0) + ((await joining).Decision.IsGranted ? 1 : 0), active);
            Assert.True(active <= 1);
        }
    }

    /// <summary>
    /// An order and an end at the same moment may come in either order; what begins after the end is refused.
    /// </summary>
    [Fact]
    [Trait("Rule", "REL-55")]
    public async Task No_order_that_begins_after_the_end_names_the_reseller_however_many_race_with_it()
    {
        await using var world = await World.Create();
        await world.Seat();
        var chain = await world.TradingChain();
        var partnership = await TheOne(world);

        var racing = Enumerable.Range(0, 6).Select(_ => Task.Run(() => world.Orders(chain))).ToList();
        var ended = await Task.Run(() => world.Ends(chain.Provider.GlobalAdmin, partnership));
        var late = await world.Orders(chain);
        var results = await Task.WhenAll(racing);

        Assert.True(ended.Decision.IsGranted);
        Assert.False(late.Result!.Decision.IsGranted);
        Assert.All(results.Where(r => !r.Result!.Decision.IsGranted), r =>
            Assert.Equal("PARTNERSHIP_MISSING", r.Result!.Decision.Reasons[0].Code));
        await using var db = world.Db();
        var made = await db.Subscriptions.ToListAsync(Cancel);
        Assert.Equal(results.Count(r => r.Result!.Decision.IsGranted), made.Count);
        Assert.All(made, subscription => Assert.Equal(chain.Reseller.Id, subscription.ResellerId));
    }

    private static async Task<Partnership> TheOne(World world)
    {
        await using var db = world.Db();
        return await db.Partnerships.AsNoTracking().SingleAsync(Cancel);
    }

    private static Task<Page<PartnershipRow>> Listed(World world, Participant who, PartnershipSide side) =>
        world.Does((PartnershipQueries q) => q.List(who.GlobalAdmin, new PartnershipFilter(side), PageRequest.First, Cancel));
}
