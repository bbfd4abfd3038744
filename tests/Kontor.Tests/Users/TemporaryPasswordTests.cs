using System.Net;
using Kontor.Access;
using Kontor.Kernel;
using Kontor.Tests.Site;
using Kontor.Users;
using Microsoft.AspNetCore.Builder;

namespace Kontor.Tests.Users;

/// <summary>
/// A password that somebody else made opens one door: the page on which another one is chosen (ROL-01, ROL-03).
/// </summary>
public sealed class TemporaryPasswordTests
{
    private const string Chosen = "a password of my own";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("Rule", "ROL-01")]
    public async Task The_first_sign_in_leads_to_the_choice_and_nothing_else_works_before()
    {
        await using var world = await World.Create();
        var provider = await world.Staffed();
        var server = await world.WholeServer();
        using var browser = new Browser(server);
        var made = await Added(world, provider);

        await browser.SignIn(made.User.UserName!, made.Password);
        var home = await browser.Open("/home");
        var customers = await browser.Open("/customers?q=x");
        var invitation = await browser.Open("/");
        var page = await browser.Open("/settings/password?returnUrl=%2Fcustomers");
        var weak = await browser.Submit(page, "password", ("Form.New", "short"), ("Form.Again", "short"));
        var same = await browser.Submit(page, "password", ("Form.New", made.Password), ("Form.Again", made.Password));
        var other = await browser.Submit(page, "password", ("Form.New", Chosen), ("Form.Again", "different"));
        var done = await browser.Submit(page, "password", ("Form.New", Chosen), ("Form.Again", Chosen));
        var after = await browser.Open("/customers");

        Assert.EndsWith("/settings/password?returnUrl=%2Fhome", home.Location, StringComparison.Ordinal);
        Assert.EndsWith("/settings/password?returnUrl=%2Fcustomers%3Fq%3Dx", customers.Location, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, invitation.Status);
        Assert.DoesNotContain(made.User.FullName, invitation.Text, StringComparison.Ordinal);
        Assert.Equal(["PASSWORD_TOO_WEAK"], weak.Reasons);
        Assert.Equal(["PASSWORD_UNCHANGED"], same.Reasons);
        Assert.Equal(["PASSWORD_NOT_REPEATED"], other.Reasons);
        Assert.EndsWith("/customers", done.Location, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, after.Status);
        Assert.Null((await SignIn(world, made.User.UserName!, made.Password)).ValueOrNull);
        Assert.NotNull((await SignIn(world, made.User.UserName!, Chosen)).ValueOrNull);
    }

    [Fact]
    [Trait("Rule", "ROL-01")]
    public async Task A_form_sent_with_a_temporary_password_changes_nothing()
    {
        await using var world = await World.Create();
        var provider = await world.Staffed();
        using var browser = new Browser(await world.WholeServer());
        var user = await world.User(provider, "ada", Role.GlobalAdmin);
        await browser.SignIn(user);
        var page = await browser.Open($"/settings/users/{user.Id}");

        await world.Does((ResetPassword use) => use.Handle(provider.GlobalAdmin, user.UserId, Cancel));
        world.WallClock.Advance(Subjects.Lifetime);
        var sent = await browser.Submit(page, "roles", ("Form.Roles", "SalesAgent"));

        Assert.Contains("/signin?returnUrl=", sent.Location, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Rule", "ROL-01")]
    public async Task There_is_no_token_for_it_and_the_answer_says_what_to_do()
    {
        await using var world = await World.Create();
        var provider = await world.Staffed();
        var server = await world.Server();
        var application = await world.Application(provider, Role.GlobalAdmin);
        var made = await Added(world, provider);

        using var refused = await Ask(server, application, made.User.UserName!, made.Password);
        await Choose(world, provider, made.User);
        using var granted = await Ask(server, application, made.User.UserName!, Chosen);

        var body = await refused.Json();
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Equal("invalid_grant", body.GetProperty("error").GetString());
        Assert.Contains("AADSTS50055", body.GetProperty("error_description").GetString(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, granted.StatusCode);
    }

    [Fact]
    [Trait("Rule", "ROL-03")]
    public async Task A_reset_ends_sessions_and_tokens_at_once_and_for_good()
    {
        await using var world = await World.Create();
        var provider = await world.Staffed();
        var server = await world.Server();
        var application = await world.Application(provider, Role.GlobalAdmin);
        var user = await world.User(provider, "ada", Role.SalesAgent);
        var token = await server.Token(application, user);
        using var before = await server.Get("/api/me", token);

        world.WallClock.Advance(TimeSpan.FromSeconds(10));
        var made = (await world.Does((ResetPassword use) =>
            use.Handle(provider.GlobalAdmin, user.UserId, Cancel))).ValueOrNull!;
        Moved(world);
        using var after = await server.Get("/api/me", token);
        await Choose(world, provider, made.User);
        Moved(world);
        using var later = await server.Get("/api/me", token);
        using var fresh = await Ask(server, application, user.UserName!, Chosen);

        Assert.Equal(HttpStatusCode.OK, before.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, after.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, later.StatusCode);
        Assert.Equal(HttpStatusCode.OK, fresh.StatusCode);
        Assert.Null((await SignIn(world, user.UserName!, World.Password)).ValueOrNull);
    }

    [Fact]
    public async Task A_deactivated_users_tokens_do_not_come_back_with_the_user()
    {
        await using var world = await World.Create();
        var provider = await world.Staffed();
        var server = await world.Server();
        var application = await world.Application(provider, Role.GlobalAdmin);
        var user = await world.User(provider, "ada", Role.SalesAgent);
        var token = await server.Token(application, user);

        await world.Does((DeactivateUser use) => use.Handle(provider.GlobalAdmin, user.UserId, Cancel));
        Moved(world);
        using var gone = await server.Get("/api/me", token);
        await world.Does((ReactivateUser use) => use.Handle(provider.GlobalAdmin, user.UserId, Cancel));
        Moved(world);
        using var back = await server.Get("/api/me", token);

        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized), (gone.StatusCode, back.StatusCode));
        Assert.NotNull((await SignIn(world, user.UserName!, World.Password)).ValueOrNull);
    }

    [Fact]
    [Trait("Rule", "ROL-01")]
    public async Task It_holds_for_a_time_only_and_says_so_to_whoever_has_it()
    {
        await using var world = await World.Create();
        var provider = await world.Staffed();
        var made = await Added(world, provider);
        await using (var db = world.Db())
        {
            db.Users.Attach(made.User);
            made.User.TemporaryUntil = DateTimeOffset.UtcNow.AddSeconds(-1);
            await db.SaveChangesAsync(Cancel);
        }

        Assert.Equal([AccessReasons.TemporaryPasswordExpired], (await SignIn(world, made.User.UserName!, made.Password)).Decision.Reasons);
        Assert.Equal([AccessReasons.SignInFailed], (await SignIn(world, made.User.UserName!, "wrong")).Decision.Reasons);
    }

    [Fact]
    public async Task Whoever_has_chosen_must_show_the_present_password_to_choose_again()
    {
        await using var world = await World.Create();
        var provider = await world.Staffed();
        var user = await world.User(provider, "ada");
        var self = new Actor(provider.Id, TenantKind.Partner, user.UserId, null, user.UserName!, []);

        var wrong = await world.Does((ChoosePassword use) => use.Handle(self, "not it at all", Chosen, Cancel));
        var right = await world.Does((ChoosePassword use) => use.Handle(self, World.Password, Chosen, Cancel));

        Assert.Equal([AccessReasons.CurrentPasswordWrong], wrong.Decision.Reasons);
        Assert.NotNull(right.ValueOrNull);
    }

    [Fact]
    [Trait("Rule", "ROL-03")]
    public async Task User_management_admins_do_not_reset_passwords_and_nobody_resets_those_of_others()
    {
        await using var world = await World.Create();
        var (provider, reseller) = (await world.Staffed(), await world.Reseller());
        var user = await world.User(provider, "ada");

        var refused = await world.Does((ResetPassword use) =>
            use.Handle(provider.As(Role.UserManagementAdmin), user.UserId, Cancel));
        var foreign = await world.Does((ResetPassword use) => use.Handle(reseller.GlobalAdmin, user.UserId, Cancel));

        Assert.Equal([AccessReasons.ResetNeedsAdmin.About(Role.GlobalAdmin)], refused.Decision.Reasons);
        Assert.Equal([AccessReasons.UserNotFound], foreign.Decision.Reasons);
    }

    private static async Task<UserWithPassword> Added(World world, Participant provider) =>
        (await world.AddsUser(provider.GlobalAdmin, "new@provider.example", Role.GlobalAdmin)).ValueOrNull!;

    private static Task<Result<User>> Choose(World world, Participant provider, User user) => world.Does((ChoosePassword use) =>
        use.Handle(new Actor(provider.Id, TenantKind.Partner, user.UserId, null, user.UserName!, []), null, Chosen, Cancel));

    /// <summary>The use cases of a world are another server than the one that is asked: it learns of it a little later.</summary>
    private static void Moved(World world) => world.WallClock.Advance(Subjects.Lifetime);

    private static Task<HttpResponseMessage> Ask(
        WebApplication server, RegisteredApplication application, string userName, string password) => server.PostForm(
        "/common/oauth2/token", ("grant_type", "password"), ("client_id", $"{application.ClientId}"),
        ("client_secret", application.Secret), ("username", userName), ("password", password),
        ("resource", "https://api.partnercenter.microsoft.com"));

    private static Task<Result<User>> SignIn(World world, string name, string password) =>
        world.Does((SignIn use) => use.Handle(name, password, Cancel));
}
