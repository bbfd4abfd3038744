using Kontor.Kernel;

namespace Kontor.Invitations;

/// <summary>
/// A proposed mail that carries a personal link (REL-12, CUS-11). Its text may be edited; until the link is made,
/// <see cref="LinkMark"/> stands in its place.
/// </summary>
/// <param name="Subject">One line.</param>
/// <param name="Text">Plain text.</param>
/// <param name="Language">en, de or nl (CUS-27).</param>
public sealed record DraftMail(string Subject, string Text, string Language)
{
    public const string LinkMark = "{link}";

    public const int MaxSubjectLength = 200;

    public const int MaxTextLength = 10_000;

    /// <summary>The mail with the personal link where the mark stood.</summary>
    public DraftMail WithLink(string link) =>
        this with { Text = Text.Replace(LinkMark, link, StringComparison.Ordinal) };

    /// <summary>
    /// Whether an edited draft can be used: its shape, and that the link is still in it (CUS-12, CUS-26).
    /// </summary>
    /// <param name="hasLink">Whether the link, or its mark, stands in the text.</param>
    public Decision MayBeUsed(bool hasLink) => InvitationWish.MayBeWritten(Language).And(Decision.RequireAll(
        (IsSubject(Subject), InvitationReasons.SubjectInvalid.About(MaxSubjectLength)),
        (IsText(Text), InvitationReasons.TextInvalid.About(MaxTextLength)),
        (hasLink, InvitationReasons.TextWithoutLink)));

    public Decision MayBeUsed() => MayBeUsed(Text.Contains(LinkMark, StringComparison.Ordinal));

    /// <summary>To whom it may go: the address the invitation was made for, else the one that was given.</summary>
    /// <param name="invited">The address the invitation was made for; null for a general one.</param>
    /// <param name="given">The address that was given for sending; null for none.</param>
    public static Decision MaySendTo(string? invited, string? given) => Decision.RequireAll(
        (invited is not null || given is not null, InvitationReasons.RecipientRequired),
        (given is null || EmailAddress.IsValid(given), InvitationReasons.RecipientInvalid),
        (invited is null || given is null || invited.Equals(given, StringComparison.OrdinalIgnoreCase),
            InvitationReasons.RecipientDiffers));

    private static bool IsSubject(string subject) =>
        !string.IsNullOrWhiteSpace(subject) && subject.Length <= MaxSubjectLength && !subject.Any(char.IsControl);

    private static bool IsText(string text) =>
        !string.IsNullOrWhiteSpace(text) && text.Length <= MaxTextLength
        && !text.Any(c => char.IsControl(c) && c is not ('\n' or '\r' or '\t'));
}

/// <summary>What a partner asks for when it makes an invitation, whatever the invitation is about.</summary>
/// <param name="Email">The one address it is for (REL-30); null for a general invitation.</param>
/// <param name="Language">The draft's language: en, de or nl.</param>
/// <param name="Subject">The edited subject; null for the draft's own.</param>
/// <param name="Text">The edited text with <see cref="DraftMail.LinkMark"/>; null for the draft's own.</param>
/// <param name="Send">Whether Kontor sends the mail itself (CUS-26).</param>
public sealed record InvitationWish(string? Email, string Language, string? Subject, string? Text, bool Send)
{
    /// <summary>CUS-27.</summary>
    private static readonly string[] Languages = ["en", "de", "nl"];

    /// <summary>The address in the form it is kept and compared in.</summary>
    public string? Recipient => string.IsNullOrWhiteSpace(Email) ? null : Email.Trim();

    /// <summary>Whether the wish can be understood; the draft's own text is not asked about.</summary>
    public Decision MayBeDrafted() => MayBeWritten(Language).And(Decision.RequireAll(
        (Recipient is null || EmailAddress.IsValid(Recipient), InvitationReasons.RecipientInvalid),
        (!Send || Recipient is not null, InvitationReasons.RecipientRequired)));

    /// <summary>CUS-27: whether there are drafts in a language.</summary>
    public static Decision MayBeWritten(string language) => Decision.RequireAll(
        (Languages.Contains(language), InvitationReasons.LanguageUnknown.About(string.Join(", ", Languages))));

    /// <summary>The draft with what was edited in it.</summary>
    public DraftMail Edit(DraftMail draft) =>
        draft with { Subject = Subject ?? draft.Subject, Text = Text ?? draft.Text };
}
