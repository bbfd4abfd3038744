using Kontor.DelegatedAdmin;
using Kontor.Eligibility;
using Kontor.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Customers;

/// <summary>Everything the rules ask when a customer looks at an invitation.</summary>
/// <param name="Request">What is asked, with the partners as they are now.</param>
/// <param name="Customer">The actor's tenant.</param>
/// <param name="Ties">What binds these parties already.</param>
/// <param name="Related">The customer's active relationships with these partners.</param>
/// <param name="IsShared">CUS-14: the two partners of a joint invitation share the customer already.</param>
public sealed record CustomerInvitationFacts(
    CustomerRequest Request,
    Party Customer,
    Ties Ties,
    IReadOnlyList<CustomerRelationship> Related,
    bool IsShared)
{
    /// <summary>CUS-40: the delegated admin rights that these partners have in the customer's tenant now.</summary>
    public IReadOnlyList<DelegatedGrant> Held { get; init; } = [];

    /// <summary>Partner by partner, what is asked: as what, and whether with delegated admin rights.</summary>
    public IEnumerable<(Party Partner, RelationshipKind Kind, bool AsksRights)> Asked(CustomerInvitation invitation)
    {
        yield return (Request.Partner, invitation.Kind, Request.AsksAdminRights);
        if (Request.Provider is { } provider)
        {
            yield return (provider, RelationshipKind.IndirectProvider, Request.ProviderAsksAdminRights);
        }
    }

    /// <summary>
    /// Whether accepting would add a relationship, give rights (back) (CUS-47) or mark the customer as shared.
    /// </summary>
    public bool ChangesAnything(CustomerInvitation invitation) =>
        (Request.Provider is not null && !IsShared)
        || Asked(invitation).Any(asked =>
            Find(asked.Partner.TenantId, asked.Kind) is not { } known
            || (asked.AsksRights && !HoldsClassic(asked.Partner.TenantId)));

    /// <summary>REL-60: whether the provider that asks for its reseller still has the customer.</summary>
    public Decision GiverHasIt(CustomerInvitation invitation) => GivingRules.GiverHasIt(
        invitation,
        Request.Provider is { } giver && Find(giver.TenantId, RelationshipKind.IndirectProvider) is not null,
        Request.Provider?.Name ?? "");

    /// <summary>CUS-40: whether a partner has the rights without end, which an invitation asks for.</summary>
    public bool HoldsClassic(TenantId partner) => Held.Any(grant => grant.PartnerId == partner && grant.EndsAt is null);

    /// <summary>The active relationship of a kind with a partner.</summary>
    public CustomerRelationship? Find(TenantId partner, RelationshipKind kind) =>
        Related.SingleOrDefault(r => r.PartnerId == partner && r.Kind == kind);
}

public sealed class CustomerInvitationFactsQuery(KontorDb db, PartyFacts parties)
{
    public async Task<CustomerInvitationFacts> Load(
        CustomerInvitation invitation, TenantId customer, DateTimeOffset now, CancellationToken cancel)
    {
        TenantId[] partners = invitation.ProviderId is { } provider
            ? [invitation.PartnerId, provider]
            : [invitation.PartnerId];
        TenantId[] all = [.. partners, customer];
        var known = await parties.Load(all, cancel);
        var related = await db.CustomerRelationships
            .Where(r => partners.Contains(r.PartnerId) && r.CustomerId == customer && r.EndedAt == null)
            .ToListAsync(cancel);
        var held = await db.Set<DelegatedGrant>().AsNoTracking()
            .Where(g => partners.Contains(g.PartnerId) && g.CustomerId == customer)
            .Where(g => g.State == GrantState.Active && g.Until > now)
            .ToListAsync(cancel);
        var isShared = invitation.IsJoint && await db.SharedCustomers.AnyAsync(
            s => s.ProviderId == invitation.ProviderId && s.ResellerId == invitation.PartnerId
                && s.CustomerId == customer,
            cancel);
        var partner = known[invitation.PartnerId];
        var request = new CustomerRequest(
            partner,
            CustomerInvitationRules.TypeOf(partner, invitation.IsJoint, CustomerInvitationRules.TypeOf(invitation.Kind)),
            invitation.ProviderId is { } id ? known[id] : null,
            invitation.AsksAdminRights,
            invitation.ProviderAsksAdminRights);
        return new CustomerInvitationFacts(
            request, known[customer], await parties.TiesBetween(all, cancel), related, isShared)
        {
            Held = held,
        };
    }
}
