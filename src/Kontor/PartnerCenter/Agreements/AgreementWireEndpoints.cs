using Kontor.Access;
using Kontor.Agreements;
using Kontor.Kernel;

namespace Kontor.PartnerCenter;

/// <summary>The customer agreement: which text, who accepted, and stating that somebody did.</summary>
internal static class AgreementWireEndpoints
{
    /// <summary>The protocol's name for the only agreement that customers accept here.</summary>
    private const string CustomerAgreement = "MicrosoftCustomerAgreement";

    /// <summary>What it replaced. There is no text of it any more.</summary>
    private const string CloudAgreement = "MicrosoftCloudAgreement";

    public static void MapCustomerAgreements(this IEndpointRouteBuilder wire)
    {
        wire.MapGroup("/agreements").InArea("Agreements")
            .MapGet("/", GetMetaData)
            .RequirePermission(Permission.ViewCustomerAgreement, PermissionLevel.Read)
            .RequireUser()
            .WithSummary("The texts that customers accept")
            .Produces<ResourceCollection<AgreementMetaDataBody>>();
        var customer = wire.MapGroup("/customers/{customerId}").InArea("Agreements");
        customer.MapGet("/agreements", GetConfirmations)
            .RequirePermission(Permission.ViewCustomerAgreement, PermissionLevel.Read)
            .RequireUser()
            .WithSummary("How and when a customer accepted")
            .Produces<ResourceCollection<ConfirmedAgreementBody>>();
        customer.MapPost("/agreements", PostConfirmation)
            .RequirePermission(Permission.AttestCustomerAgreement)
            .RequireUser()
            .WithSummary("State that a person of the customer accepted")
            .Accepts<ConfirmedAgreementBody>(WireWriter.JsonType)
            .Produces<ConfirmedAgreementBody>(StatusCodes.Status201Created);
        customer.MapGet("/directSignedMicrosoftCustomerAgreementStatus", GetDirectStatus)
            .RequirePermission(Permission.ViewCustomerAgreement, PermissionLevel.Read)
            .WithSummary("Whether the customer accepted by itself")
            .Produces<DirectSignStatusBody>();
    }

    /// <summary>Without a type the one text there is: clients that name none could confirm nothing otherwise.</summary>
    private static async Task<IResult> GetMetaData(
        HttpContext http, PartnerReads partners, AgreementLibrary library, PublicAddress address)
    {
        if (!TryType(http.Request, out var wantsCustomerAgreement))
        {
            return new FaultAnswer(Fault.WordUnknown.About("agreementType"));
        }

        var market = await partners.MarketOf(http.Caller().TenantId, http.RequestAborted);
        var inForce = await library.InForce(AgreementKind.Customer, http.RequestAborted);
        AgreementMetaDataBody[] texts = wantsCustomerAgreement
            ? [new($"{inForce.Id}", CustomerAgreement, LinkTo(address, market), inForce.Number)]
            : [];
        return Answer.Ok(
            new ResourceCollection<AgreementMetaDataBody>(texts, new PageLinks(new Link(WireLinks.Self(http.Request)))),
            WireJson.Default.ResourceCollectionAgreementMetaDataBody);
    }

    private static async Task<IResult> GetConfirmations(
        string customerId, HttpContext http, CustomerReads customers, CustomerAgreementQueries agreements, PublicAddress address)
    {
        if (!WirePath.TryCustomer(customerId, out var customer))
        {
            return new FaultAnswer(Fault.CustomerIdInvalid);
        }

        if (!TryType(http.Request, out var wantsCustomerAgreement))
        {
            return new FaultAnswer(Fault.WordUnknown.About("agreementType"));
        }

        if (await customers.MarketOf(http.Caller().TenantId, customer, http.RequestAborted) is not { } market)
        {
            return new FaultAnswer(Fault.CustomerUnknown);
        }

        var state = await agreements.StateOf(customer, "en", http.RequestAborted);
        ConfirmedAgreementBody[] confirmed = wantsCustomerAgreement
            ? [.. state.Acceptances.Select(acceptance => Body(acceptance, LinkTo(address, market)))]
            : [];
        return Answer.Ok(
            new ResourceCollection<ConfirmedAgreementBody>(confirmed, new PageLinks(new Link(WireLinks.Self(http.Request)))),
            WireJson.Default.ResourceCollectionConfirmedAgreementBody);
    }

    private static async Task<IResult> PostConfirmation(string customerId, HttpContext http, AttestCustomerAgreement attest)
    {
        if (!WirePath.TryCustomer(customerId, out var customer))
        {
            return new FaultAnswer(Fault.CustomerIdInvalid);
        }

        var body = await WireBody.Read(http.Request, WireJson.Default.ConfirmedAgreementBody);
        if (body.Value is not { } sent)
        {
            return new FaultAnswer(body.Fault!);
        }

        if (Missing(sent) is { } member)
        {
            return new FaultAnswer(Fault.MemberMissing.About(member));
        }

        if (!CustomerAgreement.Equals(sent.Type, StringComparison.OrdinalIgnoreCase))
        {
            return new FaultAnswer(Fault.WordUnknown.About("type"));
        }

        if (!Guid.TryParse(sent.TemplateId, out var template))
        {
            return new FaultAnswer(Fault.MemberOutOfRange.About("templateId"));
        }

        var contact = sent.PrimaryContact!;
        var person = new Signatory(
            contact.FirstName!, contact.LastName!, contact.Email!, WireItems.OrNull(contact.PhoneNumber));
        var day = DateOnly.FromDateTime(sent.DateAgreed!.Value.UtcDateTime);
        var result = await attest.Handle(http.Caller(), customer, person, day, template, http.RequestAborted);
        return result.Match<IResult>(
            acceptance => Answer.Created(Body(acceptance, null), WireJson.Default.ConfirmedAgreementBody),
            refused => Faults.From(refused));
    }

    private static async Task<IResult> GetDirectStatus(
        string customerId, HttpContext http, CustomerReads customers, CustomerAgreementQueries agreements)
    {
        if (!WirePath.TryCustomer(customerId, out var customer))
        {
            return new FaultAnswer(Fault.CustomerIdInvalid);
        }

        if (await customers.MarketOf(http.Caller().TenantId, customer, http.RequestAborted) is null)
        {
            return new FaultAnswer(Fault.CustomerUnknown);
        }

        var state = await agreements.StateOf(customer, "en", http.RequestAborted);
        return Answer.Ok(
            new DirectSignStatusBody(state.Acceptances.Any(acceptance => acceptance.Way == CustomerAgreementWay.Direct)),
            WireJson.Default.DirectSignStatusBody);
    }

    /// <summary>What the type asked for means; no type and <c>*</c> mean all there is.</summary>
    private static bool TryType(HttpRequest request, out bool wantsCustomerAgreement)
    {
        var type = (string?)request.Query["agreementType"];
        wantsCustomerAgreement = string.IsNullOrEmpty(type) || type == "*"
            || type.Equals(CustomerAgreement, StringComparison.OrdinalIgnoreCase);
        return wantsCustomerAgreement || type!.Equals(CloudAgreement, StringComparison.OrdinalIgnoreCase);
    }

    private static string? Missing(ConfirmedAgreementBody sent) =>
        sent.TemplateId is null ? "templateId"
        : sent.DateAgreed is null ? "dateAgreed"
        : sent.Type is null ? "type"
        : sent.PrimaryContact is not { } contact ? "primaryContact"
        : contact.FirstName is null ? "primaryContact.firstName"
        : contact.LastName is null ? "primaryContact.lastName"
        : contact.Email is null ? "primaryContact.email"
        : null;

    private static ConfirmedAgreementBody Body(CustomerAgreementAcceptance acceptance, string? link) => new()
    {
        UserId = acceptance.RecordedByUser?.ToString(),
        PrimaryContact = new(acceptance.FirstName, acceptance.LastName, acceptance.Email, acceptance.Phone),
        TemplateId = acceptance.TemplateId.ToString(),
        DateAgreed = new DateTimeOffset(acceptance.AcceptedOn.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero),
        Type = CustomerAgreement,
        AgreementLink = link,
    };

    private static string LinkTo(PublicAddress address, string market) =>
        address.Of($"/api/customer-agreements/text?market={market}");
}
