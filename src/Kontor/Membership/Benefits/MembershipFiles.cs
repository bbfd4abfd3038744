using Kontor.Accounts;
using Kontor.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Membership;

/// <summary>What the membership holds for a partner tenant.</summary>
/// <param name="NetworkId">The location's network id that is linked to the tenant.</param>
/// <param name="LegalName">Of the organization, as the program has it on record.</param>
/// <param name="Profile">What the membership knows of the network id; null where the vendor entered the partner itself.</param>
/// <param name="Standing">Level and competencies; a plain member's where nothing was written.</param>
/// <param name="Benefits">Those that can be used longest first.</param>
/// <param name="Today">UTC.</param>
public sealed record MembershipFile(
    NetworkId NetworkId, string LegalName, MembershipProfile? Profile, MembershipStanding Standing,
    IReadOnlyList<MembershipBenefit> Benefits, DateOnly Today)
{
    /// <summary>ENR-04: the membership knows the organization by another name than the program.</summary>
    public bool IsNameOutdated => Profile is not null && Profile.LegalName != LegalName;
}

/// <summary>Reads what the membership holds.</summary>
public sealed class MembershipFiles(KontorDb db, TimeProvider clock)
{
    /// <param name="partner">A partner's tenant.</param>
    /// <param name="cancel">Gives up.</param>
    /// <returns>Null where no network id is linked to it (ENR-33).</returns>
    public async Task<MembershipFile?> Of(TenantId partner, CancellationToken cancel)
    {
        var found = await (
            from id in db.NetworkIds
            join organisation in db.Organisations on id.OrganisationId equals organisation.Id
            join profile in db.MembershipProfiles on id.Id equals profile.NetworkId into profiles
            from profile in profiles.DefaultIfEmpty()
            where id.TenantId == partner
            select new { Id = id, organisation.Name, Profile = profile }).SingleOrDefaultAsync(cancel);
        if (found is null)
        {
            return null;
        }

        var number = found.Id.Id;
        return new MembershipFile(
            found.Id,
            found.Name,
            found.Profile,
            await db.MembershipStandings.SingleOrDefaultAsync(s => s.NetworkId == number, cancel)
                ?? new MembershipStanding { NetworkId = number },
            await db.MembershipBenefits.Where(b => b.NetworkId == number)
                .OrderByDescending(b => b.Until).ThenBy(b => b.Id).Take(BenefitRules.MostBenefits).ToListAsync(cancel),
            DateOnly.FromDateTime(clock.Now().UtcDateTime));
    }
}
