using Kontor.Orders;
using Microsoft.EntityFrameworkCore;
using static Kontor.Tests.PartnerCenter.SaleBodies;

namespace Kontor.Tests.PartnerCenter;

/// <summary>Carts and orders that cannot be used, over HTTP.</summary>
public sealed class RefusedSaleWireTests(Market market) : IClassFixture<Market>
{
    private readonly World _world = market.World;

    public static TheoryData<string, int, int> BadBodies => new()
    {
        { "", 400, 800002 },
        { "null", 400, 800002 },
        { "[]", 400, 800002 },
        { "{", 400, 800002 },
        { "\"success\"", 400, 800002 },
        { "{}", 400, 800002 },
        { """{"lineItems":[]}""", 400, 800002 },
        { """{"lineItems":[null]}""", 400, 800002 },
        { """{"lineItems":{}}""", 400, 800002 },
        { """{"lineItems":[{"quantity":1}]}""", 400, 0 },
        { """{"lineItems":[{"catalogItemId":"A:1:B","offerId":"A:1:B","quantity":0}]}""", 400, 800002 },
        { """{"lineItems":[{"catalogItemId":"A:1:B","offerId":"A:1:B","quantity":-5}]}""", 400, 800002 },
        { """{"lineItems":[{"catalogItemId":"A:1:B","offerId":"A:1:B","quantity":1.5}]}""", 400, 800002 },
        { """{"lineItems":[{"catalogItemId":"A:1:B","offerId":"A:1:B","quantity":9999999999}]}""", 400, 800002 },
        { """{"lineItems":[{"catalogItemId":"A:1:B","offerId":"A:1:B","quantity":1,"billingCycle":"weekly"}],"billingCycle":"weekly"}""", 400, 900126 },
        { """{"lineItems":[{"catalogItemId":"A:1:B","offerId":"A:1:B","quantity":1,"termDuration":"forever"}]}""", 400, 800002 },
        { """{"lineItems":[{"catalogItemId":"A:1:B","offerId":"A:1:B","quantity":1,"promotionId":"X"}]}""", 400, 800042 },
        { """{"lineItems":[{"catalogItemId":"A:1:B","offerId":"A:1:B","quantity":1,"friendlyName":"\u0000"}]}""", 400, 800002 },
        { """{"lineItems":[{"catalogItemId":"A:1:B","offerId":"A:1:B","quantity":1,"friendlyName":"\ud800"}]}""", 400, 800002 },
        { $$"""{"lineItems":[{{string.Join(',', Enumerable.Repeat("""{"catalogItemId":"A:1:B","offerId":"A:1:B","quantity":1}""", 51))}}]}""", 400, 800002 },
        { $$"""{"lineItems":[{"catalogItemId":"A:1:B","offerId":"A:1:B","quantity":1,"friendlyName":"{{new string('x', 1024 * 1024)}}"}]}""", 400, 800002 },
    };

    [Theory]
    [MemberData(nameof(BadBodies))]
    public async Task A_body_that_cannot_be_used_is_refused_and_changes_nothing(string body, int status, int code)
    {
        var (chain, client) = await market.Chain();
        var id = ("MS-RequestId", Guid.NewGuid().ToString());

        var replies = new[] { await client.Post(CartsOf(chain), body, id), await client.Post(OrdersOf(chain), body, id) };

        Assert.All(replies, reply => Assert.Equal(status, reply.Fault.Status));
        Assert.All(replies, reply => Assert.True(code == 0 || reply.Fault.Code == code, reply.Text));
        Assert.All(replies, reply => Assert.DoesNotContain("   at ", reply.Text, StringComparison.Ordinal));
        await using var db = _world.Db();
        Assert.False(await db.Carts.AnyAsync(cart => cart.CustomerId == chain.Customer.Id));
        Assert.False(await db.Orders.AnyAsync(order => order.CustomerId == chain.Customer.Id));
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("00000000-0000-0000-0000-000000000000")]
    [InlineData("%F0%9F%92%A9")]
    public async Task A_cart_that_is_none_is_unknown(string id)
    {
        var (chain, client) = await market.Chain();

        Assert.Equal((404, 800008), (await client.Get($"{CartsOf(chain)}/{id}")).Fault);
        Assert.Equal((404, 800008), (await client.Put($"{CartsOf(chain)}/{id}", Lines(Line(chain)))).Fault);
        Assert.Equal((404, 800008), (await client.Post($"{CartsOf(chain)}/{id}/checkout", null)).Fault);
    }

    [Fact]
    public async Task A_cart_of_another_partner_or_customer_is_unknown()
    {
        var (chain, client) = await market.Chain();
        var (other, stranger) = await market.Chain();
        var cart = await client.Post(CartsOf(chain), Lines(Line(chain)));

        Assert.Equal((404, 800008), (await stranger.Get($"{CartsOf(other)}/{cart["id"]}")).Fault);
        Assert.Equal((404, 800008), (await client.Post($"{CartsOf(other)}/{cart["id"]}/checkout", null)).Fault);
        Assert.Equal((404, 800008), (await stranger.Post($"/v1{cart["links.self.uri"]}/checkout", null)).Fault);
        Assert.Equal((404, 60003), (await stranger.Post(CartsOf(chain), Lines(Line(chain)))).Fault);
    }

    [Fact]
    public async Task An_address_and_a_body_that_contradict_each_other_are_refused()
    {
        var (chain, client) = await market.Chain();

        var reply = await client.Post(OrdersOf(chain), $$"""
            {"referenceCustomerId":"{{Guid.NewGuid()}}","lineItems":[{"offerId":"{{World.SeatItem}}","quantity":1}]}
            """);

        Assert.Equal((400, 2001), reply.Fault);
    }
}
