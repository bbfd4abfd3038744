using Kontor.Kernel;
using Microsoft.AspNetCore.Identity;

namespace Kontor.Access;

/// <summary>
/// A person who signs in (ROL-02). Belongs to one tenant. <see cref="IdentityUser{TKey}.UserName"/> looks like a mail
/// address and is unique over all tenants, guests aside; what the person may do stands in the role assignments.
/// </summary>
public sealed class User : IdentityUser<Guid>
{
    public const int MaxNameLength = 200;
    public const int MaxUserNameLength = 256;

    public UserId UserId => new(Id);

    public required TenantId TenantId { get; init; }

    /// <summary>
    /// ROL-02: the account with which a guest signs in, in another tenant; null for everybody who is at home here. A guest
    /// has the user name of that account and no password of this tenant.
    /// </summary>
    public Guid? HomeUserId { get; init; }

    public required string FullName { get; set; }

    /// <summary>Language of pages and mails: en, de or nl.</summary>
    public required string Language { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>
    /// Until when the password holds that somebody else made for this user; null for a password of the own choice. With it
    /// a user can do nothing but choose another one (ROL-01, ROL-03).
    /// </summary>
    public DateTimeOffset? TemporaryUntil { get; set; }

    /// <summary>Tokens from before this instant, in whole seconds, do not count; null while all do.</summary>
    public DateTimeOffset? TokensFrom { get; set; }

    /// <summary>Since when the user is out, with sessions and tokens ended. Null for active users.</summary>
    public DateTimeOffset? DeactivatedAt { get; set; }

    /// <summary>Ends all sessions and tokens there are.</summary>
    /// <param name="now">By the wall clock.</param>
    public void EndSessions(DateTimeOffset now)
    {
        SecurityStamp = Secrets.New();
        ConcurrencyStamp = Secrets.New();

        // Tokens know whole seconds: those of the present one count as before.
        TokensFrom = DateTimeOffset.FromUnixTimeSeconds(now.ToUnixTimeSeconds() + 1);
    }
}

/// <summary>A role that a user holds in its tenant.</summary>
public sealed class RoleAssignment
{
    public required Guid UserId { get; init; }

    public required Role Role { get; init; }

    /// <summary>ROL-12: whether a referral role counts for every location; false for all other roles.</summary>
    public bool IsWholeCompany { get; set; }
}

/// <summary>ROL-12: a location for which a user holds a referral role; it goes with the location and with the role.</summary>
public sealed class RoleLocation
{
    public required Guid UserId { get; init; }

    public required Role Role { get; init; }

    public required string NetworkId { get; init; }
}
