using Kontor.Kernel;

namespace Kontor.Eligibility;

/// <summary>A question as it is sent.</summary>
/// <param name="Action">sell, partner or manage.</param>
/// <param name="Seller">Tenant id of the seller; for a partnership of the provider.</param>
/// <param name="Buyer">Tenant id of the buyer; for a partnership of the reseller.</param>
/// <param name="Via">Tenant id of the provider in a two-tier sale.</param>
/// <param name="Product">Id of the product that would be sold.</param>
public sealed record EligibilityQuestionBody(
    string? Action, string? Seller, string? Buyer, string? Via = null, string? Product = null)
{
    public const int MaxProductLength = 200;

    /// <summary>The question in typed form, or everything that is wrong with how it was put.</summary>
    public Result<EligibilityQuestion> ToQuestion()
    {
        var action = ActionOf(Action);
        var (seller, buyer, via) = (TenantOf(Seller), TenantOf(Buyer), TenantOf(Via));
        var (hasVia, hasProduct) = (!string.IsNullOrEmpty(Via), !string.IsNullOrEmpty(Product));
        var isSale = action is null or EligibilityAction.Sell;
        var decision = Decision.RequireAll(
            (action is not null, QuestionReasons.ActionUnknown.About("sell, partner, manage")),
            (seller is not null, QuestionReasons.TenantIdInvalid.About("seller")),
            (buyer is not null, QuestionReasons.TenantIdInvalid.About("buyer")),
            (!hasVia || via is not null, QuestionReasons.TenantIdInvalid.About("via")),
            (!hasVia || isSale, QuestionReasons.OnlyForSales.About("via")),
            (!hasProduct || isSale, QuestionReasons.OnlyForSales.About("product")),
            (IsShort(Product), QuestionReasons.ProductIdInvalid.About(MaxProductLength)));
        return decision.IsGranted
            ? new EligibilityQuestion(action!.Value, seller!.Value, buyer!.Value, via, hasProduct ? Product : null)
            : decision;
    }

    public static EligibilityAction? ActionOf(string? word) => word switch
    {
        "sell" => EligibilityAction.Sell,
        "partner" => EligibilityAction.Partner,
        "manage" => EligibilityAction.Manage,
        _ => null,
    };

    private static TenantId? TenantOf(string? text) => Guid.TryParse(text, out var id) ? new TenantId(id) : null;

    private static bool IsShort(string? product) =>
        product is null || (product.Length <= MaxProductLength && !product.Any(char.IsControl));
}

/// <summary>An answer as it is sent. Texts are in the language of the request.</summary>
/// <param name="Granted">Whether the program allows it.</param>
/// <param name="Chain">Tenant ids from the vendor to the buyer; empty where the program knows no such chain.</param>
/// <param name="Reasons">Everything that speaks against it, the weightiest first, with the ways out.</param>
/// <param name="Steps">What is merely not done yet, in the order in which it is done.</param>
/// <param name="Notes">CHAIN_OK, MULTI_PARTNER_OK, MULTI_CHANNEL_OK.</param>
public sealed record EligibilityAnswerBody(
    bool Granted,
    IReadOnlyList<Guid> Chain,
    IReadOnlyList<ReasonBody> Reasons,
    IReadOnlyList<StepBody> Steps,
    IReadOnlyList<string> Notes)
{
    public static EligibilityAnswerBody From(EligibilityAnswer answer) => new(
        answer.IsGranted,
        [.. answer.Chain.Select(tenant => tenant.Value)],
        [.. answer.Decision.Reasons.Select(ReasonBody.From)],
        [.. answer.Steps.Select(StepBody.From)],
        answer.Notes);
}

public sealed record StepBody(string Code, string Text, string Href)
{
    public static StepBody From(Step step) => new(step.Code, StepTexts.Of(step), StepTexts.Href(step));
}
