using System.Collections.Immutable;
using Kontor.Kernel;

namespace Kontor.PartnerCenter;

/// <summary>
/// An error as the protocol knows it: a number, a status that its clients do not retry, and the text that says so.
/// </summary>
/// <param name="Code">The protocol's error code.</param>
/// <param name="Status">400, 401, 403, 404, 409 or 417; 500 only for what broke.</param>
/// <param name="TextKey">Key of the description among the product's texts.</param>
/// <param name="Arguments">What the description's placeholders stand for.</param>
internal sealed record Fault(int Code, int Status, string TextKey, params ImmutableArray<object> Arguments)
{
    /// <summary>Every reason of the refusal behind the fault; empty for a fault of the protocol itself.</summary>
    public ImmutableArray<Reason> Reasons { get; init; } = [];

    public Fault About(params ImmutableArray<object> arguments) => this with { Arguments = arguments };

    /// <summary>What clients get instead of a crash.</summary>
    public static readonly Fault Unexpected = new(800003, 500, "wire.unexpected");

    public static readonly Fault NotFound = new(1000, 404, "wire.notFound");

    public static readonly Fault SignInMissing = new(800001, 401, "wire.signInMissing");

    /// <summary>The actor's roles do not allow the operation.</summary>
    public static readonly Fault RoleMissing = new(900150, 403, "wire.roleMissing");

    /// <summary>The operation asks for a person behind the application (routes.csv: app+user only).</summary>
    public static readonly Fault UserRequired = new(2032, 403, "wire.userRequired");

    public static readonly Fault BodyMalformed = new(800002, 400, "wire.bodyMalformed");

    public static readonly Fault BodyTooLarge = new(800002, 400, "wire.bodyTooLarge");

    public static readonly Fault MemberMissing = new(800002, 400, "wire.memberMissing");

    public static readonly Fault MemberOutOfRange = new(800002, 400, "wire.memberOutOfRange");

    /// <summary>Good in the protocol, but not to be had here yet; it is refused because ignoring it would change a purchase.</summary>
    public static readonly Fault MemberUnsupported = new(800042, 400, "wire.memberUnsupported");

    public static readonly Fault CatalogItemMissing = new(900142, 400, "wire.memberMissing");

    /// <summary>Always with the reasons of the lines, which say what is wrong.</summary>
    public static readonly Fault CartLinesInError = new(800009, 400, "wire.cartLinesInError");

    public static readonly Fault WordUnknown = new(900126, 400, "wire.wordUnknown");

    public static readonly Fault ArgumentInvalid = new(2000, 400, "wire.argumentInvalid");

    public static readonly Fault ArgumentContradicts = new(2001, 400, "wire.argumentContradicts");

    public static readonly Fault ArgumentMissing = new(2000, 400, "wire.argumentMissing");

    public static readonly Fault FilterMalformed = new(3000, 400, "wire.filterMalformed");

    public static readonly Fault FilterUnsupported = new(3000, 400, "wire.filterUnsupported");

    public static readonly Fault TokenInvalid = new(2000, 400, "wire.tokenInvalid");

    public static readonly Fault CustomerIdInvalid = new(900118, 400, "wire.customerIdInvalid");

    public static readonly Fault CustomerUnknown = new(60003, 404, "wire.customerUnknown");

    public static readonly Fault SubscriptionUnknown = new(20003, 404, "wire.subscriptionUnknown");

    /// <summary>How often it is billed is fixed with the order.</summary>
    public static readonly Fault BillingCycleFixed = new(2054, 400, "wire.billingCycleFixed");

    public static readonly Fault OrderUnknown = new(20000, 404, "wire.orderUnknown");

    public static readonly Fault CatalogIdUnknown = new(800037, 404, "wire.catalogIdUnknown");

    public static readonly Fault NetworkIdUnknown = new(3000, 404, "wire.networkIdUnknown");

    public static readonly Fault NetworkIdInvalid = new(2200, 400, "wire.networkIdInvalid");

    public static readonly Fault NetworkIdOfNoReseller = new(2204, 400, "wire.networkIdOfNoReseller");

    public static readonly Fault TenantWithoutAccount = new(2205, 400, "wire.tenantWithoutAccount");

    /// <summary>The fault for a refusal: its weightiest reason decides, all of them go with it.</summary>
    public static Fault From(Decision refused) => FaultTable.Of(refused.Reasons[0]) with { Reasons = refused.Reasons };

    public static Fault From(Reason reason) => From(Decision.Refused(reason));
}
