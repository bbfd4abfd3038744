using Kontor.Kernel;

namespace Kontor.Announcements;

/// <summary>Why something is not announced, corrected or withdrawn.</summary>
public static class AnnouncementReasons
{
    /// <summary>There is no such announcement, or it is not for this partner.</summary>
    public static readonly Reason NotFound = new(ReasonKind.NotFound, "ANNOUNCEMENT_NOT_FOUND", "OPS-21");

    public static readonly Reason CategoryUnknown = new(ReasonKind.Invalid, "ANNOUNCEMENT_CATEGORY_UNKNOWN", "OPS-21");

    public static readonly Reason TypeUnknown = new(ReasonKind.Invalid, "ANNOUNCEMENT_TYPE_UNKNOWN", "OPS-21");

    public static readonly Reason RegionUnknown = new(ReasonKind.Invalid, "ANNOUNCEMENT_REGION_UNKNOWN", "OPS-21");

    public static readonly Reason EnglishMissing = new(ReasonKind.Invalid, "ANNOUNCEMENT_ENGLISH_MISSING", "OPS-21");

    /// <summary>Title, summary and details, or one of them too long. Arguments: the longest title, summary and text.</summary>
    public static readonly Reason WordsInvalid = new(ReasonKind.Invalid, "ANNOUNCEMENT_WORDS_INVALID", "OPS-21");

    public static readonly Reason Withdrawn = new(ReasonKind.Conflict, "ANNOUNCEMENT_WITHDRAWN", "OPS-21");

    /// <summary>Somebody else corrected or withdrew it at the same moment.</summary>
    public static readonly Reason ChangedMeanwhile = new(ReasonKind.Conflict, "ANNOUNCEMENT_CHANGED_MEANWHILE", "OPS-21");
}
