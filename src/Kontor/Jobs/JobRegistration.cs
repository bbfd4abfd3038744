using Kontor.Access;
using Kontor.Kernel;
using Kontor.Site;

namespace Kontor.Jobs;

/// <summary>Long work in the background.</summary>
public static class JobRegistration
{
    public static IServiceCollection AddJobs(this IServiceCollection services) => services
        .AddKeyedSingleton<OutboxSignal>(JobWorker.Signal)
        .AddSingleton<JobKinds>()
        .AddSingleton<JobFiles>()
        .AddScoped<JobQueries>()
        .AddScoped<JobList>()
        .AddScoped<StartJob>()
        .AddScoped<CancelJob>()
        .AddScoped<RetryJob>()
        .AddScoped<RemoveOldJobs>();

    /// <summary>A sort of long work that a feature can do.</summary>
    public static IServiceCollection AddJob<THandler>(this IServiceCollection services, JobKind kind)
        where THandler : class, IJobHandler => services
        .AddSingleton(kind)
        .AddKeyedScoped<IJobHandler, THandler>(kind.Name);

    /// <summary>What belongs to the pages and is no page.</summary>
    public static void MapJobExports(this IEndpointRouteBuilder app)
    {
        app.MapGet(JobList.OwnPath + JobList.Export, ExportOwn)
            .RequirePermission(Permission.ViewOwnProfile)
            .ExcludeFromDescription();
        app.MapGet(JobList.AllPath + JobList.Export, ExportAll)
            .RequirePermission(Permission.OverseeServer, PermissionLevel.Read)
            .ExcludeFromDescription();
    }

    private static ListExport<JobRow> ExportOwn(HttpContext http, Caller caller, JobList jobs)
    {
        var list = jobs.Own();
        var state = ListState.Read(http.Request.Query, list);
        return new(list, state, jobs.Every(jobs.OwnChosen(caller, state), http.RequestAborted), "jobs");
    }

    private static ListExport<JobRow> ExportAll(HttpContext http, JobList jobs)
    {
        var list = jobs.All();
        var state = ListState.Read(http.Request.Query, list);
        return new(list, state, jobs.Every(JobList.AllChosen(state), http.RequestAborted), "jobs-of-all");
    }
}
