using System.Collections.Immutable;
using Kontor.Kernel;

namespace Kontor.Eligibility;

/// <summary>
/// Something that is not done yet between parties that may deal with each other. Code, rule and arguments as in a
/// <see cref="Reason"/>; the sentence is the text of the code, the page it leads to that of <c>CODE.href</c>.
/// </summary>
public sealed record Step(string Code, string Rule, params ImmutableArray<object> Arguments)
{
    public Step About(params ImmutableArray<object> arguments) => this with { Arguments = arguments };

    public bool Equals(Step? other) =>
        other is not null && Code == other.Code && Rule == other.Rule
        && Arguments.AsSpan().SequenceEqual(other.Arguments.AsSpan());

    public override int GetHashCode() => HashCode.Combine(Code, Rule, Arguments.Length);
}

/// <summary>All steps there are, in the order in which they are taken.</summary>
public static class EligibilitySteps
{
    /// <summary>REL-10: the provider asks the reseller. Arguments: the provider's name, the reseller's name.</summary>
    public static readonly Step AskForPartnership = new("ASK_FOR_PARTNERSHIP", "REL-10");

    /// <summary>ENR-33: the reseller links a network id before it can sign. Argument: the reseller's name.</summary>
    public static readonly Step LinkNetworkId = new("LINK_NETWORK_ID", "ENR-33");

    /// <summary>REL-44: a partnership may begin unsigned, business may not. Argument: the reseller's name.</summary>
    public static readonly Step SignAgreement = new("SIGN_AGREEMENT", "REL-44");

    /// <summary>
    /// CUS-60: a customer without tenant is made together with one. Arguments: the name of the provider or direct partner,
    /// the customer.
    /// </summary>
    public static readonly Step CreateCustomer = new("CREATE_CUSTOMER", "CUS-60");

    /// <summary>CUS-61. Arguments: the reseller's name, the provider's name.</summary>
    public static readonly Step InviteExistingCustomerJointly = new("INVITE_EXISTING_CUSTOMER_JOINTLY", "CUS-61");

    /// <summary>CUS-61. Argument: the partner's name.</summary>
    public static readonly Step InviteExistingCustomer = new("INVITE_EXISTING_CUSTOMER", "CUS-61");

    /// <summary>AGR-20, AGR-22. Argument: the name of the provider or direct partner.</summary>
    public static readonly Step AgreeWithNewCustomer = new("AGREE_WITH_NEW_CUSTOMER", "AGR-20");

    /// <summary>
    /// CUS-02, CUS-10: the customer accepts provider and reseller in one act. Arguments: the reseller's name, the
    /// provider's name, the customer's name.
    /// </summary>
    public static readonly Step InviteCustomerJointly = new("INVITE_CUSTOMER_JOINTLY", "CUS-10");

    /// <summary>CUS-01, CUS-20. Arguments: the partner's name, the customer's name.</summary>
    public static readonly Step InviteCustomer = new("INVITE_CUSTOMER", "CUS-20");

    /// <summary>AGR-20. Arguments: the customer's name, its tenant id.</summary>
    public static readonly Step AcceptCustomerAgreement = new("ACCEPT_CUSTOMER_AGREEMENT", "AGR-20");

    /// <summary>
    /// ACC-21: where policy lets partners resell to each other, own use still needs a customer tenant. Argument: the
    /// buyer's name.
    /// </summary>
    public static readonly Step SeparateOwnUse = new("SEPARATE_OWN_USE", "ACC-21");

    /// <summary>
    /// REL-41, ACC-45: not a step but a way round: another tenant of the asking organization is where the other side is.
    /// Arguments: its domain, the other side's name.
    /// </summary>
    public static readonly Step UseOwnTenant = new("USE_OWN_TENANT", "REL-41");

    public static ImmutableArray<Step> InOrder { get; } =
    [
        AskForPartnership, LinkNetworkId, SignAgreement, CreateCustomer, InviteExistingCustomerJointly,
        InviteExistingCustomer, InviteCustomerJointly, InviteCustomer, AcceptCustomerAgreement, AgreeWithNewCustomer,
        SeparateOwnUse,
    ];
}

/// <summary>Scenarios that say yes. They stand in an answer whatever else speaks against it.</summary>
public static class EligibilityNotes
{
    /// <summary>SCN-01: the chain is one of the two that the program knows.</summary>
    public const string ChainOk = "CHAIN_OK";

    /// <summary>SCN-02, MUL-01: the customer buys from other partners too, and may.</summary>
    public const string MultiPartnerOk = "MULTI_PARTNER_OK";

    /// <summary>SCN-03, MUL-26: a customer may have its subscriptions managed by several partners.</summary>
    public const string MultiChannelOk = "MULTI_CHANNEL_OK";

    public static ImmutableArray<string> All { get; } = [ChainOk, MultiPartnerOk, MultiChannelOk];
}

/// <summary>What the program says to one question.</summary>
/// <param name="Decision">Granted, or every reason against it in the order of <see cref="EligibilityReasons"/>.</param>
/// <param name="Chain">
/// The tenants from the vendor (from the partner, where nothing is sold) to the buyer, with the empty id for one that there
/// is not yet; empty where no chain of the program leads from one to the other.
/// </param>
/// <param name="Steps">
/// What remains to be done once the reasons are gone; empty where these parties cannot come together at all.
/// </param>
/// <param name="Notes">Codes of <see cref="EligibilityNotes"/>.</param>
public sealed record EligibilityAnswer(
    Decision Decision,
    ImmutableArray<TenantId> Chain,
    ImmutableArray<Step> Steps,
    ImmutableArray<string> Notes)
{
    /// <summary>What whoever asked could do instead; nobody else is told of an organization's other tenants.</summary>
    public ImmutableArray<Step> Instead { get; init; } = [];

    public bool IsGranted => Decision.IsGranted;
}
