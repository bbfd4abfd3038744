using Kontor.Access;
using Kontor.Accounts;
using Kontor.Enrolment;
using Kontor.Kernel;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Kontor.Locations;

/// <summary>A location as it is written: its address and contact are its own.</summary>
public sealed record LocationWishBody(
    string? Market, string? CompanyName, string? Street, string? City, string? State, string? PostalCode,
    string? ContactFirstName, string? ContactLastName, string? ContactEmail, string? ContactPhone)
{
    public LocationWish ToWish() => new(
        new LegalProfileBody(CompanyName, Street, City, State, PostalCode, "", IsExact: true).ToProfile(),
        new PrimaryContactBody(false, ContactFirstName, ContactLastName, ContactEmail, ContactPhone, null).ToContact());
}

public sealed record LocationBody(
    string NetworkId, string Kind, string Market, string CompanyName, string Street, string City, string State,
    string PostalCode, string ContactName, string ContactEmail, string ContactPhone, Guid? TenantId)
{
    public static LocationBody From(LocationRow row) => new(
        row.Id.Id, $"{row.Id.Kind}", row.Id.Market, row.Facts.Profile.LegalName, row.Facts.Profile.Street,
        row.Facts.Profile.City, row.Facts.Profile.State, row.Facts.Profile.PostalCode, row.Facts.Contact.FullName,
        row.Facts.Contact.Email, row.Facts.Contact.Phone, row.Id.TenantId?.Value);
}

public sealed record IssuedNetworkIdBody(string NetworkId, string Market);

/// <param name="NetworkId">Of the location.</param>
/// <param name="Reason">Who asked for it, and why; the partner reads it.</param>
/// <param name="IsConfirmed">Whether it is wanted although a partner trades with it.</param>
public sealed record LocationDeletionBody(string? NetworkId, string? Reason, bool IsConfirmed);

public sealed record KnownTenantBody(Guid TenantId, string Kind, string Market, IReadOnlyList<string> Domains);

public sealed record IdentifiersBody(
    Guid OrganizationId, IReadOnlyList<KnownTenantBody> Tenants, IReadOnlyList<LocationBody> NetworkIds,
    string? AssociatedNetworkId, string? Duns, string? RegistrationNumber)
{
    public static IdentifiersBody From(Identifiers known) => new(
        known.Organisation.Id.Value,
        [
            .. known.Tenants.Select(row => new KnownTenantBody(
                row.Tenant.Id.Value, $"{row.Tenant.Kind}", row.Tenant.Market, row.Domains)),
        ],
        [.. known.NetworkIds.Select(LocationBody.From)],
        known.Associated?.Id, known.Duns, known.Organisation.RegistrationNumber);
}

/// <summary>Locations and identifiers of the own organization on <c>/api</c>, and the deletion of a location by operators.</summary>
public static class LocationEndpoints
{
    public static void MapLocations(this IEndpointRouteBuilder api)
    {
        var own = api.MapGroup("/organization").WithTags("Organization");
        own.MapGet("/locations", List)
            .RequirePermission(Permission.ViewPartnerProfiles, PermissionLevel.Read)
            .WithName("ListLocations").WithSummary("The network IDs of the own organization, the global one first");
        own.MapPost("/locations", Post)
            .RequirePermission(Permission.AddLocations)
            .WithName("AddLocation").WithSummary("Add a location; it gets a network ID of its own");
        own.MapPut("/locations/{networkId}", Put)
            .RequirePermission(Permission.AddLocations)
            .WithName("ChangeLocation").WithSummary("Write a location's own name, address and contact");
        own.MapGet("/identifiers", GetIdentifiers)
            .RequirePermission(Permission.ViewPartnerProfiles, PermissionLevel.Read)
            .WithName("GetIdentifiers").WithSummary("Under which numbers and names the organization is known");
        api.MapPost("/partners/{tenantId:guid}/location-deletions", Delete).WithTags("Organization")
            .RequirePermission(Permission.DecideEnrolments)
            .WithName("DeleteLocation").WithSummary("Delete a partner's location for good");
    }

    private static async Task<Ok<IReadOnlyList<LocationBody>>> List(
        Actor actor, LocationQueries locations, CancellationToken cancel) =>
        TypedResults.Ok<IReadOnlyList<LocationBody>>(
        [
            .. (await locations.Of(await locations.OrganisationOf(actor.TenantId, cancel), cancel)).Select(LocationBody.From),
        ]);

    private static async Task<Results<Ok<IssuedNetworkIdBody>, ProblemHttpResult>> Post(
        LocationWishBody body, Actor actor, WriteLocations write, CancellationToken cancel) =>
        Seen(await write.Add(actor, body.Market?.Trim() ?? "", body.ToWish(), cancel));

    private static async Task<Results<Ok<IssuedNetworkIdBody>, ProblemHttpResult>> Put(
        string networkId, LocationWishBody body, Actor actor, WriteLocations write, CancellationToken cancel) =>
        Seen(await write.Change(actor, networkId, body.ToWish(), cancel));

    private static async Task<Ok<IdentifiersBody>> GetIdentifiers(
        Actor actor, IdentifierQueries identifiers, CancellationToken cancel) =>
        TypedResults.Ok(IdentifiersBody.From(await identifiers.Of(actor.TenantId, cancel)));

    private static async Task<Results<Ok<IssuedNetworkIdBody>, ProblemHttpResult>> Delete(
        Guid tenantId, LocationDeletionBody body, Actor actor, DeleteLocation delete, CancellationToken cancel) =>
        Seen(await delete.Handle(
            actor, new TenantId(tenantId), body.NetworkId ?? "", body.Reason ?? "", body.IsConfirmed, cancel));

    private static Results<Ok<IssuedNetworkIdBody>, ProblemHttpResult> Seen(Result<NetworkId> result) =>
        result.Match<Results<Ok<IssuedNetworkIdBody>, ProblemHttpResult>>(
            id => TypedResults.Ok(new IssuedNetworkIdBody(id.Id, id.Market)), refused => Problems.From(refused));
}
