using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Kontor.Catalog;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Kontor.Tests.Catalog;

/// <summary><c>/api/price-lists</c> over real HTTP.</summary>
public sealed class PriceListEndpointTests : IAsyncLifetime
{
    private World _world = null!;
    private Participant _vendor = null!;
    private WebApplication _app = null!;
    private HttpClient _client = null!;

    public async ValueTask InitializeAsync()
    {
        _world = await World.Create();
        _vendor = await _world.Vendor();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseSetting("urls", "http://127.0.0.1:0");
        builder.Services.AddProblemDetails();
        builder.Services.AddScoped(_ => _vendor.GlobalAdmin);
        builder.Services.AddScoped(
            _ => _world.Services.CreateAsyncScope().ServiceProvider.GetRequiredService<ImportPriceList>());
        builder.Services.AddScoped(
            _ => _world.Services.CreateAsyncScope().ServiceProvider.GetRequiredService<CatalogQueries>());
        _app = builder.Build();
        _app.UseRequestLocalization("en-US", "de-DE", "nl-NL");
        _app.MapGroup("/api").MapCatalog();
        await _app.StartAsync();
        var server = _app.Services.GetRequiredService<IServer>();
        var address = server.Features.Get<IServerAddressesFeature>()!.Addresses.First();
        _client = new HttpClient { BaseAddress = new Uri(address) };
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _app.DisposeAsync();
        await _world.DisposeAsync();
    }

    [Fact]
    public async Task A_list_in_the_body_is_activated_and_then_known()
    {
        var (status, created, location) = await Post(Body(new ListedRow()), "?fileName=november.csv");
        var (again, known, _) = await Post(Body(new ListedRow()));

        Assert.Equal(HttpStatusCode.Created, status);
        Assert.Equal($"/api/price-lists/{created.GetProperty("id").GetString()}", location);
        Assert.Equal(("activated", "newCommerce", 1), (
            created.GetProperty("outcome").GetString(), created.GetProperty("generation").GetString(),
            created.GetProperty("imported").GetInt32()));
        Assert.Equal((HttpStatusCode.OK, "alreadyImported"), (again, known.GetProperty("outcome").GetString()));
        var lists = await _client.GetFromJsonAsync<JsonElement>("/api/price-lists");
        var list = Assert.Single(lists.GetProperty("items").EnumerateArray());
        Assert.Equal(
            ("november.csv", 1), (list.GetProperty("fileName").GetString(), list.GetProperty("imported").GetInt32()));
    }

    [Fact]
    public async Task A_list_as_a_file_of_a_form_is_activated()
    {
        using var form = new MultipartFormDataContent
        {
            { new ByteArrayContent(ReadPriceListTests.Zip(("a.csv", Bytes(new ListedRow())))), "file", "november.zip" },
        };

        var (status, body, _) = await Post(form);

        Assert.Equal(HttpStatusCode.Created, status);
        Assert.Equal(1, body.GetProperty("imported").GetInt32());
        await using var db = _world.Db();
        Assert.Equal("november.zip", db.PriceLists.Single().FileName);
    }

    [Fact]
    public async Task Rejected_rows_are_a_problem_with_line_column_and_reason_unless_they_are_skipped()
    {
        var (status, problem, _) = await Post(
            Body(new ListedRow(), new ListedRow { Sku = "0002", Price = "-1" }), language: "de-DE");
        var (skipped, body, _) = await Post(
            Body(new ListedRow(), new ListedRow { Sku = "0002", Price = "-1" }), "?skipRejected=true");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
        Assert.EndsWith("PRICE_LIST_ROWS_REJECTED", problem.GetProperty("type").GetString(), StringComparison.Ordinal);
        var rejected = Assert.Single(problem.GetProperty("import").GetProperty("rejections").EnumerateArray());
        Assert.Equal(
            (3, "UnitPrice"), (rejected.GetProperty("line").GetInt32(), rejected.GetProperty("column").GetString()));
        Assert.Equal("PRICE_ROW_NEGATIVE_PRICE", rejected.GetProperty("reason").GetProperty("code").GetString());
        Assert.StartsWith(
            "Der Preis -1", rejected.GetProperty("reason").GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.Created, 1, 1), (
            skipped, body.GetProperty("imported").GetInt32(), body.GetProperty("rejected").GetInt32()));
    }

    [Fact]
    public async Task What_is_no_price_list_is_a_problem_and_not_an_error()
    {
        using var damagedForm = new ByteArrayContent("--x\r\nnothing"u8.ToArray());
        damagedForm.Headers.ContentType = MediaTypeHeaderValue.Parse("multipart/form-data; boundary=y");
        foreach (var (content, code) in ((HttpContent, string)[])
            [
                (new ByteArrayContent([]), "PRICE_LIST_EMPTY"),
                (new StringContent("{}"), "PRICE_LIST_NOT_RECOGNIZED"),
                (new MultipartFormDataContent(), "PRICE_LIST_EMPTY"),
                (damagedForm, "PRICE_LIST_EMPTY"),
                (new ByteArrayContent([0x50, 0x4B, 3, 4, 9, 9, 9, 9]), "PRICE_LIST_ZIP_UNREADABLE"),
            ])
        {
            var (status, problem, _) = await Post(content);

            Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
            Assert.EndsWith(code, problem.GetProperty("type").GetString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_body_that_says_it_is_too_large_is_refused_before_it_is_read()
    {
        using var endless = new StreamContent(Stream.Null);
        endless.Headers.ContentLength = (PriceListLimits.MaxFileMegabytes + 1) * 1024L * 1024L;
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/price-lists") { Content = endless };
        request.Headers.ExpectContinue = true;
        using var patient = new HttpClient(
            new SocketsHttpHandler { Expect100ContinueTimeout = TimeSpan.FromMinutes(1) })
        {
            BaseAddress = _client.BaseAddress,
        };

        using var response = await patient.SendAsync(request);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
        Assert.Contains("PRICE_LIST_TOO_LARGE", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lists_are_paged_from_the_newest_to_the_oldest()
    {
        for (var price = 1; price <= 5; price++)
        {
            await Post(Body(new ListedRow { Price = $"{price}" }), $"?fileName={price}.csv");
            _world.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        var seen = new List<string>();
        string? cursor = null;
        do
        {
            var page = await _client.GetFromJsonAsync<JsonElement>($"/api/price-lists?size=2&cursor={cursor}");
            seen.AddRange(
                page.GetProperty("items").EnumerateArray().Select(list => list.GetProperty("fileName").GetString()!));
            cursor = page.GetProperty("next").GetString();
        }
        while (cursor is not null);

        Assert.Equal(["5.csv", "4.csv", "3.csv", "2.csv", "1.csv"], seen);
        Assert.Equal(
            HttpStatusCode.UnprocessableEntity, (await _client.GetAsync("/api/price-lists?cursor=x")).StatusCode);
    }

    private static byte[] Bytes(params ListedRow[] rows) =>
        Encoding.UTF8.GetBytes(string.Join('\n', rows.Select(row => row.ToString()).Prepend(ListedRow.Header)));

    private static ByteArrayContent Body(params ListedRow[] rows) => new(Bytes(rows));

    private async Task<(HttpStatusCode Status, JsonElement Body, string? Location)> Post(
        HttpContent content, string query = "", string language = "en-US")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/price-lists" + query) { Content = content };
        request.Headers.AcceptLanguage.ParseAdd(language);
        using var response = await _client.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        return (
            response.StatusCode, JsonDocument.Parse(text).RootElement.Clone(), response.Headers.Location?.ToString());
    }
}
