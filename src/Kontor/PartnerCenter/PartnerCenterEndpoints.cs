namespace Kontor.PartnerCenter;

/// <summary>The Partner Center protocol under <c>/v1</c>: what it needs and what it serves.</summary>
public static class PartnerCenterEndpoints
{
    public static IServiceCollection AddPartnerCenter(this IServiceCollection services) => services
        .AddTransient<IStartupFilter, WireProtocolFirst>();

    public static void MapPartnerCenter(this IEndpointRouteBuilder app)
    {
        var wire = app.MapGroup(WireProtocol.Root);

        wire.Map("/{**rest}", () => new FaultAnswer(Fault.NotFound)).ExcludeFromDescription();
    }
}
