using Kontor.Site;

namespace Kontor.ProviderDirectory;

/// <summary>What the form of a provider's profile sends back; of boxes that are not ticked it holds nothing.</summary>
public sealed class ProviderProfileForm
{
    internal static readonly FieldMap Fields = new()
    {
        ["Form.About"] = [ProviderProfileReasons.AboutInvalid],
        ["Form.Services"] = [ProviderProfileReasons.ServicesMissing, ProviderProfileReasons.ServiceInvalid],
        ["Form.Languages"] = [ProviderProfileReasons.LanguagesInvalid],
        ["Form.Countries"] = [ProviderProfileReasons.CountriesMissing, ProviderProfileReasons.CountryOutsideRegion],
        ["Form.ContactName"] = [ProviderProfileReasons.ContactNameInvalid],
        ["Form.ContactEmail"] = [ProviderProfileReasons.ContactEmailInvalid],
        ["Form.ContactPhone"] = [ProviderProfileReasons.ContactPhoneInvalid],
        ["Form.Website"] = [ProviderProfileReasons.WebsiteInvalid],
    };

    /// <summary>The version that was looked at.</summary>
    public int Version { get; set; }

    /// <summary>The button that sent it: save, preview or handIn.</summary>
    public string? Act { get; set; }

    public string? About { get; set; }

    public string[]? Services { get; set; }

    public string? CustomerSupport { get; set; }

    public string? TechnicalHelp { get; set; }

    public string? Marketing { get; set; }

    public string? Financing { get; set; }

    public string? Training { get; set; }

    public string[]? Languages { get; set; }

    public string[]? Countries { get; set; }

    public string? ContactName { get; set; }

    public string? ContactEmail { get; set; }

    public string? ContactPhone { get; set; }

    public string? Website { get; set; }

    public static ProviderProfileForm From(ProviderProfileText text) => new()
    {
        About = text.About,
        Services = [.. text.Services.Select(offered => $"{offered.Service}")],
        CustomerSupport = text.SentenceOn(ProviderService.CustomerSupport),
        TechnicalHelp = text.SentenceOn(ProviderService.TechnicalHelp),
        Marketing = text.SentenceOn(ProviderService.Marketing),
        Financing = text.SentenceOn(ProviderService.Financing),
        Training = text.SentenceOn(ProviderService.Training),
        Languages = [.. text.Languages],
        Countries = [.. text.Countries],
        ContactName = text.Contact.Name,
        ContactEmail = text.Contact.Email,
        ContactPhone = text.Contact.Phone,
        Website = text.Contact.Website,
    };

    public bool Offers(ProviderService service) => Services?.Contains($"{service}") == true;

    public string? SentenceOn(ProviderService service) => service switch
    {
        ProviderService.CustomerSupport => CustomerSupport,
        ProviderService.TechnicalHelp => TechnicalHelp,
        ProviderService.Marketing => Marketing,
        ProviderService.Financing => Financing,
        _ => Training,
    };

    public ProviderProfileText ToText() => new ProviderTextBody(
        About,
        [.. Enum.GetValues<ProviderService>().Where(Offers).Select(service => new OfferedServiceBody($"{service}", SentenceOn(service)))],
        Languages,
        Countries,
        new ProviderContactBody(ContactName, ContactEmail, ContactPhone, Website)).ToText();
}
