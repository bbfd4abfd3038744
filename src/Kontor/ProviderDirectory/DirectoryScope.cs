using Kontor.Access;
using Kontor.Accounts;
using Kontor.Enrolment;
using Kontor.Kernel;
using Kontor.Policy;
using Microsoft.EntityFrameworkCore;

namespace Kontor.ProviderDirectory;

/// <summary>Which part of the directory somebody looks at.</summary>
/// <param name="Cloud">NAT-10: one cloud's providers; null for all, which operators see.</param>
/// <param name="RegionGroup">REL-04: a reseller's own region; null for all.</param>
/// <param name="Reseller">Who may be a partner of what it looks at; null for everybody else.</param>
public sealed record DirectoryScope(Cloud? Cloud, string? RegionGroup, TenantId? Reseller)
{
    /// <summary>NAT-10: clouds in which there is no directory, whoever looks.</summary>
    public IReadOnlyList<Cloud> Off { get; init; } = [];

    /// <summary>Whether there is a directory for who looks.</summary>
    public Decision IsThere => Decision.RequireAll(
        (Cloud is not { } cloud || !Off.Contains(cloud), ProviderProfileReasons.DirectoryOff));

    /// <summary>What anybody sees.</summary>
    public static DirectoryScope Public { get; } = new(Accounts.Cloud.Public, null, null);
}

/// <summary>Finds out which part of the directory the caller looks at.</summary>
public sealed class DirectoryScopes(KontorDb db, Markets markets, CurrentPolicy policy)
{
    public async Task<DirectoryScope> Of(Caller caller, CancellationToken cancel) => await PartOf(caller, cancel) with
    {
        Off = [.. Enum.GetValues<Cloud>().Where(cloud => !policy.Value.Has(cloud, CloudFeature.FindProvider))],
    };

    private async Task<DirectoryScope> PartOf(Caller caller, CancellationToken cancel)
    {
        if (caller.Subject is not { } subject)
        {
            return DirectoryScope.Public;
        }

        if (subject.Actor.TenantKind == TenantKind.Operator)
        {
            return new DirectoryScope(null, null, null);
        }

        var id = subject.Actor.TenantId;
        var own = await db.Tenants.AsNoTracking()
            .Where(tenant => tenant.Id == id)
            .Select(tenant => new { tenant.Cloud, tenant.Market })
            .SingleAsync(cancel);
        var types = subject.PartnerTypes;
        var isReseller = types.Contains(PartnerType.Reseller);
        return new DirectoryScope(
            own.Cloud,
            isReseller && !types.Contains(PartnerType.Provider) ? markets.Of(own.Market).RegionGroup : null,
            isReseller ? id : null);
    }
}
