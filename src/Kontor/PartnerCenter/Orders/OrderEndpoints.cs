using Kontor.Access;
using Kontor.Kernel;
using Kontor.Orders;
using Kontor.Subscriptions;

namespace Kontor.PartnerCenter;

internal static class OrderEndpoints
{
    public static void MapOrders(this IEndpointRouteBuilder wire)
    {
        var orders = wire.MapGroup("/customers/{customerId}/orders").InArea("Orders");
        orders.MapGet("/", GetOrders)
            .RequirePermission(Permission.CreateOrders, PermissionLevel.Read)
            .WithSummary("The caller's orders for a customer")
            .Produces<ResourceCollection<OrderBody>>();
        orders.MapGet("/{orderId}", GetOrder)
            .RequirePermission(Permission.CreateOrders, PermissionLevel.Read)
            .WithSummary("One order")
            .Produces<OrderBody>();
        orders.MapPost("/", PostOrder)
            .RequirePermission(Permission.CreateOrders)
            .WithMetadata(new KeepsOwnAnswer())
            .WithSummary("Buy for a customer")
            .Accepts<NewOrderBody>(WireWriter.JsonType)
            .Produces<OrderBody>(StatusCodes.Status201Created);
    }

    private static async Task<IResult> GetOrders(string customerId, HttpContext http, OrderReads reads)
    {
        if (!WirePath.TryCustomer(customerId, out var customer))
        {
            return new FaultAnswer(Fault.CustomerIdInvalid);
        }

        BillingCycle? cycle = null;
        if ((string?)http.Request.Query["billingType"] is { Length: > 0 } word
            && (!WireEnums<BillingCycleType>.TryParse(word, out var named) || !WireItems.TryCycle(named, out cycle)))
        {
            return new FaultAnswer(Fault.WordUnknown.About("billingType"));
        }

        var found = await reads.All(
            http.Caller().TenantId, customer, cycle, WithPrices(http.Request), http.RequestAborted);
        return found is null
            ? new FaultAnswer(Fault.CustomerUnknown)
            : Answer.Ok(
                new ResourceCollection<OrderBody>(found, new PageLinks(new Link(WireLinks.Self(http.Request)))),
                WireJson.Default.ResourceCollectionOrderBody);
    }

    private static async Task<IResult> GetOrder(string customerId, string orderId, HttpContext http, OrderReads reads)
    {
        if (!WirePath.TryCustomer(customerId, out var customer))
        {
            return new FaultAnswer(Fault.CustomerIdInvalid);
        }

        // What is no GUID is no order's id; there may be no such customer either.
        _ = Guid.TryParse(orderId, out var id);
        var found = await reads.One(
            http.Caller().TenantId, customer, new OrderId(id), WithPrices(http.Request), http.RequestAborted);
        return found switch
        {
            null => new FaultAnswer(Fault.CustomerUnknown),
            [] => new FaultAnswer(Fault.OrderUnknown),
            [var order, ..] => Answer.Ok(order, WireJson.Default.OrderBody),
        };
    }

    private static async Task<IResult> PostOrder(string customerId, HttpContext http, PlaceOrder place)
    {
        if (!WirePath.TryCustomer(customerId, out var customer))
        {
            return new FaultAnswer(Fault.CustomerIdInvalid);
        }

        var body = await WireBody.Read(http.Request, WireJson.Default.NewOrderBody);
        if (body.Value is null)
        {
            return new FaultAnswer(body.Fault!);
        }

        var (request, fault) = OrderWords.Request(customer, body.Value);
        if (request is null)
        {
            return new FaultAnswer(fault!);
        }

        var key = http.Features.Get<RequestKey>();
        var outcome = await place.Handle(
            http.Caller(), request, key, key is null ? null : result => Render(http, result), http.RequestAborted);
        return new KeptAnswerResult(outcome.Answer ?? Render(http, outcome.Result!));
    }

    /// <summary>The answer as it is kept with the order, and given again to whoever repeats the request.</summary>
    private static KeptAnswer Render(HttpContext http, Result<PlacedOrder> result) => result.Match(
        placed => new KeptAnswer(
            StatusCodes.Status201Created,
            WireWriter.ContentType,
            WireWriter.Bytes(OrderWords.Body(placed), WireJson.Default.OrderBody)),
        refused =>
        {
            var fault = Fault.From(refused);
            return new KeptAnswer(fault.Status, WireWriter.ContentType, Faults.Bytes(http, fault));
        });

    /// <summary>Clients write <c>True</c> or <c>true</c>; anything else is no.</summary>
    private static bool WithPrices(HttpRequest request) =>
        bool.TryParse(request.Query["include_price"], out var wanted) && wanted;

    /// <summary>Sends bytes that were made before.</summary>
    private sealed class KeptAnswerResult(KeptAnswer answer) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            var response = httpContext.Response;
            response.StatusCode = answer.Status;
            response.ContentType = answer.ContentType;
            response.ContentLength = answer.Body.Length;
            await response.Body.WriteAsync(answer.Body, httpContext.RequestAborted);
        }
    }
}
