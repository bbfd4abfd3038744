using Kontor.Access;
using Kontor.Accounts;
using Kontor.Eligibility;
using Kontor.Kernel;
using Kontor.Policy;
using Kontor.Tenants;
using Kontor.Tests.Site;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Tests.Tenants;

/// <summary>A partner makes a tenant for what it uses itself.</summary>
public sealed class MakeTenantTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("Rule", "ACC-21")]
    [Trait("Rule", "ACC-22")]
    [Trait("Rule", "SCN-04")]
    [Trait("Rule", "SCN-05")]
    [Trait("Rule", "SCN-13")]
    public async Task Into_the_made_tenant_others_sell_and_the_organization_itself_and_its_affiliates_do_not()
    {
        await using var world = await World.Create();
        var vendor = await world.Vendor();
        var (buyer, other, affiliate) = (await world.Reseller(), await world.DirectPartner(), await world.DirectPartner());
        var own = await world.DirectPartner("FR", ofSame: buyer);
        await world.RecordsAffiliation(vendor, affiliate, buyer);
        var made = (await Makes(world, buyer, "own-use")).ValueOrNull!;

        Assert.Equal(
            (TenantKind.Customer, "own-use.kontor.example", buyer.OrganisationId, "DE"),
            (made.Tenant.Kind, made.Tenant.DefaultDomain, made.Tenant.OrganisationId, made.Tenant.Market));
        Assert.Empty(await AgainstSale(world, other.Id, made.Tenant.Id));
        Assert.Equal(["BUYER_IS_PARTNER_TENANT"], await AgainstSale(world, other.Id, buyer.Id));
        Assert.Contains("SELF_SALE", await AgainstSale(world, own.Id, made.Tenant.Id));
        Assert.Contains("AFFILIATE_SALE", await AgainstSale(world, affiliate.Id, made.Tenant.Id));
    }

    [Fact]
    [Trait("Rule", "ACC-21")]
    public async Task Its_first_admin_signs_in_with_a_temporary_password_and_is_global_admin_of_that_tenant_alone()
    {
        await using var world = await World.Create();
        var made = (await Makes(world, await world.Provider(), "lab")).ValueOrNull!;

        var user = (await world.Does((SignIn use) => use.Handle("it@lab.kontor.example", made.Admin.Password, Cancel))).ValueOrNull!;

        await using var db = world.Db();
        Assert.Equal((made.Tenant.Id, true), (user.TenantId, user.TemporaryUntil is not null));
        Assert.Equal([Role.GlobalAdmin], await db.RoleAssignments.Where(r => r.UserId == user.Id).Select(r => r.Role).ToListAsync(Cancel));
    }

    [Fact]
    [Trait("Rule", "ACC-21")]
    public async Task A_name_is_taken_once_also_when_several_want_it_at_once()
    {
        await using var world = await World.Create();
        var account = await world.Provider();

        var results = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Task.Run(() => Makes(world, account, "twice"))));

        Assert.Single(results, result => result.Decision.IsGranted);
        Assert.All(
            results.Where(result => !result.Decision.IsGranted),
            result => Assert.Equal("DIRECTORY_PREFIX_TAKEN", result.Decision.Reasons[0].Code));
    }

    [Theory]
    [Trait("Rule", "ACC-21")]
    [InlineData("no", "DE", "Ada", "it", "DIRECTORY_PREFIX_INVALID")]
    [InlineData("good", "XX", "Ada", "it", "DIRECTORY_MARKET_UNKNOWN")]
    [InlineData("good", "DE", " ", "it", "FULL_NAME_INVALID")]
    [InlineData("good", "DE", "Ada", "i t", "DIRECTORY_USER_NAME_INVALID")]
    public async Task What_is_wrong_is_named(string prefix, string market, string name, string userName, string refusal)
    {
        await using var world = await World.Create();
        var account = await world.Provider();

        var result = await world.Does((MakeTenant use) => use.Handle(
            account.GlobalAdmin, new TenantWish(prefix, market, name, userName, "en"), Cancel));

        Assert.Equal(refusal, Assert.Single(result.Decision.Reasons).Code);
    }

    [Fact]
    [Trait("Rule", "ACC-21")]
    [Trait("Rule", "NAT-07")]
    public void Applicants_the_cloud_of_Germany_and_full_accounts_make_none()
    {
        Assert.Equal("TENANT_NEEDS_PARTNER", Code(TenantRules.MayMake(Primary(Cloud.Public), false, 1, ProgramPolicy.Default)));
        Assert.Equal("CLOUD_TAKES_NO_CUSTOMERS", Code(TenantRules.MayMake(Primary(Cloud.Germany), true, 1, ProgramPolicy.Default)));
        Assert.Equal("TENANTS_TOO_MANY", Code(TenantRules.MayMake(Primary(Cloud.Public), true, TenantRules.MostTenants, ProgramPolicy.Default)));
        Assert.True(TenantRules.MayMake(Primary(Cloud.China), true, TenantRules.MostTenants - 1, ProgramPolicy.Default).IsGranted);
    }

    [Fact]
    [Trait("Rule", "SCN-04")]
    public async Task The_way_out_of_a_refusal_leads_to_the_page_that_makes_the_tenant()
    {
        await using var world = await World.Create();
        var account = await world.Provider();
        using var browser = new Browser(await world.WholeServer());
        await browser.SignIn(await world.User(account, "boss", Role.GlobalAdmin));
        await browser.Open("/home?culture=en");
        var way = ReasonTexts.WaysOut(EligibilityReasons.BuyerIsPartnerTenant.About("a.example", "A"))[0];

        var form = await browser.Open(way.Href);
        var refused = await browser.Submit(form, "tenant", Fields("x"));
        var made = await browser.Submit(form, "tenant", [.. Fields("for-us"), ("_requestKey", $"{Guid.NewGuid()}")]);
        var list = await browser.Open("/settings/tenants?kind=Customer");

        Assert.Equal(["DIRECTORY_PREFIX_INVALID"], refused.Reasons);
        Assert.Contains("The tenant for-us.kontor.example was created.", made.Text, StringComparison.Ordinal);
        Assert.Matches("<code>[a-z2-9-]{23}</code>", made.Html);
        Assert.Contains("for-us.kontor.example", list.Text, StringComparison.Ordinal);
        Assert.Contains("Own use", list.Text, StringComparison.Ordinal);
    }

    private static (string Name, string Value)[] Fields(string prefix) =>
        [("Form.Prefix", prefix), ("Form.Market", "DE"), ("Form.FullName", "Ina Test"), ("Form.UserName", "it")];

    private static Task<Result<MadeTenant>> Makes(World world, Participant account, string prefix) =>
        world.Does((MakeTenant use) => use.Handle(
            account.GlobalAdmin, new TenantWish(prefix, account.Market, "Ina Test", "it", "en"), Cancel));

    private static async Task<string[]> AgainstSale(World world, TenantId seller, TenantId buyer) =>
    [
        .. (await world.Does((AskEligibility ask) => ask.Answer(
            new(EligibilityAction.Sell, seller, buyer, null, null), Cancel))).ValueOrNull!.Decision.Reasons
            .Select(reason => reason.Code),
    ];

    private static string Code(Decision decision) => decision.Reasons[0].Code;

    private static Tenant Primary(Cloud cloud) => new()
    {
        Id = new(Guid.NewGuid()),
        OrganisationId = new(Guid.NewGuid()),
        Kind = TenantKind.Partner,
        Cloud = cloud,
        Market = "DE",
        DefaultDomain = "primary.example",
        CreatedAt = DateTimeOffset.UnixEpoch,
    };
}
