using Kontor.Kernel;

namespace Kontor.Enrolment;

/// <summary>Why a new directory cannot be made as it was asked for.</summary>
public static class DirectoryReasons
{
    /// <summary>Argument: how many characters it may have.</summary>
    public static readonly Reason OrganisationInvalid = new(ReasonKind.Invalid, "DIRECTORY_ORGANIZATION_INVALID", "ENR-03");

    public static readonly Reason MarketUnknown = new(ReasonKind.Invalid, "DIRECTORY_MARKET_UNKNOWN", "ENR-03");

    /// <summary>Arguments: the shortest and the longest.</summary>
    public static readonly Reason PrefixInvalid = new(ReasonKind.Invalid, "DIRECTORY_PREFIX_INVALID", "ENR-03");

    /// <summary>Argument: the whole domain.</summary>
    public static readonly Reason PrefixTaken = new(ReasonKind.Conflict, "DIRECTORY_PREFIX_TAKEN", "ENR-03");

    /// <summary>Argument: how many characters each name may have.</summary>
    public static readonly Reason AdminNameInvalid = new(ReasonKind.Invalid, "DIRECTORY_ADMIN_NAME_INVALID", "ENR-03");

    public static readonly Reason AdminUserNameInvalid = new(ReasonKind.Invalid, "DIRECTORY_USER_NAME_INVALID", "ENR-03");

    public static readonly Reason MailInvalid = new(ReasonKind.Invalid, "DIRECTORY_MAIL_INVALID", "ACC-29");

    /// <summary>Argument: the mail domain.</summary>
    public static readonly Reason MailPersonal = new(ReasonKind.Invalid, "DIRECTORY_MAIL_PERSONAL", "ACC-29");

    public static readonly Reason CloudNotOffered = new(ReasonKind.Forbidden, "DIRECTORY_CLOUD_NOT_OFFERED", "NAT-10");

    /// <summary>The cloud of the US government asks for a business address in the United States.</summary>
    public static readonly Reason CloudNeedsAddress = new(ReasonKind.Forbidden, "DIRECTORY_CLOUD_NEEDS_US_ADDRESS", "NAT-03");

    public static readonly Reason TooMany = new(ReasonKind.Conflict, "DIRECTORIES_TOO_MANY", "ENR-03");
}
