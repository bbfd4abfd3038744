using Kontor.Access;
using Kontor.Accounts;
using Kontor.Eligibility;
using Kontor.Enrolment;
using Kontor.Kernel;
using Kontor.Policy;

namespace Kontor.Customers;

/// <summary>A request to customers, as the rules see it.</summary>
/// <param name="Partner">Who invites: the reseller in a joint invitation.</param>
/// <param name="Type">As which partner type; null when it has none it could use.</param>
/// <param name="Provider">The provider of a joint invitation; null in a single one.</param>
/// <param name="AsksAdminRights">For the inviting partner.</param>
/// <param name="ProviderAsksAdminRights">For the provider.</param>
public sealed record CustomerRequest(
    Party Partner, PartnerType? Type, Party? Provider, bool AsksAdminRights, bool ProviderAsksAdminRights)
{
    public IEnumerable<Party> Partners => Provider is null ? [Partner] : [Partner, Provider];
}

/// <summary>
/// What must hold for a customer to be asked, and to accept (CUS-10 … CUS-35). The same functions answer a page before
/// anyone tries.
/// </summary>
public static class CustomerInvitationRules
{
    /// <summary>
    /// As which type a partner asks a customer: reseller in a joint invitation, else as it wishes, else as it stands
    /// best (ENR-46: a restricted direct partner that is a reseller too asks as a reseller).
    /// </summary>
    public static PartnerType? TypeOf(Party partner, bool isJoint, PartnerType? wished)
    {
        var type = isJoint ? PartnerType.Reseller : wished ?? StandingRules.BestTypeOf(partner);
        return type is { } known && partner.Enrolments.IncludesOrAwaits(known) ? known : null;
    }

    /// <summary>CUS-23, NAT-09: clouds in which a relationship always comes with delegated admin rights.</summary>
    public static bool NeedsRights(Party partner) => partner.Cloud is Cloud.UsGovernment or Cloud.Germany;

    /// <summary>CUS-07: as which type a partner that is this to a customer works with it.</summary>
    public static PartnerType TypeOf(RelationshipKind kind) => kind switch
    {
        RelationshipKind.Reseller => PartnerType.DirectPartner,
        RelationshipKind.IndirectReseller => PartnerType.Reseller,
        RelationshipKind.IndirectProvider => PartnerType.Provider,
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    /// <summary>CUS-07.</summary>
    public static RelationshipKind KindOf(PartnerType type) => type switch
    {
        PartnerType.Provider => RelationshipKind.IndirectProvider,
        PartnerType.Reseller => RelationshipKind.IndirectReseller,
        PartnerType.DirectPartner => RelationshipKind.Reseller,
        _ => throw new ArgumentOutOfRangeException(nameof(type)),
    };

    /// <summary>CUS-10, CUS-20, CUS-23, CUS-24, ENR-46, ENR-61: may this be asked of customers at all?</summary>
    public static Decision MayAsk(Actor actor, CustomerRequest request, Ties ties, ProgramPolicy policy) =>
        MayAsk(actor, withRights: request.AsksAdminRights || request.ProviderAsksAdminRights)
            .And(Decision.From(StatesAgainst(request)))
            .And(Decision.From(TermsAgainst(request, ties)))
            .And(CloudRules.AgainstAsking(request.Partner, request.Provider, policy));

    /// <summary>CUS-03: whether the inviting partner can have a customer from there.</summary>
    public static Decision MayCome(CustomerRequest request, CustomerChannel? channel) => Decision.RequireAll(
        (channel is not { } known || CustomerChannels.ForInviter(request.Type == PartnerType.Reseller).Contains(known),
            NewCustomerReasons.ChannelInvalid));

    /// <summary>CUS-24: whoever may ask may take it back, also while its own organization is suspended.</summary>
    public static Decision MayRevoke(Actor actor) => MayAsk(actor, withRights: false);

    /// <summary>
    /// SCN-04 … SCN-07, SCN-10, CUS-34: what stands between the partners and this customer; asked when it is invited,
    /// as far as it is known then, when it opens the link and when it accepts.
    /// </summary>
    public static Decision ConflictsWith(CustomerRequest request, Party customer, Ties ties, ProgramPolicy policy) =>
        (request.Provider is { } provider
            ? ScenarioRules.ConflictsOfSale(request.Partner, provider, customer, ties, policy)
            : ScenarioRules.ConflictsOfManaging(request.Partner, customer, ties, policy))
        .And(CloudRules.Against(UseOf(request), request.Partner, request.Provider, customer, ties, policy));

    /// <summary>CUS-05: a reseller by itself gets rights over what others sell, and can sell nothing.</summary>
    private static CloudUse UseOf(CustomerRequest request) =>
        request.Provider is null && request.Type == PartnerType.Reseller ? CloudUse.Management : CloudUse.Relationship;

    /// <summary>
    /// CUS-30: which actors a customer invitation speaks to. A partner's users learn why it is not for them.
    /// </summary>
    public static Decision MayOpen(Actor actor) => Decision.RequireAll(
        (actor.TenantKind is TenantKind.Customer or TenantKind.Partner, CustomerReasons.CustomerTenantRequired));

    /// <summary>CUS-30: who may accept or decline.</summary>
    public static Decision MayAnswer(Actor actor) => MayOpen(actor).And(Decision.RequireAll(
        (actor.Holds(Role.GlobalAdmin), CustomerReasons.GlobalAdminRequired)));

    /// <summary>
    /// CUS-30, CUS-31, CUS-34. CUS-35, MUL-01: other partners of the customer do not matter, and nothing of theirs
    /// ends.
    /// </summary>
    /// <param name="actor">Who accepts; belongs to the customer.</param>
    /// <param name="request">What is asked.</param>
    /// <param name="customer">The actor's tenant.</param>
    /// <param name="ties">What binds these parties already.</param>
    /// <param name="policy">MUL-09.</param>
    /// <param name="changesAnything">Whether there is anything left to accept.</param>
    /// <param name="confirmed">Whether the box is ticked.</param>
    public static Decision MayAccept(
        Actor actor,
        CustomerRequest request,
        Party customer,
        Ties ties,
        ProgramPolicy policy,
        bool changesAnything,
        bool confirmed) =>
        MayAnswer(actor)
            .And(ConflictsWith(request, customer, ties, policy))
            .And(CustomerTenantOnly(customer, policy))
            .And(Decision.From(StatesAgainst(request)))
            .And(Decision.RequireAll(
                (request.Provider is not { } provider || ties.ArePartners(provider, request.Partner),
                    CustomerReasons.PartnersParted.About(request.Partner.Name, request.Provider?.Name ?? "")),
                (changesAnything, CustomerReasons.RelationshipExists.About(request.Partner.Name)),
                (confirmed, CustomerReasons.NotConfirmed)));

    /// <summary>
    /// ACC-21: nothing is ever provisioned to a partner tenant, whatever policy lets partners resell.
    /// </summary>
    private static Decision CustomerTenantOnly(Party customer, ProgramPolicy policy) => Decision.RequireAll(
        (customer.Kind == TenantKind.Customer || policy.ForbidsResaleToPartners,
            CustomerReasons.CustomerTenantRequired));

    /// <summary>CUS-24.</summary>
    private static Decision MayAsk(Actor actor, bool withRights) => actor.TenantKind != TenantKind.Partner
        ? Decision.Refused(CustomerReasons.PartnerMustAsk)
        : Decision.RequireAll(
            (Holds(actor, Permission.RequestRelationship)
                && (!withRights || Holds(actor, Permission.RequestDelegatedAdmin)), CustomerReasons.RoleMayNotAsk));

    /// <summary>
    /// ENR-46, ENR-61. A relationship is no business yet: neither the partner agreement nor a network id is asked for
    /// (AGR-05); the order asks for both.
    /// </summary>
    private static IEnumerable<Reason> StatesAgainst(CustomerRequest request)
    {
        var partner = request.Partner;
        if (request.Type is not { } type)
        {
            yield return CustomerReasons.NotEnrolledAs.About(partner.Name);
        }
        else if (!partner.Enrolments.Includes(type))
        {
            yield return EligibilityReasons.PartnerNotEnrolled.About(partner.Name);
        }

        if (request.Provider is { } provider && !provider.Enrolments.Includes(PartnerType.Provider))
        {
            yield return EligibilityReasons.PartnerNotEnrolled.About(provider.Name);
        }

        foreach (var suspended in request.Partners.Where(p => p.Enrolments.IsSuspended))
        {
            yield return EligibilityReasons.PartnerSuspended.About(suspended.Name);
        }

        if (request.Type == PartnerType.DirectPartner
            && partner.Enrolments.DirectPartner == EnrolmentState.Restricted)
        {
            yield return EligibilityReasons.PartnerRestricted.About(partner.Name);
        }
    }

    /// <summary>CUS-10: with whom; CUS-23, NAT-09: with which rights.</summary>
    private static IEnumerable<Reason> TermsAgainst(CustomerRequest request, Ties ties)
    {
        if (request.Provider is { } provider && !ties.ArePartners(provider, request.Partner))
        {
            yield return CustomerReasons.ProviderNotConnected;
        }

        if (!request.AsksAdminRights && NeedsRights(request.Partner))
        {
            yield return CustomerReasons.RightsNeeded.About(request.Partner.Name);
        }

        if (!request.ProviderAsksAdminRights && request.Provider is { } other && NeedsRights(other))
        {
            yield return CustomerReasons.RightsNeeded.About(other.Name);
        }
    }

    private static bool Holds(Actor actor, Permission permission) =>
        PermissionTable.LevelOf(actor.TenantKind, actor.Roles, permission) == PermissionLevel.Full;
}
