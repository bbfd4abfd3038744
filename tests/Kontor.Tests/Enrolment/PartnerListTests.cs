using Kontor.Enrolment;
using Kontor.Kernel;
using Kontor.Tests.Site;
using Kontor.Tests.Site.Lists;

namespace Kontor.Tests.Enrolment;

/// <summary>The operators' list of partners.</summary>
public sealed class PartnerListTests
{
    [Fact]
    [Trait("Rule", "ENR-51")]
    public async Task Partners_are_found_by_name_type_and_state_and_one_of_two_types_is_listed_twice()
    {
        await using var world = await World.Create();
        var provider = await world.Provider();
        var direct = await world.DirectPartner();
        var suspended = await world.Reseller(state: EnrolmentState.Suspended);
        await world.Enrolled(direct, PartnerType.Reseller, EnrolmentState.Active);

        Assert.Equal(
            [(direct.Name, PartnerType.DirectPartner), (direct.Name, PartnerType.Reseller), (provider.Name, PartnerType.Provider),
                (suspended.Name, PartnerType.Reseller)],
            (await List(world, new())).Select(row => (row.Name, row.Type)));
        Assert.Equal([suspended.Id], (await List(world, new(State: EnrolmentState.Suspended))).Select(row => row.TenantId));
        Assert.Equal(
            [direct.Id, suspended.Id], (await List(world, new(Type: PartnerType.Reseller))).Select(row => row.TenantId));
        Assert.Equal(
            [provider.Id], (await List(world, new(provider.Name[..4].ToUpperInvariant()))).Select(row => row.TenantId));
        Assert.Empty(await List(world, new("%")));
    }

    [Fact]
    public async Task Page_by_page_every_partner_is_met_once()
    {
        await using var world = await World.Create();
        for (var i = 0; i < 7; i++)
        {
            await world.Reseller();
        }

        var met = new List<PartnerRow>();
        string? cursor = null;
        do
        {
            var page = await world.Does((PartnerQueries list) =>
                list.List(new(), PageRequest.From(3, cursor).ValueOrNull!, CancellationToken.None));
            met.AddRange(page.Items);
            cursor = page.NextCursor;
        }
        while (cursor is not null);

        Assert.Equal(7, met.Count);
        Assert.Equal(7, met.Select(row => row.TenantId).Distinct().Count());
    }

    [Fact]
    [Trait("Rule", "ENR-51")]
    public async Task The_list_is_walked_forth_and_back_from_either_end_searched_and_exported()
    {
        await using var world = await World.Create();
        for (var i = 0; i < 26; i++)
        {
            await world.Reseller();
        }

        world.Clock.Advance(TimeSpan.FromDays(3));
        var provider = await world.Provider();
        using var browser = new Browser(await world.WholeServer());
        await browser.SignIn(await world.User(await world.Vendor(), "operator", Role.ProgramOperator));
        await browser.Open("/home?culture=en");

        var rising = await ListPages.Walk(browser, "/ops/partners?size=25");
        var falling = await ListPages.Walk(browser, "/ops/partners?size=25&sort=-name");
        var file = await ListPages.Export(browser, "/ops/partners/export?column=type&column=id");

        Assert.Equal(27, rising.Distinct().Count());
        Assert.Equal(rising, falling.Reverse());
        Assert.Equal(rising, file[1..].Select(row => row[0]));
        Assert.Equal(["Organization", "Type of partner", "Tenant ID"], file[0]);
        foreach (var address in new[] { $"q={provider.Id}", $"q={provider.NetworkId}", "type=Provider", "from=2026-03-03" })
        {
            Assert.Equal([provider.Name], ListPages.Names(await browser.Open($"/ops/partners?{address}")));
        }

        Assert.Empty(ListPages.Names(await browser.Open("/ops/partners?to=2026-03-01")));
    }

    [Theory]
    [InlineData("en", "indirect reseller", "Suspended")]
    [InlineData("de", "Reseller", "Ausgesetzt")]
    [InlineData("nl", "reseller", "Opgeschort")]
    public async Task The_page_speaks_the_readers_language(string language, params string[] said)
    {
        await using var world = await World.Create();
        await world.Reseller(state: EnrolmentState.Suspended);
        using var browser = new Browser(await world.WholeServer());
        await browser.SignIn(await world.User(await world.Vendor(), "operator", Role.ProgramOperator));
        await browser.Open($"/home?culture={language}");

        var page = await browser.Open("/ops/partners?state=Suspended&q=rese");

        Assert.All(said, words => Assert.Contains(words, page.Text, StringComparison.OrdinalIgnoreCase));
        Assert.Contains("Reseller 1", page.Text, StringComparison.Ordinal);
    }

    private static async Task<IReadOnlyList<PartnerRow>> List(World world, PartnerFilter filter) =>
        (await world.Does((PartnerQueries list) => list.List(filter, PageRequest.First, CancellationToken.None))).Items;
}
