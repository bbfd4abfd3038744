using System.Net.Http.Headers;
using System.Text.Json;

namespace Kontor.Sandbox;

/// <summary>An answer of the server, whatever it is.</summary>
public sealed record DemoReply(int Status, JsonElement Json, string Text)
{
    /// <summary>The member at a path such as <c>items.0.id</c>; an undefined element where there is none.</summary>
    public JsonElement this[string path] => At(Json, path);

    public IEnumerable<JsonElement> Items =>
        this["items"] is { ValueKind: JsonValueKind.Array } items ? items.EnumerateArray() : [];

    public static JsonElement At(JsonElement json, string path)
    {
        foreach (var step in path.Split('.'))
        {
            if (json.ValueKind == JsonValueKind.Array && int.TryParse(step, out var index))
            {
                json = index < json.GetArrayLength() ? json[index] : default;
            }
            else if (json.ValueKind != JsonValueKind.Object || !json.TryGetProperty(step, out json))
            {
                return default;
            }
        }

        return json;
    }
}

/// <summary>Speaks to a server over HTTP as one actor of the demo world.</summary>
public sealed class DemoClient : IDisposable
{
    private const string Resource = "https://api.partnercenter.microsoft.com";

    private readonly HttpClient _http;

    private DemoClient(HttpClient http, ActorCredentials actor) => (_http, Actor) = (http, actor);

    public ActorCredentials Actor { get; }

    /// <summary>As the tenant's application, by its secret.</summary>
    public static Task<DemoClient> AsApplication(Uri server, ActorCredentials actor, CancellationToken cancel) =>
        SignIn(server, actor, new()
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = actor.ClientId.ToString(),
            ["client_secret"] = actor.ClientSecret,
            ["resource"] = Resource,
        }, cancel);

    /// <summary>As the tenant's global admin, by password.</summary>
    public static Task<DemoClient> AsUser(Uri server, ActorCredentials actor, CancellationToken cancel) =>
        SignIn(server, actor, new()
        {
            ["grant_type"] = "password",
            ["client_id"] = actor.ClientId.ToString(),
            ["username"] = actor.User,
            ["password"] = actor.Password,
            ["resource"] = Resource,
        }, cancel);

    public Task<DemoReply> Get(string path, CancellationToken cancel) => Send(HttpMethod.Get, path, null, null, cancel);

    public Task<DemoReply> Post(string path, object? body, CancellationToken cancel, Guid? requestId = null) =>
        Send(HttpMethod.Post, path, body, requestId, cancel);

    public Task<DemoReply> Put(string path, object? body, CancellationToken cancel) =>
        Send(HttpMethod.Put, path, body, null, cancel);

    public void Dispose() => _http.Dispose();

    private static async Task<DemoClient> SignIn(
        Uri server, ActorCredentials actor, Dictionary<string, string> fields, CancellationToken cancel)
    {
        var http = new HttpClient { BaseAddress = server, Timeout = TimeSpan.FromMinutes(1) };
        using var form = new FormUrlEncodedContent(fields);
        using var answer = await http.PostAsync(new Uri($"/{actor.TenantId}/oauth2/token", UriKind.Relative), form, cancel);
        var text = await answer.Content.ReadAsStringAsync(cancel);
        if (!answer.IsSuccessStatusCode)
        {
            http.Dispose();
            throw new WalkthroughException(
                $"{actor.Organisation} got no token ({(int)answer.StatusCode}). The credentials may be of another demo world: "
                + "name its data folder with --data.");
        }

        using var token = JsonDocument.Parse(text);
        http.DefaultRequestHeaders.Authorization =
            new AuthenticationHeaderValue("Bearer", token.RootElement.GetProperty("access_token").GetString());
        return new DemoClient(http, actor);
    }

    private async Task<DemoReply> Send(HttpMethod method, string path, object? body, Guid? requestId, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(method, path);
        if (requestId is { } id)
        {
            request.Headers.Add("MS-RequestId", id.ToString());
        }

        if (body is not null)
        {
            request.Content = JsonContent.Create(body);
        }

        using var answer = await _http.SendAsync(request, cancel);
        var text = await answer.Content.ReadAsStringAsync(cancel);
        return new DemoReply((int)answer.StatusCode, Parse(text), text);
    }

    private static JsonElement Parse(string text)
    {
        try
        {
            return JsonSerializer.Deserialize<JsonElement>(text);
        }
        catch (JsonException)
        {
            return default;
        }
    }
}

/// <summary>The walkthrough cannot go on; the message says what to do.</summary>
public sealed class WalkthroughException(string message) : Exception(message);
