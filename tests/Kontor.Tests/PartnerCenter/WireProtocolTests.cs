using System.Globalization;
using System.Net;
using System.Text.Json;
using Kontor.Kernel;
using Kontor.PartnerCenter;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Kontor.Tests.PartnerCenter;

/// <summary>The protocol around endpoints that do nothing but what a test needs.</summary>
public sealed class WireProtocolTests : IAsyncLifetime
{
    private WebApplication _app = null!;
    private HttpClient _client = null!;

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseTestServer();
        builder.Logging.ClearProviders();
        builder.Services.AddTransient<IStartupFilter, WireProtocolFirst>();
        builder.Services.AddExceptionHandler<WireCrash>().AddProblemDetails();
        _app = builder.Build();
        _app.UseExceptionHandler();
        _app.UseRouting();
        var wire = _app.MapGroup("/v1");
        wire.MapGet("/customers/{id}", (string id) => Answer.Ok(new Link(id), Samples.Default.Link));
        wire.MapPost("/customers", async (HttpContext http) =>
        {
            var body = await WireBody.Read(http.Request, Samples.Default.SampleBody);
            return body.Fault is { } fault ? (IResult)new FaultAnswer(fault) : Results.NoContent();
        });
        wire.MapGet("/crash", object () => throw new InvalidOperationException("secret detail"));
        wire.MapGet("/status/{status:int}", (int status) => Results.StatusCode(status));
        wire.MapGet("/busy", (HttpContext http) => Faults.WriteThrottled(http, 57));
        wire.MapGet("/early", (HttpContext http) =>
        {
            using var output = WireStream.To(http.Response);
            output.Json.WriteStartArray();
            throw new InvalidOperationException("secret detail");
        });
        wire.MapGet("/half", async (HttpContext http) =>
        {
            using var output = WireStream.To(http.Response);
            output.Json.WriteStartArray();
            output.Json.WriteStringValue(new string('x', 100_000));
            await output.SendFullPart(CancellationToken.None);
            throw new InvalidOperationException("secret detail");
        });
        _app.MapGet("/elsewhere", () => Results.StatusCode(404));
        await _app.StartAsync();
        _client = _app.GetTestClient();
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    [Theory]
    [InlineData("/v1/customers/abc")]
    [InlineData("/v1/customers/abc/")]
    [InlineData("/v1//customers/abc")]
    [InlineData("//v1///customers//abc//")]
    [InlineData("/V1/CUSTOMERS/abc")]
    public async Task Addresses_are_found_in_any_case_and_with_stray_slashes(string path)
    {
        using var response = await _client.GetAsync(new Uri("http://localhost" + path));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("application/json; charset=utf-8", response.Content.Headers.ContentType!.ToString());
    }

    [Fact]
    public async Task Ids_and_locale_come_back()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/customers/abc");
        request.Headers.Add("MS-RequestId", "00000000-0000-4000-8000-000000000003");
        request.Headers.Add("MS-CorrelationId", "{11111111-1111-4111-8111-000000000003}");
        request.Headers.Add("X-Locale", "de-DE");

        using var response = await _client.SendAsync(request);

        Assert.Equal("00000000-0000-4000-8000-000000000003", Header(response, "MS-RequestId"));
        Assert.Equal("{11111111-1111-4111-8111-000000000003}", Header(response, "MS-CorrelationId"));
        Assert.Equal("de-DE", Header(response, "X-Locale"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("not-a-guid")]
    [InlineData("<script>")]
    public async Task Ids_that_are_absent_or_no_guids_are_made(string? sent)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/customers/abc");
        if (sent is not null)
        {
            request.Headers.Add("MS-RequestId", sent);
            request.Headers.Add("MS-CorrelationId", sent);
            request.Headers.Add("X-Locale", sent);
        }

        using var response = await _client.SendAsync(request);

        Assert.True(Guid.TryParse(Header(response, "MS-RequestId"), out _));
        Assert.True(Guid.TryParse(Header(response, "MS-CorrelationId"), out _));
        Assert.Equal("en-US", Header(response, "X-Locale"));
    }

    [Theory]
    [InlineData("GET", "/v1/no/such/route")]
    [InlineData("GET", "/v1")]
    [InlineData("DELETE", "/v1/customers/abc")]
    [InlineData("PATCH", "/v1/customers")]
    public async Task What_is_not_there_answers_the_protocols_not_found(string method, string path)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        using var response = await _client.SendAsync(request);

        Assert.Equal((404, 1000), await Fault(response));
    }

    [Theory]
    [InlineData(401, 401, 800001)]
    [InlineData(403, 403, 900150)]
    [InlineData(405, 404, 1000)]
    [InlineData(406, 400, 800002)]
    [InlineData(408, 400, 800002)]
    [InlineData(412, 400, 800002)]
    [InlineData(413, 400, 800002)]
    [InlineData(415, 400, 800002)]
    [InlineData(503, 500, 800003)]
    public async Task An_error_without_a_body_gets_one_that_clients_take_as_final(int raw, int status, int code)
    {
        using var response = await _client.GetAsync(new Uri($"http://localhost/v1/status/{raw}"));

        Assert.Equal((status, code), await Fault(response));
    }

    [Fact]
    public async Task Not_being_signed_in_is_told_as_the_protocol_tells_it()
    {
        using var response = await _client.GetAsync(new Uri("http://localhost/v1/status/401"));

        var challenge = Assert.Single(response.Headers.WwwAuthenticate);
        Assert.Equal("OAuth", challenge.Scheme);
        Assert.Equal($"realm=urn:cpsvc:cpid:{Header(response, "MS-CorrelationId")}", challenge.Parameter);
    }

    [Theory]
    [InlineData("/v1/crash")]
    [InlineData("/v1/early")]
    public async Task A_crash_tells_nothing_of_its_cause(string path)
    {
        using var response = await _client.GetAsync(new Uri("http://localhost" + path));

        Assert.Equal((500, 800003), await Fault(response));
        var body = await response.Content.ReadAsStringAsync();
        Assert.DoesNotContain("secret", body, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_that_breaks_off_does_not_look_whole() =>
        await Assert.ThrowsAnyAsync<Exception>(() => _client.GetStringAsync(new Uri("http://localhost/v1/half")));

    [Theory]
    [InlineData("de-AT", "de")]
    [InlineData("nl", "nl")]
    [InlineData("fr-FR", "en")]
    public async Task The_description_is_in_the_callers_language(string locale, string language)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/nothing");
        request.Headers.Add("X-Locale", locale);

        using var response = await _client.SendAsync(request);

        using var body = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        var expected = Texts.In(CultureInfo.GetCultureInfo(language), "wire.notFound");
        Assert.Equal(expected, body.RootElement.GetProperty("description").GetString());
        Assert.Equal(JsonValueKind.Array, body.RootElement.GetProperty("data").ValueKind);
        Assert.Equal("KontorPartnerCenter", body.RootElement.GetProperty("source").GetString());
    }

    [Fact]
    public async Task A_body_beyond_the_limit_is_refused()
    {
        using var content = new ByteArrayContent(new byte[WireBody.MaxBytes + 1]);
        using var response = await _client.PostAsync(new Uri("http://localhost/v1/customers"), content);

        Assert.Equal((400, 800002), await Fault(response));
    }

    [Fact]
    public async Task A_body_without_a_length_beyond_the_limit_is_refused()
    {
        using var content = new StreamContent(new Endless(WireBody.MaxBytes + 1));
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/customers") { Content = content };
        request.Headers.TransferEncodingChunked = true;
        using var response = await _client.SendAsync(request);

        Assert.Equal((400, 800002), await Fault(response));
    }

    [Fact]
    public async Task A_throttled_caller_is_told_when_to_come_back()
    {
        using var response = await _client.GetAsync(new Uri("http://localhost/v1/busy"));

        Assert.Equal(HttpStatusCode.TooManyRequests, response.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(57), response.Headers.RetryAfter!.Delta);
        Assert.Equal(
            """{"statusCode":429,"message":"Rate limit is exceeded. Try again in 57 seconds."}""",
            await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Other_addresses_are_left_alone()
    {
        using var response = await _client.GetAsync(new Uri("http://localhost/elsewhere"));

        Assert.False(response.Headers.Contains("MS-RequestId"));
        Assert.Empty(await response.Content.ReadAsStringAsync());
    }

    private static string Header(HttpResponseMessage response, string name) => response.Headers.GetValues(name).Single();

    private static async Task<(int Status, int Code)> Fault(HttpResponseMessage response)
    {
        using var body = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        Assert.NotEmpty(body.RootElement.GetProperty("description").GetString()!);
        return ((int)response.StatusCode, body.RootElement.GetProperty("code").GetInt32());
    }

    private sealed class Endless(long length) : MemoryStream(new byte[length])
    {
        public override bool CanSeek => false;
    }
}
