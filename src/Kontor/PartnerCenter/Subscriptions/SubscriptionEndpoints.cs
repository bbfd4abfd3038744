using Kontor.Access;
using Kontor.Kernel;
using Npgsql;

namespace Kontor.PartnerCenter;

internal static class SubscriptionEndpoints
{
    public static void MapSubscriptions(this IEndpointRouteBuilder wire)
    {
        var subscriptions = wire.MapGroup("/customers/{customerId}/subscriptions")
            .InArea("Subscriptions")
            .RequirePermission(Permission.ViewSubscriptions, PermissionLevel.Read);
        subscriptions.MapGet("/", GetSubscriptions)
            .WithSummary("The customer's subscriptions as far as the caller sees them")
            .Produces<ResourceCollection<SubscriptionBody>>();
        subscriptions.MapGet("/{subscriptionId}", GetSubscription)
            .WithSummary("One subscription")
            .Produces<SubscriptionBody>();
        subscriptions.MapSubscriptionPatch();
        subscriptions.MapSupportContact();
    }

    private static IResult GetSubscriptions(string customerId, HttpContext http, SubscriptionReads reads)
    {
        if (!WirePath.TryCustomer(customerId, out var customer))
        {
            return new FaultAnswer(Fault.CustomerIdInvalid);
        }

        var partner = http.Caller().TenantId;
        var (order, reseller) = ((string?)http.Request.Query["order_id"], (string?)http.Request.Query["mpn_id"]);
        if (!string.IsNullOrEmpty(order))
        {
            // What is no GUID is no order's id: its subscriptions are none.
            _ = Guid.TryParse(order, out var orderId);
            return All(reads.OfOrder(partner, customer, new OrderId(orderId)));
        }

        if (string.IsNullOrEmpty(reseller))
        {
            return All(reads.All(partner, customer));
        }

        return WirePath.IsNetworkId(reseller)
            ? All(reads.OfReseller(partner, customer, reseller))
            : new FaultAnswer(Fault.ArgumentInvalid.About("mpn_id"));

        RowsAnswer<SubscriptionBody> All(NpgsqlCommand command)
        {
            var rows = reads.RowsOf(customer);
            return new(command, rows.ReadOrNone, WireJson.Default.SubscriptionBody)
            {
                WhenNoRow = Fault.CustomerUnknown,
            };
        }
    }

    private static async Task<IResult> GetSubscription(
        string customerId, string subscriptionId, HttpContext http, SubscriptionReads reads)
    {
        if (!WirePath.TryCustomer(customerId, out var customer))
        {
            return new FaultAnswer(Fault.CustomerIdInvalid);
        }

        _ = Guid.TryParse(subscriptionId, out var id);
        await using var command = reads.One(http.Caller().TenantId, customer, new SubscriptionId(id));
        await using var row = await command.ExecuteReaderAsync(http.RequestAborted);
        if (!await row.ReadAsync(http.RequestAborted))
        {
            return new FaultAnswer(Fault.CustomerUnknown);
        }

        return reads.RowsOf(customer).ReadOrNone(row) is { } found
            ? Answer.Ok(found, WireJson.Default.SubscriptionBody)
            : new FaultAnswer(Fault.SubscriptionUnknown);
    }
}
