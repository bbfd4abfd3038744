using Kontor.Kernel;

namespace Kontor.Tenants;

/// <summary>Why two organizations cannot become one.</summary>
public static class MergeReasons
{
    /// <summary>Nothing is said about which organizations there are besides partners.</summary>
    public static readonly Reason PartnerNotFound = new(ReasonKind.NotFound, "MERGE_PARTNER_NOT_FOUND", "ACC-46");

    /// <summary>There is no such invitation for the reader's organization.</summary>
    public static readonly Reason NotFound = new(ReasonKind.NotFound, "MERGE_NOT_FOUND", "ACC-46");

    public static readonly Reason Itself = new(ReasonKind.Conflict, "MERGE_WITH_ITSELF", "ACC-46");

    public static readonly Reason NoPartner = new(ReasonKind.Forbidden, "MERGE_NEEDS_PARTNER", "ACC-46");

    /// <summary>Argument: the other organization's name, as everywhere here.</summary>
    public static readonly Reason OtherCloud = new(ReasonKind.Forbidden, "MERGE_OF_OTHER_CLOUD", "NAT-10");

    public static readonly Reason AlreadyInvited = new(ReasonKind.Conflict, "MERGE_ALREADY_INVITED", "ACC-46");

    /// <summary>It was answered, taken back or overtaken, or its day has passed.</summary>
    public static readonly Reason NotOpen = new(ReasonKind.Conflict, "MERGE_NOT_OPEN", "ACC-46");

    /// <summary>The two would sell to themselves. Arguments: who sells, who buys.</summary>
    public static readonly Reason SellsToItself = new(ReasonKind.Conflict, "MERGE_WOULD_BE_SELF_SALE", "SCN-05");

    /// <summary>The two would be provider and reseller in one. Arguments: provider, reseller.</summary>
    public static readonly Reason OwnProvider = new(ReasonKind.Conflict, "MERGE_WOULD_BE_OWN_PROVIDER", "REL-43");

    public static readonly Reason NotUnderstood = new(ReasonKind.Invalid, "MERGE_NOT_UNDERSTOOD", "ACC-46");
}
