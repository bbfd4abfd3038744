using Kontor.Access;
using Kontor.Kernel;
using Kontor.Site;

namespace Kontor.Tenants;

/// <summary>The tenants of an organization: which there are, and how they come to it and leave it.</summary>
public static class TenantRegistration
{
    public static IServiceCollection AddTenants(this IServiceCollection services) => services
        .AddScoped<AccountFacts>()
        .AddScoped<TenantQueries>()
        .AddScoped<TenantList>()
        .AddScoped<TenantProofs>()
        .AddScoped<LinkTenant>()
        .AddScoped<RemoveTenant>()
        .AddScoped<MakeTenant>()
        .AddScoped<MakeSharedServices>()
        .AddScoped<MergeFacts>()
        .AddScoped<MergeMove>()
        .AddScoped<MergeNews>()
        .AddScoped<MergeQueries>()
        .AddScoped<InviteToMerge>()
        .AddScoped<AnswerMerge>()
        .AddScoped<AffiliateQueries>()
        .AddScoped<ChangeAffiliation>()
        .AddSingleton<IWaitingItems, WaitingMerges>();

    /// <summary>What belongs to the pages and is no page.</summary>
    public static void MapTenantExport(this IEndpointRouteBuilder app) =>
        app.MapGet(TenantList.ExportPath, Export)
            .RequirePermission(Permission.ViewPartnerProfiles, PermissionLevel.Read)
            .ExcludeFromDescription();

    private static ListExport<TenantRow> Export(HttpContext http, Actor actor, TenantList tenants)
    {
        var list = tenants.Definition();
        var state = ListState.Read(http.Request.Query, list);
        return new(
            list,
            state,
            tenants.All(actor, state, http.RequestAborted),
            most => tenants.Count(actor, state, most, http.RequestAborted),
            "tenants");
    }
}
