using Kontor.Access;
using Kontor.Accounts;
using Kontor.Customers;
using Kontor.Kernel;
using Npgsql;

namespace Kontor.PartnerCenter;

internal static class CustomerEndpoints
{
    public static void MapCustomers(this IEndpointRouteBuilder wire)
    {
        var customers = wire.MapGroup("/customers").InArea("Customers");
        customers.MapGet("/", GetCustomers)
            .RequirePermission(Permission.ViewCustomers, PermissionLevel.Read)
            .WithSummary("The caller's customers by name, in seek pages or all at once")
            .Produces<ResourceCollection<CustomerBody>>();
        customers.MapGet("/{customerId}", GetCustomer)
            .RequirePermission(Permission.ViewCustomers, PermissionLevel.Read)
            .WithSummary("One customer")
            .Produces<CustomerBody>();
        customers.MapPost("/", PostCustomer)
            .RequirePermission(Permission.AddCustomers)
            .WithMetadata(new AnswersWithSecret())
            .WithSummary("Make a customer with its tenant, for the caller or for one of its resellers")
            .Accepts<SentCustomerBody>(WireWriter.JsonType)
            .Produces<CustomerBody>(StatusCodes.Status201Created);
        customers.MapPatch("/{customerId}", PatchCustomer)
            .RequirePermission(Permission.RemoveCustomerAsSeller)
            .RequireUser()
            .WithSummary("End the relationship with a customer, once none of its subscriptions runs")
            .Accepts<SentCustomerBody>(WireWriter.JsonType)
            .Produces<LeftCustomerBody>();
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

    private static async Task<IResult> PostCustomer(HttpContext http, CreateCustomer create, Markets markets)
    {
        var body = await WireBody.Read(http.Request, WireJson.Default.SentCustomerBody);
        if (body.Value is not { } sent)
        {
            return new FaultAnswer(body.Fault!);
        }

        var (wanted, fault) = CustomerWords.Read(sent, markets, create.DirectoryDomain);
        if (wanted is null)
        {
            return new FaultAnswer(fault!);
        }

        var result = await create.Handle(http.Caller(), wanted, http.RequestAborted);
        return result.Match<IResult>(
            made => Answer.Created(CustomerWords.Body(wanted, made, markets), WireJson.Default.CustomerBody),
            refused => Faults.From(refused));
    }

    /// <summary>The one thing that can be changed of a customer here is that it is one.</summary>
    private static async Task<IResult> PatchCustomer(string customerId, HttpContext http, EndRelationship end)
    {
        if (!WirePath.TryCustomer(customerId, out var customer))
        {
            return new FaultAnswer(Fault.CustomerIdInvalid);
        }

        var body = await WireBody.Read(http.Request, WireJson.Default.SentCustomerBody);
        if (body.Value is not { } sent)
        {
            return new FaultAnswer(body.Fault!);
        }

        if (sent.RelationshipToPartner is not { } wanted)
        {
            return new FaultAnswer(Fault.MemberMissing.About("relationshipToPartner"));
        }

        if (wanted != CustomerPartnerRelationship.None)
        {
            return new FaultAnswer(Fault.MemberUnsupported.About("relationshipToPartner"));
        }

        var result = await end.Handle(http.Caller(), customer, null, StatementConfirmation.None, http.RequestAborted);
        return result.Match<IResult>(
            _ => Answer.Ok(new LeftCustomerBody(wanted), WireJson.Default.LeftCustomerBody),
            refused => Faults.From(refused));
    }

    private static async Task<IResult> GetRelationshipRequest(HttpContext http, GeneralRequestLink link)
    {
        var result = await link.Handle(http.Caller(), http.RequestAborted);
        return result.Match<IResult>(
            request => Answer.Ok(new RelationshipRequestBody(request.Url), WireJson.Default.RelationshipRequestBody),
            refused => Faults.From(refused));
    }
}
