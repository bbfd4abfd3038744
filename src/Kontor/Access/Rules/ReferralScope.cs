using System.Collections.Immutable;
using Kontor.Kernel;

namespace Kontor.Access;

/// <summary>ROL-12: the locations for which somebody holds a referral role.</summary>
/// <param name="IsWholeCompany">All of the organization, those that come later included.</param>
/// <param name="Locations">Their network ids; none beside the whole company. Where both are empty it counts for none.</param>
public sealed record RoleScope(bool IsWholeCompany, ImmutableSortedSet<string> Locations)
{
    public static RoleScope WholeCompany { get; } = new(true, []);

    public static RoleScope Of(params IEnumerable<string> locations) => new(false, [.. locations]);

    /// <summary>Whether it counts for no location: the last one was removed.</summary>
    public bool IsEmpty => !IsWholeCompany && Locations.IsEmpty;

    public bool Equals(RoleScope? other) =>
        other is not null && IsWholeCompany == other.IsWholeCompany && Locations.SetEquals(other.Locations);

    public override int GetHashCode() => HashCode.Combine(IsWholeCompany, Locations.Count);
}

/// <summary>ROL-12: which roles have a scope, whether one can be given, and what it lets its holder do.</summary>
public static class ReferralScope
{
    /// <summary>Whether the role counts for locations only.</summary>
    public static bool IsFor(Role role) => role is Role.ReferralsAdmin or Role.ReferralsUser;

    /// <summary>
    /// Whether a user may have these roles with these scopes: a referral role has one, no other role does, and what is
    /// named are locations of the organization. A scope that stays as it is may be empty, which gives nothing.
    /// </summary>
    /// <param name="roles">As they are to be.</param>
    /// <param name="scopes">As they are to be.</param>
    /// <param name="before">As they are.</param>
    /// <param name="own">Those of the named locations that are the organization's.</param>
    public static Decision IsSound(
        ImmutableHashSet<Role> roles,
        IReadOnlyDictionary<Role, RoleScope> scopes,
        IReadOnlyDictionary<Role, RoleScope> before,
        IReadOnlySet<string> own)
    {
        var changed = scopes.Where(scope => !scope.Value.Equals(before.GetValueOrDefault(scope.Key))).ToList();
        return Decision
            .From(scopes.Keys.Where(role => !roles.Contains(role) || !IsFor(role)).Order()
                .Select(role => AccessReasons.ScopeWithoutRole.About(role)))
            .And(Decision.From(roles.Where(IsFor).Order()
                .Where(role => !scopes.TryGetValue(role, out var scope)
                    || (scope.IsEmpty && changed.Exists(entry => entry.Key == role)))
                .Select(role => AccessReasons.ScopeMissing.About(role))))
            .And(Decision.From(changed.SelectMany(scope => scope.Value.Locations).Distinct()
                .Where(location => !own.Contains(location)).Order(StringComparer.Ordinal)
                .Select(location => AccessReasons.ScopeLocationUnknown.About(location))));
    }

    /// <summary>Whether somebody may create a deal for a location.</summary>
    /// <param name="held">The scope of each referral role held; none for somebody without such a role.</param>
    /// <param name="location">The network id.</param>
    /// <param name="isOwn">Whether it is a location of the organization at present.</param>
    public static Decision MayCreateDeal(IReadOnlyDictionary<Role, RoleScope> held, string location, bool isOwn)
    {
        var hasRole = held.Keys.Any(IsFor);
        var covers = isOwn && held.Any(entry => IsFor(entry.Key)
            && (entry.Value.IsWholeCompany || entry.Value.Locations.Contains(location)));
        return Decision.RequireAll(
            (hasRole, AccessReasons.NoReferralRole.About(new Choice<Role>([Role.ReferralsAdmin, Role.ReferralsUser]))),
            (!hasRole || covers, AccessReasons.LocationOutsideScope.About(location)));
    }
}
