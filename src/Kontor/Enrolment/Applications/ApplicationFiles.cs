using Kontor.Accounts;
using Kontor.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Enrolment;

/// <summary>A tenant with its application as reseller and all that a decision about it needs.</summary>
/// <param name="Tenant">Who applies.</param>
/// <param name="Organisation">Whose tenant it is; it has what was sent last.</param>
/// <param name="Enrolment">Where the application stands; null where there never was one.</param>
/// <param name="Application">The open application; null where there is none.</param>
/// <param name="Checks">Its verifications; none before it is sent.</param>
/// <param name="LinkedNetworkId">The network id that is linked to the tenant (ENR-33); null for none.</param>
public sealed record ApplicationFile(
    Tenant Tenant,
    Organisation Organisation,
    PartnerEnrolment? Enrolment,
    ResellerApplication? Application,
    IReadOnlyList<ApplicationCheck> Checks,
    string? LinkedNetworkId)
{
    /// <summary>Whom the partner's customers ask, as far as that was sent; null before.</summary>
    public PartnerSupport? Support { get; init; }

    /// <summary>ENR-39: of what was changed in the profile since the admission; null for nothing.</summary>
    public VerificationState? Changed { get; init; }

    /// <summary>What the organization has since the application was sent last.</summary>
    public LegalProfile Sent => LegalFacts.Of(Organisation).Profile;

    public EnrolmentState? State => Enrolment?.State;

    /// <summary>The application where it can be written at present.</summary>
    public Result<ResellerApplication> Editable => Application is not { } application ? ApplicationReasons.NotStarted
        : !ApplicationRules.IsEditable(Enrolment!.State) ? ApplicationReasons.NotEditable
        : application;
}

/// <summary>Loads applications with what belongs to them, to be changed and saved by the caller.</summary>
public sealed class ApplicationFiles(KontorDb db)
{
    /// <summary>The file of a tenant that is known to exist.</summary>
    public async Task<ApplicationFile> Of(TenantId tenant, CancellationToken cancel) =>
        await Find(tenant, cancel) ?? throw new InvalidOperationException($"There is no tenant {tenant}.");

    /// <summary>Null where there is no such tenant.</summary>
    public async Task<ApplicationFile?> Find(TenantId tenant, CancellationToken cancel)
    {
        var own = await (
            from t in db.Tenants
            join o in db.Organisations on t.OrganisationId equals o.Id
            where t.Id == tenant
            select new { Tenant = t, Organisation = o }).SingleOrDefaultAsync(cancel);
        if (own is null)
        {
            return null;
        }

        // The application comes first: whatever happens to it between the reads raises its version, and saving finds out.
        var application = await db.ResellerApplications
            .SingleOrDefaultAsync(a => a.TenantId == tenant && a.ClosedAt == null, cancel);
        var enrolment = await db.PartnerEnrolments
            .SingleOrDefaultAsync(e => e.TenantId == tenant && e.Type == PartnerType.Reseller, cancel);
        IReadOnlyList<ApplicationCheck> checks = application is null
            ? []
            : await db.ApplicationChecks
                .Where(c => c.TenantId == tenant && c.Number == application.Number)
                .ToListAsync(cancel);
        var linked = await db.NetworkIds
            .Where(n => n.TenantId == tenant && n.Kind == NetworkIdKind.Location)
            .Select(n => n.Id)
            .SingleOrDefaultAsync(cancel);
        return new ApplicationFile(
            own.Tenant, own.Organisation, enrolment, application, [.. checks.OrderBy(check => check.Kind)], linked)
        {
            Support = await db.PartnerSupport.SingleOrDefaultAsync(s => s.TenantId == tenant, cancel),
            Changed = await db.ProfileVerifications
                .Where(v => v.OrganisationId == own.Organisation.Id)
                .Select(v => (VerificationState?)v.State)
                .SingleOrDefaultAsync(cancel),
        };
    }

    /// <summary>The application whose last mail holds this token; null where none does.</summary>
    public async Task<ApplicationFile?> WithLink(string token, CancellationToken cancel)
    {
        var hash = Secrets.Hash(token);
        var tenant = await db.ResellerApplications
            .Where(a => a.LinkHash == hash)
            .Select(a => (TenantId?)a.TenantId)
            .SingleOrDefaultAsync(cancel);

        // Another link may have taken its place meanwhile.
        return tenant is { } id && await Find(id, cancel) is { } file && file.Application?.IsOfLink(hash) == true
            ? file
            : null;
    }
}
