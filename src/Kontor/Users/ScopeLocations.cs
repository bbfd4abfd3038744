using System.Collections.Immutable;
using Kontor.Access;
using Kontor.Accounts;
using Kontor.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Users;

/// <summary>A location for which a referral role can be given (ROL-12).</summary>
/// <param name="NetworkId">Its number.</param>
/// <param name="Name">Of the company there.</param>
/// <param name="City">Empty where it shares the address of the global account.</param>
public sealed record ScopeLocation(string NetworkId, string Name, string City);

/// <summary>The locations of the actor's organization, as scopes of referral roles name them.</summary>
public sealed class ScopeLocations(KontorDb db)
{
    /// <summary>So many are offered at most; an organization has fewer.</summary>
    private const int Most = 500;

    public async Task<IReadOnlyList<ScopeLocation>> All(Actor actor, CancellationToken cancel) => await (
        from tenant in db.Tenants
        join organisation in db.Organisations on tenant.OrganisationId equals organisation.Id
        join id in db.NetworkIds on organisation.Id equals id.OrganisationId
        join written in db.LocationDetails on id.Id equals written.NetworkId into known
        from details in known.DefaultIfEmpty()
        where tenant.Id == actor.TenantId && id.Kind == NetworkIdKind.Location
        orderby id.Id
        select new ScopeLocation(
            id.Id,
            details == null || details.CompanyName == "" ? organisation.Name : details.CompanyName,
            details == null ? "" : details.City))
        .Take(Most)
        .ToListAsync(cancel);

    /// <summary>
    /// Those of the named that are there, held until the transaction ends, so that none is deleted beneath a scope that is
    /// being written.
    /// </summary>
    internal async Task<ImmutableHashSet<string>> Held(
        Actor actor, IEnumerable<RoleScope> scopes, CancellationToken cancel)
    {
        string[] named = [.. scopes.SelectMany(scope => scope.Locations).Distinct()];
        return named.Length == 0
            ? []
            :
            [
                .. await db.Database.SqlQuery<string>(
                    $"""
                    select n.id as "Value" from network_ids n
                    where n.kind = 'Location' and n.id = any ({named})
                        and n.organisation_id = (select organisation_id from tenants where id = {actor.TenantId.Value})
                    for key share of n
                    """).ToListAsync(cancel),
            ];
    }
}
