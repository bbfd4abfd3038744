using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Kontor.Eligibility;
using Kontor.Kernel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Kontor.Tests.Eligibility;

/// <summary><c>POST /api/eligibility</c> over real HTTP.</summary>
public sealed class EligibilityEndpointTests(Trade trade) : IClassFixture<Trade>, IAsyncLifetime
{
    private readonly AsyncServiceScope _scope = trade.World.Services.CreateAsyncScope();
    private WebApplication _app = null!;
    private HttpClient _client = null!;
    private Actor? _actor;

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseSetting("urls", "http://127.0.0.1:0");
        builder.Services.AddProblemDetails();
        builder.Services.AddScoped(_ => _actor!);
        builder.Services.AddSingleton(_scope.ServiceProvider.GetRequiredService<AskEligibility>());
        _app = builder.Build();
        _app.UseRequestLocalization("en-US", "de-DE", "nl-NL", "de", "nl");
        _app.MapGroup("/api").MapEligibility();
        await _app.StartAsync();
        var address = _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        _client = new HttpClient { BaseAddress = new Uri(address) };
        _actor = trade.Reseller.GlobalAdmin;
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _app.DisposeAsync();
        await _scope.DisposeAsync();
    }

    [Fact]
    public async Task The_answer_has_the_shape_of_the_contract()
    {
        var (status, answer) = await Post(new
        {
            action = "sell",
            seller = trade.Reseller.Id.Value,
            buyer = trade.Provider.Id.Value,
            via = trade.Provider.Id.Value,
        });

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(["granted", "chain", "reasons", "steps", "notes", "instead"], Names(answer));
        Assert.False(answer.GetProperty("granted").GetBoolean());
        Assert.Equal(
            [trade.Vendor.Id.ToString(), trade.Provider.Id.ToString(), trade.Reseller.Id.ToString(), trade.Provider.Id.ToString()],
            answer.GetProperty("chain").EnumerateArray().Select(tenant => tenant.GetString()));
        var reason = answer.GetProperty("reasons")[0];
        Assert.Equal(["code", "rule", "text", "waysOut"], Names(reason));
        Assert.Equal("SELF_SALE", reason.GetProperty("code").GetString());
        Assert.Equal("SCN-05", reason.GetProperty("rule").GetString());
        Assert.Equal(["text", "href"], Names(reason.GetProperty("waysOut")[0]));
        Assert.Equal("/can-i-sell", reason.GetProperty("waysOut")[0].GetProperty("href").GetString());
    }

    [Fact]
    public async Task A_granted_answer_lists_steps_with_their_pages()
    {
        var (_, answer) = await Post(new
        {
            action = "sell",
            seller = trade.Reseller.Id.Value,
            buyer = trade.Customer.Id.Value,
            via = trade.Provider.Id.Value,
        });

        Assert.True(answer.GetProperty("granted").GetBoolean());
        Assert.Equal("CHAIN_OK", answer.GetProperty("notes")[0].GetString());
        var steps = answer.GetProperty("steps").EnumerateArray().ToArray();
        Assert.All(steps, step => Assert.Equal(["code", "text", "href"], Names(step)));
        Assert.Equal($"/customers/{trade.Customer.Id}", steps[^1].GetProperty("href").GetString());
    }

    [Theory]
    [InlineData("en-US", "the program")]
    [InlineData("de-DE", "Vertriebspartner")]
    [InlineData("nl", "reseller")]
    public async Task The_sentences_are_in_the_language_of_the_request(string language, string word)
    {
        _client.DefaultRequestHeaders.AcceptLanguage.Add(new StringWithQualityHeaderValue(language));

        var (_, answer) = await Post(new { action = "sell", seller = trade.Reseller.Id.Value, buyer = trade.Customer.Id.Value });

        var texts = answer.GetProperty("reasons").EnumerateArray().Select(r => r.GetProperty("text").GetString()!);
        Assert.Contains(texts, text => text.Contains(word, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("""{"action": "buy", "seller": "S", "buyer": "B"}""", "ELIGIBILITY_ACTION_UNKNOWN")]
    [InlineData("""{"seller": "S", "buyer": "B"}""", "ELIGIBILITY_ACTION_UNKNOWN")]
    [InlineData("""{"action": "sell", "seller": "x", "buyer": "B"}""", "ELIGIBILITY_TENANT_INVALID")]
    [InlineData("""{"action": "sell", "buyer": "B"}""", "ELIGIBILITY_TENANT_INVALID")]
    [InlineData("""{"action": "sell", "seller": "S", "buyer": "B", "via": "x"}""", "ELIGIBILITY_TENANT_INVALID")]
    [InlineData("""{"action": "partner", "seller": "S", "buyer": "B", "via": "S"}""", "ELIGIBILITY_ONLY_FOR_SALES")]
    [InlineData("""{"action": "manage", "seller": "S", "buyer": "B", "product": "P"}""", "ELIGIBILITY_ONLY_FOR_SALES")]
    [InlineData("""{"action": "sell", "seller": "S", "buyer": "B", "product": "\u0000"}""", "ELIGIBILITY_PRODUCT_INVALID")]
    public async Task A_question_that_cannot_be_used_is_unprocessable(string body, string code)
    {
        var (status, problem) = await Post(body
            .Replace("\"S\"", $"\"{trade.Reseller.Id}\"", StringComparison.Ordinal)
            .Replace("\"B\"", $"\"{trade.Customer.Id}\"", StringComparison.Ordinal));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
        Assert.Equal(code, problem.GetProperty("reasons")[0].GetProperty("code").GetString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("""{"action": 1}""")]
    [InlineData("{")]
    public async Task What_is_no_such_object_is_malformed(string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");

        using var response = await _client.PostAsync("/api/eligibility", content);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task A_body_beyond_all_need_is_not_read()
    {
        using var content = JsonContent.Create(new { action = "sell", product = new string('x', 5000) });

        using var response = await _client.PostAsync("/api/eligibility", content);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
    }

    [Fact]
    public async Task A_question_about_others_is_not_found()
    {
        _actor = trade.Direct.GlobalAdmin;

        var (status, problem) = await Post(
            new { action = "sell", seller = trade.Reseller.Id.Value, buyer = trade.Customer.Id.Value });

        Assert.Equal(HttpStatusCode.NotFound, status);
        Assert.Equal("urn:kontor:problem:ELIGIBILITY_TENANT_NOT_FOUND", problem.GetProperty("type").GetString());
    }

    private static IEnumerable<string> Names(JsonElement element) => element.EnumerateObject().Select(p => p.Name);

    private async Task<(HttpStatusCode Status, JsonElement Body)> Post(object body)
    {
        using var content = body is string json
            ? new StringContent(json, Encoding.UTF8, "application/json")
            : (HttpContent)JsonContent.Create(body);
        using var response = await _client.PostAsync("/api/eligibility", content);
        return (response.StatusCode, await response.Content.ReadFromJsonAsync<JsonElement>());
    }
}
