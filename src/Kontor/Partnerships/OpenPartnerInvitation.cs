using Kontor.Accounts;
using Kontor.Agreements;
using Kontor.Eligibility;
using Kontor.Kernel;
using Kontor.Policy;

namespace Kontor.Partnerships;

/// <summary>What an authorized provider may do (REL-19); the acceptance page says all of it.</summary>
public enum ProviderGrant
{
    /// <summary>Submit orders and add subscriptions for the reseller's customers.</summary>
    OrdersForCustomers,

    /// <summary>Administer the reseller's own partner tenant.</summary>
    AdminAccessToPartnerTenant,
}

/// <summary>What the acceptance page shows.</summary>
/// <param name="Provider">Who invites.</param>
/// <param name="ExpiresAt">The first instant at which the link no longer holds.</param>
/// <param name="Grants">What is granted by accepting.</param>
/// <param name="Acceptance">Whether this actor may accept once the box is ticked, and if not, why.</param>
/// <param name="Readiness">The reseller's own state (AGR-04).</param>
public sealed record OpenedPartnerInvitation(
    BusinessCard Provider,
    DateTimeOffset ExpiresAt,
    IReadOnlyList<ProviderGrant> Grants,
    Decision Acceptance,
    ReadinessToTransact Readiness);

/// <summary>
/// Use case: a reseller's user follows the link (REL-15). Nothing changes. A link that does not hold shows nobody's
/// name (REL-30), and neither does one that is opened from another kind of tenant.
/// </summary>
public sealed class OpenPartnerInvitation(
    PartnerInvitationLookup invitations, PartyFacts parties, BusinessCards cards, CurrentPolicy policy, TimeProvider clock)
{
    public async Task<Result<OpenedPartnerInvitation>> Handle(Actor actor, string? token, CancellationToken cancel)
    {
        var invitation = await invitations.FindOpen(token, clock.Now(), cancel);
        if (invitation is null)
        {
            return PartnershipReasons.LinkInvalid;
        }

        var may = PartnershipRules.MayOpen(actor);
        if (!may.IsGranted)
        {
            return may;
        }

        TenantId[] both = [invitation.ProviderId, actor.TenantId];
        var known = await parties.Load(both, cancel);
        var reseller = known[actor.TenantId];
        var acceptance = PartnershipRules.MayAccept(
            actor, known[invitation.ProviderId], reseller, await parties.TiesBetween(both, cancel), policy.Value,
            confirmed: true);
        return new OpenedPartnerInvitation(
            await cards.Of(invitation.ProviderId, cancel),
            invitation.ExpiresAt,
            Enum.GetValues<ProviderGrant>(),
            acceptance,
            ReadinessToTransact.Of(reseller));
    }
}
