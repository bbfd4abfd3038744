using Kontor.Accounts;
using Kontor.Enrolment;
using Kontor.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Locations;

/// <summary>A location, or the global account, as its organization and operators read it (ACC-40, ACC-41).</summary>
/// <param name="Id">The network id with its kind and country.</param>
/// <param name="Details">What was written of it; null where it shares everything with the global account.</param>
/// <param name="Facts">Its name, address and contact, own or shared.</param>
/// <param name="TenantDomain">Default domain of the linked tenant; null for none (ACC-42).</param>
/// <param name="IsInUse">Whether an admitted partner trades with it.</param>
public sealed record LocationRow(
    NetworkId Id, LocationDetails? Details, LegalFacts Facts, string? TenantDomain, bool IsInUse);

/// <summary>The network ids of an organization, the global one first, then by number.</summary>
public sealed class LocationQueries(KontorDb db)
{
    public async Task<IReadOnlyList<LocationRow>> Of(OrganisationId organisation, CancellationToken cancel)
    {
        var global = LegalFacts.Of(await db.Organisations.AsNoTracking().SingleAsync(o => o.Id == organisation, cancel));
        var rows = await (
            from id in db.NetworkIds.AsNoTracking()
            join details in db.LocationDetails on id.Id equals details.NetworkId into known
            from details in known.DefaultIfEmpty()
            join tenant in db.Tenants on id.TenantId equals tenant.Id into linked
            from tenant in linked.DefaultIfEmpty()
            where id.OrganisationId == organisation
            orderby id.Kind, id.Id
            select new { Id = id, Details = details, Domain = tenant == null ? null : tenant.DefaultDomain })
            .Take(LocationRules.Most + 1)
            .ToListAsync(cancel);
        var tenants = rows.Where(row => row.Id.TenantId is not null).Select(row => row.Id.TenantId!.Value).ToArray();
        var places = await db.PartnerEnrolments.AsNoTracking()
            .Where(e => tenants.Contains(e.TenantId))
            .Select(e => new { e.TenantId, e.State })
            .ToListAsync(cancel);
        return
        [
            .. rows.Select(row => new LocationRow(
                row.Id, row.Details, FactsOf(row.Id, row.Details, global), row.Domain,
                places.Exists(e => e.TenantId == row.Id.TenantId && ApplicationRules.IsDecidedInFavour(e.State)))),
        ];
    }

    /// <summary>One of the organization's; null where it has none of that number.</summary>
    public async Task<LocationRow?> Find(OrganisationId organisation, string number, CancellationToken cancel) =>
        (await Of(organisation, cancel)).FirstOrDefault(row =>
            row.Id.Id == number && row.Id.Kind == NetworkIdKind.Location);

    /// <summary>Whose tenant it is.</summary>
    public async Task<OrganisationId> OrganisationOf(TenantId tenant, CancellationToken cancel) =>
        await db.Tenants.Where(t => t.Id == tenant).Select(t => t.OrganisationId).SingleAsync(cancel);

    /// <summary>Own, or shared with the global account.</summary>
    private static LegalFacts FactsOf(NetworkId id, LocationDetails? details, LegalFacts global)
    {
        var profile = details?.HasOwnAddress != true
            ? global.Profile with { RegistrationNumber = "" }
            : new LegalProfile(
                "", details.Street, details.City, details.State, details.PostalCode, "", IsExact: true);
        var contact = details?.HasOwnContact != true
            ? global.Contact
            : new PrimaryContact(
                false, details.ContactFirstName, details.ContactLastName, details.ContactEmail, details.ContactPhone,
                global.Contact.Language);
        var name = details?.CompanyName is { Length: > 0 } own ? own : global.Profile.LegalName;
        return new LegalFacts(profile with { LegalName = name }, id.Market, contact);
    }
}
