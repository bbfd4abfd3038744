namespace Kontor.Licensing;

/// <summary>
/// The licenses that a customer has of one SKU, from all partners together: several subscriptions of the same SKU are one
/// pool, and nobody asks which of them a user's license came from (CAT-53).
/// </summary>
/// <param name="Sku">Of what.</param>
/// <param name="Title">The SKU's title.</param>
/// <param name="Publisher">Who makes it.</param>
/// <param name="IsFirstParty">CAT-54: whether its licenses are assigned here, and not in the publisher's system.</param>
/// <param name="Total">The quantities of its active subscriptions, and of those that it has from elsewhere (MUL-22).</param>
/// <param name="Suspended">Those of the suspended ones, which nobody can use.</param>
/// <param name="Assigned">How many users have one.</param>
public sealed record LicensePool(
    LicenseSku Sku, string Title, string Publisher, bool IsFirstParty, int Total, int Suspended, int Assigned)
{
    /// <summary>MUL-22: how many of the total the customer did not buy from partners of the program.</summary>
    public int FromElsewhere { get; init; }

    /// <summary>How many more users can get one.</summary>
    public int Available => Math.Max(0, Total - Assigned);

    /// <summary>How many users have one for which nothing runs any more: fewer were bought later, or it was suspended.</summary>
    public int Over => Math.Max(0, Assigned - Total);

    public PoolState State => !IsFirstParty ? PoolState.Elsewhere
        : Over > 0 ? PoolState.Over
        : Available > 0 ? PoolState.Left
        : PoolState.NoneLeft;
}

/// <summary>How a pool stands.</summary>
public enum PoolState
{
    Left,
    NoneLeft,
    Over,

    /// <summary>CAT-54: it is the publisher's system that knows.</summary>
    Elsewhere,
}
