using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;

namespace Kontor.Sandbox;

/// <summary>An answer of the server.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Text">The body as it came.</param>
internal sealed record Reply(int Status, string Text)
{
    private const int MostShown = 400;

    private readonly Lazy<JsonElement?> _json = new(() => Parse(Text));

    /// <summary>The beginning of the body, for messages.</summary>
    public string Seen => $"{Status} {(Text.Length > MostShown ? Text[..MostShown] + " …" : Text)}";

    /// <summary>The items of a list; none where there is no list.</summary>
    public IEnumerable<JsonElement> Items =>
        (_json.Value is { ValueKind: JsonValueKind.Array } list ? list : At("items")) is
        { ValueKind: JsonValueKind.Array } items
            ? items.EnumerateArray()
            : [];

    /// <summary>The codes of a refusal's reasons, the weightiest first, with blanks between them.</summary>
    public string Codes => (At("reasons") ?? At("data")) is { ValueKind: JsonValueKind.Array } reasons
        ? string.Join(' ', reasons.EnumerateArray().Select(reason => reason.GetProperty("code").GetString()))
        : "";

    /// <summary>The value at a path such as <c>orders.0.id</c>; null where nothing is.</summary>
    public JsonElement? At(string path) => _json.Value is { } json ? At(json, path) : null;

    public string? this[string path] => At(path)?.ToString();

    public static JsonElement? At(JsonElement json, string path)
    {
        foreach (var part in path.Split('.'))
        {
            if (json.ValueKind == JsonValueKind.Array
                && int.TryParse(part, CultureInfo.InvariantCulture, out var place)
                && place < json.GetArrayLength())
            {
                json = json[place];
            }
            else if (json.ValueKind != JsonValueKind.Object || !json.TryGetProperty(part, out json))
            {
                return null;
            }
        }

        return json.ValueKind == JsonValueKind.Null ? null : json;
    }

    private static JsonElement? Parse(string text)
    {
        try
        {
            return text.Length == 0 ? null : JsonSerializer.Deserialize<JsonElement>(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>One who talks to the server: an actor's application on its own, or with a user of the actor.</summary>
internal sealed class DemoCaller(HttpClient http, ActorCredentials actor, UserCredentials? user)
{
    private string? _token;

    public ActorCredentials Actor => actor;

    public string Tenant => actor.TenantId.ToString();

    public Task<Reply> Get(string path) => Send(HttpMethod.Get, path, null);

    public Task<Reply> Post(string path, object body, Guid? requestId = null) =>
        Send(HttpMethod.Post, path, body, requestId);

    public Task<Reply> Put(string path, object body) => Send(HttpMethod.Put, path, body);

    private async Task<Reply> Send(HttpMethod method, string path, object? body, Guid? requestId = null)
    {
        _token ??= await Token();
        using var request = new HttpRequestMessage(method, path)
        {
            Headers = { Authorization = new AuthenticationHeaderValue("Bearer", _token) },
            Content = body is null ? null : JsonContent.Create(body),
        };
        if (requestId is { } id)
        {
            request.Headers.Add("MS-RequestId", id.ToString());
        }

        using var answer = await http.SendAsync(request);
        return new Reply((int)answer.StatusCode, (await answer.Content.ReadAsStringAsync()).TrimStart('\uFEFF'));
    }

    private async Task<string> Token()
    {
        var form = new Dictionary<string, string>
        {
            ["grant_type"] = user is null ? "client_credentials" : "password",
            ["client_id"] = actor.ClientId.ToString(),
            ["client_secret"] = actor.ClientSecret,
            ["resource"] = "https://graph.windows.net",
        };
        if (user is not null)
        {
            (form["username"], form["password"]) = (user.User, user.Password);
        }

        using var content = new FormUrlEncodedContent(form);
        using var answer = await http.PostAsync(new Uri($"/{actor.TenantId}/oauth2/token", UriKind.Relative), content);
        var reply = new Reply((int)answer.StatusCode, await answer.Content.ReadAsStringAsync());
        return reply["access_token"] ?? throw new WalkthroughException(
            $"{user?.User ?? actor.Organisation} gets no token ({reply.Seen}). The credentials may be of another "
            + "world: name its data folder with --data.");
    }
}

/// <summary>A walkthrough cannot go on; the message is for people at a terminal.</summary>
internal sealed class WalkthroughException(string message) : Exception(message);
