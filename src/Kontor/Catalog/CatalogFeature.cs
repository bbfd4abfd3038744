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
        services.AddSingleton<IWaitingItems, ListsWithRejectedRows>();
        return services;
    }
}
