using Kontor.Activity;
using Kontor.Customers;
using Kontor.DelegatedAdmin;
using Kontor.Enrolment;
using Kontor.Invitations;
using Kontor.Kernel;
using Kontor.Partnerships;
using Kontor.Site;
using Kontor.Tests.PartnerCenter;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Tests.Customers;

/// <summary>REL-23, REL-60: a provider gives customers that it has to a reseller to manage.</summary>
public sealed class GiveCustomersTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("Rule", "REL-23")]
    [Trait("Rule", "REL-60")]
    [Trait("Rule", "CUS-14")]
    public async Task A_customer_that_accepts_is_shared_and_what_it_had_with_the_provider_stays()
    {
        await using var world = await World.Create();
        var (provider, reseller, customer) = await Trio(world);

        var asked = await world.Gives(provider.GlobalAdmin, reseller, true, customer);
        await using var db = world.Db();
        Assert.False(await db.CustomerRelationships.AnyAsync(r => r.PartnerId == reseller.Id, Cancel));
        var before = await db.CustomerRelationships.AsNoTracking().SingleAsync(r => r.PartnerId == provider.Id, Cancel);
        var accepted = await world.AcceptsPartners(customer.GlobalAdmin, await world.MailedToken(customer));

        Assert.Equal([], asked.Decision.Reasons);
        Assert.Equal([], accepted.Decision.Reasons);
        var relationships = await db.CustomerRelationships.AsNoTracking().ToListAsync(Cancel);
        Assert.Equal(2, relationships.Count);
        Assert.Contains(relationships, r => r.Id == before.Id && r.AdminRights == AdminRights.None);
        var its = relationships.Single(r => r.PartnerId == reseller.Id);
        Assert.Equal(
            (RelationshipKind.IndirectReseller, AdminRights.Granted, CustomerChannel.Provider),
            (its.Kind, its.AdminRights, its.Channel!.Value));
        Assert.Equal(1, await db.SharedCustomers.CountAsync(
            s => s.ProviderId == provider.Id && s.ResellerId == reseller.Id && s.CustomerId == customer.Id, Cancel));
        Assert.Equal([reseller.Id], await db.DelegatedGrants.Select(g => g.PartnerId).ToListAsync(Cancel));
    }

    [Fact]
    [Trait("Rule", "REL-60")]
    [Trait("Rule", "CUS-18")]
    public async Task Without_rights_asked_for_the_reseller_gets_none()
    {
        await using var world = await World.Create();
        var (provider, reseller, customer) = await Trio(world);

        await world.Gives(provider.GlobalAdmin, reseller, false, customer);
        await world.AcceptsPartners(customer.GlobalAdmin, await world.MailedToken(customer));

        await using var db = world.Db();
        Assert.Equal(AdminRights.None, (await db.CustomerRelationships.SingleAsync(r => r.PartnerId == reseller.Id, Cancel)).AdminRights);
        Assert.False(await db.DelegatedGrants.AnyAsync(Cancel));
    }

    [Fact]
    [Trait("Rule", "REL-60")]
    public async Task All_are_asked_or_none_and_what_stands_against_one_says_which()
    {
        await using var world = await World.Create();
        var (provider, reseller, free) = await Trio(world);
        var shared = await world.Customer();
        await world.SharedCustomer(provider, reseller, shared);
        var far = await world.FurtherCustomer(provider, "US");
        var foreign = await world.Customer();

        var several = await world.Gives(provider.GlobalAdmin, reseller, true, free, shared, far);
        var unknown = await world.Gives(provider.GlobalAdmin, reseller, true, free, foreign);
        var none = await world.Gives(provider.GlobalAdmin, reseller);
        var stranger = await world.Gives(provider.GlobalAdmin, await world.Reseller(), true, free);
        var byReseller = await world.Gives(reseller.GlobalAdmin, provider, true, shared);
        var byHelpdesk = await world.Gives(provider.As(Role.HelpdeskAgent), reseller, true, free);

        Assert.Contains("GIVING_RESELLER_HAS_IT", Codes(several));
        Assert.Contains("CUSTOMER_REGION_MISMATCH", Codes(several));
        Assert.Contains(several.Decision.Reasons, reason => reason.Arguments.Contains(shared.Name));
        Assert.Equal(["GIVING_CUSTOMER_UNKNOWN"], Codes(unknown));
        Assert.Equal(["GIVING_NONE_CHOSEN"], Codes(none));
        Assert.Equal([PartnershipReasons.PartnershipNotFound.Code], Codes(stranger));
        Assert.Equal([PartnershipReasons.PartnershipNotFound.Code], Codes(byReseller));
        Assert.False(byHelpdesk.Decision.IsGranted);
        await using var db = world.Db();
        Assert.False(await db.CustomerInvitations.AnyAsync(Cancel));
        Assert.Empty(await world.Mails());
    }

    [Fact]
    [Trait("Rule", "REL-60")]
    [Trait("Rule", "REL-30")]
    public async Task The_link_is_for_the_customer_that_was_asked_alone()
    {
        await using var world = await World.Create();
        var (provider, reseller, customer) = await Trio(world);
        var other = await world.FurtherCustomer(provider);
        await world.Gives(provider.GlobalAdmin, reseller, true, customer);
        var token = await world.MailedToken(customer);

        Assert.Equal([CustomerReasons.LinkInvalid], (await world.AcceptsPartners(other.GlobalAdmin, token)).Decision.Reasons);
        Assert.Equal(
            [CustomerReasons.LinkInvalid],
            (await world.Does((DeclineCustomerInvitation use) => use.Handle(other.GlobalAdmin, token, Cancel))).Decision.Reasons);
        var id = await Single(world);
        Assert.Null(await world.Does((GivenRequestQueries q) => q.Of(other.GlobalAdmin, id, Cancel)));
        Assert.Equal(
            [CustomerReasons.GlobalAdminRequired],
            (await world.AcceptsPartners(customer.As(Role.BillingAdmin), token)).Decision.Reasons);
        Assert.True((await world.AcceptsPartners(customer.GlobalAdmin, token)).Decision.IsGranted);
    }

    [Fact]
    [Trait("Rule", "REL-60")]
    public async Task The_customer_may_decline_the_provider_take_it_back_and_the_reseller_refuse()
    {
        await using var world = await World.Create();
        var (provider, reseller, customer) = await Trio(world);

        await world.Gives(provider.GlobalAdmin, reseller, true, customer);
        var declined = await world.Does(async (DeclineCustomerInvitation use) =>
            await use.Handle(customer.GlobalAdmin, await world.MailedToken(customer), Cancel));
        Assert.True(declined.Decision.IsGranted);
        world.Clock.Advance(TimeSpan.FromMinutes(1));
        await world.Gives(provider.GlobalAdmin, reseller, true, customer);
        Assert.True((await world.Revokes(provider, await Single(world, InvitationState.Open))).Decision.IsGranted);
        world.Clock.Advance(TimeSpan.FromMinutes(1));
        await world.Gives(provider.GlobalAdmin, reseller, true, customer);
        var open = await Single(world, InvitationState.Open);
        var stranger = await world.Revokes(await world.Provider(), open);
        var list = await world.Does((CustomerInvitationQueries q) => q.List(reseller.GlobalAdmin, PageRequest.First, Cancel));
        Assert.True((await world.Revokes(reseller, open)).Decision.IsGranted);

        Assert.Equal([CustomerReasons.InvitationNotFound], stranger.Decision.Reasons);
        Assert.All(list.Items, row => Assert.Equal((customer.Name, (string?)null), (row.Given, row.Email)));
        Assert.Equal(
            [CustomerReasons.LinkInvalid],
            (await world.AcceptsPartners(customer.GlobalAdmin, await world.MailedToken(customer))).Decision.Reasons);
        var sent = await world.Does((GivenRequestQueries q) => q.List(provider.GlobalAdmin, reseller.Id, PageRequest.First, Cancel));
        Assert.Equal(
            [InvitationState.Revoked, InvitationState.Revoked, InvitationState.Declined], sent.Items.Select(row => row.State));
        await using var db = world.Db();
        Assert.Equal(2, await db.ProgramEvents.CountAsync(
            e => e.Type == "customer-invitation-declined" && (e.TenantId == provider.Id || e.TenantId == reseller.Id), Cancel));
    }

    [Fact]
    [Trait("Rule", "REL-60")]
    [Trait("Rule", "CUS-26")]
    public async Task Sending_again_makes_a_new_link_and_only_the_provider_does_it()
    {
        await using var world = await World.Create();
        var (provider, reseller, customer) = await Trio(world);
        await world.Gives(provider.GlobalAdmin, reseller, true, customer);
        var (id, first) = (await Single(world), await world.MailedToken(customer));

        var early = await Resends(world, provider, id);
        world.Clock.Advance(TimeSpan.FromHours(2));
        var byReseller = await Resends(world, reseller, id);
        var again = await Resends(world, provider, id);
        var second = await world.MailedToken(customer);

        Assert.Equal([InvitationReasons.SentLately.Code], early.Decision.Reasons.Select(r => r.Code));
        Assert.Equal([GivingReasons.ProviderAsks], byReseller.Decision.Reasons);
        Assert.Equal([], again.Decision.Reasons);
        Assert.NotEqual(first, second);
        Assert.Equal([CustomerReasons.LinkInvalid], (await world.AcceptsPartners(customer.GlobalAdmin, first)).Decision.Reasons);
        Assert.True((await world.AcceptsPartners(customer.GlobalAdmin, second)).Decision.IsGranted);
    }

    [Fact]
    [Trait("Rule", "REL-60")]
    [Trait("Rule", "REL-31")]
    public async Task What_expired_makes_room_for_another_request()
    {
        await using var world = await World.Create();
        var (provider, reseller, customer) = await Trio(world);
        await world.Gives(provider.GlobalAdmin, reseller, true, customer);

        var twice = await world.Gives(provider.GlobalAdmin, reseller, true, customer);
        world.Clock.Advance(TimeSpan.FromDays(91));
        var later = await world.Gives(provider.GlobalAdmin, reseller, true, customer);

        Assert.Equal(["GIVING_ASKED_ALREADY"], Codes(twice));
        Assert.Equal([], later.Decision.Reasons);
        Assert.True((await world.AcceptsPartners(customer.GlobalAdmin, await world.MailedToken(customer))).Decision.IsGranted);
    }

    [Fact]
    [Trait("Rule", "CUS-34")]
    public async Task A_provider_that_has_left_the_customer_brings_in_nobody()
    {
        await using var world = await World.Create();
        var (provider, reseller, customer) = await Trio(world);
        await world.Gives(provider.GlobalAdmin, reseller, true, customer);
        await using var db = world.Db();
        await world.Ended(await db.CustomerRelationships.AsNoTracking().SingleAsync(Cancel));

        var accepted = await world.AcceptsPartners(customer.GlobalAdmin, await world.MailedToken(customer));

        Assert.Contains("GIVING_PROVIDER_LEFT", accepted.Decision.Reasons.Select(reason => reason.Code));
        Assert.False(await db.CustomerRelationships.AnyAsync(r => r.EndedAt == null, Cancel));
    }

    [Fact]
    [Trait("Rule", "CUS-34")]
    [Trait("Rule", "ENR-61")]
    public async Task A_reseller_that_is_suspended_meanwhile_gets_no_customer()
    {
        await using var world = await World.Create();
        var (provider, reseller, customer) = await Trio(world);
        await world.Gives(provider.GlobalAdmin, reseller, true, customer);
        await world.Enrolled(reseller, PartnerType.Reseller, EnrolmentState.Suspended);

        var accepted = await world.AcceptsPartners(customer.GlobalAdmin, await world.MailedToken(customer));

        Assert.Contains("PARTNER_SUSPENDED", accepted.Decision.Reasons.Select(reason => reason.Code));
    }

    [Fact]
    [Trait("Rule", "REL-60")]
    public async Task Of_several_who_ask_the_same_customer_at_once_one_does()
    {
        await using var world = await World.Create();
        var (provider, reseller, customer) = await Trio(world);

        var results = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(
            () => world.Gives(provider.GlobalAdmin, reseller, true, customer))));

        Assert.Single(results, result => result.Decision.IsGranted);
        Assert.All(
            results.Where(result => !result.Decision.IsGranted),
            result => Assert.StartsWith("GIVING_ASKED_", Assert.Single(Codes(result)), StringComparison.Ordinal));
        await using var db = world.Db();
        Assert.Equal(1, await db.CustomerInvitations.CountAsync(Cancel));
        Assert.Single(await world.Mails(), mail => mail.To == $"contact@{customer.Domain}");
    }

    [Fact]
    [Trait("Rule", "REL-54")]
    [Trait("Rule", "REL-60")]
    public async Task A_partnership_that_ends_while_the_customer_accepts_ends_before_or_afterwards()
    {
        await using var world = await World.Create();
        var confirmed = new EndConfirmation(true, PartnershipEndRules.StatementVersion, "en");
        for (var turn = 0; turn < 5; turn++)
        {
            var (provider, reseller) = (await world.Provider(), await world.Reseller());
            var partnership = await world.Partnership(provider, reseller);
            var customer = await world.FurtherCustomer(provider);
            await world.Gives(provider.GlobalAdmin, reseller, true, customer);
            var token = await world.MailedToken(customer);

            var accepting = Task.Run(() => world.AcceptsPartners(customer.GlobalAdmin, token), Cancel);
            var ending = Task.Run(() => world.Ends(provider.GlobalAdmin, partnership, confirmed), Cancel);
            var (accepted, ended) = (await accepting, await ending);

            Assert.True(ended.Decision.IsGranted);
            await using var db = world.Db();
            var has = await db.CustomerRelationships.AnyAsync(r => r.PartnerId == reseller.Id && r.EndedAt == null, Cancel);
            Assert.Equal(accepted.Decision.IsGranted, has);
            if (!has)
            {
                Assert.Contains(CustomerReasons.PartnersParted.Code, accepted.Decision.Reasons.Select(reason => reason.Code));
            }
        }
    }

    [Fact]
    [Trait("Rule", "REL-60")]
    [Trait("Rule", "REL-22")]
    public async Task The_list_has_the_providers_own_customers_that_the_reseller_does_not_have()
    {
        await using var world = await World.Create();
        var (provider, reseller, free) = await Trio(world);
        var asked = await world.FurtherCustomer(provider);
        var shared = await world.Customer();
        await world.SharedCustomer(provider, reseller, shared);
        await world.FurtherCustomer(await world.Provider());
        await world.Gives(provider.GlobalAdmin, reseller, true, asked);

        var all = await List(world, provider, reseller, "");
        var found = await List(world, provider, reseller, $"?q={Uri.EscapeDataString(free.Name)}");

        Assert.Equal(
            new[] { (free.Id.Value, false), (asked.Id.Value, true) }.Order(), all.Select(row => (row.Id, row.IsAsked)).Order());
        Assert.Equal([free.Id.Value], found.Select(row => row.Id));
    }

    [Fact]
    [Trait("Rule", "REL-60")]
    public async Task Both_lists_are_read_along_indexes()
    {
        await using var world = await World.Create();
        var (provider, reseller, customer) = await Trio(world);
        await world.Gives(provider.GlobalAdmin, reseller, true, customer);
        await using (var db = world.Db())
        {
            await db.Database.ExecuteSqlAsync(
                $"""
                insert into customer_relationships (partner_id, id, customer_id, kind, admin_rights, begun_at, customer_name,
                    customer_name_key, customer_domain, customer_market)
                select partner_id, gen_random_uuid(), customer_id, 'Advisor' || n, admin_rights, begun_at, 'Name ' || n,
                    'name ' || n, 'd' || n, customer_market
                from customer_relationships cross join generate_series(1, 20000) n;
                insert into customer_invitations (id, partner_id, kind, provider_id, sender_id, customer_id, asks_admin_rights,
                    provider_asks_admin_rights, email, token_hash, created_at, expires_at, version)
                select gen_random_uuid(), partner_id, kind, provider_id, gen_random_uuid(), customer_id, asks_admin_rights,
                    provider_asks_admin_rights, email, decode(md5(n::text), 'hex'), created_at, expires_at, version
                from customer_invitations cross join generate_series(1, 20000) n;
                analyze customer_relationships; analyze customer_invitations;
                """,
                Cancel);
        }

        var givable = await world.Does((GivableCustomers q) =>
            Plans.Of(q.Select(provider.Id, reseller.Id, "name", false, PageRequest.First), Cancel));
        var asked = await world.Does((GivableCustomers q) =>
            Plans.Of(q.Asked(provider.Id, reseller.Id, [customer.Id]), Cancel));
        var sent = await world.Does((GivenRequestQueries q) =>
            Plans.Of(q.Select(provider.Id, reseller.Id, PageRequest.First), Cancel));

        Assert.DoesNotContain("Seq Scan", givable, StringComparison.Ordinal);
        Assert.Contains("ix_customer_relationships_", givable, StringComparison.Ordinal);
        Assert.DoesNotContain("Seq Scan", asked, StringComparison.Ordinal);
        Assert.Matches("customer_invitations_(sent_for|one_request_each)", asked);
        Assert.Contains("ix_customer_invitations_sent_for", sent, StringComparison.Ordinal);
        Assert.DoesNotContain("Seq Scan on customer_invitations", sent, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Rule", "REL-60")]
    public async Task On_the_api_a_provider_asks_reads_and_takes_back()
    {
        await using var world = await World.Create();
        await using var host = await WireHost.Serve(world);
        var (provider, reseller, customer) = await Trio(world);
        await using var db = world.Db();
        var partnership = (await db.Partnerships.SingleAsync(Cancel)).Id;
        using var admin = await host.User(provider);
        using var other = await host.User(reseller);
        var path = $"/api/partnerships/{partnership}/customer-requests";

        var asked = await admin.Post(path, $$"""{"customerIds":["{{customer.Id}}"],"asksAdminRights":false}""");
        var twice = await admin.Post(path, $$"""{"customerIds":["{{customer.Id}}"]}""");
        var nothing = await admin.Post(path, "{}");
        var read = await admin.Get(path);
        var hidden = await other.Get(path);
        var back = await admin.Send(HttpMethod.Delete, $"/api/customer-invitations/{await Single(world)}", null);

        Assert.Equal((200, 409, 422, 200, 403, 204), (asked.Status, twice.Status, nothing.Status, read.Status, hidden.Status, back.Status));
        Assert.Contains(customer.Name, read.Text, StringComparison.Ordinal);
        Assert.Contains("\"state\":\"Revoked\"", (await admin.Get(path)).Text, StringComparison.Ordinal);
    }

    private static async Task<(Participant Provider, Participant Reseller, Participant Customer)> Trio(World world)
    {
        var (provider, reseller) = (await world.Provider(), await world.Reseller());
        await world.Partnership(provider, reseller);
        return (provider, reseller, await world.FurtherCustomer(provider));
    }

    private static string[] Codes<T>(Result<T> result)
        where T : class => [.. result.Decision.Reasons.Select(reason => reason.Code)];

    private static Task<Result<IssuedInvitation>> Resends(World world, Participant who, InvitationId id) =>
        world.Does((ResendCustomerInvitation use) => use.Handle(who.GlobalAdmin, id, "en", Cancel));

    private static async Task<InvitationId> Single(World world, InvitationState? state = null)
    {
        await using var db = world.Db();
        var all = await db.CustomerInvitations.AsNoTracking().ToListAsync(Cancel);
        return all.Single(i => state is null || i.StateAt(world.Now) == state).Id;
    }

    private static async Task<IReadOnlyList<GivableCustomer>> List(World world, Participant provider, Participant reseller, string query)
    {
        var list = GivableCustomers.Definition(reseller.Id, market => market);
        var values = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(query);
        var state = ListState.Read(new QueryCollection(values), list);
        return (await world.Does((GivableCustomers q) => q.Read(
            provider.GlobalAdmin, reseller.Id, state, state.Part().ValueOrNull!, Cancel))).Items;
    }
}
