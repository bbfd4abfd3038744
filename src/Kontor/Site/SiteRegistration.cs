using Kontor.Access;
using Kontor.Kernel;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;

namespace Kontor.Site;

/// <summary>The pages' common ground: layout, errors, languages, forms.</summary>
public static class SiteRegistration
{
    /// <summary>Bytes of a form that comes back, where it holds no file.</summary>
    private const int MaxForm = 256 * 1024;

    /// <summary>Nothing but our own style sheet, script, font and pictures: nothing inline, no frames, no other server.</summary>
    private const string ContentSecurityPolicy =
        "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; font-src 'self'; img-src 'self'; "
        + "form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

    private static readonly PathString[] NotPages = ["/api", "/v1", "/webhooks", "/health", "/.well-known"];

    public static IServiceCollection AddSite(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddPageLimit(configuration);
        services.AddPageCompression();
        services.AddRazorComponents();
        return services
            .AddSingleton<PageIndex>()
            .AddSingleton<IRefusalWriter, PagesRefuse>()
            .AddSingleton(PageRequests.Surface)
            .AddScoped<Visitors>()
            .AddScoped<SubscriptionDetails>()
            .AddScoped<SaleSources>()
            .AddScoped<SaleForms>()
            .AddScoped<SaleAnswers>()
            .AddScoped<Waiting>()
            .AddSingleton<IWaitingItems, FailingMails>()
            .AddSingleton<IWaitingItems, UndeliveredMails>();
    }

    /// <summary>Errors as pages, and what browsers are told to forbid. Stands before routing.</summary>
    public static void UseSiteErrors(this IApplicationBuilder app) => app.UseWhen(
        context => MayBePage(context.Request.Path),
        pages =>
        {
            pages.Use(SetHeaders);
            pages.UseExceptionHandler("/status/500", createScopeForErrors: true);
            pages.UseStatusCodePagesWithReExecute("/status/{0}", createScopeForStatusCodePages: true);
            pages.Use(PrepareStatusPage);
        });

    /// <summary>The language of the page. Stands after access: the reader's own language is known then.</summary>
    public static void UseSite(this IApplicationBuilder app)
    {
        app.UsePageCompression();
        app.UseMiddleware<PageMiddleware>();
    }

    public static void MapSite(this WebApplication app)
    {
        app.MapStaticAssets().AllowEveryone();

        // A page may show a link that is shown once (REL-30).
        app.MapRazorComponents<App>()
            .WithStaticAssets()
            .WithMetadata(new AnswersWithSecret())
            .Add(LimitForms);
    }

    private static void LimitForms(EndpointBuilder page)
    {
        if (page.Metadata.OfType<TakesFileAttribute>().FirstOrDefault() is { } file)
        {
            page.Metadata.Add(new RequestSizeLimitAttribute(file.MaxBody));
            page.Metadata.Add(new RequestFormLimitsAttribute { MultipartBodyLengthLimit = file.MaxBody });
            page.Metadata.Add(new TakesLargeBody());
        }
        else
        {
            page.Metadata.Add(new RequestSizeLimitAttribute(MaxForm));
        }
    }

    /// <summary>Whether people look at what is at this address, rather than programs.</summary>
    internal static bool MayBePage(PathString path) =>
        !NotPages.Any(other => path.StartsWithSegments(other))
        && path.Value?.Contains("/oauth2/", StringComparison.OrdinalIgnoreCase) != true;

    private static Task SetHeaders(HttpContext context, RequestDelegate next)
    {
        context.Response.OnStarting(() =>
        {
            var headers = context.Response.Headers;
            headers.ContentSecurityPolicy = ContentSecurityPolicy;
            headers.XContentTypeOptions = "nosniff";

            // Addresses of invitations hold a secret (REL-30).
            headers["Referrer-Policy"] = "no-referrer";
            return Task.CompletedTask;
        });
        return next(context);
    }

    /// <summary>
    /// A form that the framework refuses is answered with a type and nothing of it: then the page of the status is
    /// shown, which is only looked at, whatever was sent.
    /// </summary>
    private static async Task PrepareStatusPage(HttpContext context, RequestDelegate next)
    {
        if (context.Features.Get<IStatusCodeReExecuteFeature>() is not null)
        {
            context.Request.Method = HttpMethods.Get;
        }

        await next(context);
        if (context.Response is { HasStarted: false, StatusCode: StatusCodes.Status400BadRequest })
        {
            context.Response.ContentType = null;
        }
    }
}
