using System.Net;
using Kontor.Access;
using Kontor.Kernel;
using Kontor.Users;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Kontor.Tests.Access;

public sealed class WhoIsAskingTests
{
    [Fact]
    public async Task An_application_on_its_own_is_an_actor_with_the_roles_it_was_consented()
    {
        await using var world = await World.Create();
        var server = await world.Server();
        var provider = await world.Provider();
        var application = await world.Application(provider, Role.SalesAgent, Role.BillingAdmin);

        using var answer = await server.Get("/api/me", await server.Token(application));

        var me = await answer.Json();
        Assert.Equal(($"{provider.Id}", "Ordering", true), (
            me.GetProperty("tenant").GetString(), me.GetProperty("name").GetString(),
            me.GetProperty("isApplicationOnly").GetBoolean()));
        Assert.Equal(
            ["BillingAdmin", "SalesAgent"], me.GetProperty("roles").EnumerateArray().Select(r => r.GetString()));
    }

    [Fact]
    public async Task With_a_user_the_users_roles_count()
    {
        await using var world = await World.Create();
        var server = await world.Server();
        var provider = await world.Provider();
        var application = await world.Application(provider, Role.GlobalAdmin);
        var user = await world.User(provider, "ada", Role.HelpdeskAgent);

        using var answer = await server.Get("/api/me", await server.Token(application, user));

        var me = await answer.Json();
        Assert.Equal("ada@provider1.example", me.GetProperty("name").GetString());
        Assert.Equal(["HelpdeskAgent"], me.GetProperty("roles").EnumerateArray().Select(r => r.GetString()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("a.b.c")]
    public async Task Without_a_token_that_counts_the_API_asks_for_one(string token)
    {
        await using var world = await World.Create();
        var server = await world.Server();

        using var api = await server.Get("/api/me", token);
        using var wire = await server.Get("/v1/me", token);
        using var open = await server.Get("/api/public", token);

        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized), (api.StatusCode, wire.StatusCode));
        Assert.Equal("urn:kontor:problem:NOT_SIGNED_IN", (await api.Json()).GetProperty("type").GetString());
        Assert.Equal("Bearer", api.Headers.WwwAuthenticate.ToString());
        Assert.Equal(0, wire.Content.Headers.ContentLength ?? 0);
        Assert.Equal("nobody", await open.Content.ReadAsStringAsync());
    }

    [Fact]
    [Trait("Rule", "ROL-10")]
    public async Task A_role_that_lacks_the_permission_is_told_which_roles_have_it()
    {
        await using var world = await World.Create();
        var server = await world.Server();
        var application = await world.Application(await world.Provider(), Role.HelpdeskAgent);

        using var answer = await server.Get("/api/orders", await server.Token(application), HttpMethod.Post);

        var reason = (await answer.Json()).GetProperty("reasons")[0];
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Equal(
            ("ROLE_LACKS_PERMISSION", "ROL-10"),
            (reason.GetProperty("code").GetString(), reason.GetProperty("rule").GetString()));
        Assert.Contains(
            "global administrator, admin agent, sales agent", reason.GetProperty("text").GetString(),
            StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Rule", "ROL-15")]
    public async Task A_resellers_global_admin_orders_nothing_and_a_providers_does()
    {
        await using var world = await World.Create();
        var server = await world.Server();
        var reseller = await world.Application(await world.Reseller(), Role.GlobalAdmin);
        var provider = await world.Application(await world.Provider(), Role.GlobalAdmin);

        using var refused = await server.Get("/api/orders", await server.Token(reseller), HttpMethod.Post);
        using var granted = await server.Get("/api/orders", await server.Token(provider), HttpMethod.Post);

        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.OK), (refused.StatusCode, granted.StatusCode));
        Assert.Equal(
            "urn:kontor:problem:PARTNER_TYPE_LACKS_PERMISSION", (await refused.Json()).GetProperty("type").GetString());
    }

    [Fact]
    public async Task Of_several_permissions_on_a_route_all_are_needed_and_an_open_door_beside_them_opens_nothing()
    {
        await using var world = await World.Create();
        var server = await world.Server();
        var provider = await world.Provider();

        async Task<HttpStatusCode> Ask(params Role[] roles)
        {
            using var answer =
                await server.Get("/api/both", await server.Token(await world.Application(provider, [.. roles])));
            return answer.StatusCode;
        }

        Assert.Equal(HttpStatusCode.Forbidden, await Ask(Role.GlobalAdmin));
        Assert.Equal(HttpStatusCode.OK, await Ask(Role.SalesAgent));
        using var nobody = await server.Get("/api/both", null);
        Assert.Equal(HttpStatusCode.Unauthorized, nobody.StatusCode);
    }

    [Fact]
    public async Task A_route_that_says_nothing_answers_nobody()
    {
        await using var world = await World.Create();
        var server = await world.Server();
        var application = await world.Application(await world.Provider(), Role.GlobalAdmin);

        using var answer = await server.Get("/api/unmarked", await server.Token(application));
        using var nobody = await server.Get("/api/unmarked", null);

        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.Unauthorized), (answer.StatusCode, nobody.StatusCode));
    }

    [Fact]
    public async Task A_change_of_roles_counts_at_once_here_and_within_five_seconds_elsewhere()
    {
        await using var world = await World.Create();
        var (here, elsewhere) = (await world.Server(), await world.Server());
        var provider = await world.Provider();
        var application = await world.Application(provider);
        var user = await world.User(provider, "ada", Role.SalesAgent);
        var token = await here.Token(application, user);

        async Task<HttpStatusCode> Orders(WebApplication server)
        {
            using var answer = await server.Get("/api/orders", token, HttpMethod.Post);
            return answer.StatusCode;
        }

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (await Orders(here), await Orders(elsewhere)));
        await Does(here, (AssignRoles use) => use.Handle(
            provider.GlobalAdmin, user.UserId, [Role.HelpdeskAgent], CancellationToken.None));

        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.OK), (await Orders(here), await Orders(elsewhere)));
        world.WallClock.Advance(Subjects.Lifetime);
        Assert.Equal(
            (HttpStatusCode.Forbidden, HttpStatusCode.Forbidden), (await Orders(here), await Orders(elsewhere)));
    }

    [Fact]
    public async Task What_is_remembered_needs_no_database()
    {
        await using var world = await World.Create();
        var server = await world.Server();
        var token = await server.Token(await world.Application(await world.Provider(), Role.GlobalAdmin));
        using var first = await server.Get("/api/me", token);
        await using (var db = world.Db())
        {
            await db.Database.ExecuteSqlAsync($"drop table signing_keys, api_applications");
        }

        using var second = await server.Get("/api/me", token);
        world.WallClock.Advance(Subjects.Lifetime);
        var afterwards = await Record.ExceptionAsync(() => server.Get("/api/me", token));

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (first.StatusCode, second.StatusCode));
        Assert.NotNull(afterwards);
    }

    [Fact]
    public async Task Revoking_an_application_ends_its_tokens_and_those_of_its_users()
    {
        await using var world = await World.Create();
        var server = await world.Server();
        var provider = await world.Provider();
        var application = await world.Application(provider, Role.GlobalAdmin);
        var own = await server.Token(application);
        var users = await server.Token(application, await world.User(provider, "ada", Role.SalesAgent));
        await using (var db = world.Db())
        {
            (await db.ApiApplications.SingleAsync()).RevokedAt = world.Now;
            await db.SaveChangesAsync();
        }

        server.Services.GetRequiredService<Subjects>().Changed(application.ClientId);

        using var first = await server.Get("/api/me", own);
        using var second = await server.Get("/api/me", users);
        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized), (first.StatusCode, second.StatusCode));
    }

    [Fact]
    public async Task A_token_whose_tenant_is_not_the_subjects_does_not_count()
    {
        await using var world = await World.Create();
        var server = await world.Server();
        var application = await world.Application(await world.Provider(), Role.GlobalAdmin);
        var other = await world.Reseller();
        var (forged, _) = await server.Services.GetRequiredService<AccessTokens>().Issue(
            new TokenOwner(other.Id, application.ClientId, null, null, null),
            "https://graph.windows.net",
            CancellationToken.None);

        using var answer = await server.Get("/api/me", forged);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    private static async Task<T> Does<TUseCase, T>(WebApplication server, Func<TUseCase, Task<T>> act)
        where TUseCase : notnull
    {
        await using var scope = server.Services.CreateAsyncScope();
        return await act(scope.ServiceProvider.GetRequiredService<TUseCase>());
    }
}
