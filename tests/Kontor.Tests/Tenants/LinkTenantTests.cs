using System.Net;
using Kontor.Access;
using Kontor.Accounts;
using Kontor.Customers;
using Kontor.Enrolment;
using Kontor.Kernel;
using Kontor.Tenants;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Tests.Tenants;

/// <summary>Linking a tenant to an account and removing it again.</summary>
public sealed class LinkTenantTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("Rule", "ACC-24")]
    public async Task Whoever_signs_in_to_a_lonely_tenant_as_its_global_admin_links_it_by_domain_or_by_id()
    {
        await using var world = await World.Create();
        var account = await world.Provider();
        var (first, admin) = await world.Lonely();
        var (second, boss) = await world.Lonely(isCustomer: true);
        await world.User(first, "colleague", Role.SalesAgent);

        var signedIn = (await world.SignsInTo(account.GlobalAdmin, $" {first.Domain.ToUpperInvariant()} ", admin.UserName!)).ValueOrNull!;
        Assert.Equal((2, false), (signedIn.Users, signedIn.HasDraft));
        var linked = await Confirms(world, account.GlobalAdmin, signedIn.Proof);
        var byId = (await world.SignsInTo(account.GlobalAdmin, $"{second.Id}", boss.UserName!)).ValueOrNull!;
        Assert.True((await Confirms(world, account.GlobalAdmin, byId.Proof)).Decision.IsGranted);

        Assert.Equal(admin.Id, linked.ValueOrNull!.Id);
        Assert.Equal(account.OrganisationId, await world.OwnerOf(first));
        Assert.Equal(account.OrganisationId, await world.OwnerOf(second));
        Assert.Equal(
            [(account.Domain, TenantOrigin.Primary), (first.Domain, TenantOrigin.Linked), (second.Domain, TenantOrigin.Linked)],
            (await List(world, account)).OrderBy(row => row.CreatedAt).ThenBy(row => row.Id.Value).Select(row => (row.Domain, row.Origin))
                .OrderBy(row => row.Origin).ThenBy(row => row.Domain != first.Domain));
        await using var db = world.Db();
        Assert.Equal(2, await db.Set<Kontor.Activity.ActivityRecord>().CountAsync(r => r.Action == "TenantLinked", Cancel));
    }

    [Fact]
    [Trait("Rule", "ACC-24")]
    public async Task Every_way_the_sign_in_can_fail_is_answered_alike()
    {
        await using var world = await World.Create();
        var account = await world.Provider();
        var (tenant, admin) = await world.Lonely();
        var (other, _) = await world.Lonely();
        var seller = await world.User(tenant, "seller", Role.SalesAgent);
        var partner = await world.Reseller();
        var theirs = await world.User(partner, "sales", Role.SalesAgent);

        Result<LinkableTenant>[] answers =
        [
            await world.SignsInTo(account.GlobalAdmin, "nobody.example", admin.UserName!),
            await world.SignsInTo(account.GlobalAdmin, other.Domain, admin.UserName!),
            await world.SignsInTo(account.GlobalAdmin, tenant.Domain, admin.UserName!, "wrong horse battery"),
            await world.SignsInTo(account.GlobalAdmin, tenant.Domain, seller.UserName!),
            await world.SignsInTo(account.GlobalAdmin, partner.Domain, theirs.UserName!),
            await world.SignsInTo(account.GlobalAdmin, "", ""),
        ];

        Assert.All(answers, answer => Assert.Equal("LINK_SIGN_IN_FAILED", Assert.Single(answer.Decision.Reasons).Code));
    }

    [Fact]
    [Trait("Rule", "ACC-24")]
    public async Task A_tenant_with_business_or_of_another_account_is_not_linked_and_only_its_admin_is_told_why()
    {
        await using var world = await World.Create();
        var account = await world.Provider();
        var reseller = await world.Reseller();
        var boss = await world.User(reseller, "boss", Role.GlobalAdmin);
        var (customer, buyer) = await world.Lonely(isCustomer: true);
        await world.Relationship(reseller, customer, RelationshipKind.IndirectReseller);
        var (applicant, asks) = await world.Lonely();
        await world.Enrolled(applicant, PartnerType.Reseller, EnrolmentState.InReview);
        var another = await world.DirectPartner();
        var (linked, admin) = await world.Linked(another);

        Assert.Equal("TENANT_HAS_BUSINESS", Code(await world.Links(account, reseller, boss)));
        Assert.Equal("TENANT_HAS_BUSINESS", Code(await world.Links(account, customer, buyer)));
        Assert.Equal("TENANT_HAS_BUSINESS", Code(await world.Links(account, applicant, asks)));
        Assert.Equal("TENANT_OF_OTHER_ACCOUNT", Code(await world.Links(account, linked, admin)));
        Assert.Equal("TENANT_ALREADY_LINKED", Code(await world.Links(another, linked, admin)));
        var (abroad, chief) = await world.Lonely(cloud: Cloud.China);
        Assert.Equal("TENANT_OF_OTHER_CLOUD", Code(await world.Links(account, abroad, chief)));
    }

    [Fact]
    [Trait("Rule", "ACC-24")]
    public async Task A_draft_begun_in_the_tenant_is_withdrawn_so_that_it_cannot_change_the_accounts_profile()
    {
        await using var world = await World.Create();
        var account = await world.Provider();
        var applicant = await world.Draft();
        var admin = await world.User(applicant, "boss", Role.GlobalAdmin);

        var signedIn = (await world.SignsInTo(account.GlobalAdmin, applicant.Domain, admin.UserName!)).ValueOrNull!;
        Assert.True(signedIn.HasDraft);
        Assert.True((await Confirms(world, account.GlobalAdmin, signedIn.Proof)).Decision.IsGranted);

        await using var db = world.Db();
        Assert.Equal(
            EnrolmentState.Withdrawn, await db.PartnerEnrolments.Where(e => e.TenantId == applicant.Id).Select(e => e.State).SingleAsync(Cancel));
        Assert.Equal(account.Name, await db.Organisations.Where(o => o.Id == account.OrganisationId).Select(o => o.Name).SingleAsync(Cancel));
    }

    [Fact]
    [Trait("Rule", "ACC-24")]
    public async Task Of_several_accounts_that_link_one_tenant_at_once_one_gets_it()
    {
        await using var world = await World.Create();
        var (tenant, admin) = await world.Lonely();
        var accounts = new List<(Participant Account, string Proof)>();
        for (var number = 0; number < 6; number++)
        {
            var account = await world.Reseller();
            accounts.Add((account, (await world.SignsInTo(account.GlobalAdmin, tenant.Domain, admin.UserName!)).ValueOrNull!.Proof));
        }

        var results = await Task.WhenAll(accounts.Select(one => Task.Run(() =>
            Confirms(world, one.Account.GlobalAdmin, one.Proof))));

        var winner = accounts[Array.FindIndex(results, result => result.Decision.IsGranted)].Account;
        Assert.Single(results, result => result.Decision.IsGranted);
        Assert.All(
            results.Where(result => !result.Decision.IsGranted),
            result => Assert.Contains(Code(result), (string[])["TENANTS_CHANGED_MEANWHILE", "TENANT_OF_OTHER_ACCOUNT"]));
        Assert.Equal(winner.OrganisationId, await world.OwnerOf(tenant));
    }

    [Fact]
    [Trait("Rule", "ACC-24")]
    public async Task A_proof_is_good_for_whoever_signed_in_for_a_quarter_of_an_hour_and_while_that_session_holds()
    {
        await using var world = await World.Create();
        var (account, another) = (await world.Provider(), await world.Reseller());
        var (tenant, admin) = await world.Lonely();
        var proof = (await world.SignsInTo(account.GlobalAdmin, tenant.Domain, admin.UserName!)).ValueOrNull!.Proof;

        Assert.Equal("LINK_PROOF_OVER", Code(await Confirms(world, another.GlobalAdmin, proof)));
        Assert.Equal("LINK_PROOF_OVER", Code(await Confirms(world, account.As(Role.GlobalAdmin) with { UserId = new(Guid.NewGuid()) }, proof)));
        Assert.Equal("LINK_PROOF_OVER", Code(await Confirms(world, account.GlobalAdmin, "nonsense")));
        Assert.Equal("LINK_PROOF_OVER", Code(await Confirms(world, account.GlobalAdmin, null)));
        await using (var db = world.Db())
        {
            db.Users.Single(u => u.Id == admin.Id).EndSessions(DateTimeOffset.UtcNow);
            await db.SaveChangesAsync(Cancel);
        }

        Assert.Equal("LINK_PROOF_OVER", Code(await Confirms(world, account.GlobalAdmin, proof)));
    }

    [Fact]
    [Trait("Rule", "ACC-24")]
    [Trait("Rule", "ACC-25")]
    public async Task Only_the_primary_tenant_speaks_for_the_account()
    {
        await using var world = await World.Create();
        var account = await world.Provider();
        var (linked, _) = await world.Linked(account);
        var (other, _) = await world.Linked(account);
        var (tenant, admin) = await world.Lonely();

        Assert.Equal("TENANTS_NEED_PRIMARY", Code(await world.Links(linked, tenant, admin)));
        Assert.Equal("TENANTS_NEED_PRIMARY", Code(await Removes(world, linked.GlobalAdmin, other)));
        Assert.Equal("TENANTS_NEED_PRIMARY", Code(await Removes(world, linked.GlobalAdmin, account)));
    }

    [Fact]
    [Trait("Rule", "ACC-25")]
    public async Task A_removed_tenant_stands_alone_again_and_its_sessions_end_at_once()
    {
        await using var world = await World.Create();
        var account = await world.Provider();
        var (tenant, admin) = await world.Linked(account);
        var server = await world.WholeServer();
        using var browser = new Site.Browser(server);
        await browser.SignIn(admin);
        Assert.Equal(HttpStatusCode.OK, (await browser.Open("/settings/tenants")).Status);

        Assert.True((await Removes(world, account.GlobalAdmin, tenant)).Decision.IsGranted);
        world.WallClock.Advance(Subjects.Lifetime);
        var after = await browser.Open("/settings/tenants");

        Assert.Contains("/signin", after.Location, StringComparison.Ordinal);
        Assert.Equal(tenant.OrganisationId, await world.OwnerOf(tenant));
        Assert.Equal([account.Domain], (await List(world, account)).Select(row => row.Domain));
        Assert.Equal("OWN_TENANT_NOT_FOUND", Code(await Removes(world, account.GlobalAdmin, tenant)));
        Assert.True((await world.Links(await world.Reseller(), tenant, admin)).Decision.IsGranted);
    }

    [Fact]
    [Trait("Rule", "ACC-25")]
    public async Task What_has_business_is_primary_or_was_never_linked_is_not_removed()
    {
        await using var world = await World.Create();
        var account = await world.DirectPartner();
        var second = await world.DirectPartner("FR", ofSame: account);
        var (enrolled, _) = await world.Linked(account);
        await world.Enrolled(enrolled, PartnerType.Reseller, EnrolmentState.Active);
        var (buyer, _) = await world.Linked(account, isCustomer: true);
        await world.Relationship(await world.Reseller(), buyer, RelationshipKind.IndirectReseller);

        Assert.Equal("TENANT_IS_PRIMARY", Code(await Removes(world, account.GlobalAdmin, account)));
        Assert.Equal("TENANT_NOT_LINKED", Code(await Removes(world, account.GlobalAdmin, second)));
        Assert.Equal("TENANT_HAS_ENROLLMENT", Code(await Removes(world, account.GlobalAdmin, enrolled)));
        Assert.Equal("TENANT_HAS_RELATIONSHIPS", Code(await Removes(world, account.GlobalAdmin, buyer)));
        Assert.Equal("OWN_TENANT_NOT_FOUND", Code(await Removes(world, account.GlobalAdmin, await world.Reseller())));
    }

    [Fact]
    [Trait("Rule", "ACC-25")]
    public async Task Removed_by_several_admins_at_once_it_is_removed_once()
    {
        await using var world = await World.Create();
        var account = await world.Provider();
        var (tenant, _) = await world.Linked(account);

        var results = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() =>
            Removes(world, account.GlobalAdmin, tenant))));

        Assert.Single(results, result => result.Decision.IsGranted);
        await using var db = world.Db();
        Assert.Equal(1, await db.Set<Kontor.Activity.ActivityRecord>().CountAsync(r => r.Action == "TenantRemoved", Cancel));
    }

    [Fact]
    [Trait("Rule", "ACC-24")]
    [Trait("Rule", "SCN-05")]
    public async Task What_is_linked_counts_as_the_organization_itself_when_it_would_buy_from_it()
    {
        await using var world = await World.Create();
        await world.Vendor();
        var account = await world.DirectPartner();
        var (tenant, _) = await world.Linked(account, isCustomer: true);

        var answer = (await world.Does((Kontor.Eligibility.AskEligibility ask) => ask.Answer(
            new(Kontor.Eligibility.EligibilityAction.Sell, account.Id, tenant.Id, null, null), Cancel))).ValueOrNull!;

        Assert.Contains("SELF_SALE", answer.Decision.Reasons.Select(reason => reason.Code));
    }

    private static Task<Result<User>> Confirms(World world, Actor actor, string? proof) =>
        world.Does((LinkTenant use) => use.Handle(actor, proof, Cancel));

    private static Task<Result<Tenant>> Removes(World world, Actor actor, Participant tenant) =>
        world.Does((RemoveTenant use) => use.Handle(actor, tenant.Id, Cancel));

    private static async Task<IReadOnlyList<TenantRow>> List(World world, Participant account) =>
        (await world.Does(async (TenantQueries tenants) => await tenants.List(
            await tenants.AccountOf(account.GlobalAdmin, Cancel), new(), PageRequest.First, Cancel))).Items;

    private static string Code<T>(Result<T> result)
        where T : class => result.Decision.Reasons[0].Code;
}
