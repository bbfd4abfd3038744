using Kontor.Access;
using Kontor.Kernel;

namespace Kontor.PartnerCenter;

internal static class RelationshipEndpoints
{
    public static void MapRelationships(this IEndpointRouteBuilder wire)
    {
        wire.MapGroup("/relationships").InArea("Relationships")
            .MapGet("/", GetRelationships)
            .RequirePermission(Permission.ViewPartnerships, PermissionLevel.Read)
            .RequireUser()
            .WithSummary("The caller's resellers, or its providers")
            .Produces<ResourceCollection<PartnerRelationshipBody>>();
        wire.MapGroup("/customers/{customerId}/relationships").InArea("Relationships")
            .MapGet("/", GetOfCustomer)
            .RequirePermission(Permission.ViewCustomers, PermissionLevel.Read)
            .RequireUser()
            .WithSummary("The partners with whom the caller shares a customer")
            .Produces<ResourceCollection<PartnerRelationshipBody>>();
        wire.MapGroup("/compliance/csp/agreementstatus").InArea("Compliance")
            .MapGet("/", GetAgreementStatus)
            .RequirePermission(Permission.ViewPartnerships, PermissionLevel.Read)
            .RequireUser()
            .WithSummary("Whether a reseller signed the partner agreement")
            .Produces<AgreementSignatureBody>();
    }

    private static async Task<IResult> GetRelationships(HttpContext http, RelationshipReads reads)
    {
        var word = (string?)http.Request.Query["relationship_type"];
        if (string.IsNullOrEmpty(word))
        {
            return new FaultAnswer(Fault.ArgumentMissing.About("relationship_type"));
        }

        if (!WireEnums<PartnerRelationshipType>.TryParse(word, out var type))
        {
            return new FaultAnswer(Fault.WordUnknown.About("relationship_type"));
        }

        var (namePart, fault) = NameFilter(http.Request.Query[Filter.Parameter]);
        return fault is not null
            ? new FaultAnswer(fault)
            : All(http, await reads.Partners(http.Caller().TenantId, type, namePart, http.RequestAborted));
    }

    private static async Task<IResult> GetOfCustomer(
        string customerId, HttpContext http, CustomerReads customers, RelationshipReads reads)
    {
        if (!WirePath.TryCustomer(customerId, out var customer))
        {
            return new FaultAnswer(Fault.CustomerIdInvalid);
        }

        var caller = http.Caller().TenantId;
        return await customers.MarketOf(caller, customer, http.RequestAborted) is not null
            ? All(http, await reads.Sharing(caller, customer, http.RequestAborted))
            : new FaultAnswer(Fault.CustomerUnknown);
    }

    private static async Task<IResult> GetAgreementStatus(HttpContext http, PartnerReads reads)
    {
        var (networkId, tenant) = ((string?)http.Request.Query["mpnId"], (string?)http.Request.Query["tenantId"]);
        if (string.IsNullOrEmpty(networkId) == string.IsNullOrEmpty(tenant))
        {
            return new FaultAnswer(Fault.ArgumentMissing.About("mpnId | tenantId"));
        }

        if (string.IsNullOrEmpty(networkId))
        {
            return Guid.TryParse(tenant, out var id) && await reads.Find(new TenantId(id), http.RequestAborted) is { } byTenant
                ? Signed(byTenant)
                : new FaultAnswer(Fault.TenantWithoutAccount);
        }

        var partner = WirePath.IsNetworkId(networkId) ? await reads.Find(networkId, http.RequestAborted) : null;
        return partner is null ? new FaultAnswer(Fault.NetworkIdInvalid.About(WireItems.Shown(networkId)))
            : partner.IsReseller ? Signed(partner)
            : new FaultAnswer(Fault.NetworkIdOfNoReseller.About(WireItems.Shown(networkId)));
    }

    private static (string? NamePart, Fault? Fault) NameFilter(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return (null, null);
        }

        return Filter.Parse(text) switch
        {
            (FieldFilter { Operator: FilterOperator.Substring } filter, _)
                when filter.Field.Equals("Name", StringComparison.OrdinalIgnoreCase) => (filter.Value, null),
            (FieldFilter filter, _) => (null, Unsupported(filter)),
            (CompoundFilter, _) => (null, Fault.FilterUnsupported.About("LeftFilter", "RightFilter")),
            var (_, fault) => (null, fault),
        };
    }

    private static Fault Unsupported(FieldFilter filter) =>
        Fault.FilterUnsupported.About(filter.Field, WireEnums<FilterOperator>.Text(filter.Operator).Value);

    private static Answer<ResourceCollection<PartnerRelationshipBody>> All(
        HttpContext http, List<PartnerRelationshipBody> partners) => Answer.Ok(
        new ResourceCollection<PartnerRelationshipBody>(partners, new PageLinks(new Link(WireLinks.Self(http.Request)))),
        WireJson.Default.ResourceCollectionPartnerRelationshipBody);

    private static Answer<AgreementSignatureBody> Signed(PartnerRow partner) =>
        Answer.Ok(new AgreementSignatureBody(partner.HasSigned), WireJson.Default.AgreementSignatureBody);
}
