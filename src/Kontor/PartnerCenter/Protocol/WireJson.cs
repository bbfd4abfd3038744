using System.Text.Json.Serialization;

namespace Kontor.PartnerCenter;

/// <summary>
/// How JSON is written and read under <c>/v1</c>: names in camel case where a run of capitals is lowered but for its last
/// before a lower-case letter, absent members instead of nulls; read in any case, unknown members ignored.
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    PropertyNameCaseInsensitive = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    MaxDepth = 16)]
[JsonSerializable(typeof(ApiFault))]
[JsonSerializable(typeof(ThrottledBody))]
[JsonSerializable(typeof(PageLinks))]
[JsonSerializable(typeof(ResourceAttributes))]
[JsonSerializable(typeof(CustomerBody))]
[JsonSerializable(typeof(SentCustomerBody))]
[JsonSerializable(typeof(LeftCustomerBody))]
[JsonSerializable(typeof(ResourceCollection<AgreementMetaDataBody>))]
[JsonSerializable(typeof(ResourceCollection<ConfirmedAgreementBody>))]
[JsonSerializable(typeof(ConfirmedAgreementBody))]
[JsonSerializable(typeof(DirectSignStatusBody))]
[JsonSerializable(typeof(NewCartBody))]
[JsonSerializable(typeof(CartBody))]
[JsonSerializable(typeof(CheckoutBody))]
[JsonSerializable(typeof(NewOrderBody))]
[JsonSerializable(typeof(OrderBody))]
[JsonSerializable(typeof(ResourceCollection<OrderBody>))]
[JsonSerializable(typeof(SubscriptionBody))]
[JsonSerializable(typeof(SentSubscriptionBody))]
[JsonSerializable(typeof(SupportContactBody))]
[JsonSerializable(typeof(SentSupportContactBody))]
[JsonSerializable(typeof(ResourceCollection<SubscribedSkuBody>))]
[JsonSerializable(typeof(ResourceCollection<LicenseBody>))]
[JsonSerializable(typeof(SentLicenseUpdateBody))]
[JsonSerializable(typeof(LicenseUpdateBody))]
[JsonSerializable(typeof(ProductBody))]
[JsonSerializable(typeof(SkuBody))]
[JsonSerializable(typeof(AvailabilityBody))]
[JsonSerializable(typeof(RelationshipRequestBody))]
[JsonSerializable(typeof(OrganizationProfileBody))]
[JsonSerializable(typeof(MpnProfileBody))]
[JsonSerializable(typeof(PartnerBillingBody))]
[JsonSerializable(typeof(SentPartnerBillingBody))]
[JsonSerializable(typeof(ResourceCollection<PartnerRelationshipBody>))]
[JsonSerializable(typeof(AgreementSignatureBody))]
[JsonSerializable(typeof(ResourceCollection<InvoiceBody>))]
internal sealed partial class WireJson : JsonSerializerContext;
