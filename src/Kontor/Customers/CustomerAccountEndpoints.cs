using System.Text.Json.Serialization;
using Kontor.Access;
using Kontor.Accounts;
using Kontor.Enrolment;
using Kontor.Kernel;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Kontor.Customers;

/// <summary>How a relationship is to end.</summary>
/// <param name="Kind">Which one, where there are several; left out for the one in which the partner sells.</param>
/// <param name="Confirmed">A reseller's: whether the statement is confirmed.</param>
/// <param name="StatementVersion">A reseller's: which statement was read.</param>
/// <param name="Language">In which language: en, de or nl.</param>
public sealed record EndRelationshipBody(
    [property: JsonConverter(typeof(JsonStringEnumConverter<RelationshipKind>))] RelationshipKind? Kind = null,
    bool Confirmed = false,
    string? StatementVersion = null,
    string? Language = null);

/// <summary>The statement that a reseller confirms.</summary>
public sealed record LeavingStatementBody(string Version, string Language, IReadOnlyList<string> Sentences);

/// <summary>What changes of a customer.</summary>
/// <param name="Name">On bills and in the partner's own lists.</param>
/// <param name="Company">Contact and registration number; left out to leave both as they are.</param>
/// <param name="Qualifications">Education, Nonprofit, StateOwnedEntity, None; left out to leave them.</param>
public sealed record CustomerEditBody(
    string? Name,
    CompanyEditBody? Company = null,
    [property: JsonConverter(typeof(JsonStringEnumConverter<Qualifications>))] Qualifications? Qualifications = null)
{
    public CustomerEdit ToEdit() => new((Name ?? "").Trim(), Company?.ToEdit(), Qualifications);
}

public sealed record CompanyEditBody(
    string? FirstName, string? LastName, string? Email, string? Phone, string? RegistrationNumber)
{
    public CompanyEdit ToEdit() => new(
        new PrimaryContact(
            true, (FirstName ?? "").Trim(), (LastName ?? "").Trim(), (Email ?? "").Trim(), (Phone ?? "").Trim(), "en"),
        (RegistrationNumber ?? "").Trim());
}

/// <summary>Customers that a partner makes, changes and leaves, on <c>/api</c>.</summary>
internal static class CustomerAccountEndpoints
{
    public static void MapCustomerAccounts(this RouteGroupBuilder customers)
    {
        customers.MapPost("/", Create)
            .RequirePermission(Permission.AddCustomers)
            .WithMetadata(new AnswersWithSecret())
            .WithName("CreateCustomer")
            .WithSummary("Make a customer with its tenant; the answer holds its first admin's temporary password, this once");
        customers.MapPut("/{customerId:guid}", Edit)
            .RequirePermission(Permission.EditCustomerDetails)
            .WithName("EditCustomer")
            .WithSummary("Change how a customer is called on bills and in lists, its contact and registration number, what it qualifies for");
        customers.MapGet("/leaving-statement", GetStatement)
            .RequirePermission(Permission.ViewCustomers, PermissionLevel.Read)
            .WithName("GetLeavingStatement")
            .WithSummary("What a reseller confirms that ends a relationship");
        customers.MapPost("/{customerId:guid}/end", End)
            .RequirePermission(Permission.ViewCustomers, PermissionLevel.Read)
            .WithName("EndCustomerRelationship")
            .WithSummary("End the relationship with a customer, as seller once nothing runs, as reseller with a statement");
    }

    private static async Task<Results<Created<MadeCustomerBody>, ProblemHttpResult>> Create(
        NewCustomerBody body, Actor actor, CreateCustomer create, CancellationToken cancel)
    {
        var result = await create.Handle(actor, body.ToCustomer(), cancel);
        return result.ValueOrNull is { } made
            ? TypedResults.Created($"/api/customers/{made.Tenant.Id}", MadeCustomerBody.From(made))
            : Problems.From(result.Decision);
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> Edit(
        Guid customerId, CustomerEditBody body, Actor actor, EditCustomer edit, CancellationToken cancel)
    {
        var result = await edit.Handle(actor, new TenantId(customerId), body.ToEdit(), cancel);
        return result.Decision.IsGranted ? TypedResults.NoContent() : Problems.From(result.Decision);
    }

    private static Ok<LeavingStatementBody> GetStatement(string? language)
    {
        var known = Texts.Languages.Contains(language) ? language! : "en";
        return TypedResults.Ok(new LeavingStatementBody(LeavingStatement.Version, known, LeavingStatement.In(known)));
    }

    private static async Task<Results<Ok<RelationshipBody>, ProblemHttpResult>> End(
        Guid customerId, EndRelationshipBody body, Actor actor, EndRelationship end, CancellationToken cancel)
    {
        var result = await end.Handle(
            actor,
            new TenantId(customerId),
            body.Kind,
            new StatementConfirmation(body.Confirmed, body.StatementVersion, body.Language),
            cancel);
        return result.ValueOrNull is { } ended
            ? TypedResults.Ok(RelationshipBody.From(ended))
            : Problems.From(result.Decision);
    }
}
