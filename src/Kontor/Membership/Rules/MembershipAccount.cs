using Kontor.Accounts;

namespace Kontor.Membership;

/// <summary>
/// An account of the membership directory that Kontor hosts (ENR-04). It has a name and a password of its own, and is no
/// user of any tenant.
/// </summary>
public sealed class MembershipAccount
{
    public const int MaxUserNameLength = 254;

    public required Guid Id { get; init; }

    /// <summary>A mail address in lower case; unique.</summary>
    public required string UserName { get; init; }

    public required string PasswordHash { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Wrong passwords in a row.</summary>
    public int FailedSignIns { get; set; }

    /// <summary>Until then nobody signs in with it; null for not locked.</summary>
    public DateTimeOffset? LockedUntil { get; set; }

    /// <summary>The form in which a name is kept and compared.</summary>
    public static string KeyOf(string userName) => userName.Trim().ToLowerInvariant();
}

/// <summary>What the membership knows of an organization or of one of its branches (ENR-25).</summary>
public sealed class MembershipProfile
{
    /// <summary>Digits, seven as a rule.</summary>
    public required string NetworkId { get; init; }

    public required Guid AccountId { get; init; }

    /// <summary>Only a location can be linked to a partner tenant (ACC-40, ACC-41).</summary>
    public required NetworkIdKind Kind { get; init; }

    public required string LegalName { get; set; }

    /// <summary>Market key.</summary>
    public required string Market { get; init; }

    public required bool IsActive { get; set; }
}
