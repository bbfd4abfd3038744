using Kontor.Kernel;

namespace Kontor.Licensing;

/// <summary>Why a license is not assigned or taken away.</summary>
public static class LicenseReasons
{
    /// <summary>CAT-53: as many users have one as were bought. Argument: the SKU's title.</summary>
    public static readonly Reason NoneLeft = new(ReasonKind.Conflict, "LICENSE_NONE_LEFT", "CAT-53");

    /// <summary>CAT-51: who cannot sign in gets none. Argument: the user's name.</summary>
    public static readonly Reason UserNotActive = new(ReasonKind.Conflict, "LICENSE_USER_NOT_ACTIVE", "CAT-51");

    /// <summary>CAT-54. Arguments: the SKU's title, its publisher.</summary>
    public static readonly Reason AssignedElsewhere = new(ReasonKind.Forbidden, "LICENSE_ASSIGNED_ELSEWHERE", "CAT-54");

    /// <summary>CAT-50: the customer has none of it. Argument: product and SKU.</summary>
    public static readonly Reason SkuUnknown = new(ReasonKind.NotFound, "LICENSE_SKU_UNKNOWN", "CAT-50");

    /// <summary>CAT-50: in the own tenant it takes a role, and a customer's tenant.</summary>
    public static readonly Reason NotYourOwn = new(ReasonKind.Forbidden, "LICENSE_NOT_YOUR_OWN", "CAT-50");

    public static readonly Reason NobodyChosen = new(ReasonKind.Invalid, "LICENSE_NOBODY_CHOSEN", "CAT-53");

    /// <summary>Argument: the most users.</summary>
    public static readonly Reason TooManyUsers = new(ReasonKind.Invalid, "LICENSE_TOO_MANY_USERS", "CAT-53");

    public static readonly Reason NothingChosen = new(ReasonKind.Invalid, "LICENSE_NOTHING_CHOSEN", "CAT-53");

    /// <summary>Argument: the most products.</summary>
    public static readonly Reason TooManyProducts =
        new(ReasonKind.Invalid, "LICENSE_TOO_MANY_PRODUCTS", RequestReasons.Protocol);

    /// <summary>The same SKU is to be assigned and taken away, or stands there twice. Argument: product and SKU.</summary>
    public static readonly Reason SkuRepeated = new(ReasonKind.Invalid, "LICENSE_SKU_REPEATED", RequestReasons.Protocol);

    /// <summary>What names a SKU is not of that form. Argument: what was sent.</summary>
    public static readonly Reason SkuMalformed = new(ReasonKind.Invalid, "LICENSE_SKU_MALFORMED", RequestReasons.Protocol);
}
