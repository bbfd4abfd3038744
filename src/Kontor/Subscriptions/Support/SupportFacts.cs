using Kontor.Customers;
using Kontor.Kernel;
using Kontor.Partnerships;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Kontor.Subscriptions;

/// <summary>Whom a seller chose for one subscription, and what of that is in force.</summary>
/// <param name="Subscription">Which.</param>
/// <param name="Chosen">The seller where nobody was chosen.</param>
/// <param name="Version">0 where nobody was ever chosen.</param>
/// <param name="InForce">Whom the customer asks.</param>
public sealed record SupportChoiceMade(SubscriptionId Subscription, TenantId Chosen, int Version, ContactInForce InForce);

/// <summary>A partner that could support a subscription.</summary>
public sealed record SupportCandidate(TenantId Id, bool HasRights);

/// <summary>Loads what decides who supports a subscription, and holds it while somebody chooses.</summary>
public sealed class SupportFacts(KontorDb db, TimeProvider clock)
{
    /// <summary>Nobody looks through more; a customer has a few partners.</summary>
    private const int MostCandidates = 100;

    /// <summary>A transaction to hold the locks and to commit; null when the request has its own.</summary>
    public async Task<IDbContextTransaction?> Begin(CancellationToken cancel) =>
        db.Database.CurrentTransaction is null ? await db.Database.BeginTransactionAsync(cancel) : null;

    /// <summary>
    /// Holds a subscription until the transaction ends, so that those who choose for it come one after the other, and then
    /// what binds a partner to its customer and seller: who ends one of these ties does so before or afterwards. Facts are
    /// loaded when all of it is held.
    /// </summary>
    public async Task Hold(Subscription subscription, TenantId partner, CancellationToken cancel)
    {
        var (seller, id) = (subscription.PartnerId.Value, subscription.Id.Value);
        await db.Database.ExecuteSqlAsync(
            $"select from subscriptions where partner_id = {seller} and id = {id} for no key update", cancel);
        await db.HoldRelationships(subscription.CustomerId, [partner], cancel);
        await db.Database.ExecuteSqlAsync(
            $"""
            select from partnerships
            where provider_id = {seller} and reseller_id = {partner.Value} and ended_at is null for share
            """,
            cancel);
    }

    /// <summary>Of any number of subscriptions at once.</summary>
    public async Task<IReadOnlyDictionary<SubscriptionId, SupportChoiceMade>> Of(
        IReadOnlyCollection<SubscriptionId> subscriptions, CancellationToken cancel)
    {
        if (subscriptions.Count == 0)
        {
            return new Dictionary<SubscriptionId, SupportChoiceMade>();
        }

        var rows = await Statement(subscriptions, clock.Now()).ToListAsync(cancel);
        return rows.ToDictionary(row => new SubscriptionId(row.Id), row =>
        {
            var (seller, chosen) = (new TenantId(row.SellerId), new TenantId(row.ChosenId));
            var ties = new SupportTies(row.RelatedSince, row.PartnerSince, row.HasRights);
            return new SupportChoiceMade(
                new SubscriptionId(row.Id),
                chosen,
                row.Version,
                SupportRules.InForce(seller, row.IsSellerRelated, chosen, row.ChosenAt ?? DateTimeOffset.MinValue, ties));
        });
    }

    public async Task<SupportTies> TiesOf(Subscription subscription, TenantId partner, CancellationToken cancel)
    {
        var (seller, customer, now) = (subscription.PartnerId.Value, subscription.CustomerId.Value, clock.Now());
        var row = await db.Database.SqlQuery<TieRow>(
            $"""
            select
                (select min(r.begun_at) from customer_relationships r
                    where r.partner_id = {partner.Value} and r.customer_id = {customer} and r.ended_at is null) as "RelatedSince",
                (select min(p.begun_at) from partnerships p
                    where p.provider_id = {seller} and p.reseller_id = {partner.Value} and p.ended_at is null) as "PartnerSince",
                exists (select from delegated_grants g
                    where g.partner_id = {partner.Value} and g.customer_id = {customer}
                        and g.state = 'Active' and g.until > {now}) as "HasRights"
            """).SingleAsync(cancel);
        return new SupportTies(row.RelatedSince, row.PartnerSince, row.HasRights);
    }

    /// <summary>Partners whom the customer lets support a subscription, and whose relationship carries it; the oldest first.</summary>
    public Task<List<TenantId>> Supporters(Subscription subscription, CancellationToken cancel)
    {
        var (seller, id, customer) = (subscription.PartnerId, subscription.Id, subscription.CustomerId);
        return db.Set<SubscriptionSupporter>().AsNoTracking()
            .Where(s => s.PartnerId == seller && s.SubscriptionId == id)
            .Where(s => db.Set<CustomerRelationship>().Any(
                r => r.PartnerId == s.SupporterId && r.CustomerId == customer && r.EndedAt == null && r.BegunAt <= s.AddedAt))
            .OrderBy(s => s.AddedAt).ThenBy(s => s.SupporterId)
            .Take(SupportRules.MostSupporters)
            .Select(s => s.SupporterId)
            .ToListAsync(cancel);
    }

    /// <summary>The partners of the customer; for the seller only those that are its resellers.</summary>
    public async Task<IReadOnlyList<SupportCandidate>> Candidates(
        Subscription subscription, bool areResellers, CancellationToken cancel)
    {
        var (seller, customer, now) = (subscription.PartnerId, subscription.CustomerId, clock.Now());
        var related = db.Set<CustomerRelationship>().AsNoTracking().Where(r => r.CustomerId == customer && r.EndedAt == null);
        if (areResellers)
        {
            related = related.Where(r => db.Set<Partnership>().Any(
                p => p.ProviderId == seller && p.ResellerId == r.PartnerId && p.EndedAt == null));
        }

        var ids = await related.Select(r => r.PartnerId).Distinct().Take(MostCandidates).ToListAsync(cancel);
        var withRights = await db.Set<DelegatedAdmin.DelegatedGrant>()
            .Where(g => g.CustomerId == customer && ids.Contains(g.PartnerId))
            .Where(g => g.State == DelegatedAdmin.GrantState.Active && g.Until > now)
            .Select(g => g.PartnerId)
            .Distinct()
            .ToListAsync(cancel);
        return [.. ids.Select(id => new SupportCandidate(id, withRights.Contains(id)))];
    }

    /// <summary>
    /// One statement for a whole page of subscriptions; a test looks at its plan. It asks for the first and not whether there
    /// is any: that may be answered by reading a whole table once, and this only row by row along an index.
    /// </summary>
    internal IQueryable<ContactRow> Statement(IReadOnlyCollection<SubscriptionId> subscriptions, DateTimeOffset now)
    {
        Guid[] ids = [.. subscriptions.Select(id => id.Value)];
        return db.Database.SqlQuery<ContactRow>(
            $"""
            select s.id as "Id", s.partner_id as "SellerId",
                (select min(r.begun_at) from customer_relationships r
                    where r.partner_id = s.partner_id and r.customer_id = s.customer_id and r.ended_at is null) is not null
                    as "IsSellerRelated",
                coalesce(d.contact_id, s.partner_id) as "ChosenId", d.chosen_at as "ChosenAt", coalesce(d.version, 0) as "Version",
                (select min(r.begun_at) from customer_relationships r
                    where r.partner_id = d.contact_id and r.customer_id = s.customer_id and r.ended_at is null) as "RelatedSince",
                (select min(p.begun_at) from partnerships p
                    where p.provider_id = s.partner_id and p.reseller_id = d.contact_id and p.ended_at is null) as "PartnerSince",
                (select max(g.until) from delegated_grants g
                    where g.partner_id = d.contact_id and g.customer_id = s.customer_id
                        and g.state = 'Active' and g.until > {now}) is not null as "HasRights"
            from subscriptions s
                left join designated_contacts d on d.partner_id = s.partner_id and d.subscription_id = s.id
            where s.id = any ({ids})
            """);
    }

    internal sealed record ContactRow(
        Guid Id,
        Guid SellerId,
        bool IsSellerRelated,
        Guid ChosenId,
        DateTimeOffset? ChosenAt,
        int Version,
        DateTimeOffset? RelatedSince,
        DateTimeOffset? PartnerSince,
        bool HasRights);

    private sealed record TieRow(DateTimeOffset? RelatedSince, DateTimeOffset? PartnerSince, bool HasRights);
}
