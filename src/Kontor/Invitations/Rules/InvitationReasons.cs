using Kontor.Kernel;

namespace Kontor.Invitations;

/// <summary>What can be wrong with the mail that carries a link. Partner and customer invitations share it.</summary>
public static class InvitationReasons
{
    public static readonly Reason RecipientInvalid = new(ReasonKind.Invalid, "RECIPIENT_INVALID", "REL-13");

    /// <summary>A general invitation has no address of its own, so sending it needs one.</summary>
    public static readonly Reason RecipientRequired = new(ReasonKind.Invalid, "RECIPIENT_REQUIRED", "CUS-26");

    /// <summary>REL-30: an invitation made for one address is sent to no other.</summary>
    public static readonly Reason RecipientDiffers = new(ReasonKind.Invalid, "RECIPIENT_DIFFERS", "REL-30");

    /// <summary>A general invitation is not sent again: its link is in more hands than one.</summary>
    public static readonly Reason ForNoOneAddress = new(ReasonKind.Conflict, "INVITATION_FOR_NO_ONE_ADDRESS", "REL-30");

    /// <summary>Argument: how many minutes lie between two mails.</summary>
    public static readonly Reason SentLately = new(ReasonKind.Conflict, "INVITATION_SENT_LATELY", "CUS-26");

    /// <summary>Argument: the languages there are.</summary>
    public static readonly Reason LanguageUnknown = new(ReasonKind.Invalid, "DRAFT_LANGUAGE_UNKNOWN", "CUS-27");

    /// <summary>Argument: how many characters a subject may have.</summary>
    public static readonly Reason SubjectInvalid = new(ReasonKind.Invalid, "DRAFT_SUBJECT_INVALID", "CUS-25");

    /// <summary>Argument: how many characters a text may have.</summary>
    public static readonly Reason TextInvalid = new(ReasonKind.Invalid, "DRAFT_TEXT_INVALID", "CUS-25");

    /// <summary>REL-13, CUS-12, CUS-26: the text may be edited, but the personal link must stay in it.</summary>
    public static readonly Reason TextWithoutLink = new(ReasonKind.Invalid, "DRAFT_WITHOUT_LINK", "CUS-26");
}
