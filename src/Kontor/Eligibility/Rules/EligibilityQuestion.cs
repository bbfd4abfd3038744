using Kontor.Accounts;
using Kontor.Kernel;

namespace Kontor.Eligibility;

/// <summary>The three questions, in the words of the API and of <c>kontor explain</c> in lower case.</summary>
public enum EligibilityAction
{
    Sell,
    Partner,
    Manage,
}

/// <summary>A buyer that there is not yet: nothing binds it, and it has accepted nothing.</summary>
/// <param name="Country">Key of a market, or an ISO code that is in none (REG-07).</param>
/// <param name="Cloud">Where its tenant would be; null for the seller's cloud.</param>
/// <param name="Kind">Customer, or partner where it would do program business.</param>
/// <param name="Of">A tenant of the organisation to which it would belong; null for an organisation of its own.</param>
public sealed record NewBuyer(string Country, Cloud? Cloud, TenantKind Kind, TenantId? Of)
{
    public const int MaxCountryLength = 5;

    /// <summary>Two letters, or two pairs of them where markets share an ISO code (REG-08).</summary>
    public static bool IsCountry(string? text) =>
        text is { Length: 2 or MaxCountryLength }
        && text.Index().All(letter => letter.Index == 2 ? letter.Item == '-' : char.IsAsciiLetter(letter.Item));
}

/// <summary>One question.</summary>
/// <param name="Action">What is asked.</param>
/// <param name="Seller">Who sells or manages; the provider where a partnership is asked about.</param>
/// <param name="Buyer">
/// Who buys or is managed; the reseller where a partnership is asked about; nobody where <see cref="New"/> says who.
/// </param>
/// <param name="Via">The provider of a two-tier sale; null otherwise.</param>
/// <param name="Product">What would be sold; null for anything.</param>
public sealed record EligibilityQuestion(
    EligibilityAction Action, TenantId Seller, TenantId Buyer, TenantId? Via = null, string? Product = null)
{
    /// <summary>The buyer, where there is none yet.</summary>
    public NewBuyer? New { get; init; }

    /// <summary>A question may be asked by the tenants that it names, and by operators; nobody else.</summary>
    public bool MayBeAskedBy(Actor actor) =>
        actor.TenantKind == TenantKind.Operator
        || actor.TenantId == Seller
        || (actor.TenantId == Buyer && New is null)
        || actor.TenantId == Via
        || actor.TenantId == New?.Of;
}

/// <summary>Why a question gets no answer. They come from the API's contract, not from a rule of the program.</summary>
public static class QuestionReasons
{
    private const string Protocol = RequestReasons.Protocol;

    /// <summary>Argument: the actions there are.</summary>
    public static readonly Reason ActionUnknown = new(ReasonKind.Invalid, "ELIGIBILITY_ACTION_UNKNOWN", Protocol);

    /// <summary>Argument: the field.</summary>
    public static readonly Reason TenantIdInvalid = new(ReasonKind.Invalid, "ELIGIBILITY_TENANT_INVALID", Protocol);

    /// <summary>Argument: how many characters a product id has at most.</summary>
    public static readonly Reason ProductIdInvalid = new(ReasonKind.Invalid, "ELIGIBILITY_PRODUCT_INVALID", Protocol);

    /// <summary>Argument: the field that only a sale has.</summary>
    public static readonly Reason OnlyForSales = new(ReasonKind.Invalid, "ELIGIBILITY_ONLY_FOR_SALES", Protocol);

    /// <summary>Argument: the field that describes a customer.</summary>
    public static readonly Reason NotForPartnerships =
        new(ReasonKind.Invalid, "ELIGIBILITY_NOT_FOR_PARTNERSHIPS", Protocol);

    /// <summary>A buyer that there is and one that there is not were both named.</summary>
    public static readonly Reason TwoBuyers = new(ReasonKind.Invalid, "ELIGIBILITY_TWO_BUYERS", Protocol);

    public static readonly Reason CountryInvalid = new(ReasonKind.Invalid, "ELIGIBILITY_COUNTRY_INVALID", Protocol);

    /// <summary>Argument: the clouds there are.</summary>
    public static readonly Reason CloudUnknown = new(ReasonKind.Invalid, "ELIGIBILITY_CLOUD_UNKNOWN", Protocol);

    /// <summary>Argument: the kinds there are.</summary>
    public static readonly Reason KindUnknown = new(ReasonKind.Invalid, "ELIGIBILITY_KIND_UNKNOWN", Protocol);

    /// <summary>A field that is needed was left empty.</summary>
    public static readonly Reason NobodyChosen = new(ReasonKind.Invalid, "ELIGIBILITY_NOBODY_CHOSEN", Protocol);

    /// <summary>Argument: the name, domain or id that was looked for.</summary>
    public static readonly Reason NobodyFound = new(ReasonKind.NotFound, "ELIGIBILITY_NOBODY_FOUND", Protocol);

    /// <summary>A tenant that does not exist, and any question about others.</summary>
    public static readonly Reason TenantNotFound = new(ReasonKind.NotFound, "ELIGIBILITY_TENANT_NOT_FOUND", Protocol);
}
