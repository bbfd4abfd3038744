using System.Net;
using Kontor.Access;
using Kontor.Kernel;
using Kontor.Users;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Kontor.Tests.Access;

public sealed class SessionTests
{
    [Fact]
    public async Task Deactivation_ends_tokens_and_sessions_at_once()
    {
        await using var world = await World.Create();
        var server = await world.Server();
        var provider = await world.Provider();
        var user = await world.User(provider, "ada", Role.SalesAgent);
        var token = await server.Token(await world.Application(provider), user);
        using var browser = await SignedIn(server, user);
        using var before = await browser.GetAsync(new Uri("/home", UriKind.Relative));

        await Does(
            server, (DeactivateUser use) => use.Handle(provider.GlobalAdmin, user.UserId, CancellationToken.None));

        using var page = await browser.GetAsync(new Uri("/home", UriKind.Relative));
        using var api = await server.Get("/api/me", token);
        Assert.Equal("ada@provider1.example", await before.Content.ReadAsStringAsync());
        Assert.Equal((HttpStatusCode.Redirect, HttpStatusCode.Unauthorized), (page.StatusCode, api.StatusCode));
    }

    [Fact]
    public async Task A_session_ends_when_the_security_stamp_changes()
    {
        await using var world = await World.Create();
        var server = await world.Server();
        var user = await world.User(await world.Provider(), "ada");
        using var browser = await SignedIn(server, user);
        await using (var db = world.Db())
        {
            await db.Users.ExecuteUpdateAsync(set => set.SetProperty(u => u.SecurityStamp, "another"));
        }

        world.WallClock.Advance(Subjects.Lifetime);
        using var page = await browser.GetAsync(new Uri("/home?x=1", UriKind.Relative));

        Assert.Equal(HttpStatusCode.Redirect, page.StatusCode);
        Assert.Equal("/signin?returnUrl=%2Fhome%3Fx%3D1", page.Headers.Location!.ToString());
        Assert.Contains("kontor=;", page.Headers.GetValues("Set-Cookie").Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_session_ends_after_eight_idle_hours()
    {
        await using var world = await World.Create();
        var server = await world.Server();
        using var browser = await SignedIn(server, await world.User(await world.Provider(), "ada"));

        world.WallClock.Advance(Sessions.IdleTime + TimeSpan.FromMinutes(1));
        using var page = await browser.GetAsync(new Uri("/home", UriKind.Relative));

        Assert.Equal(HttpStatusCode.Redirect, page.StatusCode);
    }

    [Fact]
    public async Task A_cookie_opens_pages_and_never_the_API_and_a_token_the_other_way_round()
    {
        await using var world = await World.Create();
        var server = await world.Server();
        var provider = await world.Provider();
        var user = await world.User(provider, "ada");
        using var browser = await SignedIn(server, user);

        using var page = await browser.GetAsync(new Uri("/home", UriKind.Relative));
        using var api = await browser.GetAsync(new Uri("/api/me", UriKind.Relative));
        using var tokenOnPage = await server.Get("/home", await server.Token(await world.Application(provider), user));

        Assert.Equal(
            (HttpStatusCode.OK, HttpStatusCode.Unauthorized, HttpStatusCode.Redirect),
            (page.StatusCode, api.StatusCode, tokenOnPage.StatusCode));
    }

    [Fact]
    public async Task A_page_that_the_roles_do_not_open_says_so()
    {
        await using var world = await World.Create();
        var server = await world.Server();
        using var browser = await SignedIn(server, await world.User(await world.Provider(), "ada", Role.GlobalAdmin));

        using var page = await browser.GetAsync(new Uri("/leads", UriKind.Relative));

        Assert.Equal(HttpStatusCode.Forbidden, page.StatusCode);
        Assert.Contains("sales agent", await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private static async Task<HttpClient> SignedIn(WebApplication server, User user)
    {
        var browser = server.GetTestClient();
        using var answer = await browser.PostAsync(
            new Uri($"/signin?user={user.UserName}&password={World.Password}", UriKind.Relative), null);
        browser.DefaultRequestHeaders.Add("Cookie", answer.Headers.GetValues("Set-Cookie").Single().Split(';')[0]);
        return browser;
    }

    private static async Task<T> Does<TUseCase, T>(WebApplication server, Func<TUseCase, Task<T>> act)
        where TUseCase : notnull
    {
        await using var scope = server.Services.CreateAsyncScope();
        return await act(scope.ServiceProvider.GetRequiredService<TUseCase>());
    }
}
