using Kontor.Kernel;

namespace Kontor.Tenants;

/// <summary>Why an affiliation cannot be recorded or ended.</summary>
public static class AffiliationReasons
{
    public static readonly Reason OrganisationNotFound =
        new(ReasonKind.NotFound, "AFFILIATE_NOT_FOUND", "ACC-47");

    public static readonly Reason Itself = new(ReasonKind.Conflict, "AFFILIATE_IS_ITSELF", "ACC-47");

    /// <summary>Argument: the other organization's name.</summary>
    public static readonly Reason AlreadyRecorded = new(ReasonKind.Conflict, "AFFILIATION_RECORDED", "ACC-47");

    public static readonly Reason NotRecorded = new(ReasonKind.Conflict, "AFFILIATION_NOT_RECORDED", "ACC-47");

    /// <summary>Argument: how many characters it may have.</summary>
    public static readonly Reason NoteInvalid = new(ReasonKind.Invalid, "AFFILIATION_NOTE_INVALID", "ACC-47");
}

public static class AffiliationRules
{
    /// <summary>From where it is known must be said, so that it can be judged later.</summary>
    public static Decision MayBeNoted(string note) => Decision.RequireAll(
        (note.Trim().Length is > 0 and <= AffiliationChange.MaxNoteLength
            && !note.Any(c => char.IsControl(c) && c is not '\n'),
            AffiliationReasons.NoteInvalid.About(AffiliationChange.MaxNoteLength)));
}
