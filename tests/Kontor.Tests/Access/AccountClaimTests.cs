using System.Net;
using System.Net.Http.Json;
using Kontor.Access;
using Kontor.Accounts;
using Kontor.Kernel;
using Kontor.Tests.PartnerCenter;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Tests.Access;

/// <summary>The first operator, and whoever follows, gets an account by a one-time link.</summary>
public sealed class AccountClaimTests
{
    private const string Address = "ada@operator.example";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("Rule", "ROL-13")]
    [Trait("Rule", "ACC-14")]
    public async Task The_first_operator_comes_with_the_organization_and_signs_in_once_a_password_is_chosen()
    {
        await using var world = await World.Create();

        var issued = await Create(world);
        Assert.Null((await SignIn(world)).ValueOrNull);
        var claimed = await Claim(world, issued);

        Assert.Equal(Address, claimed.ValueOrNull!.UserName);
        Assert.NotNull((await SignIn(world)).ValueOrNull);
        await using var db = world.Db();
        var tenant = await db.Tenants.SingleAsync(Cancel);
        Assert.Equal((TenantKind.Operator, "operator.example", "NL"), (tenant.Kind, tenant.DefaultDomain, tenant.Market));
        Assert.Equal("Vendor of the Program", (await db.Organisations.SingleAsync(Cancel)).Name);
        Assert.Equal(
            [Role.ProgramOperator, Role.CatalogManager, Role.BillingOperator, Role.SupportEngineer],
            (await db.RoleAssignments.Select(a => a.Role).ToListAsync(Cancel)).Order());
    }

    [Fact]
    public async Task A_link_holds_once_and_for_24_hours_and_a_newer_one_voids_it()
    {
        await using var world = await World.Create();
        var first = await Create(world);
        var second = await Create(world);

        Assert.Equal([AccessReasons.AccountClaimInvalid], (await Claim(world, first)).Decision.Reasons);
        Assert.NotNull((await Claim(world, second)).ValueOrNull);
        Assert.Equal([AccessReasons.AccountClaimInvalid], (await Claim(world, second)).Decision.Reasons);

        var other = await Create(world, "grace@operator.example");
        await using var db = world.Db();
        await db.AccountClaims.Where(c => c.ClosedAt == null).ExecuteUpdateAsync(
            set => set.SetProperty(c => c.ExpiresAt, DateTimeOffset.UtcNow.AddSeconds(-1)), Cancel);
        Assert.Equal([AccessReasons.AccountClaimInvalid], (await Claim(world, other)).Decision.Reasons);
        Assert.InRange(other.ExpiresAt - DateTimeOffset.UtcNow, TimeSpan.FromHours(23.9), TimeSpan.FromHours(24));
    }

    [Fact]
    public async Task Of_two_who_use_a_link_at_once_one_gets_the_account()
    {
        await using var world = await World.Create();
        var issued = await Create(world);

        var results = await Task.WhenAll(Enumerable.Range(0, 4).Select(n =>
            Claim(world, issued, $"another good password {n}")));

        Assert.Single(results, result => result.Decision.IsGranted);
        await using var db = world.Db();
        Assert.NotNull((await db.AccountClaims.SingleAsync(Cancel)).ClosedAt);
    }

    [Fact]
    public async Task A_bad_password_leaves_the_link_as_it_was()
    {
        await using var world = await World.Create();
        var issued = await Create(world);

        Assert.All(
            [await Claim(world, issued, "short"), await Claim(world, issued, null), await Claim(world, issued, new('x', 300))],
            result => Assert.Equal(AccessReasons.PasswordTooWeak.Code, Assert.Single(result.Decision.Reasons).Code));
        Assert.NotNull((await Claim(world, issued)).ValueOrNull);
    }

    [Fact]
    public async Task Further_operators_join_the_organization_there_is_and_a_taken_name_is_refused()
    {
        await using var world = await World.Create();
        var vendor = await world.Vendor();

        var issued = await Create(world, "linus@elsewhere.example");
        await Claim(world, issued);
        var again = await TryCreate(world, "linus@elsewhere.example");

        Assert.Equal(vendor.Id, issued.User.TenantId);
        Assert.Equal([AccessReasons.UserNameTaken], again.Decision.Reasons);
    }

    [Theory]
    [InlineData("Ada", "no address", "NL", "USER_NAME_INVALID")]
    [InlineData("", Address, "NL", "FULL_NAME_INVALID")]
    [InlineData("Ada\n", Address, "NL", "FULL_NAME_INVALID")]
    [InlineData("Ada", Address, "Atlantis", "OPERATOR_MARKET_UNKNOWN")]
    [InlineData("Ada", "ada@reseller1.example", "NL", "DOMAIN_OF_OTHERS")]
    [Trait("Rule", "ACC-23")]
    public async Task What_cannot_be_an_operator_is_refused_and_nothing_is_made(
        string name, string email, string market, string code)
    {
        await using var world = await World.Create();
        await world.Reseller();

        var result = await world.Does((CreateOperator use) =>
            use.Handle(new NewOperator(name, email, "Vendor of the Program", market), Cancel));

        Assert.Equal(code, result.Decision.Reasons[0].Code);
        await using var db = world.Db();
        Assert.False(await db.Users.AnyAsync(Cancel));
        Assert.Equal(1, await db.Tenants.CountAsync(Cancel));
    }

    [Fact]
    public async Task First_operators_at_once_found_one_organization()
    {
        await using var world = await World.Create();

        await Task.WhenAll(Enumerable.Range(0, 4).Select(n => Create(world, $"ada{n}@operator{n}.example")));

        await using var db = world.Db();
        Assert.Equal(1, await db.Organisations.CountAsync(Cancel));
        Assert.Equal(4, await db.Users.CountAsync(Cancel));
    }

    [Fact]
    public async Task Over_HTTP_the_token_travels_in_the_body_and_a_wrong_one_is_not_found()
    {
        await using var world = await World.Create();
        await using var host = await WireHost.Serve(world);
        var issued = await Create(world);
        using var nobody = host.Nobody();

        using var opened = await nobody.Http.PostAsJsonAsync(
            new Uri("/api/account-claims/opening", UriKind.Relative), new { token = TokenIn(issued) }, Cancel);
        using var wrong = await nobody.Http.PostAsJsonAsync(
            new Uri("/api/account-claims/opening", UriKind.Relative), new { token = Secrets.New() }, Cancel);
        using var claimed = await nobody.Http.PutAsJsonAsync(
            new Uri("/api/account-claims/password", UriKind.Relative),
            new { token = TokenIn(issued), password = World.Password }, Cancel);

        Assert.Contains(Address, await opened.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, wrong.StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, claimed.StatusCode);
        Assert.NotNull((await SignIn(world)).ValueOrNull);
    }

    private static async Task<IssuedClaim> Create(World world, string email = Address) =>
        (await TryCreate(world, email)).ValueOrNull!;

    private static Task<Result<IssuedClaim>> TryCreate(World world, string email) =>
        world.Does((CreateOperator use) =>
            use.Handle(new NewOperator("Ada Operator", email, "Vendor of the Program", "NL"), Cancel));

    private static Task<Result<User>> Claim(World world, IssuedClaim issued, string? password = World.Password) =>
        world.Does((ClaimAccount use) => use.Handle(TokenIn(issued), password, Cancel));

    private static Task<Result<User>> SignIn(World world) =>
        world.Does((SignIn use) => use.Handle(Address, World.Password, Cancel));

    private static string TokenIn(IssuedClaim issued)
    {
        Assert.StartsWith($"{World.PublicUrl}/welcome/", issued.Link, StringComparison.Ordinal);
        return issued.Link[(issued.Link.LastIndexOf('/') + 1)..];
    }
}
