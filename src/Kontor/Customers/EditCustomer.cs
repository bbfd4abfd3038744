using Kontor.Accounts;
using Kontor.Activity;
using Kontor.DelegatedAdmin;
using Kontor.Enrolment;
using Kontor.Kernel;
using Kontor.Policy;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Kontor.Customers;

/// <summary>A customer as a partner would change it.</summary>
/// <param name="Name">CUS-66: as the partner calls it at present.</param>
/// <param name="Organisation">With its contact and registration number.</param>
/// <param name="IsoCode">Of its country.</param>
/// <param name="May">Whether this user may change anything.</param>
/// <param name="MayEditCompany">Whether contact and registration number may be changed.</param>
/// <param name="Qualifications">What it qualifies for.</param>
/// <param name="MayQualify">Whether that may be changed.</param>
public sealed record EditableCustomer(
    string Name, Organisation Organisation, string IsoCode, Decision May, Decision MayEditCompany,
    Qualifications Qualifications, Decision MayQualify);

/// <summary>
/// Use case: a partner changes how a customer is called in its own lists and on its bills, and nowhere else (CUS-66), and,
/// with rights in the customer's tenant, the contact and the registration number (CUS-64). Who sells to it states what it
/// qualifies for (CUS-65): that opens offers from then on, and leaves alone what was bought.
/// </summary>
public sealed class EditCustomer(
    KontorDb db, Markets markets, IOptions<EnrolmentOptions> options, CurrentPolicy policy, TimeProvider clock)
{
    /// <summary>What there is to change; null where the partner has no such customer.</summary>
    public async Task<EditableCustomer?> Look(Actor actor, TenantId customer, CancellationToken cancel)
    {
        var related = await db.CustomerRelationships.AsNoTracking()
            .Where(r => r.PartnerId == actor.TenantId && r.CustomerId == customer && r.EndedAt == null)
            .OrderByDescending(r => r.Kind)
            .ToListAsync(cancel);
        if (related.Count == 0)
        {
            return null;
        }

        var organisation = await OrganisationOf(customer, cancel);
        var facts = await FactsOf(related, organisation, cancel);
        return Shown(related[0].CustomerName, organisation, facts, CustomerEditRules.May(actor));
    }

    public async Task<Result<EditableCustomer>> Handle(
        Actor actor, TenantId customer, CustomerEdit edit, CancellationToken cancel)
    {
        var now = clock.Now();
        await using var own = db.Database.CurrentTransaction is null ? await db.Database.BeginTransactionAsync(cancel) : null;
        var related = await db.HoldRelationships(customer, [actor.TenantId], cancel);
        if (related.Count == 0)
        {
            return Orders.OrderReasons.CustomerUnknown;
        }

        var organisation = await OrganisationOf(customer, cancel);
        var facts = await FactsOf(related, organisation, cancel);
        var decision = CustomerEditRules.MayBeSaved(actor, edit, facts, options.Value.DirectoryDomain);
        if (!decision.IsGranted)
        {
            return decision;
        }

        var former = related[0].CustomerName;
        foreach (var relationship in related)
        {
            (relationship.CustomerName, relationship.CustomerNameKey) = (edit.Name, edit.Name.ToLowerInvariant());
        }

        if (edit.Company is { } company)
        {
            organisation.ContactFirstName = company.Contact.FirstName;
            organisation.ContactLastName = company.Contact.LastName;
            organisation.ContactEmail = company.Contact.Email;
            organisation.ContactPhone = company.Contact.Phone;
            organisation.RegistrationNumber = company.RegistrationNumber.Length == 0 ? null : company.RegistrationNumber;
        }

        if (edit.Qualifications is { } qualifications && qualifications != facts.Qualifications)
        {
            var tenant = await db.Tenants.SingleAsync(t => t.Id == customer, cancel);
            tenant.Qualifications = qualifications;
            facts = facts with { Qualifications = qualifications };
        }

        var details = new
        {
            Name = edit.Name,
            FormerName = former,
            WithCompany = edit.Company is not null,
            Qualifications = $"{facts.Qualifications}",
        };
        db.Record(actor, "CustomerEdited", $"{customer}", customer, details, now);
        db.Announce(actor.TenantId, "customer-changed", $"{customer}", customer, details, now);
        await db.SaveChangesAsync(cancel);
        await (own?.CommitAsync(cancel) ?? Task.CompletedTask);
        return Shown(edit.Name, organisation, facts, Decision.Granted);
    }

    private static EditableCustomer Shown(string name, Organisation organisation, EditedCustomer facts, Decision may) => new(
        name, organisation, facts.IsoCode, may, CustomerEditRules.MayEditCompany(facts), facts.Qualifications,
        CustomerEditRules.MayQualify(facts));

    private async Task<Organisation> OrganisationOf(TenantId customer, CancellationToken cancel) =>
        await db.Tenants.Where(t => t.Id == customer)
            .Join(db.Organisations, t => t.OrganisationId, o => o.Id, (_, o) => o)
            .SingleAsync(cancel);

    private async Task<EditedCustomer> FactsOf(
        List<CustomerRelationship> related, Organisation organisation, CancellationToken cancel)
    {
        // The summary on the relationship may lag the end of rights (CUS-78).
        var (partner, customer, now) = (related[0].PartnerId, related[0].CustomerId, clock.Now());
        var hasRights = await db.Set<DelegatedGrant>().AnyAsync(
            g => g.PartnerId == partner && g.CustomerId == customer && g.State == GrantState.Active && g.Until > now,
            cancel);
        var tenant = await db.Tenants.AsNoTracking().SingleAsync(t => t.Id == customer, cancel);
        return new EditedCustomer(
            hasRights ? AdminRights.Granted : AdminRights.None,
            await db.Tenants.AnyAsync(t => t.OrganisationId == organisation.Id && t.Kind != TenantKind.Customer, cancel),
            markets.Find(organisation.Market)?.IsoCode ?? "",
            related.Exists(r => RelationshipEndRules.IsSelling(r.Kind)),
            tenant.Qualifications,
            !policy.Value.Has(tenant.Cloud, CloudFeature.SpecialQualifications));
    }
}
