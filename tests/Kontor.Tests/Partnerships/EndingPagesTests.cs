using System.Net;
using Kontor.Kernel;
using Kontor.Partnerships;
using Kontor.Tests.PartnerCenter;
using Kontor.Tests.Site;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Tests.Partnerships;

/// <summary>A partnership page by page: looked at, its access taken away, its end asked for, refused, and done.</summary>
public sealed class EndingPagesTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("Rule", "REL-20")]
    [Trait("Rule", "REL-25")]
    [Trait("Rule", "REL-26")]
    [Trait("Rule", "REL-50")]
    [Trait("Rule", "REL-52")]
    public async Task A_reseller_looks_at_its_provider_takes_access_away_and_an_operator_decides_what_it_asks_for()
    {
        await using var world = await World.Create();
        var (provider, reseller, customer) = await world.ConnectedTrio();
        await world.SharedCustomer(provider, reseller, customer);
        var alone = await world.Customer();
        await world.Relationship(reseller, alone, Kontor.Customers.RelationshipKind.IndirectReseller);
        var server = await world.WholeServer();
        using var admin = new Browser(server);
        using var operators = new Browser(server);
        await admin.SignIn(await world.User(reseller, "boss", Role.GlobalAdmin));
        await operators.SignIn(await world.User(await world.Vendor(), "operator", Role.ProgramOperator));
        await admin.Open("/home?culture=en");
        await operators.Open("/home?culture=en");
        var path = $"/providers-of-mine/{provider.Id}";

        var list = await admin.Open("/providers-of-mine");
        Assert.Contains($"href=\"{path}\"", list.Html, StringComparison.Ordinal);
        var page = await admin.Open(path);
        Assert.Contains($"href=\"/customers/invite?provider={provider.Id}\"", page.Html, StringComparison.Ordinal);
        Assert.Contains("Administer your own partner tenant: see and add users", page.Text, StringComparison.Ordinal);
        var shared = await admin.Open($"{path}?tab=customers");
        Assert.Contains(customer.Name, shared.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(alone.Name, shared.Text, StringComparison.Ordinal);
        Assert.Contains($"provider={provider.Id}", shared.Html, StringComparison.Ordinal);

        var asked = await admin.Open($"{path}/admin-access");
        Assert.Contains("The partnership does not end.", asked.Text, StringComparison.Ordinal);
        Assert.Contains("done=accessTaken", $"{(await admin.Submit(asked, "access")).Location}", StringComparison.Ordinal);
        Assert.Contains("you took it away", (await admin.Open(path)).Text, StringComparison.Ordinal);
        var back = await admin.Submit(await admin.Open($"{path}/admin-access"), "access");
        Assert.Contains("done=accessGiven", $"{back.Location}", StringComparison.Ordinal);
        Assert.Contains("was given back", (await admin.Open($"{path}?tab=activity")).Text, StringComparison.Ordinal);

        var wordless = await admin.Submit(await admin.Open($"{path}/end"), "file");
        Assert.Equal(["END_REASON_INVALID", "END_STATEMENT_NOT_CONFIRMED"], wordless.Reasons.Distinct().Order());
        var filed = await admin.Submit(
            wordless, "file", ("Form.Reason", "<b>We</b> change."), ("Form.Confirmed", "true"), ("_requestKey", $"{Guid.NewGuid()}"));
        Assert.Contains("done=endRequested", $"{filed.Location}", StringComparison.Ordinal);
        Assert.Contains("<b>We</b> change.", (await admin.Open(path)).Text, StringComparison.Ordinal);

        var home = await operators.Open("/home");
        Assert.Contains("asks to end a partnership", home.Text, StringComparison.Ordinal);
        await using var db = world.Db();
        var request = await db.PartnershipEndRequests.SingleAsync(Cancel);
        Assert.Contains(reseller.Name, (await operators.Open("/ops/partnership-ends?state=Open")).Text, StringComparison.Ordinal);
        var file = await operators.Open($"/ops/partnership-ends/{request.Id}");
        Assert.Contains("<b>We</b> change.", file.Text, StringComparison.Ordinal);
        var silent = await operators.Submit(file, "decide", ("Form.Verdict", "refuse"));
        Assert.Equal(["END_ANSWER_INVALID"], silent.Reasons.Distinct());
        var refused = await operators.Submit(
            silent, "decide", ("Form.Verdict", "refuse"), ("Form.Answer", "Talk first."), ("_requestKey", $"{Guid.NewGuid()}"));
        Assert.Contains("done=endRefused", $"{refused.Location}", StringComparison.Ordinal);
        Assert.Contains("Talk first.", (await admin.Open(path)).Text, StringComparison.Ordinal);

        await admin.Submit(
            await admin.Open($"{path}/end"), "file", ("Form.Reason", "We talked."), ("Form.Confirmed", "true"));
        var taken = await admin.Submit(await admin.Open($"{path}/end"), "withdraw");
        Assert.Contains("done=endWithdrawn", $"{taken.Location}", StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await admin.Open($"/providers-of-mine/{Guid.NewGuid()}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await operators.Open($"/ops/partnership-ends/{Guid.NewGuid()}")).Status);
    }

    [Fact]
    [Trait("Rule", "AGR-12")]
    [Trait("Rule", "REL-51")]
    [Trait("Rule", "REL-53")]
    [Trait("Rule", "REL-64")]
    public async Task A_provider_sees_who_signed_looks_at_a_reseller_and_removes_the_partnership_once()
    {
        await using var world = await World.Create();
        var (provider, reseller, customer) = await world.ConnectedTrio();
        await world.SharedCustomer(provider, reseller, customer);
        var unsigned = await world.Reseller("FR", hasSigned: false);
        await world.Partnership(provider, unsigned);
        using var admin = new Browser(await world.WholeServer());
        await admin.SignIn(await world.User(provider, "boss", Role.GlobalAdmin));
        await admin.Open("/home?culture=en");
        var path = $"/resellers/{reseller.Id}";

        var insights = await admin.Open("/insights/agreements?state=NotSigned");
        Assert.Contains(unsigned.Name, insights.Text, StringComparison.Ordinal);
        Assert.Contains($"mailto:{Uri.EscapeDataString($"contact@{unsigned.Domain}")}", insights.Html, StringComparison.Ordinal);
        Assert.DoesNotContain($"/resellers/{reseller.Id}\"", insights.Html, StringComparison.Ordinal);
        var page = await admin.Open(path);
        Assert.Contains("Administer the reseller's own partner tenant: see and add users", page.Text, StringComparison.Ordinal);
        Assert.Contains(customer.Name, (await admin.Open($"{path}?tab=customers")).Text, StringComparison.Ordinal);

        var asked = await admin.Open($"{path}/end");
        Assert.Contains("Delegated admin rights stay as they are.", asked.Text, StringComparison.Ordinal);
        var unticked = await admin.Submit(asked, "end");
        Assert.Equal(
            (HttpStatusCode.UnprocessableEntity, "END_STATEMENT_NOT_CONFIRMED"), (unticked.Status, unticked.Reasons.Distinct().Single()));
        var ended = await admin.Submit(asked, "end", ("Form.Confirmed", "true"), ("_requestKey", $"{Guid.NewGuid()}"));
        Assert.Contains("done=partnershipEnded", $"{ended.Location}", StringComparison.Ordinal);

        var again = await admin.Submit(asked, "end", ("Form.Confirmed", "true"), ("_requestKey", $"{Guid.NewGuid()}"));
        Assert.Equal((HttpStatusCode.Conflict, "PARTNERSHIP_ENDED"), (again.Status, again.Reasons.Distinct().Single()));
        Assert.Equal(HttpStatusCode.NotFound, (await admin.Open(path)).Status);
        Assert.DoesNotContain(reseller.Name, (await admin.Open("/resellers")).Text, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Rule", "REL-20")]
    [Trait("Rule", "REL-52")]
    [Trait("Rule", "REL-53")]
    public async Task Programs_do_the_same_over_the_api_and_the_confirmation_must_be_sent()
    {
        await using var world = await World.Create();
        await using var host = await WireHost.Serve(world);
        var (provider, reseller, _) = await world.ConnectedTrio();
        using var above = await host.User(provider);
        using var below = await host.User(reseller);
        using var operators = await host.User(await world.Vendor(), Role.ProgramOperator);
        await using var db = world.Db();
        var path = $"/api/partnerships/{(await db.Partnerships.SingleAsync(Cancel)).Id}";

        Assert.Equal(204, (await below.Send(HttpMethod.Delete, $"{path}/admin-access", null)).Status);
        Assert.Equal("False", (await above.Get(path))["providerHasAdminAccess"]);
        Assert.Equal(409, (await below.Send(HttpMethod.Delete, $"{path}/admin-access", null)).Status);
        Assert.Equal(204, (await below.Put($"{path}/admin-access", null)).Status);
        Assert.Equal(403, (await above.Put($"{path}/admin-access", null)).Status);

        var statement = (await above.Get("/api/partnerships/end-statement"))["version"];
        var wish = $$"""{"confirmed":true,"statement":"{{statement}}","reason":"We change."}""";
        var filed = await below.Post($"{path}/end-request", wish);
        Assert.Equal((200, "Open"), (filed.Status, filed["state"]));
        Assert.Equal(409, (await below.Post($"{path}/end-request", wish)).Status);
        Assert.Single((await operators.Get("/api/partnership-end-requests?state=Open")).Items);
        var refused = await operators.Put(
            $"/api/partnership-end-requests/{filed["id"]}/decision", """{"execute":false,"answer":"No."}""");
        Assert.Equal("Refused", refused["state"]);

        Assert.Equal(400, (await above.Put($"{path}/end", $$"""{"statement":"{{statement}}"}""")).Status);
        Assert.Equal(422, (await above.Put($"{path}/end", $$"""{"confirmed":false,"statement":"{{statement}}"}""")).Status);
        Assert.Equal(204, (await above.Put($"{path}/end", $$"""{"confirmed":true,"statement":"{{statement}}"}""")).Status);
        var (ofProvider, ofReseller) = (await above.Get(path), await below.Get(path));
        Assert.Equal("ByProvider", ofProvider["end.way"]);
        Assert.False(string.IsNullOrEmpty(ofProvider["end.confirmedBy"]));
        Assert.True(string.IsNullOrEmpty(ofReseller["end.confirmedBy"]));
        Assert.Equal(404, (await (await host.User(await world.Provider())).Get(path)).Status);
    }
}
