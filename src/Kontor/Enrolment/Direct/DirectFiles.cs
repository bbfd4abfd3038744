using Kontor.Accounts;
using Kontor.Agreements;
using Kontor.Kernel;
using Kontor.Membership;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Enrolment;

/// <summary>A tenant with its application as direct partner and all that a decision about it needs.</summary>
/// <param name="Tenant">Who applies.</param>
/// <param name="Organisation">Whose tenant it is.</param>
/// <param name="Enrolment">Where the application stands; null where there never was one.</param>
/// <param name="Application">The open application; null where there is none.</param>
/// <param name="Facts">What the requirements ask about.</param>
/// <param name="Documents">How many documents are with the open application.</param>
public sealed record DirectFile(
    Tenant Tenant,
    Organisation Organisation,
    PartnerEnrolment? Enrolment,
    DirectApplication? Application,
    DirectFacts Facts,
    int Documents)
{
    public EnrolmentState? State => Enrolment?.State;

    /// <summary>The application where it can be written at present.</summary>
    public Result<DirectApplication> Editable => Application is not { } application ? DirectReasons.NotStarted
        : !ApplicationRules.IsEditable(Enrolment!.State) ? DirectReasons.NotEditable
        : application;
}

/// <summary>Loads applications as direct partner with what belongs to them, to be changed and saved by the caller.</summary>
public sealed class DirectFiles(KontorDb db, RevenueQuery revenue, Markets markets, TimeProvider clock)
{
    /// <summary>The file of a tenant that is known to exist.</summary>
    public async Task<DirectFile> Of(TenantId tenant, CancellationToken cancel) =>
        await Find(tenant, cancel) ?? throw new InvalidOperationException($"There is no tenant {tenant}.");

    /// <summary>Null where there is no such tenant.</summary>
    public async Task<DirectFile?> Find(TenantId tenant, CancellationToken cancel)
    {
        var own = await (
            from t in db.Tenants
            join o in db.Organisations on t.OrganisationId equals o.Id
            where t.Id == tenant
            select new { Tenant = t, Organisation = o }).SingleOrDefaultAsync(cancel);
        if (own is null)
        {
            return null;
        }

        // The application comes first: whatever happens to it between the reads raises its version, and saving finds out.
        var application = await db.DirectApplications
            .SingleOrDefaultAsync(a => a.TenantId == tenant && a.ClosedAt == null, cancel);
        var enrolments = await db.PartnerEnrolments
            .Where(e => e.TenantId == tenant && e.Type != PartnerType.Provider)
            .ToListAsync(cancel);
        var documents = application is null
            ? 0
            : await db.ApplicationDocuments.CountAsync(
                d => d.TenantId == tenant && d.Type == PartnerType.DirectPartner && d.Number == application.Number, cancel);
        var direct = enrolments.Find(e => e.Type == PartnerType.DirectPartner);
        var reseller = enrolments.Find(e => e.Type == PartnerType.Reseller);
        return new DirectFile(
            own.Tenant, own.Organisation, direct, application,
            await FactsOf(own.Tenant, reseller?.State, direct?.State, cancel), documents);
    }

    /// <summary>Where a tenant's open application stands; null where it has none.</summary>
    public Task<EnrolmentState?> OpenStateOf(TenantId tenant, CancellationToken cancel) => (
        from e in db.PartnerEnrolments
        join a in db.DirectApplications on e.TenantId equals a.TenantId
        where e.TenantId == tenant && e.Type == PartnerType.DirectPartner && a.ClosedAt == null
        select (EnrolmentState?)e.State).SingleOrDefaultAsync(cancel);

    private async Task<DirectFacts> FactsOf(
        Tenant tenant, EnrolmentState? reseller, EnrolmentState? direct, CancellationToken cancel)
    {
        var now = clock.Now();
        var linked = await db.NetworkIds
            .Where(n => n.TenantId == tenant.Id && n.Kind == NetworkIdKind.Location)
            .Select(n => n.Id)
            .SingleOrDefaultAsync(cancel);
        var isInactive = linked is not null
            && await db.MembershipProfiles.AnyAsync(p => p.NetworkId == linked && !p.IsActive, cancel);
        var region = markets.Find(tenant.Market)?.RegionGroup;
        var hasSigned = region is not null && await db.SignaturesHolding(now)
            .AnyAsync(s => s.OrganisationId == tenant.OrganisationId && s.RegionGroup == region, cancel);
        return new DirectFacts(
            reseller, direct, linked, !isInactive, hasSigned,
            await revenue.FirstSaleAsReseller(tenant.OrganisationId, cancel),
            await revenue.Of(tenant.OrganisationId, now, cancel));
    }
}
