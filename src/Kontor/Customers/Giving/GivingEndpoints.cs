using Kontor.Access;
using Kontor.Kernel;
using Kontor.Partnerships;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Kontor.Customers;

/// <summary>Which customers a provider wants a reseller to manage.</summary>
/// <param name="CustomerIds">1 to 50 of its own.</param>
/// <param name="AsksAdminRights">For the reseller; left out for yes.</param>
public sealed record GivingBody(IReadOnlyList<Guid>? CustomerIds, bool? AsksAdminRights = null);

/// <summary>A request to a customer.</summary>
/// <param name="Id">Of the invitation, to take it back or send it again as one.</param>
/// <param name="CustomerId">Who is asked.</param>
/// <param name="Customer">Its name.</param>
/// <param name="State">Open, Accepted, Declined, Expired or Revoked.</param>
/// <param name="ExpiresAt">The first instant at which it no longer holds.</param>
public sealed record GivenRequestBody(Guid Id, Guid CustomerId, string Customer, string State, DateTimeOffset ExpiresAt);

/// <summary>A provider gives customers to a reseller, on <c>/api</c> (REL-60).</summary>
public static class GivingEndpoints
{
    public static void MapGivings(this IEndpointRouteBuilder api)
    {
        var requests = api.MapGroup("/partnerships/{partnershipId:guid}/customer-requests").WithTags("Partnerships");
        requests.MapGet("", Get)
            .RequirePermission(Permission.ManageResellers, PermissionLevel.Read)
            .WithName("ListCustomerRequests")
            .WithSummary("What the signed-in provider asked its customers for this reseller, the newest first")
            .ProducesProblem(StatusCodes.Status404NotFound);
        requests.MapPost("", Post)
            .RequirePermission(Permission.ManageResellers)
            .WithName("GiveCustomers")
            .WithSummary("Ask customers of the provider to let this reseller manage them: all of them, or none")
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict);
    }

    private static async Task<Results<Ok<PageBody<GivenRequestBody>>, ProblemHttpResult>> Get(
        Guid partnershipId, int? size, string? cursor, Actor actor, OwnPartnerships own, GivenRequestQueries queries,
        CancellationToken cancel)
    {
        var asked = PageRequest.From(size, cursor);
        if (await Reseller(own, actor, partnershipId, cancel) is not { } reseller || asked.ValueOrNull is not { } page)
        {
            return Problems.From(asked.Decision.IsGranted ? PartnershipReasons.PartnershipNotFound : asked.Decision.Reasons[0]);
        }

        return TypedResults.Ok((await queries.List(actor, reseller, page, cancel)).ToBody(row =>
            new GivenRequestBody(row.Id.Value, row.CustomerId.Value, row.Customer, $"{row.State}", row.ExpiresAt)));
    }

    private static async Task<Results<Ok<GivenRequestBody[]>, ProblemHttpResult>> Post(
        Guid partnershipId, GivingBody body, Actor actor, OwnPartnerships own, GiveCustomers use, CancellationToken cancel)
    {
        if (await Reseller(own, actor, partnershipId, cancel) is not { } reseller)
        {
            return Problems.From(PartnershipReasons.PartnershipNotFound);
        }

        TenantId[] customers = [.. (body.CustomerIds ?? []).Select(id => new TenantId(id))];
        var result = await use.Handle(actor, reseller, customers, body.AsksAdminRights ?? true, cancel);
        return result.ValueOrNull is { } asked
            ? TypedResults.Ok(asked.All.Select(one => new GivenRequestBody(
                one.Id.Value, one.CustomerId.Value, one.Customer, "Open", one.ExpiresAt)).ToArray())
            : Problems.From(result.Decision);
    }

    private static async Task<TenantId?> Reseller(
        OwnPartnerships own, Actor actor, Guid id, CancellationToken cancel) =>
        await own.AsProvider(actor, new(id), cancel) is { IsActive: true } partnership ? partnership.ResellerId : null;
}
