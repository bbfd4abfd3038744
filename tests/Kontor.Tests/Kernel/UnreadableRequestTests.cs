using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Kontor.Kernel;
using Microsoft.AspNetCore.Builder;

namespace Kontor.Tests.Kernel;

/// <summary>What <c>/api</c> says to requests that no endpoint gets to see.</summary>
public sealed class UnreadableRequestTests
{
    private const string Json = "application/json";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<string, string, string?, string, int, string> Requests => new()
    {
        { "POST", "/api/eligibility", """{"action":""", Json, 400, "REQUEST_BODY_UNREADABLE" },
        { "POST", "/api/eligibility", "[1]", Json, 400, "REQUEST_BODY_UNREADABLE" },
        { "POST", "/api/eligibility", """{"action":5}""", Json, 400, "REQUEST_BODY_UNREADABLE" },
        { "POST", "/api/partner-invitations", new string('[', 5_000), Json, 400, "REQUEST_BODY_UNREADABLE" },
        { "PUT", $"/api/partnerships/{Guid.Empty}/end", "{}", Json, 400, "REQUEST_MEMBER_MISSING" },
        { "POST", "/api/eligibility", "", Json, 400, "REQUEST_BODY_MISSING" },
        { "POST", "/api/eligibility", null, "", 400, "REQUEST_BODY_MISSING" },
        { "POST", "/api/eligibility", "hello", "text/plain", 415, "REQUEST_MEDIA_TYPE_WRONG" },
        { "POST", "/api/partner-invitations", Large, Json, 413, "REQUEST_TOO_LARGE" },
        { "GET", "/api/customers?size=many", null, "", 400, "REQUEST_VALUE_UNREADABLE" },
        { "DELETE", "/api/eligibility", null, "", 405, "REQUEST_METHOD_WRONG" },
        { "GET", "/api/customers/not-an-id", null, "", 404, "REQUEST_ADDRESS_UNKNOWN" },
        { "GET", "/api/nothing", null, "", 404, "REQUEST_ADDRESS_UNKNOWN" },
        { "PUT", "/api/policy", """{"version":1}""", Json, 422, "REQUEST_MEMBER_MISSING" },
    };

    private static string Large => $$"""{"text":"{{new string('x', 3 * 1024 * 1024)}}"}""";

    [Fact]
    public async Task Every_refusal_is_a_problem_that_says_what_is_wrong()
    {
        await using var world = await World.Create();
        var server = await world.WholeServer(listens: true);
        var vendor = await server.Token(await world.Application(await world.Vendor(), Role.ProgramOperator));
        var provider = await server.Token(await world.Application(await world.Provider(), Role.GlobalAdmin));

        foreach (var (method, path, body, type, status, code) in Requests.Select(row => row.Data))
        {
            var (answered, text) = await Send(
                server, new HttpMethod(method), path, body, type, path == "/api/policy" ? vendor : provider);

            Assert.True((int)answered == status, $"{method} {path}: {answered} {text}");
            using var problem = JsonDocument.Parse(text);
            var reason = problem.RootElement.GetProperty("reasons")[0];
            Assert.Equal(code, reason.GetProperty("code").GetString());
            Assert.Equal(status, problem.RootElement.GetProperty("status").GetInt32());
            Assert.DoesNotContain("{0}", reason.GetProperty("text").GetString(), StringComparison.Ordinal);
            Assert.DoesNotContain("Exception", text, StringComparison.Ordinal);
            Assert.DoesNotContain(" at Kontor.", text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_reader_is_told_the_place_in_its_language()
    {
        await using var world = await World.Create();
        var server = await world.WholeServer(listens: true);
        var provider = await server.Token(await world.Application(await world.Provider(), Role.GlobalAdmin));

        var (_, value) = await Send(
            server, HttpMethod.Get, "/api/customers?size=many", null, "", provider);
        Assert.Contains("size", value, StringComparison.Ordinal);
        var (_, text) = await Send(
            server, HttpMethod.Post, "/api/eligibility", "{\n \"seller\": 7}", Json, provider, "de");

        Assert.Contains("$.seller", text, StringComparison.Ordinal);
        Assert.Contains("Zeile 2", text, StringComparison.Ordinal);
    }

    private static async Task<(HttpStatusCode Status, string Text)> Send(
        WebApplication server, HttpMethod method, string path, string? body, string type, string token, string language = "en")
    {
        using var client = server.Client();
        using var request = new HttpRequestMessage(method, path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        request.Headers.AcceptLanguage.ParseAdd(language);
        if (body is not null)
        {
            request.Content = new StringContent(body, Encoding.UTF8, type);
        }

        using var answer = await client.SendAsync(request, Cancel);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(Cancel));
    }
}
