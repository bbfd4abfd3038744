using Kontor.Kernel;

namespace Kontor.Users;

/// <summary>Why somebody cannot be added or imported.</summary>
public static class UserReasons
{
    public static readonly Reason LanguageUnknown = new(ReasonKind.Invalid, "USER_LANGUAGE_UNKNOWN", "ROL-01");

    /// <summary>Argument: what was written.</summary>
    public static readonly Reason RoleUnknown = new(ReasonKind.Invalid, "ROLE_UNKNOWN", "ROL-06");

    /// <summary>Nobody there has that address, or not in a directory of this cloud: one answer for all of it.</summary>
    public static readonly Reason GuestUnknown = new(ReasonKind.Invalid, "GUEST_UNKNOWN", "ROL-02");

    /// <summary>The account belongs to this very tenant.</summary>
    public static readonly Reason GuestIsAtHome = new(ReasonKind.Conflict, "GUEST_IS_AT_HOME", "ROL-02");

    public static readonly Reason GuestAlreadyThere = new(ReasonKind.Conflict, "GUEST_ALREADY_THERE", "ROL-02");

    public static readonly Reason NoFile = new(ReasonKind.Invalid, "USERS_NO_FILE", "ROL-01");

    /// <summary>Argument: most kilobytes.</summary>
    public static readonly Reason FileTooLarge = new(ReasonKind.Invalid, "USERS_FILE_TOO_LARGE", "ROL-01");

    /// <summary>It is no text, or lacks a column. Argument: the column.</summary>
    public static readonly Reason ColumnMissing = new(ReasonKind.Invalid, "USERS_COLUMN_MISSING", "ROL-01");

    /// <summary>Argument: most rows.</summary>
    public static readonly Reason TooManyRows = new(ReasonKind.Invalid, "USERS_TOO_MANY_ROWS", "ROL-01");

    public static readonly Reason NoRows = new(ReasonKind.Invalid, "USERS_NO_ROWS", "ROL-01");

    /// <summary>The same user name stands in an earlier row.</summary>
    public static readonly Reason NameRepeated = new(ReasonKind.Invalid, "USERS_NAME_REPEATED", "ROL-01");

    /// <summary>They were fetched already, or are too old, or somebody else's.</summary>
    public static readonly Reason PasswordsGone = new(ReasonKind.NotFound, "USERS_PASSWORDS_GONE", "ROL-01");
}
