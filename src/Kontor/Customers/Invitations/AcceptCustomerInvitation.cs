using Kontor.Accounts;
using Kontor.Activity;
using Kontor.Agreements;
using Kontor.Eligibility;
using Kontor.Kernel;
using Kontor.Policy;
using Microsoft.EntityFrameworkCore.Storage;

namespace Kontor.Customers;

/// <summary>What an acceptance brought about.</summary>
/// <param name="Relationships">With each partner that asked, new or as it is now.</param>
/// <param name="Agreement">The customer agreement, when it was accepted in the same act.</param>
public sealed record AcceptedRelationships(
    IReadOnlyList<CustomerRelationship> Relationships, CustomerAgreementAcceptance? Agreement);

/// <summary>
/// Use case: a customer's global admin accepts the partners that asked, and with them the customer agreement where it
/// wishes (CUS-15, CUS-31, CUS-32, AGR-24). It is one act: all of it is saved, or nothing.
/// </summary>
public sealed class AcceptCustomerInvitation(
    KontorDb db,
    CustomerInvitationLookup invitations,
    CustomerInvitationFactsQuery query,
    PartyFacts parties,
    BusinessCards cards,
    AcceptCustomerAgreement agreement,
    CurrentPolicy policy,
    TimeProvider clock)
{
    /// <param name="actor">A user of the customer.</param>
    /// <param name="token">From the link.</param>
    /// <param name="confirmed">CUS-31: the box is ticked.</param>
    /// <param name="accepted">CUS-32: the customer agreement, accepted too; null to leave it open.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<Result<AcceptedRelationships>> Handle(
        Actor actor, string? token, bool confirmed, DirectAcceptance? accepted, CancellationToken cancel)
    {
        var now = clock.Now();
        var invitation = await invitations.FindOpen(actor, token, now, cancel);
        if (invitation is null)
        {
            return CustomerReasons.LinkInvalid;
        }

        var may = CustomerInvitationRules.MayOpen(actor);
        if (!may.IsGranted)
        {
            return may;
        }

        await using var transaction = await Begin(cancel);
        TenantId[] asking = invitation.ProviderId is { } provider ? [invitation.PartnerId, provider] : [invitation.PartnerId];
        await RightsSummary.Lock(db, actor.TenantId, asking, cancel);

        // ENR-61, REL-54: a partner that is suspended meanwhile, or has parted from the other, gets no new customer.
        await parties.Hold(asking, cancel);
        var facts = await query.Load(invitation, actor.TenantId, now, cancel);
        var decision = CustomerInvitationRules.MayAccept(
            actor, facts.Request, facts.Customer, facts.Ties, policy.Value, facts.ChangesAnything(invitation),
            confirmed).And(facts.GiverHasIt(invitation));
        if (!decision.IsGranted)
        {
            return decision;
        }

        var signed = accepted is null ? null : await agreement.Prepare(actor, accepted, now, cancel);
        if (signed is { Decision.IsGranted: false })
        {
            return signed.Decision;
        }

        var known = await cards.Of([.. facts.Request.Partners.Select(p => p.TenantId), actor.TenantId], cancel);
        var relationships = Relate(actor, invitation, facts, known[actor.TenantId], now);
        Share(invitation, facts, known[actor.TenantId], now);
        invitation.Answer(actor.TenantId, accepted: true, now);
        Tell(actor, invitation, relationships, known, now);

        switch (await db.TrySaveChanges(cancel))
        {
            case null:
                await (transaction?.CommitAsync(cancel) ?? Task.CompletedTask);
                return new AcceptedRelationships(relationships, signed?.ValueOrNull);
            case { Constraint: null }:
                return CustomerReasons.LinkInvalid;
            default:
                return CustomerReasons.RelationshipExists.About(facts.Request.Partner.Name);
        }
    }

    /// <summary>Holds the locks, and commits; null when the request has a transaction of its own.</summary>
    private async Task<IDbContextTransaction?> Begin(CancellationToken cancel) =>
        db.Database.CurrentTransaction is null ? await db.Database.BeginTransactionAsync(cancel) : null;

    /// <summary>
    /// CUS-13, CUS-35, CUS-47: adds what is missing, gives rights that are asked for, takes nothing away.
    /// </summary>
    private List<CustomerRelationship> Relate(
        Actor actor, CustomerInvitation invitation, CustomerInvitationFacts facts, BusinessCard customer, DateTimeOffset now)
    {
        var identity = new CustomerIdentity(customer.TenantId, customer.Name, customer.Domain, customer.Market);
        var relationships = new List<CustomerRelationship>();
        foreach (var (partner, kind, asksRights) in facts.Asked(invitation))
        {
            var relationship = facts.Find(partner.TenantId, kind);
            if (relationship is null)
            {
                relationship = CustomerRelationship.Begin(
                    new(Guid.CreateVersion7(now)), partner.TenantId, identity, kind, invitation.Id, now,
                    invitation.ChannelOf(partner.TenantId));
                db.Add(relationship);
            }

            relationships.Add(relationship);
            if (asksRights && !facts.HoldsClassic(partner.TenantId))
            {
                db.GrantClassic(actor, partner.TenantId, customer.TenantId, customer.Name, now);
            }

            if (asksRights || facts.Held.Any(grant => grant.PartnerId == partner.TenantId))
            {
                // Rights are the partner's, whatever it is to the customer.
                RightsSummary.Keep(
                    facts.Related.Where(r => r.PartnerId == partner.TenantId).Append(relationship), isGranted: true);
            }
        }

        return relationships;
    }

    /// <summary>CUS-14.</summary>
    private void Share(
        CustomerInvitation invitation, CustomerInvitationFacts facts, BusinessCard customer, DateTimeOffset now)
    {
        if (invitation.ProviderId is { } provider && !facts.IsShared)
        {
            db.Add(new SharedCustomer
            {
                ProviderId = provider,
                ResellerId = invitation.PartnerId,
                CustomerId = customer.TenantId,
                Since = now,
                CustomerNameKey = customer.Name.ToLowerInvariant(),
            });
        }
    }

    private void Tell(
        Actor actor,
        CustomerInvitation invitation,
        List<CustomerRelationship> relationships,
        IReadOnlyDictionary<TenantId, BusinessCard> known,
        DateTimeOffset now)
    {
        var customer = actor.TenantId;
        var news = relationships.Select(r => new { PartnerId = r.PartnerId.Value, r.Kind, r.AdminRights }).ToArray();
        db.Record(
            actor, "CustomerInvitationAccepted", invitation.Id.ToString(), customer, new { Relationships = news }, now);
        foreach (var relationship in relationships)
        {
            db.Announce(
                relationship.PartnerId, "customer-relationship-begun", relationship.Id.ToString(), customer,
                new { relationship.Kind, relationship.AdminRights, InvitationId = invitation.Id.Value }, now);
        }

        var partners = relationships
            .Select(r => (known[r.PartnerId], r.AdminRights == AdminRights.Granted))
            .ToArray();
        foreach (var mail in CustomerDrafts.Begun(known[customer], partners))
        {
            db.Add(mail.ToOutbox(now));
        }
    }
}
