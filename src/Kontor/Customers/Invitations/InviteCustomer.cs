using Kontor.Accounts;
using Kontor.Activity;
using Kontor.Eligibility;
using Kontor.Enrolment;
using Kontor.Invitations;
using Kontor.Kernel;
using Kontor.Policy;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Customers;

/// <summary>What a partner wants of a customer.</summary>
/// <param name="Mail">For whom, in which words, and whether Kontor sends it.</param>
/// <param name="ProviderId">With which provider; null for a single invitation (CUS-05).</param>
/// <param name="AsksAdminRights">Null for the default, which is yes (CUS-18, CUS-23).</param>
/// <param name="ProviderAsksAdminRights">Null for the default, which is no (CUS-18) where the cloud lets it be.</param>
/// <param name="As">
/// As which partner type a single invitation is made; null for the one in which the tenant stands best.
/// </param>
public sealed record CustomerWish(
    InvitationWish Mail,
    TenantId? ProviderId = null,
    bool? AsksAdminRights = null,
    bool? ProviderAsksAdminRights = null,
    PartnerType? As = null)
{
    /// <summary>CUS-03: where the inviting partner has the customer from; null where it does not say.</summary>
    public CustomerChannel? Channel { get; init; }
}

/// <summary>
/// Use case: a reseller asks a customer jointly with one of its providers (CUS-10 … CUS-18), or any partner asks one by
/// itself (CUS-20 … CUS-24). The link is in the answer and nowhere else; Kontor keeps the hash of its token.
/// </summary>
public sealed class InviteCustomer(
    KontorDb db,
    PartyFacts parties,
    CustomerDrafts drafts,
    InvitationLinks links,
    CurrentPolicy policy,
    MailSeal seal,
    TimeProvider clock)
{
    /// <summary>Whether this actor may ask that of customers at all; for the page that offers it.</summary>
    public async Task<Decision> May(Actor actor, CustomerWish wish, CancellationToken cancel)
    {
        var (request, ties) = await Understand(actor, wish, cancel);
        return CustomerInvitationRules.MayAsk(actor, request, ties, policy.Value);
    }

    /// <summary>CUS-11, CUS-21: the mail that is proposed, before anything is made.</summary>
    public async Task<Result<DraftMail>> Draft(Actor actor, CustomerWish wish, CancellationToken cancel)
    {
        var (request, ties) = await Understand(actor, wish, cancel);
        var decision = CustomerInvitationRules.MayAsk(actor, request, ties, policy.Value)
            .And(InvitationWish.MayBeWritten(wish.Mail.Language));
        return decision.IsGranted ? await drafts.Request(FactsOf(request), wish.Mail.Language, cancel) : decision;
    }

    public async Task<Result<IssuedInvitation>> Handle(Actor actor, CustomerWish wish, CancellationToken cancel)
    {
        var now = clock.Now();
        var (request, ties) = await Understand(actor, wish, cancel);
        var decision = CustomerInvitationRules.MayAsk(actor, request, ties, policy.Value)
            .And(CustomerInvitationRules.MayCome(request, wish.Channel))
            .And(wish.Mail.MayBeDrafted());
        if (!decision.IsGranted)
        {
            return decision;
        }

        var draft = wish.Mail.Edit(await drafts.Request(FactsOf(request), wish.Mail.Language, cancel));
        decision = draft.MayBeUsed().And(await ConflictsWithRecipient(request, wish.Mail.Recipient, cancel));
        if (!decision.IsGranted)
        {
            return decision;
        }

        var token = Secrets.New();
        var invitation = Issue(actor, request, wish.Mail.Recipient, Secrets.Hash(token), now, wish.Channel);
        var link = links.ToCustomer(token);
        var mail = draft.WithLink(link);
        if (wish.Mail.Send)
        {
            db.Add(seal.Close(
                new Mail(wish.Mail.Recipient!, mail.Subject, mail.Text, mail.Language, "customerInvitation"), now));
        }

        await db.SaveChangesAsync(cancel);
        return new IssuedInvitation(invitation.Id, link, mail, invitation.ExpiresAt, wish.Mail.Send);
    }

    /// <summary>
    /// Adds an invitation that a rule has granted, with its record and news, to be saved by the caller.
    /// </summary>
    internal CustomerInvitation Issue(
        Actor actor, CustomerRequest request, string? recipient, byte[] tokenHash, DateTimeOffset now,
        CustomerChannel? channel = null)
    {
        var invitation = new CustomerInvitation
        {
            Id = new(Guid.CreateVersion7(now)),
            PartnerId = request.Partner.TenantId,
            Kind = CustomerInvitationRules.KindOf(request.Type!.Value),
            ProviderId = request.Provider?.TenantId,
            AsksAdminRights = request.AsksAdminRights,
            ProviderAsksAdminRights = request.ProviderAsksAdminRights,
            Channel = channel,
            Email = recipient,
            TokenHash = tokenHash,
            CreatedBy = actor.UserId,
            CreatedAt = now,
            ExpiresAt = now.AddDays(policy.Value.InvitationLifetimeDays),
        };
        db.Add(invitation);
        var id = invitation.Id.ToString();
        var news = new
        {
            invitation.Email,
            invitation.ProviderId,
            invitation.AsksAdminRights,
            invitation.ProviderAsksAdminRights,
            invitation.Channel,
            invitation.ExpiresAt,
        };
        db.Record(actor, "CustomerInvited", id, null, news, now);
        db.Announce(actor.TenantId, "customer-invitation-created", id, null, news, now);
        return invitation;
    }

    internal async Task<(CustomerRequest Request, Ties Ties)> Understand(
        Actor actor, CustomerWish wish, CancellationToken cancel)
    {
        TenantId[] tenants = wish.ProviderId is { } id ? [actor.TenantId, id] : [actor.TenantId];
        var known = await parties.Load(tenants, cancel);
        var ties = wish.ProviderId is null ? Ties.None : await parties.TiesBetween(tenants, cancel);
        var partner = known[actor.TenantId];

        // CUS-10: of a provider it does not work with, a reseller learns nothing, not even whether it exists.
        var provider = wish.ProviderId is not { } asked ? null
            : known.TryGetValue(asked, out var found) && ties.ArePartners(found, partner) ? found
            : Nobody(partner, asked);
        var request = new CustomerRequest(
            partner,
            CustomerInvitationRules.TypeOf(partner, provider is not null, wish.As),
            provider,
            wish.AsksAdminRights ?? true,
            provider is not null
                && (wish.ProviderAsksAdminRights ?? CustomerInvitationRules.NeedsRights(provider)));
        return (request, ties);
    }

    /// <summary>A stand-in that is nobody's partner; its enrolment is no reason, so that only one is told.</summary>
    private static Party Nobody(Party partner, TenantId id) => partner with
    {
        TenantId = id,
        Enrolments = new(EnrolmentState.Active, null, null),
    };

    private static CustomerDraftFacts FactsOf(CustomerRequest request) => new(
        request.Partner.TenantId,
        request.Provider?.TenantId,
        request.AsksAdminRights,
        request.ProviderAsksAdminRights);

    /// <summary>SCN-10: the recipient is known when its mail domain belongs to a tenant.</summary>
    private async Task<Decision> ConflictsWithRecipient(
        CustomerRequest request, string? recipient, CancellationToken cancel)
    {
        if (recipient is null)
        {
            return Decision.Granted;
        }

        var domain = EmailAddress.DomainOf(recipient);
        var known = await db.TenantDomains.Where(d => d.Domain == domain).Select(d => d.TenantId).ToListAsync(cancel);
        if (known is not [var tenant])
        {
            return Decision.Granted;
        }

        // Its name stays unknown to whoever only knows its domain.
        var customer = await parties.Of(tenant, cancel) with { Name = domain };
        TenantId[] all = [.. request.Partners.Select(p => p.TenantId), tenant];
        return CustomerInvitationRules.ConflictsWith(
            request, customer, await parties.TiesBetween(all, cancel), policy.Value);
    }
}
