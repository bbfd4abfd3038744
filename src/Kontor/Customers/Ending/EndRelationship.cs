using Kontor.Accounts;
using Kontor.Activity;
using Kontor.Kernel;
using Kontor.Orders;
using Kontor.Subscriptions;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Customers;

/// <summary>A relationship that somebody thinks of ending.</summary>
/// <param name="Relationship">As it is.</param>
/// <param name="Customer">Whose.</param>
/// <param name="Running">CUS-70: what has to be suspended or cancelled first; the newest ones, not all of many.</param>
/// <param name="Sharing">CUS-72: the partners with which the customer is shared, and which stay.</param>
/// <param name="May">Whether it can end, before anything is confirmed.</param>
public sealed record LeavingCustomer(
    CustomerRelationship Relationship,
    BusinessCard Customer,
    IReadOnlyList<HeldSubscription> Running,
    IReadOnlyList<BusinessCard> Sharing,
    Decision May);

/// <summary>
/// Use case: a partner ends its relationship with a customer: as provider or direct partner once nothing runs, with its
/// rights (CUS-70), or as reseller under a statement, with the rights as they are (CUS-71). Other relationships of the
/// customer stay (CUS-72); a new request builds it again (CUS-73).
/// </summary>
public sealed class EndRelationship(KontorDb db, BusinessCards cards, CustomerMails mails, TimeProvider clock)
{
    private const int MostShown = 50;

    /// <summary>What ending would be about; null where the partner has no such relationship with that customer.</summary>
    /// <param name="actor">A user of the partner.</param>
    /// <param name="customer">The customer.</param>
    /// <param name="kind">Which relationship, where there are several; null for the one in which the partner sells.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<LeavingCustomer?> Look(
        Actor actor, TenantId customer, RelationshipKind? kind, CancellationToken cancel)
    {
        var active = await db.CustomerRelationships.AsNoTracking()
            .Where(r => r.PartnerId == actor.TenantId && r.CustomerId == customer && r.EndedAt == null)
            .ToListAsync(cancel);
        if (Meant(active, kind) is not { } relationship)
        {
            return null;
        }

        var running = await Running(relationship).OrderByDescending(s => s.CreatedAt).ThenByDescending(s => s.Id)
            .Take(MostShown)
            .Select(s => new { s.Id, s.FriendlyName, s.Title, s.Quantity })
            .ToListAsync(cancel);
        var sharing = await Sharing(relationship, cancel);
        var known = await cards.Of([customer, .. sharing], cancel);
        return new LeavingCustomer(
            relationship,
            known[customer],
            [
                .. running.Select(s => new HeldSubscription(
                    s.Id.Value, s.FriendlyName.Length > 0 ? s.FriendlyName : s.Title, s.Quantity)),
            ],
            [.. sharing.Select(id => known[id])],
            RelationshipEndRules.May(actor, await EndingOf(relationship, cancel)));
    }

    /// <param name="actor">A user of the partner.</param>
    /// <param name="customer">The customer.</param>
    /// <param name="kind">Which relationship, where there are several; null for the one in which the partner sells.</param>
    /// <param name="confirmation">CUS-71: of the statement; asked of a reseller only.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<Result<CustomerRelationship>> Handle(
        Actor actor, TenantId customer, RelationshipKind? kind, StatementConfirmation confirmation, CancellationToken cancel)
    {
        var now = clock.Now();
        await using var own = db.Database.CurrentTransaction is null ? await db.Database.BeginTransactionAsync(cancel) : null;

        // Orders that are on their way are in before this goes on, and later ones find the relationship ended.
        var active = await db.HoldRelationships(customer, [actor.TenantId], cancel);
        if (Meant(active, kind) is not { } relationship)
        {
            return OrderReasons.CustomerUnknown;
        }

        var decision = RelationshipEndRules.MayEnd(actor, await EndingOf(relationship, cancel), confirmation);
        if (!decision.IsGranted)
        {
            return decision;
        }

        var sharing = await Sharing(relationship, cancel);
        RelationshipEndRules.End(relationship, now);
        if (RelationshipEndRules.IsSelling(relationship.Kind))
        {
            await db.CloseGrants(actor, customer, now, cancel);
        }

        db.Add(EvidenceOf(actor, relationship, confirmation, now));
        db.SharedCustomers.RemoveRange(await Shared(relationship).ToListAsync(cancel));
        await Tell(actor, relationship, sharing, now, cancel);
        await db.SaveChangesAsync(cancel);
        await (own?.CommitAsync(cancel) ?? Task.CompletedTask);
        return relationship;
    }

    /// <summary>Selling comes first: what ends with it is more.</summary>
    private static CustomerRelationship? Meant(IEnumerable<CustomerRelationship> active, RelationshipKind? kind) => active
        .Where(r => kind is null || r.Kind == kind)
        .OrderByDescending(r => RelationshipEndRules.IsSelling(r.Kind)).ThenBy(r => r.Kind)
        .FirstOrDefault();

    private async Task<EndingRelationship> EndingOf(CustomerRelationship relationship, CancellationToken cancel) => new(
        relationship.Kind,
        await db.Tenants.AnyAsync(
            t => t.Id == relationship.CustomerId && t.SharedServicesOf == relationship.PartnerId, cancel),
        await Running(relationship).CountAsync(cancel));

    private IQueryable<Subscription> Running(CustomerRelationship relationship)
    {
        var (partner, customer) = (relationship.PartnerId, relationship.CustomerId);
        return db.Subscriptions.AsNoTracking()
            .Where(s => s.PartnerId == partner && s.CustomerId == customer)
            .Where(s => s.State == SubscriptionState.Active || s.State == SubscriptionState.Pending);
    }

    /// <summary>CUS-14: what the partner shares of the customer in this relationship.</summary>
    private IQueryable<SharedCustomer> Shared(CustomerRelationship relationship)
    {
        var (partner, customer) = (relationship.PartnerId, relationship.CustomerId);
        return relationship.Kind switch
        {
            RelationshipKind.IndirectProvider =>
                db.SharedCustomers.Where(s => s.CustomerId == customer && s.ProviderId == partner),
            RelationshipKind.IndirectReseller =>
                db.SharedCustomers.Where(s => s.CustomerId == customer && s.ResellerId == partner),
            _ => db.SharedCustomers.Where(s => false),
        };
    }

    private async Task<IReadOnlyList<TenantId>> Sharing(CustomerRelationship relationship, CancellationToken cancel) =>
    [
        .. (await Shared(relationship).AsNoTracking().ToListAsync(cancel))
            .Select(s => s.ProviderId == relationship.PartnerId ? s.ResellerId : s.ProviderId),
    ];

    private static RelationshipEnd EvidenceOf(
        Actor actor, CustomerRelationship relationship, StatementConfirmation confirmation, DateTimeOffset now)
    {
        var isStated = !RelationshipEndRules.IsSelling(relationship.Kind);
        return new RelationshipEnd
        {
            RelationshipId = relationship.Id,
            PartnerId = relationship.PartnerId,
            CustomerId = relationship.CustomerId,
            Kind = relationship.Kind,
            Statement = isStated ? string.Join('\n', LeavingStatement.In(confirmation.Language!)) : "",
            StatementVersion = isStated ? confirmation.Version! : "",
            Language = isStated ? confirmation.Language! : "",
            UserId = actor.UserId,
            By = actor.Name,
            At = now,
        };
    }

    private async Task Tell(
        Actor actor,
        CustomerRelationship relationship,
        IReadOnlyList<TenantId> sharing,
        DateTimeOffset now,
        CancellationToken cancel)
    {
        var (id, customer) = (relationship.Id.ToString(), relationship.CustomerId);
        var details = new { relationship.Kind, relationship.AdminRights };
        db.Record(actor, "CustomerRelationshipEnded", id, customer, details, now);
        foreach (var reader in (TenantId[])[relationship.PartnerId, .. sharing])
        {
            db.Announce(
                reader, "customer-relationship-ended", id, customer,
                new { PartnerId = relationship.PartnerId.Value, relationship.Kind }, now);
        }

        foreach (var mail in await mails.Ended(relationship, sharing, cancel))
        {
            db.Add(mail.ToOutbox(now));
        }
    }
}
