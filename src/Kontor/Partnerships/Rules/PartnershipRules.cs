using Kontor.Access;
using Kontor.Eligibility;
using Kontor.Enrolment;
using Kontor.Kernel;
using Kontor.Policy;

namespace Kontor.Partnerships;

/// <summary>
/// What must hold for a partnership to be asked for, accepted and declined (REL-10 … REL-19, REL-30 … REL-32). The same
/// functions answer a page before anyone tries.
/// </summary>
public static class PartnershipRules
{
    /// <summary>
    /// REL-10, ROL-10: who may ask resellers. ENR-61: a provider that could not do business with them asks nobody new.
    /// </summary>
    public static Decision MayAsk(Actor actor, Party provider, ProgramPolicy policy) =>
        MayRevoke(actor, provider).And(CloudRules.AgainstPartnership(provider, policy)).And(StandingRules.StatesAgainst(new Player(provider, PartnerType.Provider)));

    /// <summary>REL-30: whoever may ask may take it back, also while its own organization is suspended.</summary>
    public static Decision MayRevoke(Actor actor, Party provider) => Decision.RequireAll(
        (provider.Enrolments.IncludesOrAwaits(PartnerType.Provider), PartnershipReasons.ProviderMustAsk),
        (Holds(actor, Permission.ManageResellers), PartnershipReasons.RoleMayNotAsk));

    /// <summary>
    /// SCN-10: what speaks against asking a reseller that is known by its address. What it can still put right before
    /// it accepts, such as its enrolment, does not.
    /// </summary>
    public static Decision MayAsk(Party provider, Party reseller, Ties ties) =>
        ScenarioRules.ConflictsBetween(provider, reseller, ties).And(MayBegin(provider, reseller, ties));

    /// <summary>REL-15: which actors a partner invitation speaks to at all.</summary>
    public static Decision MayOpen(Actor actor) => Decision.RequireAll(
        (actor.TenantKind == TenantKind.Partner, PartnershipReasons.PartnerTenantRequired));

    /// <summary>
    /// REL-11, REL-16, REL-18, REL-32, REL-40 … REL-43. REL-44: the reseller's own partner agreement is not asked
    /// about; AGR-03 blocks business until it is signed.
    /// </summary>
    /// <param name="actor">Who accepts; belongs to the reseller.</param>
    /// <param name="provider">Who invited.</param>
    /// <param name="reseller">The actor's tenant.</param>
    /// <param name="ties">What binds the two already.</param>
    /// <param name="policy">NAT-10.</param>
    /// <param name="confirmed">Whether the confirmation box is ticked.</param>
    public static Decision MayAccept(
        Actor actor, Party provider, Party reseller, Ties ties, ProgramPolicy policy, bool confirmed) =>
        MayAnswer(actor)
            .And(ScenarioRules.ConflictsBetween(provider, reseller, ties))
            .And(CloudRules.AgainstPartnership(provider, policy))
            .And(StandingRules.StatesAgainstJoining(provider, reseller))
            .And(Decision.RequireAll(
                (reseller.HasNetworkId, EligibilityReasons.NetworkIdMissing.About(reseller.Name))))
            .And(MayBegin(provider, reseller, ties))
            .And(Decision.RequireAll((confirmed, PartnershipReasons.NotConfirmed)));

    /// <summary>REL-18: who may accept or decline.</summary>
    public static Decision MayAnswer(Actor actor) => MayOpen(actor).And(Decision.RequireAll(
        (Holds(actor, Permission.AcceptProviderInvitation), PartnershipReasons.GlobalAdminRequired)));

    /// <summary>REL-21, REL-31: many partnerships on either side, but one active one per pair.</summary>
    private static Decision MayBegin(Party provider, Party reseller, Ties ties) => Decision.RequireAll(
        (!ties.ArePartners(provider, reseller),
            PartnershipReasons.PartnershipExists.About(provider.Name, reseller.Name)));

    private static bool Holds(Actor actor, Permission permission) =>
        PermissionTable.LevelOf(actor.TenantKind, actor.Roles, permission) == PermissionLevel.Full;
}
