using System.Collections.Immutable;

namespace Kontor.Membership;

/// <summary>How far a partner has come in the membership.</summary>
public enum MembershipLevel
{
    Member,
    Silver,
    Gold,
}

/// <summary>ENR-25: what a network id carries: the level of its membership and the competencies behind it.</summary>
public sealed class MembershipStanding
{
    public required string NetworkId { get; init; }

    public MembershipLevel Level { get; set; }

    /// <summary>In the vendor's words, in its order; none twice.</summary>
    public ImmutableArray<string> Competencies { get; set; } = [];

    /// <summary>Of two changes at once, the second finds another version than it read.</summary>
    public int Version { get; set; }
}

/// <summary>What a benefit of the membership is.</summary>
public enum BenefitKind
{
    /// <summary>Licenses of the vendor's products for the partner's own work.</summary>
    InternalUseLicenses,

    /// <summary>Hours of advice.</summary>
    AdvisoryHours,

    /// <summary>Support cases with the vendor (SUP-08).</summary>
    SupportCases,

    /// <summary>Places in trainings.</summary>
    TrainingSeats,
}

/// <summary>How far a benefit can be used.</summary>
public enum BenefitState
{
    Available,
    Activated,
    Expired,
}

/// <summary>ENR-04: something that the membership gives to a network id. The partner activates it once, before it expires.</summary>
public sealed class MembershipBenefit
{
    public required string NetworkId { get; init; }

    public required Guid Id { get; init; }

    public required BenefitKind Kind { get; init; }

    /// <summary>Licenses, hours, cases or seats; 1 to <see cref="BenefitRules.MaxCount"/>.</summary>
    public required int Count { get; init; }

    /// <summary>The last day, UTC.</summary>
    public required DateOnly Until { get; init; }

    public required DateTimeOffset GrantedAt { get; init; }

    /// <summary>Null while nobody has activated it.</summary>
    public DateTimeOffset? ActivatedAt { get; set; }

    /// <summary>Sign-in name; null while nobody has activated it.</summary>
    public string? ActivatedBy { get; set; }

    /// <param name="today">UTC.</param>
    public BenefitState StateOn(DateOnly today) =>
        today > Until ? BenefitState.Expired : ActivatedAt is null ? BenefitState.Available : BenefitState.Activated;
}
