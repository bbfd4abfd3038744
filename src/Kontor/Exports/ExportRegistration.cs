using Kontor.Jobs;

namespace Kontor.Exports;

/// <summary>Lists as files, at once or in the background.</summary>
public static class ExportRegistration
{
    public static IServiceCollection AddExports(this IServiceCollection services)
    {
        services.AddOptions<ExportOptions>().BindConfiguration(ExportOptions.Section);
        return services
            .AddSingleton<OpenExport>()
            .AddScoped<StartExport>()
            .AddJob<ListExportJob>(ListExportJob.Kind);
    }
}
