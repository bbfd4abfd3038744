using System.Net;
using Kontor.Customers;
using Kontor.DelegatedAdmin;
using Kontor.Kernel;
using Kontor.Tests.Site;

namespace Kontor.Tests.DelegatedAdmin;

public sealed class GrantPageTests
{
    [Fact]
    [Trait("Rule", "CUS-40")]
    [Trait("Rule", "CUS-77")]
    public async Task A_partner_finds_its_customer_asks_for_roles_and_changes_many_at_once()
    {
        await using var world = await World.Create();
        var (partner, customer, foreign) = (await world.DirectPartner(), await world.Customer(), await world.Customer());
        await world.Relationship(partner, customer, RelationshipKind.Reseller);
        using var browser = new Browser(await world.WholeServer());
        await browser.SignIn(await world.User(partner, "boss", Role.GlobalAdmin));

        await browser.Open("/home?culture=en");
        var found = await browser.Open($"/delegated-admin/new?find={customer.Domain}");
        var stranger = await browser.Open($"/delegated-admin/new?customer={foreign.Id}");
        var form = await browser.Open($"/delegated-admin/new?customer={customer.Id}");
        var unticked = await browser.Submit(form, "request", ("Form.Days", "731"));
        var asked = await browser.SubmitMany(
            form, "request", ("Form.Roles", "UserAdministrator:AdminAgents"), ("Form.Roles", "MailAdministrator:HelpdeskAgents"),
            ("_requestKey", $"{Guid.NewGuid()}"), ("Form.Days", "30"), ("Form.Note", "We move your mailboxes"));
        var grant = await browser.Open(asked.Location!);
        var end = await browser.Open($"{asked.Location![..asked.Location!.IndexOf('?')]}/end");
        await world.Acts(customer.GlobalAdmin, IdIn(asked.Location!), GrantAct.Approve);
        var list = await browser.Open("/delegated-admin?state=Active&within=30&role=MailAdministrator");
        var changed = await browser.SubmitMany(
            list, "extend", ("Form.Ids", $"{IdIn(asked.Location!)}"), ("Form.Ids", $"{Guid.NewGuid()}"), ("Form.Choice", "extend"));
        var all = await browser.Submit(list, "extend", ("Form.All", "true"), ("Form.Choice", "stop"), ("_requestKey", $"{Guid.NewGuid()}"));
        var tab = await browser.Open($"/customers/{customer.Id}?tab=rights");

        Assert.Contains($"customer={customer.Id}", found.Html, StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.NotFound, "DELEGATED_CUSTOMER_UNKNOWN"), (stranger.Status, Assert.Single(stranger.Reasons)));
        Assert.Equal(["DELEGATED_ROLES_MISSING", "DELEGATED_DAYS_OUT_OF_RANGE"], unticked.Reasons);
        Assert.Contains("We move your mailboxes", grant.Text, StringComparison.Ordinal);
        Assert.Contains($"Withdraw the request to {customer.Name}?", end.Text, StringComparison.Ordinal);
        Assert.Contains("name=\"Form.Ids\"", list.Html, StringComparison.Ordinal);
        Assert.Contains("Rights that extend themselves from now on: 1.", changed.Text, StringComparison.Ordinal);
        Assert.Contains("Not changed: 1", changed.Text, StringComparison.Ordinal);
        Assert.Contains("Rights that end when they are due: 1.", all.Text, StringComparison.Ordinal);
        Assert.Contains($"href=\"/delegated-admin/{IdIn(asked.Location!)}\"", tab.Html, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Rule", "CUS-31")]
    [Trait("Rule", "CUS-44")]
    [Trait("Rule", "CUS-45")]
    [Trait("Rule", "CUS-46")]
    [Trait("Rule", "CUS-49")]
    public async Task A_customer_reads_answers_narrows_and_removes_and_is_told_what_that_means()
    {
        await using var world = await World.Create();
        var (partner, stranger, customer) = (await world.DirectPartner(), await world.Provider(), await world.Customer());
        await world.Relationship(partner, customer, RelationshipKind.Reseller, withRights: true);
        var id = (await world.AsksForRights(
            partner, customer, 90, false, DirectoryRole.UserAdministrator, DirectoryRole.ReportsReader)).ValueOrNull!.Id;
        using var browser = new Browser(await world.WholeServer());
        await browser.SignIn(await world.User(customer, "boss", Role.GlobalAdmin));

        await browser.Open("/home?culture=en");
        var home = await browser.Open("/home");
        var requests = await browser.Open("/my-partners/requests");
        var request = await browser.Open($"/my-partners/requests/{id}");
        var unticked = await browser.Submit(request, "answer", ("Form.Answer", "approve"));
        var approved = await browser.Submit(request, "answer", ("Form.Answer", "approve"), ("Form.Confirmed", "true"), ("_requestKey", $"{Guid.NewGuid()}"));
        var mine = await browser.Open($"/my-partners/{partner.Id}");
        var narrow = await browser.Open($"/my-partners/rights/{id}/narrow");
        var narrowed = await browser.Submit(narrow, "narrow", ("Form.Roles", "UserAdministrator"));
        var remove = await browser.Open($"/my-partners/rights/{id}/remove");
        var removed = await browser.Submit(remove, "confirm");
        var late = await browser.Submit(remove, "confirm", ("_requestKey", $"{Guid.NewGuid()}"));
        var foreign = await browser.Open($"/my-partners/{stranger.Id}");

        Assert.Contains($"{partner.Name} asks for admin rights in your tenant", home.Text, StringComparison.Ordinal);
        Assert.Contains($"href=\"/my-partners/requests/{id}\"", requests.Html, StringComparison.Ordinal);
        Assert.Contains("resets passwords of users who are no administrators", request.Text, StringComparison.Ordinal);
        Assert.Contains("Privileged", request.Text, StringComparison.Ordinal);
        Assert.Equal(["DELEGATED_NOT_CONFIRMED"], unticked.Reasons);
        Assert.EndsWith($"/my-partners/{partner.Id}?done=rightsApproved", approved.Location, StringComparison.Ordinal);
        Assert.Contains("Full rights without end", mine.Text, StringComparison.Ordinal);
        Assert.EndsWith("?done=rightsNarrowed", narrowed.Location, StringComparison.Ordinal);
        Assert.Contains("cannot open service requests for you", remove.Text, StringComparison.Ordinal);
        Assert.Contains("renewals and changes of licenses go on", remove.Text, StringComparison.Ordinal);
        Assert.Contains("Roles on consumption subscriptions stay", remove.Text, StringComparison.Ordinal);
        Assert.EndsWith("?done=rightsRemoved", removed.Location, StringComparison.Ordinal);
        Assert.Equal(["DELEGATED_GRANT_NOT_POSSIBLE"], late.Reasons);
        Assert.Equal(HttpStatusCode.NotFound, foreign.Status);
        Assert.Equal(GrantState.Removed, (await world.Grant(id)).State);
    }

    private static GrantId IdIn(string location) => new(Guid.Parse(location.Split('/')[^1].Split('?')[0]));
}
