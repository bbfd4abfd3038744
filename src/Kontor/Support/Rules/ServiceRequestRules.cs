using Kontor.Accounts;
using Kontor.Enrolment;
using Kontor.Kernel;
using Kontor.Membership;

namespace Kontor.Support;

/// <summary>What a partner has to do with a subscription of its customer.</summary>
public enum SubscriptionTie
{
    /// <summary>Somebody else sold it, and the customer did not let this partner support it (MUL-22).</summary>
    Elsewhere,

    /// <summary>It is the reseller of it, and no longer a partner of who sold it.</summary>
    ResellerAlone,

    /// <summary>The customer lets it support what others sold (MUL-26).</summary>
    Supporter,

    /// <summary>It sold it, resells it with its provider, or is its designated support contact (SUP-04).</summary>
    Manager,
}

/// <summary>Who opens a service request, writes to it and moves it on.</summary>
public static class ServiceRequestRules
{
    public static readonly string[] Languages = ["en", "de", "nl"];

    public static bool IsTechnical(EscalationReason reason) =>
        reason is not (EscalationReason.BillingDispute or EscalationReason.SuspectedFraud);

    /// <summary>
    /// SUP-08: a direct partner has bought a plan before it became one (ENR-40), and the vendor approved providers knowing how
    /// they support. A silver or gold membership includes one; for resellers without it their provider escalates technical
    /// faults.
    /// </summary>
    public static bool HasPlan(PartnerType type, EnrolmentState state, MembershipLevel level) =>
        (type != PartnerType.Reseller || level >= MembershipLevel.Silver) && ApplicationRules.IsDecidedInFavour(state);

    public static Decision MayBeWritten(ServiceRequestWish wish) => Decision.RequireAll(
        (wish.Topic is not null, ServiceRequestReasons.TopicMissing),
        (wish.Severity is not null, ServiceRequestReasons.SeverityMissing),
        (IsLine(wish.Title, ServiceRequestWish.MaxTitleLength),
            ServiceRequestReasons.TitleInvalid.About(ServiceRequestWish.MaxTitleLength)),
        (IsText(wish.Description) && wish.Description.Length > 0,
            ServiceRequestReasons.DescriptionInvalid.About(ServiceRequestWish.MaxTextLength)),
        (Languages.Contains(wish.Language), ServiceRequestReasons.LanguageUnknown));

    /// <summary>SUP-06: the data are the partner's. A mailbox at the customer's domain is the customer's.</summary>
    public static Decision MayBeContact(PartnerContact contact, string customerDomain)
    {
        var isValid = IsLine(contact.Name, PartnerContact.MaxNameLength) && EmailAddress.IsValid(contact.Email)
            && IsLine(contact.Phone, PartnerContact.MaxPhoneLength);
        return Decision.RequireAll(
            (isValid, ServiceRequestReasons.ContactInvalid.About(PartnerContact.MaxNameLength, PartnerContact.MaxPhoneLength)),
            (!isValid || EmailAddress.DomainOf(contact.Email) != customerDomain, ServiceRequestReasons.ContactIsCustomers));
    }

    /// <summary>SUP-03, SUP-04: whom a customer asks.</summary>
    /// <param name="isVendor">Whether it is the vendor.</param>
    /// <param name="isAskable">Whether it is one of those who may be asked.</param>
    /// <param name="askable">How these are called.</param>
    public static Decision MayAsk(bool isVendor, bool isAskable, IReadOnlyList<string> askable) =>
        isAskable ? Decision.Granted
        : askable.Count == 0 ? Decision.Refused(ServiceRequestReasons.NobodyToAsk)
        : Decision.Refused((isVendor ? ServiceRequestReasons.VendorNotAsked : ServiceRequestReasons.PartnerNotAsked)
            .About(string.Join(", ", askable)));

    /// <summary>MUL-20, MUL-25: what others sold is supported only where managing it is on.</summary>
    public static Decision MaySupport(SubscriptionTie tie, bool hasMultiChannel, Cloud cloud) => Decision.RequireAll(
        (tie != SubscriptionTie.ResellerAlone, ServiceRequestReasons.ProviderGone),
        (hasMultiChannel || tie is SubscriptionTie.Manager or SubscriptionTie.ResellerAlone,
            ServiceRequestReasons.MultiChannelOff.About(cloud)));

    /// <summary>SUP-06: for consumption that the partner manages nobody needs a right in the customer's tenant.</summary>
    public static bool NeedsRight(SubscriptionTie tie, bool isUsage) =>
        !isUsage || tie is not (SubscriptionTie.Manager or SubscriptionTie.Supporter);

    public static Decision MayWrite(ServiceRequestState state, ServiceSide side, string text) => Decision.RequireAll(
        (ServiceRequestStates.IsWritable(state, side), ServiceRequestReasons.NotPossible.About(state)),
        (text.Length > 0, ServiceRequestReasons.TextMissing),
        (IsText(text), ServiceRequestReasons.TextInvalid.About(ServiceRequestWish.MaxTextLength)));

    /// <param name="state">Where the request stands.</param>
    /// <param name="version">Its version.</param>
    /// <param name="side">Who acts.</param>
    /// <param name="wish">What is done.</param>
    /// <param name="hasPlan">SUP-08: whether the partner has a support plan of the vendor.</param>
    /// <param name="partner">Who answers the request: for a customer that wants to turn to the vendor.</param>
    public static Decision MayAct(
        ServiceRequestState state, int version, ServiceSide side, ServiceActWish wish, bool hasPlan, string partner)
    {
        if (side == ServiceSide.Customer && wish.Act == ServiceAct.Escalate)
        {
            return Decision.Refused(ServiceRequestReasons.VendorNotAsked.About(partner));
        }

        if (ServiceRequestStates.After(state, wish.Act, side) is null)
        {
            return Decision.Refused(ServiceRequestReasons.NotPossible.About(state));
        }

        return Decision.RequireAll(
                (wish.Version is null || wish.Version == version, ServiceRequestReasons.ChangedMeanwhile),
                (IsText(wish.Text), ServiceRequestReasons.TextInvalid.About(ServiceRequestWish.MaxTextLength)),
                (wish.Text.Length > 0 || wish.Act is not (ServiceAct.HandBack or ServiceAct.Resolve),
                    ServiceRequestReasons.TextMissing))
            .And(wish.Act == ServiceAct.Escalate ? MayEscalate(wish, hasPlan) : Decision.Granted);
    }

    /// <summary>SUP-12: what partner and vendor write to each other the customer does not read; the partner tells it.</summary>
    public static bool IsInternal(ServiceSide side, ServiceAct act) =>
        side == ServiceSide.Vendor || act == ServiceAct.Escalate;

    /// <summary>SUP-05, SUP-08: commercial matters need neither a plan nor a look at service health.</summary>
    private static Decision MayEscalate(ServiceActWish wish, bool hasPlan) => wish.Reason is not { } reason
        ? Decision.Refused(ServiceRequestReasons.EscalationReasonMissing)
        : Decision.RequireAll(
            (!IsTechnical(reason) || wish.IsHealthChecked, ServiceRequestReasons.HealthNotChecked),
            (!IsTechnical(reason) || hasPlan, ServiceRequestReasons.PlanMissing));

    private static bool IsLine(string text, int most) =>
        text.Length > 0 && text.Length <= most && !text.Any(char.IsControl);

    private static bool IsText(string text) =>
        text.Length <= ServiceRequestWish.MaxTextLength && !text.Any(c => char.IsControl(c) && c is not ('\n' or '\t'));
}
