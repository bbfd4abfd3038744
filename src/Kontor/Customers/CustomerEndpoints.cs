using Kontor.Access;
using Kontor.Kernel;
using Kontor.Orders;
using Kontor.Site;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Kontor.Customers;

/// <summary>A partner's customers, and a customer's partners, on <c>/api</c>.</summary>
public static class CustomerEndpoints
{
    public static void MapCustomers(this IEndpointRouteBuilder api)
    {
        var customers = api.MapGroup("/customers").WithTags("Customers");
        customers.MapGet("/", GetCustomers)
            .RequirePermission(Permission.ViewCustomers, PermissionLevel.Read)
            .WithName("ListCustomers")
            .WithSummary("The signed-in partner's customers, by name");
        customers.MapGet("/{customerId:guid}", GetCustomer)
            .RequirePermission(Permission.ViewCustomers, PermissionLevel.Read)
            .WithName("GetCustomer")
            .WithSummary("One of the signed-in partner's customers");
        customers.MapGet("/own/partners", GetPartners)
            .RequirePermission(Permission.ViewOwnPartners, PermissionLevel.Read)
            .WithName("ListOwnPartners")
            .WithSummary("The signed-in customer's partners, what each may do, and with which rights");
        api.MapCustomerInvitations();
        customers.MapCustomerAccounts();
    }

    /// <summary>What belongs to the pages and is no page.</summary>
    public static void MapCustomerExport(this IEndpointRouteBuilder app)
    {
        app.MapGet(CustomerList.ExportPath, Export)
            .RequirePermission(Permission.ViewCustomers, PermissionLevel.Read)
            .ExcludeFromDescription();
        app.MapGet(CustomerInvitationList.ExportPath, ExportInvitations)
            .RequirePermission(Permission.RequestRelationship, PermissionLevel.Read)
            .ExcludeFromDescription();
    }

    private static ListExport<CustomerInvitationRow> ExportInvitations(HttpContext http, Actor actor, CustomerInvitationList invitations)
    {
        var list = CustomerInvitationList.Definition();
        var state = ListState.Read(http.Request.Query, list);
        return new ListExport<CustomerInvitationRow>(
            list,
            state,
            invitations.All(actor, state, http.RequestAborted),
            most => invitations.Count(actor, state, most, http.RequestAborted),
            "customer-invitations");
    }

    private static async Task<IResult> Export(HttpContext http, Actor actor, CustomerList customers)
    {
        var list = await customers.Definition(actor, http.Request.Query, http.RequestAborted);
        var state = ListState.Read(http.Request.Query, list);
        return new ListExport<CustomerListRow>(
            list,
            state,
            customers.All(actor, state, http.RequestAborted),
            most => customers.Count(actor, state, most, http.RequestAborted),
            "customers");
    }

    private static async Task<Results<Ok<PageBody<CustomerRowBody>>, ProblemHttpResult>> GetCustomers(
        string? name,
        string? domain,
        Guid? reseller,
        Guid? provider,
        int? size,
        string? cursor,
        Actor actor,
        CustomerQueries customers,
        CancellationToken cancel)
    {
        var asked = PageRequest.From(size, cursor);
        if (asked.ValueOrNull is not { } page)
        {
            return Problems.From(asked.Decision);
        }

        var filter = new CustomerFilter(
            name,
            domain,
            reseller is { } one ? new TenantId(one) : null,
            provider is { } other ? new TenantId(other) : null);
        var listed = await customers.List(actor, filter, page, cancel);
        return TypedResults.Ok(listed.ToBody(CustomerRowBody.From));
    }

    private static async Task<Results<Ok<CustomerDetailBody>, ProblemHttpResult>> GetCustomer(
        Guid customerId, Actor actor, CustomerDetails customers, CancellationToken cancel) =>
        await customers.Find(actor, new TenantId(customerId), cancel) is { } detail
            ? TypedResults.Ok(CustomerDetailBody.From(detail))
            : Problems.From(OrderReasons.CustomerUnknown);

    private static async Task<Ok<IReadOnlyList<PartnerOfCustomerBody>>> GetPartners(
        Actor actor, CustomerDetails customers, CancellationToken cancel)
    {
        var partners = await customers.PartnersOf(actor, cancel);
        return TypedResults.Ok<IReadOnlyList<PartnerOfCustomerBody>>([.. partners.Select(PartnerOfCustomerBody.From)]);
    }
}
