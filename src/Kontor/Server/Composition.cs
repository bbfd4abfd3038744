using System.Globalization;
using System.Reflection;
using System.Text.Json.Serialization;
using Kontor.Access;
using Kontor.Activity;
using Kontor.DelegatedAdmin;
using Kontor.Insights;
using Kontor.Jobs;
using Kontor.Kernel;
using Kontor.Orders;
using Kontor.Partnerships;
using Kontor.Policy;
using Kontor.Site;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;

namespace Kontor.Server;

/// <summary>What belongs to the server itself and to no feature.</summary>
public static class Composition
{
    private static readonly string[] Cultures = ["en-US", "de-DE", "nl-NL", "en", "de", "nl"];

    public static IServiceCollection AddKernel(this IServiceCollection services) => services
        .AddHttpContextAccessor()
        .AddSingleton<OutboxSignal>()
        .AddSingleton<MailSeal>()
        .AddMailOptions()
        .AddSingleton<PublicAddress>()
        .AddSingleton(RequestSurface.Api)
        .AddSingleton<AnswerLifetime>(provider =>
            () => TimeSpan.FromHours(provider.GetRequiredService<CurrentPolicy>().Value.RequestAnswerHours));

    /// <summary>What runs while serving only: background work and what answers requests.</summary>
    public static IServiceCollection AddServing(this IServiceCollection services)
    {
        services.AddProblemDetails();
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
        services.ConfigureHttpJsonOptions(json =>
            json.SerializerOptions.Converters.Add(new JsonStringEnumConverter(allowIntegerValues: false)));
        services.AddApiDocuments();
        services.AddHealthChecks().AddCheck<DatabaseHealth>("database");
        services.Configure<RequestLocalizationOptions>(options =>
        {
            var cultures = Cultures.Select(CultureInfo.GetCultureInfo).ToArray();
            options.DefaultRequestCulture = new("en-US");
            options.SupportedCultures = cultures;
            options.SupportedUICultures = cultures;
        });
        return services
            .AddHostedService<OutboxDispatcher>()
            .AddHostedService<OldAnswers>()
            .AddHostedService<GrantClock>()
            .AddHostedService<SubscriptionClock>()
            .AddHostedService<Sequencer>()
            .AddHostedService<JobWorker>()
            .AddHostedService<FiguresRefresher>()
            .AddHostedService<MapsRefresher>()
            .AddHostedService<AgreementCountsRefresher>()
            .AddHostedService(provider => provider.GetRequiredService<CurrentPolicy>());
    }

    /// <summary>The order in which a request passes what every request passes.</summary>
    public static void UseKontor(this WebApplication app)
    {
        app.UseExceptionHandler();
        app.UseSiteErrors();

        // The wire protocol has a header of its own for the language, and sets no culture for what says nothing.
        app.UseWhen(
            context => !context.Request.Path.StartsWithSegments("/v1"),
            others => others.UseRequestLocalization());
        app.UseWhen(
            context => context.Request.Path.StartsWithSegments("/api"),
            api => api.UseMiddleware<UnreadableRequests>());
        app.UseRouting();
        app.UseAccess();
        app.UseRateLimiter();
        app.UseSite();
        app.UseMiddleware<RepeatedRequests>();
        app.UseAntiforgery();
    }

    public static void MapServer(this IEndpointRouteBuilder api) =>
        api.MapGet("/version", () => new VersionBody(Version))
            .AllowEveryone()
            .WithName("GetVersion")
            .WithSummary("The version of this server");

    public static void MapHealth(this WebApplication app)
    {
        app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false }).AllowEveryone();
        app.MapHealthChecks("/health/ready").AllowEveryone();
    }

    private static string Version { get; } =
        typeof(Composition).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    /// <summary>Ready means that the database answers.</summary>
    private sealed class DatabaseHealth(NpgsqlDataSource database) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            try
            {
                await using var command = database.CreateCommand("select 1");
                await command.ExecuteScalarAsync(cancellationToken);
                return HealthCheckResult.Healthy();
            }
            catch (NpgsqlException)
            {
                return HealthCheckResult.Unhealthy("The database does not answer.");
            }
        }
    }
}

public sealed record VersionBody(string Version);
