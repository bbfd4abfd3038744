using Kontor.Accounts;
using Kontor.Activity;
using Kontor.Invitations;
using Kontor.Kernel;

namespace Kontor.Tenants;

/// <summary>
/// What both organizations are told of an invitation to merge: a mail, an event and a line in their
/// logs.
/// </summary>
public sealed class MergeNews(KontorDb db, BusinessCards cards, PublicAddress address)
{
    private const string InvitationMail = "mergeInvitation";

    private const string AnswerMail = "mergeAnswered";

    /// <summary>The invited organization hears of a new invitation, or that it was taken back.</summary>
    public Task ToInvited(MergeInvitation invitation, DateTimeOffset now, CancellationToken cancel) =>
        Tell(invitation, invitation.InvitedTenantId, invitation.InvitingTenantId, InvitationMail, now, cancel);

    /// <summary>The inviting organization hears of the answer.</summary>
    public Task ToInviting(MergeInvitation invitation, DateTimeOffset now, CancellationToken cancel) =>
        Tell(invitation, invitation.InvitingTenantId, invitation.InvitedTenantId, AnswerMail, now, cancel);

    private async Task Tell(
        MergeInvitation invitation, TenantId to, TenantId about, string template, DateTimeOffset now, CancellationToken cancel)
    {
        var known = await cards.Of([to, about], cancel);
        var (reader, other) = (known[to], known[about]);
        db.Announce(to, "merge-invitation-changed", $"{invitation.Id}", null, new { invitation.State, other.Name }, now);
        if (reader.ContactEmail.Length == 0)
        {
            return;
        }

        var culture = InvitationLinks.CultureOf(reader.Language);
        var key = $"mergeMail.{template}.{invitation.State}";
        object?[] arguments =
        [
            reader.ContactName, reader.Name, other.Name, address.Of($"{MergeQueries.Path}/{invitation.Id}"),
            invitation.ExpiresAt.UtcDateTime.ToString("D", culture),
        ];
        db.Add(new Mail(
            reader.ContactEmail,
            Texts.In(culture, $"{key}.subject", arguments),
            Texts.In(culture, $"{key}.text", arguments),
            reader.Language,
            template).ToOutbox(now));
    }
}
