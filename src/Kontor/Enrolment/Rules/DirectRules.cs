using System.Collections.Immutable;
using Kontor.Kernel;
using Kontor.Policy;

namespace Kontor.Enrolment;

/// <summary>What an operator answers to an application as direct partner (ENR-44).</summary>
public enum DirectDecision
{
    /// <summary>ENR-41: the company's data and the revenue are right; the credit check begins.</summary>
    VerifyCompany,

    /// <summary>ENR-43: the credit check is passed.</summary>
    PassCredit,

    /// <summary>ENR-40: the support plan that the applicant named is the vendor's.</summary>
    ConfirmPlan,

    /// <summary>ENR-41: more is to be shown or told; the state stays.</summary>
    AskMore,
    Refuse,
}

/// <summary>What must hold for an application as direct partner to be begun, sent and decided (ENR-07, ENR-40 … ENR-44).</summary>
public static class DirectRules
{
    /// <summary>ENR-07, ENR-40, K-06: whether this person may apply for this tenant. Revenue is looked at when it is sent.</summary>
    public static Decision MayApply(Actor actor, DirectFacts facts, ProgramPolicy policy, DateTimeOffset now)
    {
        var may = ApplicationRules.MayRead(actor);
        if (!may.IsGranted)
        {
            return may;
        }

        return facts.DirectPartner is { } state && ApplicationRules.IsDecidedInFavour(state)
            ? Decision.Refused(DirectReasons.AlreadyDirectPartner)
            : Decision.From(DirectRequirements.Of(facts, policy, now)
                .Where(r => r is { Requirement: not DirectRequirement.Revenue, Missing: not null })
                .Select(r => r.Missing!));
    }

    /// <summary>What may be put aside half written.</summary>
    public static Decision HasBounds(DirectAnswers answers) => Look(answers, isForLater: true);

    /// <summary>ENR-40: what is complete.</summary>
    public static Decision IsComplete(DirectAnswers answers) => Look(answers, isForLater: false);

    /// <summary>ENR-40, ENR-41, ENR-43: whether it can be sent.</summary>
    /// <param name="answers">What was answered.</param>
    /// <param name="revenue">What Kontor knows of.</param>
    /// <param name="documents">How many documents there are with the application.</param>
    /// <param name="policy">What is required.</param>
    /// <param name="hasAuthority">The person states to have authority to sign agreements.</param>
    /// <param name="allowsCreditCheck">The person consents to the credit check.</param>
    public static Decision MaySubmit(
        DirectAnswers answers, TrailingRevenue revenue, int documents, ProgramPolicy policy, bool hasAuthority,
        bool allowsCreditCheck) => IsComplete(answers)
        .And(IsRevenueShown(answers, revenue, documents, policy) is { } missing ? Decision.Refused(missing) : Decision.Granted)
        .And(Decision.RequireAll(
            (hasAuthority, DirectReasons.AuthorityNotConfirmed),
            (allowsCreditCheck, DirectReasons.CreditCheckNotAllowed)));

    /// <summary>ENR-43: when and which support plan can be named.</summary>
    public static Decision MayNamePlan(EnrolmentState state, SupportPlanLevel? level, string contract) => Decision.RequireAll(
            (state is EnrolmentState.SupportPlanRequired || ApplicationRules.IsDecidedInFavour(state),
                DirectReasons.PlanTooEarly),
            (!ApplicationRules.IsDecidedInFavour(state), DirectReasons.NotPossibleNow))
        .And(Decision.RequireAll(
            (level is { } known && Enum.IsDefined(known), DirectReasons.PlanLevelMissing),
            (IsText(contract, SupportPlan.MaxContractLength, isLine: true, isNeeded: true),
                DirectReasons.PlanContractInvalid.About(SupportPlan.MaxContractLength))));

    /// <summary>ENR-44: what can be answered in a state.</summary>
    /// <param name="state">Where the application stands.</param>
    /// <param name="hasPlan">Whether the applicant has named a support plan.</param>
    public static ImmutableArray<DirectDecision> Possible(EnrolmentState state, bool hasPlan) => state switch
    {
        EnrolmentState.Submitted => [DirectDecision.VerifyCompany, DirectDecision.AskMore, DirectDecision.Refuse],
        EnrolmentState.CreditCheck => [DirectDecision.PassCredit, DirectDecision.AskMore, DirectDecision.Refuse],
        EnrolmentState.SupportPlanRequired when hasPlan => [DirectDecision.ConfirmPlan, DirectDecision.AskMore],
        _ => [],
    };

    /// <summary>ENR-41, ENR-43, ENR-44: whoever is refused, or asked for more, is told why.</summary>
    public static Decision MayDecide(EnrolmentState state, bool hasPlan, DirectDecision? decision, string words)
    {
        if (decision is not { } wanted)
        {
            return Decision.Refused(DirectReasons.DecisionMissing);
        }

        var needsWords = wanted is DirectDecision.AskMore or DirectDecision.Refuse;
        return Decision.RequireAll(
            (Possible(state, hasPlan).Contains(wanted), DirectReasons.NotPossibleNow),
            (IsText(words, ApplicationRules.MaxReasonLength, isLine: false, needsWords),
                DirectReasons.WordsInvalid.About(ApplicationRules.MaxReasonLength)));
    }

    /// <summary>What a decision does to the enrollment; null where the state stays.</summary>
    public static EnrolmentEvent? EventOf(DirectDecision decision) => decision switch
    {
        DirectDecision.VerifyCompany => EnrolmentEvent.CompanyVerified,
        DirectDecision.PassCredit => EnrolmentEvent.CreditPassed,
        DirectDecision.ConfirmPlan => EnrolmentEvent.SupportPlanBought,
        DirectDecision.Refuse => EnrolmentEvent.Refused,
        _ => null,
    };

    private static Reason? IsRevenueShown(
        DirectAnswers answers, TrailingRevenue revenue, int documents, ProgramPolicy policy) =>
        DirectRequirements.OfRevenue(revenue, policy) is not { } tooLow ? null
        : answers.DeclaredRevenueUsd is not { } declared || declared < policy.DirectPartnerRevenueUsd ? tooLow
        : documents == 0 ? DirectReasons.RevenueUnproved
        : null;

    private static Decision Look(DirectAnswers answers, bool isForLater)
    {
        const int Text = DirectAnswers.MaxTextLength;
        const int Line = DirectAnswers.MaxLineLength;
        return Decision.RequireAll(
            (IsText(answers.Support, Text, isLine: false, !isForLater), DirectReasons.SupportInvalid.About(Text)),
            (IsText(answers.SupportHours, Line, isLine: true, !isForLater), DirectReasons.SupportHoursInvalid.About(Line)),
            (IsText(answers.SupportLanguages, Line, isLine: true, !isForLater),
                DirectReasons.SupportLanguagesInvalid.About(Line)),
            (IsText(answers.Billing, Text, isLine: false, !isForLater), DirectReasons.BillingInvalid.About(Text)),
            (IsText(answers.Provisioning, Text, isLine: false, !isForLater), DirectReasons.ProvisioningInvalid.About(Text)),
            (IsText(answers.Services, Text, isLine: false, isNeeded: false), DirectReasons.ServicesInvalid.About(Text)),
            (answers.DeclaredRevenueUsd is null or (>= 0 and <= DirectAnswers.MaxRevenueUsd),
                DirectReasons.RevenueInvalid.About(DirectAnswers.MaxRevenueUsd)));
    }

    private static bool IsText(string text, int most, bool isLine, bool isNeeded) =>
        text.Length <= most
        && (!isNeeded || !string.IsNullOrWhiteSpace(text))
        && !text.Any(c => char.IsControl(c) && (isLine || c is not ('\n' or '\r' or '\t')));
}
