using Kontor.Accounts;
using Kontor.Eligibility;
using Kontor.Enrolment;
using Kontor.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Customers;

/// <summary>Loads what the rules ask about a customer that is to be made.</summary>
public sealed class NewCustomerFacts(KontorDb db, PartyFacts parties)
{
    /// <summary>The parties, with what the customer would be. Of a reseller that there is not, nothing is told.</summary>
    public async Task<CustomerMaking> Load(
        Actor actor, NewCustomer wanted, Market market, string domain, CancellationToken cancel)
    {
        TenantId[] named = wanted.ResellerId is { } id ? [actor.TenantId, id] : [actor.TenantId];
        var known = await parties.Load(named, cancel);
        var ties = await parties.TiesBetween(named, cancel);
        var partner = known[actor.TenantId];
        var reseller = wanted.ResellerId is { } other
            ? known.GetValueOrDefault(other) ?? partner with { TenantId = other }
            : null;
        var own = await OwnOrganisation(wanted.Profile, market, [.. known.Values], cancel);
        var customer = partner with
        {
            TenantId = new(Guid.Empty),
            OrganisationId = own?.Id ?? new(Guid.Empty),
            ControlGroupId = own?.ControlGroupId,
            Kind = TenantKind.Customer,
            RegionGroup = market.RegionGroup,
            Enrolments = Enrolments.None,
            HasSignedInRegion = false,
            HasNetworkId = false,
            HasPartners = false,
            Name = wanted.Profile.LegalName,
            Domain = domain,
        };
        return new CustomerMaking(partner, reseller, customer, ties);
    }

    /// <summary>
    /// CUS-61: what speaks for the customer having a tenant already. Only what the partner typed itself is compared: with
    /// domains, which are public, and with its own list.
    /// </summary>
    public async Task<Decision> AgainstExisting(
        Actor actor, NewCustomer wanted, Market market, string domain, CancellationToken cancel)
    {
        if (await db.TenantDomains.AnyAsync(taken => taken.Domain == domain, cancel))
        {
            return Decision.Refused(NewCustomerReasons.DomainTaken.About(domain));
        }

        var mailDomain = EmailAddress.DomainOf(wanted.Contact.Email);
        if (await db.TenantDomains.AnyAsync(taken => taken.Domain == mailDomain, cancel))
        {
            return Decision.Refused(NewCustomerReasons.TenantExists.About(mailDomain));
        }

        var (name, number, place) =
            (wanted.Profile.LegalName, wanted.Profile.RegistrationNumber, wanted.Profile.PostalCode);
        var key = name.ToLowerInvariant();
        var isListed = await db.CustomerRelationships
            .Where(r => r.PartnerId == actor.TenantId && r.EndedAt == null)
            .Where(r => r.CustomerNameKey == key && r.CustomerMarket == market.Key)
            .Join(db.Tenants, r => r.CustomerId, t => t.Id, (_, t) => t.OrganisationId)
            .Join(db.Organisations, id => id, o => o.Id, (_, o) => o)
            .AnyAsync(o => o.PostalCode == place || (number != "" && o.RegistrationNumber == number), cancel);
        return Decision.RequireAll((!isListed, NewCustomerReasons.IsListed.About(name)));
    }

    /// <summary>
    /// SCN-05: the organization behind what was typed, where it is the partner's or the reseller's own or one under the
    /// same control: of the same country with the same registration number or, without one, the same name.
    /// </summary>
    private async Task<Organisation?> OwnOrganisation(
        LegalProfile typed, Market market, IReadOnlyList<Party> partners, CancellationToken cancel)
    {
        OrganisationId[] ids = [.. partners.Select(p => p.OrganisationId)];
        Guid?[] groups = [.. partners.Select(p => p.ControlGroupId).Where(group => group is not null)];
        var own = await db.Organisations.AsNoTracking()
            .Where(o => ids.Contains(o.Id) || groups.Contains(o.ControlGroupId))
            .Where(o => o.Market == market.Key)
            .ToListAsync(cancel);
        return own.Find(o => IsSame(o, typed));
    }

    private static bool IsSame(Organisation known, LegalProfile typed) =>
        (typed.RegistrationNumber.Length > 0
            && Bare(known.RegistrationNumber ?? "").Equals(Bare(typed.RegistrationNumber), StringComparison.OrdinalIgnoreCase))
        || known.Name.Equals(typed.LegalName, StringComparison.OrdinalIgnoreCase);

    private static string Bare(string number) => string.Concat(number.Where(char.IsAsciiLetterOrDigit));
}
