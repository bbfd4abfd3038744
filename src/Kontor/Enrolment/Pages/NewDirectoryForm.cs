using System.Globalization;
using Kontor.Access;
using Kontor.Accounts;
using Kontor.Site;

namespace Kontor.Enrolment;

/// <summary>What the form of a new directory sends back.</summary>
public sealed class NewDirectoryForm
{
    internal static readonly FieldMap Fields = new()
    {
        ["Form.Organisation"] = [DirectoryReasons.OrganisationInvalid],
        ["Form.Market"] = [DirectoryReasons.MarketUnknown],
        ["Form.Cloud"] = [DirectoryReasons.CloudNotOffered, DirectoryReasons.CloudNeedsAddress],
        ["Form.Prefix"] = [DirectoryReasons.PrefixInvalid, DirectoryReasons.PrefixTaken],
        ["Form.FirstName"] = [DirectoryReasons.AdminNameInvalid],
        ["Form.Email"] = [DirectoryReasons.MailInvalid, DirectoryReasons.MailPersonal],
        ["Form.UserName"] = [DirectoryReasons.AdminUserNameInvalid],
        ["Form.Password"] = [AccessReasons.PasswordTooWeak],
    };

    public string? Organisation { get; set; }

    public string? Market { get; set; }

    public Cloud Cloud { get; set; }

    public string? Prefix { get; set; }

    public string? FirstName { get; set; }

    public string? LastName { get; set; }

    public string? Email { get; set; }

    public string? UserName { get; set; }

    public string? Password { get; set; }

    public NewDirectory ToDirectory() => new(
        (Organisation ?? "").Trim(), Market ?? "", (Prefix ?? "").Trim().ToLowerInvariant(), (FirstName ?? "").Trim(),
        (LastName ?? "").Trim(), (UserName ?? "").Trim(), (Email ?? "").Trim(), Password ?? "",
        CultureInfo.CurrentUICulture.TwoLetterISOLanguageName)
    {
        Cloud = Cloud,
    };
}
