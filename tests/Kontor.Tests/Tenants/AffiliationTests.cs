using Kontor.Accounts;
using Kontor.Customers;
using Kontor.Eligibility;
using Kontor.Kernel;
using Kontor.Tenants;
using Kontor.Tests.Site;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Tests.Tenants;

/// <summary>Operators record who controls whom, and eligibility asks for it.</summary>
public sealed class AffiliationTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("Rule", "ACC-47")]
    [Trait("Rule", "SCN-05")]
    [Trait("Rule", "SCN-13")]
    public async Task What_is_recorded_forbids_a_sale_at_once_and_what_has_ended_allows_it_again()
    {
        await using var world = await World.Create();
        var vendor = await world.Vendor();
        var (seller, buyer) = (await world.DirectPartner(), await world.Customer());
        Assert.DoesNotContain("AFFILIATE_SALE", await AgainstSale(world, seller, buyer));

        Assert.True((await world.RecordsAffiliation(vendor, seller, buyer)).Decision.IsGranted);
        Assert.Contains("AFFILIATE_SALE", await AgainstSale(world, seller, buyer));
        Assert.Equal("AFFILIATION_RECORDED", Code(await world.RecordsAffiliation(vendor, buyer, seller)));

        world.Clock.Advance(TimeSpan.FromDays(1));
        Assert.True((await Ends(world, vendor, seller, buyer)).Decision.IsGranted);
        Assert.DoesNotContain("AFFILIATE_SALE", await AgainstSale(world, seller, buyer));
        Assert.Equal("AFFILIATION_NOT_RECORDED", Code(await Ends(world, vendor, seller, buyer)));
        var file = (await world.Does((AffiliateQueries use) => use.FileOf(seller.Id, Cancel)))!;
        Assert.Equal(
            [(AffiliationAct.Ended, buyer.Name), (AffiliationAct.Recorded, buyer.Name)],
            file.History.Select(line => (line.Change.Act, line.Other)));
        await using var db = world.Db();
        Assert.All(await db.Organisations.ToListAsync(Cancel), organisation => Assert.Null(organisation.ControlGroupId));
    }

    [Fact]
    [Trait("Rule", "ACC-47")]
    public async Task Affiliates_of_affiliates_are_affiliates_and_one_leaves_alone()
    {
        await using var world = await World.Create();
        var vendor = await world.Vendor();
        var (a, b, c, d) = (await world.Reseller(), await world.Reseller(), await world.Customer(), await world.Customer());
        await world.RecordsAffiliation(vendor, a, b);
        await world.RecordsAffiliation(vendor, c, d);

        await world.RecordsAffiliation(vendor, b, c);
        Assert.Equal(Sorted(b, c, d), (await Affiliates(world, a)).Order());
        await Ends(world, vendor, a, c);

        Assert.Equal(Sorted(b, d), (await Affiliates(world, a)).Order());
        Assert.Empty(await Affiliates(world, c));
    }

    [Fact]
    [Trait("Rule", "ACC-47")]
    public async Task Recorded_by_several_operators_at_once_nobody_is_lost()
    {
        await using var world = await World.Create();
        var vendor = await world.Vendor();
        var first = await world.Reseller();
        var others = new List<Participant>();
        for (var number = 0; number < 6; number++)
        {
            others.Add(await world.Customer());
        }

        var results = await Task.WhenAll(others.Select(other => Task.Run(() => world.RecordsAffiliation(vendor, other, first))));

        Assert.All(results, result => Assert.True(result.Decision.IsGranted));
        Assert.Equal(6, (await Affiliates(world, first)).Count());
    }

    [Fact]
    [Trait("Rule", "ACC-47")]
    public async Task A_live_sale_between_affiliates_is_pointed_out_and_nonsense_is_refused()
    {
        await using var world = await World.Create();
        var vendor = await world.Vendor();
        var (seller, buyer) = (await world.DirectPartner(), await world.Customer());
        await world.Relationship(seller, buyer, RelationshipKind.Reseller);
        await world.RecordsAffiliation(vendor, seller, buyer);

        var file = (await world.Does((AffiliateQueries use) => use.FileOf(buyer.Id, Cancel)))!;

        Assert.Equal([new MergeTie(seller.Name, buyer.Name)], file.Sales);
        Assert.Equal("AFFILIATE_IS_ITSELF", Code(await world.RecordsAffiliation(vendor, seller, seller)));
        Assert.Equal("AFFILIATE_NOT_FOUND", Code(await Records(world, vendor, seller, "nobody.example", "why")));
        Assert.Equal("AFFILIATION_NOTE_INVALID", Code(await Records(world, vendor, seller, buyer.Domain, " ")));
        Assert.Equal("AFFILIATION_NOTE_INVALID", Code(await Records(world, vendor, seller, buyer.Domain, new string('x', 501))));
    }

    [Fact]
    [Trait("Rule", "ACC-47")]
    public async Task An_operator_records_it_on_the_partners_page_and_the_partner_sees_the_fact_without_the_note()
    {
        await using var world = await World.Create();
        var (vendor, partner, other) = (await world.Vendor(), await world.Reseller(), await world.Customer());
        using var browser = new Browser(await world.WholeServer());
        await browser.SignIn(await world.User(vendor, "operator", Role.ProgramOperator));
        await browser.Open("/home?culture=en");
        var page = $"/ops/partners/{partner.Id}/affiliates";

        var wrong = await browser.Submit(await browser.Open(page), "record", ("Form.Organisation", "nobody.example"), ("Form.Note", "x"));
        var done = await browser.Submit(
            await browser.Open(page), "record", ("Form.Organisation", other.Domain), ("Form.Note", "Annual report <2026>"));
        var shown = await browser.Open(page);
        await browser.SignIn(await world.User(partner, "boss", Role.GlobalAdmin));
        var own = await browser.Open("/settings/tenants");
        await browser.SignIn(await world.User(vendor, "auditor", Role.Auditor));
        var read = await browser.Open(page);

        Assert.Equal(["AFFILIATE_NOT_FOUND"], wrong.Reasons);
        Assert.EndsWith("?done=affiliationRecorded", done.Location, StringComparison.Ordinal);
        Assert.Contains("Annual report <2026>", shown.Text, StringComparison.Ordinal);
        Assert.Contains(other.Name, own.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Annual report", own.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Record as affiliates", read.Text, StringComparison.Ordinal);
    }

    private static IEnumerable<string> Sorted(params Participant[] parties) => parties.Select(party => party.Name).Order();

    private static Task<Result<AffiliationChange>> Records(World world, Participant vendor, Participant one, string named, string note) =>
        world.Does((ChangeAffiliation use) => use.Record(vendor.GlobalAdmin, one.Id, named, note, Cancel));

    private static Task<Result<AffiliationChange>> Ends(World world, Participant vendor, Participant one, Participant other) =>
        world.Does((ChangeAffiliation use) => use.End(vendor.GlobalAdmin, one.Id, other.OrganisationId, "Sold", Cancel));

    private static async Task<IEnumerable<string>> Affiliates(World world, Participant of) =>
        (await world.Does((AffiliateQueries use) => use.Of(of.OrganisationId, Cancel))).Select(affiliate => affiliate.Name);

    private static async Task<IEnumerable<string>> AgainstSale(World world, Participant seller, Participant buyer) =>
        (await world.Does((AskEligibility ask) => ask.Answer(
            new(EligibilityAction.Sell, seller.Id, buyer.Id, null, null), Cancel))).ValueOrNull!.Decision.Reasons
            .Select(reason => reason.Code);

    private static string Code<T>(Result<T> result)
        where T : class => result.Decision.Reasons[0].Code;
}
