using Kontor.Access;
using Kontor.Site;

namespace Kontor.Operations;

/// <summary>What operators look at to keep the server going.</summary>
public static class OperationsRegistration
{
    public static IServiceCollection AddOperations(this IServiceCollection services) => services
        .AddScoped<OutgoingMailQueries>()
        .AddScoped<MailList>()
        .AddScoped<RetryMail>();

    /// <summary>What belongs to the pages and is no page.</summary>
    public static void MapMailExport(this IEndpointRouteBuilder app) =>
        app.MapGet(MailList.ExportPath, Export)
            .RequirePermission(Permission.OverseeServer, PermissionLevel.Read)
            .ExcludeFromDescription();

    private static ListExport<OutgoingMail> Export(HttpContext http, MailList mails)
    {
        var list = MailList.Definition();
        var state = ListState.Read(http.Request.Query, list);
        return new(
            list,
            state,
            mails.All(state, http.RequestAborted),
            most => mails.Count(state, most, http.RequestAborted),
            "mail");
    }
}
