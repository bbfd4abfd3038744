using Kontor.Kernel;

namespace Kontor.Accounts;

/// <summary>A legal entity. It signs in through one or more directory tenants (ACC-20).</summary>
public sealed class Organisation
{
    public const int MaxNameLength = 200;

    public required OrganisationId Id { get; init; }

    /// <summary>The exact legal name.</summary>
    public required string Name { get; set; }

    /// <summary>Market key of the legal address: the global account's, which can follow a location (ACC-50).</summary>
    public required string Market { get; set; }

    /// <summary>Organisations with the same value are under common control, that is affiliates (ACC-47); null for none.</summary>
    public Guid? ControlGroupId { get; set; }

    /// <summary>The organisation that took this one in for good (ACC-46); null for one that stands.</summary>
    public OrganisationId? MergedIntoId { get; init; }

    public string Street { get; set; } = "";

    public string City { get; set; } = "";

    public string State { get; set; } = "";

    public string PostalCode { get; set; } = "";

    public string ContactFirstName { get; set; } = "";

    public string ContactLastName { get; set; } = "";

    public string ContactEmail { get; set; } = "";

    public string ContactPhone { get; set; } = "";

    /// <summary>Company number, mandatory in the countries of ENR-11; null when none was given.</summary>
    public string? RegistrationNumber { get; set; }

    /// <summary>Preferred language of mails to this organisation: en, de or nl.</summary>
    public string Language { get; set; } = "en";
}
