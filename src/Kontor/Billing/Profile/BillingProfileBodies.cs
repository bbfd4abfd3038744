namespace Kontor.Billing;

/// <summary>Name and address on bills, without the country, which is the tenant's.</summary>
public sealed record BillToBody(string? Name, string? Street, string? City, string? State, string? PostalCode)
{
    public BillTo ToAddress() => new(
        Trimmed(Name), Trimmed(Street), Trimmed(City), Trimmed(State), Trimmed(PostalCode));

    public static BillToBody From(BillTo to) => new(to.Name, to.Street, to.City, to.State, to.PostalCode);

    internal static string Trimmed(string? text) => text?.Trim() ?? "";
}

/// <param name="Address">Null, or left out, for the legal name and address.</param>
/// <param name="Version">Of the profile as it was read; left out where that does not matter.</param>
public sealed record BillingAddressBody(BillToBody? Address, int? Version);

/// <summary>
/// The contact, the partner's own number, and the VAT ID, with or without the country's prefix. The version is that of the
/// profile as it was read; it is left out where that does not matter.
/// </summary>
public sealed record FinancialDetailsBody(
    string? ContactFirstName, string? ContactLastName, string? ContactEmail, string? ContactPhone,
    string? PurchaseOrderNumber, string? VatId, int? Version)
{
    public FinancialDetails ToDetails() => new(
        new BillingContact(
            BillToBody.Trimmed(ContactFirstName), BillToBody.Trimmed(ContactLastName), BillToBody.Trimmed(ContactEmail),
            BillToBody.Trimmed(ContactPhone)),
        BillToBody.Trimmed(PurchaseOrderNumber),
        BillToBody.Trimmed(VatId));
}

/// <param name="VatId">With the country's prefix; null where it is taken away.</param>
/// <param name="CountsFrom">First day of the billing cycle from which it counts, UTC.</param>
public sealed record VatIdBody(string? VatId, DateOnly CountsFrom)
{
    internal static VatIdBody? From(VatId? id, string isoCode) => id is null
        ? null
        : new(id.Number.Length == 0 ? null : VatIds.Show(isoCode, id.Number), id.CountsFrom);
}

/// <summary>
/// How a partner is billed (ACC-48): whether bills go to the legal name and address, the VAT ID on the bill of the present
/// cycle and, where one was entered, on those after it, and whether one is needed before the partner buys (BIL-81).
/// </summary>
public sealed record BillingProfileBody(
    BillToBody Address, string Country, bool IsLegalAddress, string Currency, string ContactFirstName, string ContactLastName,
    string ContactEmail, string ContactPhone, string PurchaseOrderNumber, VatIdBody? VatId, VatIdBody? ComingVatId,
    bool LacksVatId, int Version)
{
    public static BillingProfileBody From(BillingFile file)
    {
        var (known, iso) = (file.Known, file.Market.IsoCode);
        return new BillingProfileBody(
            BillToBody.From(file.BillTo), iso, known.BillTo is null, file.Market.Currency.Code, known.ContactFirstName,
            known.ContactLastName, known.ContactEmail, known.ContactPhone, known.PurchaseOrderNumber,
            VatIdBody.From(file.Counting, iso), VatIdBody.From(file.Coming, iso), file.LacksVatId, known.Version);
    }
}
