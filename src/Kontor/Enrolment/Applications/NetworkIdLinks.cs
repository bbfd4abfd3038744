using Kontor.Accounts;
using Kontor.Kernel;
using Kontor.Membership;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Enrolment;

/// <summary>
/// Links a tenant with the network id of a location (ACC-42, ENR-33), to be saved by the caller. Of two tenants that want
/// the same one at once, the tables let one have it.
/// </summary>
public sealed class NetworkIdLinks(KontorDb db)
{
    public async Task<Decision> MayLink(ApplicationFile file, MembershipProfile profile, CancellationToken cancel) =>
        MayLink(file, profile, await Known(profile, cancel));

    public async Task<Decision> Link(ApplicationFile file, MembershipProfile profile, CancellationToken cancel)
    {
        // Read once: a second look could find what another tenant took since the first, and take it away.
        var known = await Known(profile, cancel);
        var decision = MayLink(file, profile, known);
        if (!decision.IsGranted)
        {
            return decision;
        }

        if (known is not null)
        {
            known.TenantId = file.Tenant.Id;
        }
        else
        {
            db.Add(new NetworkId
            {
                Id = profile.NetworkId,
                OrganisationId = file.Organisation.Id,
                Kind = NetworkIdKind.Location,
                Market = file.Tenant.Market,
                TenantId = file.Tenant.Id,
            });
        }

        return Decision.Granted;
    }

    /// <summary>Gives back what was linked through the application, when it is withdrawn.</summary>
    public async Task Unlink(ApplicationFile file, CancellationToken cancel) => db.RemoveRange(
        await db.NetworkIds
            .Where(n => n.TenantId == file.Tenant.Id && n.Id == file.Application!.NetworkId)
            .ToListAsync(cancel));

    private Task<NetworkId?> Known(MembershipProfile profile, CancellationToken cancel) =>
        db.NetworkIds.SingleOrDefaultAsync(n => n.Id == profile.NetworkId, cancel);

    private static Decision MayLink(ApplicationFile file, MembershipProfile profile, NetworkId? known) =>
        MembershipRules.MayLink(profile, file.Tenant.Market, known is not null && !IsFree(known, file));

    /// <summary>Linked to nobody, and of the same organization and country.</summary>
    private static bool IsFree(NetworkId row, ApplicationFile file) =>
        (row.TenantId is null || row.TenantId == file.Tenant.Id)
        && row.OrganisationId == file.Organisation.Id
        && row.Kind == NetworkIdKind.Location
        && row.Market == file.Tenant.Market;
}
