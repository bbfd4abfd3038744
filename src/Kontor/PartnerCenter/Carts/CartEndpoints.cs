using Kontor.Access;
using Kontor.Kernel;
using Kontor.Orders;

namespace Kontor.PartnerCenter;

internal static class CartEndpoints
{
    public static void MapCarts(this IEndpointRouteBuilder wire)
    {
        var carts = wire.MapGroup("/customers/{customerId}/carts").InArea("Carts");
        carts.MapPost("/", PostCart)
            .RequirePermission(Permission.CreateOrders)
            .WithSummary("Begin a cart for a customer")
            .Accepts<NewCartBody>(WireWriter.JsonType)
            .Produces<CartBody>(StatusCodes.Status201Created);
        carts.MapGet("/{cartId}", GetCart)
            .RequirePermission(Permission.CreateOrders, PermissionLevel.Read)
            .WithSummary("A cart, with what its lines would be if they were bought now")
            .Produces<CartBody>();
        carts.MapPut("/{cartId}", PutCart)
            .RequirePermission(Permission.CreateOrders)
            .WithSummary("Put other lines into a cart")
            .Accepts<NewCartBody>(WireWriter.JsonType)
            .Produces<CartBody>();
        carts.MapPost("/{cartId}/checkout", PostCheckout)
            .RequirePermission(Permission.CreateOrders)
            .WithSummary("Buy what is in a cart")
            .Produces<CheckoutBody>(StatusCodes.Status201Created);
    }

    private static async Task<IResult> PostCart(string customerId, HttpContext http, Carts carts)
    {
        if (!WirePath.TryCustomer(customerId, out var customer))
        {
            return new FaultAnswer(Fault.CustomerIdInvalid);
        }

        var (lines, fault) = await ReadLines(http.Request);
        if (lines is null)
        {
            return new FaultAnswer(fault!);
        }

        var created = await carts.Create(http.Caller(), customer, lines, http.RequestAborted);
        return Answered(http, created, StatusCodes.Status201Created);
    }

    private static async Task<IResult> GetCart(string customerId, string cartId, HttpContext http, Carts carts)
    {
        if (!WirePath.TryCustomer(customerId, out var customer))
        {
            return new FaultAnswer(Fault.CustomerIdInvalid);
        }

        var found = await carts.Find(http.Caller(), customer, IdOf(cartId), http.RequestAborted);
        return Answered(http, found, StatusCodes.Status200OK);
    }

    private static async Task<IResult> PutCart(string customerId, string cartId, HttpContext http, Carts carts)
    {
        if (!WirePath.TryCustomer(customerId, out var customer))
        {
            return new FaultAnswer(Fault.CustomerIdInvalid);
        }

        var (lines, fault) = await ReadLines(http.Request);
        if (lines is null)
        {
            return new FaultAnswer(fault!);
        }

        var replaced = await carts.Replace(http.Caller(), customer, IdOf(cartId), lines, http.RequestAborted);
        return Answered(http, replaced, StatusCodes.Status200OK);
    }

    /// <summary>Clients send a word, null or nothing as body: it means nothing.</summary>
    private static async Task<IResult> PostCheckout(
        string customerId, string cartId, HttpContext http, CheckOutCart checkOut)
    {
        if (!WirePath.TryCustomer(customerId, out var customer))
        {
            return new FaultAnswer(Fault.CustomerIdInvalid);
        }

        var result = await checkOut.Handle(http.Caller(), customer, IdOf(cartId), http.RequestAborted);
        return result.Match<IResult>(
            done => Answer.Created(WireLocale.Speaking(http, () => CartWords.Body(done)), WireJson.Default.CheckoutBody),
            refused => new FaultAnswer(CartWords.Refusal(refused)));
    }

    private static async Task<(IReadOnlyList<CartLine>? Lines, Fault? Fault)> ReadLines(HttpRequest request)
    {
        var body = await WireBody.Read(request, WireJson.Default.NewCartBody);
        return body.Value is null ? (null, body.Fault) : CartWords.Lines(body.Value);
    }

    private static IResult Answered(HttpContext http, Result<OpenCart> result, int status) => result.Match<IResult>(
        open => new Answer<CartBody>(
            WireLocale.Speaking(http, () => CartWords.Body(open)), WireJson.Default.CartBody, status),
        refused => Faults.From(refused));

    /// <summary>What is no GUID is the id of no cart.</summary>
    private static CartId IdOf(string text)
    {
        _ = Guid.TryParse(text, out var id);
        return new CartId(id);
    }
}
