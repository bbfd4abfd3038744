using Kontor.Activity;
using Kontor.Invitations;
using Kontor.Kernel;

namespace Kontor.ProviderDirectory;

/// <summary>
/// What a provider is told of an operator's decision: an event, and a mail to its primary contact in its language, both
/// saved with the decision.
/// </summary>
public sealed class ProviderProfileNews(KontorDb db, PublicAddress address)
{
    public const string Path = "/settings/provider-profile";

    private const string Template = "providerProfileDecided";

    public void Tell(ProviderProfileFile file, ProviderProfile profile, DateTimeOffset now)
    {
        var id = profile.TenantId;
        if (profile.RefusedBecause is { } because)
        {
            db.Announce(id, "provider-profile-refused", $"{id}", null, new { Reason = because }, now);
            Write(file, "providerProfileMail.refused", because, address.Of(Path), now);
        }
        else
        {
            db.Announce(id, "provider-profile-published", $"{id}", null, new { profile.Slug }, now);
            Write(file, "providerProfileMail.published", "", address.Of($"{DirectoryList.Path}/{profile.Slug}"), now);
        }
    }

    private void Write(ProviderProfileFile file, string key, string words, string page, DateTimeOffset now)
    {
        var to = file.Organisation;
        if (to.ContactEmail.Length == 0)
        {
            return;
        }

        var culture = InvitationLinks.CultureOf(to.Language);
        object?[] arguments = [to.Name, words, page];
        db.Add(new Mail(
            to.ContactEmail, Texts.In(culture, key + ".subject", arguments), Texts.In(culture, key + ".text", arguments),
            to.Language, Template).ToOutbox(now));
    }
}
