using System.Threading.RateLimiting;
using Kontor.Access;
using Microsoft.AspNetCore.Diagnostics;

namespace Kontor.Site;

/// <summary>
/// Nobody gets more pages than people read: each user, and each address of those who are not signed in, has so many
/// requests a minute (<c>Kontor:Pages:RequestsPerMinute</c>, 0 for no limit), a minute's worth of them at once. What is
/// beyond is answered with 429 and a page that says when to come back. Counted in this server's memory.
/// </summary>
internal static class PageLimit
{
    public const string Setting = "Kontor:Pages:RequestsPerMinute";

    private const int Usual = 1_200;

    /// <summary>Seconds after which there is room for some pages again.</summary>
    private const string RetryAfter = "10";

    public static void AddPageLimit(this IServiceCollection services, IConfiguration configuration)
    {
        var perMinute = configuration.GetValue(Setting, Usual);
        services.AddRateLimiter(options =>
        {
            options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            options.OnRejected = (rejected, _) =>
            {
                rejected.HttpContext.Response.Headers.RetryAfter = RetryAfter;
                return ValueTask.CompletedTask;
            };
            options.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context =>
                perMinute > 0 && IsCounted(context)
                    ? RateLimitPartition.GetTokenBucketLimiter(Whose(context), _ => new()
                    {
                        TokenLimit = perMinute,
                        TokensPerPeriod = Math.Max(1, perMinute / 60),
                        ReplenishmentPeriod = TimeSpan.FromSeconds(Math.Max(1, 60 / perMinute)),
                        QueueLimit = 0,
                    })
                    : RateLimitPartition.GetNoLimiter(""));
        });
    }

    /// <summary>Pages and what stands beside them; style sheets and the page that refuses are free.</summary>
    private static bool IsCounted(HttpContext context) =>
        PageIndex.IsPage(context.GetEndpoint()) && context.Features.Get<IStatusCodeReExecuteFeature>() is null;

    private static string Whose(HttpContext context) =>
        context.RequestServices.GetRequiredService<Caller>().Actor?.UserId?.ToString()
        ?? context.Connection.RemoteIpAddress?.ToString()
        ?? "";
}
