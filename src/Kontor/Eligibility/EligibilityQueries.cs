using Kontor.Accounts;
using Kontor.Agreements;
using Kontor.Catalog;
using Kontor.Customers;
using Kontor.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Eligibility;

/// <summary>What a drawing says about a party beside its name.</summary>
/// <param name="NetworkId">Its location's network id; null where it has none.</param>
/// <param name="Country">ISO code.</param>
public sealed record PartyLine(string? NetworkId, string Country);

/// <summary>What an answer needs to know beyond the parties themselves.</summary>
public sealed class EligibilityQueries(KontorDb db, Markets markets)
{
    /// <summary>Where a chain in that cloud starts: the operator's tenant there, else its oldest.</summary>
    public async Task<TenantId> Vendor(Cloud cloud, CancellationToken cancel)
    {
        var operators = await db.Tenants.AsNoTracking()
            .Where(t => t.Kind == TenantKind.Operator)
            .OrderBy(t => t.CreatedAt)
            .Select(t => new { t.Id, t.Cloud })
            .ToListAsync(cancel);
        return (operators.Find(t => t.Cloud == cloud) ?? operators.FirstOrDefault())?.Id
            ?? throw new InvalidOperationException("The program has no operator tenant.");
    }

    /// <summary>SCN-02 and AGR-20 of a buyer, where the partners of the chain that is asked about do not count.</summary>
    public async Task<CustomerStanding> StandingOf(
        TenantId customer, IReadOnlyCollection<TenantId> chain, CancellationToken cancel) => new(
        HasOtherPartners: await db.CustomerRelationships.AnyAsync(
            r => r.CustomerId == customer
                && r.EndedAt == null
                && r.Kind != RelationshipKind.Advisor
                && !chain.Contains(r.PartnerId),
            cancel),
        HasAcceptedAgreement: await db.CustomerAgreementAcceptances.AnyAsync(a => a.CustomerId == customer, cancel));

    /// <summary>
    /// CAT-04 of a product, or of one SKU where the id names it; null when the catalog has no such product.
    /// </summary>
    /// <param name="product">Product id or catalog item id.</param>
    /// <param name="customerCountry">ISO code of the customer's country.</param>
    /// <param name="partner">The partner tenant that would buy from the vendor.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<OfferReach?> ReachOf(
        string product, string customerCountry, TenantId partner, CancellationToken cancel)
    {
        var item = CatalogItemId.Find(product);
        var id = item?.ProductId ?? product;
        var found = await db.Products.AsNoTracking().FirstOrDefaultAsync(p => p.ProductId == id, cancel);
        if (found is null)
        {
            return null;
        }

        var offered = db.Availabilities.AsNoTracking().Where(a => a.ProductId == id);
        if (item is { SkuId: var sku })
        {
            offered = offered.Where(a => a.SkuId == sku);
        }

        var partnerCountry = await CountryOf(partner, cancel);
        string[] wanted = [customerCountry, partnerCountry, Availability.EveryMarket];
        var there = await offered.Where(a => wanted.Contains(a.Market)).Select(a => a.Market).Distinct()
            .ToListAsync(cancel);
        var everywhere = there.Contains(Availability.EveryMarket);
        return new OfferReach(
            found.Title,
            customerCountry,
            partnerCountry,
            everywhere || there.Contains(customerCountry),
            everywhere || there.Contains(partnerCountry))
        {
            IsForSharedServices = ProductKinds.IsForSharedServices(found),
        };
    }

    /// <summary>
    /// The domains of an organization's partner tenants in a region group and cloud, the oldest first. An organization has a
    /// bounded number of tenants; of those there a few are told.
    /// </summary>
    public async Task<IReadOnlyList<string>> PartnerDomainsIn(
        OrganisationId organisation, string region, Cloud cloud, CancellationToken cancel)
    {
        const int most = 3;
        var tenants = await db.Tenants.AsNoTracking()
            .Where(t => t.OrganisationId == organisation && t.Kind == TenantKind.Partner && t.Cloud == cloud)
            .OrderBy(t => t.CreatedAt).ThenBy(t => t.Id)
            .Select(t => new { t.Market, t.DefaultDomain })
            .ToListAsync(cancel);
        return
        [
            .. tenants.Where(t => markets.Find(t.Market)?.RegionGroup == region).Select(t => t.DefaultDomain).Take(most),
        ];
    }

    /// <summary>The title of a product, or of the product of a catalog item; null when the catalog has none.</summary>
    public Task<string?> TitleOf(string product, CancellationToken cancel)
    {
        var id = CatalogItemId.Find(product)?.ProductId ?? product;
        return db.Products.Where(p => p.ProductId == id).Select(p => p.Title).FirstOrDefaultAsync(cancel);
    }

    /// <summary>Network ids and countries of tenants.</summary>
    public async Task<IReadOnlyDictionary<TenantId, PartyLine>> LinesOf(
        IReadOnlyCollection<TenantId> tenants, CancellationToken cancel)
    {
        var networkIds = db.NetworkIds;
        var rows = await db.Tenants.AsNoTracking()
            .Where(t => tenants.Contains(t.Id))
            .Select(t => new
            {
                t.Id,
                t.Market,
                NetworkId = networkIds.Where(n => n.TenantId == t.Id && n.Kind == NetworkIdKind.Location)
                    .Select(n => n.Id).FirstOrDefault(),
            })
            .ToListAsync(cancel);
        return rows.ToDictionary(
            row => row.Id, row => new PartyLine(row.NetworkId, markets.Find(row.Market)?.IsoCode ?? row.Market));
    }

    /// <summary>The tenant with that default or other domain, in any case.</summary>
    public async Task<TenantId?> TenantOfDomain(string domain, CancellationToken cancel)
    {
        var wanted = domain.ToLowerInvariant();
        var found = await db.TenantDomains.AsNoTracking().FirstOrDefaultAsync(d => d.Domain == wanted, cancel);
        return found?.TenantId;
    }

    /// <summary>The catalog knows countries by their ISO codes; where the program does not run, by the key itself.</summary>
    public async Task<string> CountryOf(TenantId tenant, CancellationToken cancel)
    {
        var market = await db.Tenants.Where(t => t.Id == tenant).Select(t => t.Market).FirstAsync(cancel);
        return markets.Find(market)?.IsoCode ?? market;
    }
}
