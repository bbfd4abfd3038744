using System.Globalization;
using Kontor.Access;
using Kontor.Accounts;
using Kontor.Agreements;
using Kontor.Enrolment;
using Kontor.Kernel;
using Kontor.Site;

namespace Kontor.Customers;

/// <summary>What the form of a new customer sends back, in each of its steps.</summary>
public sealed class NewCustomerForm
{
    /// <summary>The values of the form's buttons (CUS-62).</summary>
    public const string Offers = "offers";

    public const string Review = "review";

    /// <summary>Reviews the customer without subscriptions.</summary>
    public const string Skip = "skip";

    public const string Update = "update";

    public const string Make = "make";

    internal static readonly FieldMap Fields = new()
    {
        ["Form.LegalName"] =
        [
            ProfileReasons.LegalNameInvalid, ProfileReasons.LegalNameIsTest, ProfileReasons.LegalNameAbbreviated,
            NewCustomerReasons.IsListed,
        ],
        ["Form.Market"] = [DirectoryReasons.MarketUnknown],
        ["Form.RegistrationNumber"] = [ProfileReasons.RegistrationNumberMissing, ProfileReasons.RegistrationNumberInvalid],
        ["Form.Street"] = [ProfileReasons.StreetInvalid],
        ["Form.PostalCode"] = [ProfileReasons.PostalCodeMissing, ProfileReasons.PostalCodeInvalid],
        ["Form.City"] = [ProfileReasons.CityInvalid],
        ["Form.State"] = [ProfileReasons.StateInvalid],
        ["Form.Prefix"] = [DirectoryReasons.PrefixInvalid],
        ["Form.UserName"] = [DirectoryReasons.AdminUserNameInvalid, AccessReasons.UserNameTaken],
        ["Form.FirstName"] = [ProfileReasons.ContactNameInvalid],
        ["Form.Email"] = [ProfileReasons.ContactEmailInvalid, ProfileReasons.ContactEmailUnmonitored],
        ["Form.Phone"] = [ProfileReasons.ContactPhoneInvalid, NewCustomerReasons.PhoneMissing],
        ["Form.Language"] = [ProfileReasons.LanguageUnknown],
        ["Form.Qualification"] = [NewCustomerReasons.QualificationsInvalid, NewCustomerReasons.QualificationsOff],
        ["Form.Channel"] = [NewCustomerReasons.ChannelInvalid],
        ["Form.Reseller"] = [NewCustomerReasons.ResellerNotConnected],
        ["Form.SignerFirstName"] = [AgreementReasons.NameInvalid],
        ["Form.SignerEmail"] = [AgreementReasons.EmailInvalid],
        ["Form.AcceptedOn"] = [AgreementReasons.DateInvalid],
    };

    public string? Step { get; set; }

    public string? LegalName { get; set; }

    public bool IsExact { get; set; }

    public string? Market { get; set; }

    public string? RegistrationNumber { get; set; }

    public string? Street { get; set; }

    public string? PostalCode { get; set; }

    public string? City { get; set; }

    public string? State { get; set; }

    public string? Prefix { get; set; }

    public string? UserName { get; set; }

    public string? FirstName { get; set; }

    public string? LastName { get; set; }

    public string? Email { get; set; }

    public string? Phone { get; set; }

    public string? Language { get; set; }

    /// <summary>The number of a <see cref="Qualifications"/>.</summary>
    public int Qualification { get; set; }

    public string? Channel { get; set; }

    public string? Reseller { get; set; }

    /// <summary>AGR-22: the partner states that somebody accepted.</summary>
    public bool IsAccepted { get; set; }

    public string? SignerFirstName { get; set; }

    public string? SignerLastName { get; set; }

    public string? SignerEmail { get; set; }

    /// <summary>As date fields send it: 2026-11-30.</summary>
    public string? AcceptedOn { get; set; }

    public Qualifications Claimed => (Qualifications)Qualification;

    /// <summary>What a customer qualifies for, in the reader's words.</summary>
    public static string NameOf(Qualifications claim) => claim == Qualifications.None
        ? Texts.Of("customer.qualifications.none")
        : string.Join(", ", Enum.GetValues<Qualifications>()
            .Where(q => q != Qualifications.None && claim.HasFlag(q))
            .Select(q => Texts.Of($"Qualifications.{q}")));

    public NewCustomer ToCustomer() => new NewCustomerBody(
        new LegalProfileBody(LegalName, Street, City, State, PostalCode, RegistrationNumber, IsExact),
        Market, Prefix, UserName, FirstName, LastName, Email, Phone, Language, Claimed,
        Enum.TryParse<CustomerChannel>(Channel, out var channel) && Enum.IsDefined(channel) ? channel : null,
        Guid.TryParse(Reseller, out var reseller) ? reseller : null,
        IsAccepted
            ? new StatedAcceptanceBody(
                Or(SignerFirstName, FirstName), Or(SignerLastName, LastName), Or(SignerEmail, Email), null, Day())
            : null).ToCustomer();

    /// <summary>Everything that was written, so that the review keeps it.</summary>
    internal IEnumerable<(string Name, string Value)> Written() =>
        new (string Name, string? Value)[]
        {
            (nameof(LegalName), LegalName), (nameof(IsExact), IsExact ? "true" : null), (nameof(Market), Market),
            (nameof(RegistrationNumber), RegistrationNumber), (nameof(Street), Street), (nameof(PostalCode), PostalCode),
            (nameof(City), City), (nameof(State), State), (nameof(Prefix), Prefix), (nameof(UserName), UserName),
            (nameof(FirstName), FirstName), (nameof(LastName), LastName), (nameof(Email), Email), (nameof(Phone), Phone),
            (nameof(Language), Language), (nameof(Qualification), Qualification.ToString(CultureInfo.InvariantCulture)),
            (nameof(Channel), Channel), (nameof(Reseller), Reseller), (nameof(IsAccepted), IsAccepted ? "true" : null),
            (nameof(SignerFirstName), SignerFirstName), (nameof(SignerLastName), SignerLastName),
            (nameof(SignerEmail), SignerEmail), (nameof(AcceptedOn), AcceptedOn),
        }
        .Where(field => !string.IsNullOrEmpty(field.Value))
        .Select(field => ($"Form.{field.Name}", field.Value!));

    /// <summary>AGR-22: for a new customer the primary contact is the usual person.</summary>
    private static string? Or(string? signer, string? contact) => string.IsNullOrWhiteSpace(signer) ? contact : signer;

    /// <summary>The first day of the calendar when it is no date; no rule takes that.</summary>
    private DateOnly Day() =>
        DateOnly.TryParseExact(AcceptedOn, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day : DateOnly.MinValue;
}
