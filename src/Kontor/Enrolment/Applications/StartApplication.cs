using Kontor.Access;
using Kontor.Accounts;
using Kontor.Activity;
using Kontor.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Kontor.Enrolment;

/// <summary>
/// Use case: a global admin begins to enroll the tenant, or finds what was begun before (ENR-22, ENR-27). A draft belongs
/// to the tenant, so every global admin of it can go on.
/// </summary>
public sealed class StartApplication(
    KontorDb db, ApplicationFiles files, ApplicationNews news, IOptions<EnrolmentOptions> options, TimeProvider clock)
{
    /// <summary>Whether this actor may, before anyone tries.</summary>
    public async Task<Decision> May(Actor actor, CancellationToken cancel)
    {
        var state = await db.PartnerEnrolments.AsNoTracking()
            .Where(e => e.TenantId == actor.TenantId && e.Type == PartnerType.Reseller)
            .Select(e => (EnrolmentState?)e.State)
            .SingleOrDefaultAsync(cancel);
        return ApplicationRules.MayApply(actor, state);
    }

    public async Task<Result<ApplicationFile>> Handle(Actor actor, CancellationToken cancel)
    {
        var file = await files.Of(actor.TenantId, cancel);
        var decision = ApplicationRules.MayApply(actor, file.State);
        if (!decision.IsGranted)
        {
            return decision;
        }

        if (file.Application is not null)
        {
            return file;
        }

        Begin(file, actor, await ContactOf(file, actor, cancel), await IsKnown(file, cancel), await NextNumber(file, cancel));

        // Somebody else of the tenant may have begun at the same moment: then that application is gone on with.
        await db.TrySaveChanges(cancel);
        db.ChangeTracker.Clear();
        return await files.Of(actor.TenantId, cancel);
    }

    /// <summary>Adds the draft, to be saved by the caller.</summary>
    internal void Begin(ApplicationFile file, Actor actor, PrimaryContact contact, bool isKnown, int number)
    {
        var now = clock.Now();
        var application = new ResellerApplication
        {
            TenantId = file.Tenant.Id,
            Number = number,
            StartedAt = now,
            StartedBy = actor.Name,
            IsOfKnownOrganisation = isKnown,
            Profile = file.Sent with { IsExact = isKnown },
            Contact = contact,
            Support = file.Support?.Contact ?? SupportContact.Empty,
        };
        db.Add(application);
        if (file.Enrolment is { } earlier)
        {
            earlier.TryBeginAnew(now);
        }
        else
        {
            db.Add(new PartnerEnrolment
            {
                TenantId = file.Tenant.Id,
                Type = PartnerType.Reseller,
                State = EnrolmentStates.FirstOf(PartnerType.Reseller),
                Since = now,
            });
        }

        news.Note(application, ApplicationEvent.Started, actor, now);
        db.Record(actor, "ApplicationStarted", file.Tenant.Id.ToString(), null, new { file.Organisation.Name }, now);
    }

    /// <summary>ENR-06: some tenant of the organization is a partner already, and somebody can be asked.</summary>
    private async Task<bool> IsKnown(ApplicationFile file, CancellationToken cancel) =>
        file.Organisation.ContactEmail.Length > 0
        && (await db.PartnerEnrolments.AsNoTracking()
            .Join(db.Tenants, e => e.TenantId, t => t.Id, (enrolment, tenant) => new { enrolment, tenant.OrganisationId })
            .Where(row => row.OrganisationId == file.Organisation.Id)
            .Select(row => row.enrolment.State)
            .ToListAsync(cancel))
            .Exists(ApplicationRules.IsDecidedInFavour);

    private async Task<int> NextNumber(ApplicationFile file, CancellationToken cancel) =>
        1 + (await db.ResellerApplications
            .Where(a => a.TenantId == file.Tenant.Id)
            .MaxAsync(a => (int?)a.Number, cancel) ?? 0);

    /// <summary>Whom the organization named before, else the person who applies.</summary>
    private async Task<PrimaryContact> ContactOf(ApplicationFile file, Actor actor, CancellationToken cancel)
    {
        var user = actor.UserId is { } id
            ? await db.Users.AsNoTracking().SingleOrDefaultAsync(u => u.Id == id.Value, cancel)
            : null;
        var organisation = file.Organisation;
        if (organisation.ContactEmail.Length > 0)
        {
            return new PrimaryContact(
                user is not null && BusinessMail.AreSame(organisation.ContactEmail, user.UserName!),
                organisation.ContactFirstName, organisation.ContactLastName, organisation.ContactEmail,
                organisation.ContactPhone, organisation.Language);
        }

        var names = (user?.FullName ?? "").Split(' ', 2);
        var address = user?.UserName ?? "";
        return new PrimaryContact(
            true, names[0], names.Length > 1 ? names[1] : "",
            ProfileRules.AddressIsGood(address, options.Value.DirectoryDomain).IsGranted ? address : "", "",
            user?.Language ?? "en");
    }
}
