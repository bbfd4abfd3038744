using Kontor.Accounts;
using Kontor.Activity;
using Kontor.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Kontor.Enrolment;

/// <summary>
/// Use cases: an organization changes its legal profile, or an operator does when it asks for it (ACC-49, ACC-50). What was
/// verified at the admission and is another now is verified again; its place in the program stays (ENR-39).
/// </summary>
public sealed class ChangeLegalProfile(
    KontorDb db,
    OrganisationFiles files,
    ProfileNews news,
    Markets markets,
    IOptions<EnrolmentOptions> options,
    TimeProvider clock)
{
    /// <summary>What stands in the way before a word is written.</summary>
    public static Decision May(Actor actor, OrganisationFile file) => LegalProfileRules.MayChange(
        actor, file.Places, file.Verification?.State ?? VerificationState.Authorised, file.Vendor);

    /// <param name="actor">Somebody of the organization.</param>
    /// <param name="wanted">As it is to be.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<Result<OrganisationFile>> Handle(Actor actor, LegalFacts wanted, CancellationToken cancel)
    {
        var file = await files.Of(actor.TenantId, cancel);
        var may = May(actor, file);
        return may.IsGranted
            ? await Change(actor, file, wanted, ProfileEvent.LegalChanged, null, cancel)
            : may;
    }

    /// <summary>ACC-49: for those who may not change it themselves.</summary>
    /// <param name="actor">An operator.</param>
    /// <param name="partner">A tenant of the organization.</param>
    /// <param name="wanted">As it is to be.</param>
    /// <param name="request">What the partner asked for, and how; it reads that too.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<Result<OrganisationFile>> OnRequest(
        Actor actor, TenantId partner, LegalFacts wanted, string request, CancellationToken cancel)
    {
        if (await files.Find(partner, cancel) is not { IsAdmitted: true } file)
        {
            return StandingReasons.PartnerNotFound;
        }

        var may = LegalProfileRules.MayChangeOnRequest(request);
        return may.IsGranted
            ? await Change(actor, file, wanted, ProfileEvent.LegalChangedOnRequest, request.Trim(), cancel)
            : may;
    }

    private async Task<Result<OrganisationFile>> Change(
        Actor actor, OrganisationFile file, LegalFacts wanted, ProfileEvent what, string? request, CancellationToken cancel)
    {
        var (now, from) = (clock.Now(), file.Legal);
        var to = wanted with
        {
            // A name and an address that are on record already were asked about before.
            Profile = wanted.Profile with
            {
                IsExact = wanted.Profile.IsExact || wanted.Profile.LegalName == from.Profile.LegalName,
                IsAddressKept = wanted.Profile.IsAddressKept
                    || AddressProposals.Line(wanted.Profile) == AddressProposals.Line(from.Profile),
            },
            Contact = wanted.Contact with { IsApplicant = false, Language = from.Contact.Language },
        };
        var decision = LegalProfileRules.IsSound(
            from, to, markets.Find(to.Market)?.IsoCode ?? "", [.. file.Locations.Select(location => location.Market)],
            options.Value.DirectoryDomain);
        if (!decision.IsGranted)
        {
            return decision;
        }

        if (to.Market != from.Market)
        {
            await KeepLocations(file, from, cancel);
        }

        to.ApplyTo(file.Organisation);
        var fields = FieldChanges.Between(from, to);
        news.Note(file, what, actor, now, request, fields);
        var details = new { TenantId = file.Tenant.Id.ToString(), Fields = fields.Select(field => $"{field.Field}") };
        if (what == ProfileEvent.LegalChanged)
        {
            db.Record(actor, "LegalProfileChanged", file.Organisation.Id.ToString(), null, details, now);
        }
        else
        {
            db.Record(actor, "LegalProfileChangedOnRequest", file.Organisation.Id.ToString(), null, details, now);
        }

        var verified = file.IsAdmitted ? Verify(file, from, to, now) : file;
        if (verified.ValueOrNull is not { } changed)
        {
            db.ChangeTracker.Clear();
            return verified;
        }

        return await db.TrySaveChanges(cancel) is null ? changed : LegalProfileReasons.ChangedMeanwhile;
    }

    /// <summary>ACC-49, ENR-39: the parts that were changed are open again, and the address gets a link.</summary>
    private Result<OrganisationFile> Verify(OrganisationFile file, LegalFacts from, LegalFacts to, DateTimeOffset now)
    {
        foreach (var enrolment in file.Enrolments)
        {
            enrolment.TryBecome(EnrolmentEvent.ProfileChanged, now);
        }

        var again = LegalProfileRules.ToVerify(from, to);
        if (again.IsEmpty && file.Verification is null)
        {
            return file;
        }

        var verification = file.Verification ?? Begin(file, now);
        var checks = file.Checks.ToList();
        foreach (var kind in again)
        {
            if (checks.Find(check => check.Kind == kind) is { } known)
            {
                known.Reopen();
            }
            else
            {
                var added = new ProfileCheck { OrganisationId = file.Organisation.Id, Kind = kind };
                db.Add(added);
                checks.Add(added);
            }
        }

        file = file with { Verification = verification, Checks = [.. checks.OrderBy(check => check.Kind)] };
        var asksAddress = again.Contains(CheckKind.Email);
        if (asksAddress && !verification.MaySendLink(now))
        {
            return ApplicationReasons.TooManyMails.About(ApplicationRules.MaxMails);
        }

        if (asksAddress)
        {
            news.SendLink(file, now);
        }

        if (verification.Settle(file.Checks, null, now) || asksAddress)
        {
            news.Tell(file, asksAddress ? from.Contact.Email : null, now);
        }

        return file;
    }

    /// <summary>ACC-41, ACC-50: a location that shared the address stays where it is when the global account moves away.</summary>
    private async Task KeepLocations(OrganisationFile file, LegalFacts from, CancellationToken cancel)
    {
        var numbers = file.Locations.Where(n => n.Market == from.Market).Select(n => n.Id).ToArray();
        var known = await db.LocationDetails.Where(d => numbers.Contains(d.NetworkId)).ToListAsync(cancel);
        foreach (var number in numbers)
        {
            var details = known.Find(d => d.NetworkId == number);
            if (details is null)
            {
                db.Add(details = new LocationDetails { NetworkId = number });
            }

            if (!details.HasOwnAddress)
            {
                (details.Street, details.City) = (from.Profile.Street, from.Profile.City);
                (details.State, details.PostalCode) = (from.Profile.State, from.Profile.PostalCode);
                details.Version++;
            }
        }
    }

    private ProfileVerification Begin(OrganisationFile file, DateTimeOffset now)
    {
        var verification = new ProfileVerification { OrganisationId = file.Organisation.Id, Since = now };
        db.Add(verification);
        return verification;
    }
}
