namespace Kontor.Invitations;

/// <summary>The secret from a personal link: what stands after the last slash.</summary>
public sealed record LinkBody(string? Token);

/// <summary>The same, with the tick box of the acceptance page.</summary>
/// <param name="Token">From the link.</param>
/// <param name="Confirmed">REL-16: must be true; it says that what is granted was read and is wanted.</param>
public sealed record ConfirmedLinkBody(string? Token, bool Confirmed);

/// <summary>A request for a partnership.</summary>
/// <param name="Email">The one address it is for; without it the link may be used by several organizations.</param>
/// <param name="Language">en, de or nl; English without it.</param>
/// <param name="Subject">Instead of the draft's subject.</param>
/// <param name="Text">Instead of the draft's text; <c>{link}</c> stands for the link.</param>
/// <param name="Send">Whether Kontor sends the mail.</param>
public sealed record InvitationWishBody(
    string? Email = null, string? Language = null, string? Subject = null, string? Text = null, bool Send = false)
{
    public InvitationWish ToWish() => new(Email, Language ?? "en", Subject, Text, Send);
}

/// <summary>An edited mail that carries the link of an invitation made before.</summary>
/// <param name="To">Needed for a general invitation.</param>
/// <param name="Subject">One line.</param>
/// <param name="Text">Plain text that holds the link.</param>
/// <param name="Language">en, de or nl; English without it.</param>
public sealed record InvitationMailBody(string? To, string? Subject, string? Text, string? Language)
{
    public DraftMail ToDraft() => new(Subject ?? "", Text ?? "", Language ?? "en");
}

/// <summary>How an open invitation is sent again.</summary>
/// <param name="Language">Of the mail: en, de or nl; English without it.</param>
public sealed record SendingAgainBody(string? Language = null);

public sealed record DraftBody(string Subject, string Text, string Language)
{
    public static DraftBody From(DraftMail draft) => new(draft.Subject, draft.Text, draft.Language);
}

/// <summary>A new invitation. Its link is shown this once.</summary>
public sealed record IssuedInvitationBody(
    Guid Id, string Link, string Subject, string Text, DateTimeOffset ExpiresAt, bool WasSent)
{
    public static IssuedInvitationBody From(IssuedInvitation issued) =>
        new(issued.Id.Value, issued.Link, issued.Draft.Subject, issued.Draft.Text, issued.ExpiresAt, issued.WasSent);
}
