using Kontor.Accounts;
using Kontor.Customers;
using Kontor.DelegatedAdmin;
using Kontor.Elsewhere;
using Kontor.Enrolment;
using Kontor.Kernel;
using Kontor.Policy;
using Kontor.Subscriptions;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Support;

/// <summary>A partner that a customer may ask for help.</summary>
/// <param name="Id">Its tenant.</param>
/// <param name="Name">Its organization.</param>
/// <param name="Contact">How its support is reached (SUP-02): what it says itself, or else its primary contact.</param>
public sealed record AskablePartner(TenantId Id, string Name, PartnerContact Contact);

/// <summary>
/// Whom a customer asks (SUP-03, SUP-04): about a subscription its designated contact and whom else it lets support it, about
/// what it bought elsewhere those and whoever has rights in its tenant (MUL-22), about anything else one of its partners.
/// </summary>
public sealed class AskablePartners(
    KontorDb db, SupportFacts support, OutsideSupport outside, BusinessCards cards, CurrentPolicy policy, TimeProvider clock)
{
    /// <summary>A customer has a few partners; nobody chooses among more.</summary>
    private const int Most = 100;

    /// <param name="customer">Who asks.</param>
    /// <param name="about">What it asks about; null for nothing in particular.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<IReadOnlyList<AskablePartner>> Of(TenantId customer, ServiceSubject? about, CancellationToken cancel)
    {
        TenantId[] ids = about switch
        {
            null => await Related(customer, cancel),
            { Sold: { } sold } => await Supporting(sold, cancel),
            _ => await Supporting(about.Outside!, cancel),
        };
        var known = await Contacts(ids, cancel);
        return [.. ids.Select(id => known[id])];
    }

    public async Task<bool> HasMultiChannel(TenantId customer, CancellationToken cancel) =>
        policy.Value.Has(await CloudOf(customer, cancel), CloudFeature.MultiChannel);

    public Task<Cloud> CloudOf(TenantId customer, CancellationToken cancel) =>
        db.Set<Tenant>().Where(t => t.Id == customer).Select(t => t.Cloud).SingleAsync(cancel);

    /// <summary>How partners are reached about a request.</summary>
    public async Task<IReadOnlyDictionary<TenantId, AskablePartner>> Contacts(TenantId[] ids, CancellationToken cancel)
    {
        var known = await cards.Of(ids, cancel);
        var said = await db.Set<PartnerSupport>().AsNoTracking().Where(s => ids.Contains(s.TenantId))
            .ToDictionaryAsync(s => s.TenantId, s => s.Contact, cancel);
        return known.ToDictionary(card => card.Key, card => new AskablePartner(
            card.Key,
            card.Value.Name,
            said.GetValueOrDefault(card.Key) is { } reach
                ? new(reach.Name, reach.Email, reach.Phone)
                : new(card.Value.ContactName, card.Value.ContactEmail, "")));
    }

    private async Task<TenantId[]> Related(TenantId customer, CancellationToken cancel) => await db.Set<CustomerRelationship>()
        .Where(r => r.CustomerId == customer && r.EndedAt == null)
        .Select(r => r.PartnerId)
        .Distinct()
        .OrderBy(id => id)
        .Take(Most)
        .ToArrayAsync(cancel);

    private async Task<TenantId[]> Supporting(Subscription about, CancellationToken cancel)
    {
        var contact = (await support.Of([about.Id], cancel))[about.Id].InForce.Contact;
        var further = await HasMultiChannel(about.CustomerId, cancel) ? await support.Supporters(about, cancel) : [];
        return [.. new[] { contact }.OfType<TenantId>().Concat(further).Distinct()];
    }

    /// <summary>Nobody sold it here, so without multi-channel there is nobody to ask (MUL-25).</summary>
    private async Task<TenantId[]> Supporting(OutsideSubscription about, CancellationToken cancel)
    {
        var (customer, now) = (about.CustomerId, clock.Now());
        if (!await HasMultiChannel(customer, cancel))
        {
            return [];
        }

        var supporters = await outside.Supporters(about, cancel);
        var withRights = await db.Set<DelegatedGrant>()
            .Where(g => g.CustomerId == customer && g.State == GrantState.Active && g.Until > now)
            .Where(g => db.Set<CustomerRelationship>().Any(
                r => r.PartnerId == g.PartnerId && r.CustomerId == customer && r.EndedAt == null))
            .Select(g => g.PartnerId)
            .Distinct()
            .OrderBy(id => id)
            .Take(Most)
            .ToListAsync(cancel);
        return [.. supporters.Concat(withRights).Distinct()];
    }
}
