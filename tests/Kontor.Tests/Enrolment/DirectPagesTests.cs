using System.Net;
using System.Text.Json;
using Kontor.Enrolment;
using Kontor.Kernel;
using Kontor.Tests.Site;
using Microsoft.AspNetCore.Builder;

namespace Kontor.Tests.Enrolment;

/// <summary>The way of an applicant as direct partner and of an operator, page by page and over the API.</summary>
public sealed class DirectPagesTests
{
    private static readonly (string Name, string Value)[] Answers =
    [
        ("Form.Support", "Service desk by phone"), ("Form.SupportHours", "Mon–Fri 8–18"), ("Form.SupportLanguages", "German"),
        ("Form.Billing", "Our ERP"), ("Form.Provisioning", "By the API"),
    ];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("Rule", "ENR-07")]
    [Trait("Rule", "ENR-40")]
    [Trait("Rule", "ENR-41")]
    [Trait("Rule", "K-06")]
    public async Task The_requirements_are_public_and_whoever_signs_in_sees_what_is_met_and_how_to_mend_the_rest()
    {
        await using var world = await World.Create();
        var server = await world.WholeServer();
        var reseller = await world.Reseller(hasSigned: false, hasNetworkId: false);
        using var stranger = new Browser(server);
        using var admin = await SignedIn(world, server, reseller, "boss", Role.GlobalAdmin);
        using var agent = await SignedIn(world, server, reseller, "agent", Role.AdminAgent);

        var start = await stranger.Open("/");
        var enrol = await stranger.Open("/enrol");
        var open = await stranger.Open("/enrol/direct");
        var own = await admin.Open("/enrol/direct");

        Assert.All([start, enrol], page => Assert.Contains("href=\"/enrol/direct\"", page.Html, StringComparison.Ordinal));
        Assert.Contains("At least 12 months of sales as a reseller", open.Text, StringComparison.Ordinal);
        Assert.Contains("300,000.00 USD", open.Text, StringComparison.Ordinal);
        Assert.Contains("Do not buy it before the credit check is passed", open.Text, StringComparison.Ordinal);
        Assert.Contains("href=\"/signin?returnUrl=/enrol/direct\"", open.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("Begin the application", own.Text, StringComparison.Ordinal);
        Assert.All(
            ["/enrol/network-id", "/settings/agreements", "/providers-of-mine", "/settings/standing"],
            path => Assert.Contains($"href=\"{path}\"", own.Html, StringComparison.Ordinal));
        Assert.Contains("ENROLLING_GLOBAL_ADMIN_REQUIRED", (await agent.Open("/enrol/direct")).Reasons);
    }

    [Fact]
    [Trait("Rule", "ENR-40")]
    [Trait("Rule", "ENR-41")]
    [Trait("Rule", "ENR-43")]
    [Trait("Rule", "ENR-44")]
    public async Task A_reseller_becomes_an_active_direct_partner_by_the_forms_alone()
    {
        await using var world = await World.Create();
        var reseller = await world.EstablishedReseller(250_000);
        var server = await world.WholeServer();
        using var browser = await SignedIn(world, server, reseller, "boss", Role.GlobalAdmin);
        using var operators = await SignedIn(world, server, await world.Vendor(), "olga", Role.ProgramOperator);

        var begun = await browser.Submit(await browser.Open("/enrol/direct"), "start");
        var wrong = await browser.Submit(
            await browser.Open(Local(begun)), "answers", [.. Answers, ("Form.DeclaredRevenueUsd", "a lot")]);
        Assert.Equal(["DIRECT_REVENUE_INVALID"], wrong.Reasons);
        Assert.Equal("Our ERP", wrong.Form("answers")["Form.Billing"]);
        var documents = await browser.Submit(
            wrong, "answers", ("Form.DeclaredRevenueUsd", "310000"), ("Form.Act", "documents"));
        var upload = await browser.Open(Local(documents));
        await browser.SubmitFile(
            upload, "document", ("Form.File", "statement.pdf", new ByteArrayContent([.. "%PDF-1.7 statement"u8])));
        var unsure = await browser.Submit(await browser.Open("/enrol/direct"), "answers", ("Form.HasAuthority", "true"));
        Assert.Equal(["DIRECT_CREDIT_CHECK_NOT_ALLOWED"], unsure.Reasons);
        var sent = await browser.Submit(
            unsure, "answers", ("Form.HasAuthority", "true"), ("Form.AllowsCreditCheck", "true"));
        Assert.Equal("/enrol/direct/status?done=directSubmitted", Local(sent));
        var status = await browser.Open("/enrol/direct/status");
        Assert.Contains("Do not buy a support plan yet", status.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Name your support plan", status.Text, StringComparison.Ordinal);
        Assert.Contains("Submitted", (await browser.Open("/settings/standing")).Text, StringComparison.Ordinal);

        var list = await operators.Open("/ops/enrolments?type=DirectPartner");
        Assert.Contains($"href=\"/ops/enrolments/{reseller.Id}/direct\"", list.Html, StringComparison.Ordinal);
        var seen = await operators.Open($"/ops/enrolments/{reseller.Id}/direct");
        Assert.All(
            ["250,000.00 USD", "310,000.00 USD", "statement.pdf", "Our ERP", reseller.NetworkId!],
            words => Assert.Contains(words, seen.Text, StringComparison.Ordinal));
        var silent = await operators.Submit(seen, "decide", ("Form.Decision", "Refuse"));
        Assert.Equal(["DIRECT_DECISION_WORDS_INVALID"], silent.Reasons);
        await Decide(operators, reseller, "VerifyCompany");
        await Decide(operators, reseller, "PassCredit");
        var home = await browser.Open("/home");
        Assert.Contains("data-waiting=\"ownDirectApplication\"", home.Html, StringComparison.Ordinal);

        var unnamed = await browser.Submit(await browser.Open("/enrol/direct/status"), "plan");
        Assert.Equal(["SUPPORT_PLAN_LEVEL_MISSING", "SUPPORT_PLAN_CONTRACT_INVALID"], unnamed.Reasons);
        await browser.Submit(unnamed, "plan", ("Form.Level", "Premier"), ("Form.Contract", "SUP-77"));
        Assert.Contains("data-waiting=\"directApplications\"", (await operators.Open("/home")).Html, StringComparison.Ordinal);
        Assert.Contains("SUP-77", (await operators.Open($"/ops/enrolments/{reseller.Id}/direct")).Text, StringComparison.Ordinal);
        await Decide(operators, reseller, "ConfirmPlan");
        Assert.Contains("href=\"/settings/agreements\"", (await browser.Open("/enrol/direct/status")).Html, StringComparison.Ordinal);
        await browser.Submit(await browser.Open("/settings/agreements"), "sign", ("Form.Confirmed", "true"));

        Assert.Equal(EnrolmentState.Active, (await world.DirectOf(reseller)).State);
        Assert.Contains(
            "active direct-bill partner", (await browser.Open("/enrol/direct/status")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("ownDirectApplication", (await browser.Open("/home")).Html, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Rule", "ENR-44")]
    public async Task An_operator_who_is_too_late_is_told_and_a_withdrawn_application_is_gone()
    {
        await using var world = await World.Create();
        var applicant = await world.DirectAt(EnrolmentState.Submitted);
        var server = await world.WholeServer();
        using var browser = await SignedIn(world, server, applicant, "boss", Role.GlobalAdmin);
        var vendor = await world.Vendor();
        using var first = await SignedIn(world, server, vendor, "olga", Role.ProgramOperator);
        using var second = await SignedIn(world, server, vendor, "omar", Role.ProgramOperator);
        using var auditor = await SignedIn(world, server, vendor, "anna", Role.Auditor);

        var (one, other) = (await Open(first), await Open(second));
        await first.Submit(one, "decide", ("Form.Decision", "Refuse"), ("Form.Reason", "Not in the <b>register</b>."));
        var late = await second.Submit(other, "decide", ("Form.Decision", "VerifyCompany"));
        var read = await browser.Open("/enrol/direct/status");
        Assert.Equal(["APPLICATION_DECIDED_MEANWHILE"], late.Reasons);
        Assert.Contains("Not in the &lt;b&gt;register", read.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("Save the decision", (await Open(auditor)).Text, StringComparison.Ordinal);

        await browser.Submit(await browser.Open("/enrol/direct/withdraw"), "withdraw");
        Assert.Equal(HttpStatusCode.NotFound, (await Open(first)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.Open("/enrol/direct/status")).Status);

        Task<SeenPage> Open(Browser who) => who.Open($"/ops/enrolments/{applicant.Id}/direct");
    }

    [Fact]
    [Trait("Rule", "ENR-42")]
    public async Task Operators_see_the_revenue_of_direct_partners_beside_the_requirement()
    {
        await using var world = await World.Create();
        var (direct, reseller, customer) = (await world.DirectPartner(), await world.Reseller(), await world.Customer());
        await world.Charged(direct, customer, 12_345_67, Currency.Usd);
        var server = await world.WholeServer();
        using var operators = await SignedIn(world, server, await world.Vendor(), "olga", Role.ProgramOperator);

        var page = await operators.Open($"/ops/partners/{direct.Id}");

        Assert.All(
            ["12,345.67 USD", "300,000.00 USD", "Too low"], words => Assert.Contains(words, page.Text, StringComparison.Ordinal));
        Assert.DoesNotContain(
            "data-revenue", (await operators.Open($"/ops/partners/{reseller.Id}")).Html, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Rule", "ENR-41")]
    [Trait("Rule", "ENR-43")]
    [Trait("Rule", "ENR-44")]
    [Trait("Rule", "OPS-42")]
    public async Task The_api_does_what_the_pages_do()
    {
        await using var world = await World.Create();
        var reseller = await world.EstablishedReseller();
        var vendor = await world.Vendor();
        var server = await world.WholeServer();
        var own = await server.Token(await world.Application(reseller, Role.GlobalAdmin));
        var operators = await server.Token(await world.Application(vendor, Role.ProgramOperator));
        const string Mine = "/api/enrollment/direct";
        var theirs = $"/api/enrollments/{reseller.Id}/direct";

        var needs = await Send(server, HttpMethod.Get, $"{Mine}/requirements", own);
        Assert.All(needs.GetProperty("requirements").EnumerateArray(), need => Assert.True(need.GetProperty("isMet").GetBoolean()));
        Assert.Equal(300_000m, needs.GetProperty("revenue").GetProperty("total").GetDecimal());
        await Send(server, HttpMethod.Get, Mine, own, null, HttpStatusCode.NotFound);
        await Send(server, HttpMethod.Put, Mine, own);
        await Send(server, HttpMethod.Put, $"{Mine}/answers", own, new
        {
            support = "Desk",
            supportHours = "8–18",
            supportLanguages = "de",
            billing = "ERP",
            provisioning = "API",
        });
        await Send(server, HttpMethod.Get, theirs, operators, null, HttpStatusCode.NotFound);
        await Send(server, HttpMethod.Put, $"{Mine}/submission", own, new { hasAuthority = true, allowsCreditCheck = true });
        await Decided("VerifyCompany");
        await Send(
            server, HttpMethod.Put, $"{Mine}/support-plan", own, new { level = "Premier", contract = "7" }, HttpStatusCode.Conflict);
        await Decided("PassCredit");
        await Send(server, HttpMethod.Put, $"{Mine}/support-plan", own, new { level = "Premier", contract = "7" });
        var qualified = await Decided("ConfirmPlan");
        var listed = await Send(server, HttpMethod.Get, "/api/enrollments?type=DirectPartner", operators);
        var revenue = await Send(server, HttpMethod.Get, $"/api/partners/{reseller.Id}/revenue", operators);

        Assert.Equal("Qualified", qualified.GetProperty("state").GetString());
        Assert.Equal("DirectPartner", listed.GetProperty("items")[0].GetProperty("type").GetString());
        Assert.True(revenue.GetProperty("isMet").GetBoolean());
        await Send(server, HttpMethod.Delete, Mine, own, null, HttpStatusCode.Conflict);
        await Send(server, HttpMethod.Get, theirs, own, null, HttpStatusCode.Forbidden);

        async Task<JsonElement> Decided(string decision)
        {
            var version = (await Send(server, HttpMethod.Get, theirs, operators)).GetProperty("version").GetInt32();
            return await Send(server, HttpMethod.Put, $"{theirs}/decision", operators, new { version, decision });
        }
    }

    private static async Task<JsonElement> Send(
        WebApplication server, HttpMethod method, string path, string token, object? body = null,
        HttpStatusCode status = HttpStatusCode.OK)
    {
        using var answer = await server.Send(method, path, token, body);
        var text = await answer.Content.ReadAsStringAsync(Cancel);
        Assert.True(answer.StatusCode == status, $"{method} {path}: {answer.StatusCode} {text}");
        return JsonDocument.Parse(text).RootElement;
    }

    private static async Task Decide(Browser operators, Participant applicant, string decision)
    {
        var page = await operators.Open($"/ops/enrolments/{applicant.Id}/direct");
        var decided = await operators.Submit(page, "decide", ("Form.Decision", decision));
        Assert.Contains("?done=directDecided", Local(decided), StringComparison.Ordinal);
    }

    private static string Local(SeenPage page) =>
        page.Location?.Replace("http://localhost", "", StringComparison.Ordinal) ?? $"{page.Status}: {page.Text}";

    private static async Task<Browser> SignedIn(
        World world, WebApplication server, Participant participant, string name, Role role)
    {
        var browser = new Browser(server);
        await browser.SignIn(await world.User(participant, name, role));
        await browser.Open("/enrol?culture=en");
        return browser;
    }
}
