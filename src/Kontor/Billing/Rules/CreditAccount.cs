using Kontor.Kernel;

namespace Kontor.Billing;

/// <summary>What changed a credit account last; only a purchase must stay within the limit (BIL-72).</summary>
public enum CreditChange
{
    LimitSet,
    Purchase,

    /// <summary>A charge was taken back, or a period began: what goes on is not held by the limit.</summary>
    Correction,
}

/// <summary>
/// A partner's credit with the vendor, in US cents (BIL-70, BIL-71). A purchase is one update of this row that a check
/// constraint refuses when it would exceed the limit; whatever else may raise exposure is not held by it.
/// </summary>
public sealed class CreditAccount
{
    public required TenantId TenantId { get; init; }

    public required long LimitUnits { get; set; }

    /// <summary>Unbilled charges; outstanding invoices join them once there are invoices.</summary>
    public required long ExposureUnits { get; set; }

    public required CreditChange LastChange { get; set; }

    public Money Limit => new(LimitUnits, Currency.Usd);

    public Money Available => new(LimitUnits - ExposureUnits, Currency.Usd);
}

/// <summary>The accounts that each partner's credit moves between.</summary>
public enum LedgerAccount
{
    /// <summary>What the vendor granted.</summary>
    Granted,

    /// <summary>What can still be bought for.</summary>
    Available,

    /// <summary>Bought and not invoiced yet.</summary>
    Unbilled,
}

/// <summary>
/// A move of an amount from one account to another: a debit and a credit in one row, so that the books of a partner
/// always balance. Never changed, never deleted.
/// </summary>
public sealed class LedgerTransfer
{
    public required TenantId PartnerId { get; init; }

    public required Guid Id { get; init; }

    public required DateTimeOffset At { get; init; }

    public required LedgerAccount Debit { get; init; }

    public required LedgerAccount Credit { get; init; }

    /// <summary>US cents; negative when a lowered limit takes back what was granted, or a charge is given back.</summary>
    public required long AmountUnits { get; init; }

    /// <summary>The order that caused it, or whose subscription did; null for a change of the limit.</summary>
    public OrderId? OrderId { get; init; }
}
