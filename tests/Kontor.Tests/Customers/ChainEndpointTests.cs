using System.Net;
using System.Text.Json;
using Kontor.Agreements;
using Kontor.Kernel;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Tests.Customers;

/// <summary>The chain's first half over HTTP, with the whole application behind it.</summary>
public sealed class ChainEndpointTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("Rule", "REL-17")]
    [Trait("Rule", "CUS-15")]
    public async Task Provider_reseller_and_customer_come_together_by_links()
    {
        await using var world = await World.Create();
        var server = await world.WholeServer();
        var (provider, reseller) = (await world.Provider(), await world.Reseller("FR"));
        var customer = await world.Customer("NL");
        var (asProvider, asReseller) = (await Token(world, server, provider), await Token(world, server, reseller));
        var asCustomer = await UserToken(world, server, customer);

        var asked = await Post(server, "/api/partner-invitations", asProvider, new { language = "de" });
        var link = Token(asked.GetProperty("link").GetString()!);
        var opened = await Post(
            server, "/api/partner-invitations/opening", asReseller, new { token = link }, HttpStatusCode.OK);
        Assert.Equal(provider.Name, opened.GetProperty("provider").GetProperty("name").GetString());
        Assert.True(opened.GetProperty("mayAccept").GetBoolean());
        await Put(server, "/api/partner-invitations/acceptance", asReseller, new { token = link, confirmed = true });

        var invited = await Post(
            server, "/api/customer-invitations", asReseller,
            new { providerId = provider.Id.Value, email = "eva@example.com", language = "nl", send = true });
        var request = Token(invited.GetProperty("link").GetString()!);
        var shown = await Post(
            server, "/api/customer-invitations/opening", asCustomer, new { token = request }, HttpStatusCode.OK);
        Assert.Equal(2, shown.GetProperty("partners").GetArrayLength());
        var template = shown.GetProperty("agreement").GetProperty("text").GetProperty("templateId").GetGuid();
        var accepted = await Put(server, "/api/customer-invitations/acceptance", asCustomer, new
        {
            token = request,
            confirmed = true,
            agreement = new
            {
                templateId = template,
                language = "nl",
                confirmed = true,
                person = new { firstName = "Eva", lastName = "Jansen", email = "eva@example.com" },
            },
        });
        Assert.Equal(2, accepted.GetProperty("relationships").GetArrayLength());

        var resellers = await Get(server, "/api/partnerships/resellers", asProvider);
        Assert.Equal(1, resellers.GetProperty("items")[0].GetProperty("sharedCustomers").GetInt32());
        var customers = await Get(server, $"/api/customers?reseller={reseller.Id}", asProvider);
        Assert.Equal(customer.Name, customers.GetProperty("items")[0].GetProperty("name").GetString());
        var detail = await Get(server, $"/api/customers/{customer.Id}", asReseller);
        Assert.True(detail.GetProperty("hasAcceptedAgreement").GetBoolean());
        var partners = await Get(server, "/api/customers/own/partners", asCustomer);
        Assert.Equal(2, partners.GetArrayLength());
        var agreement = await Get(server, $"/api/customer-agreements/{customer.Id}", asProvider);
        Assert.Equal("Direct", agreement.GetProperty("acceptances")[0].GetProperty("way").GetString());
    }

    [Fact]
    [Trait("Rule", "REL-30")]
    public async Task A_refusal_is_a_problem_with_its_reason_in_the_readers_language()
    {
        await using var world = await World.Create();
        var server = await world.WholeServer();
        var token = await Token(world, server, await world.Reseller());

        using var answer = await server.Send(
            HttpMethod.Put, "/api/partner-invitations/acceptance?culture=de-DE", token,
            new { token = Secrets.New(), confirmed = true });

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        var problem = await answer.Json();
        Assert.Equal("urn:kontor:problem:PARTNER_LINK_INVALID", problem.GetProperty("type").GetString());
        var reason = problem.GetProperty("reasons")[0];
        Assert.Equal("REL-30", reason.GetProperty("rule").GetString());
        Assert.StartsWith("Dieser Link gilt nicht.", reason.GetProperty("text").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{", HttpStatusCode.BadRequest)]
    [InlineData("[]", HttpStatusCode.BadRequest)]
    [InlineData("""{"token": 7}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"token": null, "confirmed": true}""", HttpStatusCode.NotFound)]
    [InlineData("{}", HttpStatusCode.NotFound)]
    [InlineData("", HttpStatusCode.BadRequest)]
    public async Task A_body_that_cannot_be_used_changes_nothing_and_shows_no_stack_trace(
        string body, HttpStatusCode status)
    {
        await using var world = await World.Create();
        var server = await world.WholeServer();
        var token = await Token(world, server, await world.Reseller());

        foreach (var path in (string[])["/api/partner-invitations/acceptance", "/api/customer-invitations/acceptance"])
        {
            using var answer = await server.Send(HttpMethod.Put, path, token, body);

            Assert.Equal(status, answer.StatusCode);
            Assert.DoesNotContain(
                " at Kontor.", await answer.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        }
    }

    [Fact]
    [Trait("Rule", "REL-27")]
    public async Task Empty_and_oversized_fields_are_refused_with_reasons()
    {
        await using var world = await World.Create();
        var server = await world.WholeServer();
        var provider = await world.Provider();
        var token = await Token(world, server, provider);
        var customer = await world.Customer();
        await world.Relationship(provider, customer, Kontor.Customers.RelationshipKind.IndirectProvider);

        await Refused(server, HttpMethod.Post, "/api/partner-invitations", token,
            new { email = new string('x', 300), subject = new string('s', 201), text = "{link}", send = true },
            HttpStatusCode.UnprocessableEntity, "RECIPIENT_INVALID");
        await Refused(server, HttpMethod.Post, "/api/partner-invitations", token, new { language = "xx" },
            HttpStatusCode.UnprocessableEntity, "DRAFT_LANGUAGE_UNKNOWN");
        await Refused(server, HttpMethod.Put, $"/api/partner-invitations/{Guid.NewGuid()}/mail", token, new { },
            HttpStatusCode.NotFound, "PARTNER_INVITATION_NOT_FOUND");
        await Refused(server, HttpMethod.Post, $"/api/customer-agreements/{customer.Id}/attestations", token,
            new { acceptedOn = "2999-01-01" }, HttpStatusCode.UnprocessableEntity, "SIGNATORY_NAME_INVALID");
        await Refused(server, HttpMethod.Get, "/api/customers?cursor=!!", token, null,
            HttpStatusCode.UnprocessableEntity, "CURSOR_INVALID");
        await Refused(server, HttpMethod.Get, $"/api/customers/{Guid.NewGuid()}", token, null,
            HttpStatusCode.NotFound, "CUSTOMER_UNKNOWN");
    }

    [Theory]
    [Trait("Rule", "ENR-51")]
    [InlineData("Provider", HttpStatusCode.OK)]
    [InlineData("Reseller", HttpStatusCode.Forbidden)]
    [InlineData("Magician", HttpStatusCode.BadRequest)]
    public async Task A_partner_says_by_name_as_what_it_invites(string type, HttpStatusCode status)
    {
        await using var world = await World.Create();
        var server = await world.WholeServer();
        var token = await Token(world, server, await world.Provider());

        using var answer = await server.Send(
            HttpMethod.Post, "/api/customer-invitations/draft", token, new { @as = type });

        Assert.Equal(status, answer.StatusCode);
    }

    [Fact]
    public async Task The_same_request_sent_twice_makes_one_invitation_and_the_kept_answer_hides_the_link()
    {
        await using var world = await World.Create();
        var server = await world.WholeServer();
        var token = await Token(world, server, await world.Provider());

        using var first = await server.Send(HttpMethod.Post, "/api/partner-invitations", token, new { }, "once");
        using var second = await server.Send(HttpMethod.Post, "/api/partner-invitations", token, new { }, "once");

        var link = (await first.Json()).GetProperty("link").GetString()!;
        Assert.Equal(HttpStatusCode.Created, first.StatusCode);
        Assert.Equal(link, (await second.Json()).GetProperty("link").GetString());
        await using var db = world.Db();
        Assert.Equal(1, await db.Set<Kontor.Partnerships.PartnerInvitation>().CountAsync(Cancel));
        var kept = await db.Set<RequestAnswer>().SingleAsync(Cancel);
        Assert.DoesNotContain(
            Token(link), System.Text.Encoding.UTF8.GetString(kept.Body), StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Rule", "AGR-08")]
    public async Task The_partner_agreement_is_read_and_signed()
    {
        await using var world = await World.Create();
        var server = await world.WholeServer();
        var reseller = await world.Reseller(hasSigned: false);
        var token = await UserToken(world, server, reseller);

        var before = await Get(server, "/api/partner-agreement", token);
        Assert.True(before.GetProperty("maySign").GetBoolean());
        var version = before.GetProperty("text").GetProperty("version").GetString();
        await Put(server, "/api/partner-agreement/signature", token, new { version, confirmed = true });

        var after = await Get(server, "/api/partner-agreement", token);
        Assert.True(after.GetProperty("readiness").GetProperty("isReady").GetBoolean());
        using var text = await server.Get("/api/customer-agreements/text?market=DE&language=de", token: null);
        Assert.Equal(AgreementTemplates.Customer.Id, (await text.Json()).GetProperty("templateId").GetGuid());
    }

    private static async Task<string> Token(World world, WebApplication server, Participant participant) =>
        await server.Token(await world.Application(participant, Role.GlobalAdmin));

    private static async Task<string> UserToken(World world, WebApplication server, Participant participant) =>
        await server.Token(
            await world.Application(participant, Role.GlobalAdmin),
            await world.User(participant, "eva", Role.GlobalAdmin));

    private static string Token(string link) => link[(link.LastIndexOf('/') + 1)..];

    private static Task<JsonElement> Get(WebApplication server, string path, string token) =>
        Answered(server, HttpMethod.Get, path, token, null, HttpStatusCode.OK);

    private static Task<JsonElement> Post(
        WebApplication server,
        string path,
        string token,
        object body,
        HttpStatusCode status = HttpStatusCode.Created) =>
        Answered(server, HttpMethod.Post, path, token, body, status);

    private static Task<JsonElement> Put(WebApplication server, string path, string token, object body) =>
        Answered(server, HttpMethod.Put, path, token, body, HttpStatusCode.OK);

    private static async Task<JsonElement> Answered(
        WebApplication server, HttpMethod method, string path, string token, object? body, HttpStatusCode status)
    {
        using var answer = await server.Send(method, path, token, body);
        var text = await answer.Content.ReadAsStringAsync(Cancel);
        Assert.True(answer.StatusCode == status, $"{method} {path}: {answer.StatusCode} {text}");
        return JsonDocument.Parse(text).RootElement;
    }

    private static async Task Refused(
        WebApplication server,
        HttpMethod method,
        string path,
        string token,
        object? body,
        HttpStatusCode status,
        string code)
    {
        var problem = await Answered(server, method, path, token, body, status);
        Assert.Equal(code, problem.GetProperty("reasons")[0].GetProperty("code").GetString());
    }
}
