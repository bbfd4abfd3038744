using Kontor.Accounts;
using Kontor.Kernel;

namespace Kontor.Eligibility;

/// <summary>A customer that there is not yet, as it is sent.</summary>
/// <param name="Country">ISO code, or market key where markets share one.</param>
/// <param name="Cloud">Public, UsGovernment, Germany or China; the seller's where it is left out.</param>
/// <param name="Kind">customer, which is what is meant where it is left out, or partner.</param>
/// <param name="OrganizationOf">Id of a tenant of the organization to which it would belong.</param>
public sealed record NewCustomerBody(
    string? Country, string? Cloud = null, string? Kind = null, string? OrganizationOf = null);

/// <summary>A question as it is sent.</summary>
/// <param name="Action">sell, partner or manage.</param>
/// <param name="Seller">Tenant id of the seller; for a partnership of the provider.</param>
/// <param name="Buyer">Tenant id of the buyer; for a partnership of the reseller. Left out where <see cref="Customer"/> is sent.</param>
/// <param name="Via">Tenant id of the provider in a two-tier sale.</param>
/// <param name="Product">Id of the product that would be sold.</param>
public sealed record EligibilityQuestionBody(
    string? Action, string? Seller, string? Buyer, string? Via = null, string? Product = null)
{
    /// <summary>The buyer, where there is none yet.</summary>
    public NewCustomerBody? Customer { get; init; }

    public const int MaxProductLength = 200;

    /// <summary>The question in typed form, or everything that is wrong with how it was put.</summary>
    public Result<EligibilityQuestion> ToQuestion()
    {
        var action = ActionOf(Action);
        var (seller, buyer, via) = (TenantOf(Seller), TenantOf(Buyer), TenantOf(Via));
        var (hasVia, hasProduct) = (!string.IsNullOrEmpty(Via), !string.IsNullOrEmpty(Product));
        var isSale = action is null or EligibilityAction.Sell;
        var isNew = Customer is not null;
        var decision = Decision.RequireAll(
            (action is not null, QuestionReasons.ActionUnknown.About("sell, partner, manage")),
            (seller is not null, QuestionReasons.TenantIdInvalid.About("seller")),
            (buyer is not null || isNew, QuestionReasons.TenantIdInvalid.About("buyer")),
            (!isNew || string.IsNullOrEmpty(Buyer), QuestionReasons.TwoBuyers),
            (!isNew || action != EligibilityAction.Partner, QuestionReasons.NotForPartnerships.About("customer")),
            (!hasVia || via is not null, QuestionReasons.TenantIdInvalid.About("via")),
            (!hasVia || isSale, QuestionReasons.OnlyForSales.About("via")),
            (!hasProduct || isSale, QuestionReasons.OnlyForSales.About("product")),
            (IsShort(Product), QuestionReasons.ProductIdInvalid.About(MaxProductLength)));
        if (Customer is not null)
        {
            decision = decision.And(IsUsable(Customer));
        }

        return decision.IsGranted
            ? new EligibilityQuestion(
                action!.Value, seller!.Value, buyer ?? default, via, hasProduct ? Product : null)
            {
                New = Customer is null ? null : NewOf(Customer),
            }
            : decision;
    }

    private static Decision IsUsable(NewCustomerBody customer) => Decision.RequireAll(
        (NewBuyer.IsCountry(customer.Country), QuestionReasons.CountryInvalid),
        (string.IsNullOrEmpty(customer.Cloud) || CloudOf(customer.Cloud) is not null,
            QuestionReasons.CloudUnknown.About(string.Join(", ", Enum.GetNames<Cloud>()))),
        (KindOf(customer.Kind) is not null, QuestionReasons.KindUnknown.About("customer, partner")),
        (string.IsNullOrEmpty(customer.OrganizationOf) || TenantOf(customer.OrganizationOf) is not null,
            QuestionReasons.TenantIdInvalid.About("customer.organizationOf")));

    private static NewBuyer NewOf(NewCustomerBody customer) => new(
        customer.Country!.ToUpperInvariant(),
        CloudOf(customer.Cloud),
        KindOf(customer.Kind)!.Value,
        TenantOf(customer.OrganizationOf));

    /// <summary>By its name, never by a number that .NET would take for one.</summary>
    private static Cloud? CloudOf(string? word) =>
        Enum.GetValues<Cloud>().Select(cloud => (Cloud?)cloud).FirstOrDefault(cloud => $"{cloud}" == word);

    private static TenantKind? KindOf(string? word) => word switch
    {
        null or "" or "customer" => TenantKind.Customer,
        "partner" => TenantKind.Partner,
        _ => null,
    };

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
/// <param name="Chain">
/// Tenant ids from the vendor to the buyer, null for a customer that there is not yet; empty where the program knows no such
/// chain.
/// </param>
/// <param name="Reasons">Everything that speaks against it, the weightiest first, with the ways out.</param>
/// <param name="Steps">What is merely not done yet, in the order in which it is done.</param>
/// <param name="Notes">CHAIN_OK, MULTI_PARTNER_OK, MULTI_CHANNEL_OK.</param>
/// <param name="Instead">What the asking organization could do instead, from another of its tenants.</param>
public sealed record EligibilityAnswerBody(
    bool Granted,
    IReadOnlyList<Guid?> Chain,
    IReadOnlyList<ReasonBody> Reasons,
    IReadOnlyList<StepBody> Steps,
    IReadOnlyList<string> Notes,
    IReadOnlyList<StepBody> Instead)
{
    public static EligibilityAnswerBody From(EligibilityAnswer answer) => new(
        answer.IsGranted,
        [.. answer.Chain.Select(tenant => tenant.Value == Guid.Empty ? (Guid?)null : tenant.Value)],
        [.. answer.Decision.Reasons.Select(ReasonBody.From)],
        [.. answer.Steps.Select(StepBody.From)],
        answer.Notes,
        [.. answer.Instead.Select(StepBody.From)]);
}

public sealed record StepBody(string Code, string Text, string Href)
{
    public static StepBody From(Step step) => new(step.Code, StepTexts.Of(step), StepTexts.Href(step));
}
