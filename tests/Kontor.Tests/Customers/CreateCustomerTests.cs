using Kontor.Access;
using Kontor.Accounts;
using Kontor.Activity;
using Kontor.Agreements;
using Kontor.Customers;
using Kontor.DelegatedAdmin;
using Kontor.Invitations;
using Kontor.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Tests.Customers;

/// <summary>A partner makes a customer together with its tenant.</summary>
public sealed class CreateCustomerTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("Rule", "CUS-60")]
    [Trait("Rule", "CUS-62")]
    [Trait("Rule", "CUS-14")]
    [Trait("Rule", "CUS-03")]
    [Trait("Rule", "REL-62")]
    [Trait("Rule", "AGR-22")]
    public async Task For_a_reseller_the_provider_makes_tenant_admin_both_relationships_and_the_agreement_in_one_act()
    {
        await using var world = await World.Create();
        var (provider, reseller, _) = await world.ConnectedTrio();
        var wanted = World.Wanted(reseller: reseller, channel: CustomerChannel.Reseller, acceptedOn: new(2026, 3, 1));

        var made = (await world.MakesCustomer(provider.GlobalAdmin, wanted)).ValueOrNull!;

        await using var db = world.Db();
        var related = await db.CustomerRelationships.OrderBy(r => r.Kind).ToListAsync(Cancel);
        Assert.Equal(
            [
                (provider.Id, RelationshipKind.IndirectProvider, AdminRights.Granted, CustomerChannel.Reseller),
                (reseller.Id, RelationshipKind.IndirectReseller, AdminRights.Granted, CustomerChannel.Provider),
            ],
            related.Select(r => (r.PartnerId, r.Kind, r.AdminRights, r.Channel!.Value)));
        var grants = await db.DelegatedGrants.Where(g => g.State == GrantState.Active).ToListAsync(Cancel);
        Assert.Equivalent(new[] { provider.Id, reseller.Id }, grants.Select(g => g.PartnerId), strict: true);
        Assert.Equal(made.Tenant.Id, (await db.SharedCustomers.SingleAsync(Cancel)).CustomerId);
        var accepted = await db.CustomerAgreementAcceptances.SingleAsync(Cancel);
        Assert.Equal(
            (made.Tenant.Id, CustomerAgreementWay.Attested, provider.Id),
            (accepted.CustomerId, accepted.Way, accepted.RecordedByTenant));
        Assert.Equal("bakery.kontor.example", made.Tenant.DefaultDomain);
        var signedIn = (await world.Does((SignIn use) => use.Handle("admin@bakery.kontor.example", made.Admin.Password, Cancel))).ValueOrNull!;
        Assert.Equal((made.Tenant.Id, true), (signedIn.TenantId, signedIn.TemporaryUntil is not null));
        Assert.Equal(
            ["CustomerAgreementAttested", "CustomerMade"],
            (await db.ActivityRecords.Where(r => r.CustomerId == made.Tenant.Id).Select(r => r.Action).ToListAsync(Cancel)).Order());
        var mails = await world.Mails();
        Assert.Equal([$"contact@{reseller.Domain}", "jette@bakery.test"], mails.Select(mail => mail.To));
        Assert.All(mails, mail => Assert.DoesNotContain(made.Admin.Password, mail.Text, StringComparison.Ordinal));
        Assert.Contains("admin@bakery.kontor.example", mails[1].Text, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Rule", "CUS-60")]
    [Trait("Rule", "AGR-25")]
    public async Task The_partner_orders_for_it_as_soon_as_the_agreement_is_accepted()
    {
        await using var world = await World.Create();
        var direct = await world.DirectPartner();
        await world.Credit(direct, 10_000);
        await world.Seat();
        var (waiting, ready) = (World.Wanted("waiting"), World.Wanted("ready", acceptedOn: new(2026, 3, 2)));

        var first = await world.Orders(direct.GlobalAdmin, await world.MadeCustomer(direct, waiting), null);
        var second = await world.Orders(direct.GlobalAdmin, await world.MadeCustomer(direct, ready), null);

        Assert.Equal(["CUSTOMER_AGREEMENT_MISSING"], first.Result!.Decision.Reasons.Select(r => r.Code));
        Assert.True(second.Result!.Decision.IsGranted);
    }

    [Fact]
    [Trait("Rule", "CUS-61")]
    public async Task A_customer_with_a_tenant_is_asked_for_a_relationship_instead()
    {
        await using var world = await World.Create();
        var (direct, stranger) = (await world.DirectPartner(), await world.Customer());
        await world.MadeCustomer(direct, World.Wanted());
        var other = World.Wanted("other");

        Assert.Equal(["CUSTOMER_DOMAIN_TAKEN"], await Against(world, direct, World.Wanted("bakery")));
        Assert.Equal(
            ["CUSTOMER_HAS_TENANT"],
            await Against(world, direct, other with { Contact = other.Contact with { Email = $"a@{stranger.Domain}" } }));
        Assert.Equal(["CUSTOMER_IS_LISTED"], await Against(world, direct, other with { Profile = World.Wanted().Profile }));
        Assert.Empty(await Against(
            world, await world.DirectPartner(), World.Wanted("third") with { Profile = World.Wanted().Profile }));
    }

    [Fact]
    [Trait("Rule", "SCN-05")]
    [Trait("Rule", "CUS-60")]
    public async Task Nobody_makes_its_own_organization_or_an_affiliate_a_customer()
    {
        await using var world = await World.Create();
        var direct = await world.DirectPartner();
        var affiliate = await world.Customer(affiliateOf: direct);
        var (provider, reseller, _) = await world.ConnectedTrio();
        var wanted = World.Wanted();

        Assert.Equal(["SELF_SALE"], await Against(world, direct, Named(wanted, direct)));
        Assert.Equal(["AFFILIATE_SALE"], await Against(world, direct, Named(wanted, affiliate)));
        Assert.Equal(
            ["SELF_SALE"],
            await Against(world, provider, Named(World.Wanted("dup", "FR", reseller), reseller) with { Market = "FR", Profile = wanted.Profile with { LegalName = reseller.Name, PostalCode = "75001" } }));
        Assert.Empty(await Against(world, provider, Named(wanted, direct)));
    }

    [Fact]
    [Trait("Rule", "REL-62")]
    public async Task Of_a_reseller_it_does_not_work_with_a_provider_learns_nothing()
    {
        await using var world = await World.Create();
        var (provider, reseller, _) = await world.ConnectedTrio();
        var stranger = await world.Reseller();
        var nobody = World.Wanted() with { ResellerId = new(Guid.NewGuid()) };
        Assert.Equal(["RESELLER_NOT_CONNECTED"], await Against(world, provider, World.Wanted(reseller: stranger)));
        Assert.Equal(["RESELLER_NOT_CONNECTED"], await Against(world, provider, nobody));
        Assert.Equal(["RESELLER_MAY_NOT_MAKE_CUSTOMERS"], await Against(world, reseller, World.Wanted()));
    }

    [Fact]
    [Trait("Rule", "CUS-03")]
    public async Task Who_invites_says_where_the_customer_comes_from_and_finds_it_by_that()
    {
        await using var world = await World.Create();
        var (provider, reseller, customer) = await world.ConnectedTrio();
        var wish = new CustomerWish(new InvitationWish(null, "en", null, null, Send: false), provider.Id)
        {
            Channel = CustomerChannel.VendorReferral,
        };

        var wrong = await world.Does((InviteCustomer use) =>
            use.Handle(reseller.GlobalAdmin, wish with { Channel = CustomerChannel.Reseller }, Cancel));
        var issued = (await world.Does((InviteCustomer use) => use.Handle(reseller.GlobalAdmin, wish, Cancel))).ValueOrNull!;
        await world.AcceptsPartners(customer.GlobalAdmin, World.TokenIn(issued));

        Assert.Equal(["CUSTOMER_CHANNEL_INVALID"], wrong.Decision.Reasons.Select(r => r.Code));
        Assert.Equal([customer.Id], await Found(reseller, CustomerChannel.VendorReferral));
        Assert.Empty(await Found(reseller, CustomerChannel.OwnMarketing));
        Assert.Equal([customer.Id], await Found(provider, CustomerChannel.Reseller));

        async Task<TenantId[]> Found(Participant partner, CustomerChannel channel) =>
        [
            .. (await world.Does((CustomerQueries q) => q.List(
                partner.GlobalAdmin, CustomerFilter.None with { Channel = channel }, PageRequest.First, Cancel)))
                .Items.Select(row => row.CustomerId),
        ];
    }

    [Fact]
    [Trait("Rule", "CUS-60")]
    public async Task A_refusal_leaves_nothing_behind_and_of_several_at_once_one_is_made()
    {
        await using var world = await World.Create();
        var direct = await world.DirectPartner();

        // Somebody has the sign-in name although nobody has the domain.
        await world.Does((CreateUser use) => use.Handle(
            new NewUser(direct.Id, "admin@late.kontor.example", "Late", "en", null, [Role.SalesAgent]), Cancel));

        var taken = await Against(world, direct, World.Wanted("late"));
        var results = await Task.WhenAll(Enumerable.Range(0, 5).Select(number => Task.Run(() => world.MakesCustomer(
            direct.GlobalAdmin, World.Wanted() with { Profile = World.Wanted($"Nr {number}").Profile }))));

        Assert.Single(results, result => result.Decision.IsGranted);
        Assert.All(
            results.Where(result => !result.Decision.IsGranted),
            result => Assert.Equal("CUSTOMER_DOMAIN_TAKEN", result.Decision.Reasons[0].Code));
        await using var after = world.Db();
        Assert.Equal(1, await after.CustomerRelationships.CountAsync(Cancel));
        Assert.Equal(["bakery.kontor.example"], await after.TenantDomains.Where(d => d.Domain.EndsWith("kontor.example")).Select(d => d.Domain).ToListAsync(Cancel));
        Assert.Single(await world.Mails());
        Assert.Equal(["USER_NAME_TAKEN"], taken);
    }

    private static NewCustomer Named(NewCustomer wanted, Participant tenant) =>
        wanted with { Profile = wanted.Profile with { LegalName = tenant.Name } };

    private static async Task<string[]> Against(World world, Participant partner, NewCustomer wanted) =>
        [.. (await world.MakesCustomer(partner.GlobalAdmin, wanted)).Decision.Reasons.Select(reason => reason.Code)];
}
