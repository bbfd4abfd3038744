using Kontor.Kernel;

namespace Kontor.Enrolment;

/// <summary>What an organization says of itself and nobody verifies (ACC-48).</summary>
public sealed class CompanyProfile
{
    public const int MaxDescriptionLength = 500;

    public const int MaxWebsiteLength = SupportContact.MaxWebsiteLength;

    public required OrganisationId OrganisationId { get; init; }

    /// <summary>A few sentences; empty for none.</summary>
    public string Description { get; set; } = "";

    /// <summary>An address on the web; empty for none.</summary>
    public string Website { get; set; } = "";

    /// <summary>ENR-10: nine digits; null for none.</summary>
    public string? Duns { get; set; }

    /// <summary>Of two changes at once, the second finds another version than it read.</summary>
    public int Version { get; set; }
}

/// <summary>What somebody wants to have there, with the language of mails to the organization.</summary>
/// <param name="Description">At most <see cref="CompanyProfile.MaxDescriptionLength"/> characters.</param>
/// <param name="Website">An address on the web; empty for none.</param>
/// <param name="Language">en, de or nl.</param>
/// <param name="Duns">A D-U-N-S number as people write it; empty for none.</param>
public sealed record CompanyDetails(string Description, string Website, string Language, string Duns);

/// <summary>SUP-02, ACC-48: whom the customers of a partner ask, from the admission on.</summary>
public sealed class PartnerSupport
{
    public required TenantId TenantId { get; init; }

    public required SupportContact Contact { get; set; }

    /// <summary>Of two changes at once, the second finds another version than it read.</summary>
    public int Version { get; set; }
}

/// <summary>What may stand in a company profile.</summary>
public static class CompanyProfileRules
{
    /// <summary>ACC-48, ENR-10.</summary>
    public static Decision IsSound(CompanyDetails details) => Decision.RequireAll(
        (details.Description.Length <= CompanyProfile.MaxDescriptionLength
            && !details.Description.Any(c => char.IsControl(c) && c is not ('\n' or '\r' or '\t')),
            LegalProfileReasons.DescriptionInvalid.About(CompanyProfile.MaxDescriptionLength)),
        (details.Website.Length == 0 || ProfileRules.IsWebsite(details.Website), LegalProfileReasons.WebsiteInvalid),
        (ProfileRules.IsLanguage(details.Language), ProfileReasons.LanguageUnknown),
        (details.Duns.Length == 0 || DunsNumber.Parse(details.Duns) is not null, LegalProfileReasons.DunsInvalid));
}

/// <summary>ENR-10: numbers under which companies of the world are known.</summary>
public static class DunsNumber
{
    /// <summary>Digits, blanks and hyphens that are taken.</summary>
    public const int MaxLength = 20;

    private const int Digits = 9;

    /// <summary>The nine digits; null where it cannot be such a number.</summary>
    public static string? Parse(string text)
    {
        var digits = string.Concat(text.Where(char.IsAsciiDigit));
        return digits.Length == Digits && text.Length <= MaxLength
            && text.All(c => char.IsAsciiDigit(c) || c is ' ' or '-' or '\u00A0' or '\u2011' or '\u2013')
                ? digits
                : null;
    }

    /// <summary>As people read it: 12-345-6789.</summary>
    public static string Show(string digits) => $"{digits[..2]}-{digits[2..5]}-{digits[5..]}";
}
