using Kontor.Accounts;
using Kontor.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Enrolment;

/// <summary>An organization with its profile and all that a decision about it needs.</summary>
/// <param name="Organisation">Whose profile it is.</param>
/// <param name="Tenant">The partner tenant that is looked at: the asker's own, or that of an operator's partner.</param>
/// <param name="Enrolments">Of all tenants of the organization.</param>
/// <param name="Verification">Of what was changed since the admission; null before the first change.</param>
/// <param name="Checks">Its parts.</param>
/// <param name="Company">Null where nothing was written yet.</param>
/// <param name="Support">Of the tenant; null where nobody is named.</param>
/// <param name="Locations">Network ids of branches (ACC-41), by number.</param>
/// <param name="Vendor">Whom a partner writes that needs the vendor: a mail address, or empty.</param>
public sealed record OrganisationFile(
    Organisation Organisation,
    Tenant Tenant,
    IReadOnlyList<PartnerEnrolment> Enrolments,
    ProfileVerification? Verification,
    IReadOnlyList<ProfileCheck> Checks,
    CompanyProfile? Company,
    PartnerSupport? Support,
    IReadOnlyList<NetworkId> Locations,
    string Vendor)
{
    public LegalFacts Legal => LegalFacts.Of(Organisation);

    public IReadOnlyList<PartnerPlace> Places => [.. Enrolments.Select(e => new PartnerPlace(e.Type, e.State))];

    public bool IsAdmitted => Enrolments.Any(e => ApplicationRules.IsDecidedInFavour(e.State));

    /// <summary>ENR-36: of the whole; null for an organization that was never verified.</summary>
    public VerificationState? State => IsAdmitted ? Verification?.State ?? VerificationState.Authorised : null;

    public CompanyDetails Details => new(
        Company?.Description ?? "", Company?.Website ?? "", Organisation.Language, Company?.Duns ?? "");

    /// <summary>ENR-36: of one part; what was never changed is as it was admitted. Null where nothing was verified.</summary>
    public VerificationState? StateOf(CheckKind kind) => !IsAdmitted ? null
        : Checks.FirstOrDefault(check => check.Kind == kind)?.Outcome switch
        {
            CheckOutcome.Open => VerificationState.Pending,
            CheckOutcome.Failed => VerificationState.Rejected,
            _ => VerificationState.Authorised,
        };

    /// <summary>The version that somebody looked at; 0 before the first change.</summary>
    public int Version => Verification?.Version ?? 0;
}

/// <summary>Loads profiles with what belongs to them, to be changed and saved by the caller.</summary>
public sealed class OrganisationFiles(KontorDb db)
{
    /// <summary>The file of a tenant that is known to exist.</summary>
    public async Task<OrganisationFile> Of(TenantId tenant, CancellationToken cancel) =>
        await Find(tenant, cancel) ?? throw new InvalidOperationException($"There is no tenant {tenant}.");

    /// <summary>Null where there is no such tenant.</summary>
    public async Task<OrganisationFile?> Find(TenantId tenantId, CancellationToken cancel)
    {
        var verifications = db.ProfileVerifications;

        // The verification comes first: whatever happens to it between the reads raises its version, and saving finds out.
        var own = await (
            from t in db.Tenants
            join o in db.Organisations on t.OrganisationId equals o.Id
            from v in verifications.Where(v => v.OrganisationId == o.Id).DefaultIfEmpty()
            where t.Id == tenantId
            select new { Tenant = t, Organisation = o, Verification = v }).SingleOrDefaultAsync(cancel);
        if (own is null)
        {
            return null;
        }

        var id = own.Organisation.Id;
        var tenants = db.Tenants;
        var checks = await db.ProfileChecks.Where(c => c.OrganisationId == id).ToListAsync(cancel);
        return new OrganisationFile(
            own.Organisation,
            own.Tenant,
            await db.PartnerEnrolments
                .Where(e => tenants.Any(t => t.Id == e.TenantId && t.OrganisationId == id))
                .OrderBy(e => e.Type).ToListAsync(cancel),
            own.Verification,
            [.. checks.OrderBy(check => check.Kind)],
            await db.CompanyProfiles.SingleOrDefaultAsync(p => p.OrganisationId == id, cancel),
            await db.PartnerSupport.SingleOrDefaultAsync(s => s.TenantId == tenantId, cancel),
            await db.NetworkIds
                .Where(n => n.OrganisationId == id && n.Kind == NetworkIdKind.Location)
                .OrderBy(n => n.Id).ToListAsync(cancel),
            await Vendor(cancel));
    }

    /// <summary>The same by the organization; null where it has no profile that was changed.</summary>
    public async Task<OrganisationFile?> Changed(OrganisationId id, CancellationToken cancel)
    {
        var changed = db.ProfileVerifications;
        var tenant = await db.Tenants
            .Where(t => t.OrganisationId == id && t.Kind == TenantKind.Partner && changed.Any(v => v.OrganisationId == id))
            .OrderBy(t => t.CreatedAt).ThenBy(t => t.Id)
            .Select(t => (TenantId?)t.Id)
            .FirstOrDefaultAsync(cancel);
        return tenant is { } found ? await Find(found, cancel) : null;
    }

    /// <summary>The profile whose last mail holds this token; null where none does.</summary>
    public async Task<OrganisationFile?> WithLink(string token, CancellationToken cancel)
    {
        var hash = Secrets.Hash(token);
        var id = await db.ProfileVerifications
            .Where(v => v.LinkHash == hash)
            .Select(v => (OrganisationId?)v.OrganisationId)
            .SingleOrDefaultAsync(cancel);

        // Another link may have taken its place meanwhile.
        return id is { } found && await Changed(found, cancel) is { } file && file.Verification?.IsOfLink(hash) == true
            ? file
            : null;
    }

    /// <summary>What happened to a profile, the newest first.</summary>
    public async Task<IReadOnlyList<ProfileHistory>> HistoryOf(OrganisationId id, int most, CancellationToken cancel) =>
        await db.ProfileHistory.AsNoTracking()
            .Where(h => h.OrganisationId == id)
            .OrderByDescending(h => h.Id).Take(most)
            .ToListAsync(cancel);

    private async Task<string> Vendor(CancellationToken cancel) => await db.Tenants.AsNoTracking()
        .Where(tenant => tenant.Kind == TenantKind.Operator)
        .OrderBy(tenant => tenant.CreatedAt)
        .Join(db.Organisations, tenant => tenant.OrganisationId, own => own.Id, (_, own) => own.ContactEmail)
        .FirstOrDefaultAsync(cancel) ?? "";
}
