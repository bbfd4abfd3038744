using Kontor.Accounts;
using Kontor.Customers;
using Kontor.Enrolment;
using Kontor.Kernel;
using Kontor.Partnerships;
using Kontor.Subscriptions;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Tests.Eligibility;

/// <summary>Everything that binds tenants at a moment, and what of it a scenario forbids, written anew over the stored rows.</summary>
internal sealed record TradeBook(
    IReadOnlyDictionary<TenantId, TradeSide> Sides,
    IReadOnlyList<Partnership> Partnerships,
    IReadOnlyList<CustomerRelationship> Relationships,
    IReadOnlyList<Subscription> Bought)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static readonly Markets Markets = ShippedMarkets.Load();

    public static async Task<TradeBook> Of(World world)
    {
        await using var db = world.Db();
        var organisations = await db.Organisations.AsNoTracking().ToDictionaryAsync(o => o.Id, Cancel);
        var enrolments = (await db.PartnerEnrolments.AsNoTracking().ToListAsync(Cancel)).ToLookup(e => e.TenantId);
        var sides = (await db.Tenants.AsNoTracking().ToListAsync(Cancel)).Select(t => new TradeSide(
            t.Id, t.DefaultDomain, t.OrganisationId, organisations[t.OrganisationId].ControlGroupId, t.Kind, t.Cloud,
            Markets.Find(t.Market)!.RegionGroup!, enrolments[t.Id].ToDictionary(e => e.Type, e => e.State)));
        return new TradeBook(
            sides.ToDictionary(side => side.Id),
            await db.Partnerships.AsNoTracking().ToListAsync(Cancel),
            await db.CustomerRelationships.AsNoTracking().ToListAsync(Cancel),
            await db.Subscriptions.AsNoTracking().ToListAsync(Cancel));
    }

    /// <summary>What is there now and must not be, and what came since <paramref name="before"/> and must not have.</summary>
    public IEnumerable<string> Forbidden(TradeBook before)
    {
        var (active, related) = (Partnerships.Where(p => p.EndedAt is null), Relationships.Where(r => r.EndedAt is null));
        return
        [
            .. active.SelectMany(p => related
                .Where(r => (r.PartnerId, r.CustomerId) == (p.ProviderId, p.ResellerId)
                    || (r.PartnerId, r.CustomerId) == (p.ResellerId, p.ProviderId))
                .Select(_ => $"SCN-06: {Sides[p.ResellerId].Name} is reseller and customer of {Sides[p.ProviderId].Name}")),
            .. Partnerships.ExceptBy(before.Partnerships.Select(p => p.Id), p => p.Id).SelectMany(Against),
            .. Relationships.ExceptBy(before.Relationships.Select(r => r.Id), r => r.Id).SelectMany(Against),
            .. Bought.ExceptBy(before.Bought.Select(s => s.Id), s => s.Id).SelectMany(Against),
            .. Bought
                .Where(now => before.Bought.Any(then => then.Id == now.Id && then.ResellerId != now.ResellerId))
                .SelectMany(AgainstNaming),
        ];
    }

    private IEnumerable<string> Against(Partnership made)
    {
        var (provider, reseller) = (Sides[made.ProviderId], Sides[made.ResellerId]);
        return Found(
            $"partnership of {provider.Name} and {reseller.Name}",
            ("REL-43", provider.Organisation == reseller.Organisation),
            ("SCN-08", provider.Region != reseller.Region),
            ("NAT-10", provider.Cloud != reseller.Cloud),
            ("REL-11", !provider.Trades(PartnerType.Provider) || !reseller.MayJoinAsReseller));
    }

    private IEnumerable<string> Against(CustomerRelationship made)
    {
        var (partner, customer) = (Sides[made.PartnerId], Sides[made.CustomerId]);
        return Found(
            $"relationship of {partner.Name} with {customer.Name}",
            [
                .. AgainstSale(partner, customer),
                ("ENR-61", !partner.Trades(Enum.GetValues<PartnerType>())),
            ]);
    }

    private IEnumerable<string> Against(Subscription made)
    {
        var (seller, customer) = (Sides[made.PartnerId], Sides[made.CustomerId]);
        var reseller = made.ResellerId is { } id ? Sides[id] : null;
        var isDirect = seller.Trades(PartnerType.DirectPartner) && reseller is null;
        var isTwoTier = reseller is not null
            && seller.Trades(PartnerType.Provider)
            && reseller.Trades(PartnerType.Reseller)
            && Partnerships.Any(p => p.EndedAt is null && (p.ProviderId, p.ResellerId) == (seller.Id, reseller.Id));
        return Found(
            $"order of {seller.Name} for {customer.Name} through {reseller?.Name ?? "nobody"}",
            [
                ("SCN-01", !isDirect && !isTwoTier),
                .. AgainstSale(seller, customer),
                .. reseller is null ? [] : AgainstSale(reseller, customer),
                ("CUS-02", !IsRelated(seller, customer) || (reseller is not null && !IsRelated(reseller, customer))),
            ]);
    }

    /// <summary>CAT-72, CAT-73: as at an order, but the reseller need not have the customer.</summary>
    private IEnumerable<string> AgainstNaming(Subscription named)
    {
        var (seller, customer) = (Sides[named.PartnerId], Sides[named.CustomerId]);
        if (named.ResellerId is not { } id)
        {
            return [$"K-24: nobody is of record on what {seller.Name} sold to {customer.Name}"];
        }

        var reseller = Sides[id];
        return Found(
            $"{seller.Name} names {reseller.Name} for {customer.Name}",
            [
                ("SCN-01", !seller.Trades(PartnerType.Provider) || !reseller.Trades(PartnerType.Reseller)),
                ("REL-55", !Partnerships.Any(p => p.EndedAt is null && (p.ProviderId, p.ResellerId) == (seller.Id, reseller.Id))),
                .. AgainstSale(reseller, customer),
            ]);
    }

    private bool IsRelated(TradeSide partner, TradeSide customer) => Relationships.Any(r =>
        r.EndedAt is null && (r.PartnerId, r.CustomerId) == (partner.Id, customer.Id));

    private static (string Rule, bool IsBroken)[] AgainstSale(TradeSide seller, TradeSide customer) =>
    [
        ("SCN-04", customer.Kind != TenantKind.Customer),
        ("SCN-05 itself", seller.Organisation == customer.Organisation),
        ("SCN-05 affiliate", seller.Group is not null && seller.Group == customer.Group),
        ("SCN-07", seller.Region != customer.Region),
        ("NAT-10", seller.Cloud != customer.Cloud),
    ];

    private static IEnumerable<string> Found(string what, params (string Rule, bool IsBroken)[] rules) =>
        rules.Where(rule => rule.IsBroken).Select(rule => $"{rule.Rule}: {what}");
}

/// <summary>A tenant as it is stored.</summary>
internal sealed record TradeSide(
    TenantId Id, string Name, OrganisationId Organisation, Guid? Group, TenantKind Kind, Cloud Cloud, string Region,
    IReadOnlyDictionary<PartnerType, EnrolmentState> Enrolled)
{
    public bool Trades(params PartnerType[] types) =>
        types.Any(type => Enrolled.GetValueOrDefault(type, EnrolmentState.Draft) == EnrolmentState.Active)
        && !Enrolled.Values.Contains(EnrolmentState.Suspended);

    /// <summary>REL-11, REL-44: a reseller may be connected before it has signed.</summary>
    public bool MayJoinAsReseller =>
        Enrolled.GetValueOrDefault(PartnerType.Reseller, EnrolmentState.Draft) is EnrolmentState.Active or EnrolmentState.Qualified
        && !Enrolled.Values.Contains(EnrolmentState.Suspended);
}
