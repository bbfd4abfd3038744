using Kontor.Access;
using Kontor.Enrolment;
using Kontor.Kernel;

namespace Kontor.ProviderDirectory;

/// <summary>What an operator says to a profile that was handed in.</summary>
/// <param name="Publishes">Whether everybody is to read it.</param>
/// <param name="Because">Why not; not asked when it is published.</param>
public sealed record ProviderProfileVerdict(bool Publishes, string? Because);

/// <summary>Who may change a profile, what may stand in it, and what must before it is handed in.</summary>
public static class ProviderProfileRules
{
    public const int MaxAboutLength = 2_000;

    public const int MaxSentenceLength = 200;

    public const int MaxLanguages = 20;

    public const int MaxContactNameLength = 100;

    public const int MaxPhoneLength = PrimaryContact.MaxPhoneLength;

    public const int MaxWebsiteLength = SupportContact.MaxWebsiteLength;

    public const int MaxReasonLength = 1_000;

    private const int MinPhoneDigits = 5;

    /// <summary>Only a provider has one, and its global admins and account admins write it.</summary>
    public static Decision MayChange(Actor actor, bool isProvider) => Decision.RequireAll(
        (isProvider, ProviderProfileReasons.ProvidersOnly),
        (PermissionTable.LevelOf(actor.TenantKind, actor.Roles, Permission.EditProviderProfile) == PermissionLevel.Full,
            ProviderProfileReasons.AdminRequired));

    /// <summary>Whether an act can happen now, and if not, why.</summary>
    public static Decision May(ProviderProfileState state, ProviderProfileAct act) => Decision.RequireAll(
        (ProviderProfileStates.After(state, act) is not null, act switch
        {
            ProviderProfileAct.Write => ProviderProfileReasons.Waits,
            ProviderProfileAct.Discard => ProviderProfileReasons.NoDraft,
            _ => ProviderProfileReasons.NothingWaits,
        }));

    /// <summary>A decision is about what the operator looked at and about nothing that came after it.</summary>
    public static Decision MayDecide(ProviderProfile profile, int seenVersion, ProviderProfileVerdict verdict)
    {
        var may = May(profile.State, verdict.Publishes ? ProviderProfileAct.Publish : ProviderProfileAct.Refuse);
        return may.IsGranted
            ? Decision.RequireAll(
                (profile.Version == seenVersion, ProviderProfileReasons.ChangedMeanwhile),
                (verdict.Publishes || (IsText(verdict.Because ?? "", MaxReasonLength) && !string.IsNullOrWhiteSpace(verdict.Because)),
                    ProviderProfileReasons.RefusalInvalid.About(MaxReasonLength)))
            : may;
    }

    /// <summary>Whether a text can be kept at all, also half written.</summary>
    /// <param name="text">As it was written.</param>
    /// <param name="regionGroup">Of the provider.</param>
    /// <param name="inRegion">Whether a market is one of that region.</param>
    public static Decision HasBounds(ProviderProfileText text, string regionGroup, Func<string, bool> inRegion) =>
        Decision.RequireAll(
            (IsText(text.About, MaxAboutLength), ProviderProfileReasons.AboutInvalid.About(MaxAboutLength)),
            (text.Services.All(offered => Enum.IsDefined(offered.Service) && IsLine(offered.Sentence, MaxSentenceLength)),
                ProviderProfileReasons.ServiceInvalid.About(MaxSentenceLength)),
            (text.Languages.Count <= MaxLanguages && text.Languages.All(SpokenLanguages.Contains),
                ProviderProfileReasons.LanguagesInvalid.About(MaxLanguages)),
            (text.Countries.All(inRegion), ProviderProfileReasons.CountryOutsideRegion.About(regionGroup)),
            (IsLine(text.Contact.Name, MaxContactNameLength),
                ProviderProfileReasons.ContactNameInvalid.About(MaxContactNameLength)),
            (text.Contact.Email.Length == 0 || EmailAddress.IsValid(text.Contact.Email),
                ProviderProfileReasons.ContactEmailInvalid),
            (text.Contact.Phone.Length == 0 || IsPhone(text.Contact.Phone),
                ProviderProfileReasons.ContactPhoneInvalid.About(MaxPhoneLength)),
            (text.Contact.Website.Length == 0 || IsWebsite(text.Contact.Website), ProviderProfileReasons.WebsiteInvalid));

    /// <summary>REL-02, REL-03: whether a reseller finds in it what it compares providers by.</summary>
    public static Decision IsComplete(ProviderProfileText text) => Decision.RequireAll(
        (text.About.Length > 0, ProviderProfileReasons.AboutInvalid.About(MaxAboutLength)),
        (text.Services.Count > 0, ProviderProfileReasons.ServicesMissing),
        (text.Services.All(offered => offered.Sentence.Length > 0),
            ProviderProfileReasons.ServiceInvalid.About(MaxSentenceLength)),
        (text.Languages.Count > 0, ProviderProfileReasons.LanguagesInvalid.About(MaxLanguages)),
        (text.Countries.Count > 0, ProviderProfileReasons.CountriesMissing),
        (text.Contact.Name.Length > 0, ProviderProfileReasons.ContactNameInvalid.About(MaxContactNameLength)),
        (text.Contact.Email.Length > 0, ProviderProfileReasons.ContactEmailInvalid),
        (text.Contact.Phone.Length > 0, ProviderProfileReasons.ContactPhoneInvalid.About(MaxPhoneLength)));

    /// <summary>Whether it can be handed in: whole, and not what is published already.</summary>
    public static Decision MayHandIn(
        ProviderProfileText text, ProviderProfileText? published, string regionGroup, Func<string, bool> inRegion)
    {
        // What is too long is not also missing: so the second is asked only of what passes the first.
        var bounds = HasBounds(text, regionGroup, inRegion);
        var whole = bounds.IsGranted ? IsComplete(text) : bounds;
        return whole.And(Decision.RequireAll((!text.SaysTheSameAs(published), ProviderProfileReasons.Unchanged)));
    }

    /// <summary>A page that a browser opens; no name stands before its host, which would only mislead.</summary>
    private static bool IsWebsite(string address) =>
        ProfileRules.IsWebsite(address)
        && address.All(c => !char.IsWhiteSpace(c) && !char.IsControl(c))
        && Uri.TryCreate(address, UriKind.Absolute, out var uri)
        && uri.UserInfo.Length == 0;

    private static bool IsPhone(string phone) =>
        phone.Length <= MaxPhoneLength
        && phone.Count(char.IsAsciiDigit) >= MinPhoneDigits
        && phone.All(c => char.IsAsciiDigit(c) || c is ' ' or '+' or '-' or '/' or '(' or ')' or '.');

    private static bool IsLine(string text, int most) => text.Length <= most && !text.Any(char.IsControl);

    private static bool IsText(string text, int most) =>
        text.Length <= most && !text.Any(c => char.IsControl(c) && c is not ('\n' or '\t'));
}
