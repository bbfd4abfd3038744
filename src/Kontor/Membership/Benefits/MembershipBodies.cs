namespace Kontor.Membership;

/// <summary>One benefit; the state is Available, Activated or Expired.</summary>
public sealed record BenefitBody(
    Guid Id, string Kind, int Count, DateOnly Until, string State, DateTimeOffset? ActivatedAt, string? ActivatedBy);

/// <summary>
/// What the membership holds for a tenant (ENR-04, ENR-25). The membership's name is null where it has no profile of the
/// network id.
/// </summary>
public sealed record MembershipBody(
    string NetworkId, string Market, string LegalName, string? MembershipName, bool IsNameOutdated, string Level,
    IReadOnlyList<string> Competencies, IReadOnlyList<BenefitBody> Benefits, int Version)
{
    public static MembershipBody From(MembershipFile file) => new(
        file.NetworkId.Id, file.NetworkId.Market, file.LegalName, file.Profile?.LegalName, file.IsNameOutdated,
        $"{file.Standing.Level}", file.Standing.Competencies,
        [
            .. file.Benefits.Select(b => new BenefitBody(
                b.Id, $"{b.Kind}", b.Count, b.Until, $"{b.StateOn(file.Today)}", b.ActivatedAt, b.ActivatedBy)),
        ],
        file.Standing.Version);
}

/// <summary>Level (Member, Silver, Gold) and competencies, all of them; the version as it was read, or none.</summary>
public sealed record MembershipStandingBody(string? Level, IReadOnlyList<string>? Competencies, int? Version);

/// <summary>A benefit to be granted; the kind is InternalUseLicenses, AdvisoryHours, SupportCases or TrainingSeats.</summary>
public sealed record NewBenefitBody(string? Kind, int Count, DateOnly? Until);
