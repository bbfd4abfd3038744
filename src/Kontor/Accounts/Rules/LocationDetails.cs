namespace Kontor.Accounts;

/// <summary>
/// What is known of a location account beside its network id (ACC-41, ACC-44). Where it has no address or contact of its
/// own it shares those of the global account.
/// </summary>
public sealed class LocationDetails
{
    /// <summary>Of the location.</summary>
    public required string NetworkId { get; init; }

    /// <summary>The company's name there; empty for the organization's.</summary>
    public string CompanyName { get; set; } = "";

    public string Street { get; set; } = "";

    public string City { get; set; } = "";

    public string State { get; set; } = "";

    public string PostalCode { get; set; } = "";

    public string ContactFirstName { get; set; } = "";

    public string ContactLastName { get; set; } = "";

    public string ContactEmail { get; set; } = "";

    public string ContactPhone { get; set; } = "";

    /// <summary>When it was added in the portal; null for those that came with the membership.</summary>
    public DateTimeOffset? AddedAt { get; init; }

    /// <summary>Of two changes at once, the second finds another version than it read.</summary>
    public int Version { get; set; }

    public bool HasOwnAddress => Street.Length > 0;

    public bool HasOwnContact => ContactEmail.Length > 0;
}
