using Kontor.Accounts;
using Kontor.Enrolment;
using Kontor.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Kontor.ProviderDirectory;

/// <summary>A partner with the profile that it has in the directory, or could have.</summary>
/// <param name="Tenant">The partner's.</param>
/// <param name="Organisation">Whose name the directory shows.</param>
/// <param name="Region">Region group of the tenant.</param>
/// <param name="Enrolment">As provider; null for a partner that is none.</param>
/// <param name="Profile">Null while nothing was written.</param>
public sealed record ProviderProfileFile(
    Tenant Tenant, Organisation Organisation, string Region, EnrolmentState? Enrolment, ProviderProfile? Profile)
{
    public bool IsProvider => Enrolment is { } state && ApplicationRules.IsDecidedInFavour(state);

    /// <summary>REL-03: official and approved at this moment, so that what is published is shown.</summary>
    public bool IsListed => Enrolment == EnrolmentState.Active && Profile?.Published is not null;

    public ProviderProfileState State => Profile?.State ?? ProviderProfileState.Settled;

    /// <summary>What the provider goes on writing: the change, or else what is published.</summary>
    public ProviderProfileText Newest => Profile?.Draft ?? Profile?.Published ?? ProviderProfileText.Empty;

    public int Version => Profile?.Version ?? 0;
}

/// <summary>Reads the profiles with what belongs to them; the profile is there to be changed.</summary>
public sealed class ProviderProfileFiles(KontorDb db, Markets markets)
{
    /// <summary>The file of a tenant; null where there is no such tenant.</summary>
    public async Task<ProviderProfileFile?> Find(TenantId id, CancellationToken cancel)
    {
        var found = await (
            from tenant in db.Tenants.AsNoTracking()
            join organisation in db.Organisations.AsNoTracking() on tenant.OrganisationId equals organisation.Id
            where tenant.Id == id
            select new { tenant, organisation }).SingleOrDefaultAsync(cancel);
        if (found is null)
        {
            return null;
        }

        var state = await db.PartnerEnrolments.AsNoTracking()
            .Where(e => e.TenantId == id && e.Type == PartnerType.Provider)
            .Select(e => (EnrolmentState?)e.State)
            .SingleOrDefaultAsync(cancel);
        var profile = await db.ProviderProfiles.SingleOrDefaultAsync(p => p.TenantId == id, cancel);
        return new(found.tenant, found.organisation, markets.Of(found.tenant.Market).RegionGroup, state, profile);
    }

    /// <summary>The version as it is stored now, whatever was read before.</summary>
    public Task<int> VersionOf(TenantId id, CancellationToken cancel) =>
        db.ProviderProfiles.AsNoTracking().Where(p => p.TenantId == id).Select(p => p.Version).SingleOrDefaultAsync(cancel);

    /// <summary>What an operator may look at: not what a provider has only begun to write.</summary>
    public async Task<ProviderProfileFile?> HandedInOrPublished(TenantId id, CancellationToken cancel) =>
        await Find(id, cancel) is { Profile: { } profile } file
            && (profile.Published is not null
                || profile.State is ProviderProfileState.HandedIn or ProviderProfileState.Refused)
                ? file
                : null;
}
