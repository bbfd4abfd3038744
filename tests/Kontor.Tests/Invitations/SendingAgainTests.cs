using Kontor.Customers;
using Kontor.Invitations;
using Kontor.Kernel;
using Kontor.Partnerships;
using Kontor.Tests.Site;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Tests.Invitations;

/// <summary>An open invitation is mailed again with a new link; the old one no longer holds.</summary>
public sealed class SendingAgainTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("Rule", "CUS-26")]
    [Trait("Rule", "REL-30")]
    public async Task A_customer_gets_a_new_link_that_asks_for_the_same_and_the_old_one_no_longer_holds()
    {
        await using var world = await World.Create();
        var (provider, reseller, customer) = await world.ConnectedTrio();
        var old = await world.InvitesJointly(reseller, provider, customer, rights: true, providerRights: true);
        world.Clock.Advance(SendingAgain.Interval);

        var again = (await Resends(world, reseller, old.Id)).ValueOrNull!;

        var mail = Assert.Single(await world.Mails());
        Assert.Equal($"boss@mail.{customer.Domain}", mail.To);
        Assert.Contains(again.Link, mail.Text, StringComparison.Ordinal);
        await using (var db = world.Db())
        {
            var (before, after) = (await Find(db, old.Id), await Find(db, again.Id));
            Assert.Equal(
                (InvitationState.Revoked, InvitationState.Open), (before.StateAt(world.Now), after.StateAt(world.Now)));
            Assert.Equal(
                (before.Email, before.ProviderId, before.Kind, before.AsksAdminRights, before.ProviderAsksAdminRights),
                (after.Email, after.ProviderId, after.Kind, after.AsksAdminRights, after.ProviderAsksAdminRights));
            var records = await db.Set<Kontor.Activity.ActivityRecord>().Where(r => r.TenantId == reseller.Id)
                .Select(r => r.Action).ToListAsync(Cancel);
            Assert.Equal(["CustomerInvitationRevoked", "CustomerInvited", "CustomerInvited"], records.Order());
        }

        var withOld = await world.AcceptsPartners(customer.GlobalAdmin, World.TokenIn(old), agreement: World.Agreement);
        var withNew = await world.AcceptsPartners(customer.GlobalAdmin, World.TokenIn(again), agreement: World.Agreement);
        Assert.Equal([CustomerReasons.LinkInvalid], withOld.Decision.Reasons);
        Assert.True(withNew.Decision.IsGranted);
    }

    [Fact]
    [Trait("Rule", "CUS-26")]
    public async Task A_reseller_gets_a_new_link_and_the_old_one_no_longer_holds()
    {
        await using var world = await World.Create();
        var (provider, reseller) = (await world.Provider(), await world.Reseller());
        var old = await world.AsksForPartnership(provider, reseller, send: true);
        world.Clock.Advance(SendingAgain.Interval);

        var again = (await ResendsPartner(world, provider, old.Id)).ValueOrNull!;

        Assert.Equal([true, true], (await world.Mails()).Select(mail => mail.To == $"boss@mail.{reseller.Domain}"));
        Assert.False((await world.Accepts(reseller.GlobalAdmin, old)).Decision.IsGranted);
        Assert.True((await world.Accepts(reseller.GlobalAdmin, again)).Decision.IsGranted);
    }

    [Fact]
    [Trait("Rule", "CUS-26")]
    [Trait("Rule", "CUS-75")]
    public async Task Too_early_for_nobody_in_particular_answered_or_somebody_elses_it_is_not_sent_and_stays_as_it_was()
    {
        await using var world = await World.Create();
        var (direct, stranger, customer) = (await world.DirectPartner(), await world.DirectPartner(), await world.Customer());
        var general = await world.InvitesAlone(direct);
        world.Clock.Advance(SendingAgain.Interval);
        var named = await world.InvitesAlone(direct, customer);

        Assert.Equal("INVITATION_SENT_LATELY", await Against(direct, named.Id));
        Assert.Equal("INVITATION_FOR_NO_ONE_ADDRESS", await Against(direct, general.Id));
        Assert.Equal("CUSTOMER_INVITATION_NOT_FOUND", await Against(stranger, named.Id));
        Assert.True((await world.AcceptsPartners(customer.GlobalAdmin, World.TokenIn(named))).Decision.IsGranted);
        world.Clock.Advance(SendingAgain.Interval);
        Assert.Equal("CUSTOMER_INVITATION_NOT_OPEN", await Against(direct, named.Id));
        await using var db = world.Db();
        Assert.Equal(2, await db.CustomerInvitations.CountAsync(Cancel));
        Assert.Equal(InvitationState.Open, (await Find(db, general.Id)).StateAt(world.Now));

        async Task<string> Against(Participant partner, InvitationId id) =>
            (await Resends(world, partner, id)).Decision.Reasons[0].Code;
    }

    [Fact]
    [Trait("Rule", "CUS-26")]
    [Trait("Rule", "CUS-75")]
    public async Task Accepting_and_sending_again_at_once_leave_a_state_that_both_answers_describe()
    {
        await using var world = await World.Create();
        for (var round = 0; round < 5; round++)
        {
            var (direct, customer) = (await world.DirectPartner(), await world.Customer());
            var invitation = await world.InvitesAlone(direct, customer);
            world.Clock.Advance(SendingAgain.Interval);

            var accepting = Task.Run(() => world.AcceptsPartners(customer.GlobalAdmin, World.TokenIn(invitation)));
            var sending = Enumerable.Range(0, 3).Select(_ => Task.Run(() => Resends(world, direct, invitation.Id))).ToArray();
            await Task.WhenAll([accepting, .. sending]);

            var accepted = (await accepting).Decision.IsGranted;
            var sent = sending.Count(task => task.Result.Decision.IsGranted);
            Assert.Equal(accepted ? 0 : 1, sent);
            await using var db = world.Db();
            Assert.Equal(accepted, await db.CustomerRelationships.AnyAsync(r => r.PartnerId == direct.Id, Cancel));
            var open = (await db.CustomerInvitations.Where(i => i.PartnerId == direct.Id).ToListAsync(Cancel))
                .Count(i => i.StateAt(world.Now) == InvitationState.Open);
            Assert.Equal(sent, open);
        }
    }

    [Fact]
    [Trait("Rule", "CUS-26")]
    public async Task Both_lists_have_a_button_for_it_and_a_second_click_sends_nothing_more()
    {
        await using var world = await World.Create();
        var (provider, _, customer) = await world.ConnectedTrio();
        var asked = await world.AsksForPartnership(provider, await world.Reseller());
        var invited = await world.InvitesAlone(provider, customer);
        using var browser = new Browser(await world.WholeServer());
        await browser.SignIn(await world.User(provider, "boss", Role.GlobalAdmin));
        await browser.Open("/home?culture=en");

        var early = await browser.Submit(await browser.Open("/resellers/invitations"), "again", ("Again.Id", $"{asked.Id}"));
        world.Clock.Advance(SendingAgain.Interval);
        Assert.Equal(["INVITATION_SENT_LATELY"], early.Reasons);
        foreach (var (path, id) in new[] { ("/resellers/invitations", asked.Id), ("/customers/invitations", invited.Id) })
        {
            var list = await browser.Open(path);
            var sent = await browser.Submit(list, "again", ("Again.Id", $"{id}"));
            var twice = await browser.Submit(list, "again", ("Again.Id", $"{id}"));

            Assert.Contains("Send again", list.Text, StringComparison.Ordinal);
            Assert.EndsWith("done=invitationSentAgain", sent.Location, StringComparison.Ordinal);
            Assert.Equal(sent.Location, twice.Location);
        }

        await using var db = world.Db();
        Assert.Equal((2, 2), (await db.PartnerInvitations.CountAsync(Cancel), await db.CustomerInvitations.CountAsync(Cancel)));
    }

    private static Task<Result<IssuedInvitation>> Resends(World world, Participant partner, InvitationId id) =>
        world.Does((ResendCustomerInvitation use) => use.Handle(partner.GlobalAdmin, id, "en", Cancel));

    private static Task<Result<IssuedInvitation>> ResendsPartner(World world, Participant provider, InvitationId id) =>
        world.Does((ResendPartnerInvitation use) => use.Handle(provider.GlobalAdmin, id, "en", Cancel));

    private static Task<CustomerInvitation> Find(KontorDb db, InvitationId id) =>
        db.CustomerInvitations.AsNoTracking().SingleAsync(i => i.Id == id, Cancel);
}
