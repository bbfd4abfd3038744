using Kontor.Access;
using Kontor.Customers;
using Npgsql;

namespace Kontor.PartnerCenter;

internal static class CustomerEndpoints
{
    public static void MapCustomers(this IEndpointRouteBuilder wire)
    {
        var customers = wire.MapGroup("/customers").InArea("Customers")
            .RequirePermission(Permission.ViewCustomers, PermissionLevel.Read);
        customers.MapGet("/", GetCustomers)
            .WithSummary("The caller's customers by name, in seek pages or all at once")
            .Produces<ResourceCollection<CustomerBody>>();
        customers.MapGet("/{customerId}", GetCustomer)
            .WithSummary("One customer")
            .Produces<CustomerBody>();
        wire.MapGroup("/customers/relationshiprequests").InArea("Customers")
            .MapGet("/", GetRelationshipRequest)
            .RequirePermission(Permission.RequestRelationship)
            .RequireUser()
            .WithSummary("The link by which any customer can accept the caller as its partner")
            .Produces<RelationshipRequestBody>();
    }

    private static IResult GetCustomers(HttpContext http, NpgsqlDataSource database, SeekTokens tokens)
    {
        var partner = http.Caller().TenantId;
        var (request, fault) = SeekRequest.Read(http.Request, tokens, CustomerListAnswer.List, partner);
        return request is null
            ? new FaultAnswer(fault!)
            : new CustomerListAnswer(database, tokens, partner, request);
    }

    private static async Task<IResult> GetCustomer(string customerId, HttpContext http, CustomerReads reads)
    {
        if (!WirePath.TryCustomer(customerId, out var customer))
        {
            return new FaultAnswer(Fault.CustomerIdInvalid);
        }

        var found = await reads.Find(http.Caller().TenantId, customer, http.RequestAborted);
        return found is null
            ? new FaultAnswer(Fault.CustomerUnknown)
            : Answer.Ok(found, WireJson.Default.CustomerBody);
    }

    private static async Task<IResult> GetRelationshipRequest(HttpContext http, GeneralRequestLink link)
    {
        var result = await link.Handle(http.Caller(), http.RequestAborted);
        return result.Match<IResult>(
            request => Answer.Ok(new RelationshipRequestBody(request.Url), WireJson.Default.RelationshipRequestBody),
            refused => Faults.From(refused));
    }
}
