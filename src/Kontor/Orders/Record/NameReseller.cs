using System.Collections.Immutable;
using Kontor.Customers;
using Kontor.Kernel;
using Kontor.Policy;
using Kontor.Subscriptions;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Orders;

/// <summary>A subscription that is to have another reseller of record.</summary>
/// <param name="Id">Which.</param>
/// <param name="Version">From which version; null to change whatever it is now.</param>
public sealed record ChosenSubscription(SubscriptionId Id, int? Version);

/// <summary>What became of several subscriptions.</summary>
/// <param name="All">As they are now, those that had this reseller already included.</param>
/// <param name="Changed">Those that had another one before.</param>
public sealed record RecordNamed(ImmutableArray<Subscription> All, ImmutableHashSet<SubscriptionId> Changed);

/// <summary>
/// Use case: a provider names one of its resellers on several subscriptions that it sold to a customer (CAT-72, REL-61). All
/// of them change, or none. They are locked in one order, so that of two who name at once the second waits, and then finds
/// other versions.
/// </summary>
public sealed class NameReseller
{
    private readonly KontorDb _db;
    private readonly ChangeFactsQuery _facts;
    private readonly CurrentPolicy _policy;
    private readonly TimeProvider _clock;

    internal NameReseller(KontorDb db, ChangeFactsQuery facts, CurrentPolicy policy, TimeProvider clock) =>
        (_db, _facts, _policy, _clock) = (db, facts, policy, clock);

    /// <param name="actor">A user of the provider.</param>
    /// <param name="customer">Whose subscriptions they are.</param>
    /// <param name="chosen">Some of those that the provider sold; a repetition changes nothing.</param>
    /// <param name="networkId">Of the reseller; empty for none.</param>
    /// <param name="cancel">Gives up.</param>
    public Task<Result<RecordNamed>> Handle(
        Actor actor, TenantId customer, IReadOnlyList<ChosenSubscription> chosen, string networkId, CancellationToken cancel) =>
        _db.DoAllOrNothing(() => Name(actor, customer, chosen, networkId.Trim(), cancel), cancel);

    private async Task<Result<RecordNamed>> Name(
        Actor actor, TenantId customer, IReadOnlyList<ChosenSubscription> chosen, string networkId, CancellationToken cancel)
    {
        var versions = chosen.DistinctBy(one => one.Id).ToDictionary(one => one.Id, one => one.Version);
        var may = RecordRules.AreChosen(versions.Count);
        if (!may.IsGranted)
        {
            return may;
        }

        var held = await Hold(actor, customer, [.. versions.Keys], cancel);
        if (held.Count < versions.Count)
        {
            return SubscriptionReasons.Unknown;
        }

        await _facts.HoldPartnership(actor.TenantId, networkId, cancel);
        var isRelated = (await _db.HoldRelationships(customer, [actor.TenantId], cancel)).Count > 0;
        var parties = await _facts.PartiesOf(actor.TenantId, customer, networkId.Length == 0 ? [] : [networkId], cancel);
        var now = _clock.Now();
        may = RecordRules.MayName(
            [.. held.Select(one => (FactsOf(one, parties, isRelated), versions[one.Id]))], networkId, _policy.Value, now);
        if (!may.IsGranted)
        {
            return may;
        }

        var reseller = parties.Named(networkId)?.Party?.TenantId;
        var wish = new SubscriptionWish { PartnerOfRecord = networkId };
        var changed = held.Where(one => !wish.Against(one).IsEmpty).ToList();
        foreach (var one in changed)
        {
            var before = (one.Quantity, one.ResellerId);
            one.NameReseller(networkId, reseller);
            one.Version++;
            _db.TellOfChange(actor, before, one, wish, now);
        }

        await _db.SaveChangesAsync(cancel);
        return new RecordNamed([.. held], [.. changed.Select(one => one.Id)]);
    }

    private Task<List<Subscription>> Hold(Actor actor, TenantId customer, SubscriptionId[] chosen, CancellationToken cancel)
    {
        _db.ChangeTracker.Clear();
        Guid[] ids = [.. chosen.Select(id => id.Value)];
        return _db.Subscriptions
            .FromSql(
                $"""
                select * from subscriptions
                where partner_id = {actor.TenantId.Value} and id = any ({ids}) and customer_id = {customer.Value}
                order by id for no key update
                """)
            .ToListAsync(cancel);
    }

    /// <summary>What is bought and for how much does not matter to who is of record.</summary>
    private static ChangeFacts FactsOf(Subscription held, OrderParties parties, bool isRelated) =>
        new(held, ChangeSide.Seller, parties, isRelated, IsPartner: false, [], Product: null, Sku: null);
}
