using System.Globalization;
using System.Text;
using Kontor.Access;
using Kontor.Accounts;
using Kontor.Kernel;
using Kontor.Orders;
using Kontor.Site;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Kontor.Agreements;

public static class AgreementEndpoints
{
    public static void MapAgreements(this IEndpointRouteBuilder api)
    {
        var partner = api.MapGroup("/partner-agreement").WithTags("Agreements");
        partner.MapGet("/", GetPartnerAgreement)
            .RequirePermission(Permission.SignPartnerAgreement, PermissionLevel.Read)
            .WithName("GetPartnerAgreement")
            .WithSummary("The partner agreement: its text, whether it is signed, and whether the user may sign");
        partner.MapPut("/signature", PutSignature)
            .RequirePermission(Permission.SignPartnerAgreement)
            .WithName("SignPartnerAgreement")
            .WithSummary("Sign the partner agreement for the organization's region");

        var versions = api.MapGroup("/agreement-versions").WithTags("Agreements");
        versions.MapGet("/", GetVersions)
            .RequirePermission(Permission.PublishAgreements, PermissionLevel.Read)
            .WithName("GetAgreementVersions")
            .WithSummary("The versions of both agreements, the first ones first");
        versions.MapPost("/", PostVersion)
            .RequirePermission(Permission.PublishAgreements)
            .WithName("PublishAgreementVersion")
            .WithSummary("Publish the next version of an agreement; it comes into force by itself")
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);

        var customers = api.MapGroup("/customer-agreements").WithTags("Agreements");
        customers.MapGet("/text", GetCustomerText)
            .AllowEveryone()
            .WithName("GetCustomerAgreementText")
            .WithSummary("The customer agreement for a market and in a language");
        customers.MapGet("/{customerId:guid}", GetCustomerAgreement)
            .RequirePermission(Permission.ViewCustomerAgreement, PermissionLevel.Read)
            .WithName("GetCustomerAgreement")
            .WithSummary("Whether, how, by whom and when a customer accepted the customer agreement");
        customers.MapPost("/{customerId:guid}/attestations", PostAttestation)
            .RequirePermission(Permission.AttestCustomerAgreement)
            .WithName("AttestCustomerAgreement")
            .WithSummary("State that a person of the customer accepted the customer agreement");
        customers.MapGet("/own", GetOwnAgreement)
            .RequirePermission(Permission.AcceptRelationship, PermissionLevel.Read)
            .WithName("GetOwnCustomerAgreement")
            .WithSummary("The signed-in customer's own agreement");
        customers.MapPut("/own/acceptance", PutAcceptance)
            .RequirePermission(Permission.AcceptRelationship)
            .WithName("AcceptCustomerAgreement")
            .WithSummary("Accept the customer agreement as the customer's global administrator");
    }

    /// <summary>What belongs to the pages and is no page.</summary>
    public static void MapAgreementFiles(this IEndpointRouteBuilder site)
    {
        // The page of an agreement text has a file of it beside it, for everyone who may read the page.
        site.MapGet("/agreements/{kind}/{version}/download", Download).AllowEveryone().ExcludeFromDescription();
        site.MapGet(SignatureList.ExportPath, Export)
            .RequirePermission(Permission.PublishAgreements, PermissionLevel.Read)
            .ExcludeFromDescription();
    }

    /// <summary>The reader's language, as far as there are texts in it.</summary>
    internal static string ReadersLanguage => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName;

    private static async Task<Ok<PartnerAgreementBody>> GetPartnerAgreement(
        Actor actor, SignPartnerAgreement agreement, CancellationToken cancel) =>
        TypedResults.Ok(PartnerAgreementBody.From(await agreement.Look(actor, cancel)));

    private static async Task<Results<Ok<SignatureBody>, ProblemHttpResult>> PutSignature(
        SigningBody body, Actor actor, SignPartnerAgreement sign, CancellationToken cancel)
    {
        var result = await sign.Handle(actor, body.Version, body.Confirmed, cancel);
        return result.Match<Results<Ok<SignatureBody>, ProblemHttpResult>>(
            signature => TypedResults.Ok(SignatureBody.From(signature)), refused => Problems.From(refused));
    }

    private static async Task<Ok<AgreementVersionBody[]>> GetVersions(AgreementLibrary library, CancellationToken cancel)
    {
        var versions = new List<AgreementTemplate>();
        foreach (var kind in Enum.GetValues<AgreementKind>())
        {
            versions.AddRange(await library.Versions(kind, cancel));
        }

        return TypedResults.Ok(versions.Select(AgreementVersionBody.From).ToArray());
    }

    private static async Task<Results<Ok<AgreementVersionBody>, ProblemHttpResult>> PostVersion(
        NewVersionBody body, Actor actor, PublishAgreement publish, CancellationToken cancel)
    {
        var result = await publish.Handle(actor, body.ToVersion(), cancel);
        return result.Match<Results<Ok<AgreementVersionBody>, ProblemHttpResult>>(
            version => TypedResults.Ok(AgreementVersionBody.From(version)), refused => Problems.From(refused));
    }

    private static async Task<ListExport<SignatureRow>> Export(
        HttpContext http, SignatureList signatures, CancellationToken cancel)
    {
        var list = await signatures.Definition(cancel);
        var state = ListState.Read(http.Request.Query, list);
        return new(
            list,
            state,
            signatures.All(state, http.RequestAborted),
            most => signatures.Count(state, most, http.RequestAborted),
            "signatures");
    }

    private static async Task<Results<Ok<AgreementTextBody>, NotFound>> GetCustomerText(
        string market, string? language, Markets markets, AgreementLibrary library, CancellationToken cancel) =>
        markets.Find(market) is { } known
            ? TypedResults.Ok(AgreementTextBody.From(await library.Customer(known, language ?? ReadersLanguage, cancel)))
            : TypedResults.NotFound();

    private static async Task<Results<Ok<CustomerAgreementBody>, ProblemHttpResult>> GetCustomerAgreement(
        Guid customerId, Actor actor, CustomerAgreementQueries agreements, CancellationToken cancel)
    {
        var customer = new TenantId(customerId);
        return await agreements.IsCustomerOf(customer, actor.TenantId, cancel)
            ? TypedResults.Ok(CustomerAgreementBody.From(await agreements.StateOf(customer, ReadersLanguage, cancel)))
            : Problems.From(OrderReasons.CustomerUnknown);
    }

    private static async Task<Results<Ok<CustomerAcceptanceBody>, ProblemHttpResult>> PostAttestation(
        Guid customerId, AttestationBody body, Actor actor, AttestCustomerAgreement attest, CancellationToken cancel)
    {
        var person = (body.Person ?? new(null, null, null, null)).ToSignatory();
        var result = await attest.Handle(
            actor, new TenantId(customerId), person, body.AcceptedOn, body.TemplateId, cancel);
        return Shown(result);
    }

    private static async Task<Ok<CustomerAgreementBody>> GetOwnAgreement(
        Actor actor, CustomerAgreementQueries agreements, CancellationToken cancel) =>
        TypedResults.Ok(
            CustomerAgreementBody.From(await agreements.StateOf(actor.TenantId, ReadersLanguage, cancel)));

    private static async Task<Results<Ok<CustomerAcceptanceBody>, ProblemHttpResult>> PutAcceptance(
        DirectAcceptanceBody body, Actor actor, AcceptCustomerAgreement accept, CancellationToken cancel) =>
        Shown(await accept.Handle(actor, body.ToAcceptance(), cancel));

    private static Results<Ok<CustomerAcceptanceBody>, ProblemHttpResult> Shown(
        Result<CustomerAgreementAcceptance> result) =>
        result.Match<Results<Ok<CustomerAcceptanceBody>, ProblemHttpResult>>(
            acceptance => TypedResults.Ok(CustomerAcceptanceBody.From(acceptance)), refused => Problems.From(refused));

    private static async Task<Results<FileContentHttpResult, NotFound>> Download(
        string kind, string version, string? market, AgreementLibrary library, CancellationToken cancel)
    {
        if (await library.Find(kind, version, market, ReadersLanguage, cancel) is not { } text)
        {
            return TypedResults.NotFound();
        }

        var name = $"{text.Template.Name}-{text.Template.Version}.{text.Language}.md";
        return TypedResults.File(Encoding.UTF8.GetBytes(text.Markdown), "text/markdown; charset=utf-8", name);
    }
}
