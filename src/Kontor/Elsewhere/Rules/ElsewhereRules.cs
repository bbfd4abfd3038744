using Kontor.Accounts;
using Kontor.Kernel;
using Kontor.Subscriptions;

namespace Kontor.Elsewhere;

/// <summary>What is kept of subscriptions that were bought elsewhere, who sees it, and who may do what about it.</summary>
public static class ElsewhereRules
{
    /// <summary>Entries of one customer, the ended ones included, so that its list stays short enough to be filtered.</summary>
    public const int MostPerCustomer = 500;

    public const int MaxQuantity = 1_000_000;

    public const int MaxNameLength = 200;

    public const int MaxContractLength = 100;

    private const int LongestYears = 20;

    private static readonly DateOnly Earliest = new(1990, 1, 1);

    /// <summary>
    /// MUL-05, MUL-22: the customer sees its own, the vendor all, and the customer's partners an entry where managing what
    /// others sold is on (MUL-25). For nobody else it exists.
    /// </summary>
    /// <param name="kind">What the reader's tenant is.</param>
    /// <param name="reader">The reader's tenant.</param>
    /// <param name="customer">Whose it is.</param>
    /// <param name="isRelated">Whether the customer is the reader's.</param>
    /// <param name="hasMultiChannel">Whether that is on in the customer's cloud.</param>
    /// <param name="cloud">Which one that is.</param>
    public static Decision MaySee(
        TenantKind kind, TenantId reader, TenantId customer, bool isRelated, bool hasMultiChannel, Cloud cloud) =>
        kind == TenantKind.Operator || reader == customer ? Decision.Granted
        : !isRelated ? Decision.Refused(ElsewhereReasons.CustomerUnknown)
        : Decision.RequireAll((hasMultiChannel, ElsewhereReasons.MultiChannelOff.About(cloud)));

    /// <summary>Whether the contract's number is the reader's to see: it belongs to the purchase (MUL-05).</summary>
    public static bool SeesContract(TenantKind kind, TenantId reader, TenantId customer) =>
        kind == TenantKind.Operator || reader == customer;

    public static Decision MayEnter(OutsideWish wish, EnteringFacts facts, DateOnly today) => Decision.RequireAll(
        (facts.IsCustomer, ElsewhereReasons.NoSuchCustomer),
        (facts.Held < MostPerCustomer, ElsewhereReasons.TooMany.About(MostPerCustomer)),
        (wish.Channel is not null, ElsewhereReasons.ChannelMissing),
        (!wish.NamesSku || facts.Sku is not null, ElsewhereReasons.SkuUnknown),
        (wish.Name is null ? wish.NamesSku : IsLine(wish.Name, MaxNameLength), ElsewhereReasons.NameInvalid.About(MaxNameLength)),
        (wish.NamesSku || IsLine(wish.Publisher, MaxNameLength), ElsewhereReasons.PublisherInvalid.About(MaxNameLength)),
        (IsQuantity(wish.Quantity), ElsewhereReasons.QuantityInvalid.About(MaxQuantity)),
        (IsBilling(wish, facts.Sku), ElsewhereReasons.BillingWrong),
        (IsContract(wish.Contract), ElsewhereReasons.ContractInvalid.About(MaxContractLength)),
        (wish.Seller is null ? wish.Channel != OutsideChannel.ThirdParty : IsLine(wish.Seller, MaxNameLength),
            ElsewhereReasons.SellerInvalid.About(MaxNameLength)),
        (!facts.IsSellerPartner, ElsewhereReasons.SellerIsPartner.About(wish.Seller ?? "")),
        (wish.StartsOn is { } first && first >= Earliest && first <= today.AddYears(LongestYears) && IsEnd(first, wish.EndsOn),
            ElsewhereReasons.DaysInvalid.About(LongestYears)));

    /// <param name="held">As it stands.</param>
    /// <param name="wish">As it shall be.</param>
    /// <param name="version">As it was read; null to correct whatever stands there.</param>
    public static Decision MayCorrect(OutsideSubscription held, OutsideCorrection wish, int? version)
    {
        var mayTouch = MayTouch(held, version);
        return !mayTouch.IsGranted ? mayTouch : Decision.RequireAll(
            (IsQuantity(wish.Quantity), ElsewhereReasons.QuantityInvalid.About(MaxQuantity)),
            (IsContract(wish.Contract), ElsewhereReasons.ContractInvalid.About(MaxContractLength)),
            (IsEnd(held.StartsOn, wish.EndsOn), ElsewhereReasons.DaysInvalid.About(LongestYears)));
    }

    /// <summary>What an operator ended stays as it was; what only ran out can be found to have gone on.</summary>
    public static Decision MayTouch(OutsideSubscription held, int? version) => Decision.RequireAll(
        (held.EndedAt is null, ElsewhereReasons.Over),
        (held.EndedAt is not null || version is null || version == held.Version, ElsewhereReasons.ChangedMeanwhile));

    /// <summary>
    /// MUL-04, MUL-22, MUL-23: why a partner changes nothing about it. Seats wait for the end of the term or are ended where they
    /// were bought; of what is metered a new one is made, and old and new may run side by side.
    /// </summary>
    public static Reason WhyUnchangeable(OutsideSubscription held) =>
        (held.BillingType == BillingType.Usage ? ElsewhereReasons.UsageBoughtElsewhere : ElsewhereReasons.BoughtElsewhere)
            .About(held.Name, held.Channel);

    private static bool IsQuantity(int? quantity) => quantity is > 0 and <= MaxQuantity;

    private static bool IsBilling(OutsideWish wish, CatalogSku? sku) => wish.NamesSku
        ? sku is null || wish.BillingType is null || wish.BillingType == sku.BillingType
        : wish.BillingType is not null;

    private static bool IsContract(string? contract) => contract is null || IsLine(contract, MaxContractLength);

    private static bool IsEnd(DateOnly first, DateOnly? end) => end is null || (end > first && end <= first.AddYears(LongestYears));

    private static bool IsLine(string? text, int most) =>
        text is { Length: > 0 } && text.Length <= most && !text.Any(char.IsControl);
}
