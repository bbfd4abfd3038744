using Kontor.Activity;
using Kontor.Kernel;

namespace Kontor.Enrolment;

/// <summary>
/// Use case: an operator answers the verifications of a changed profile that are open (ACC-49, ENR-35, ENR-39). The
/// partner's place stays; a profile that was rejected is a cause for a suspension (ENR-60). Of two operators at once one
/// decides, and nobody decides on what was changed meanwhile.
/// </summary>
public sealed class DecideProfile(KontorDb db, OrganisationFiles files, ProfileNews news, TimeProvider clock)
{
    /// <param name="actor">An operator.</param>
    /// <param name="organisation">Whose profile.</param>
    /// <param name="version">The version that the operator looked at.</param>
    /// <param name="verdict">The answers.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<Result<OrganisationFile>> Handle(
        Actor actor, OrganisationId organisation, int version, Verdict verdict, CancellationToken cancel)
    {
        var now = clock.Now();
        if (await files.Changed(organisation, cancel) is not { Verification: { } verification } file)
        {
            return LegalProfileReasons.NotFound;
        }

        if (verification.Version != version)
        {
            return LegalProfileReasons.DecidedMeanwhile;
        }

        var decision = LegalProfileRules.MayDecide(file.Checks, verdict);
        if (!decision.IsGranted)
        {
            return decision;
        }

        var failed = false;
        foreach (var check in file.Checks.Where(check => check.WaitsForOperator))
        {
            var passed = verdict.Of(check.Kind)!.Value;
            check.Decide(passed, actor.Name, now);
            failed |= !passed;
        }

        var because = failed ? verdict.Reason.Trim() : null;
        if (verification.Settle(file.Checks, because, now) || failed)
        {
            news.Tell(file, null, now);
        }

        news.Note(file, failed ? ProfileEvent.Rejected : ProfileEvent.Verified, actor, now, because);
        var details = new { TenantId = file.Tenant.Id.ToString(), Reason = because };
        if (failed)
        {
            db.Record(actor, "LegalProfileRejected", organisation.ToString(), null, details, now);
        }
        else
        {
            db.Record(actor, "LegalProfileVerified", organisation.ToString(), null, details, now);
        }

        return await db.TrySaveChanges(cancel) is null ? file : LegalProfileReasons.DecidedMeanwhile;
    }
}
