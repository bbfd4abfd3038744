using Kontor.Eligibility;
using Kontor.Kernel;
using Kontor.Policy;

namespace Kontor.Customers;

/// <summary>A customer that a provider wants to give to one of its resellers, as the rules see it.</summary>
/// <param name="Customer">Which.</param>
/// <param name="IsOwn">Whether it is a customer of the provider.</param>
/// <param name="IsResellers">Whether the reseller has it already.</param>
/// <param name="IsAsked">Whether an open request asks it for the same.</param>
/// <param name="HasAddress">Whether it can be written to.</param>
public sealed record GivenCustomer(Party Customer, bool IsOwn, bool IsResellers, bool IsAsked, bool HasAddress);

/// <summary>
/// A provider gives customers that it has to one of its resellers to manage (REL-23, REL-60). It only asks: the customer
/// accepts, with all that an acceptance asks for (CUS-34).
/// </summary>
public static class GivingRules
{
    /// <summary>How many customers are asked together at most.</summary>
    public const int Most = 50;

    public static Decision AreChosen(int count) =>
        Decision.RequireAll((count is > 0 and <= Most, GivingReasons.NoneChosen.About(Most)));

    /// <summary>Whether somebody may ask customers for this reseller at all.</summary>
    public static Decision MayAsk(Actor actor, CustomerRequest request, Ties ties, ProgramPolicy policy) =>
        CustomerInvitationRules.MayAsk(actor, request, ties, policy);

    /// <summary>Whether this customer may be asked; one that is not the provider's own does not exist for it (CUS-01).</summary>
    public static Decision MayGive(CustomerRequest request, GivenCustomer given, Ties ties, ProgramPolicy policy) => given.IsOwn
        ? Decision.RequireAll(
                (!given.IsResellers, GivingReasons.HasIt.About(request.Partner.Name, given.Customer.Name)),
                (!given.IsAsked, GivingReasons.Asked.About(given.Customer.Name)),
                (given.HasAddress, GivingReasons.WithoutAddress.About(given.Customer.Name)))
            .And(CustomerInvitationRules.ConflictsWith(request, given.Customer, ties, policy))
        : Decision.Refused(GivingReasons.CustomerUnknown);

    /// <summary>
    /// Who gives a customer still has it when the customer accepts: otherwise the acceptance would bring back a provider that
    /// has left.
    /// </summary>
    /// <param name="invitation">What is accepted.</param>
    /// <param name="hasProvider">Whether the customer still has the provider.</param>
    /// <param name="provider">The provider's name.</param>
    public static Decision GiverHasIt(CustomerInvitation invitation, bool hasProvider, string provider) =>
        Decision.RequireAll((invitation.SenderId is null || hasProvider, GivingReasons.GiverLeft.About(provider)));
}

/// <summary>Why a customer is not given to a reseller.</summary>
public static class GivingReasons
{
    /// <summary>Argument: how many can be asked together.</summary>
    public static readonly Reason NoneChosen = new(ReasonKind.Invalid, "GIVING_NONE_CHOSEN", "REL-60");

    /// <summary>There is none, or it is none of the provider's.</summary>
    public static readonly Reason CustomerUnknown = new(ReasonKind.NotFound, "GIVING_CUSTOMER_UNKNOWN", "CUS-01");

    /// <summary>Arguments: the reseller, the customer.</summary>
    public static readonly Reason HasIt = new(ReasonKind.Conflict, "GIVING_RESELLER_HAS_IT", "REL-60");

    /// <summary>Argument: the customer.</summary>
    public static readonly Reason Asked = new(ReasonKind.Conflict, "GIVING_ASKED_ALREADY", "REL-60");

    /// <summary>Somebody else asked one of them at the same moment.</summary>
    public static readonly Reason AskedMeanwhile = new(ReasonKind.Conflict, "GIVING_ASKED_MEANWHILE", "REL-60");

    /// <summary>Argument: the customer.</summary>
    public static readonly Reason WithoutAddress = new(ReasonKind.Conflict, "GIVING_WITHOUT_ADDRESS", "REL-60");

    /// <summary>Argument: the provider.</summary>
    public static readonly Reason GiverLeft = new(ReasonKind.Conflict, "GIVING_PROVIDER_LEFT", "CUS-34");

    /// <summary>The reseller may refuse such a request and not send it.</summary>
    public static readonly Reason ProviderAsks = new(ReasonKind.Forbidden, "GIVING_PROVIDER_ASKS", "REL-60");
}
