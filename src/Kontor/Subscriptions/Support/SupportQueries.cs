using Kontor.Accounts;
using Kontor.Enrolment;
using Kontor.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Subscriptions;

/// <summary>A partner that supports a subscription, and how to reach its support.</summary>
/// <param name="Id">Its tenant.</param>
/// <param name="Name">Its organization.</param>
/// <param name="Reach">SUP-02: what it says of its support; null where it has said nothing.</param>
public sealed record SupportPartner(TenantId Id, string Name, SupportContact? Reach);

/// <summary>A reseller that was chosen and does not count.</summary>
public sealed record LapsedContact(TenantId Id, string Name, ContactLapse Why);

/// <summary>A partner that somebody may let support a subscription, or why not.</summary>
public sealed record SupportChoice(TenantId Id, string Name, bool IsChosen, Decision May);

/// <summary>Who supports a subscription, as far as the reader may know.</summary>
/// <param name="Of">The subscription, as the reader sees it.</param>
/// <param name="Contact">SUP-04: whom the customer asks; null when that is nobody, or hidden.</param>
/// <param name="IsHidden">Whether the contact is hidden.</param>
/// <param name="Lapsed">For the seller, and the one that was chosen; null when there is none.</param>
/// <param name="Supporters">MUL-26: whom the customer added; a supporter sees itself only.</param>
/// <param name="Version">Of the choice of the contact.</param>
public sealed record SubscriptionSupport(
    VisibleSubscription Of,
    SupportPartner? Contact,
    bool IsHidden,
    LapsedContact? Lapsed,
    IReadOnlyList<SupportPartner> Supporters,
    int Version)
{
    public Subscription Held => Of.Subscription;

    /// <summary>Whether there is anything to show.</summary>
    public bool IsEmpty => IsHidden && Supporters.Count == 0 && Lapsed is null;
}

/// <summary>Reads who supports subscriptions, beginning with what the reader may see.</summary>
public sealed class SupportQueries(
    KontorDb db, SubscriptionQueries subscriptions, SupportFacts facts, BusinessCards cards)
{
    /// <summary>Null when the subscription does not exist for the reader.</summary>
    public async Task<SubscriptionSupport?> Find(Actor reader, SubscriptionId id, CancellationToken cancel) =>
        await subscriptions.Find(reader, id, cancel) is { } visible ? await Of(reader, visible, cancel) : null;

    public async Task<SubscriptionSupport> Of(Actor reader, VisibleSubscription visible, CancellationToken cancel)
    {
        var held = visible.Subscription;
        var made = (await facts.Of([held.Id], cancel))[held.Id];
        var contact = made.InForce.Contact;
        var sees = SupportRules.SeesContact(visible.View, contact == reader.TenantId);
        var lapse = visible.View == SubscriptionView.Everything || made.Chosen == reader.TenantId ? made.InForce.Lapse : null;
        TenantId[] supporters =
        [
            .. (await facts.Supporters(held, cancel)).Where(
                supporter => SupportRules.SeesSupporter(reader.TenantKind, reader.TenantId, held.CustomerId, supporter)),
        ];
        var known = await Partners(
            [.. supporters, .. sees && contact is { } shown ? [shown] : (TenantId[])[], .. lapse is null ? (TenantId[])[] : [made.Chosen]],
            cancel);
        return new SubscriptionSupport(
            visible,
            sees && contact is { } id ? known[id] : null,
            !sees,
            lapse is { } why ? new LapsedContact(made.Chosen, known[made.Chosen].Name, why) : null,
            [.. supporters.Select(supporter => known[supporter])],
            made.Version);
    }

    /// <summary>Whom the customer asks for each subscription of its list.</summary>
    public async Task<IReadOnlyDictionary<SubscriptionId, SupportPartner>> Contacts(
        IReadOnlyCollection<SubscriptionId> ids, CancellationToken cancel)
    {
        var made = (await facts.Of(ids, cancel)).Values.Where(one => one.InForce.Contact is not null).ToList();
        var known = await Partners([.. made.Select(one => one.InForce.Contact!.Value).Distinct()], cancel);
        return made.ToDictionary(one => one.Subscription, one => known[one.InForce.Contact!.Value]);
    }

    /// <summary>SUP-04: whom the seller can choose, itself first; those that cannot be chosen stand there with the reason.</summary>
    public async Task<IReadOnlyList<SupportChoice>> ContactChoices(SubscriptionSupport support, CancellationToken cancel)
    {
        var held = support.Held;
        var candidates = (await facts.Candidates(held, areResellers: true, cancel)).Where(one => one.Id != held.PartnerId).ToList();
        var known = await cards.Of([held.PartnerId, .. candidates.Select(one => one.Id)], cancel);
        var isDefault = support.Contact is null || support.Contact.Id == held.PartnerId;
        return
        [
            new(held.PartnerId, known[held.PartnerId].Name, isDefault, Decision.Granted),
            .. candidates
                .Select(one => new SupportChoice(
                    one.Id,
                    known[one.Id].Name,
                    support.Contact?.Id == one.Id,
                    Decision.RequireAll((one.HasRights, SupportReasons.ContactWithoutRights.About(known[one.Id].Name)))))
                .OrderBy(one => one.Name, StringComparer.CurrentCultureIgnoreCase),
        ];
    }

    /// <summary>MUL-26: whom the customer can add: its partners but for those that support the subscription anyway.</summary>
    public async Task<IReadOnlyList<SupportChoice>> SupporterChoices(SubscriptionSupport support, CancellationToken cancel)
    {
        var taken = support.Supporters.Select(one => one.Id).Append(support.Contact?.Id ?? support.Held.PartnerId).ToHashSet();
        var candidates = await facts.Candidates(support.Held, areResellers: false, cancel);
        var known = await cards.Of([.. candidates.Select(one => one.Id)], cancel);
        return
        [
            .. candidates.Where(one => !taken.Contains(one.Id))
                .Select(one => new SupportChoice(one.Id, known[one.Id].Name, false, Decision.Granted))
                .OrderBy(one => one.Name, StringComparer.CurrentCultureIgnoreCase),
        ];
    }

    private async Task<IReadOnlyDictionary<TenantId, SupportPartner>> Partners(TenantId[] ids, CancellationToken cancel)
    {
        if (ids.Length == 0)
        {
            return new Dictionary<TenantId, SupportPartner>();
        }

        var known = await cards.Of(ids, cancel);
        var reach = await db.Set<PartnerSupport>().AsNoTracking().Where(s => ids.Contains(s.TenantId))
            .ToDictionaryAsync(s => s.TenantId, s => s.Contact, cancel);
        return known.ToDictionary(
            card => card.Key,
            card => new SupportPartner(card.Key, card.Value.Name, reach.GetValueOrDefault(card.Key)));
    }
}
