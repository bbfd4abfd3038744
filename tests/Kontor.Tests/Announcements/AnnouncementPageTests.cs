using System.Net;
using System.Text.RegularExpressions;
using Kontor.Kernel;
using Kontor.Tests.PartnerCenter;
using Kontor.Tests.Site;

namespace Kontor.Tests.Announcements;

/// <summary>Announcements page by page, and the same for programs.</summary>
public sealed class AnnouncementPageTests
{
    [Fact]
    [Trait("Rule", "OPS-20")]
    [Trait("Rule", "OPS-21")]
    public async Task An_operator_announces_corrects_and_withdraws_and_a_partner_reads_it_in_the_list_and_at_the_start()
    {
        await using var world = await World.Create();
        var (vendor, reseller) = (await world.Vendor(), await world.Reseller());
        var server = await world.WholeServer();
        using var operators = new Browser(server);
        using var partner = new Browser(server);
        await operators.SignIn(await world.User(vendor, "boss", Role.ProgramOperator));
        await partner.SignIn(await world.User(reseller, "plain", Role.SalesAgent));
        await operators.Open("/home?culture=en");
        await partner.Open("/home?culture=en");

        var lacking = await operators.Submit(
            await operators.Open("/ops/announcements/new"), "announcement",
            ("Form.Category", "Features"), ("Form.English.Title", "Two <b>news</b>"), ("Form.German.Summary", "Nur das"));
        var published = await operators.Submit(
            lacking, "announcement",
            ("Form.Types", "Reseller"), ("Form.English.Summary", "Short."), ("Form.English.Details", "Long."), ("Form.German.Summary", ""),
            ("_requestKey", $"{Guid.NewGuid()}"));
        var path = Regex.Match($"{published.Location}", "/announcements/[0-9a-f-]{36}").Value;
        var (list, home, one) = (await partner.Open("/announcements"), await partner.Open("/home"), await partner.Open(path));
        var other = await partner.Open("/announcements?category=Security");
        var withdrawing = await operators.Open($"/ops{path}/withdraw");
        await operators.Submit(
            await operators.Open($"/ops{path}/edit"), "announcement", ("Form.English.Title", "Three news"));
        var corrected = await partner.Open(path);
        var outdated = await operators.Submit(withdrawing, "confirm");
        await operators.Submit(outdated, "confirm", ("_requestKey", $"{Guid.NewGuid()}"));
        var gone = await partner.Open(path);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, lacking.Status);
        Assert.Equal(["ANNOUNCEMENT_WORDS_INVALID"], lacking.Reasons);
        Assert.Equal("Two <b>news</b>", lacking.Form("announcement")["Form.English.Title"]);
        foreach (var page in new[] { list, home, one })
        {
            Assert.Contains("Two &lt;b&gt;news&lt;/b&gt;", page.Html, StringComparison.Ordinal);
        }

        Assert.Contains("Long.", one.Text, StringComparison.Ordinal);
        Assert.Contains("indirect reseller", one.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("/ops/announcements", one.Html, StringComparison.Ordinal);
        Assert.Contains("Nothing of this category", other.Text, StringComparison.Ordinal);
        Assert.Contains("Three news", corrected.Text, StringComparison.Ordinal);
        Assert.Equal(["ANNOUNCEMENT_CHANGED_MEANWHILE"], outdated.Reasons);
        Assert.Contains("Three news", outdated.Text, StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.NotFound, "ANNOUNCEMENT_NOT_FOUND"), (gone.Status, Assert.Single(gone.Reasons)));
        Assert.Contains("Withdrawn", (await operators.Open(path)).Text, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Rule", "OPS-20")]
    public async Task Programs_publish_and_read_announcements_and_are_told_what_is_wrong()
    {
        await using var world = await World.Create();
        var (vendor, provider) = (await world.Vendor(), await world.Provider());
        await using var host = await WireHost.Serve(world);
        using var operators = await host.User(vendor, Role.ProgramOperator);
        using var partner = await host.User(provider);

        var made = await operators.Post(
            "/api/announcements",
            """{"category":"Policy","partnerTypes":["Provider"],"english":{"title":"T","summary":"S","details":"D"}}""");
        var wrongType = await operators.Post(
            "/api/announcements", """{"category":"Policy","partnerTypes":["Distributor"],"english":{"title":"T","summary":"S","details":"D"}}""");
        var wrong = await operators.Post("/api/announcements", """{"category":"3","english":{"title":"T","summary":"S","details":"D"}}""");
        var byPartner = await partner.Post("/api/announcements", """{"category":"Policy","english":{"title":"T","summary":"S","details":"D"}}""");

        Assert.Equal(200, made.Status);
        Assert.Contains("ANNOUNCEMENT_TYPE_UNKNOWN", wrongType.Text, StringComparison.Ordinal);
        Assert.Contains("ANNOUNCEMENT_CATEGORY_UNKNOWN", wrong.Text, StringComparison.Ordinal);
        Assert.Equal(403, byPartner.Status);
        Assert.Equal(200, (await partner.Get($"/api/announcements/{made["id"]}")).Status);
        Assert.Contains("\"title\":\"T\"", (await partner.Get("/api/announcements?category=Policy")).Text, StringComparison.Ordinal);
        Assert.Contains("ANNOUNCEMENT_CATEGORY_UNKNOWN", (await partner.Get("/api/announcements?category=x")).Text, StringComparison.Ordinal);
    }
}
