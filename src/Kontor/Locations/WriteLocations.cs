using Kontor.Accounts;
using Kontor.Activity;
using Kontor.Enrolment;
using Kontor.Kernel;
using Kontor.Membership;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Kontor.Locations;

/// <summary>
/// Use cases: an admin adds a location, which gets a network id of its own, or changes what is written of one (ACC-44).
/// Its country never changes (ACC-43), and the partner does not remove it.
/// </summary>
public sealed class WriteLocations(
    KontorDb db,
    LocationQueries locations,
    JoinMembership membership,
    Markets markets,
    IOptions<EnrolmentOptions> options,
    TimeProvider clock)
{
    /// <param name="actor">Whom the route lets in.</param>
    /// <param name="market">Market key of the location's country.</param>
    /// <param name="wish">As it was written.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<Result<NetworkId>> Add(Actor actor, string market, LocationWish wish, CancellationToken cancel)
    {
        var now = clock.Now();
        var organisation = await locations.OrganisationOf(actor.TenantId, cancel);
        var decision = Decision.RequireAll(
                (await db.NetworkIds.CountAsync(n => n.OrganisationId == organisation, cancel) < LocationRules.Most,
                    LocationReasons.TooMany.About(LocationRules.Most)))
            .And(LocationRules.IsSound(wish, markets.Find(market)?.IsoCode ?? "", options.Value.DirectoryDomain));
        if (!decision.IsGranted)
        {
            return decision;
        }

        var id = new NetworkId
        {
            Id = await Issue(organisation, wish.Profile.LegalName, markets.Of(market).Key, cancel),
            OrganisationId = organisation,
            Kind = NetworkIdKind.Location,
            Market = markets.Of(market).Key,
        };
        var details = new LocationDetails { NetworkId = id.Id, AddedAt = now };
        Write(details, wish);
        db.AddRange(id, details);
        Note(organisation, ProfileEvent.LocationAdded, actor, id.Id, [], now);
        db.Record(actor, "LocationAdded", id.Id, null, new { NetworkId = id.Id, id.Market }, now);
        return await db.TrySaveChanges(cancel) is null ? id : LocationReasons.ChangedMeanwhile;
    }

    public async Task<Result<NetworkId>> Change(
        Actor actor, string number, LocationWish wish, CancellationToken cancel)
    {
        var now = clock.Now();
        var organisation = await locations.OrganisationOf(actor.TenantId, cancel);
        if (await locations.Find(organisation, number, cancel) is not { } row)
        {
            return LocationReasons.NotFound;
        }

        var decision = LocationRules.IsSound(wish, markets.Of(row.Id.Market).IsoCode, options.Value.DirectoryDomain);
        if (!decision.IsGranted)
        {
            return decision;
        }

        var fields = FieldChanges.Between(
            row.Facts, new LegalFacts(wish.Profile with { RegistrationNumber = "" }, row.Id.Market, wish.Contact));
        var details = await db.LocationDetails.SingleOrDefaultAsync(d => d.NetworkId == number, cancel);
        if (details is null)
        {
            db.Add(details = new LocationDetails { NetworkId = number });
        }

        Write(details, wish);
        Note(organisation, ProfileEvent.LocationChanged, actor, number, fields, now);
        db.Record(actor, "LocationChanged", number, null, new { NetworkId = number }, now);
        return await db.TrySaveChanges(cancel) is null ? row.Id : LocationReasons.ChangedMeanwhile;
    }

    /// <summary>A number of the membership account that the organization is known by, or a free one where there is none.</summary>
    private async Task<string> Issue(
        OrganisationId organisation, string name, string market, CancellationToken cancel)
    {
        var own = db.NetworkIds.Where(n => n.OrganisationId == organisation).Select(n => n.Id);
        var account = await db.MembershipProfiles
            .Where(p => own.Contains(p.NetworkId))
            .OrderBy(p => p.NetworkId)
            .Select(p => (Guid?)p.AccountId)
            .FirstOrDefaultAsync(cancel);
        return account is { } known
            ? (await membership.AddLocation(known, name, market, cancel)).NetworkId
            : await membership.NewNumber(cancel);
    }

    private static void Write(LocationDetails details, LocationWish wish)
    {
        details.CompanyName = wish.Profile.LegalName;
        details.Street = wish.Profile.Street;
        details.City = wish.Profile.City;
        details.State = wish.Profile.State;
        details.PostalCode = wish.Profile.PostalCode;
        details.ContactFirstName = wish.Contact.FirstName;
        details.ContactLastName = wish.Contact.LastName;
        details.ContactEmail = wish.Contact.Email;
        details.ContactPhone = wish.Contact.Phone;
        details.Version++;
    }

    private void Note(
        OrganisationId organisation, ProfileEvent what, Actor by, string number, IReadOnlyList<FieldChange> fields,
        DateTimeOffset now) => db.Add(new ProfileHistory
        {
            OrganisationId = organisation,
            Id = Guid.CreateVersion7(now),
            Event = what,
            At = now,
            By = by.Name,
            IsByOperator = false,
            Reason = number,
            Fields = fields,
        });
}
