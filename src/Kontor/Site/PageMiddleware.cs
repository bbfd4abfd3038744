using Kontor.Kernel;
using Kontor.Server;
using Microsoft.AspNetCore.Diagnostics;

namespace Kontor.Site;

/// <summary>Marks a page that exists in the demo world only.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class DemoOnlyAttribute : Attribute;

/// <summary>
/// What every page gets: the reader's language, 404 for pages of the demo world outside of one, and a word for a file that
/// is too large.
/// </summary>
public sealed class PageMiddleware(RequestDelegate next, ServerSettings settings, IHostEnvironment environment)
{
    public Task InvokeAsync(HttpContext context, Visitors visitors)
    {
        var endpoint = context.GetEndpoint();
        if (!PageIndex.IsPage(endpoint))
        {
            // The page that says that there is no page can be read in another language too.
            return endpoint is null && SiteRegistration.MayBePage(context.Request.Path) && ReadersCulture.TryKeepChoice(context)
                ? Task.CompletedTask
                : next(context);
        }

        if ((endpoint!.Metadata.GetMetadata<DemoOnlyAttribute>() is not null && !settings.IsDemo)
            || (endpoint.Metadata.GetMetadata<DevelopmentOnlyAttribute>() is not null && !environment.IsDevelopment()))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        }

        if (ReadersCulture.TryKeepChoice(context))
        {
            return Task.CompletedTask;
        }

        if (endpoint.Metadata.GetMetadata<TakesFileAttribute>() is { } file && context.Request.ContentLength > file.MaxBody)
        {
            RefusedPage.Show(context, Decision.Refused(file.TooLarge));
            context.Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
            return Task.CompletedTask;
        }

        ReadersCulture.Apply(context);
        return context.Features.Get<IStatusCodeReExecuteFeature>() is null
            ? next(context)
            : ShowStatus(context, visitors);
    }

    /// <summary>A page that stands in for another is sent as soon as it waits for anything: so its frame must not.</summary>
    private async Task ShowStatus(HttpContext context, Visitors visitors)
    {
        await visitors.Current();
        await next(context);
    }
}
