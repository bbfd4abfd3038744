using Kontor.Access;

namespace Kontor.PartnerCenter;

internal static class ProfileEndpoints
{
    public static void MapProfiles(this IEndpointRouteBuilder wire)
    {
        var profiles = wire.MapGroup("/profiles").InArea("Profiles");

        // Clients read both before anything else, whatever the user's roles: they hold nothing that the own partner does
        // not see on every page.
        profiles.MapGet("/organization", GetOrganization)
            .RequirePermission(Permission.ViewOwnProfile, PermissionLevel.Read)
            .RequireUser()
            .WithSummary("The caller's own organization")
            .Produces<OrganizationProfileBody>();
        profiles.MapGet("/mpn", GetMpn)
            .RequirePermission(Permission.ViewOwnProfile, PermissionLevel.Read)
            .RequireUser()
            .WithSummary("The caller's network id, or the partner with a given one")
            .Produces<MpnProfileBody>();
        profiles.MapPartnerBilling();
    }

    private static async Task<IResult> GetOrganization(HttpContext http, PartnerReads reads) => Answer.Ok(
        await reads.Organization(http.Caller().TenantId, http.RequestAborted),
        WireJson.Default.OrganizationProfileBody);

    private static async Task<IResult> GetMpn(HttpContext http, PartnerReads reads)
    {
        var asked = (string?)http.Request.Query["mpnId"];
        if (!string.IsNullOrEmpty(asked) && !WirePath.IsNetworkId(asked))
        {
            return new FaultAnswer(Fault.NetworkIdUnknown);
        }

        var found = string.IsNullOrEmpty(asked)
            ? await reads.NetworkIdOf(http.Caller().TenantId, http.RequestAborted)
            : await reads.NetworkIdOf(asked, http.RequestAborted);
        return found is null
            ? new FaultAnswer(Fault.NetworkIdUnknown)
            : Answer.Ok(found, WireJson.Default.MpnProfileBody);
    }
}
