using Kontor.Kernel;

namespace Kontor.Orders;

/// <summary>Why a cart cannot be used.</summary>
public static class CartReasons
{
    /// <summary>It never was, it is another partner's or customer's, or it has expired.</summary>
    public static readonly Reason Unknown = new(ReasonKind.NotFound, "CART_UNKNOWN", "CAT-22");

    public static readonly Reason AlreadyOrdered = new(ReasonKind.Conflict, "CART_ALREADY_ORDERED", "CAT-22");

    /// <summary>Somebody else changed or bought it at the same moment.</summary>
    public static readonly Reason InUse = new(ReasonKind.Conflict, "CART_IN_USE", "CAT-22");
}
