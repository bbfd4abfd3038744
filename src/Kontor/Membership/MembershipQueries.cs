using Kontor.Accounts;
using Kontor.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Membership;

/// <summary>A profile as somebody who chooses among them sees it.</summary>
/// <param name="Profile">As the membership has it.</param>
/// <param name="Linking">Whether it can be linked to the asking tenant, and if not, why.</param>
public sealed record OfferedProfile(MembershipProfile Profile, Decision Linking);

/// <summary>The profiles of a membership account, for a tenant that wants one of them.</summary>
public sealed class MembershipQueries(KontorDb db)
{
    private const int Most = 200;

    /// <summary>The name of an account.</summary>
    public Task<string?> NameOf(Guid account, CancellationToken cancel) =>
        db.MembershipAccounts.Where(a => a.Id == account).Select(a => a.UserName).SingleOrDefaultAsync(cancel);

    /// <summary>Those that can be linked first, then by network id.</summary>
    public async Task<IReadOnlyList<OfferedProfile>> ProfilesOf(
        Guid account, TenantId tenant, string market, CancellationToken cancel)
    {
        var profiles = await db.MembershipProfiles.AsNoTracking()
            .Where(p => p.AccountId == account)
            .OrderBy(p => p.NetworkId).Take(Most)
            .ToListAsync(cancel);
        var numbers = profiles.Select(p => p.NetworkId).ToArray();
        var linked = await db.NetworkIds.AsNoTracking()
            .Where(n => numbers.Contains(n.Id) && n.TenantId != null && n.TenantId != tenant)
            .Select(n => n.Id)
            .ToListAsync(cancel);
        return
        [
            .. profiles
                .Select(p => new OfferedProfile(p, MembershipRules.MayLink(p, market, linked.Contains(p.NetworkId))))
                .OrderByDescending(offered => offered.Linking.IsGranted),
        ];
    }
}
