using Kontor.Accounts;
using Kontor.Enrolment;
using Kontor.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Billing;

/// <summary>What the program knows of how a partner is billed.</summary>
/// <param name="Market">Of the tenant: its country and the currency of its bills.</param>
/// <param name="Legal">Name and address that stand on bills where none of their own were given.</param>
/// <param name="Known">The billing profile; empty where nothing was written yet.</param>
/// <param name="Entered">All VAT IDs by the cycle from which they count; the last is the one that counts in the end.</param>
/// <param name="Today">UTC.</param>
public sealed record BillingFile(
    Market Market, BillTo Legal, BillingProfile Known, List<VatId> Entered, DateOnly Today)
{
    public BillTo BillTo => Known.BillTo ?? Legal;

    /// <summary>BIL-81: what stands on the bill of the present cycle; null for none.</summary>
    public VatId? Counting => BillingProfileRules.CountingOn(Entered, Today);

    /// <summary>What was entered for the next cycle; its number is empty where one is taken away.</summary>
    public VatId? Coming => Entered.Find(id => id.CountsFrom > Today);

    /// <summary>The VAT ID that was entered last, as it is kept; empty for none.</summary>
    public string LastVatId => Entered.Count > 0 ? Entered[^1].Number : "";

    /// <summary>BIL-81: without one this partner does not buy.</summary>
    public bool LacksVatId => LastVatId.Length == 0 && VatIds.AreNeededIn(Market.IsoCode);
}

/// <summary>Reads how a partner is billed.</summary>
public sealed class BillingFiles(KontorDb db, Markets markets, TimeProvider clock)
{
    /// <param name="partner">A tenant.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<BillingFile> Of(TenantId partner, CancellationToken cancel)
    {
        var place = await (
            from tenant in db.Tenants
            join organisation in db.Organisations on tenant.OrganisationId equals organisation.Id
            where tenant.Id == partner
            select new { tenant.Market, Organisation = organisation }).AsNoTracking().SingleAsync(cancel);
        var location = await (
            from id in db.NetworkIds
            join details in db.LocationDetails on id.Id equals details.NetworkId
            where id.TenantId == partner
            select details).AsNoTracking().FirstOrDefaultAsync(cancel);
        var known = await db.BillingProfiles.SingleOrDefaultAsync(p => p.TenantId == partner, cancel);
        var vatIds = await db.Set<VatId>().Where(v => v.TenantId == partner).OrderBy(v => v.CountsFrom).ToListAsync(cancel);
        return new BillingFile(
            markets.Of(place.Market),
            LegalOf(place.Organisation, location),
            known ?? Fresh(partner, place.Organisation),
            vatIds,
            DateOnly.FromDateTime(clock.Now().UtcDateTime));
    }

    /// <summary>ACC-41: a location's own address, or the one it shares with the global account.</summary>
    private static BillTo LegalOf(Organisation organisation, LocationDetails? location) => location is { HasOwnAddress: true }
        ? new(
            location.CompanyName.Length > 0 ? location.CompanyName : organisation.Name,
            location.Street, location.City, location.State, location.PostalCode)
        : new(organisation.Name, organisation.Street, organisation.City, organisation.State, organisation.PostalCode);

    /// <summary>Until somebody says otherwise the primary contact gets the bills.</summary>
    private static BillingProfile Fresh(TenantId partner, Organisation organisation)
    {
        var contact = LegalFacts.Of(organisation).Contact;
        return new BillingProfile
        {
            TenantId = partner,
            Contact = new(contact.FirstName, contact.LastName, contact.Email, contact.Phone),
        };
    }
}
