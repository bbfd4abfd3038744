using Kontor.Accounts;
using Kontor.Kernel;
using Kontor.Site;

namespace Kontor.Eligibility;

/// <summary>The parties of a question as the rules see them.</summary>
/// <param name="Seller">Who sells or manages; the provider where a partnership is asked about.</param>
/// <param name="Via">The provider of a two-tier sale.</param>
/// <param name="Buyer">Who buys, be it one that there is not yet.</param>
/// <param name="NewCountry">ISO code of the country of a buyer that there is not yet; null for one that there is.</param>
public sealed record AskedParties(Party Seller, Party? Via, Party Buyer, string? NewCountry)
{
    /// <summary>The tenants that there are.</summary>
    public IReadOnlyList<TenantId> Tenants =>
    [
        Seller.TenantId,
        .. Via is null ? (TenantId[])[] : [Via.TenantId],
        .. NewCountry is null ? (TenantId[])[Buyer.TenantId] : [],
    ];

    /// <summary>By tenant; a buyer that there is not yet has the empty id.</summary>
    public Party Of(TenantId tenant) =>
        tenant == Buyer.TenantId ? Buyer
        : tenant == Seller.TenantId ? Seller
        : tenant == Via?.TenantId ? Via
        : throw new ArgumentException($"{tenant} is no party of the question.", nameof(tenant));
}

/// <summary>Loads the parties of a question, and puts a buyer that there is not yet in its place.</summary>
public sealed class AskedPartiesQuery(PartyFacts parties, Markets markets)
{
    /// <summary>Null when one of the tenants does not exist.</summary>
    public async Task<AskedParties?> Of(EligibilityQuestion question, CancellationToken cancel)
    {
        TenantId? buyer = question.New is null ? question.Buyer : question.New.Of;
        TenantId[] named = [.. ((TenantId?[])[question.Seller, question.Via, buyer]).OfType<TenantId>()];
        var known = await parties.Load(named, cancel);
        if (!named.All(known.ContainsKey))
        {
            return null;
        }

        var seller = known[question.Seller];
        var via = question.Via is { } id ? known[id] : null;
        return question.New is not { } wanted
            ? new AskedParties(seller, via, known[question.Buyer], null)
            : new AskedParties(
                seller, via, New(wanted, seller, wanted.Of is { } of ? known[of] : null),
                MarketOf(wanted)?.IsoCode ?? wanted.Country);
    }

    /// <summary>A market by its key or ISO code; all that share one are of the same region (REG-08).</summary>
    private Market? MarketOf(NewBuyer wanted) =>
        markets.Find(wanted.Country) ?? markets.WithIsoCode(wanted.Country).FirstOrDefault();

    private Party New(NewBuyer wanted, Party seller, Party? of)
    {
        var market = MarketOf(wanted);
        var country = market is null ? wanted.Country : markets.NameOf(market.Key);
        var kind = wanted.Kind == TenantKind.Partner ? "partner" : "customer";
        return new Party(
            new TenantId(Guid.Empty),
            of?.OrganisationId ?? new OrganisationId(Guid.Empty),
            of?.ControlGroupId,
            wanted.Kind,
            wanted.Cloud ?? seller.Cloud,
            market?.RegionGroup,
            Enrolments.None,
            HasSignedInRegion: false,
            HasNetworkId: false,
            of is null
                ? Texts.Of($"eligibility.new.{kind}", country)
                : Texts.Of($"eligibility.new.{kind}.of", country, of.Name),
            Texts.Of("eligibility.new.tenant", country));
    }
}
