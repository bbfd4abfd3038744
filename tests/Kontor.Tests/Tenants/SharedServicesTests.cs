using System.Globalization;
using System.Net;
using System.Text.Json;
using Kontor.Access;
using Kontor.Accounts;
using Kontor.Activity;
using Kontor.Catalog;
using Kontor.Customers;
using Kontor.Eligibility;
using Kontor.Enrolment;
using Kontor.Kernel;
using Kontor.Subscriptions;
using Kontor.Tenants;
using Kontor.Tests.Site;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Tests.Tenants;

/// <summary>A partner makes its tenant for shared services and buys into it.</summary>
public sealed class SharedServicesTests
{
    private const string Plan =
        """
        ProductTitle,ProductId,SkuId,SkuTitle,Publisher,SkuDescription,UnitOfMeasure,TermDuration,BillingPlan,Market,Currency,UnitPrice,PricingTierRangeMin,PricingTierRangeMax,EffectiveStartDate,EffectiveEndDate,Tags,ERP Price,Segment
        Azure plan,PLAN,0001,Azure plan,Microsoft Corporation,Consumption,1,,None,DE,USD,0.00,,,2024-01-01T00:00:00Z,9999-12-31T23:59:59Z,Plan,0.00,Commercial
        """;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("Rule", "ACC-27")]
    [Trait("Rule", "ACC-23")]
    public async Task It_is_the_partners_own_without_users_and_stands_among_its_customers()
    {
        await using var world = await World.Create();
        var (provider, direct) = (await world.Provider(), await world.DirectPartner("FR"));

        var first = (await Makes(world, provider, "lab")).ValueOrNull!;
        var second = (await Makes(world, direct, "labo")).ValueOrNull!;

        await using var db = world.Db();
        var tenants = await db.Tenants.Where(t => t.Kind == TenantKind.SharedServices).OrderBy(t => t.DefaultDomain).ToListAsync(Cancel);
        Assert.Equal(
            [
                (first.Id, provider.OrganisationId, provider.Id, "lab.kontor.example", "DE"),
                (second.Id, direct.OrganisationId, direct.Id, "labo.kontor.example", "FR"),
            ],
            tenants.Select(t => (t.Id, t.OrganisationId, t.SharedServicesOf!.Value, t.DefaultDomain, t.Market)));
        Assert.False(await db.Users.AnyAsync(user => user.TenantId == first.Id, Cancel));
        var relationships = await db.CustomerRelationships.OrderBy(r => r.CustomerDomain).ToListAsync(Cancel);
        Assert.Equal(
            [
                (provider.Id, first.Id, RelationshipKind.IndirectProvider, AdminRights.None),
                (direct.Id, second.Id, RelationshipKind.Reseller, AdminRights.None),
            ],
            relationships.Select(r => (r.PartnerId, r.CustomerId, r.Kind, r.AdminRights)));
        Assert.Equal(2, await db.ActivityRecords.CountAsync(r => r.Action == "SharedServicesMade", Cancel));
        Assert.Equal(2, await db.ProgramEvents.CountAsync(e => e.Type == "shared-services-made", Cancel));
    }

    [Fact]
    [Trait("Rule", "ACC-27")]
    public async Task Of_many_admins_at_once_one_makes_it_and_the_others_are_told_that_it_is_there()
    {
        await using var world = await World.Create();
        var partner = await world.DirectPartner();

        var results = await Task.WhenAll(Enumerable.Range(0, 6).Select(number =>
            Task.Run(() => Makes(world, partner, $"lab{number}"), Cancel)));

        var made = Assert.Single(results, result => result.Decision.IsGranted).ValueOrNull!;
        Assert.All(
            results.Where(result => !result.Decision.IsGranted),
            result => Assert.Equal([TenantReasons.SharedServicesExist.About(made.DefaultDomain)], result.Decision.Reasons));
        await using var db = world.Db();
        Assert.Equal(1, await db.Tenants.CountAsync(t => t.SharedServicesOf == partner.Id, Cancel));
        Assert.Equal(1, await db.CustomerRelationships.CountAsync(r => r.PartnerId == partner.Id, Cancel));
    }

    [Fact]
    [Trait("Rule", "ACC-27")]
    public async Task Of_two_partners_that_want_one_name_one_gets_it_and_each_partner_tenant_has_its_own()
    {
        await using var world = await World.Create();
        var partner = await world.DirectPartner();
        var sibling = await world.Provider("FR", ofSame: partner);

        var first = await Makes(world, partner, "lab");
        var taken = await Makes(world, sibling, "lab");
        var second = await Makes(world, sibling, "labo");

        Assert.True(first.Decision.IsGranted);
        Assert.Equal("DIRECTORY_PREFIX_TAKEN", Assert.Single(taken.Decision.Reasons).Code);
        Assert.True(second.Decision.IsGranted, string.Join(", ", second.Decision.Reasons.Select(r => r.Code)));
    }

    [Fact]
    [Trait("Rule", "ACC-27")]
    public async Task The_tables_hold_one_for_each_partner_tenant_whatever_asks_them()
    {
        await using var world = await World.Create();
        var partner = await world.DirectPartner();
        var made = (await Makes(world, partner, "lab")).ValueOrNull!;
        await using var db = world.Db();
        db.Add(new Tenant
        {
            Id = new(Guid.CreateVersion7()),
            OrganisationId = made.OrganisationId,
            Kind = TenantKind.SharedServices,
            Cloud = made.Cloud,
            Market = made.Market,
            DefaultDomain = "second.example",
            CreatedAt = made.CreatedAt,
            SharedServicesOf = partner.Id,
        });

        Assert.Equal("ux_tenants_shared_services", (await db.TrySaveChanges(Cancel))!.Constraint);
    }

    [Fact]
    [Trait("Rule", "ACC-27")]
    [Trait("Rule", "SCN-05")]
    public async Task The_partner_orders_the_plan_for_it_and_nothing_else_and_nobody_else_orders_for_it()
    {
        await using var world = await World.Create();
        var partner = await world.DirectPartner();
        var other = await world.DirectPartner();
        await world.Credit(partner, 1000);
        await world.Seat();
        var plan = await PlanIn(world);
        var shared = Seen(partner, (await Makes(world, partner, "lab")).ValueOrNull!);

        var seat = await world.Orders(partner.GlobalAdmin, shared, null);
        var foreign = await world.Orders(other.GlobalAdmin, shared, null, plan);
        var bought = await world.Orders(partner.GlobalAdmin, shared, null, plan);

        Assert.Equal(["OFFER_NOT_FOR_SHARED_SERVICES"], Codes(seat.Result!.Decision));
        Assert.Equal(["CUSTOMER_UNKNOWN"], Codes(foreign.Result!.Decision));
        Assert.Empty(Codes(bought.Result!.Decision));
        await using var db = world.Db();
        var subscription = await db.Subscriptions.SingleAsync(Cancel);
        Assert.Equal(
            (partner.Id, shared.Id, null, SubscriptionState.Active),
            (subscription.PartnerId, subscription.CustomerId, subscription.ResellerId, subscription.State));
    }

    [Fact]
    [Trait("Rule", "ACC-27")]
    [Trait("Rule", "K-24")]
    public async Task A_provider_orders_for_its_own_without_a_reseller()
    {
        await using var world = await World.Create();
        var provider = await world.Provider();
        await world.Credit(provider, 1000);
        var plan = await PlanIn(world);
        var shared = Seen(provider, (await Makes(world, provider, "lab")).ValueOrNull!);

        var bought = await world.Orders(provider.GlobalAdmin, shared, null, plan);

        Assert.Empty(Codes(bought.Result!.Decision));
    }

    [Fact]
    [Trait("Rule", "ACC-27")]
    [Trait("Rule", "ENR-46")]
    public async Task A_partner_that_became_restricted_buys_nothing_new_into_it()
    {
        await using var world = await World.Create();
        var partner = await world.DirectPartner();
        await world.Credit(partner, 1000);
        var plan = await PlanIn(world);
        var shared = Seen(partner, (await Makes(world, partner, "lab")).ValueOrNull!);
        await world.Enrolled(partner, PartnerType.DirectPartner, EnrolmentState.Restricted);

        var refused = await world.Orders(partner.GlobalAdmin, shared, null, plan);

        Assert.Equal(["PARTNER_RESTRICTED"], Codes(refused.Result!.Decision));
    }

    [Fact]
    [Trait("Rule", "ACC-27")]
    [Trait("Rule", "SCN-05")]
    public async Task The_question_beforehand_is_answered_as_the_order_is()
    {
        await using var world = await World.Create();
        var (partner, other) = (await world.DirectPartner(), await world.DirectPartner());
        await world.Seat();
        await PlanIn(world);
        var shared = (await Makes(world, partner, "lab")).ValueOrNull!;

        Assert.Empty(await Asked(world, partner, shared, null));
        Assert.Empty(await Asked(world, partner, shared, "PLAN"));
        Assert.Equal(["OFFER_NOT_FOR_SHARED_SERVICES"], await Asked(world, partner, shared, "OFFICE"));
        Assert.Equal(["SHARED_SERVICES_OF_OTHER"], await Asked(world, other, shared, "PLAN"));
    }

    [Fact]
    [Trait("Rule", "ACC-27")]
    [Trait("Rule", "SCN-04")]
    public async Task The_way_out_of_a_refusal_leads_to_its_page_which_leads_on_to_the_catalog()
    {
        await using var world = await World.Create();
        var partner = await world.DirectPartner();
        await world.Seat();
        using var browser = new Browser(await world.WholeServer());
        await browser.SignIn(await world.User(partner, "boss", Role.GlobalAdmin));
        await browser.Open("/home?culture=en");
        var way = ReasonTexts.WaysOut(EligibilityReasons.SelfSale.About("A", "a.example"))[1];

        var before = await browser.Open(way.Href);
        var form = await browser.Open("/settings/tenants/shared-services");
        var refused = await browser.Submit(form, "tenant", ("Form.Prefix", "x"));
        var made = await browser.Submit(form, "tenant", ("Form.Prefix", "Lab"), ("_requestKey", $"{Guid.NewGuid()}"));
        var again = await browser.Open("/settings/tenants/shared-services");
        var after = await browser.Open(way.Href);
        var customers = await browser.Open("/customers");
        await using var db = world.Db();
        var shared = await db.Tenants.SingleAsync(t => t.SharedServicesOf == partner.Id, Cancel);
        var catalog = await browser.Open($"/catalogue?customer={shared.Id}");
        var home = await browser.Open("/home");
        var page = await browser.Open($"/customers/{shared.Id}?tab=account");

        Assert.Contains("href=\"/settings/tenants/shared-services\"", before.Html, StringComparison.Ordinal);
        Assert.Equal(["DIRECTORY_PREFIX_INVALID"], refused.Reasons);
        Assert.Contains("The tenant lab.kontor.example was created.", made.Text, StringComparison.Ordinal);
        Assert.Contains($"/catalogue?customer={shared.Id}", made.Html, StringComparison.Ordinal);
        Assert.Equal(["SHARED_SERVICES_EXIST"], again.Reasons);
        Assert.DoesNotContain("<form class=\"wide\"", again.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("href=\"/settings/tenants/shared-services\"", after.Html, StringComparison.Ordinal);
        Assert.Contains("Shared services", after.Text, StringComparison.Ordinal);
        Assert.Contains("lab.kontor.example", customers.Text, StringComparison.Ordinal);
        Assert.Contains("cannot be bought for shared services", catalog.Text, StringComparison.Ordinal);

        // A partner needs no agreement with itself, so nobody is asked for one.
        Assert.DoesNotContain("/agreement\"", home.Html + page.Html, StringComparison.Ordinal);
        Assert.DoesNotContain(Texts.In(CultureInfo.GetCultureInfo("en"), "customer.notReady"), page.Text, StringComparison.Ordinal);
        Assert.Contains(Texts.In(CultureInfo.GetCultureInfo("en"), "customer.ready"), page.Text, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Rule", "ACC-27")]
    public async Task A_reseller_is_offered_none_and_told_why_on_the_page()
    {
        await using var world = await World.Create();
        var reseller = await world.Reseller();
        using var browser = new Browser(await world.WholeServer());
        await browser.SignIn(await world.User(reseller, "boss", Role.GlobalAdmin));

        var list = await browser.Open("/settings/tenants");
        var page = await browser.Open("/settings/tenants/shared-services");

        Assert.DoesNotContain("href=\"/settings/tenants/shared-services\"", list.Html, StringComparison.Ordinal);
        Assert.Equal(["SHARED_SERVICES_NEED_OWN_PURCHASES"], page.Reasons);
    }

    [Fact]
    [Trait("Rule", "ACC-27")]
    public async Task By_the_api_it_is_made_once_and_asked_about()
    {
        await using var world = await World.Create();
        var partner = await world.DirectPartner();
        await world.Vendor();
        var server = await world.WholeServer();
        var token = await server.Token(await world.Application(partner, Role.GlobalAdmin));

        var made = await Send("/api/tenants/shared-services", new { prefix = "lab" }, HttpStatusCode.OK);
        var again = await Send("/api/tenants/shared-services", new { prefix = "labo" }, HttpStatusCode.Conflict);
        var buyer = made.GetProperty("tenantId").GetString();
        var question = new { action = "sell", seller = $"{partner.Id}", buyer };
        var asked = await Send("/api/eligibility", question, HttpStatusCode.OK);

        Assert.Equal("lab.kontor.example", made.GetProperty("domain").GetString());
        Assert.Contains("SHARED_SERVICES_EXIST", again.GetRawText(), StringComparison.Ordinal);
        Assert.True(asked.GetProperty("granted").GetBoolean());
        Assert.Equal(0, asked.GetProperty("steps").GetArrayLength());

        async Task<JsonElement> Send(string path, object body, HttpStatusCode status)
        {
            using var answer = await server.Send(HttpMethod.Post, path, token, body);
            var text = await answer.Content.ReadAsStringAsync(Cancel);
            Assert.True(answer.StatusCode == status, $"{path}: {answer.StatusCode} {text}");
            return JsonDocument.Parse(text).RootElement;
        }
    }

    private static Task<Result<Tenant>> Makes(World world, Participant partner, string prefix) =>
        world.Does((MakeSharedServices use) => use.Handle(partner.GlobalAdmin, prefix, Cancel));

    private static async Task<string> PlanIn(World world)
    {
        await world.Imported(await world.Vendor(), Plan);
        await using var db = world.Db();
        var offered = await db.Availabilities.SingleAsync(a => a.ProductId == "PLAN", Cancel);
        return $"PLAN:0001:{offered.AvailabilityId}";
    }

    private static Participant Seen(Participant partner, Tenant tenant) => new(
        tenant.Id, tenant.OrganisationId, tenant.Kind, partner.Name, tenant.Market, tenant.DefaultDomain, null);

    private static async Task<string[]> Asked(World world, Participant seller, Tenant buyer, string? product) =>
        Codes((await world.Does((AskEligibility ask) => ask.Answer(
            new(EligibilityAction.Sell, seller.Id, buyer.Id, null, product), Cancel))).ValueOrNull!.Decision);

    private static string[] Codes(Decision decision) => [.. decision.Reasons.Select(reason => reason.Code)];
}
