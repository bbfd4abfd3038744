using Kontor.Access;
using Kontor.Kernel;
using Kontor.Site;

namespace Kontor.Partnerships;

/// <summary>The lists of partnerships as files; they belong to the pages.</summary>
public static class PartnershipExports
{
    public static void MapPartnershipExports(this IEndpointRouteBuilder app)
    {
        app.MapGet(PartnershipList.ResellersPath + "/export", Resellers)
            .RequirePermission(Permission.ViewPartnerships, PermissionLevel.Read)
            .ExcludeFromDescription();
        app.MapGet(PartnershipList.ProvidersPath + "/export", Providers)
            .RequirePermission(Permission.ViewPartnerships, PermissionLevel.Read)
            .ExcludeFromDescription();
        app.MapGet(PartnerInvitationList.Path + "/export", Invitations)
            .RequirePermission(Permission.ManageResellers, PermissionLevel.Read)
            .ExcludeFromDescription();
    }

    private static ListExport<PartnershipRow> Resellers(HttpContext http, Actor actor, PartnershipList list) =>
        Export(http, actor, list, PartnershipSide.Resellers, "resellers");

    private static ListExport<PartnershipRow> Providers(HttpContext http, Actor actor, PartnershipList list) =>
        Export(http, actor, list, PartnershipSide.Providers, "providers");

    private static ListExport<PartnershipRow> Export(
        HttpContext http, Actor actor, PartnershipList partnerships, PartnershipSide side, string name)
    {
        var list = partnerships.Definition(side);
        var state = ListState.Read(http.Request.Query, list);
        return new(
            list,
            state,
            partnerships.All(actor, side, state, http.RequestAborted),
            most => partnerships.Count(actor, side, state, most, http.RequestAborted),
            name);
    }

    private static ListExport<PartnerInvitationRow> Invitations(HttpContext http, Actor actor, PartnerInvitationList invitations)
    {
        var list = PartnerInvitationList.Definition();
        var state = ListState.Read(http.Request.Query, list);
        return new ListExport<PartnerInvitationRow>(
            list,
            state,
            invitations.All(actor, state, http.RequestAborted),
            most => invitations.Count(actor, state, most, http.RequestAborted),
            "reseller-invitations");
    }
}
