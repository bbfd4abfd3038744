namespace Kontor.Enrolment;

/// <summary>What an applicant says of the organization (ENR-05, ENR-09). Empty where nothing was given yet.</summary>
/// <param name="LegalName">As the official register has it.</param>
/// <param name="Street">With the number.</param>
/// <param name="City">Where the organization is registered.</param>
/// <param name="State">State or province, where addresses have one.</param>
/// <param name="PostalCode">In the form of the country.</param>
/// <param name="RegistrationNumber">ENR-11: of the company, never of a person.</param>
/// <param name="IsExact">The applicant states that the register has the name exactly so, whatever it looks like.</param>
public sealed record LegalProfile(
    string LegalName, string Street, string City, string State, string PostalCode, string RegistrationNumber, bool IsExact)
{
    public static LegalProfile Empty { get; } = new("", "", "", "", "", "", false);

    /// <summary>ENR-10: the address stays as it is written, whatever is proposed.</summary>
    public bool IsAddressKept { get; init; }

    /// <summary>Whether what is compared with the register differs.</summary>
    public bool DiffersFrom(LegalProfile other) =>
        (this with { IsExact = other.IsExact, IsAddressKept = other.IsAddressKept }) != other;
}

/// <summary>ENR-28: the person who is asked about the application.</summary>
/// <param name="IsApplicant">Whether it is the person who applies.</param>
/// <param name="FirstName">1 to <see cref="MaxNameLength"/> characters.</param>
/// <param name="LastName">1 to <see cref="MaxNameLength"/> characters.</param>
/// <param name="Email">ENR-08: a business address.</param>
/// <param name="Phone">At most <see cref="MaxPhoneLength"/> characters.</param>
/// <param name="Language">Of the mails: en, de or nl.</param>
public sealed record PrimaryContact(
    bool IsApplicant, string FirstName, string LastName, string Email, string Phone, string Language)
{
    public const int MaxNameLength = 100;

    public const int MaxPhoneLength = 30;

    public string FullName => $"{FirstName} {LastName}".Trim();
}

/// <summary>SUP-02: whom customers ask for support.</summary>
/// <param name="Name">A person or a team.</param>
/// <param name="Email">Where customers write to.</param>
/// <param name="Phone">Where they call.</param>
/// <param name="Website">An address on the web; empty for none.</param>
/// <param name="Hours">When somebody is there, in the partner's words; empty for not said.</param>
public sealed record SupportContact(string Name, string Email, string Phone, string Website, string Hours)
{
    public const int MaxNameLength = 200;

    public const int MaxWebsiteLength = 200;

    public const int MaxHoursLength = 200;

    public static SupportContact Empty { get; } = new("", "", "", "", "");
}
