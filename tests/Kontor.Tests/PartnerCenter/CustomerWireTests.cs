using System.Net;
using System.Text;
using System.Text.Json;
using Kontor.Customers;
using Kontor.Kernel;

namespace Kontor.Tests.PartnerCenter;

/// <summary>One provider with a reseller and customers, for the tests that only read them.</summary>
public sealed class CustomerList : IAsyncLifetime
{
    public World World { get; private set; } = null!;

    public WireHost Host { get; private set; } = null!;

    public Participant Provider { get; private set; } = null!;

    public Participant Reseller { get; private set; } = null!;

    /// <summary>The provider's, by name; the first two are shared with the reseller.</summary>
    public IReadOnlyList<Participant> Customers { get; private set; } = null!;

    public WireClient Client { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        World = await World.Create();
        Host = await WireHost.Serve(World);
        (Provider, Reseller) = (await World.Provider(), await World.Reseller());
        await World.Partnership(Provider, Reseller);
        var customers = new List<Participant>();
        for (var number = 0; number < 7; number++)
        {
            var customer = await World.Customer();
            customers.Add(customer);
            if (number < 2)
            {
                await World.SharedCustomer(Provider, Reseller, customer);
            }
            else
            {
                await World.Relationship(Provider, customer, RelationshipKind.IndirectProvider, withRights: true);
            }
        }

        // Somebody else's, and a second relationship that must not make two customers of one.
        await World.Relationship(await World.Provider(), await World.Customer(), RelationshipKind.IndirectProvider);
        await World.Relationship(Provider, customers[3], RelationshipKind.Advisor);
        Customers = [.. customers.OrderBy(customer => customer.Name.ToLowerInvariant(), StringComparer.Ordinal)];
        Client = await Host.User(Provider);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Host.DisposeAsync();
        await World.DisposeAsync();
    }
}

public sealed class CustomerWireTests(CustomerList list) : IClassFixture<CustomerList>
{
    private const string NextHeader = "MS-ContinuationToken";

    [Theory]
    [InlineData("/v1/customers")]
    [InlineData("/v1/customers?size=0")]
    [InlineData("/v1/customers?size=500")]
    public async Task Without_a_limit_all_customers_come_at_once_by_name(string path)
    {
        var reply = await list.Client.Get(path);

        Assert.Equal(200, reply.Status);
        Assert.Equal(Ids(list.Customers), Ids(reply));
        Assert.Equal("7", reply["totalCount"]);
        Assert.Null(reply["continuationToken"]);
        Assert.Null(reply["links.next"]);
        Assert.Equal(path["/v1".Length..], reply["links.self.uri"]);
        Assert.All(reply.Items, item => Assert.Equal("reseller", item.GetProperty("relationshipToPartner").GetString()));
    }

    [Fact]
    public async Task Pages_follow_each_other_by_link_forwards_and_backwards()
    {
        var pages = new List<WireReply> { await list.Client.Get("/v1/customers?size=3") };
        while (pages[^1]["links.next.uri"] is { } next)
        {
            Assert.Equal("/customers?size=3&seekOperation=Next", next);
            pages.Add(await list.Client.Get("/v1" + next, (NextHeader, pages[^1]["links.next.headers.0.value"]!)));
        }

        Assert.Equal([3, 3, 1], pages.Select(page => page.Items.Length));
        Assert.Equal(Ids(list.Customers), pages.SelectMany(Ids));
        Assert.All(pages.Take(2), page => Assert.Equal(page["links.next.headers.0.value"], page["continuationToken"]));
        Assert.Null(pages[0]["links.previous"]);

        var back = await list.Client.Get(
            "/v1" + pages[2]["links.previous.uri"], (NextHeader, pages[2]["links.previous.headers.0.value"]!));
        Assert.Equal(Ids(pages[1]), Ids(back));
        Assert.NotNull(back["links.next"]);
        var start = await list.Client.Get(
            "/v1" + back["links.previous.uri"], (NextHeader, back["links.previous.headers.0.value"]!));
        Assert.Equal(Ids(pages[0]), Ids(start));
        Assert.Null(start["links.previous"]);
    }

    [Fact]
    public async Task A_list_of_many_parts_arrives_whole()
    {
        var provider = await list.World.Provider();
        await list.World.ManyCustomers(provider, 3000);
        using var client = await list.Host.User(provider);

        var all = await client.Get("/v1/customers");
        var page = await client.Get("/v1/customers?size=2999");

        Assert.Equal(("3000", 3000), (all["totalCount"], Ids(all).Distinct().Count()));
        Assert.Equal((2999, 1), (page.Items.Length, (await client.Get(
            "/v1/customers?seekOperation=Next", (NextHeader, page["continuationToken"]!))).Items.Length));
    }

    [Fact]
    public async Task The_token_alone_carries_size_and_filter()
    {
        var filter = Filter("CompanyName", "customer", "starts_with");
        var first = await list.Client.Get($"/v1/customers?size=2&filter={filter}");
        var next = await list.Client.Get("/v1/customers?seek_operation=next", (NextHeader, first["continuationToken"]!));
        var last = await list.Client.Get("/v1/customers?seekoperation=LAST", (NextHeader, first["continuationToken"]!));
        var again = await list.Client.Get("/v1/customers?seekOperation=First", (NextHeader, next["continuationToken"]!));

        Assert.Equal(Ids(list.Customers.Skip(2).Take(2)), Ids(next));
        Assert.Equal(Ids(list.Customers.TakeLast(2)), Ids(last));
        Assert.Equal(Ids(first), Ids(again));
    }

    [Fact]
    public async Task A_token_of_somebody_else_is_refused()
    {
        var page = await list.Client.Get("/v1/customers?size=2");
        using var other = await list.Host.User(list.Reseller);

        var reply = await other.Get("/v1/customers?seekOperation=Next", (NextHeader, page["continuationToken"]!));

        Assert.Equal((400, 2000), reply.Fault);
    }

    [Fact]
    public async Task Filters_narrow_the_list_and_ignore_case()
    {
        var wanted = list.Customers[4];
        var byName = await list.Client.Get($"/v1/customers?filter={Filter("companyname", wanted.Name.ToUpperInvariant(), "STARTS_WITH")}");
        var byDomain = await list.Client.Get($"/v1/customers?filter={Filter("Domain", wanted.Domain[..^3], "starts_with")}");
        var byReseller = await list.Client.Get($"/v1/customers?filter={Filter("IndirectReseller", $"{list.Reseller.Id}", "starts_with")}");
        var none = await list.Client.Get($"/v1/customers?filter={Filter("IndirectReseller", $"{Guid.NewGuid()}", "starts_with")}");

        Assert.Equal([$"{wanted.Id}"], Ids(byName));
        Assert.Equal([$"{wanted.Id}"], Ids(byDomain));
        Assert.Equal(2, Ids(byReseller).Length);
        Assert.Empty(Ids(none));
    }

    [Fact]
    public async Task A_reseller_lists_the_customers_it_shares_with_a_provider()
    {
        using var reseller = await list.Host.User(list.Reseller);

        var shared = await reseller.Get(
            $"/v1/customers?filter={Filter("IndirectCloudSolutionProvider", $"{list.Provider.Id}", "starts_with")}");

        Assert.Equal(2, Ids(shared).Length);
    }

    [Fact]
    public async Task Compound_filters_join_others()
    {
        var (one, two) = (list.Customers[1], list.Customers[5]);
        var either = Compound(Simple("Domain", one.Domain, "equals"), Simple("Domain", two.Domain, "equals"), "or");
        var both = Compound(Simple("Domain", one.Domain, "equals"), Simple("Domain", two.Domain, "equals"), "and");

        Assert.Equal(Ids([one, two]), Ids(await list.Client.Get($"/v1/customers?filter={Uri.EscapeDataString(either)}")));
        Assert.Empty(Ids(await list.Client.Get($"/v1/customers?filter={Uri.EscapeDataString(both)}")));
    }

    [Theory]
    [InlineData("""{"Field":"Mood","Value":"a","Operator":"starts_with"}""", 3000)]
    [InlineData("""{"Field":"CompanyName","Value":"a","Operator":"greater_than"}""", 3000)]
    [InlineData("""{"Field":"CompanyName","Value":"a","Operator":"resembles"}""", 3000)]
    [InlineData("""{"Field":"IndirectReseller","Value":"a","Operator":"starts_with"}""", 2000)]
    [InlineData("""{"Field":"CompanyName","Value":"%' or 1=1 --","Operator":"starts_with"}""", 0)]
    [InlineData("nonsense", 3000)]
    public async Task A_filter_that_cannot_be_used_is_refused(string filter, int code)
    {
        var reply = await list.Client.Get($"/v1/customers?filter={Uri.EscapeDataString(filter)}");

        if (code == 0)
        {
            Assert.Empty(reply.Items);
        }
        else
        {
            Assert.Equal((400, code), reply.Fault);
        }
    }

    [Fact]
    public async Task A_row_of_the_list_has_the_documented_shape()
    {
        var reply = await list.Client.Get("/v1/customers?size=1");

        Assert.Equal(
            [
                "attributes.objectType:string", "companyProfile.attributes.objectType:string",
                "companyProfile.companyName:string", "companyProfile.domain:string", "companyProfile.tenantId:string",
                "id:string", "relationshipToPartner:string",
            ],
            WireReply.Shape(reply.Items[0]));
        Assert.Equal("reseller", reply["items.0.relationshipToPartner"]);
    }

    [Fact]
    public async Task One_customer_has_the_documented_shape()
    {
        var reply = await list.Client.Get($"/v1/customers/{list.Customers[0].Id}");

        Assert.Equal(200, reply.Status);
        var shape = WireReply.Shape(reply.Json).ToHashSet();
        string[] documented =
        [
            "id:string", "companyProfile.tenantId:string", "companyProfile.domain:string",
            "companyProfile.companyName:string", "companyProfile.links.self.uri:string",
            "companyProfile.links.self.method:string", "companyProfile.links.self.headers:array",
            "companyProfile.attributes.objectType:string", "billingProfile.id:string", "billingProfile.email:string",
            "billingProfile.firstName:string", "billingProfile.lastName:string", "billingProfile.culture:string",
            "billingProfile.language:string", "billingProfile.companyName:string",
            "billingProfile.defaultAddress.country:string", "billingProfile.attributes.etag:string",
            "billingProfile.attributes.objectType:string", "relationshipToPartner:string", "allowDelegatedAccess:bool",
            "associatedPartnerId:string", "attributes.objectType:string",
        ];
        Assert.Empty(documented.Except(shape));
        Assert.Equal($"{list.Reseller.Id}", reply["associatedPartnerId"]);
        Assert.Equal("en-DE", reply["billingProfile.culture"]);
        Assert.Equal("False", reply["allowDelegatedAccess"]);
    }

    [Fact]
    [Trait("Rule", "CUS-01")]
    public async Task A_customer_of_somebody_else_is_answered_like_one_that_does_not_exist()
    {
        using var other = await list.Host.User(await list.World.Provider());
        var foreign = await other.Get($"/v1/customers/{list.Customers[0].Id}", ("MS-RequestId", Guid.Empty.ToString()));
        var missing = await other.Get($"/v1/customers/{Guid.NewGuid()}", ("MS-RequestId", Guid.Empty.ToString()));

        Assert.Equal((404, 60003), foreign.Fault);
        Assert.Equal(missing.Text, foreign.Text);
    }

    [Theory]
    [InlineData("x")]
    [InlineData("1e7a9c30-55d4-4a8e-b6f2-08c3d94a110")]
    [InlineData("..%2f..%2fetc")]
    public async Task What_is_no_id_is_refused(string id) =>
        Assert.Equal((400, 900118), (await list.Client.Get($"/v1/customers/{id}")).Fault);

    [Fact]
    public async Task Nobody_gets_the_protocols_challenge()
    {
        using var nobody = list.Host.Nobody();

        var reply = await nobody.Get("/v1/customers");

        Assert.Equal((401, 800001), reply.Fault);
        Assert.StartsWith("OAuth realm=urn:cpsvc:cpid:", reply.Headers["WWW-Authenticate"], StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Rule", "ROL-10")]
    public async Task A_role_that_does_not_include_it_is_refused_with_its_reasons()
    {
        using var account = await list.Host.User(list.Provider, Role.AccountAdmin);

        var reply = await account.Get("/v1/customers");

        Assert.Equal((403, 900150), reply.Fault);
        Assert.Equal("ROLE_LACKS_PERMISSION", reply["data.0.code"]);
    }

    [Fact]
    public async Task What_the_protocol_has_and_we_have_not_yet_is_not_found()
    {
        Assert.Equal((404, 1000), (await list.Client.Get("/v1/offers?country=DE")).Fault);
        Assert.Equal((404, 1000), (await list.Client.Get($"/v1/customers/{list.Customers[0].Id}/users")).Fault);
        Assert.Equal((404, 1000), (await list.Client.Send(HttpMethod.Delete, $"/v1/customers/{list.Customers[0].Id}", null)).Fault);
    }

    private static string Simple(string field, string value, string comparison) =>
        JsonSerializer.Serialize(new { Field = field, Value = value, Operator = comparison });

    private static string Filter(string field, string value, string comparison) =>
        WebUtility.UrlEncode(Simple(field, value, comparison));

    private static string Compound(string left, string right, string join) =>
        new StringBuilder().Append("{\"LeftFilter\":").Append(left).Append(",\"RightFilter\":").Append(right)
            .Append(",\"Operator\":\"").Append(join).Append("\"}").ToString();

    private static string[] Ids(IEnumerable<Participant> customers) => [.. customers.Select(customer => $"{customer.Id}")];

    private static string[] Ids(WireReply reply) => [.. reply.Items.Select(item => item.GetProperty("id").GetString()!)];
}
