using System.Collections.Immutable;
using Kontor.Access;
using Kontor.Accounts;
using Kontor.Agreements;
using Kontor.Eligibility;
using Kontor.Enrolment;
using Kontor.Kernel;
using Kontor.Policy;

namespace Kontor.Customers;

/// <summary>A customer that a provider or direct partner makes together with its tenant (CUS-60).</summary>
/// <param name="Profile">CUS-63: as the official register has it.</param>
/// <param name="Market">Market key; it cannot be changed later (ACC-50).</param>
/// <param name="Prefix">The part of the tenant's domain that is the customer's own; lower case.</param>
/// <param name="UserName">The part before the @ of the first global admin's sign-in name.</param>
/// <param name="Contact">Whom to ask there; the phone may be empty where CUS-64 does not demand it.</param>
/// <param name="Qualifications">CUS-65: what the customer qualifies for.</param>
/// <param name="Channel">CUS-03: where the partner has it from; null where it does not say.</param>
/// <param name="ResellerId">REL-62: the reseller that shares it with the provider; null for none.</param>
/// <param name="Agreement">AGR-22: how the customer agreement was accepted; null while it was not.</param>
public sealed record NewCustomer(
    LegalProfile Profile,
    string Market,
    string Prefix,
    string UserName,
    PrimaryContact Contact,
    Qualifications Qualifications,
    CustomerChannel? Channel,
    TenantId? ResellerId,
    StatedAcceptance? Agreement);

/// <summary>Who accepted the customer agreement on the customer's side, and when, as its partner states it.</summary>
public sealed record StatedAcceptance(Signatory Person, DateOnly AcceptedOn);

/// <summary>The parties of a customer that is to be made, as the rules see them.</summary>
/// <param name="Partner">Who makes it.</param>
/// <param name="Reseller">REL-62; null for none.</param>
/// <param name="Customer">
/// What it would be: of a group of its own, unless its data say that it is the partner itself or an affiliate.
/// </param>
/// <param name="Ties">What binds partner and reseller.</param>
public sealed record CustomerMaking(Party Partner, Party? Reseller, Party Customer, Ties Ties);

/// <summary>What must hold for a partner to make a customer with its tenant (CUS-60 … CUS-65, REL-62).</summary>
public static class NewCustomerRules
{
    /// <summary>
    /// CAT-60: what may stand together. Who belongs to the government community cloud is the vendor's to approve, so no
    /// partner says it.
    /// </summary>
    public static ImmutableArray<Qualifications> Claims { get; } =
    [
        Qualifications.None, Qualifications.Education, Qualifications.Nonprofit, Qualifications.StateOwnedEntity,
        Qualifications.Education | Qualifications.StateOwnedEntity,
    ];

    /// <summary>CAT-60: whether a partner may state it.</summary>
    public static bool IsClaimable(Qualifications claimed) => Claims.Contains(claimed);

    /// <summary>Whether what was written is complete; whether names are free only the database knows.</summary>
    /// <param name="wanted">What the partner wrote.</param>
    /// <param name="isoCode">Of the market; null where the program does not run there (REG-07).</param>
    /// <param name="directoryDomain">The domain under which the program makes directories.</param>
    /// <param name="now">AGR-22: nobody accepts in the future.</param>
    public static Decision IsSound(NewCustomer wanted, string? isoCode, string directoryDomain, DateTimeOffset now)
    {
        var country = isoCode ?? "";
        return Decision.RequireAll((isoCode is not null, DirectoryReasons.MarketUnknown))
            .And(ProfileRules.IsAddressComplete(wanted.Profile, country))
            .And(ProfileRules.HasNumber(wanted.Profile, country))
            .And(IsSound(wanted.Contact, country, directoryDomain))
            .And(DirectoryRules.HasNames(wanted.Prefix, wanted.UserName))
            .And(Decision.RequireAll(
                (IsClaimable(wanted.Qualifications), NewCustomerReasons.QualificationsInvalid),
                (wanted.Channel is not { } channel
                    || CustomerChannels.ForSeller(wanted.ResellerId is not null).Contains(channel),
                    NewCustomerReasons.ChannelInvalid)))
            .And(wanted.Agreement is { } stated
                ? AgreementRules.MayBeAttested(stated.Person, stated.AcceptedOn, now)
                : Decision.Granted);
    }

    /// <summary>
    /// CUS-64: whom to ask at a customer. It may have an address anywhere, since it need not trade; nobody reads mail
    /// under the program's own domain.
    /// </summary>
    public static Decision IsSound(PrimaryContact contact, string isoCode, string directoryDomain) =>
        ProfileRules.HasBounds(contact).And(Decision.RequireAll(
            (contact.FirstName.Length > 0 && contact.LastName.Length > 0,
                ProfileReasons.ContactNameInvalid.About(PrimaryContact.MaxNameLength)),
            (EmailAddress.IsValid(contact.Email), ProfileReasons.ContactEmailInvalid),
            (!EmailAddress.IsValid(contact.Email)
                || !BusinessMail.IsUnmonitored(EmailAddress.DomainOf(contact.Email), directoryDomain),
                ProfileReasons.ContactEmailUnmonitored.About(
                    EmailAddress.IsValid(contact.Email) ? EmailAddress.DomainOf(contact.Email) : "")),
            (contact.Phone.Length > 0 || !RegistrationNumbers.AreMandatoryIn(isoCode), NewCustomerReasons.PhoneMissing)));

    /// <summary>
    /// As which type it makes the customer: as provider where a reseller shares it, else as direct partner where it may
    /// act as one, else as provider; null where it is neither.
    /// </summary>
    public static PartnerType? TypeOf(Party partner, bool hasReseller)
    {
        var enrolments = partner.Enrolments;
        var isProvider = enrolments.Includes(PartnerType.Provider);
        var isDirect = enrolments.Includes(PartnerType.DirectPartner);
        return isProvider && (hasReseller || !isDirect || enrolments.DirectPartner == EnrolmentState.Restricted)
            ? PartnerType.Provider
            : isDirect && !hasReseller ? PartnerType.DirectPartner : null;
    }

    /// <summary>CUS-60: who makes customers at all; for the page that offers it.</summary>
    public static Decision May(Actor actor, Party partner, ProgramPolicy policy) =>
        actor.TenantKind != TenantKind.Partner
            ? Decision.Refused(CustomerReasons.PartnerMustAsk)
            : TypeOf(partner, hasReseller: false) is not { } type
                ? Decision.Refused(NewCustomerReasons.ResellerMayNotMake)
                : Decision.RequireAll((Holds(actor, Permission.AddCustomers), NewCustomerReasons.RoleMayNotMake))
                    .And(StatesAgainst(partner, type, policy));

    /// <summary>CUS-65, NAT-04: what a customer may be said to qualify for in the partner's cloud.</summary>
    public static Decision MayClaim(Qualifications qualifications, Party partner, ProgramPolicy policy) => Decision.RequireAll(
        (qualifications == Qualifications.None || policy.Has(partner.Cloud, CloudFeature.SpecialQualifications),
            NewCustomerReasons.QualificationsOff));

    /// <summary>
    /// CUS-60, REL-62, SCN-05 … SCN-07, AGR-03: whether these parties come together that way. The same scenarios that
    /// an invitation asks, since the relationship is the same.
    /// </summary>
    public static Decision MayBeMade(Actor actor, CustomerMaking making, bool isAttested, ProgramPolicy policy)
    {
        var (partner, reseller, customer, ties) = making;
        var may = May(actor, partner, policy);
        if (!may.IsGranted)
        {
            return may;
        }

        if (reseller is not null
            && (TypeOf(partner, hasReseller: true) is null || !ties.ArePartners(partner, reseller)))
        {
            return Decision.Refused(NewCustomerReasons.ResellerNotConnected);
        }

        var request = reseller is null
            ? new CustomerRequest(partner, TypeOf(partner, hasReseller: false), null, true, false)
            : new CustomerRequest(reseller, PartnerType.Reseller, partner, true, true);
        return CustomerInvitationRules.ConflictsWith(request, customer, ties, policy)
            .And(reseller is null
                ? Decision.Granted
                : StandingRules.StatesAgainst(new Player(reseller, PartnerType.Reseller)))
            .And(isAttested ? AgreementRules.MayAttest(actor, partner) : Decision.Granted);
    }

    /// <summary>
    /// ENR-46, ENR-61, NAT-07. Like an invitation it is no business yet: the order asks for agreement and network id
    /// of who makes it (AGR-05).
    /// </summary>
    private static Decision StatesAgainst(Party partner, PartnerType type, ProgramPolicy policy) => Decision.RequireAll(
        (!partner.Enrolments.IsSuspended, EligibilityReasons.PartnerSuspended.About(partner.Name)),
        (type != PartnerType.DirectPartner || partner.Enrolments.DirectPartner != EnrolmentState.Restricted,
            EligibilityReasons.PartnerRestricted.About(partner.Name)),
        (policy.Has(partner.Cloud, CloudFeature.NewCustomers), NewCustomerReasons.CloudTakesNone));

    private static bool Holds(Actor actor, Permission permission) =>
        PermissionTable.LevelOf(actor.TenantKind, actor.Roles, permission) == PermissionLevel.Full;
}
