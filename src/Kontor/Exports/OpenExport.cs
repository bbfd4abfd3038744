using Kontor.Access;
using Kontor.Kernel;
using Kontor.Site;

namespace Kontor.Exports;

/// <summary>
/// Asks the endpoint of an export for what it would send, without having it sent: the endpoint alone knows which rows
/// somebody may have.
/// </summary>
internal sealed class OpenExport(EndpointDataSource endpoints)
{
    /// <param name="services">The scope in which rows are read; its caller is who asks.</param>
    /// <param name="address">Where the export is had.</param>
    /// <param name="cancel">Set when nobody wants the rows any more.</param>
    public async Task<Result<ListExport>> Handle(
        IServiceProvider services, ExportAddress address, CancellationToken cancel)
    {
        var caller = services.GetRequiredService<Caller>();
        if (!caller.IsSignedIn || Find(address.Path) is not { RequestDelegate: { } answer } endpoint)
        {
            return ExportReasons.Unknown;
        }

        var allowed = caller.MayUse(endpoint);
        if (!allowed.IsGranted)
        {
            return allowed;
        }

        var taker = new ExportTaker();
        var asked = new DefaultHttpContext { RequestServices = services, RequestAborted = cancel };
        (asked.Request.Method, asked.Request.Path) = (HttpMethods.Get, address.Path);
        asked.Request.QueryString = new QueryString(address.Query);
        asked.SetActor(caller.Actor);
        asked.SetEndpoint(endpoint);
        asked.Features.Set(taker);
        try
        {
            await answer(asked);
        }
        catch (BadHttpRequestException)
        {
            // Something in the address is not of the sort that the endpoint takes.
            return ExportReasons.Unknown;
        }

        return taker.Export is { } export ? export : Decision.Refused(ExportReasons.Unknown);
    }

    private RouteEndpoint? Find(string path) => path.EndsWith("/export", StringComparison.Ordinal)
        ? endpoints.Endpoints.OfType<RouteEndpoint>().FirstOrDefault(endpoint => endpoint.RoutePattern.RawText == path)
        : null;
}
