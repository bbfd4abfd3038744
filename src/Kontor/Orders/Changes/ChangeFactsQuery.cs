using System.Collections.Immutable;
using Kontor.Accounts;
using Kontor.Billing;
using Kontor.Catalog;
using Kontor.Customers;
using Kontor.Kernel;
using Kontor.Partnerships;
using Kontor.Subscriptions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace Kontor.Orders;

/// <summary>What a change of a subscription has to know.</summary>
/// <param name="Facts">What the rules ask.</param>
/// <param name="Credit">Of the seller; null where the vendor has set none.</param>
/// <param name="Added">The batches as they are stored.</param>
internal sealed record ReadChange(ChangeFacts Facts, CreditAccount? Credit, ImmutableArray<AddedSeats> Added);

/// <summary>Reads what a change of a subscription depends on, and holds it while it is changed.</summary>
internal sealed class ChangeFactsQuery(KontorDb db, Markets markets, TimeProvider clock)
{
    /// <summary>
    /// Holds a subscription until the transaction ends, so that changes come one after the other, and then the relationships
    /// on which it rests (CUS-70): who ends one does so before or afterwards. What was read earlier is forgotten, such as for a
    /// look at the same change: it would be taken for what is stored now.
    /// </summary>
    public async Task<Subscription> Hold(Actor actor, Subscription seen, CancellationToken cancel)
    {
        db.ChangeTracker.Clear();
        var held = await db.Subscriptions
            .FromSql($"select * from subscriptions where partner_id = {seen.PartnerId.Value} and id = {seen.Id.Value} for no key update")
            .SingleAsync(cancel);
        await db.HoldRelationships(held.CustomerId, [actor.TenantId], cancel);
        return held;
    }

    /// <summary>
    /// REL-55: holds the partnership with the reseller that is to be named, so that it ends before or afterwards. Nothing
    /// where there is none; the rules say so.
    /// </summary>
    public Task HoldPartnership(TenantId provider, string? networkId, CancellationToken cancel) =>
        string.IsNullOrEmpty(networkId)
            ? Task.CompletedTask
            : db.Database.ExecuteSqlAsync(
                $"""
                select from partnerships
                where provider_id = {provider.Value} and ended_at is null
                    and reseller_id in (select n.tenant_id from network_ids n where n.id = {networkId})
                for share
                """,
                cancel);

    /// <summary>The parties of subscriptions that a seller sold to one customer, with the resellers of these network ids.</summary>
    public async Task<OrderParties> PartiesOf(
        TenantId seller, TenantId customer, string[] networkIds, CancellationToken cancel) =>
        (await Parties(seller, customer, networkIds, clock.Now(), cancel)).Parties;

    /// <param name="actor">Who asks.</param>
    /// <param name="held">The subscription, which the actor sees.</param>
    /// <param name="networkId">A reseller that is to be named on it; null for none.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<ReadChange> Of(Actor actor, Subscription held, string? networkId, CancellationToken cancel)
    {
        var now = clock.Now();
        string[] named = [.. new[] { held.PartnerOfRecord, networkId }.OfType<string>().Where(id => id.Length > 0).Distinct()];
        var (parties, credit) = await Parties(held.PartnerId, held.CustomerId, named, now, cancel);
        var (product, sku) = (held.ProductId, held.SkuId);
        var offer = await (
            from s in db.Set<Sku>().AsNoTracking()
            join p in db.Set<Product>().AsNoTracking() on s.ProductId equals p.ProductId
            where s.ProductId == product && s.SkuId == sku
            select new { Product = p, Sku = s }).SingleOrDefaultAsync(cancel);
        var added = await db.AddedSeats
            .Where(seats => seats.PartnerId == held.PartnerId && seats.SubscriptionId == held.Id)
            .ToListAsync(cancel);
        var (asking, customer, seller) = (actor.TenantId, held.CustomerId, held.PartnerId);
        var facts = new ChangeFacts(
            held,
            ChangeRules.SideOf(actor.TenantId, actor.TenantKind, held),
            parties,
            await db.CustomerRelationships.AnyAsync(
                r => r.PartnerId == asking && r.CustomerId == customer && r.EndedAt == null, cancel),
            await db.Set<Partnership>().AnyAsync(
                p => p.ProviderId == seller && p.ResellerId == asking && p.EndedAt == null, cancel),
            SeatBatch.Of(held, added),
            offer?.Product,
            offer?.Sku);
        return new ReadChange(facts, credit, [.. added]);
    }

    /// <summary>The lines of the present period, and until when it was ever charged.</summary>
    public async Task<(IReadOnlyList<ChargeLine> Lines, DateOnly? Until)> Charges(
        Subscription held, DateOnly today, CancellationToken cancel)
    {
        var (seller, id) = (held.PartnerId, held.Id);
        var from = BillingPeriod.At(held.TermFrom, held.BillingCycle, today)?.From ?? held.TermFrom;
        var all = db.ChargeLines.AsNoTracking().Where(c => c.PartnerId == seller && c.SubscriptionId == id);
        return (
            await all.Where(c => c.PeriodFrom >= from).OrderBy(c => c.Id).ToListAsync(cancel),
            await all.MaxAsync(c => (DateOnly?)c.PeriodUntil, cancel));
    }

    private async Task<(OrderParties Parties, CreditAccount? Credit)> Parties(
        TenantId seller, TenantId customer, string[] named, DateTimeOffset now, CancellationToken cancel)
    {
        await db.Database.OpenConnectionAsync(cancel);
        try
        {
            await using var batch = new NpgsqlBatch(
                (NpgsqlConnection)db.Database.GetDbConnection(),
                (NpgsqlTransaction?)db.Database.CurrentTransaction?.GetDbTransaction());
            PartiesFacts.Ask(batch, seller, customer, named, now);
            await using var reader = await batch.ExecuteReaderAsync(cancel);
            var (parties, credit) = await PartiesFacts.Read(reader, seller, markets, cancel);
            return (parties!.Parties, credit);
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }
}
