using Kontor.Kernel;

namespace Kontor.Invitations;

/// <summary>When Kontor mails an invitation anew, with a new link in the place of the old one.</summary>
public static class SendingAgain
{
    /// <summary>At most so often somebody gets the same invitation.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    /// <summary>CUS-26, REL-30: whether it has an address of its own, and is not too fresh.</summary>
    /// <param name="email">The one address it was made for; null for a general one.</param>
    /// <param name="createdAt">When the link that holds now was made.</param>
    /// <param name="now">When it shall be sent again.</param>
    public static Decision May(string? email, DateTimeOffset createdAt, DateTimeOffset now) => Decision.RequireAll(
        (email is not null, InvitationReasons.ForNoOneAddress),
        (now >= createdAt + Interval, InvitationReasons.SentLately.About((int)Interval.TotalMinutes)));
}
