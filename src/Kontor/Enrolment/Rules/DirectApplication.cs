using Kontor.Kernel;

namespace Kontor.Enrolment;

/// <summary>
/// What an applicant as direct partner answers (ENR-40). Texts are empty where nothing was answered; in a draft any may be.
/// </summary>
/// <param name="Support">How it gives its customers first-level cloud support.</param>
/// <param name="SupportHours">When.</param>
/// <param name="SupportLanguages">In which languages.</param>
/// <param name="Billing">With what it bills its customers.</param>
/// <param name="Provisioning">With what it provisions what they buy.</param>
/// <param name="Services">Its managed services, own products or customer solutions; recommended and not asked for.</param>
/// <param name="DeclaredRevenueUsd">
/// ENR-41: whole US dollars of the last twelve months, where Kontor knows of less; null for none.
/// </param>
public sealed record DirectAnswers(
    string Support, string SupportHours, string SupportLanguages, string Billing, string Provisioning, string Services,
    long? DeclaredRevenueUsd)
{
    /// <summary>Characters of a line.</summary>
    public const int MaxLineLength = 200;

    /// <summary>Characters of a text.</summary>
    public const int MaxTextLength = 2_000;

    /// <summary>US dollars; more than that is a slip of the pen.</summary>
    public const long MaxRevenueUsd = 1_000_000_000_000;

    public static DirectAnswers Empty { get; } = new("", "", "", "", "", "", null);
}

/// <summary>ENR-40: which support plan of the vendor a direct partner has.</summary>
public enum SupportPlanLevel
{
    Advanced,
    Premier,
}

/// <summary>The support plan that an applicant names.</summary>
/// <param name="Level">Which.</param>
/// <param name="Contract">The number of its contract: 1 to <see cref="MaxContractLength"/> characters.</param>
public sealed record SupportPlan(SupportPlanLevel Level, string Contract)
{
    public const int MaxContractLength = 60;
}

/// <summary>
/// An application as direct partner (ENR-40 … ENR-44). Where it stands is in <see cref="PartnerEnrolment"/>; the company's
/// data are the organization's, which is a reseller already. A tenant has one open application at most.
/// </summary>
public sealed class DirectApplication : IPartnerApplication
{
    public required TenantId TenantId { get; init; }

    public PartnerType Type => PartnerType.DirectPartner;

    /// <summary>From 1.</summary>
    public required int Number { get; init; }

    /// <summary>In lists its place beside applications of the same tenant as something else.</summary>
    public required Guid Id { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>Sign-in name of the person who began.</summary>
    public required string StartedBy { get; init; }

    /// <summary>The organization's legal name when it was sent last; of a draft, when it was begun.</summary>
    public required string LegalName { get; set; }

    public DirectAnswers Answers { get; set; } = DirectAnswers.Empty;

    /// <summary>When it was sent last; null for a draft. With it went the statement of authority and the consent.</summary>
    public DateTimeOffset? SubmittedAt { get; private set; }

    /// <summary>Sign-in name of who stated to have authority to sign, and consented to the credit check (ENR-40, ENR-43).</summary>
    public string? SubmittedBy { get; private set; }

    /// <summary>ENR-41: US cents that Kontor knew of when it was sent last; null for a draft.</summary>
    public long? RevenueCents { get; private set; }

    /// <summary>ENR-41: what operators want to know before they decide, in their words; null where they wait for nothing.</summary>
    public string? Question { get; private set; }

    public SupportPlanLevel? PlanLevel { get; private set; }

    public string? PlanContract { get; private set; }

    /// <summary>ENR-43: the plan that operators are to confirm, or did; null while none is named.</summary>
    public SupportPlan? Plan => PlanLevel is { } level ? new(level, PlanContract!) : null;

    /// <summary>Why the last decision was against it, in the operator's words; null while there is none.</summary>
    public string? RejectedBecause { get; private set; }

    /// <summary>When it was withdrawn; null for an open one.</summary>
    public DateTimeOffset? ClosedAt { get; private set; }

    /// <summary>Of two changes at once, the second finds another version than it read.</summary>
    public int Version { get; private set; }

    public void Touch() => Version++;

    /// <summary>With a document a question is answered (ENR-41).</summary>
    public void TakeDocument()
    {
        Question = null;
        Touch();
    }

    /// <summary>ENR-44: it is sent, for the first time or corrected.</summary>
    public void Send(string legalName, string by, long revenueCents, DateTimeOffset now)
    {
        (LegalName, SubmittedBy, SubmittedAt, RevenueCents) = (legalName, by, now, revenueCents);
        (RejectedBecause, Question) = (null, null);
        Touch();
    }

    /// <summary>An operator decided.</summary>
    /// <param name="decision">What.</param>
    /// <param name="words">For the applicant: why not, or what is wanted.</param>
    public void Take(DirectDecision decision, string words)
    {
        RejectedBecause = decision == DirectDecision.Refuse ? words : null;
        Question = decision == DirectDecision.AskMore ? words : null;
        if (decision == DirectDecision.AskMore)
        {
            (PlanLevel, PlanContract) = (null, null);
        }

        Touch();
    }

    public void Name(SupportPlan plan)
    {
        (PlanLevel, PlanContract, Question) = (plan.Level, plan.Contract, null);
        Touch();
    }

    public void Close(DateTimeOffset now)
    {
        ClosedAt = now;
        Touch();
    }
}
