using Kontor.Kernel;

namespace Kontor.PartnerCenter;

/// <summary>The endpoint refuses calls of applications without a person behind them.</summary>
internal sealed record RequiresUser;

/// <summary>What endpoints of the protocol say about themselves, and who calls them.</summary>
internal static class WireConventions
{
    /// <summary>Names the part of the protocol that the endpoints belong to, for error bodies and the API document.</summary>
    public static RouteGroupBuilder InArea(this RouteGroupBuilder group, string area) =>
        group.WithTags(area).WithMetadata(new WireArea(area));

    /// <summary>
    /// The operation is app+user only: it refuses an application on its own with 403. Which operations are is the
    /// protocol's word; where it leaves a choice, applications may.
    /// </summary>
    public static RouteHandlerBuilder RequireUser(this RouteHandlerBuilder endpoint) =>
        endpoint.WithMetadata(new RequiresUser()).AddEndpointFilter(static (call, next) =>
            call.HttpContext.Caller().IsApplicationOnly
                ? ValueTask.FromResult<object?>(new FaultAnswer(Fault.UserRequired))
                : next(call));

    /// <summary>Who is asking. No endpoint of the protocol is reached without that being known.</summary>
    public static Actor Caller(this HttpContext http) =>
        http.ActorOrNull() ?? throw new InvalidOperationException("The endpoint is open to callers that are not known.");
}
