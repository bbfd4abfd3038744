using System.Text.Json.Serialization;
using Kontor.Kernel;

namespace Kontor.Enrolment;

/// <summary>What an applicant as direct partner answers; what is left out is empty.</summary>
public sealed record DirectAnswersBody(
    string? Support, string? SupportHours, string? SupportLanguages, string? Billing, string? Provisioning, string? Services,
    long? DeclaredRevenueUsd)
{
    public DirectAnswers ToAnswers() => new(
        Text(Support), LegalProfileBody.Trimmed(SupportHours), LegalProfileBody.Trimmed(SupportLanguages), Text(Billing),
        Text(Provisioning), Text(Services), DeclaredRevenueUsd);

    public static DirectAnswersBody From(DirectAnswers answers) => new(
        answers.Support, answers.SupportHours, answers.SupportLanguages, answers.Billing, answers.Provisioning,
        answers.Services, answers.DeclaredRevenueUsd);

    private static string Text(string? text) => LegalProfileBody.Trimmed(text).ReplaceLineEndings("\n");
}

/// <param name="HasAuthority">ENR-40: must be true; the person has authority to sign agreements.</param>
/// <param name="AllowsCreditCheck">ENR-43: must be true; the person consents to the credit check.</param>
public sealed record DirectSubmissionBody(bool HasAuthority, bool AllowsCreditCheck);

/// <param name="Level">Advanced or Premier.</param>
/// <param name="Contract">The number of its contract.</param>
public sealed record SupportPlanBody(
    [property: JsonConverter(typeof(JsonStringEnumConverter<SupportPlanLevel>))] SupportPlanLevel? Level, string? Contract);

/// <summary>An operator's answer to an application as direct partner.</summary>
/// <param name="Version">Of the application that the operator looked at.</param>
/// <param name="Decision">What.</param>
/// <param name="Reason">For the applicant: why not, or what is wanted.</param>
public sealed record DirectDecisionBody(
    int Version, [property: JsonConverter(typeof(JsonStringEnumConverter<DirectDecision>))] DirectDecision? Decision,
    string? Reason);

/// <summary>Trailing revenue in US dollars (ENR-41), and what the program requires.</summary>
public sealed record RevenueBody(
    DateTimeOffset From, DateTimeOffset Until, decimal AsReseller, decimal AsSeller, decimal Total, decimal Required, bool IsMet)
{
    public static RevenueBody Of(TrailingRevenue revenue, Money required) => new(
        revenue.From, revenue.Until, revenue.AsReseller.Amount, revenue.AsSeller.Amount, revenue.Total.Amount, required.Amount,
        revenue.Cents >= required.Units);
}

/// <summary>One requirement; the reason and its code are null where it is met.</summary>
public sealed record DirectRequirementBody(string Requirement, bool IsMet, string? Code, string? Reason)
{
    public static DirectRequirementBody Of(DirectRequirementState state) => new(
        $"{state.Requirement}", state.IsMet, state.Missing?.Code, state.Missing is { } reason ? ReasonTexts.Of(reason) : null);
}

/// <summary>The requirements of the own tenant, and the revenue behind one of them.</summary>
public sealed record DirectRequirementsBody(IReadOnlyList<DirectRequirementBody> Requirements, RevenueBody Revenue);

/// <summary>An application as direct partner with its state. The version is asked for when it is decided.</summary>
public sealed record DirectApplicationBody(
    Guid TenantId, int Number, string State, DateTimeOffset Since, string LegalName, DirectAnswersBody Answers,
    decimal? RevenueUsdWhenSent, DateTimeOffset? SubmittedAt, SupportPlanBody? SupportPlan, string? Question,
    string? RejectedBecause, int Version)
{
    public static DirectApplicationBody From(DirectFile file)
    {
        var (application, enrolment) = (file.Application!, file.Enrolment!);
        return new(
            file.Tenant.Id.Value, application.Number, $"{enrolment.State}", enrolment.Since, application.LegalName,
            DirectAnswersBody.From(application.Answers),
            application.RevenueCents is { } cents ? new Money(cents, Currency.Usd).Amount : null,
            application.SubmittedAt,
            application.Plan is { } plan ? new SupportPlanBody(plan.Level, plan.Contract) : null,
            application.Question, application.RejectedBecause, application.Version);
    }
}
