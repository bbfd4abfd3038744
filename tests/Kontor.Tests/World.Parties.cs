using Kontor.Accounts;
using Kontor.Agreements;
using Kontor.Enrolment;
using Kontor.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Tests;

public sealed partial class World
{
    private static readonly Markets AllMarkets = ShippedMarkets.Load();

    private int _participants;

    /// <summary>A provider that may do business, unless said otherwise.</summary>
    public Task<Participant> Provider(
        string market = "DE", bool hasSigned = true, EnrolmentState? state = null, Participant? ofSame = null,
        Participant? affiliateOf = null, Cloud cloud = Cloud.Public) =>
        Partner(PartnerType.Provider, market, hasSigned, state, hasNetworkId: true, ofSame, affiliateOf, cloud);

    /// <summary>A reseller that may do business, unless said otherwise.</summary>
    public Task<Participant> Reseller(
        string market = "DE", bool hasSigned = true, EnrolmentState? state = null, bool hasNetworkId = true,
        Participant? ofSame = null, Participant? affiliateOf = null, Cloud cloud = Cloud.Public) =>
        Partner(PartnerType.Reseller, market, hasSigned, state, hasNetworkId, ofSame, affiliateOf, cloud);

    /// <summary>A direct-bill partner that may do business, unless said otherwise.</summary>
    public Task<Participant> DirectPartner(
        string market = "DE", bool hasSigned = true, EnrolmentState? state = null, Participant? ofSame = null,
        Participant? affiliateOf = null, Cloud cloud = Cloud.Public) =>
        Partner(PartnerType.DirectPartner, market, hasSigned, state, hasNetworkId: true, ofSame, affiliateOf, cloud);

    /// <summary>A customer without any partner.</summary>
    public Task<Participant> Customer(
        string market = "DE", Participant? ofSame = null, Participant? affiliateOf = null,
        Cloud cloud = Cloud.Public) =>
        Tenant(TenantKind.Customer, "Customer", market, hasNetworkId: false, ofSame, affiliateOf, cloud);

    /// <summary>The vendor's own tenant.</summary>
    public Task<Participant> Vendor() =>
        Tenant(TenantKind.Operator, "Vendor", "DE", hasNetworkId: false, null, null, Cloud.Public);

    /// <summary>One more enrolment of a partner tenant, or another state of one it has (ENR-51).</summary>
    public async Task Enrolled(Participant partner, PartnerType type, EnrolmentState state)
    {
        await using var db = Db();
        var enrolment = await db.PartnerEnrolments
            .SingleOrDefaultAsync(e => e.TenantId == partner.Id && e.Type == type);
        if (enrolment is null)
        {
            db.Add(new PartnerEnrolment { TenantId = partner.Id, Type = type, State = state, Since = Now });
        }
        else
        {
            (enrolment.State, enrolment.Since) = (state, Now);
        }

        await db.SaveChangesAsync();
    }

    private async Task<Participant> Partner(
        PartnerType type, string market, bool hasSigned, EnrolmentState? state, bool hasNetworkId, Participant? ofSame,
        Participant? affiliateOf, Cloud cloud)
    {
        var partner = await Tenant(
            TenantKind.Partner, type.ToString(), market, hasNetworkId, ofSame, affiliateOf, cloud);
        await Enrolled(partner, type, state ?? (hasSigned ? EnrolmentState.Active : EnrolmentState.Qualified));
        var region = AllMarkets.Find(market)?.RegionGroup;
        if (hasSigned && region is not null && ofSame is null)
        {
            await Save(new PartnerAgreementSignature
            {
                Id = Guid.CreateVersion7(Now),
                OrganisationId = partner.OrganisationId,
                RegionGroup = region,
                TenantId = partner.Id,
                Version = AgreementTemplates.Partner.Version,
                Number = AgreementTemplates.Partner.Number,
                TextHash = AgreementTexts.Partner.Hash,
                SignedBy = partner.GlobalAdmin.UserId!.Value,
                SignedAt = Now,
            });
        }

        return partner;
    }

    private async Task<Participant> Tenant(
        TenantKind kind, string word, string market, bool hasNetworkId, Participant? ofSame, Participant? affiliateOf,
        Cloud cloud)
    {
        var number = Interlocked.Increment(ref _participants);
        var name = ofSame?.Name ?? $"{word} {number}";
        var tenant = new Participant(
            new(Guid.CreateVersion7()), ofSame?.OrganisationId ?? new(Guid.CreateVersion7()), kind, name, market,
            $"{word.ToLowerInvariant()}{number}.example", hasNetworkId ? $"{4_000_000 + number}" : null);
        if (ofSame is null)
        {
            await Save(new Organisation
            {
                Id = tenant.OrganisationId,
                Name = name,
                Market = market,
                ControlGroupId = affiliateOf is null ? null : await ControlGroupOf(affiliateOf),
                ContactFirstName = "Ada",
                ContactLastName = $"Contact {number}",
                ContactEmail = $"contact@{tenant.Domain}",
            });
        }

        await Save(
            new Tenant
            {
                Id = tenant.Id,
                OrganisationId = tenant.OrganisationId,
                Kind = kind,
                Cloud = cloud,
                Market = market,
                DefaultDomain = tenant.Domain,
                CreatedAt = Now,
            },
            new TenantDomain { Domain = tenant.Domain, TenantId = tenant.Id });
        if (hasNetworkId)
        {
            await Save(new NetworkId
            {
                Id = tenant.NetworkId!,
                OrganisationId = tenant.OrganisationId,
                Kind = NetworkIdKind.Location,
                Market = market,
                TenantId = tenant.Id,
            });
        }

        return tenant;
    }

    /// <summary>ACC-47: the group of organisations under common control; the first member founds it.</summary>
    private async Task<Guid> ControlGroupOf(Participant member)
    {
        await using var db = Db();
        var organisation = await db.Organisations.SingleAsync(o => o.Id == member.OrganisationId);
        organisation.ControlGroupId ??= Guid.CreateVersion7();
        await db.SaveChangesAsync();
        return organisation.ControlGroupId.Value;
    }
}
