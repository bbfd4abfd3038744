using Kontor.Access;
using Kontor.Kernel;
using Kontor.Site;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.StaticFiles;

namespace Kontor.Jobs;

/// <summary>Long work in the background.</summary>
public static class JobRegistration
{
    private static readonly FileExtensionContentTypeProvider FileTypes = new();

    public static IServiceCollection AddJobs(this IServiceCollection services)
    {
        services.AddOptions<JobOptions>().BindConfiguration(JobOptions.Section);
        return services
            .AddKeyedSingleton<OutboxSignal>(JobWorker.Signal)
            .AddSingleton<JobKinds>()
            .AddSingleton<JobFiles>()
            .AddScoped<JobQueries>()
            .AddScoped<JobList>()
            .AddScoped<StartJob>()
            .AddScoped<CancelJob>()
            .AddScoped<RetryJob>()
            .AddScoped<RemoveOldJobs>();
    }

    /// <summary>A sort of long work that a feature can do.</summary>
    public static IServiceCollection AddJob<THandler>(this IServiceCollection services, JobKind kind)
        where THandler : class, IJobHandler => services
        .AddSingleton(kind)
        .AddKeyedScoped<IJobHandler, THandler>(kind.Name);

    /// <summary>What belongs to the pages and is no page.</summary>
    public static void MapJobFiles(this IEndpointRouteBuilder app)
    {
        app.MapGet(JobList.OwnPath + JobList.Export, ExportOwn)
            .RequirePermission(Permission.ViewOwnProfile)
            .ExcludeFromDescription();
        app.MapGet(JobList.AllPath + JobList.Export, ExportAll)
            .RequirePermission(Permission.OverseeServer, PermissionLevel.Read)
            .ExcludeFromDescription();
        app.MapGet(JobList.OwnPath + "/{Id:guid}/file", Download)
            .RequirePermission(Permission.ViewOwnProfile)
            .ExcludeFromDescription();
    }

    private static ListExport<JobRow> ExportOwn(HttpContext http, Caller caller, JobList jobs)
    {
        var list = jobs.Own();
        var state = ListState.Read(http.Request.Query, list);
        return Export(http, list, state, jobs, jobs.OwnChosen(caller, state), "jobs");
    }

    private static ListExport<JobRow> ExportAll(HttpContext http, JobList jobs)
    {
        var list = jobs.All();
        var state = ListState.Read(http.Request.Query, list);
        return Export(http, list, state, jobs, JobList.AllChosen(state), "jobs-of-all");
    }

    private static ListExport<JobRow> Export(
        HttpContext http, ListDefinition<JobRow> list, ListState state, JobList jobs, JobFilter chosen, string name) => new(
        list,
        state,
        jobs.Every(chosen, http.RequestAborted),
        most => jobs.Count(chosen, most, http.RequestAborted),
        name);

    /// <summary>What came out of a job, for those who may see the job.</summary>
    private static async Task<Results<FileStreamHttpResult, NotFound>> Download(
        Guid id, HttpContext http, Caller caller, JobQueries jobs, JobFiles files)
    {
        if (await jobs.Find(caller, new JobId(id), http.RequestAborted) is not { OutputId: { } output } job)
        {
            return TypedResults.NotFound();
        }

        var file = await files.Find(job.TenantId, output, http.RequestAborted);
        _ = FileTypes.TryGetContentType(file.Name, out var type);
        http.Response.Headers.CacheControl = "no-store";
        return TypedResults.Stream(
            files.Open(job.TenantId, output, file.Length), type, file.Name, enableRangeProcessing: true);
    }
}
