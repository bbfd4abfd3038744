using System.Net;
using System.Text;
using Kontor.Elsewhere;
using Kontor.Kernel;
using Kontor.Policy;
using Kontor.Tests.Site;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Kontor.Tests.Elsewhere;

public sealed class ElsewherePageTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("Rule", "MUL-20")]
    [Trait("Rule", "MUL-21")]
    public async Task An_operator_enters_corrects_and_ends_by_the_forms_alone_and_a_second_click_enters_nothing()
    {
        await using var world = await World.Create();
        await world.Seat();
        var customer = await world.Customer();
        using var browser = await Somebody(world, await world.Vendor(), Role.ProgramOperator);

        var form = await browser.Open($"/ops/elsewhere/new?customer={customer.Id}");
        var wrong = await browser.Submit(
            form, "enter", ("Form.Name", "<b>Ours</b>"), ("Form.Quantity", "many"), ("Form.StartsOn", "today"), ("Form.LastDay", "2026-01-01"));
        (string, string)[] fields =
        [
            ("Form.Customer", customer.Domain), ("Form.Channel", "EnterpriseAgreement"), ("Form.Sku", "OFFICE:0001"),
            ("Form.Name", ""), ("Form.Quantity", "12"), ("Form.StartsOn", "2026-01-01"), ("Form.LastDay", "2026-12-31"),
            ("Form.Contract", "EA-1"), ("_requestKey", $"{Guid.NewGuid()}"),
        ];
        var entered = await browser.Submit(wrong, "enter", fields);
        var repeated = await browser.Submit(wrong, "enter", fields);
        var again = await browser.Submit(wrong, "enter", [.. fields[..^1], ("_requestKey", $"{Guid.NewGuid()}")]);
        await using var db = world.Db();
        var held = await db.OutsideSubscriptions.AsNoTracking().SingleAsync(Cancel);
        var page = await browser.Open($"/ops/elsewhere/{held.Id}");
        var late = await browser.Open($"/ops/elsewhere/{held.Id}");
        await browser.Submit(page, "correct", ("Form.Quantity", "7"), ("Form.LastDay", "2026-06-30"));
        var stale = await browser.Submit(late, "correct", ("Form.Quantity", "8"));
        var list = await browser.Open("/ops/elsewhere?q=ea-none");
        var found = await browser.Open($"/ops/elsewhere?q={customer.Domain}&bought=EnterpriseAgreement");
        await browser.Submit(stale, "end");
        var over = await browser.Open($"/ops/elsewhere/{held.Id}");

        Assert.Equal(
            ["OUTSIDE_CHANNEL_MISSING", "OUTSIDE_PUBLISHER_INVALID", "OUTSIDE_QUANTITY_INVALID", "OUTSIDE_DAYS_INVALID"], wrong.Reasons);
        Assert.Contains("&lt;b&gt;Ours&lt;/b&gt;", wrong.Html, StringComparison.Ordinal);
        Assert.Contains("done=outsideEntered", $"{entered.Location}", StringComparison.Ordinal);
        Assert.Equal($"{entered.Location}", $"{repeated.Location}");
        Assert.Equal(["OUTSIDE_ENTERED_ALREADY"], again.Reasons);
        Assert.Equal((12, new DateOnly(2027, 1, 1), "Office suite"), (held.Quantity, held.EndsOn, held.Name));
        Assert.Equal((HttpStatusCode.Conflict, "OUTSIDE_CHANGED_MEANWHILE"), (stale.Status, Assert.Single(stale.Reasons)));
        Assert.DoesNotContain("Office suite", list.Text, StringComparison.Ordinal);
        Assert.Contains("Office suite", found.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Form.Quantity", over.Html, StringComparison.Ordinal);
        var kept = await db.OutsideSubscriptions.AsNoTracking().SingleAsync(Cancel);
        Assert.Equal((7, new DateOnly(2026, 7, 1), true), (kept.Quantity, kept.EndsOn, kept.EndedAt is not null));
    }

    [Fact]
    [Trait("Rule", "MUL-05")]
    [Trait("Rule", "MUL-22")]
    public async Task A_partner_finds_it_from_the_customer_without_the_contract_and_reads_why_nothing_is_changed()
    {
        await using var world = await World.Create();
        var chain = await world.Licensed(1);
        var held = (await world.Enters(chain.Customer, World.Enterprise(3))).ValueOrNull!;
        using var browser = await Somebody(world, chain.Reseller, Role.AdminAgent);
        var path = $"/customers/{chain.Customer.Id}/elsewhere";

        var (customer, subscriptions) = (
            await browser.Open($"/customers/{chain.Customer.Id}?tab=subscriptions"),
            await browser.Open($"/subscriptions?customer={chain.Customer.Id}"));
        var list = await browser.Open(path);
        var entry = await browser.Open($"/elsewhere/{held.Id}");
        var redirected = await browser.Open($"/subscriptions/{held.Id}");
        var changes = new List<SeenPage>();
        foreach (var page in new[] { "edit", "quantity", "suspend", "cancel", "reactivate", "support" })
        {
            changes.Add(await browser.Open($"/subscriptions/{held.Id}/{page}"));
        }

        var licenses = await browser.Open($"/customers/{chain.Customer.Id}/licenses");
        var file = Encoding.UTF8.GetString(await browser.Download($"/customers/elsewhere/export?customer={chain.Customer.Id}"));

        Assert.All([customer, subscriptions], page => Assert.Contains($"href=\"{path}\"", page.Html, StringComparison.Ordinal));
        Assert.Contains("Enterprise agreement", list.Text, StringComparison.Ordinal);
        Assert.Contains("was not bought from a partner of the program", entry.Text, StringComparison.Ordinal);
        Assert.Contains($"href=\"/catalogue?customer={chain.Customer.Id}\"", entry.Html, StringComparison.Ordinal);
        Assert.Contains($"/customers/{chain.Customer.Id}/support/new?subscription={held.Id}", entry.Html, StringComparison.Ordinal);
        Assert.EndsWith($"/elsewhere/{held.Id}", redirected.Location, StringComparison.Ordinal);
        Assert.All(changes, page => Assert.Equal((HttpStatusCode.Forbidden, "BOUGHT_ELSEWHERE"), (page.Status, Assert.Single(page.Reasons))));
        Assert.Contains("3 of them bought elsewhere", licenses.Text, StringComparison.Ordinal);
        Assert.Contains("Office suite", file, StringComparison.Ordinal);
        Assert.All([list.Html, entry.Html, file], text => Assert.DoesNotContain("EA-1", text, StringComparison.Ordinal));
    }

    [Fact]
    [Trait("Rule", "MUL-20")]
    [Trait("Rule", "MUL-26")]
    public async Task A_customers_admin_reads_it_in_its_language_names_supporters_and_asks_one_of_them()
    {
        await using var world = await World.Create();
        await world.Seat();
        var chain = await world.TradingChain();
        var held = (await world.Enters(chain.Customer, World.Enterprise())).ValueOrNull!;
        using var browser = new Browser(await world.WholeServer(), "de");
        await browser.SignIn(await world.User(chain.Customer, "boss", Role.GlobalAdmin));
        await browser.Open("/home?culture=de");

        var list = await browser.Open("/my-subscriptions/elsewhere?state=Running");
        var file = Encoding.UTF8.GetString(await browser.Download("/my-subscriptions/elsewhere/export"));
        var form = await browser.Open($"/elsewhere/{held.Id}/supporters");
        var added = await browser.Submit(form, "add", ("Form.Partner", $"{chain.Provider.Id}"));
        var foreign = await browser.Submit(form, "add", ("Form.Partner", $"{(await world.DirectPartner()).Id}"), ("_requestKey", $"{Guid.NewGuid()}"));
        var entry = await browser.Open($"/elsewhere/{held.Id}");
        var ask = await browser.Open($"/support/new?subscription={held.Id}");
        var asked = await browser.Submit(
            ask, "ask", ("Form.Partner", $"{chain.Provider.Id}"), ("Form.Topic", "HowTo"), ("Form.Severity", "C"), ("Form.Title", "Frage"), ("Form.Description", "Wie?"));
        var request = await browser.Open(new Uri(new Uri("http://localhost"), asked.Location).AbsolutePath);
        var back = await browser.Submit(
            await browser.Open($"/elsewhere/{held.Id}/supporters"), "remove", ("Removal.Partner", $"{chain.Provider.Id}"));

        Assert.Contains("Konzernvertrag", list.Text, StringComparison.Ordinal);
        Assert.Contains("EA-1", file, StringComparison.Ordinal);
        Assert.Contains("done=supporterAdded", $"{added.Location}", StringComparison.Ordinal);
        Assert.Equal(["SUPPORTER_NOT_RELATED"], foreign.Reasons);
        Assert.Contains(chain.Provider.Name, entry.Text, StringComparison.Ordinal);
        Assert.Contains("EA-1", entry.Text, StringComparison.Ordinal);
        Assert.Contains($"href=\"/elsewhere/{held.Id}\"", request.Html, StringComparison.Ordinal);
        Assert.Contains("done=supporterRemoved", $"{back.Location}", StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Rule", "MUL-22")]
    [Trait("Rule", "MUL-25")]
    public async Task For_strangers_there_is_nothing_and_a_partner_is_told_where_multi_channel_is_off()
    {
        await using var world = await World.Create();
        var chain = await world.TradingChain();
        var held = (await world.Enters(chain.Customer)).ValueOrNull!;
        await world.TurnsMultiChannelOff();
        using var stranger = await Somebody(world, await world.DirectPartner(), Role.AdminAgent);
        using var partner = await Somebody(world, chain.Provider, Role.AdminAgent);
        using var auditor = await Somebody(world, await world.Vendor(), Role.Auditor);
        string[] paths =
        [
            $"/customers/{chain.Customer.Id}/elsewhere", $"/elsewhere/{held.Id}",
            $"/customers/elsewhere/export?customer={chain.Customer.Id}",
        ];

        foreach (var path in paths)
        {
            Assert.Equal(HttpStatusCode.NotFound, (await stranger.Open(path)).Status);
            var told = await partner.Open(path);
            Assert.Equal(HttpStatusCode.Forbidden, told.Status);
            Assert.Contains("OUTSIDE_MULTI_CHANNEL_OFF", told.Html, StringComparison.Ordinal);
        }

        Assert.Equal(HttpStatusCode.NotFound, (await stranger.Open($"/subscriptions/{held.Id}")).Status);
        Assert.Contains("Tide monitoring", (await auditor.Open("/ops/elsewhere")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain($"href=\"/ops/elsewhere/{held.Id}\"", (await auditor.Open("/ops/elsewhere")).Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await auditor.Open($"/ops/elsewhere/{held.Id}")).Status);
    }

    /// <summary>A browser in which somebody is signed in and reads English.</summary>
    private static async Task<Browser> Somebody(World world, Participant tenant, Role role)
    {
        var server = await world.WholeServer();
        await server.Services.GetRequiredService<CurrentPolicy>().Load(Cancel);
        var browser = new Browser(server);
        await browser.SignIn(await world.User(tenant, $"user{Guid.NewGuid():N}", role));
        await browser.Open("/home?culture=en");
        return browser;
    }
}
