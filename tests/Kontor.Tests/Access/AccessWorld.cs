using System.Collections.Immutable;
using System.Net.Http.Headers;
using System.Text.Json;
using Kontor.Access;
using Kontor.Accounts;
using Kontor.Enrolment;
using Kontor.Kernel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Kontor.Tests.Access;

/// <summary>A database, one or more servers on it that have Access and a few routes to knock at, and a clock.</summary>
internal sealed class AccessWorld : IAsyncDisposable
{
    public const string Password = "correct horse battery";

    private readonly List<WebApplication> _servers = [];

    private AccessWorld(TestDatabase database) => Database = database;

    public TestDatabase Database { get; }

    public WallClockOfTest Clock { get; } = new();

    public static async Task<AccessWorld> Create() => new(await TestPostgres.CreateDatabase());

    /// <summary>Another server of the group.</summary>
    public async Task<WebApplication> Server(params (string Key, string Value)[] settings)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration.AddInMemoryCollection(settings.Select(s => KeyValuePair.Create(s.Key, (string?)s.Value)));
        builder.WebHost.UseTestServer();
        builder.Services.AddKeyedSingleton<TimeProvider>(WallClock.Key, Clock);
        builder.Services.AddSingleton<TimeProvider>(Clock);
        builder.Services.AddDatabase(Database.Source).AddAccess(builder.Configuration);
        var app = builder.Build();
        app.UseRouting();
        app.UseAccess();
        app.MapAccess();
        app.MapGet("/api/me", (Actor actor) => new Me(
            $"{actor.TenantId}", actor.Name, [.. actor.Roles.Order().Select(r => $"{r}")], actor.IsApplicationOnly))
            .RequirePermission(Permission.ViewOwnProfile);
        app.MapGet("/v1/me", (Actor actor) => actor.Name).RequirePermission(Permission.ViewOwnProfile);
        app.MapGet("/api/public", (Caller caller) => caller.Actor?.Name ?? "nobody").AllowEveryone();
        app.MapGet("/api/unmarked", () => "open to all?");
        app.MapPost("/api/orders", (Actor actor) => actor.Name).RequirePermission(Permission.CreateOrders);
        app.MapGet("/api/invoices", () => "invoices").RequirePermission(Permission.ViewInvoices, PermissionLevel.Read);
        app.MapGroup("/api/both").RequirePermission(Permission.ViewCustomers)
            .MapGet("", () => "both").RequirePermission(Permission.ManageLeads);
        app.MapGet("/home", (Actor actor) => actor.Name).RequirePermission(Permission.ViewOwnProfile);
        app.MapGet("/leads", () => "leads").RequirePermission(Permission.ManageLeads);
        app.MapPost("/signin", async (HttpContext http, SignIn signIn, string user, string password) =>
        {
            var let = (await signIn.Handle(user, password, http.RequestAborted)).ValueOrNull;
            await (let is null ? Task.CompletedTask : Sessions.Begin(http, let));
            return let is null ? Results.BadRequest() : Results.Ok();
        }).AllowEveryone();
        await app.StartAsync();
        _servers.Add(app);
        return app;
    }

    /// <summary>A tenant with its domains, and its enrolments when it is a partner.</summary>
    public async Task<Tenant> HasTenant(string domain, TenantKind kind = TenantKind.Partner, params PartnerType[] types)
    {
        await using var db = Database.Db();
        var organisation = new Organisation { Id = new OrganisationId(Guid.NewGuid()), Name = domain, Market = "DE" };
        var tenant = new Tenant
        {
            Id = new TenantId(Guid.NewGuid()), OrganisationId = organisation.Id, Kind = kind, Cloud = Cloud.Public,
            Market = "DE", DefaultDomain = domain, CreatedAt = Clock.Now(),
        };
        db.AddRange(organisation, tenant);
        db.Add(new TenantDomain { Domain = domain, TenantId = tenant.Id });
        db.Add(new TenantDomain { Domain = $"www.{domain}", TenantId = tenant.Id });
        db.AddRange(types.Select(type => new PartnerEnrolment
        {
            TenantId = tenant.Id, Type = type, State = EnrolmentState.Active, Since = Clock.Now(),
        }));
        await db.SaveChangesAsync();
        return tenant;
    }

    public static async Task<RegisteredApplication> HasApplication(WebApplication server, Tenant tenant, params ImmutableArray<Role> roles)
    {
        await using var scope = server.Services.CreateAsyncScope();
        var result = await scope.ServiceProvider.GetRequiredService<RegisterApplication>()
            .Handle(tenant.Id, "Ordering", roles, CancellationToken.None);
        return result.ValueOrNull!;
    }

    public static async Task<User> HasUser(WebApplication server, Tenant tenant, string name, params ImmutableArray<Role> roles)
    {
        await using var scope = server.Services.CreateAsyncScope();
        var result = await scope.ServiceProvider.GetRequiredService<CreateUser>()
            .Handle(new NewUser(tenant.Id, name, "Ada Admin", "de", Password, roles), CancellationToken.None);
        return result.ValueOrNull ?? throw new InvalidOperationException(string.Join(',', result.Decision.Reasons.Select(r => r.Code)));
    }

    public static Task<HttpResponseMessage> PostForm(WebApplication server, string path, params (string Key, string Value)[] fields) =>
        server.GetTestClient().PostAsync(
            new Uri(path, UriKind.Relative), new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Key, f.Value))));

    /// <summary>A token for the application on its own.</summary>
    public static async Task<string> Token(WebApplication server, Tenant tenant, RegisteredApplication application)
    {
        using var answer = await PostForm(
            server, $"/{tenant.Id}/oauth2/token", ("grant_type", "client_credentials"), ("client_id", $"{application.ClientId}"),
            ("client_secret", application.Secret), ("resource", "https://graph.windows.net"));
        return (await Json(answer)).GetProperty("access_token").GetString()!;
    }

    /// <summary>A token for the application with a user.</summary>
    public static async Task<string> Token(WebApplication server, RegisteredApplication application, User user)
    {
        using var answer = await PostForm(
            server, "/common/oauth2/token", ("grant_type", "password"), ("client_id", $"{application.ClientId}"),
            ("username", user.UserName!), ("password", Password), ("resource", "https://api.partnercenter.microsoft.com"));
        return (await Json(answer)).GetProperty("access_token").GetString()!;
    }

    public static async Task<HttpResponseMessage> Get(WebApplication server, string path, string? token, HttpMethod? method = null)
    {
        using var request = new HttpRequestMessage(method ?? HttpMethod.Get, path);
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        return await server.GetTestClient().SendAsync(request);
    }

    public static async Task<JsonElement> Json(HttpResponseMessage answer) =>
        JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;

    public async ValueTask DisposeAsync()
    {
        foreach (var server in _servers)
        {
            await server.DisposeAsync();
        }

        await Database.DisposeAsync();
    }

    private sealed record Me(string Tenant, string Name, string[] Roles, bool IsApplicationOnly);
}
