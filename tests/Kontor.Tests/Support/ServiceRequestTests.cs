using Kontor.Accounts;
using Kontor.Customers;
using Kontor.DelegatedAdmin;
using Kontor.Kernel;
using Kontor.Membership;
using Kontor.Policy;
using Kontor.Support;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Tests.Support;

/// <summary>Who opens a service request, who sees it, and how it goes on.</summary>
public sealed class ServiceRequestTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("Rule", "SUP-03")]
    [Trait("Rule", "SUP-13")]
    public async Task A_customer_asks_the_contact_of_its_subscription_which_solves_it_and_the_customer_closes_it()
    {
        await using var world = await World.Create();
        var (chain, about) = await world.Sold();
        await world.SaysSupport(chain.Provider);

        var opened = (await world.AsksForHelp(chain.Customer, chain.Provider, about)).ValueOrNull!;
        world.Clock.Advance(TimeSpan.FromHours(1));
        var taken = (await world.MovesOn(chain.Provider.As(Role.HelpdeskAgent), opened.Id, ServiceAct.Take, "")).ValueOrNull!;
        await world.Notes(chain.Provider.As(Role.HelpdeskAgent), opened.Id, "We look into it");
        var unsaid = await world.MovesOn(chain.Provider.As(Role.HelpdeskAgent), opened.Id, ServiceAct.Resolve, "");
        await world.MovesOn(chain.Provider.As(Role.HelpdeskAgent), opened.Id, ServiceAct.Resolve, "The rule was wrong");
        await world.MovesOn(chain.Customer.GlobalAdmin, opened.Id, ServiceAct.Close, "");
        var closed = await world.Notes(chain.Customer.GlobalAdmin, opened.Id, "Thank you");
        var seen = (await world.RequestSeenBy(chain.Customer.GlobalAdmin, opened.Id))!;

        Assert.Equal((ServiceRequestState.New, world.Now.AddHours(3)), (opened.State, opened.DueAt));
        Assert.Equal(World.Support(chain.Provider).Email, opened.ContactEmail);
        Assert.Equal((ServiceRequestState.Open, world.Now), (taken.State, taken.AnsweredAt));
        Assert.Equal([ServiceRequestReasons.TextMissing], unsaid.Decision.Reasons);
        Assert.Equal([ServiceRequestReasons.NotPossible.About(ServiceRequestState.Closed)], closed.Decision.Reasons);
        Assert.Equal(
            [ServiceEvent.Closed, ServiceEvent.Resolved, ServiceEvent.Noted, ServiceEvent.Taken, ServiceEvent.Opened],
            seen.History.Select(entry => entry.Event));
        Assert.Equal("The rule was wrong", seen.History[1].TextFor(ServiceSide.Customer));
    }

    [Fact]
    [Trait("Rule", "SUP-03")]
    public async Task A_customer_never_addresses_the_vendor_and_is_told_whom_to_ask()
    {
        await using var world = await World.Create();
        var (chain, about) = await world.Sold();
        var vendor = await world.Vendor();

        var asked = await world.AsksForHelp(chain.Customer, vendor, about);
        var opened = (await world.AsksForHelp(chain.Customer, chain.Provider, about)).ValueOrNull!;
        var escalated = await world.MovesOn(chain.Customer.GlobalAdmin, opened.Id, ServiceAct.Escalate);

        Assert.Equal([ServiceRequestReasons.VendorNotAsked.About(chain.Provider.Name)], asked.Decision.Reasons);
        Assert.Equal([ServiceRequestReasons.VendorNotAsked.About(chain.Provider.Name)], escalated.Decision.Reasons);
        Assert.Null(await world.RequestSeenBy(vendor.As(Role.SupportEngineer), opened.Id));
    }

    [Fact]
    [Trait("Rule", "SUP-04")]
    [Trait("Rule", "MUL-26")]
    [Trait("Rule", "NAT-02")]
    public async Task About_a_subscription_its_contact_and_supporters_are_asked_and_supporters_only_where_multi_channel_is_on()
    {
        await using var world = await World.Create();
        var (chain, about) = await world.Sold();
        var (supporter, other) = (await world.DirectPartner(), await world.DirectPartner());
        await world.Relationship(supporter, chain.Customer, RelationshipKind.Reseller, withRights: true);
        await world.Relationship(other, chain.Customer, RelationshipKind.Reseller, withRights: true);
        await world.Granted(chain.Provider, chain.Customer, 30, false, DirectoryRole.ServiceSupportAdministrator);
        await world.AddsSupporter(chain.Customer.GlobalAdmin, about, supporter);

        var contact = await world.AsksForHelp(chain.Customer, chain.Provider, about);
        var further = await world.AsksForHelp(chain.Customer, supporter, about);
        var unasked = await world.AsksForHelp(chain.Customer, other, about);
        var anything = await world.AsksForHelp(chain.Customer, other);
        var elsewhere = await world.OpensRequest(other, chain.Customer, about);
        await MultiChannelOff(world);
        var off = await world.AsksForHelp(chain.Customer, supporter, about);
        var offForPartner = await world.OpensRequest(supporter, chain.Customer, about);
        var ofSeller = await world.OpensRequest(chain.Provider, chain.Customer, about);

        Assert.All([contact, further, anything, elsewhere], result => Assert.NotNull(result.ValueOrNull));
        Assert.Equal(
            [ServiceRequestReasons.PartnerNotAsked.About($"{chain.Provider.Name}, {supporter.Name}")], unasked.Decision.Reasons);
        Assert.Equal([ServiceRequestReasons.PartnerNotAsked.About(chain.Provider.Name)], off.Decision.Reasons);
        Assert.Equal([ServiceRequestReasons.MultiChannelOff.About(Cloud.Public)], offForPartner.Decision.Reasons);
        Assert.NotNull(ofSeller.ValueOrNull);
    }

    [Fact]
    [Trait("Rule", "SUP-06")]
    [Trait("Rule", "CUS-46")]
    public async Task A_partner_opens_requests_with_a_right_there_and_without_one_for_consumption_that_it_manages()
    {
        await using var world = await World.Create();
        var partner = await world.DirectPartner();
        var (chain, about) = await world.Sold();
        await world.Relationship(partner, chain.Customer, RelationshipKind.Reseller);

        var without = await world.OpensRequest(partner, chain.Customer);
        var unmanaged = await world.OpensRequest(partner, chain.Customer, about);
        await world.IsUsage(about);
        var elsewhere = await world.OpensRequest(partner, chain.Customer, about);
        await world.AddsSupporter(chain.Customer.GlobalAdmin, about, partner);
        var managed = (await world.OpensRequest(partner, chain.Customer, about)).ValueOrNull!;
        await world.Granted(partner, chain.Customer, 30, false, DirectoryRole.ServiceSupportAdministrator);
        var withRight = await world.OpensRequest(partner, chain.Customer);
        var stranger = await world.OpensRequest(await world.DirectPartner(), chain.Customer);
        var customers = await world.OpensRequest(
            partner, chain.Customer, null, World.ReachOf(partner) with { Email = $"boss@{chain.Customer.Domain}" });

        Assert.All(
            [without, unmanaged, elsewhere],
            result => Assert.Equal([ServiceRequestReasons.RightMissing], result.Decision.Reasons));
        Assert.Equal((ServiceRequestState.Open, managed.CreatedAt), (managed.State, managed.AnsweredAt));
        Assert.NotNull(withRight.ValueOrNull);
        Assert.Equal([ServiceRequestReasons.CustomerUnknown], stranger.Decision.Reasons);
        Assert.Equal([ServiceRequestReasons.ContactIsCustomers], customers.Decision.Reasons);
        Assert.NotNull(await world.RequestSeenBy(chain.Customer.GlobalAdmin, managed.Id));
    }

    [Fact]
    [Trait("Rule", "SUP-06")]
    public async Task A_reseller_opens_requests_about_what_its_provider_sold_while_they_are_partners()
    {
        await using var world = await World.Create();
        var (chain, about) = await world.Sold();

        var partners = await world.OpensRequest(chain.Reseller, chain.Customer, about);
        await using var db = world.Db();
        await world.Ends(chain.Provider.GlobalAdmin, await db.Set<Kontor.Partnerships.Partnership>().SingleAsync(Cancel));
        var alone = await world.OpensRequest(chain.Reseller, chain.Customer, about);

        Assert.NotNull(partners.ValueOrNull);
        Assert.Equal([ServiceRequestReasons.ProviderGone], alone.Decision.Reasons);
    }

    [Fact]
    [Trait("Rule", "SUP-05")]
    [Trait("Rule", "SUP-12")]
    [Trait("Rule", "SUP-13")]
    public async Task What_is_escalated_the_vendor_answers_hands_back_and_resolves_and_the_customer_reads_none_of_its_words()
    {
        await using var world = await World.Create();
        var (chain, about) = await world.Sold();
        var vendor = await world.Vendor();
        var (agent, engineer) = (chain.Provider.As(Role.AdminAgent), vendor.As(Role.SupportEngineer));
        var id = (await world.AsksForHelp(chain.Customer, chain.Provider, about)).ValueOrNull!.Id;

        await world.MovesOn(agent, id, ServiceAct.Take, "");
        await world.Notes(agent, id, "Between us", isInternal: true);
        var escalated = (await world.MovesOn(agent, id, ServiceAct.Escalate, "Please look")).ValueOrNull!;
        world.Clock.Advance(TimeSpan.FromHours(5));
        await world.Notes(engineer, id, "Vendor writes");
        await world.MovesOn(engineer, id, ServiceAct.HandBack, "Send a trace");
        await world.MovesOn(agent, id, ServiceAct.Take, "");
        await world.MovesOn(agent, id, ServiceAct.Escalate, "Here it is");
        var resolved = (await world.MovesOn(engineer, id, ServiceAct.Resolve, "Repaired")).ValueOrNull!;
        var (ofVendor, ofCustomer) =
            ((await world.RequestSeenBy(engineer, id))!, (await world.RequestSeenBy(chain.Customer.GlobalAdmin, id))!);

        Assert.Equal(world.Now.AddHours(-1), escalated.VendorDueAt);
        Assert.Equal((ServiceRequestState.Resolved, true), (resolved.State, resolved.VendorAnsweredAt <= resolved.VendorDueAt));
        Assert.Contains(ofVendor.History, entry => entry.TextFor(ServiceSide.Vendor) == "Between us");
        Assert.DoesNotContain(ofCustomer.History, entry => entry.TextFor(ServiceSide.Customer).Length > 0);
        Assert.Equal(2, ofCustomer.History.Count(entry => entry.Event == ServiceEvent.Escalated));
        Assert.DoesNotContain(ofCustomer.History, entry => entry.Event == ServiceEvent.Noted);
    }

    [Fact]
    [Trait("Rule", "SUP-08")]
    public async Task A_reseller_escalates_commercial_matters_and_its_provider_technical_ones()
    {
        await using var world = await World.Create();
        var chain = await world.TradingChain();
        var id = (await world.OpensRequest(chain.Reseller, chain.Customer)).ValueOrNull!.Id;

        var technical = await world.MovesOn(chain.Reseller.As(Role.AdminAgent), id, ServiceAct.Escalate);
        var commercial = await world.Does((ChangeServiceRequest use) => use.Act(
            chain.Reseller.As(Role.AdminAgent), id, new(ServiceAct.Escalate, Reason: EscalationReason.BillingDispute), Cancel));

        Assert.Equal([ServiceRequestReasons.PlanMissing], technical.Decision.Reasons);
        Assert.Equal(ServiceRequestState.Escalated, commercial.ValueOrNull!.State);
    }

    [Fact]
    [Trait("Rule", "SUP-08")]
    public async Task A_silver_membership_includes_the_support_plan_that_a_reseller_else_lacks()
    {
        await using var world = await World.Create();
        var chain = await world.TradingChain();
        var id = (await world.OpensRequest(chain.Reseller, chain.Customer)).ValueOrNull!.Id;
        await using (var db = world.Db())
        {
            db.Add(new MembershipStanding { NetworkId = chain.Reseller.NetworkId!, Level = MembershipLevel.Silver });
            await db.SaveChangesAsync(Cancel);
        }

        var technical = await world.MovesOn(chain.Reseller.As(Role.AdminAgent), id, ServiceAct.Escalate);

        Assert.Equal(ServiceRequestState.Escalated, technical.ValueOrNull!.State);
    }

    [Fact]
    [Trait("Rule", "SUP-06")]
    public async Task Only_those_who_take_part_find_it_and_a_partner_that_the_customer_left_reads_and_does_no_more()
    {
        await using var world = await World.Create();
        var chain = await world.TradingChain();
        var (other, stranger, vendor) = (await world.DirectPartner(), await world.Customer(), await world.Vendor());
        await world.Relationship(other, chain.Customer, RelationshipKind.Reseller, withRights: true);
        var id = (await world.AsksForHelp(chain.Customer, chain.Reseller)).ValueOrNull!.Id;

        foreach (var actor in new[] { other.As(Role.AdminAgent), chain.Provider.GlobalAdmin, stranger.GlobalAdmin, vendor.As(Role.SupportEngineer) })
        {
            Assert.Null(await world.RequestSeenBy(actor, id));
            Assert.Equal([ServiceRequestReasons.NotFound], (await world.Notes(actor, id, "x")).Decision.Reasons);
            Assert.Equal([ServiceRequestReasons.NotFound], (await world.MovesOn(actor, id, ServiceAct.Take)).Decision.Reasons);
        }

        await world.EndsRelationship(chain.Reseller.GlobalAdmin, chain.Customer);

        Assert.NotNull(await world.RequestSeenBy(chain.Reseller.GlobalAdmin, id));
        Assert.Equal(
            [ServiceRequestReasons.RelationshipEnded],
            (await world.MovesOn(chain.Reseller.GlobalAdmin, id, ServiceAct.Take)).Decision.Reasons);
        Assert.NotNull((await world.MovesOn(chain.Customer.GlobalAdmin, id, ServiceAct.Close)).ValueOrNull);
    }

    [Fact]
    [Trait("Rule", "SUP-06")]
    [Trait("Rule", "OPS-60")]
    public async Task The_others_get_a_mail_and_neither_mail_nor_log_repeats_what_was_written()
    {
        await using var world = await World.Create();
        var chain = await world.TradingChain();
        await world.Granted(chain.Provider, chain.Customer, 30, false, DirectoryRole.ServiceSupportAdministrator);
        var id = (await world.OpensRequest(chain.Provider, chain.Customer)).ValueOrNull!.Id;
        world.Clock.Advance(TimeSpan.FromSeconds(1));
        await world.Notes(chain.Customer.GlobalAdmin, id, "A secret of ours");
        world.Clock.Advance(TimeSpan.FromSeconds(1));
        await world.Notes(chain.Provider.GlobalAdmin, id, "Hidden", isInternal: true);
        world.Clock.Advance(TimeSpan.FromSeconds(1));
        await world.MovesOn(chain.Provider.GlobalAdmin, id, ServiceAct.Resolve, "Because of it");

        var mails = (await world.Mails()).Where(mail => mail.Template == "serviceRequest").ToList();
        Assert.Equal(
            [$"contact@{chain.Customer.Domain}", $"desk@{chain.Provider.Domain}", $"contact@{chain.Customer.Domain}"],
            mails.Select(mail => mail.To));
        await using var db = world.Db();
        var records = await db.Set<Kontor.Activity.ActivityRecord>()
            .Where(record => record.ResourceId == $"{id}").OrderBy(record => record.Id).ToListAsync(Cancel);
        var events = await db.Set<Kontor.Activity.ProgramEvent>().Where(one => one.Type == "service-request-changed").ToListAsync(Cancel);
        Assert.Equal(
            ["ServiceRequestOpened", "ServiceRequestNoted", "ServiceRequestNotedInternally", "ServiceRequestResolved"],
            records.Select(record => record.Action));
        Assert.Equal(7, events.Count);
        var told = string.Concat(mails.Select(mail => mail.Text).Concat(records.Select(r => r.Details)).Concat(events.Select(e => e.Payload)));
        Assert.All(
            ["secret", "Hidden", "Because", "Since this morning", "+49 40 123"],
            words => Assert.DoesNotContain(words, told, StringComparison.Ordinal));
        Assert.Contains(ServiceRequest.NumberOf(id), told, StringComparison.Ordinal);
    }

    private static async Task MultiChannelOff(World world)
    {
        var vendor = await world.Vendor();
        var off = ProgramPolicy.Default.FeaturesOff.SetItem(Cloud.Public, [CloudFeature.MultiChannel]);
        Assert.True((await world.Does((ChangePolicy use) => use.Handle(
            vendor.As(Role.ProgramOperator), ProgramPolicy.Default with { FeaturesOff = off }, 0, Cancel))).Decision.IsGranted);
    }
}
