using System.Net;
using Kontor.Activity;
using Kontor.Customers;
using Kontor.Kernel;
using Kontor.Tests.Site;
using Kontor.Tests.Site.Lists;
using Microsoft.AspNetCore.Builder;

namespace Kontor.Tests.Activity;

/// <summary>Activity logs as pages and as files.</summary>
public sealed class ActivityLogPageTests : IAsyncLifetime
{
    private World _world = null!;
    private WebApplication _server = null!;
    private Participant _provider = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _world = await World.Create();
        _server = await _world.WholeServer();
        _provider = await _world.Provider();
    }

    public async ValueTask DisposeAsync() => await _world.DisposeAsync();

    [Fact]
    [Trait("Rule", "OPS-60")]
    public async Task A_log_is_walked_forth_and_back_from_either_end_and_holds_nothing_of_others()
    {
        var stranger = await _world.Provider();
        await Invites(_provider, 60, "own");
        await Invites(stranger, 3, "foreign");
        using var browser = await Person(_provider);

        var newest = await ListPages.Walk(browser, "/activity?size=25");
        var oldest = await ListPages.Walk(browser, "/activity?size=25&sort=at");
        var file = await ListPages.Export(browser, "/activity/export?column=at");

        Assert.Equal(60, newest.Length);
        Assert.Equal("A reseller relationship was requested from own59@example.org.", newest[0]);
        Assert.Equal(newest, oldest.Reverse());
        Assert.Equal(["What", "When"], file[0]);
        Assert.Equal(newest, file[1..].Select(row => row[0]));
        Assert.Equal("2026-03-02T09:00:59Z", file[1][1]);
    }

    [Fact]
    [Trait("Rule", "OPS-60")]
    public async Task A_log_is_narrowed_by_words_by_person_by_customer_and_by_day_and_so_is_its_file()
    {
        var customer = await _world.Customer();
        await _world.Relationship(_provider, customer, RelationshipKind.IndirectProvider);
        await Records(db => db.Record(
            _provider.GlobalAdmin with { Name = "grace@x" }, "CustomerAgreementAttested", "a", customer.Id, new { acceptedOn = "2026-03-01" }, _world.Now));
        _world.Clock.Advance(TimeSpan.FromDays(1));
        await Invites(_provider, 1, "later");
        using var browser = await Person(_provider);
        var (attested, invited) = ("It was attested that", "A reseller relationship was requested from");

        await Shows("q=ATTESTED", attested);
        await Shows("who=Gra", attested);
        await Shows($"customer={Uri.EscapeDataString(customer.Name[..4])}", attested);
        await Shows("customer=nobody");
        await Shows("to=2026-03-02", attested);
        await Shows("from=2026-03-03", invited);
        await Shows("from=2026-03-03&to=2026-03-02", invited, attested);
        await Shows("from=yesterday", invited, attested);

        async Task Shows(string address, params string[] beginnings)
        {
            var names = ListPages.Names(await browser.Open($"/activity?{address}"));
            var file = await ListPages.Export(browser, $"/activity/export?{address}");

            Assert.Equal(names, file[1..].Select(row => row[0]));
            Assert.Equal(beginnings.Length, names.Length);
            Assert.All(beginnings.Zip(names), row => Assert.StartsWith(row.First, row.Second, StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData("en", "Nothing was recorded", "See the whole log")]
    [InlineData("de", "Nichts wurde aufgezeichnet", "Das ganze Protokoll ansehen")]
    [InlineData("nl", "Er is niets vastgelegd", "Het hele logboek bekijken")]
    public async Task The_last_month_is_shown_usually_and_the_whole_log_on_request(string language, string nothing, string whole)
    {
        await Invites(_provider, 1, "old");
        _world.Clock.Advance(TimeSpan.FromDays(40));
        using var browser = await Person(_provider, language);

        var usual = await browser.Open("/activity");
        var all = await browser.Open("/activity?from=");
        var narrowed = await browser.Open("/activity?q=nothing-like-this");

        Assert.Empty(ListPages.Names(usual));
        Assert.Contains(nothing, usual.Text, StringComparison.Ordinal);
        Assert.Contains(whole, usual.Text, StringComparison.Ordinal);
        Assert.Contains("href=\"/activity?from=\"", usual.Html, StringComparison.Ordinal);
        Assert.Single(ListPages.Names(all));
        Assert.DoesNotContain(nothing, narrowed.Text, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Rule", "OPS-60")]
    public async Task A_customer_is_told_the_partner_and_not_its_people_and_operators_are_told_both()
    {
        var chain = await _world.TradingChain();
        await Records(db => db.Record(
            chain.Provider.GlobalAdmin, "CustomerAgreementAttested", "a", chain.Customer.Id, new { acceptedOn = "2026-03-01" }, _world.Now));
        using var customer = await Person(chain.Customer);
        using var vendor = await Person(await _world.Vendor(), roles: Role.ProgramOperator);
        using var provider = await Person(chain.Provider);

        var told = await ListPages.Export(customer, "/activity/export?q=attested&column=by&column=action");
        var all = await ListPages.Export(vendor, $"/ops/activity/export?customer={chain.Customer.Domain}&column=by");

        Assert.Equal(["What", "By", "Code of the action"], told[0]);
        Assert.Equal(chain.Provider.Name, Assert.Single(told[1..])[1]);
        Assert.Contains(all, row => row[1] == $"{chain.Provider.Name}, {chain.Provider.GlobalAdmin.Name}");
        Assert.Equal(HttpStatusCode.Forbidden, (await provider.Open("/ops/activity/export?format=csv")).Status);
    }

    private Task Invites(Participant by, int times, string name) => Records(db =>
    {
        for (var i = 0; i < times; i++)
        {
            db.Record(by.GlobalAdmin, "CustomerInvited", $"{i}", null, new { email = $"{name}{i}@example.org" }, _world.Now.AddSeconds(i));
        }
    });

    private async Task Records(Action<KontorDb> records)
    {
        await using var db = _world.Db();
        records(db);
        await db.SaveChangesAsync(Cancel);
    }

    private async Task<Browser> Person(Participant of, string language = "en", Role roles = Role.GlobalAdmin)
    {
        var browser = new Browser(_server);
        await browser.SignIn(await _world.User(of, $"user{Guid.NewGuid():N}"[..20], roles));
        await browser.Open($"/home?culture={language}");
        return browser;
    }
}
