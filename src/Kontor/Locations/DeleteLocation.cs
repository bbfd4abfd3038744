using Kontor.Access;
using Kontor.Accounts;
using Kontor.Activity;
using Kontor.Enrolment;
using Kontor.Kernel;
using Kontor.Membership;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Locations;

/// <summary>
/// Use case: an operator deletes a location for good, because its partner asked for it (ACC-44). What was tied to its
/// network id stops being recognized, and the membership does not let anybody link it again.
/// </summary>
public sealed class DeleteLocation(KontorDb db, LocationQueries locations, Subjects subjects, TimeProvider clock)
{
    /// <summary>The locations of a partner; null where there is no such partner tenant.</summary>
    public async Task<IReadOnlyList<LocationRow>?> Look(TenantId partner, CancellationToken cancel) =>
        await OrganisationOf(partner, cancel) is { } organisation
            ? await locations.Of(organisation, cancel)
            : null;

    /// <param name="actor">An operator.</param>
    /// <param name="partner">A partner tenant of the organization.</param>
    /// <param name="number">The location's network id.</param>
    /// <param name="reason">Who asked for it, and why; the partner reads it.</param>
    /// <param name="isConfirmed">Whether it is wanted although a partner trades with it.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<Result<NetworkId>> Handle(
        Actor actor, TenantId partner, string number, string reason, bool isConfirmed, CancellationToken cancel)
    {
        var now = clock.Now();
        if (await OrganisationOf(partner, cancel) is not { } organisation
            || await locations.Find(organisation, number, cancel) is not { } row)
        {
            return LocationReasons.NotFound;
        }

        var decision = LocationRules.MayDelete(reason, row.IsInUse, isConfirmed);
        if (!decision.IsGranted)
        {
            return decision;
        }

        db.Remove(row.Id);
        if (row.Details is not null)
        {
            db.Remove(row.Details);
        }

        if (await db.MembershipProfiles.SingleOrDefaultAsync(p => p.NetworkId == number, cancel) is { } profile)
        {
            profile.IsActive = false;
        }

        db.Add(new ProfileHistory
        {
            OrganisationId = organisation,
            Id = Guid.CreateVersion7(now),
            Event = ProfileEvent.LocationDeleted,
            At = now,
            By = actor.Name,
            IsByOperator = true,
            Reason = $"{number}: {reason.Trim()}",
        });
        db.Record(
            actor, "LocationDeleted", number, null,
            new { NetworkId = number, TenantId = partner.ToString(), Reason = reason.Trim() }, now);
        if (await db.TrySaveChanges(cancel) is not null)
        {
            return LocationReasons.ChangedMeanwhile;
        }

        if (row.Id.TenantId is { } linked)
        {
            subjects.Changed(linked);
        }

        return row.Id;
    }

    private Task<OrganisationId?> OrganisationOf(TenantId partner, CancellationToken cancel) => db.Tenants
        .Where(t => t.Id == partner && t.Kind == TenantKind.Partner)
        .Select(t => (OrganisationId?)t.OrganisationId)
        .SingleOrDefaultAsync(cancel);
}
