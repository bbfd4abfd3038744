using System.Text.Json.Serialization;

namespace Kontor.PartnerCenter;

/// <summary>Why a line of a cart cannot be bought, in the protocol's words; some numbers have no name.</summary>
[JsonConverter(typeof(WireEnumConverter<CartErrorCode>))]
internal enum CartErrorCode
{
    Unknown = 0,
    CurrencyIsNotSupported = 10000,
    CatalogItemIdIsNotValid = 10001,
    QuotaNotAvailable = 10002,
    ParticipantsIsNotSupportedForPartner = 10004,
    UnableToProcessCartLineItem = 10006,
    InvalidInput = 10010,
    BillingPlanNotSupported = 10013,
    MaxAllowedSeatsPerSubscriptionExceeded = 10015,
}

/// <summary>In which part a partner takes part in a purchase.</summary>
[JsonConverter(typeof(WireEnumConverter<ParticipantType>))]
internal enum ParticipantType
{
    Unknown,
    TransactionReseller,
    ConsumptionReseller,
    AdditionalTransactionReseller,
}

/// <summary>What a partner collects before it buys.</summary>
internal sealed record CartBody(string Id)
{
    private static readonly ResourceAttributes Type = new("Cart");

    [JsonConverter(typeof(WireInstantConverter))]
    public required DateTimeOffset? CreationTimestamp { get; init; }

    [JsonConverter(typeof(WireInstantConverter))]
    public required DateTimeOffset? LastModifiedTimestamp { get; init; }

    [JsonConverter(typeof(WireInstantConverter))]
    public required DateTimeOffset? ExpirationTimestamp { get; init; }

    public string? LastModifiedUser { get; init; }

    public required IReadOnlyList<CartLineBody> LineItems { get; init; }

    /// <summary>Active or Ordered.</summary>
    public required string Status { get; init; }

    public required PageLinks Links { get; init; }

    public ResourceAttributes Attributes { get; init; } = Type;
}

internal sealed record CartLineBody(int Id, string CatalogItemId, int Quantity)
{
    public string? FriendlyName { get; init; }

    public BillingCycleType? BillingCycle { get; init; }

    public string? TermDuration { get; init; }

    public IReadOnlyList<ParticipantBody>? Participants { get; init; }

    /// <summary>Absent where the line has no price.</summary>
    public string? CurrencyCode { get; init; }

    /// <summary>Lines of the same group become one order.</summary>
    public string? OrderGroup { get; init; }

    public CartErrorBody? Error { get; init; }
}

internal sealed record ParticipantBody(ParticipantType? Key, string? Value);

internal sealed record CartErrorBody(CartErrorCode ErrorCode, string ErrorDescription);

/// <summary>A cart as clients send it; what is read of it.</summary>
internal sealed record NewCartBody
{
    public IReadOnlyList<NewCartLineBody?>? LineItems { get; init; }
}

internal sealed record NewCartLineBody
{
    public int? Id { get; init; }

    public string? CatalogItemId { get; init; }

    public string? FriendlyName { get; init; }

    public int? Quantity { get; init; }

    public BillingCycleType? BillingCycle { get; init; }

    public string? TermDuration { get; init; }

    public string? PromotionId { get; init; }

    public IReadOnlyList<ParticipantBody?>? Participants { get; init; }

    public IReadOnlyList<NewCartLineBody?>? AddonItems { get; init; }

    [JsonConverter(typeof(WireInstantConverter))]
    public DateTimeOffset? CustomTermEndDate { get; init; }
}

/// <summary>What became of a cart.</summary>
internal sealed record CheckoutBody(IReadOnlyList<OrderBody> Orders, IReadOnlyList<OrderErrorBody>? OrderErrors)
{
    private static readonly ResourceAttributes Type = new("CartCheckoutResult");

    public ResourceAttributes Attributes { get; init; } = Type;
}

/// <summary>A group of lines that could not be ordered.</summary>
internal sealed record OrderErrorBody(string OrderGroupId, int Code, string Description)
{
    private static readonly ResourceAttributes Type = new("OrderError");

    public ResourceAttributes Attributes { get; init; } = Type;
}
