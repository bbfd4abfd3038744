using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Kontor.Access;
using Kontor.Kernel;
using Kontor.Server;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Kontor.Tests.PartnerCenter;

/// <summary>The whole application of a world, served on loopback, and clients of it with tokens as they would get them.</summary>
public sealed class WireHost : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly World _world;

    private WireHost(World world, WebApplication app) => (_world, _app) = (world, app);

    public static async Task<WireHost> Serve(World world)
    {
        var app = KontorHost.BuildServer(
            new ConfigurationBuilder().AddInMemoryCollection([new("Kontor:PublicUrl", World.PublicUrl)]).Build(),
            new ServerSettings(Path.GetTempPath(), IsDemo: false),
            world.Services.GetRequiredService<NpgsqlDataSource>(),
            ["http://127.0.0.1:0"],
            services =>
            {
                services.AddSingleton<TimeProvider>(world.Clock);
                new CheapSecrets().AddTo(services);
                services.AddLogging(logging => logging.ClearProviders());
                services.AddDataProtection().UseEphemeralDataProtectionProvider();
            });
        await app.StartAsync();
        return new WireHost(world, app);
    }

    /// <summary>Everything that is served.</summary>
    public EndpointDataSource Endpoints => _app.Services.GetRequiredService<EndpointDataSource>();

    /// <summary>A client without a token.</summary>
    public WireClient Nobody() => new(new HttpClient { BaseAddress = new Uri(_app.Urls.First()) });

    /// <summary>A client with the token of a user with these roles; global admin when none is named.</summary>
    public Task<WireClient> User(Participant tenant, params Role[] roles) => Client(tenant, isUser: true, roles);

    /// <summary>A client with the token of a user who holds no role (ROL-02).</summary>
    public Task<WireClient> UserWithoutRole(Participant tenant) => Client(tenant, isUser: true, null);

    /// <summary>A client with the token of an application on its own.</summary>
    public Task<WireClient> Application(Participant tenant, params Role[] roles) => Client(tenant, isUser: false, roles);

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private async Task<WireClient> Client(Participant tenant, bool isUser, Role[]? roles)
    {
        roles = roles is null ? [] : roles.Length == 0 ? [Role.GlobalAdmin] : roles;
        var application = (await _world.Does((RegisterApplication use) =>
            use.Handle(tenant.Id, "test", [.. roles], CancellationToken.None))).ValueOrNull!;
        TokenOwner owner = new(tenant.Id, application.ClientId, null, null, null);
        if (isUser)
        {
            var name = $"user{Guid.NewGuid():N}@{tenant.Domain}";
            var user = (await _world.Does((CreateUser use) =>
                use.Handle(new NewUser(tenant.Id, name, "Ada", "en", null, [.. roles]), CancellationToken.None))).ValueOrNull!;
            owner = owner with { UserId = user.UserId, UserName = name, FullName = "Ada" };
        }

        var tokens = _app.Services.GetRequiredService<AccessTokens>();
        var (token, _) = await tokens.Issue(owner, "https://api.partnercenter.microsoft.com", CancellationToken.None);
        var client = Nobody();
        client.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }
}

/// <summary>Speaks the protocol as a client does, and keeps what it was answered.</summary>
public sealed class WireClient(HttpClient http) : IDisposable
{
    public HttpClient Http => http;

    public Task<WireReply> Get(string path, params (string Name, string Value)[] headers) =>
        Send(HttpMethod.Get, path, null, headers);

    public Task<WireReply> Post(string path, string? body, params (string Name, string Value)[] headers) =>
        Send(HttpMethod.Post, path, body, headers);

    public Task<WireReply> Put(string path, string? body) => Send(HttpMethod.Put, path, body);

    public async Task<WireReply> Send(
        HttpMethod method, string path, string? body, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path);
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        if (body is not null)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body))
            {
                Headers = { ContentType = new MediaTypeHeaderValue("application/json") },
            };
        }

        using var response = await http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        return new WireReply((int)response.StatusCode, text, response.Headers.ToDictionary(h => h.Key, h => h.Value.First()));
    }

    public void Dispose() => http.Dispose();
}

/// <summary>An answer of the protocol.</summary>
public sealed record WireReply(int Status, string Text, IReadOnlyDictionary<string, string> Headers)
{
    private readonly Lazy<JsonElement> _json = new(() => JsonDocument.Parse(Text).RootElement);

    public JsonElement Json => _json.Value;

    public JsonElement[] Items => [.. Json.GetProperty("items").EnumerateArray()];

    /// <summary>Status and error code of a refusal.</summary>
    public (int Status, int Code) Fault => (Status, Json.GetProperty("code").GetInt32());

    /// <summary>The text at a path such as <c>links.self.uri</c> or <c>lineItems.0.error</c>; null where nothing is.</summary>
    public string? this[string path] => At(Json, path)?.ToString();

    public static JsonElement? At(JsonElement json, string path)
    {
        foreach (var step in path.Split('.'))
        {
            if (json.ValueKind == JsonValueKind.Array && int.TryParse(step, CultureInfo.InvariantCulture, out var index))
            {
                if (index >= json.GetArrayLength())
                {
                    return null;
                }

                json = json[index];
            }
            else if (json.ValueKind != JsonValueKind.Object || !json.TryGetProperty(step, out json))
            {
                return null;
            }
        }

        return json;
    }

    /// <summary>
    /// Names and types of an object's members, as <c>name:string</c>, sorted; deeper ones as <c>name.name</c>. Of an array
    /// the first element counts.
    /// </summary>
    public static IEnumerable<string> Shape(JsonElement json, string at = "") => json.ValueKind switch
    {
        JsonValueKind.Object => json.EnumerateObject()
            .SelectMany(member => Shape(member.Value, at.Length == 0 ? member.Name : $"{at}.{member.Name}"))
            .Order(StringComparer.Ordinal),
        JsonValueKind.Array when json.GetArrayLength() > 0 => Shape(json[0], $"{at}[]"),
        JsonValueKind.True or JsonValueKind.False => [$"{at}:bool"],
        _ => [$"{at}:{json.ValueKind.ToString().ToLowerInvariant()}"],
    };
}
