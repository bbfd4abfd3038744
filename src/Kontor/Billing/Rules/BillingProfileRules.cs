using Kontor.Enrolment;
using Kontor.Kernel;

namespace Kontor.Billing;

/// <summary>What a partner may write into its billing profile (ACC-48, BIL-81).</summary>
public static class BillingProfileRules
{
    public const int MaxPurchaseOrderLength = 50;

    /// <summary>Whether bills can be sent there.</summary>
    /// <param name="to">As it was written.</param>
    /// <param name="isoCode">Of the tenant's country.</param>
    public static Decision IsSound(BillTo to, string isoCode) => ProfileRules.IsAddressComplete(
        new LegalProfile(to.Name, to.Street, to.City, to.State, to.PostalCode, "", IsExact: true), isoCode);

    /// <summary>Whether somebody can be reached, and whether the VAT ID is one of the country.</summary>
    /// <param name="wanted">As it was written.</param>
    /// <param name="isoCode">Of the tenant's country.</param>
    /// <param name="known">The VAT ID that counts last, as it is kept; empty for none.</param>
    public static Decision IsSound(FinancialDetails wanted, string isoCode, string known)
    {
        var contact = new PrimaryContact(
            IsApplicant: false, wanted.Contact.FirstName, wanted.Contact.LastName, wanted.Contact.Email, wanted.Contact.Phone, "en");
        return ProfileRules.HasBounds(contact).And(Decision.RequireAll(
            (contact.FirstName.Length > 0 && contact.LastName.Length > 0,
                ProfileReasons.ContactNameInvalid.About(PrimaryContact.MaxNameLength)),
            (EmailAddress.IsValid(contact.Email), ProfileReasons.ContactEmailInvalid),
            (wanted.PurchaseOrderNumber.Length <= MaxPurchaseOrderLength && !wanted.PurchaseOrderNumber.Any(char.IsControl),
                BillingProfileReasons.PurchaseOrderInvalid.About(MaxPurchaseOrderLength)),
            (wanted.VatId.Length == 0 || VatIds.Parse(isoCode, wanted.VatId) is not null,
                BillingProfileReasons.VatIdInvalid.About(VatIds.ExampleIn(isoCode) ?? "123456789")),
            (wanted.VatId.Length > 0 || known.Length == 0 || !VatIds.AreNeededIn(isoCode), BillingProfileReasons.VatIdNeeded)));
    }

    /// <summary>BIL-81: the first day of the next cycle; bills are made for calendar months.</summary>
    public static DateOnly NextCycle(DateOnly today) => new DateOnly(today.Year, today.Month, 1).AddMonths(1);

    /// <summary>The VAT ID that counts on a day; null for none.</summary>
    /// <param name="known">All that were entered, in any order.</param>
    /// <param name="day">UTC.</param>
    public static VatId? CountingOn(IEnumerable<VatId> known, DateOnly day) =>
        known.Where(id => id.CountsFrom <= day).MaxBy(id => id.CountsFrom) is { Number.Length: > 0 } counting ? counting : null;
}
