using System.Text.RegularExpressions;
using Kontor.Access;
using Kontor.Tests.PartnerCenter;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;

namespace Kontor.Tests.Access.Matrix;

/// <summary>One way into the server, as the server itself describes it.</summary>
/// <param name="Method">HTTP method.</param>
/// <param name="Pattern">The route's pattern.</param>
/// <param name="Needs">What a caller must be able to do; empty when everybody may come.</param>
/// <param name="IsMarked">Whether the route says anything about who may use it.</param>
/// <param name="IsPage">Whether it is for people: a refused person is sent to sign in or to a page that explains.</param>
public sealed partial record Route(
    string Method, string Pattern, IReadOnlyList<RequiresPermissionAttribute> Needs, bool IsMarked, bool IsPage)
{
    /// <summary>The method of a route that answers any.</summary>
    private const string Any = "ANY";

    public string? EmptyBody => Method is "POST" or "PUT" or "PATCH" ? "{}" : null;

    public static IEnumerable<Route> Of(EndpointDataSource endpoints) =>
        from endpoint in endpoints.Endpoints.OfType<RouteEndpoint>()
        where endpoint.Metadata.GetMetadata<StaticAssetDescriptor>() is null
        let needs = endpoint.Metadata.GetOrderedMetadata<RequiresPermissionAttribute>()
        from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? [Any]
        let pattern = "/" + endpoint.RoutePattern.RawText!.Trim('/')
        select new Route(
            method,
            pattern,
            needs,
            needs.Count > 0 || endpoint.Metadata.GetMetadata<AllowsEveryoneAttribute>() is not null,
            !pattern.StartsWith("/api", StringComparison.Ordinal) && !pattern.StartsWith("/v1", StringComparison.Ordinal));

    public string PathWith(Func<string, string> valueOf) => Parameter().Replace(Pattern, match => valueOf(match.Groups[1].Value));

    /// <summary>The row of the table: method, pattern, and who may.</summary>
    public override string ToString() => $"{Method} {Pattern} | " + (!IsMarked ? "UNMARKED"
        : Needs.Count == 0 ? "everyone"
        : string.Join(" + ", Needs.Select(need => need.Level == PermissionLevel.Read ? $"{need.Permission} (read)" : $"{need.Permission}")));

    [GeneratedRegex(@"\{\*{0,2}(\w+)[^}]*\}")]
    private static partial Regex Parameter();
}

public static class RoutesOfHost
{
    extension(WireHost host)
    {
        /// <summary>All routes and pages that the host serves, static files left out.</summary>
        public IReadOnlyList<Route> Routes() => [.. Route.Of(host.Endpoints).DistinctBy(route => (route.Method, route.Pattern))];
    }
}
