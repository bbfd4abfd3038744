using Kontor.Access;
using Kontor.Accounts;
using Kontor.Jobs;
using Kontor.Site;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Kontor.Catalog;

/// <summary>Products, SKUs, availabilities and price lists.</summary>
public static class CatalogFeature
{
    public static IServiceCollection AddCatalog(this IServiceCollection services)
    {
        services.AddOptions<CatalogOptions>().BindConfiguration(CatalogOptions.Section);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(_ => ShippedMarkets.Load());
        services.AddScoped<ImportPriceList>();
        services.AddScoped<StartPriceListImport>();
        services.AddJob<PriceListImportJob>(PriceListImportJob.Kind);
        services.AddScoped<CatalogQueries>();
        services.AddScoped<ImportedPriceLists>();
        services.AddSingleton<IWaitingItems, ListsWithRejectedRows>();
        return services;
    }

    /// <summary>What belongs to the pages and is no page.</summary>
    public static void MapPriceListExport(this IEndpointRouteBuilder app) =>
        app.MapGet(ImportedPriceLists.ExportPath, Export)
            .RequirePermission(Permission.ImportPriceLists, PermissionLevel.Read)
            .ExcludeFromDescription();

    private static ListExport<PriceList> Export(HttpContext http, ImportedPriceLists lists)
    {
        var list = ImportedPriceLists.Definition();
        var state = ListState.Read(http.Request.Query, list);
        return new(
            list,
            state,
            lists.All(state, http.RequestAborted),
            most => lists.Count(state, most, http.RequestAborted),
            "price-lists");
    }
}
