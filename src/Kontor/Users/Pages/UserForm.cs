using System.Collections.Immutable;
using Kontor.Access;
using Kontor.Kernel;
using Kontor.Site;

namespace Kontor.Users;

/// <summary>What a form sends about a user.</summary>
public sealed class UserForm
{
    public const string Company = "company";
    public const string Some = "some";

    internal static FieldMap Fields { get; } = new()
    {
        ["Form.FullName"] = [AccessReasons.FullNameInvalid],
        ["Form.UserName"] = [AccessReasons.UserNameInvalid, AccessReasons.UserNameTaken],
        ["Form.HomeDirectory"] = [UserReasons.GuestUnknown],
        ["Form.Language"] = [UserReasons.LanguageUnknown],
    };

    public string? FullName { get; set; }

    public string? UserName { get; set; }

    /// <summary>Of a guest; a domain.</summary>
    public string? HomeDirectory { get; set; }

    public string? Language { get; set; }

    /// <summary>The ticked ones; null where none is, since browsers then send nothing.</summary>
    public string[]? Roles { get; set; }

    /// <summary>ROL-12: <see cref="Company"/> or <see cref="Some"/>, and then the ticked ones; for each referral role.</summary>
    public string? ReferralsAdminScope { get; set; }

    public string[]? ReferralsAdminLocations { get; set; }

    public string? ReferralsUserScope { get; set; }

    public string[]? ReferralsUserLocations { get; set; }

    /// <summary>What was chosen for the referral roles that are ticked.</summary>
    public ImmutableDictionary<Role, RoleScope> Scopes => new[]
    {
        (Role: Role.ReferralsAdmin, Scope: ReferralsAdminScope, Locations: ReferralsAdminLocations),
        (Role: Role.ReferralsUser, Scope: ReferralsUserScope, Locations: ReferralsUserLocations),
    }
    .Where(choice => Ticked.Contains(choice.Role) && choice.Scope is Company or Some)
    .ToImmutableDictionary(
        choice => choice.Role,
        choice => choice.Scope == Company ? RoleScope.WholeCompany : RoleScope.Of(choice.Locations ?? []));

    public ImmutableHashSet<Role> Ticked =>
        [.. (Roles ?? []).Where(name => Enum.IsDefined(typeof(Role), name)).Select(Enum.Parse<Role>)];

    public UserWish ToWish() =>
        new(FullName ?? "", UserName ?? "", Language ?? "", Ticked) { HomeDirectory = HomeDirectory ?? "", Scopes = Scopes };

    /// <summary>
    /// What is wanted of the roles that the reader may give; boxes that cannot be ticked send nothing, and what they stand
    /// for stays.
    /// </summary>
    public ImmutableHashSet<Role> RolesFor(Actor reader, IEnumerable<Role> held) =>
        Ticked.Union(held.Except(RoleRules.GivenBy(reader.TenantKind, reader.Roles)));
}
