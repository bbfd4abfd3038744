using System.Collections.Immutable;
using Kontor.Accounts;
using Kontor.Activity;
using Kontor.Eligibility;
using Kontor.Invitations;
using Kontor.Kernel;
using Kontor.Partnerships;
using Kontor.Policy;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Customers;

/// <summary>A customer that would be asked, and whether it can be.</summary>
public sealed record GivingChoice(BusinessCard Customer, Decision May);

/// <summary>What would be asked of whom.</summary>
/// <param name="Reseller">Who would manage them.</param>
/// <param name="May">Whether anybody may be asked for it at all.</param>
/// <param name="Customers">Those of the provider's own among the chosen ones.</param>
public sealed record GivingPlan(BusinessCard Reseller, Decision May, ImmutableArray<GivingChoice> Customers);

/// <summary>A request that went out.</summary>
public sealed record GivenRequest(InvitationId Id, TenantId CustomerId, string Customer, DateTimeOffset ExpiresAt);

/// <summary>All that went out together.</summary>
public sealed record GivenRequests(ImmutableArray<GivenRequest> All);

/// <summary>
/// Use case: a provider asks some of its customers to let one of its resellers manage them (REL-23, REL-60). Each gets a joint
/// invitation with the reseller in the name of the provider, for its own people alone; all are asked or none. Of two who ask
/// the same customer for the same reseller at once, a unique index lets one.
/// </summary>
public sealed class GiveCustomers
{
    private readonly KontorDb _db;
    private readonly GivingFactsQuery _facts;
    private readonly PartyFacts _parties;
    private readonly InvitationLinks _links;
    private readonly CurrentPolicy _policy;
    private readonly MailSeal _seal;
    private readonly TimeProvider _clock;

    internal GiveCustomers(
        KontorDb db, GivingFactsQuery facts, PartyFacts parties, InvitationLinks links, CurrentPolicy policy, MailSeal seal,
        TimeProvider clock) =>
        (_db, _facts, _parties, _links, _policy, _seal, _clock) = (db, facts, parties, links, policy, seal, clock);

    /// <summary>What would be asked; null where there is no such reseller of the provider. Nothing is sent.</summary>
    public async Task<GivingPlan?> Look(
        Actor actor, TenantId reseller, IReadOnlyCollection<TenantId> customers, bool asksRights, CancellationToken cancel)
    {
        TenantId[] chosen = [.. customers.Distinct().Take(GivingRules.Most)];
        if (await _facts.Of(actor, reseller, chosen, asksRights, _clock.Now(), cancel) is not { } facts)
        {
            return null;
        }

        return new GivingPlan(
            facts.Reseller,
            GivingRules.MayAsk(actor, facts.Request, facts.Ties, _policy.Value),
            [
                .. facts.Chosen.Where(one => one.Facts.IsOwn).Select(one => new GivingChoice(
                    one.Card, GivingRules.MayGive(facts.Request, one.Facts, facts.Ties, _policy.Value))),
            ]);
    }

    /// <param name="actor">A user of the provider.</param>
    /// <param name="reseller">One of its resellers.</param>
    /// <param name="customers">1 to <see cref="GivingRules.Most"/> of its customers.</param>
    /// <param name="asksRights">Whether the reseller asks for delegated admin rights.</param>
    /// <param name="cancel">Gives up.</param>
    public Task<Result<GivenRequests>> Handle(
        Actor actor, TenantId reseller, IReadOnlyCollection<TenantId> customers, bool asksRights, CancellationToken cancel) =>
        _db.DoAllOrNothing(
            async Task<Result<GivenRequests>> () =>
            {
                var result = await Ask(actor, reseller, customers, asksRights, cancel);
                return result.ValueOrNull is { } asked
                    ? new GivenRequests([.. asked.Select(one => new GivenRequest(
                        one.Invitation.Id, one.Customer.TenantId, one.Customer.Name, one.Invitation.ExpiresAt))])
                    : result.Decision;
            },
            cancel);

    /// <summary>The same request in the place of one that was taken back (CUS-26); part of a transaction of the caller.</summary>
    internal async Task<Result<IssuedInvitation>> Again(Actor actor, CustomerInvitation old, CancellationToken cancel)
    {
        var result = await Ask(actor, old.PartnerId, [old.CustomerId!.Value], old.AsksAdminRights, cancel);
        return result.ValueOrNull is [var one]
            ? new IssuedInvitation(one.Invitation.Id, one.Link, one.Mail, one.Invitation.ExpiresAt, WasSent: true)
            : result.Decision;
    }

    private async Task<Result<List<Asked>>> Ask(
        Actor actor, TenantId reseller, IReadOnlyCollection<TenantId> customers, bool asksRights, CancellationToken cancel)
    {
        TenantId[] chosen = [.. customers.Distinct()];
        var may = GivingRules.AreChosen(chosen.Length);
        if (!may.IsGranted)
        {
            return may;
        }

        // REL-55: nobody is asked for a reseller that is leaving at this moment.
        await _parties.Hold([reseller, actor.TenantId], cancel);
        var now = _clock.Now();
        if (await _facts.Of(actor, reseller, chosen, asksRights, now, cancel) is not { } facts)
        {
            return PartnershipReasons.PartnershipNotFound;
        }

        may = GivingRules.MayAsk(actor, facts.Request, facts.Ties, _policy.Value).And(Decision.From(
            facts.Chosen.Count < chosen.Length
                ? [GivingReasons.CustomerUnknown]
                : facts.Chosen
                    .SelectMany(one => GivingRules.MayGive(facts.Request, one.Facts, facts.Ties, _policy.Value).Reasons)
                    .Distinct()));
        if (!may.IsGranted)
        {
            return may;
        }

        await CloseExpired(actor.TenantId, reseller, chosen, now, cancel);
        var asked = facts.Chosen.Select(one => Issue(actor, facts, one.Card, now)).ToList();
        if (GivingMails.ToReseller(facts, asked.Select(one => one.Customer)) is { } told)
        {
            _db.Add(told.ToOutbox(now));
        }

        return await _db.TrySaveChanges(cancel) switch
        {
            null => asked,
            { Constraint: CustomerStorage.OneRequestEach } => GivingReasons.AskedMeanwhile,
            _ => throw new InvalidOperationException("Nothing else is unique about requests."),
        };
    }

    /// <summary>What nobody answered in time makes room for the next; it counts as taken back from then on.</summary>
    private Task<int> CloseExpired(
        TenantId provider, TenantId reseller, TenantId[] customers, DateTimeOffset now, CancellationToken cancel)
    {
        Guid[] ids = [.. customers.Select(id => id.Value)];
        return _db.Database.ExecuteSqlAsync(
            $"""
            update customer_invitations set revoked_at = expires_at, version = version + 1
            where sender_id = {provider.Value} and partner_id = {reseller.Value} and customer_id = any ({ids})
                and email is not null and answered_at is null and revoked_at is null and expires_at <= {now}
            """,
            cancel);
    }

    private Asked Issue(Actor actor, GivingFacts facts, BusinessCard customer, DateTimeOffset now)
    {
        var token = Secrets.New();
        var invitation = new CustomerInvitation
        {
            Id = new(Guid.CreateVersion7(now)),
            PartnerId = facts.Reseller.TenantId,
            Kind = RelationshipKind.IndirectReseller,
            ProviderId = facts.Provider.TenantId,
            SenderId = facts.Provider.TenantId,
            CustomerId = customer.TenantId,
            AsksAdminRights = facts.Request.AsksAdminRights,
            ProviderAsksAdminRights = facts.Request.ProviderAsksAdminRights,
            Channel = CustomerChannel.Provider,
            Email = customer.ContactEmail,
            TokenHash = Secrets.Hash(token),
            CreatedBy = actor.UserId,
            CreatedAt = now,
            ExpiresAt = now.AddDays(_policy.Value.InvitationLifetimeDays),
        };
        _db.Add(invitation);
        var link = _links.ToCustomer(token);
        var mail = GivingMails.ToCustomer(facts, customer, link, invitation.ExpiresAt);
        _db.Add(_seal.Close(new Mail(customer.ContactEmail, mail.Subject, mail.Text, mail.Language, "customerInvitation"), now));
        var id = invitation.Id.ToString();
        var news = new { ResellerId = invitation.PartnerId.ToString(), invitation.AsksAdminRights, invitation.ExpiresAt };
        _db.Record(actor, "CustomerOffered", id, customer.TenantId, news, now);
        foreach (var side in new[] { invitation.SenderId!.Value, invitation.PartnerId, customer.TenantId })
        {
            _db.Announce(side, "customer-invitation-created", id, customer.TenantId, news, now);
        }

        return new Asked(invitation, customer, link, mail);
    }

    private sealed record Asked(CustomerInvitation Invitation, BusinessCard Customer, string Link, DraftMail Mail);
}
