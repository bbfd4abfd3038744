using System.IO.Compression;
using Microsoft.AspNetCore.ResponseCompression;

namespace Kontor.Site;

/// <summary>
/// Pages are sent compressed where nothing on them was chosen by whoever made the request: they are looked at, at an address
/// that is the same for everybody. What an address carries is repeated on its page, and compressed beside what only the
/// reader may see it would tell an eavesdropper by its length something about the other (BREACH).
/// </summary>
internal static class PageCompression
{
    public static IServiceCollection AddPageCompression(this IServiceCollection services) => services
        .AddResponseCompression(options =>
        {
            options.EnableForHttps = true;
            options.MimeTypes = ["text/html"];
            options.Providers.Add<BrotliCompressionProvider>();
            options.Providers.Add<GzipCompressionProvider>();
        })
        .Configure<BrotliCompressionProviderOptions>(options => options.Level = CompressionLevel.Fastest)
        .Configure<GzipCompressionProviderOptions>(options => options.Level = CompressionLevel.Fastest);

    /// <summary>Stands after routing.</summary>
    public static void UsePageCompression(this IApplicationBuilder app) =>
        app.UseWhen(HasFixedAddress, pages => pages.UseResponseCompression());

    private static bool HasFixedAddress(HttpContext context) =>
        HttpMethods.IsGet(context.Request.Method)
        && !context.Request.QueryString.HasValue
        && context.GetEndpoint() is RouteEndpoint { RoutePattern.Parameters.Count: 0 } endpoint
        && PageIndex.IsPage(endpoint);
}
