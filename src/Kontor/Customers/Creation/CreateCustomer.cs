using Kontor.Access;
using Kontor.Accounts;
using Kontor.Activity;
using Kontor.Agreements;
using Kontor.Eligibility;
using Kontor.Enrolment;
using Kontor.Kernel;
using Kontor.Policy;
using Kontor.Users;
using Microsoft.Extensions.Options;

namespace Kontor.Customers;

/// <summary>What was made.</summary>
/// <param name="Tenant">The customer's.</param>
/// <param name="Admin">Its first global admin, with a password that is shown this once (CUS-62).</param>
/// <param name="Relationships">The partner's first, then the reseller's, where there is one.</param>
/// <param name="HasAcceptedAgreement">AGR-20: whether the partner stated the acceptance.</param>
public sealed record MadeCustomer(
    Tenant Tenant, UserWithPassword Admin, IReadOnlyList<CustomerRelationship> Relationships, bool HasAcceptedAgreement);

/// <summary>What a partner is offered that wants to make a customer.</summary>
/// <param name="May">Whether it may at all.</param>
/// <param name="RegionGroup">Customers of other regions are not its to make (SCN-07).</param>
/// <param name="IsProvider">Whether it can name a reseller (REL-62).</param>
/// <param name="MayAttest">AGR-22: whether this user may state that the customer accepted the agreement.</param>
public sealed record CustomerOffer(Decision May, string? RegionGroup, bool IsProvider, bool MayAttest);

/// <summary>
/// Use case: a provider or direct partner makes a customer together with its tenant, for itself or with one of its
/// resellers (CUS-60, CUS-62, REL-62). Organization, tenant, first admin, relationships with their rights and the stated
/// agreement are made in one act or not at all.
/// </summary>
public sealed class CreateCustomer(
    KontorDb db,
    NewCustomerFacts facts,
    PartyFacts parties,
    CreateUser createUser,
    AttestCustomerAgreement attest,
    CustomerMails mails,
    CurrentPolicy policy,
    Markets markets,
    IOptions<EnrolmentOptions> options,
    TimeProvider clock)
{
    /// <summary>Under which domain new tenants are named.</summary>
    public string DirectoryDomain => options.Value.DirectoryDomain;

    /// <summary>For the page, before anything is written.</summary>
    public async Task<CustomerOffer> Open(Actor actor, CancellationToken cancel)
    {
        var partner = await parties.Of(actor.TenantId, cancel);
        return new CustomerOffer(
            NewCustomerRules.May(actor, partner, policy.Value),
            partner.RegionGroup,
            partner.Enrolments.Includes(PartnerType.Provider),
            AgreementRules.MayAttest(actor, partner).IsGranted);
    }

    /// <summary>Whether it can be made as it was written; for the review before it is (CUS-62). Changes nothing.</summary>
    public async Task<Decision> Review(Actor actor, NewCustomer wanted, CancellationToken cancel)
    {
        var market = markets.Find(wanted.Market);
        var sound = NewCustomerRules.IsSound(wanted, market?.IsoCode, DirectoryDomain, clock.Now());
        if (!sound.IsGranted)
        {
            return sound;
        }

        var making = await facts.Load(actor, wanted, market!, DomainOf(wanted), cancel);
        var may = NewCustomerRules.MayBeMade(actor, making, wanted.Agreement is not null, policy.Value)
            .And(NewCustomerRules.MayClaim(wanted.Qualifications, making.Partner, policy.Value));
        return may.IsGranted ? await facts.AgainstExisting(actor, wanted, market!, DomainOf(wanted), cancel) : may;
    }

    public Task<Result<MadeCustomer>> Handle(Actor actor, NewCustomer wanted, CancellationToken cancel) =>
        db.DoAllOrNothing(() => Make(actor, wanted, cancel), cancel);

    private async Task<Result<MadeCustomer>> Make(Actor actor, NewCustomer wanted, CancellationToken cancel)
    {
        // Neither of them is suspended, and the partnership does not end, before the customer is made.
        await parties.Hold(wanted.ResellerId is { } reseller ? [actor.TenantId, reseller] : [actor.TenantId], cancel);
        var may = await Review(actor, wanted, cancel);
        if (!may.IsGranted)
        {
            return may;
        }

        var (now, domain) = (clock.Now(), DomainOf(wanted));
        var partner = await parties.Of(actor.TenantId, cancel);
        var place = new NewTenantPlace(
            TenantKind.Customer, partner.Cloud, markets.Of(wanted.Market), wanted.Qualifications);
        var tenant = db.Found(wanted.Profile, wanted.Contact, place, domain, now);
        var relationships = Relate(actor, wanted, partner, tenant, now);
        if (await db.TrySaveChanges(cancel) is not null)
        {
            return NewCustomerReasons.DomainTaken.About(domain);
        }

        if (wanted.Agreement is { } stated)
        {
            var accepted = await attest.Prepare(actor, tenant.Id, stated.Person, stated.AcceptedOn, null, now, cancel);
            if (!accepted.Decision.IsGranted)
            {
                return accepted.Decision;
            }
        }

        var password = PasswordChoice.New();
        var prepared = await createUser.Prepare(
            new NewUser(
                tenant.Id, $"{wanted.UserName}@{domain}", wanted.Contact.FullName, wanted.Contact.Language, password,
                [Role.GlobalAdmin])
            {
                IsTemporary = true,
            },
            cancel);
        if (prepared.ValueOrNull is not { } admin)
        {
            return prepared.Decision;
        }

        await Tell(actor, wanted, tenant, relationships, admin.UserName!, now, cancel);
        var saved = await createUser.Save(cancel);
        return saved.IsGranted
            ? new MadeCustomer(tenant, new UserWithPassword(admin, password), relationships, wanted.Agreement is not null)
            : saved;
    }

    /// <summary>CUS-60, CUS-14, REL-62: who makes a customer administers it, and so does the reseller it is made for.</summary>
    private List<CustomerRelationship> Relate(
        Actor actor, NewCustomer wanted, Party partner, Tenant tenant, DateTimeOffset now)
    {
        var identity = new CustomerIdentity(tenant.Id, wanted.Profile.LegalName, tenant.DefaultDomain, tenant.Market);
        var type = NewCustomerRules.TypeOf(partner, wanted.ResellerId is not null)!.Value;
        List<CustomerRelationship> relationships =
        [
            CustomerRelationship.Begin(
                new(Guid.CreateVersion7(now)), partner.TenantId, identity, CustomerInvitationRules.KindOf(type),
                invitation: null, now, wanted.Channel),
        ];
        if (wanted.ResellerId is { } reseller)
        {
            relationships.Add(CustomerRelationship.Begin(
                new(Guid.CreateVersion7(now)), reseller, identity, RelationshipKind.IndirectReseller, invitation: null,
                now, CustomerChannel.Provider));
            db.Add(new SharedCustomer
            {
                ProviderId = partner.TenantId,
                ResellerId = reseller,
                CustomerId = tenant.Id,
                Since = now,
                CustomerNameKey = identity.NameKey,
            });
        }

        foreach (var relationship in relationships)
        {
            relationship.GrantAdminRights();
            db.Add(relationship);
            db.GrantClassic(actor, relationship.PartnerId, tenant.Id, identity.Name, now);
        }

        return relationships;
    }

    private async Task Tell(
        Actor actor,
        NewCustomer wanted,
        Tenant tenant,
        List<CustomerRelationship> relationships,
        string userName,
        DateTimeOffset now,
        CancellationToken cancel)
    {
        var details = new
        {
            Domain = tenant.DefaultDomain,
            Relationships = relationships.Select(r => new { PartnerId = r.PartnerId.Value, r.Kind }).ToArray(),
            wanted.Channel,
        };
        db.Record(actor, "CustomerMade", $"{tenant.Id}", tenant.Id, details, now);
        foreach (var relationship in relationships)
        {
            db.Announce(
                relationship.PartnerId, "customer-relationship-begun", relationship.Id.ToString(), tenant.Id,
                new { relationship.Kind, relationship.AdminRights, relationship.Channel }, now);
        }

        foreach (var mail in await mails.Made(wanted, tenant, relationships, userName, cancel))
        {
            db.Add(mail.ToOutbox(now));
        }
    }

    private string DomainOf(NewCustomer wanted) => $"{wanted.Prefix}.{DirectoryDomain}";
}
