using Kontor.Kernel;
using Kontor.Subscriptions;

namespace Kontor.Elsewhere;

/// <summary>
/// A subscription that a customer bought elsewhere, on <c>/api</c>. The channel is VendorDirect, Advisor, OpenLicense,
/// EnterpriseAgreement or ThirdParty, the state Upcoming, Running or Ended; endsOn is the first day on which it no longer runs.
/// The contract's number is absent for partners. There are no prices.
/// </summary>
public sealed record OutsideSubscriptionBody(
    Guid Id, Guid CustomerId, string Channel, string Name, string Publisher, string? ProductId, string? SkuId, int Quantity,
    string BillingType, string? Contract, string? Seller, DateOnly StartsOn, DateOnly? EndsOn, DateTimeOffset? EndedAt, string State,
    int Version)
{
    public static OutsideSubscriptionBody From(Actor reader, OutsideSubscription row, DateOnly today) => new(
        row.Id.Value, row.CustomerId.Value, $"{row.Channel}", row.Name, row.Publisher, row.ProductId, row.SkuId, row.Quantity,
        $"{row.BillingType}",
        ElsewhereRules.SeesContract(reader.TenantKind, reader.TenantId, row.CustomerId) ? row.Contract : null,
        row.Seller, row.StartsOn, row.EndsOn, row.EndedAt, $"{row.StateOn(today)}", row.Version);
}

/// <summary>
/// What a customer bought elsewhere. Product and SKU where the catalog has it; else name, publisher and billing type (License
/// or Usage). The seller's name is needed for ThirdParty.
/// </summary>
public sealed record NewOutsideBody(
    Guid? CustomerId, string? Channel, string? Name, string? Publisher, string? ProductId, string? SkuId, int? Quantity,
    string? BillingType, string? Contract, string? Seller, DateOnly? StartsOn, DateOnly? EndsOn)
{
    public OutsideWish ToWish() => new(
        EnumName.Find<OutsideChannel>(Channel), TextOf(Name), TextOf(Publisher), TextOf(ProductId), TextOf(SkuId), Quantity,
        EnumName.Find<BillingType>(BillingType), TextOf(Contract), TextOf(Seller), StartsOn, EndsOn);

    /// <summary>Trimmed; null for nothing.</summary>
    internal static string? TextOf(string? text) => text?.Trim() is { Length: > 0 } said ? said : null;
}

/// <summary>All three as they shall be; the version as it was read, or none.</summary>
public sealed record OutsideCorrectionBody(int? Quantity, string? Contract, DateOnly? EndsOn, int? Version)
{
    public OutsideCorrection ToCorrection() => new(Quantity, NewOutsideBody.TextOf(Contract), EndsOn);
}

/// <summary>The version as it was read, or none.</summary>
public sealed record OutsideEndBody(int? Version);

/// <summary>A partner that supports it, as far as the reader may know.</summary>
public sealed record OutsideSupporterBody(Guid PartnerId, string Name, string? Email, string? Phone, string? Hours)
{
    public static OutsideSupporterBody From(OutsideHelper one) =>
        new(one.Id.Value, one.Name, one.Reach?.Email, one.Reach?.Phone, one.Reach?.Hours);
}

/// <summary>Which partner is to support it.</summary>
public sealed record NewOutsideSupporterBody(Guid PartnerId);
