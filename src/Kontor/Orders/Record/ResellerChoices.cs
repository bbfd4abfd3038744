using System.Collections.Immutable;
using Kontor.Accounts;
using Kontor.Customers;
using Kontor.Kernel;
using Kontor.Partnerships;
using Kontor.Policy;
using Kontor.Subscriptions;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Orders;

/// <summary>A reseller that a provider could name on subscriptions of one customer.</summary>
/// <param name="Id">Its tenant.</param>
/// <param name="Name">Its legal name.</param>
/// <param name="NetworkId">With which it joined the provider (CAT-70).</param>
/// <param name="HasCustomer">Whether the customer is its customer too; to be of record does not need it (CAT-73).</param>
/// <param name="May">Whether it can be named, and if not, why.</param>
public sealed record ResellerChoice(TenantId Id, string Name, string NetworkId, bool HasCustomer, Decision May);

/// <summary>Whom a provider can choose from.</summary>
/// <param name="Resellers">First those that share the customer, then by name.</param>
/// <param name="HasMore">Whether there are more than are listed, to be searched for.</param>
/// <param name="MayBeNone">K-24: whether the subscription may go without.</param>
public sealed record ResellerChoiceList(ImmutableArray<ResellerChoice> Resellers, bool HasMore, bool MayBeNone);

/// <summary>The resellers that can be named on what a provider sold to a customer, and what it sold that still runs.</summary>
public sealed class ResellerChoices
{
    /// <summary>Nobody looks through more; who has more resellers searches.</summary>
    public const int Most = 20;

    private static readonly SubscriptionState[] Running =
        [SubscriptionState.Pending, SubscriptionState.Active, SubscriptionState.Suspended];

    private readonly KontorDb _db;
    private readonly PartnershipQueries _partnerships;
    private readonly ChangeFactsQuery _facts;
    private readonly BusinessCards _cards;
    private readonly CurrentPolicy _policy;

    internal ResellerChoices(
        KontorDb db, PartnershipQueries partnerships, ChangeFactsQuery facts, BusinessCards cards, CurrentPolicy policy) =>
        (_db, _partnerships, _facts, _cards, _policy) = (db, partnerships, facts, cards, policy);

    /// <param name="provider">Who chooses.</param>
    /// <param name="customer">Whose subscriptions they are.</param>
    /// <param name="find">How the reseller's name begins; null to be offered some.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<ResellerChoiceList> Of(Actor provider, TenantId customer, string? find, CancellationToken cancel)
    {
        var me = provider.TenantId;
        var name = string.IsNullOrWhiteSpace(find) ? null : find.Trim();
        var filter = new PartnershipFilter(PartnershipSide.Resellers) { Name = name, MostShared = 0 };
        var listed = await _partnerships.List(provider, filter, new PageRequest(Most, null), cancel);
        var sharing = name is not null ? [] : await _db.SharedCustomers.AsNoTracking()
            .Where(s => s.CustomerId == customer && s.ProviderId == me)
            .OrderBy(s => s.ResellerId).Select(s => s.ResellerId).Take(Most).ToListAsync(cancel);
        TenantId[] ids = [.. sharing.Concat(listed.Items.Select(row => row.PartnerId)).Distinct().Take(Most)];
        var networkIds = await _db.Set<Partnership>().AsNoTracking()
            .Where(p => p.ProviderId == me && p.EndedAt == null && ids.Contains(p.ResellerId))
            .ToDictionaryAsync(p => p.ResellerId, p => p.ResellerNetworkId, cancel);
        var having = await _db.CustomerRelationships.AsNoTracking()
            .Where(r => ids.Contains(r.PartnerId) && r.CustomerId == customer && r.EndedAt == null
                && r.Kind == RelationshipKind.IndirectReseller)
            .Select(r => r.PartnerId).ToListAsync(cancel);
        var cards = await _cards.Of(ids, cancel);
        var parties = await _facts.PartiesOf(me, customer, [.. networkIds.Values], cancel);
        return new(
            [
                .. ids.Where(networkIds.ContainsKey).Select(id => new ResellerChoice(
                    id, cards[id].Name, networkIds[id], having.Contains(id),
                    OrderRules.MayBeOfRecord(parties, networkIds[id], _policy.Value))),
            ],
            listed.NextCursor is not null,
            !_policy.Value.ProviderMustNameReseller);
    }

    /// <summary>What a provider sold to a customer and what has not ended, the newest first; a test looks at its plan.</summary>
    internal IQueryable<Subscription> SoldTo(TenantId provider, TenantId customer) =>
        _db.Subscriptions.AsNoTracking()
            .Where(s => s.PartnerId == provider && s.CustomerId == customer && Running.Contains(s.State))
            .OrderByDescending(s => s.CreatedAt).ThenByDescending(s => s.Id);

    /// <summary>A part of them, with the names of the resellers of record.</summary>
    public async Task<(Page<Subscription> Rows, IReadOnlyDictionary<TenantId, BusinessCard> Resellers)> Sold(
        Actor provider, TenantId customer, PageRequest page, CancellationToken cancel)
    {
        var sold = SoldTo(provider.TenantId, customer);
        if (page.After is { } after)
        {
            var (instant, id) = (after.Instant, new SubscriptionId(after.Id));
            sold = sold.Where(s => EF.Functions.LessThan(
                ValueTuple.Create(s.CreatedAt, s.Id), ValueTuple.Create(instant, id)));
        }

        var rows = Page.Of(
            await sold.Take(page.Size + 1).ToListAsync(cancel), page.Size, last => Cursor.At(last.CreatedAt, last.Id.Value));
        TenantId[] resellers = [.. rows.Items.Select(s => s.ResellerId).OfType<TenantId>().Distinct()];
        return (rows, await _cards.Of(resellers, cancel));
    }
}
