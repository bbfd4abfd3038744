using Kontor.Access;
using Kontor.Kernel;

namespace Kontor.PartnerCenter;

/// <summary>The Partner Center protocol under <c>/v1</c>: what it needs and what it serves.</summary>
public static class PartnerCenterEndpoints
{
    /// <summary>A repeated request is known by its id together with method, path and body.</summary>
    private static readonly RequestSurface Repeated = new(
        WireProtocol.Root,
        RequestSurface.Header(RequestIds.Request),
        (tenant, name, request, body) =>
            RequestKey.OfWire(tenant, name, request.Method, RequestSurface.PathOf(request), body),
        (context, reason) => Faults.Write(context, Fault.From(reason)));

    public static IServiceCollection AddPartnerCenter(this IServiceCollection services) => services
        .AddTransient<IStartupFilter, WireProtocolFirst>()
        .AddExceptionHandler<WireCrash>()
        .AddSingleton(Repeated)
        .AddSingleton<IRefusalWriter, WireRefusals>()
        .AddSingleton<SeekTokens>()
        .AddSingleton<CustomerReads>()
        .AddSingleton<PartnerReads>()
        .AddSingleton<RelationshipReads>()
        .AddSingleton<ProductReads>()
        .AddSingleton<OrderReads>()
        .AddSingleton<SubscriptionReads>();

    public static void MapPartnerCenter(this IEndpointRouteBuilder app)
    {
        var wire = app.MapGroup(WireProtocol.Root);

        wire.MapProfiles();
        wire.MapRelationships();
        wire.MapCustomers();
        wire.MapCustomerAgreements();
        wire.MapProducts();
        wire.MapCarts();
        wire.MapOrders();
        wire.MapInvoices();
        wire.MapSubscriptions();
        wire.MapLicensesOfCustomers();

        wire.Map("/{**rest}", () => new FaultAnswer(Fault.NotFound)).AllowEveryone().ExcludeFromDescription();
    }
}
