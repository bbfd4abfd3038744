using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Kontor.Policy;
using Kontor.Sandbox;
using Kontor.Server;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Kontor.Tests.Sandbox;

/// <summary>A server with a demo world, as <c>serve --demo</c> runs it, on a free loopback port in this process.</summary>
public sealed class DemoServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private DemoServer(WebApplication app, string folder) => (_app, Folder) = (app, folder);

    /// <summary>The data folder, where <c>credentials.json</c> stands.</summary>
    public string Folder { get; }

    public Uri Address => new(_app.Urls.First());

    public ServerSettings Settings => _app.Services.GetRequiredService<ServerSettings>();

    public IServiceProvider Services => _app.Services;

    public IReadOnlyDictionary<string, ActorCredentials> Actors => CredentialsFile.Read(Folder)!;

    /// <summary>Another server of the group, which has not looked at the database yet.</summary>
    public static DemoServer Build(TestDatabase database, string folder)
    {
        var app = KontorHost.BuildServer(
            new ConfigurationBuilder().AddInMemoryCollection().Build(),
            new ServerSettings(folder, IsDemo: true),
            database.Source,
            ["http://127.0.0.1:0"],
            services =>
            {
                new CheapSecrets().AddTo(services);
                services.AddLogging(logging => logging.ClearProviders());
            });
        return new DemoServer(app, folder);
    }

    /// <summary>Makes the world, or finds it.</summary>
    public async Task Ensure(CancellationToken cancel = default)
    {
        await Services.GetRequiredService<CurrentPolicy>().Load(cancel);
        await DemoWorld.Ensure(Services, Settings, cancel);
    }

    public Task<string> Welcome() => DemoWorld.Welcome(Services, Settings, CancellationToken.None);

    /// <summary>Begins to answer requests.</summary>
    public async Task<DemoServer> Start()
    {
        await Ensure();
        await _app.StartAsync();
        return this;
    }

    /// <summary>A client with the token of an actor's application, or of one of its users.</summary>
    public async Task<HttpClient> Client(string actor, UserCredentials? user = null)
    {
        var http = new HttpClient { BaseAddress = Address };
        var token = await TokenOf(http, Actors[actor], user);
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return http;
    }

    /// <summary>A token by the tenant's own endpoint; fails where there is none.</summary>
    public static async Task<string> TokenOf(HttpClient http, ActorCredentials actor, UserCredentials? user)
    {
        var fields = new Dictionary<string, string>
        {
            ["grant_type"] = user is null ? "client_credentials" : "password",
            ["client_id"] = actor.ClientId.ToString(),
            ["client_secret"] = actor.ClientSecret,
            ["resource"] = "https://graph.windows.net",
        };
        if (user is not null)
        {
            (fields["username"], fields["password"]) = (user.User, user.Password);
        }

        using var form = new FormUrlEncodedContent(fields);
        using var answer = await http.PostAsync(new Uri($"/{actor.TenantId}/oauth2/token", UriKind.Relative), form);
        Assert.True(answer.IsSuccessStatusCode, $"{user?.User ?? actor.Organisation}: {answer.StatusCode}");
        var token = await answer.Content.ReadFromJsonAsync<JsonElement>();
        return token.GetProperty("access_token").GetString()!;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
