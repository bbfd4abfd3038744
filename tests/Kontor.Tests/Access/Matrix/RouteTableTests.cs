using Kontor.Access;
using Kontor.Tests.PartnerCenter;

namespace Kontor.Tests.Access.Matrix;

/// <summary>
/// Every route and page of the server, generated from the server itself, against the written table of who may use it,
/// and every sort of caller against every one of them. A route without a row fails; so does a row without a route.
/// </summary>
public sealed class RouteTableTests
{
    [Fact]
    public async Task Every_route_and_page_has_its_row_in_the_table()
    {
        await using var world = await World.Create();
        await using var host = await WireHost.Serve(world);

        var served = host.Routes().Select(route => route.ToString()).ToHashSet();

        var withoutRow = served.Except(RouteTable.Rows).Order(StringComparer.Ordinal);
        var withoutRoute = RouteTable.Rows.Except(served).Order(StringComparer.Ordinal);
        Assert.True(
            served.SetEquals(RouteTable.Rows),
            $"Routes without a row:\n{string.Join('\n', withoutRow)}\nRows without a route:\n{string.Join('\n', withoutRoute)}");
    }

    [Fact]
    [Trait("Rule", "ROL-02")]
    [Trait("Rule", "ROL-10")]
    [Trait("Rule", "ROL-15")]
    public async Task Every_sort_of_caller_is_let_through_or_refused_as_the_permission_table_says()
    {
        await using var world = await World.Create();
        await using var host = await WireHost.Serve(world);
        var callers = await SomeCaller.All(world, host);
        var wrong = new List<string>();

        foreach (var route in host.Routes().Where(route => route.Needs.Count > 0 && !route.IsPage))
        {
            var path = route.PathWith(_ => Guid.NewGuid().ToString());
            using (var nobody = host.Nobody())
            {
                Check(route, "nobody", isRefused: true, await nobody.Send(new HttpMethod(route.Method), path, route.EmptyBody));
            }

            foreach (var caller in callers)
            {
                var isRefused = route.Needs.Any(need => !PermissionTable.May(
                    caller.Kind, [.. caller.Types], caller.Role is { } role ? [role] : [], need.Permission, need.Level).IsGranted);
                Check(route, caller.Name, isRefused, await caller.Client.Send(new HttpMethod(route.Method), path, route.EmptyBody));
            }
        }

        Assert.Empty(wrong);

        void Check(Route route, string caller, bool isRefused, WireReply reply)
        {
            if (IsRefusalOfAccess(reply) != isRefused || reply.Status >= 500)
            {
                wrong.Add($"{route.Method} {route.Pattern} for {caller}: {reply.Status} {reply.Text}");
            }
        }
    }

    /// <summary>Refused for who one is, not for what one asked: 401, or a 403 that names role, tenant or partner type.</summary>
    private static bool IsRefusalOfAccess(WireReply reply) =>
        reply.Status == 401
        || (reply.Status == 403 && (reply.Text.Contains("LACKS_PERMISSION", StringComparison.Ordinal)
            || (reply.Text.Contains("\"code\":900150", StringComparison.Ordinal))));
}
