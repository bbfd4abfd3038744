using Kontor.Accounts;
using Kontor.Agreements;
using Kontor.Kernel;
using Kontor.Policy;

namespace Kontor.Customers;

/// <summary>One of the partners that ask, as the acceptance page names it (CUS-31).</summary>
/// <param name="Card">Who it is.</param>
/// <param name="Kind">What it would be to the customer.</param>
/// <param name="AsksAdminRights">Whether delegated admin rights are included.</param>
/// <param name="Abilities">What it may do afterwards.</param>
public sealed record AskingPartner(
    BusinessCard Card, RelationshipKind Kind, bool AsksAdminRights, IReadOnlyList<PartnerAbility> Abilities);

/// <summary>CUS-32: the customer agreement on the same page.</summary>
/// <param name="Text">In the customer's country and the reader's language (AGR-21).</param>
/// <param name="Acceptance">Whether this actor may accept it here; AGR-26 sends it to its partner instead.</param>
public sealed record AgreementToAccept(AgreementText Text, Decision Acceptance);

/// <summary>What the acceptance page shows.</summary>
/// <param name="Partners">Who asks: the reseller first, then its provider.</param>
/// <param name="ExpiresAt">The first instant at which the link no longer holds.</param>
/// <param name="Acceptance">Whether this actor may accept once the box is ticked, and if not, why.</param>
/// <param name="Agreement">Null when the customer agreement is accepted already.</param>
public sealed record OpenedCustomerInvitation(
    IReadOnlyList<AskingPartner> Partners,
    DateTimeOffset ExpiresAt,
    Decision Acceptance,
    AgreementToAccept? Agreement)
{
    /// <summary>REL-60: whether the provider, which the customer has already, asks for its reseller.</summary>
    public bool IsGiven { get; init; }
}

/// <summary>
/// Use case: a customer's user follows the link (CUS-30 … CUS-32). Nothing changes (CUS-75). A link that does not hold
/// shows nobody's name (REL-30).
/// </summary>
public sealed class OpenCustomerInvitation(
    CustomerInvitationLookup invitations,
    CustomerInvitationFactsQuery query,
    BusinessCards cards,
    CustomerAgreementQueries agreements,
    AcceptCustomerAgreement agreement,
    CurrentPolicy policy,
    TimeProvider clock)
{
    /// <param name="actor">Who follows the link.</param>
    /// <param name="token">From the link.</param>
    /// <param name="language">In which the agreement is to be read.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<Result<OpenedCustomerInvitation>> Handle(
        Actor actor, string? token, string language, CancellationToken cancel)
    {
        var invitation = await invitations.FindOpen(actor, token, clock.Now(), cancel);
        if (invitation is null)
        {
            return CustomerReasons.LinkInvalid;
        }

        var may = CustomerInvitationRules.MayOpen(actor);
        if (!may.IsGranted)
        {
            return may;
        }

        var facts = await query.Load(invitation, actor.TenantId, clock.Now(), cancel);
        var known = await cards.Of([.. facts.Request.Partners.Select(p => p.TenantId)], cancel);
        var acceptance = CustomerInvitationRules.MayAccept(
            actor, facts.Request, facts.Customer, facts.Ties, policy.Value, facts.ChangesAnything(invitation),
            confirmed: true).And(facts.GiverHasIt(invitation));
        return new OpenedCustomerInvitation(
            [.. facts.Asked(invitation).Select(asked => new AskingPartner(
                known[asked.Partner.TenantId], asked.Kind, asked.AsksRights,
                PartnerAbilities.Of(asked.Kind, asked.AsksRights)))],
            invitation.ExpiresAt,
            acceptance,
            await AgreementFor(actor, language, cancel))
        {
            IsGiven = invitation.SenderId is not null,
        };
    }

    private async Task<AgreementToAccept?> AgreementFor(Actor actor, string language, CancellationToken cancel)
    {
        if (actor.TenantKind != TenantKind.Customer || await agreements.HasAccepted(actor.TenantId, cancel))
        {
            return null;
        }

        return new AgreementToAccept(
            await agreements.TextFor(actor.TenantId, language, cancel), await agreement.May(actor, cancel));
    }
}
