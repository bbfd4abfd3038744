using Kontor.Site;

namespace Kontor.Enrolment;

/// <summary>What the form of the contacts sends back.</summary>
public sealed class ContactsForm
{
    internal static readonly FieldMap Fields = new()
    {
        ["Form.FirstName"] = [ProfileReasons.ContactNameInvalid],
        ["Form.Email"] =
        [
            ProfileReasons.ContactEmailInvalid, ProfileReasons.ContactEmailPersonal, ProfileReasons.ContactEmailUnmonitored,
        ],
        ["Form.Phone"] = [ProfileReasons.ContactPhoneInvalid],
        ["Form.Language"] = [ProfileReasons.LanguageUnknown],
        ["Form.SupportName"] = [ProfileReasons.SupportNameInvalid],
        ["Form.SupportEmail"] = [ProfileReasons.SupportEmailInvalid],
        ["Form.SupportPhone"] = [ProfileReasons.SupportPhoneInvalid],
        ["Form.SupportWebsite"] = [ProfileReasons.SupportWebsiteInvalid],
        ["Form.SupportHours"] = [ProfileReasons.SupportHoursInvalid],
    };

    /// <summary>me or other.</summary>
    public string? Who { get; set; }

    public string? FirstName { get; set; }

    public string? LastName { get; set; }

    public string? Email { get; set; }

    public string? Phone { get; set; }

    public string? Language { get; set; }

    public string? SupportName { get; set; }

    public string? SupportEmail { get; set; }

    public string? SupportPhone { get; set; }

    public string? SupportWebsite { get; set; }

    public string? SupportHours { get; set; }

    /// <summary>The button that sent it: later, or none.</summary>
    public string? Act { get; set; }

    public bool IsForLater => Act == "later";

    public static ContactsForm From(ResellerApplication application) => new()
    {
        Who = application.Contact.IsApplicant ? "me" : "other",
        FirstName = application.Contact.FirstName,
        LastName = application.Contact.LastName,
        Email = application.Contact.Email,
        Phone = application.Contact.Phone,
        Language = application.Contact.Language,
        SupportName = application.Support.Name,
        SupportEmail = application.Support.Email,
        SupportPhone = application.Support.Phone,
        SupportWebsite = application.Support.Website,
        SupportHours = application.Support.Hours,
    };

    /// <summary>The support contact alone.</summary>
    public static ContactsForm Of(SupportContact support) => new()
    {
        SupportName = support.Name,
        SupportEmail = support.Email,
        SupportPhone = support.Phone,
        SupportWebsite = support.Website,
        SupportHours = support.Hours,
    };

    public PrimaryContact ToContact() =>
        new PrimaryContactBody(Who != "other", FirstName, LastName, Email, Phone, Language).ToContact();

    public SupportContact ToSupport() =>
        new SupportContactBody(SupportName, SupportEmail, SupportPhone, SupportWebsite, SupportHours).ToContact();
}
