using System.Collections.Frozen;
using Kontor.Kernel;

namespace Kontor.Enrolment;

/// <summary>ENR-08, ACC-29: mail domains that belong to a service and to no business.</summary>
public static class BusinessMail
{
    /// <summary>Services that give anybody an address under these names, whatever the ending.</summary>
    private static readonly FrozenSet<string> PersonalNames = FrozenSet.ToFrozenSet(
    [
        "aol", "freenet", "gmail", "gmx", "googlemail", "hotmail", "icloud", "live", "mail", "outlook", "proton",
        "protonmail", "rocketmail", "t-online", "tutanota", "web", "yahoo", "yandex", "ymail", "zoho", "zohomail",
    ]);

    /// <summary>The same under one name only.</summary>
    private static readonly FrozenSet<string> PersonalDomains = FrozenSet.ToFrozenSet(
    [
        "arcor.de", "bluewin.ch", "btinternet.com", "comcast.net", "fastmail.com", "free.fr", "home.nl", "hetnet.nl",
        "inbox.com", "kpnmail.nl", "laposte.net", "libero.it", "mac.com", "mail.ru", "me.com", "msn.com", "o2.pl",
        "orange.fr", "pm.me", "qq.com", "163.com", "126.com", "seznam.cz", "sfr.fr", "telenet.be", "tiscali.it",
        "tuta.com", "tuta.io", "tutamail.com", "upcmail.nl", "verizon.net", "wanadoo.fr", "wp.pl", "ziggo.nl",
    ]);

    /// <summary>Endings under which two labels make a name, as in <c>yahoo.co.uk</c>.</summary>
    private static readonly FrozenSet<string> SecondLevels =
        FrozenSet.ToFrozenSet(["ac", "co", "com", "gov", "net", "or", "org"]);

    /// <summary>Names that are personal only under the endings of their service.</summary>
    private static readonly FrozenSet<string> CommonWords =
        FrozenSet.ToFrozenSet(["live", "mail", "web", "proton", "outlook"]);

    private static readonly FrozenSet<string> ServiceEndings =
        FrozenSet.ToFrozenSet(["com", "de", "me", "fr", "nl", "ru", "co.uk", "be", "at", "ch", "es", "it"]);

    /// <summary>Whether anybody can have an address there.</summary>
    public static bool IsPersonal(string domain)
    {
        var labels = domain.ToLowerInvariant().Split('.');
        for (var first = 0; first < labels.Length - 1; first++)
        {
            var rest = labels[(first + 1)..];
            var ending = string.Join('.', rest);
            if (PersonalDomains.Contains($"{labels[first]}.{ending}")
                || (PersonalNames.Contains(labels[first]) && IsEnding(rest)
                    && (!CommonWords.Contains(labels[first]) || ServiceEndings.Contains(ending))))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>ENR-35: whether nobody reads mail there, since the program gave the domain for signing in only.</summary>
    public static bool IsUnmonitored(string domain, string directoryDomain) =>
        domain.Equals(directoryDomain, StringComparison.OrdinalIgnoreCase)
        || domain.EndsWith($".{directoryDomain}", StringComparison.OrdinalIgnoreCase)
        || domain.EndsWith(".onmicrosoft.com", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether two addresses are of one mailbox: case does not matter.</summary>
    public static bool AreSame(string one, string other) => one.Trim().Equals(other.Trim(), StringComparison.OrdinalIgnoreCase);

    public static bool IsBusiness(string address) =>
        EmailAddress.IsValid(address) && !IsPersonal(EmailAddress.DomainOf(address));

    private static bool IsEnding(string[] labels) =>
        labels.Length == 1 || (labels.Length == 2 && SecondLevels.Contains(labels[0]));
}
