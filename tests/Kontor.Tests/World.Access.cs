using System.Collections.Immutable;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Kontor.Access;
using Kontor.Accounts;
using Kontor.Kernel;
using Kontor.Server;
using Kontor.Users;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Kontor.Tests;

public sealed partial class World
{
    public const string Password = "correct horse battery";

    private readonly List<WebApplication> _servers = [];

    /// <summary>The clock by which tokens, sessions and locks live on this world's servers.</summary>
    public FakeClock WallClock { get; } = new(new DateTimeOffset(2026, 11, 21, 8, 0, 0, TimeSpan.Zero));

    /// <summary>A server of this world's group that has nothing but Access and a few doors to knock at.</summary>
    public async Task<WebApplication> Server(params (string Key, string Value)[] settings)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration.AddInMemoryCollection(settings.Select(s => KeyValuePair.Create(s.Key, (string?)s.Value)));
        builder.Logging.ClearProviders();
        builder.WebHost.UseTestServer();
        builder.Services.AddKeyedSingleton<TimeProvider>(Kontor.Access.WallClock.Key, WallClock);
        builder.Services.AddSingleton<TimeProvider>(Clock);
        builder.Services.AddDatabase(_database.Source).AddAccess(builder.Configuration)
            .AddScoped<ScopeLocations>().AddScoped<AssignRoles>().AddScoped<DeactivateUser>();
        _secrets.AddTo(builder.Services);
        var app = builder.Build();
        app.UseRouting();
        app.UseAccess();
        app.MapAccess();
        MapDoors(app);
        await app.StartAsync();
        lock (_servers)
        {
            _servers.Add(app);
        }

        return app;
    }

    /// <summary>Servers of this world's group that start at the same moment.</summary>
    public Task<WebApplication[]> Servers(int count) =>
        Task.WhenAll(Enumerable.Range(0, count).Select(_ => Task.Run(() => Server())));

    /// <summary>A server of this world's group with the whole application, as it is composed for serving.</summary>
    public async Task<WebApplication> WholeServer(
        bool listens = false, bool isDemo = true, params (string Key, string Value)[] settings)
    {
        var app = KontorHost.BuildServer(
            Configuration(settings),
            new ServerSettings(Path.GetTempPath(), isDemo),
            _database.Source,
            ["http://127.0.0.1:0"],
            services =>
            {
                if (!listens)
                {
                    services.AddSingleton<IServer, TestServer>();
                }

                services.AddSingleton<TimeProvider>(Clock);
                services.AddKeyedSingleton<TimeProvider>(Kontor.Access.WallClock.Key, WallClock);
                _secrets.AddTo(services);
                services.AddLogging(logging => logging.ClearProviders());
            });
        await app.StartAsync();
        _servers.Add(app);
        return app;
    }

    public async Task HasDomain(Participant participant, string domain) =>
        await Save(new TenantDomain { Domain = domain, TenantId = participant.Id });

    public async Task<RegisteredApplication> Application(Participant participant, params ImmutableArray<Role> roles) =>
        (await Does((RegisterApplication use) => use.Handle(
            participant.Id, "Ordering", roles, CancellationToken.None))).ValueOrNull!;

    /// <summary>A user of that name in the participant's domain, who signs in with <see cref="Password"/>.</summary>
    public async Task<User> User(Participant participant, string name, params ImmutableArray<Role> roles) =>
        (await Does((CreateUser use) => use.Handle(
            new NewUser(participant.Id, $"{name}@{participant.Domain}", "Ada Admin", "de", Password, roles),
            CancellationToken.None))).ValueOrNull!;

    /// <summary>A provider whose set-up is finished: somebody there is an admin agent (ENR-32).</summary>
    public async Task<Participant> Staffed()
    {
        var provider = await Provider();
        await User(provider, "agent", Role.AdminAgent);
        return provider;
    }

    /// <summary>Somebody adds a user.</summary>
    public Task<Result<UserWithPassword>> AddsUser(Actor actor, string userName, params ImmutableHashSet<Role> roles) =>
        Does((AddUser use) => use.Handle(actor, new UserWish("New User", userName, "en", roles), CancellationToken.None));

    private static void MapDoors(WebApplication app)
    {
        app.MapGet("/api/me", (Actor actor) => new
        {
            Tenant = $"{actor.TenantId}",
            actor.Name,
            Roles = actor.Roles.Order().Select(r => $"{r}"),
            actor.IsApplicationOnly,
        }).RequirePermission(Permission.ViewOwnProfile);
        app.MapGet("/v1/me", (Actor actor) => actor.Name).RequirePermission(Permission.ViewOwnProfile);
        app.MapGet("/api/public", (Caller caller) => caller.Actor?.Name ?? "nobody").AllowEveryone();
        app.MapGet("/api/unmarked", () => "open to all?");
        app.MapPost("/api/orders", (Actor actor) => actor.Name).RequirePermission(Permission.CreateOrders);
        app.MapGet("/api/invoices", () => "invoices").RequirePermission(Permission.ViewInvoices, PermissionLevel.Read);
        app.MapGroup("/api/both").AllowEveryone().RequirePermission(Permission.ManageLeads)
            .MapGet("", () => "both").RequirePermission(Permission.ViewCustomers).AllowEveryone();
        app.MapGet("/home", (Actor actor) => actor.Name).RequirePermission(Permission.ViewOwnProfile);
        app.MapGet("/leads", () => "leads").RequirePermission(Permission.ManageLeads);
        app.MapPost("/signin", async (HttpContext http, SignIn signIn, string user, string password) =>
        {
            var let = (await signIn.Handle(user, password, http.RequestAborted)).ValueOrNull;
            await (let is null ? Task.CompletedTask : Sessions.Begin(http, let));
            return let is null ? Results.BadRequest() : Results.Ok();
        }).AllowEveryone();
    }

    private async Task StopServers()
    {
        foreach (var server in _servers)
        {
            await server.StopAsync();
            await server.DisposeAsync();
        }
    }
}

/// <summary>How clients talk to a server of a world.</summary>
internal static class ServerRequests
{
    public static Task<HttpResponseMessage> PostForm(
        this WebApplication server, string path, params (string Key, string Value)[] fields) =>
        server.Client().PostAsync(
            new Uri(path, UriKind.Relative),
            new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Key, f.Value))));

    /// <summary>A token for the application on its own.</summary>
    public static async Task<string> Token(this WebApplication server, RegisteredApplication application)
    {
        using var answer = await server.PostForm(
            "/common/oauth2/token", ("grant_type", "client_credentials"), ("client_id", $"{application.ClientId}"),
            ("client_secret", application.Secret), ("resource", "https://graph.windows.net"));
        return (await answer.Json()).GetProperty("access_token").GetString()!;
    }

    /// <summary>A token for the application with a user.</summary>
    public static async Task<string> Token(this WebApplication server, RegisteredApplication application, User user)
    {
        using var answer = await server.PostForm(
            "/common/oauth2/token", ("grant_type", "password"), ("client_id", $"{application.ClientId}"),
            ("username", user.UserName!), ("password", World.Password),
            ("resource", "https://api.partnercenter.microsoft.com"));
        return (await answer.Json()).GetProperty("access_token").GetString()!;
    }

    public static async Task<HttpResponseMessage> Get(
        this WebApplication server, string path, string? token, HttpMethod? method = null)
    {
        using var request = new HttpRequestMessage(method ?? HttpMethod.Get, path);
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        return await server.Client().SendAsync(request);
    }

    /// <summary>Sends a body as JSON.</summary>
    /// <summary>A client of a server that listens, or of one that lives in memory.</summary>
    public static HttpClient Client(this WebApplication server) => server.Services.GetRequiredService<IServer>() is TestServer
        ? server.GetTestClient()
        : new HttpClient { BaseAddress = new Uri(server.Urls.First()) };

    public static async Task<HttpResponseMessage> Send(
        this WebApplication server, HttpMethod method, string path, string? token, object? body, string? idempotencyKey = null)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        request.Content = body switch
        {
            null => null,
            string text => new StringContent(text, System.Text.Encoding.UTF8, "application/json"),
            _ => JsonContent.Create(body),
        };
        if (idempotencyKey is not null)
        {
            request.Headers.Add("Idempotency-Key", idempotencyKey);
        }

        return await server.Client().SendAsync(request);
    }

    public static async Task<JsonElement> Json(this HttpResponseMessage answer) =>
        JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
}
