using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Kontor.Sandbox;

namespace Kontor.Tests.Sandbox;

/// <summary>The demo world's mailbox and feed over HTTP: everybody reads their own, and only that.</summary>
public sealed class SandboxMailTests(DemoWorldFixture demo) : IClassFixture<DemoWorldFixture>
{
    [Fact]
    public async Task Somebody_reads_mail_to_its_own_tenant_only_the_newest_first()
    {
        using var reseller = await demo.Server.Client("reseller");

        var mails = await Items(reseller, "/api/sandbox/mails?size=200");

        Assert.NotEmpty(mails);
        Assert.All(mails, mail => Assert.EndsWith("@weserblick.example", Text(mail, "recipient"), StringComparison.Ordinal));
        Assert.Equal(
            mails.Select(mail => mail.GetProperty("arrivedAt").GetDateTimeOffset()).OrderDescending(),
            mails.Select(mail => mail.GetProperty("arrivedAt").GetDateTimeOffset()));
    }

    [Fact]
    public async Task An_operator_reads_all_mail_and_narrows_it_to_one_address_in_any_case()
    {
        using var vendor = await demo.Server.Client("vendor");
        var user = demo.Server.Actors["customer"].User;

        var all = await Items(vendor, "/api/sandbox/mails?size=200");
        var narrowed = await Items(vendor, $"/api/sandbox/mails?size=200&recipient={user.ToUpperInvariant()}");

        Assert.True(all.Select(mail => Text(mail, "recipient")).Distinct().Count() > 10);
        Assert.NotEmpty(narrowed);
        Assert.All(narrowed, mail => Assert.Equal(user, Text(mail, "recipient")));
    }

    [Theory]
    [InlineData("%25")]
    [InlineData("_____.________@stadtwerke-auental.example")]
    [InlineData("nobody%00@example.org")]
    public async Task An_address_is_no_pattern(string recipient)
    {
        using var vendor = await demo.Server.Client("vendor");

        Assert.Empty(await Items(vendor, $"/api/sandbox/mails?recipient={recipient}"));
    }

    [Fact]
    public async Task Pages_follow_each_other_without_a_gap_or_a_repetition()
    {
        using var vendor = await demo.Server.Client("vendor");
        var ids = new List<string>();
        for (string? next = ""; next is not null;)
        {
            var page = await vendor.GetFromJsonAsync<JsonElement>($"/api/sandbox/mails?size=37&cursor={next}");
            ids.AddRange(page.GetProperty("items").EnumerateArray().Select(mail => Text(mail, "id")));
            next = page.GetProperty("next").GetString();
        }

        await using var db = demo.Database.Db();
        Assert.Equal(ids.Count, ids.Distinct().Count());
        Assert.Equal(db.SandboxMails.Count(), ids.Count);
    }

    [Fact]
    public async Task A_mail_to_somebody_else_is_not_found()
    {
        using var vendor = await demo.Server.Client("vendor");
        using var provider = await demo.Server.Client("provider");
        var id = Text((await Items(vendor, $"/api/sandbox/mails?recipient={demo.Server.Actors["customer"].User}"))[0], "id");

        using var own = await vendor.GetAsync(new Uri($"/api/sandbox/mails/{id}", UriKind.Relative));
        using var foreign = await provider.GetAsync(new Uri($"/api/sandbox/mails/{id}", UriKind.Relative));

        Assert.Equal(HttpStatusCode.OK, own.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, foreign.StatusCode);
    }

    [Fact]
    public async Task Without_a_token_nobody_reads_mail()
    {
        using var nobody = new HttpClient { BaseAddress = demo.Server.Address };

        using var answer = await nobody.GetAsync(new Uri("/api/sandbox/mails", UriKind.Relative));

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    [Trait("Rule", "OPS-61")]
    public async Task A_tenants_events_come_in_order_without_a_gap_and_from_where_the_reader_was()
    {
        using var provider = await demo.Server.Client("provider");
        var numbers = await Numbers(provider);

        // More than a page of them; numbers are given after the commit, by a server that has only just started.
        for (var attempt = 0; numbers.Count <= 50; attempt++)
        {
            Assert.True(attempt < 100, $"Only {numbers.Count} events were numbered within twenty seconds.");
            await Task.Delay(200);
            numbers = await Numbers(provider);
        }

        Assert.Equal(Enumerable.Range(1, numbers.Count).Select(n => (long)n), numbers);
        Assert.Empty(await Items(provider, $"/api/events?cursor={numbers[^1]}"));
        using var wrong = await provider.GetAsync(new Uri("/api/events?cursor=-1", UriKind.Relative));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
    }

    private static async Task<List<long>> Numbers(HttpClient client)
    {
        var numbers = new List<long>();
        for (string? next = "0"; next is not null;)
        {
            var page = await client.GetFromJsonAsync<JsonElement>($"/api/events?size=50&cursor={next}");
            numbers.AddRange(page.GetProperty("items").EnumerateArray().Select(e => e.GetProperty("sequence").GetInt64()));
            next = page.GetProperty("next").GetString();
        }

        return numbers;
    }

    private static async Task<List<JsonElement>> Items(HttpClient client, string path) =>
        [.. (await client.GetFromJsonAsync<JsonElement>(path)).GetProperty("items").EnumerateArray()];

    private static string Text(JsonElement mail, string member) => mail.GetProperty(member).GetString()!;
}
