using Kontor.Access;
using Kontor.Site;

namespace Kontor.Enrolment;

/// <summary>The partners' places in the program.</summary>
public static class EnrolmentRegistration
{
    public static IServiceCollection AddEnrolment(this IServiceCollection services) =>
        services.AddScoped<PartnerQueries>().AddScoped<PartnerList>();

    /// <summary>What belongs to the pages and is no page.</summary>
    public static void MapPartnerExport(this IEndpointRouteBuilder app) =>
        app.MapGet(PartnerList.ExportPath, Export)
            .RequirePermission(Permission.ViewPartners, PermissionLevel.Read)
            .ExcludeFromDescription();

    private static ListExport<PartnerRow> Export(HttpContext http, PartnerList partners)
    {
        var list = partners.Definition();
        var state = ListState.Read(http.Request.Query, list);
        return new(
            list,
            state,
            partners.All(state, http.RequestAborted),
            most => partners.Count(state, most, http.RequestAborted),
            "partners");
    }
}
