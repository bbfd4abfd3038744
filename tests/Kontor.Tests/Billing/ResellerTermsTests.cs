using System.Net;
using Kontor.Activity;
using Kontor.Billing;
using Kontor.Kernel;
using Kontor.Partnerships;
using Kontor.Subscriptions;
using Kontor.Tests.PartnerCenter;
using Kontor.Tests.Site;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Tests.Billing;

/// <summary>BIL-02, BIL-04: what a provider grants its resellers.</summary>
public sealed class ResellerTermsTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("Rule", "BIL-02")]
    [Trait("Rule", "BIL-04")]
    public async Task The_latest_counts_and_what_was_before_stays_with_who_set_it()
    {
        await using var world = await World.Create();
        var (provider, reseller) = (await world.Provider(), await world.Reseller());
        var partnership = await world.Partnership(provider, reseller);
        var admin = provider.As(Role.BillingAdmin);

        var first = await world.Grants(admin, partnership, 30, 5000m, ResellerBilling.CustomersForReseller, version: 0);
        var same = await world.Grants(admin, partnership, 30, 5000m, ResellerBilling.CustomersForReseller, version: 1);
        world.Clock.Advance(TimeSpan.FromDays(1));
        await world.Grants(provider.GlobalAdmin, partnership, 60, null, ResellerBilling.CustomersByReseller, version: 1);

        Assert.Equal(1, first.ValueOrNull!.Version);
        Assert.Equal(1, same.ValueOrNull!.Version);
        var file = await world.TermsOf(reseller.GlobalAdmin, partnership);
        Assert.Equal(new GrantedTerms(60, null, ResellerBilling.CustomersByReseller), file!.Latest!.Granted);
        var history = await world.Does((ResellerTermsFiles files) => files.History(partnership, Cancel));
        Assert.Equal([(2, 60), (1, 30)], history.Select(terms => (terms.Number, terms.PaymentDays)));
        Assert.Equal(new Money(5000_00, Currency.Eur), history[1].Limit);
        await using var db = world.Db();
        Assert.Equal(2, await db.ActivityRecords.CountAsync(r => r.Action == "ResellerTermsSet" && r.TenantId == provider.Id, Cancel));
        Assert.Equal(2, await db.ProgramEvents.CountAsync(e => e.Type == "reseller-terms-set" && e.TenantId == reseller.Id, Cancel));
    }

    [Theory]
    [Trait("Rule", "BIL-04")]
    [InlineData(-1, 0, "RESELLER_TERMS_PAYMENT_DAYS")]
    [InlineData(181, 0, "RESELLER_TERMS_PAYMENT_DAYS")]
    [InlineData(0, -1, "RESELLER_TERMS_LIMIT")]
    [InlineData(180, 1000000001, "RESELLER_TERMS_LIMIT")]
    [InlineData(180, 0.001, "RESELLER_TERMS_LIMIT")]
    [InlineData(0, 0, null)]
    [InlineData(180, 1000000000, null)]
    public void Days_and_limit_have_their_bounds(int days, double limit, string? reason)
    {
        var amount = ResellerTermsRules.LimitOf((decimal)limit, Currency.Eur);
        var wanted = new GrantedTerms(days, amount ?? new Money(-1, Currency.Eur), ResellerBilling.Reseller);

        Assert.Equal(
            reason is null ? [] : [reason],
            ResellerTermsRules.AreSound(wanted, Currency.Eur).Reasons.Select(r => r.Code));
    }

    [Fact]
    [Trait("Rule", "BIL-02")]
    [Trait("Rule", "BIL-04")]
    public void A_limit_is_in_the_providers_currency_and_one_of_three_ways_is_chosen()
    {
        var foreign = new GrantedTerms(30, new Money(1, Currency.Usd), (ResellerBilling)9);

        Assert.Equal(
            ["RESELLER_TERMS_LIMIT", "RESELLER_TERMS_BILLING"],
            ResellerTermsRules.AreSound(foreign, Currency.Eur).Reasons.Select(r => r.Code));
        Assert.Null(ResellerTermsRules.LimitOf(1.5m, Currency.Jpy));
    }

    [Fact]
    [Trait("Rule", "BIL-04")]
    [Trait("Rule", "REL-31")]
    public async Task The_two_sides_see_them_while_they_work_together_and_nobody_else_ever()
    {
        await using var world = await World.Create();
        var (provider, reseller) = (await world.Provider(), await world.Reseller());
        var partnership = await world.Partnership(provider, reseller);
        var another = await world.FurtherReseller(provider);
        await world.Grants(provider.GlobalAdmin, partnership);

        var byReseller = await world.Grants(reseller.GlobalAdmin, partnership);
        var byAnother = await world.Grants(another.GlobalAdmin, partnership);

        Assert.Equal(["RESELLER_TERMS_PROVIDER_GRANTS"], byReseller.Decision.Reasons.Select(r => r.Code));
        Assert.Equal([PartnershipReasons.PartnershipNotFound], byAnother.Decision.Reasons);
        Assert.Null(await world.TermsOf(another.GlobalAdmin, partnership));
        await world.Ended(partnership);
        Assert.Null(await world.TermsOf(provider.GlobalAdmin, partnership));
        Assert.False((await world.Grants(provider.GlobalAdmin, partnership)).Decision.IsGranted);
        var anew = await world.Partnership(provider, reseller);
        Assert.Null((await world.TermsOf(provider.GlobalAdmin, anew))!.Latest);
    }

    [Fact]
    [Trait("Rule", "BIL-04")]
    public async Task Of_several_who_set_them_at_once_one_does_and_the_history_has_no_gap()
    {
        await using var world = await World.Create();
        var (provider, reseller) = (await world.Provider(), await world.Reseller());
        var partnership = await world.Partnership(provider, reseller);

        var results = await Task.WhenAll(Enumerable.Range(1, 8).Select(days => Task.Run(
            () => world.Grants(provider.GlobalAdmin, partnership, days, version: 0))));

        Assert.Single(results, result => result.Decision.IsGranted);
        Assert.All(
            results.Where(result => !result.Decision.IsGranted),
            result => Assert.Equal([ResellerTermsReasons.ChangedMeanwhile], result.Decision.Reasons));
        await using var db = world.Db();
        Assert.Equal(1, (await db.ResellerTerms.SingleAsync(Cancel)).Number);
    }

    [Fact]
    [Trait("Rule", "BIL-04")]
    [Trait("Rule", "MUL-05")]
    public async Task What_runs_a_month_stands_beside_the_limit_for_the_provider_alone()
    {
        await using var world = await World.Create();
        var (chain, _) = await world.SoldSeats(5);
        await world.Buys(chain, 3, BillingCycle.Annual);
        await using var db = world.Db();
        var partnership = await db.Set<Partnership>().AsNoTracking().SingleAsync(Cancel);
        var another = await world.FurtherReseller(chain.Provider);
        var annual = await db.Subscriptions.AsNoTracking().SingleAsync(s => s.BillingCycle == BillingCycle.Annual, Cancel);
        var expected = MonthlyValue.Of(10m, 5, Currency.Eur, 1)!.Value + MonthlyValue.Of(annual.UnitPrice, 3, Currency.Eur, 12)!.Value;

        await world.Grants(chain.Provider.GlobalAdmin, partnership, 30, expected.Amount);
        var within = await world.TermsOf(chain.Provider.GlobalAdmin, partnership);
        await world.Grants(chain.Provider.GlobalAdmin, partnership, 30, expected.Amount - 0.01m);
        var over = await world.TermsOf(chain.Provider.GlobalAdmin, partnership);

        Assert.Equal([expected], within!.MonthlyValue);
        Assert.Equal((false, true), (within.IsOverLimit, over!.IsOverLimit));
        Assert.Empty((await world.TermsOf(chain.Reseller.GlobalAdmin, partnership))!.MonthlyValue);
        Assert.Empty(await world.Does((ResellerValues values) => values.Of(chain.Provider.Id, another.Id, Cancel)));

        var subscription = await db.Subscriptions.AsNoTracking().FirstAsync(s => s.BillingCycle == BillingCycle.Monthly, Cancel);
        await world.Becomes(chain.Provider.GlobalAdmin, subscription.Id, SubscriptionState.Suspended);
        Assert.Equal(
            [MonthlyValue.Of(annual.UnitPrice, 3, Currency.Eur, 12)!.Value],
            (await world.TermsOf(chain.Provider.GlobalAdmin, partnership))!.MonthlyValue);
    }

    [Fact]
    [Trait("Rule", "BIL-04")]
    public async Task What_runs_is_added_up_along_the_resellers_index()
    {
        await using var world = await World.Create();
        var (chain, _) = await world.SoldSeats(5);
        await world.SellsElsewhere(20_000);

        var plan = await world.Does((ResellerValues values) =>
            Plans.Of(values.Select(chain.Provider.Id, [chain.Reseller.Id]), Cancel));

        Assert.DoesNotContain("Seq Scan", plan, StringComparison.Ordinal);
        Assert.Contains("reseller", plan, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Rule", "BIL-04")]
    public async Task An_order_beyond_the_limit_is_pointed_out_before_it_and_not_refused()
    {
        await using var world = await World.Create();
        var (chain, _) = await world.SoldSeats(5);
        await using var db = world.Db();
        var partnership = await db.Set<Partnership>().AsNoTracking().SingleAsync(Cancel);
        var added = new[] { (chain.Reseller.NetworkId!, new Money(30_00, Currency.Eur)) };

        Assert.Empty(await Exceeded());
        await world.Grants(chain.Provider.GlobalAdmin, partnership, 30, 80m);
        Assert.Empty(await Exceeded());
        await world.Grants(chain.Provider.GlobalAdmin, partnership, 30, 79.99m);
        var over = Assert.Single(await Exceeded());
        Assert.Equal(
            (chain.Reseller.Name, new Money(79_99, Currency.Eur), new Money(80_00, Currency.Eur)), (over.Name, over.Limit, over.Value));
        Assert.NotEqual(default, await world.Buys(chain, 3));

        Task<IReadOnlyList<ResellerOverLimit>> Exceeded() =>
            world.Does((ResellerLimits limits) => limits.Exceeded(chain.Provider.Id, added, Cancel));
    }

    [Theory]
    [InlineData("en", "Terms and credit", "Over the limit", "What counted when")]
    [InlineData("de", "Konditionen und Kredit", "Über dem Limit", "Was wann galt")]
    [InlineData("nl", "Voorwaarden en krediet", "Boven de limiet", "Wat wanneer gold")]
    [Trait("Rule", "BIL-02")]
    [Trait("Rule", "BIL-04")]
    public async Task A_provider_sets_terms_on_its_resellers_page_and_the_reseller_reads_them(
        string language, string title, string over, string history)
    {
        await using var world = await World.Create();
        var (chain, _) = await world.SoldSeats(5);
        using var admin = await SignedIn(world, chain.Provider, language, Role.GlobalAdmin);
        using var billing = await SignedIn(world, chain.Provider, language, Role.BillingAdmin);
        using var reseller = await SignedIn(world, chain.Reseller, language, Role.GlobalAdmin);
        var path = $"/resellers/{chain.Reseller.Id}/terms";

        var page = await admin.Open($"/resellers/{chain.Reseller.Id}");
        var form = await billing.Open(path);
        var wrong = await billing.Submit(form, "terms", ("Form.Days", "thirty"), ("Form.Limit", "12,5"));
        var done = await billing.Submit(
            wrong, "terms", ("Form.Days", "14"), ("Form.Limit", "12.5"), ("Form.Billing", "CustomersByReseller"),
            ("_requestKey", $"{Guid.NewGuid()}"));
        var late = await billing.Submit(form, "terms", ("Form.Days", "15"), ("Form.Billing", "Reseller"), ("_requestKey", $"{Guid.NewGuid()}"));

        Assert.Contains(title, page.Text, StringComparison.Ordinal);
        Assert.Contains($"href=\"{path}\"", page.Html, StringComparison.Ordinal);
        Assert.Equal(
            ["RESELLER_TERMS_BILLING", "RESELLER_TERMS_LIMIT", "RESELLER_TERMS_PAYMENT_DAYS"], wrong.Reasons.Distinct().Order());
        Assert.Equal("12,5", wrong.Form("terms")["Form.Limit"]);
        Assert.EndsWith("?done=resellerTermsSet", done.Location, StringComparison.Ordinal);
        Assert.Contains("RESELLER_TERMS_CHANGED_MEANWHILE", late.Reasons);
        Assert.Contains(over, (await admin.Open($"/resellers/{chain.Reseller.Id}")).Text, StringComparison.Ordinal);
        Assert.Contains(history, (await admin.Open(path)).Text, StringComparison.Ordinal);
        var read = await reseller.Open($"/providers-of-mine/{chain.Provider.Id}");
        Assert.Contains(title, read.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(over, read.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await admin.Open($"/resellers/{Guid.NewGuid()}/terms")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await reseller.Open($"/resellers/{chain.Provider.Id}/terms")).Status);
    }

    [Fact]
    [Trait("Rule", "BIL-04")]
    public async Task On_the_api_the_provider_sets_them_and_the_reseller_is_told_no_cost_and_no_person()
    {
        await using var world = await World.Create();
        await using var host = await WireHost.Serve(world);
        var (chain, _) = await world.SoldSeats(5);
        await using var db = world.Db();
        var id = (await db.Set<Partnership>().AsNoTracking().SingleAsync(Cancel)).Id;
        using var provider = await host.User(chain.Provider);
        using var reseller = await host.User(chain.Reseller);

        var put = await provider.Put(
            $"/api/partnerships/{id}/terms", """{"paymentDays":30,"limit":100.5,"billing":"CustomersForReseller","version":0}""");
        var wrong = await provider.Put($"/api/partnerships/{id}/terms", """{"paymentDays":30,"billing":"Nobody"}""");
        var late = await provider.Put($"/api/partnerships/{id}/terms", """{"paymentDays":31,"billing":"Reseller","version":0}""");
        var seen = await reseller.Get($"/api/partnerships/{id}/terms");
        var denied = await reseller.Put($"/api/partnerships/{id}/terms", """{"paymentDays":30,"billing":"Reseller"}""");

        Assert.Equal((200, 422, 409, 200, 403), (put.Status, wrong.Status, late.Status, seen.Status, denied.Status));
        Assert.Contains("\"monthlyValue\":[{\"amount\":50", put.Text, StringComparison.Ordinal);
        Assert.Contains("\"limit\":100.5", seen.Text, StringComparison.Ordinal);
        Assert.Contains("\"monthlyValue\":null", seen.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("setBy\":\"", seen.Text, StringComparison.Ordinal);
    }

    private static async Task<Browser> SignedIn(World world, Participant who, string language, Role role)
    {
        var browser = new Browser(await world.WholeServer());
        await browser.SignIn(await world.User(who, $"{role}".ToLowerInvariant(), role));
        await browser.Open($"/home?culture={language}");
        return browser;
    }
}
