using System.Collections.Immutable;
using Kontor.Accounts;
using Kontor.Catalog;
using Kontor.Eligibility;
using Kontor.Kernel;
using Kontor.Orders;
using Kontor.Policy;
using Kontor.Subscriptions;
using Kontor.Tests.Eligibility;

namespace Kontor.Tests.Orders;

/// <summary>A subscription of a provider for the customer of its reseller, and what may be wished of it, without a database.</summary>
internal static class SampleChange
{
    public const string ResellersId = "4000001";
    public const string OthersId = "4000002";

    public static readonly DateTimeOffset Bought = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
    public static readonly DateTimeOffset Now = Bought.AddDays(3);

    public static readonly SubscriptionWish Rename = new() { FriendlyName = "Office for the branch" };
    public static readonly SubscriptionWish RenewsNot = new() { AutoRenew = false };
    public static readonly SubscriptionWish Add = new() { Quantity = 11 };
    public static readonly SubscriptionWish Reduce = new() { Quantity = 9 };
    public static readonly SubscriptionWish Suspend = new() { State = SubscriptionState.Suspended };
    public static readonly SubscriptionWish Reactivate = new() { State = SubscriptionState.Active };
    public static readonly SubscriptionWish Cancel = new() { State = SubscriptionState.Cancelled };
    public static readonly SubscriptionWish OfRecord = new() { PartnerOfRecord = OthersId };

    public static readonly Dictionary<string, SubscriptionWish> Wishes = new()
    {
        ["rename"] = Rename,
        ["renewal"] = RenewsNot,
        ["add"] = Add,
        ["reduce"] = Reduce,
        ["suspend"] = Suspend,
        ["reactivate"] = Reactivate,
        ["record"] = OfRecord,
    };

    public static string[] Codes(ChangeFacts facts, SubscriptionWish wish, DateTimeOffset? now = null) =>
        [.. ChangeRules.May(facts, wish, ProgramPolicy.Default, now ?? Now).Reasons.Select(reason => reason.Code)];

    public static string[] Only(string? code) => code is null ? [] : [code];

    public static T Any<T>(Random chance)
        where T : struct, Enum => Enum.GetValues<T>()[chance.Next(Enum.GetValues<T>().Length)];

    public static ChangeFacts Facts(Subscription? held = null) => Sold(Parties.Provider, held ?? Held());

    public static ChangeFacts Sold(Party seller, string wish) => Sold(seller, wish == "reactivate" ? Suspended() : Held());

    public static ChangeFacts Sold(Party seller, Subscription held) => new(
        held, ChangeSide.Seller, PartiesOf(seller, Parties.OtherReseller, true, true), IsRelated: true, IsPartner: true,
        SeatBatch.Of(held, []), Product(ProductKind.Seat), Sku(CancellationPolicy.Classic));

    public static ChangeFacts Other(Party other, bool isRelated = true, bool isPartner = true) =>
        Facts() with { Parties = PartiesOf(Parties.Provider, other, isRelated, isPartner) };

    public static OrderParties PartiesOf(Party seller, Party other, bool isRelated, bool isPartner)
    {
        ImmutableArray<(Party, Party)> pairs = isPartner ? [(seller, Parties.Reseller), (seller, other)] : [(seller, Parties.Reseller)];
        return new(
            seller, Parties.Customer, IsSellersCustomer: true, HasAcceptedAgreement: true, "DE", HasCompleteRegistration: true,
            IsVatIdMissing: false, Parties.Partners([.. pairs]),
            [
                new NamedReseller(ResellersId, NetworkIdKind.Location, Parties.Reseller, IsCustomersReseller: true),
                new NamedReseller(OthersId, NetworkIdKind.Location, other, isRelated),
            ]);
    }

    public static Product Product(ProductKind kind) => new()
    {
        ProductId = "OFFICE",
        Title = "Office suite",
        Description = "Office suite",
        Publisher = "Vendor",
        Kind = kind,
        IsFirstParty = kind is not (ProductKind.ThirdPartySaas or ProductKind.ThirdPartyConsumption),
    };

    public static Sku Sku(CancellationPolicy policy, int least = 1, int? most = null) => new()
    {
        ProductId = "OFFICE",
        SkuId = "0001",
        Title = "Office suite",
        Description = "Office suite",
        Unit = "Licenses",
        BillingType = BillingType.License,
        CancellationPolicy = policy,
        IsTrial = false,
        IsAddOn = false,
        MinQuantity = least,
        MaxQuantity = most,
        LimitScope = LimitScope.None,
        LimitCount = 0,
        MeterIds = "",
    };

    public static Subscription Suspended()
    {
        var held = Held();
        held.State = SubscriptionState.Suspended;
        held.DeleteOn = new(2026, 5, 31);
        return held;
    }

    public static Subscription Held(
        BillingType billing = BillingType.License, BillingCycle cycle = BillingCycle.Monthly, bool isTrial = false,
        string? term = "P1Y") => new()
        {
            PartnerId = Parties.Provider.TenantId,
            Id = new(Guid.CreateVersion7()),
            CustomerId = Parties.Customer.TenantId,
            ResellerId = Parties.Reseller.TenantId,
            PartnerOfRecord = ResellersId,
            OrderId = new(Guid.CreateVersion7()),
            ProductId = "OFFICE",
            SkuId = "0001",
            AvailabilityId = "A",
            Title = "Office suite",
            FriendlyName = "Office suite",
            PublisherName = "Vendor",
            IsFirstParty = true,
            IsTrial = isTrial,
            BillingType = billing,
            BillingCycle = cycle,
            Term = term,
            Quantity = 10,
            UnitPrice = 10m,
            Currency = Currency.Eur,
            State = SubscriptionState.Active,
            AutoRenew = true,
            CreatedAt = Bought,
            TermFrom = DateOnly.FromDateTime(Bought.UtcDateTime),
            TermUntil = Term.Find(term ?? "") is { Months: > 0 } length ? new DateOnly(2026, 3, 2).AddMonths(length.Months) : null,
            Version = 1,
        };
}
