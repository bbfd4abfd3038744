namespace Kontor.PartnerCenter;

/// <summary>How the vendor bills a partner, in the protocol's words.</summary>
internal sealed record PartnerBillingBody(string CompanyName, AddressBody Address, BillingContactBody PrimaryContact)
{
    public string? PurchaseOrderNumber { get; init; }

    /// <summary>What was entered last, with the country's prefix; from when it counts the protocol cannot say (BIL-81).</summary>
    public string? TaxId { get; init; }

    public required string BillingCurrency { get; init; }

    public string ProfileType { get; init; } = "BillingProfile";

    public PageLinks Links { get; init; } = new(new Link("/profiles/billing"));

    public required ResourceAttributes Attributes { get; init; }
}

internal sealed record BillingContactBody(string? FirstName, string? LastName, string? Email, string? PhoneNumber);

/// <summary>What a client sends back. What it leaves out stays.</summary>
internal sealed record SentPartnerBillingBody(
    string? CompanyName, SentAddressBody? Address, BillingContactBody? PrimaryContact, string? PurchaseOrderNumber, string? TaxId,
    string? BillingCurrency, RequestAttributes? Attributes);
