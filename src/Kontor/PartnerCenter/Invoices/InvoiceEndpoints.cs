using Kontor.Access;

namespace Kontor.PartnerCenter;

/// <summary>An invoice. There is none yet: charges are recorded and not invoiced.</summary>
internal sealed record InvoiceBody(string Id);

internal static class InvoiceEndpoints
{
    public static void MapInvoices(this IEndpointRouteBuilder wire) => wire
        .MapGroup("/invoices").InArea("Invoices")
        .MapGet("/", GetInvoices)
        .RequirePermission(Permission.ViewInvoices, PermissionLevel.Read)
        .WithSummary("The caller's invoices")
        .Produces<ResourceCollection<InvoiceBody>>();

    private static IResult GetInvoices(HttpContext http)
    {
        var filter = (string?)http.Request.Query[Filter.Parameter];
        if (!string.IsNullOrWhiteSpace(filter) && Filter.Parse(filter).Fault is { } fault)
        {
            return new FaultAnswer(fault);
        }

        var none = new ResourceCollection<InvoiceBody>([], new PageLinks(new Link(WireLinks.Self(http.Request))));
        return Answer.Ok(none, WireJson.Default.ResourceCollectionInvoiceBody);
    }
}
