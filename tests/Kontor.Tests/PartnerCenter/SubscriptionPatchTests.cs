using System.Text.Json.Nodes;
using Kontor.Customers;
using Kontor.Kernel;
using Kontor.Subscriptions;
using static Kontor.Tests.PartnerCenter.PatchedSubscription;

namespace Kontor.Tests.PartnerCenter;

/// <summary>Subscriptions are changed over the protocol.</summary>
public sealed class SubscriptionPatchTests(Market market) : IClassFixture<Market>
{
    private readonly World _world = market.World;

    [Fact]
    [Trait("Rule", "CAT-39")]
    public async Task The_quantity_goes_up_and_down_by_the_one_member_that_a_REST_client_sends()
    {
        var (chain, client) = await market.Chain();
        var sold = await Sold(_world, chain);
        var before = await client.Get(sold.Path);

        var more = await sold.Patch(client, """{"quantity":12}""", ("If-Match", $"\"{before["attributes.etag"]}\""));
        var less = await sold.Patch(client, """{"quantity":4}""", ("If-Match", more["attributes.etag"]!));

        Assert.Equal((200, "12", 200, "4"), (more.Status, more["quantity"], less.Status, less["quantity"]));
        Assert.Equal(3, new[] { before, more, less }.Select(reply => reply["attributes.etag"]).Distinct().Count());
        Assert.Equal(WireReply.Shape(before.Json), WireReply.Shape(less.Json));
        Assert.Equal(less.Text, (await client.Get(sold.Path)).Text);
        Assert.Equal(4, (await sold.Stored()).Quantity);
    }

    [Fact]
    [Trait("Rule", "CAT-39")]
    public async Task The_whole_resource_in_the_words_of_the_SDK_changes_what_is_another_in_it()
    {
        var (chain, client) = await market.Chain();
        var sold = await Sold(_world, chain);

        var more = await sold.Patch(client, AsSdk(await client.Get(sold.Path), ("Quantity", 9)));
        var less = await sold.Patch(client, AsSdk(more, ("Quantity", 2), ("FriendlyName", "Postfächer"), ("AutoRenewEnabled", false)));

        Assert.Equal((200, "9"), (more.Status, more["quantity"]));
        Assert.Equal(
            (200, "2", "Postfächer", "False"),
            (less.Status, less["quantity"], less["friendlyName"], less["autoRenewEnabled"]));
        var stored = await sold.Stored();
        Assert.Equal((2, "Postfächer", false), (stored.Quantity, stored.FriendlyName, stored.AutoRenew));
    }

    [Fact]
    public async Task What_was_read_and_comes_back_as_it_is_changes_nothing()
    {
        var (chain, client) = await market.Chain();
        var sold = await Sold(_world, chain);
        using var reseller = await market.Host.User(chain.Reseller);
        var (read, traces) = (await client.Get(sold.Path), await sold.Traces());
        var version = (await sold.Stored()).Version;

        WireReply[] replies =
        [
            await sold.Patch(client, read.Text, ("If-Match", $"\"{read["attributes.etag"]}\"")),
            await sold.Patch(client, AsSdk(read)),
            await sold.Patch(client, "{}"),
            await sold.Patch(client, """{"termDuration":"P12M","renewalTermDuration":"P1Y","quantity":null,"status":"none"}"""),
        ];
        var shared = await sold.Patch(reseller, AsSdk(await reseller.Get(sold.Path)));

        Assert.All(replies, reply => Assert.Equal((200, read.Text), (reply.Status, reply.Text)));
        Assert.Equal(200, shared.Status);
        Assert.Equal((version, traces), ((await sold.Stored()).Version, await sold.Traces()));
    }

    [Fact]
    public async Task From_an_outdated_etag_nothing_is_changed()
    {
        var (chain, client) = await market.Chain();
        var sold = await Sold(_world, chain);
        var read = await client.Get(sold.Path);
        var old = $"\"{read["attributes.etag"]}\"";
        var now = (await sold.Patch(client, """{"quantity":6}""", ("If-Match", old)))["attributes.etag"]!;

        WireReply[] refused =
        [
            await sold.Patch(client, """{"quantity":7}""", ("If-Match", old)),
            await sold.Patch(client, """{"quantity":7}""", ("If-Match", "\"old\"")),
            await sold.Patch(client, """{"quantity":7}""", ("If-Match", $"{now}, \"9\"")),
            await sold.Patch(client, AsSdk(read, ("Quantity", 7))),
            await sold.Patch(client, read.Text),
        ];
        Assert.All(refused, reply => Assert.Equal((400, 2055), reply.Fault));
        Assert.Equal(6, (await sold.Stored()).Quantity);

        // The header is the newer word; without either whatever is there is changed.
        Assert.Equal("7", (await sold.Patch(client, AsSdk(read, ("Quantity", 7)), ("If-Match", $"W/\"{now}\"")))["quantity"]);
        Assert.Equal("8", (await sold.Patch(client, """{"quantity":8,"attributes":{"objectType":"Subscription"}}"""))["quantity"]);
        Assert.Equal("9", (await sold.Patch(client, """{"quantity":9}""", ("If-Match", "*")))["quantity"]);
    }

    [Fact]
    [Trait("Rule", "CAT-45")]
    public async Task A_suspended_subscription_keeps_its_quantity_until_it_is_reactivated()
    {
        var (chain, client) = await market.Chain();
        var sold = await Sold(_world, chain);
        var active = await client.Get(sold.Path);

        var suspended = await sold.Patch(client, AsSdk(active, ("Status", "suspended")));
        var counted = await sold.Patch(client, """{"quantity":6}""");
        var renewed = await sold.Patch(client, """{"autoRenewEnabled":false}""");
        var both = await sold.Patch(client, """{"status":"active","quantity":6}""");
        var pending = await sold.Patch(client, """{"status":"pending"}""");
        var deleted = await sold.Patch(client, """{"status":"Deleted"}""");
        var reactivated = await sold.Patch(client, AsSdk(suspended, ("Status", "Active")));

        Assert.Equal((200, "suspended"), (suspended.Status, suspended["status"]));
        Assert.Equal((400, 2001), counted.Fault);
        Assert.Equal((403, 800028), renewed.Fault);
        Assert.Equal((400, 2001), both.Fault);
        Assert.Equal((400, 800040), pending.Fault);
        Assert.Equal((400, 800040), deleted.Fault);
        Assert.Equal((200, "active", "5"), (reactivated.Status, reactivated["status"], reactivated["quantity"]));
        Assert.Equal(["Edit", "Cancel"], Actions(active));
        Assert.Equal(["Edit"], Actions(suspended));
        Assert.Equal(["Edit", "Cancel"], Actions(reactivated));
    }

    [Fact]
    [Trait("Rule", "CAT-45")]
    public async Task What_is_cancelled_is_deleted_in_the_protocols_words_and_stays_so()
    {
        var (chain, client) = await market.Chain();
        var sold = await Sold(_world, chain);

        var cancelled = await sold.Patch(client, AsSdk(await client.Get(sold.Path), ("Status", "deleted")));

        Assert.Equal((200, "deleted", 0), (cancelled.Status, cancelled["status"], Actions(cancelled).Length));
        Assert.Equal(SubscriptionState.Cancelled, (await sold.Stored()).State);
        Assert.Equal(cancelled.Text, (await sold.Patch(client, AsSdk(cancelled))).Text);
        Assert.Equal((400, 2011), (await sold.Patch(client, """{"quantity":6}""")).Fault);
        Assert.Equal((400, 2011), (await sold.Patch(client, """{"status":"active"}""")).Fault);
    }

    [Fact]
    [Trait("Rule", "CAT-35")]
    public async Task After_their_window_seats_stay_committed()
    {
        await using var world = await World.Create();
        await using var host = await WireHost.Serve(world);
        await world.Seat();
        var chain = await world.TradingChain();
        var sold = await Sold(world, chain);
        world.Clock.Advance(TimeSpan.FromDays(8));
        using var client = await host.User(chain.Provider);

        Assert.Equal((403, 800027), (await sold.Patch(client, """{"quantity":4}""")).Fault);
        Assert.Equal("6", (await sold.Patch(client, """{"quantity":6}"""))["quantity"]);
        Assert.Equal("5", (await sold.Patch(client, """{"quantity":5}"""))["quantity"]);
        Assert.Equal(["Edit", "Cancel"], Actions(await client.Get(sold.Path)));
    }

    [Fact]
    [Trait("Rule", "CAT-39")]
    public async Task The_seller_names_another_of_its_resellers()
    {
        var (chain, client) = await market.Chain();
        var sold = await Sold(_world, chain);
        var (second, stranger) = (await _world.Reseller(), await _world.Reseller());
        await _world.Partnership(chain.Provider, second);
        await _world.Relationship(second, chain.Customer, RelationshipKind.IndirectReseller, withRights: true);
        using var former = await market.Host.User(chain.Reseller);

        var unknown = await sold.Patch(client, """{"partnerId":"999999999"}""");
        var foreign = await sold.Patch(client, $$"""{"partnerId":"{{stranger.NetworkId}}"}""");
        var none = await sold.Patch(client, """{"partnerId":""}""");
        var named = await sold.Patch(client, AsSdk(await client.Get(sold.Path), ("PartnerId", second.NetworkId)));

        Assert.Equal((404, 800015), unknown.Fault);
        Assert.Equal(403, foreign.Status);
        Assert.Equal((400, 800016), none.Fault);
        Assert.Equal((200, second.NetworkId), (named.Status, named["partnerId"]));
        Assert.Equal(second.Id, (await sold.Stored()).ResellerId);
        Assert.Null((await former.Get(sold.Path))["partnerId"]);
    }

    [Theory]
    [InlineData("""{"quantity":6}""")]
    [InlineData("""{"quantity":4}""")]
    [InlineData("""{"status":"suspended"}""")]
    [InlineData("""{"status":"deleted"}""")]
    [InlineData("""{"autoRenewEnabled":false}""")]
    [InlineData("""{"partnerId":"OWN"}""")]
    [InlineData("""{"friendlyName":"Mine"}""")]
    [InlineData("""{"billingCycle":"annual"}""")]
    [InlineData("{}")]
    [Trait("Rule", "MUL-04")]
    [Trait("Rule", "MUL-05")]
    public async Task Another_partner_of_the_customer_changes_nothing_that_was_sold(string body)
    {
        var (chain, client) = await market.Chain();
        var sold = await Sold(_world, chain);
        var (provider, direct) = (await _world.Provider(), await _world.DirectPartner());
        await _world.Relationship(provider, chain.Customer, RelationshipKind.IndirectProvider);
        await _world.Relationship(direct, chain.Customer, RelationshipKind.Reseller, withRights: true);
        var (read, traces) = (await client.Get(sold.Path), await sold.Traces());

        foreach (var other in new[] { provider, direct })
        {
            using var beside = await market.Host.User(other);
            var sent = body.Replace("OWN", other.NetworkId, StringComparison.Ordinal);

            Assert.Empty(Actions(await beside.Get(sold.Path)));
            Assert.Equal((403, 2032), (await sold.Patch(beside, sent)).Fault);
            Assert.Equal((403, 2032), (await sold.Patch(beside, sent, ("If-Match", $"\"{read["attributes.etag"]}\""))).Fault);
            Assert.Equal((403, 2032), (await sold.Patch(beside, sent, ("If-Match", "\"old\""))).Fault);
        }

        Assert.Equal(read.Text, (await client.Get(sold.Path)).Text);
        Assert.Equal(traces, await sold.Traces());
    }

    [Fact]
    [Trait("Rule", "CAT-20")]
    public async Task The_reseller_in_the_chain_does_what_does_not_raise_the_providers_charge()
    {
        var (chain, client) = await market.Chain();
        var sold = await Sold(_world, chain);
        using var reseller = await market.Host.User(chain.Reseller);
        var read = await reseller.Get(sold.Path);

        Assert.Equal(["Edit"], Actions(read));
        Assert.Equal((403, 2032), (await sold.Patch(reseller, AsSdk(read, ("Quantity", 6)))).Fault);
        Assert.Equal((403, 2032), (await sold.Patch(reseller, $$"""{"partnerId":"{{chain.Provider.NetworkId}}"}""")).Fault);
        var less = await sold.Patch(reseller, AsSdk(read, ("Quantity", 3), ("FriendlyName", "Mail")));
        Assert.Equal((200, "3", "Mail"), (less.Status, less["quantity"], less["friendlyName"]));
        Assert.Equal(200, (await sold.Patch(reseller, """{"status":"suspended"}""")).Status);
        Assert.Equal((403, 2032), (await sold.Patch(reseller, """{"status":"active"}""")).Fault);
        Assert.Equal("suspended", (await client.Get(sold.Path))["status"]);
    }

    [Fact]
    [Trait("Rule", "MUL-05")]
    public async Task What_a_caller_does_not_have_it_does_not_change()
    {
        var (chain, client) = await market.Chain();
        var (other, stranger) = await market.Chain();
        var sold = await Sold(_world, chain);
        var id = sold.Path[(sold.Path.LastIndexOf('/') + 1)..];
        const string More = """{"quantity":6}""";

        Assert.Equal((404, 60003), (await sold.Patch(stranger, More)).Fault);
        Assert.Equal((404, 20003), (await Patch(stranger, $"{other.Customer.Id}/subscriptions/{id}")).Fault);
        Assert.Equal((404, 20003), (await Patch(client, $"{chain.Customer.Id}/subscriptions/{Guid.NewGuid()}")).Fault);
        Assert.Equal((404, 20003), (await Patch(client, $"{chain.Customer.Id}/subscriptions/nonsense")).Fault);
        Assert.Equal((404, 60003), (await Patch(client, $"{Guid.NewGuid()}/subscriptions/{id}")).Fault);
        Assert.Equal((400, 900118), (await Patch(client, $"nonsense/subscriptions/{id}")).Fault);
        Assert.Equal(5, (await sold.Stored()).Quantity);

        static Task<WireReply> Patch(WireClient caller, string path) =>
            caller.Send(HttpMethod.Patch, $"/v1/customers/{path}", More);
    }

    [Theory]
    [InlineData("", 800002)]
    [InlineData("null", 800002)]
    [InlineData("[]", 800002)]
    [InlineData("{", 800002)]
    [InlineData("""{"quantity":"6"}""", 800002)]
    [InlineData("""{"quantity":1.5}""", 800002)]
    [InlineData("""{"quantity":9999999999}""", 800002)]
    [InlineData("""{"quantity":0}""", 2002)]
    [InlineData("""{"quantity":-5}""", 2002)]
    [InlineData("""{"status":"asleep"}""", 900126)]
    [InlineData("""{"friendlyName":""}""", 800002)]
    [InlineData("""{"friendlyName":"LONG"}""", 800002)]
    [InlineData("""{"friendlyName":"HUGE"}""", 800002)]
    [InlineData("""{"id":"6c3ff0c4-8a5b-4b3a-9d5e-0d0c3f6f6c11","quantity":6}""", 2001)]
    [InlineData("""{"billingCycle":"annual","quantity":6}""", 2054)]
    [InlineData("""{"billingType":"usage","quantity":6}""", 800042)]
    [InlineData("""{"orderId":"6c3ff0c4-8a5b-4b3a-9d5e-0d0c3f6f6c11","quantity":6}""", 800042)]
    [InlineData("""{"offerId":"OFFICE:0002:AVAILDE00001","quantity":6}""", 800042)]
    [InlineData("""{"termDuration":"P3Y","quantity":6}""", 800042)]
    [InlineData("""{"renewalTermDuration":"P1M","quantity":6}""", 800042)]
    [InlineData("""{"parentSubscriptionId":"6c3ff0c4-8a5b-4b3a-9d5e-0d0c3f6f6c11","quantity":6}""", 800042)]
    [InlineData("""{"promotionId":"X","quantity":6}""", 800042)]
    [InlineData("""{"scheduledNextTermInstructions":{"quantity":3},"quantity":6}""", 800042)]
    [InlineData("""{"nextChargeInstructions":{},"quantity":6}""", 800042)]
    public async Task What_cannot_be_read_or_changed_is_refused_and_nothing_of_it_is_done(string body, int code)
    {
        var (chain, client) = await market.Chain();
        var sold = await Sold(_world, chain);
        var (read, traces) = (await client.Get(sold.Path), await sold.Traces());
        var sent = body
            .Replace("LONG", new string('x', 201), StringComparison.Ordinal)
            .Replace("HUGE", new string('x', 1024 * 1024), StringComparison.Ordinal);

        var plain = await sold.Patch(client, sent);
        var repeatable = await sold.Patch(client, sent, ("MS-RequestId", $"{Guid.NewGuid()}"));

        Assert.Equal(((400, code), (400, code)), (plain.Fault, repeatable.Fault));
        Assert.Equal(read.Text, (await client.Get(sold.Path)).Text);
        Assert.Equal(traces, await sold.Traces());
    }

    [Fact]
    [Trait("Rule", "BIL-72")]
    public async Task Seats_beyond_the_credit_are_refused()
    {
        var (chain, client) = await market.Chain(creditUsd: 100);
        var sold = await Sold(_world, chain);

        Assert.Equal((403, 800022), (await sold.Patch(client, """{"quantity":500}""")).Fault);
        Assert.Equal(5, (await sold.Stored()).Quantity);
    }

    [Fact]
    public async Task The_same_request_again_gets_the_same_answer_and_adds_its_seats_once()
    {
        var (chain, client) = await market.Chain();
        var sold = await Sold(_world, chain);
        var once = await Sold(_world, chain);
        var before = await once.Traces();
        await once.Patch(client, """{"quantity":8}""");
        var after = await once.Traces();
        var (records, batches, lines) = await sold.Traces();
        var sent = AsSdk(await client.Get(sold.Path), ("Quantity", 8));
        var name = ("MS-RequestId", $"{Guid.NewGuid()}");

        var replies = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => sold.Patch(client, sent, name)));
        var late = await sold.Patch(client, sent, name);

        Assert.All(replies.Append(late), reply => Assert.Equal((200, replies[0].Text), (reply.Status, reply.Text)));
        Assert.Equal("8", late["quantity"]);

        // Records are the customer's, batches and charges the subscription's: as many as one change makes.
        Assert.Equal(
            (records + after.Records - before.Records, batches + 1, lines + after.Lines - before.Lines), await sold.Traces());
        Assert.Equal(before.Batches + 1, after.Batches);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Of_changes_at_once_from_the_same_etag_one_wins(bool areRepeatable)
    {
        var (chain, client) = await market.Chain();
        var sold = await Sold(_world, chain);
        var read = await client.Get(sold.Path);

        var replies = await Task.WhenAll(Enumerable.Range(0, 6).Select(number =>
        {
            var sent = AsSdk(read, ("Quantity", 10 + number));
            return areRepeatable ? sold.Patch(client, sent, ("MS-RequestId", $"{Guid.NewGuid()}")) : sold.Patch(client, sent);
        }));

        var won = Assert.Single(replies, reply => reply.Status == 200);
        Assert.All(replies.Where(reply => reply != won), reply => Assert.Equal((400, 2055), reply.Fault));
        Assert.Equal(won.Text, (await client.Get(sold.Path)).Text);
        Assert.Equal(1, (await sold.Traces()).Batches);
    }

    [Fact]
    [Trait("Rule", "MUL-04")]
    public async Task An_application_of_the_seller_changes_what_it_sold_and_one_that_only_reads_does_not()
    {
        var (chain, _) = await market.Chain();
        var sold = await Sold(_world, chain);
        using var application = await market.Host.Application(chain.Provider, Role.AdminAgent);
        using var nobody = market.Host.Nobody();
        using var powerless = await market.Host.UserWithoutRole(chain.Provider);

        Assert.Equal((401, 800001), (await sold.Patch(nobody, """{"quantity":6}""")).Fault);
        Assert.Equal((403, 900150), (await sold.Patch(powerless, """{"quantity":6}""")).Fault);
        Assert.Equal(200, (await sold.Patch(application, """{"quantity":6}""")).Status);
    }

    private static string[] Actions(WireReply reply) =>
        [.. JsonNode.Parse(reply.Text)!["actions"]!.AsArray().Select(action => action!.GetValue<string>())];
}
