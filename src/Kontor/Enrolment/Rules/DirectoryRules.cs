using Kontor.Accounts;
using Kontor.Kernel;

namespace Kontor.Enrolment;

/// <summary>A directory that somebody without one wants (ENR-03).</summary>
/// <param name="Organisation">Its name; the legal one follows with the application.</param>
/// <param name="Market">Market key; it cannot be changed later (ACC-50).</param>
/// <param name="Prefix">The part of the domain that is the organization's own; lower case.</param>
/// <param name="FirstName">Of the first global admin.</param>
/// <param name="LastName">Of the first global admin.</param>
/// <param name="UserName">The part before the @ of the sign-in name.</param>
/// <param name="Email">Where the admin is reached; a business address (ACC-29).</param>
/// <param name="Password">Of the admin.</param>
/// <param name="Language">en, de or nl.</param>
public sealed record NewDirectory(
    string Organisation, string Market, string Prefix, string FirstName, string LastName, string UserName, string Email,
    string Password, string Language)
{
    /// <summary>In which cloud; it cannot be changed later, and nothing crosses clouds (NAT-10).</summary>
    public Cloud Cloud { get; init; }
}

/// <summary>What a new directory may be called, and who may make one.</summary>
public static class DirectoryRules
{
    public const int MinPrefixLength = 3;
    public const int MaxPrefixLength = 40;
    public const int MaxUserNameLength = 64;

    /// <summary>Whether it can be made; whether its names are free yet only the database knows.</summary>
    /// <param name="wanted">What is asked for.</param>
    /// <param name="hasMarket">Whether the program runs in that country (REG-07).</param>
    public static Decision MayBeMade(NewDirectory wanted, bool hasMarket) => Decision
        .RequireAll(
            (IsLine(wanted.Organisation, Accounts.Organisation.MaxNameLength),
                DirectoryReasons.OrganisationInvalid.About(Accounts.Organisation.MaxNameLength)),
            (hasMarket, DirectoryReasons.MarketUnknown),
            (IsLine(wanted.FirstName, PrimaryContact.MaxNameLength) && IsLine(wanted.LastName, PrimaryContact.MaxNameLength),
                DirectoryReasons.AdminNameInvalid.About(PrimaryContact.MaxNameLength)))
        .And(HasNames(wanted.Prefix, wanted.UserName))
        .And(Decision.RequireAll(
            (EmailAddress.IsValid(wanted.Email), DirectoryReasons.MailInvalid),
            (!EmailAddress.IsValid(wanted.Email) || BusinessMail.IsBusiness(wanted.Email),
                DirectoryReasons.MailPersonal.About(
                    EmailAddress.IsValid(wanted.Email) ? EmailAddress.DomainOf(wanted.Email) : ""))));

    /// <summary>Whether a directory and its first admin can be called that.</summary>
    public static Decision HasNames(string prefix, string userName) => Decision.RequireAll(
        (IsPrefix(prefix), DirectoryReasons.PrefixInvalid.About(MinPrefixLength, MaxPrefixLength)),
        (IsUserName(userName), DirectoryReasons.AdminUserNameInvalid));

    /// <summary>NAT-03, NAT-10: whether a directory can be made in that cloud.</summary>
    /// <param name="cloud">The wanted one.</param>
    /// <param name="isOffered">Whether this deployment's policy offers it.</param>
    /// <param name="isoCode">ISO code of the organization's country.</param>
    public static Decision MayBeIn(Cloud cloud, bool isOffered, string isoCode) => Decision.RequireAll(
        (isOffered, DirectoryReasons.CloudNotOffered),
        (!isOffered || cloud != Cloud.UsGovernment || isoCode == "US", DirectoryReasons.CloudNeedsAddress));

    /// <summary>Whether a directory and its first admin may be called so.</summary>
    public static Decision MayBeNamed(string prefix, string userName) => MayBeNamed(prefix).And(Decision.RequireAll(
        (IsUserName(userName), DirectoryReasons.AdminUserNameInvalid)));

    /// <summary>Whether a directory without users may be called so.</summary>
    public static Decision MayBeNamed(string prefix) => Decision.RequireAll(
        (IsPrefix(prefix), DirectoryReasons.PrefixInvalid.About(MinPrefixLength, MaxPrefixLength)));

    private static bool IsLine(string text, int most) =>
        !string.IsNullOrWhiteSpace(text) && text.Length <= most && !text.Any(char.IsControl);

    private static bool IsPrefix(string prefix) =>
        prefix.Length is >= MinPrefixLength and <= MaxPrefixLength
        && prefix[0] != '-' && prefix[^1] != '-'
        && prefix.All(c => c is '-' or (>= 'a' and <= 'z') or (>= '0' and <= '9'));

    private static bool IsUserName(string name) =>
        name.Length is > 0 and <= MaxUserNameLength
        && name[0] != '.' && name[^1] != '.' && !name.Contains("..", StringComparison.Ordinal)
        && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.' or '_');
}
