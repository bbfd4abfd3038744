using Kontor.Activity;
using Kontor.Kernel;

namespace Kontor.Enrolment;

/// <summary>
/// Use cases: an admin writes what the organization says of itself, and whom customers ask for support (ACC-48, SUP-02).
/// Nobody verifies that.
/// </summary>
public sealed class WriteCompanyProfile(KontorDb db, OrganisationFiles files, ProfileNews news, TimeProvider clock)
{
    public async Task<Result<OrganisationFile>> Company(Actor actor, CompanyDetails wanted, CancellationToken cancel)
    {
        var decision = LegalProfileRules.MayWrite(actor).And(CompanyProfileRules.IsSound(wanted));
        if (!decision.IsGranted)
        {
            return decision;
        }

        var file = await files.Of(actor.TenantId, cancel);
        var to = wanted with { Duns = DunsNumber.Parse(wanted.Duns) ?? "" };
        var fields = FieldChanges.Between(file.Details, to);
        if (fields.Count == 0)
        {
            return file;
        }

        var company = file.Company;
        if (company is null)
        {
            db.Add(company = new CompanyProfile { OrganisationId = file.Organisation.Id });
        }

        (company.Description, company.Website) = (to.Description, to.Website);
        company.Duns = to.Duns.Length == 0 ? null : to.Duns;
        company.Version++;
        file.Organisation.Language = to.Language;
        return await Save(actor, file with { Company = company }, ProfileEvent.CompanyChanged, fields, cancel);
    }

    public async Task<Result<OrganisationFile>> Support(Actor actor, SupportContact wanted, CancellationToken cancel)
    {
        var file = await files.Of(actor.TenantId, cancel);
        var decision = LegalProfileRules.MayWrite(actor)
            .And(Decision.RequireAll((file.IsAdmitted, LegalProfileReasons.SupportOfPartnersOnly)))
            .And(ProfileRules.IsComplete(wanted));
        if (!decision.IsGranted)
        {
            return decision;
        }

        var fields = FieldChanges.Between(file.Support?.Contact ?? SupportContact.Empty, wanted);
        if (fields.Count == 0)
        {
            return file;
        }

        var support = file.Support;
        if (support is null)
        {
            db.Add(support = new PartnerSupport { TenantId = file.Tenant.Id, Contact = wanted });
        }

        support.Contact = wanted;
        support.Version++;
        return await Save(actor, file with { Support = support }, ProfileEvent.SupportChanged, fields, cancel);
    }

    private async Task<Result<OrganisationFile>> Save(
        Actor actor, OrganisationFile file, ProfileEvent what, IReadOnlyList<FieldChange> fields, CancellationToken cancel)
    {
        var now = clock.Now();
        news.Note(file, what, actor, now, fields: fields);
        db.Record(
            actor, "CompanyProfileChanged", file.Organisation.Id.ToString(), null,
            new { Fields = fields.Select(field => $"{field.Field}") }, now);
        return await db.TrySaveChanges(cancel) is null ? file : LegalProfileReasons.ChangedMeanwhile;
    }
}
