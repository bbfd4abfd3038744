using System.Text.Json;

namespace Kontor.Tests.PartnerCenter;

/// <summary>Addresses and bodies of carts and orders.</summary>
internal static class SaleBodies
{
    public static string CartsOf(TradingChain chain) => $"/v1/customers/{chain.Customer.Id}/carts";

    public static string OrdersOf(TradingChain chain) => $"/v1/customers/{chain.Customer.Id}/orders";

    public static string Lines(params string[] lines) => $$"""{"lineItems":[{{string.Join(',', lines)}}]}""";

    public static string Line(
        TradingChain chain, int id = 0, int quantity = 1, string item = World.SeatItem, string? cycle = null,
        string? name = null, string? reseller = null) => JsonSerializer.Serialize(new
        {
            id,
            catalogItemId = item,
            quantity,
            billingCycle = cycle,
            friendlyName = name,
            participants = new[] { new { key = "transaction_reseller", value = reseller ?? chain.Reseller.NetworkId } },
        });

    public static string OrderOf(TradingChain chain, int quantity = 1) => $$"""
        {"lineItems":[{"lineItemNumber":0,"offerId":"{{World.SeatItem}}","quantity":{{quantity}},
         "partnerIdOnRecord":"{{chain.Reseller.NetworkId}}"}]}
        """;
}
