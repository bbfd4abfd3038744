using Kontor.Kernel;

namespace Kontor.Billing;

/// <summary>ACC-48: where and to whom the vendor sends a partner's bills.</summary>
public sealed class BillingProfile
{
    public required TenantId TenantId { get; init; }

    /// <summary>The name on bills; null where they go to the legal name and address.</summary>
    public string? Name { get; set; }

    public string Street { get; set; } = "";

    public string City { get; set; } = "";

    public string State { get; set; } = "";

    public string PostalCode { get; set; } = "";

    public string ContactFirstName { get; set; } = "";

    public string ContactLastName { get; set; } = "";

    public string ContactEmail { get; set; } = "";

    public string ContactPhone { get; set; } = "";

    /// <summary>The partner's own number for what it buys; empty for none.</summary>
    public string PurchaseOrderNumber { get; set; } = "";

    /// <summary>Of two changes at once, the second finds another version than it read.</summary>
    public int Version { get; set; }

    public BillTo? BillTo
    {
        get => Name is null ? null : new(Name, Street, City, State, PostalCode);
        set => (Name, Street, City, State, PostalCode) =
            value is null ? (null, "", "", "", "") : (value.Name, value.Street, value.City, value.State, value.PostalCode);
    }

    public BillingContact Contact
    {
        get => new(ContactFirstName, ContactLastName, ContactEmail, ContactPhone);
        set => (ContactFirstName, ContactLastName, ContactEmail, ContactPhone) =
            (value.FirstName, value.LastName, value.Email, value.Phone);
    }
}

/// <summary>BIL-81: a VAT ID, from the billing cycle on in which it counts. Bills of earlier cycles keep what they have.</summary>
public sealed class VatId
{
    public required TenantId TenantId { get; init; }

    /// <summary>First day of a calendar month, UTC.</summary>
    public required DateOnly CountsFrom { get; init; }

    /// <summary>Without the country's prefix; empty where it was taken away.</summary>
    public required string Number { get; set; }

    public required DateTimeOffset EnteredAt { get; set; }
}

/// <summary>Name and address on bills; the country is the tenant's (ACC-50).</summary>
public sealed record BillTo(string Name, string Street, string City, string State, string PostalCode);

/// <summary>Who gets the bills.</summary>
public sealed record BillingContact(string FirstName, string LastName, string Email, string Phone)
{
    public static BillingContact Empty { get; } = new("", "", "", "");
}

/// <summary>What a partner says of its bills beside the address.</summary>
/// <param name="Contact">Who gets them.</param>
/// <param name="PurchaseOrderNumber">At most <see cref="BillingProfileRules.MaxPurchaseOrderLength"/> characters; empty for none.</param>
/// <param name="VatId">With or without prefix; empty for none.</param>
public sealed record FinancialDetails(BillingContact Contact, string PurchaseOrderNumber, string VatId);
