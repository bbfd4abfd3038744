using Kontor.Kernel;

namespace Kontor.Jobs;

/// <summary>Long work in the background.</summary>
public static class JobRegistration
{
    public static IServiceCollection AddJobs(this IServiceCollection services) => services
        .AddKeyedSingleton<OutboxSignal>(JobWorker.Signal)
        .AddSingleton<JobKinds>()
        .AddSingleton<JobFiles>()
        .AddScoped<JobQueries>()
        .AddScoped<StartJob>()
        .AddScoped<CancelJob>()
        .AddScoped<RetryJob>()
        .AddScoped<RemoveOldJobs>();

    /// <summary>A sort of long work that a feature can do.</summary>
    public static IServiceCollection AddJob<THandler>(this IServiceCollection services, JobKind kind)
        where THandler : class, IJobHandler => services
        .AddSingleton(kind)
        .AddKeyedScoped<IJobHandler, THandler>(kind.Name);
}
