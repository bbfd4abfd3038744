using Kontor.Accounts;
using Kontor.Activity;
using Kontor.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Kontor.Enrolment;

/// <summary>
/// Use cases of an applicant who was rejected: to send what was corrected, or to appeal with documents (ENR-38). Only
/// what was changed or had failed is looked at again (ENR-39).
/// </summary>
public sealed class AnswerRejection(
    KontorDb db,
    ApplicationFiles files,
    ApplicationNews news,
    Markets markets,
    IOptions<EnrolmentOptions> options,
    TimeProvider clock)
{
    public async Task<Result<ApplicationFile>> Resubmit(Actor actor, bool hasAuthority, CancellationToken cancel)
    {
        var found = await Rejected(actor, cancel);
        if (found.ValueOrNull is not { } file)
        {
            return found;
        }

        var (application, sentAddress) = (file.Application!, file.Organisation.ContactEmail);
        var decision = ApplicationRules.MaySubmit(
                application, markets.Of(file.Tenant.Market).IsoCode, options.Value.DirectoryDomain,
                file.LinkedNetworkId is not null, hasAuthority)
            .And(Decision.RequireAll(
                (ApplicationRules.IsCorrected(
                    file.Checks, file.Sent, application.Profile, sentAddress, application.Contact.Email),
                    ApplicationReasons.NothingCorrected)));
        return decision.IsGranted
            ? await Return(actor, file, ApplicationEvent.Corrected, null, cancel)
            : decision;
    }

    public async Task<Result<ApplicationFile>> Appeal(Actor actor, string text, CancellationToken cancel)
    {
        var found = await Rejected(actor, cancel);
        if (found.ValueOrNull is not { } file)
        {
            return found;
        }

        var since = file.Enrolment!.Since;
        var isShown = await db.ApplicationDocuments.AnyAsync(
            d => d.TenantId == actor.TenantId && d.Type == PartnerType.Reseller && d.Number == file.Application!.Number && d.AddedAt >= since, cancel);
        var decision = ApplicationRules.MayAppeal(text, isShown);
        return decision.IsGranted
            ? await Return(actor, file, ApplicationEvent.Appealed, text.Trim(), cancel)
            : decision;
    }

    private async Task<Result<ApplicationFile>> Rejected(Actor actor, CancellationToken cancel)
    {
        var may = ApplicationRules.MayRead(actor);
        if (!may.IsGranted)
        {
            return may;
        }

        var file = await files.Of(actor.TenantId, cancel);
        return file.Application is null ? ApplicationReasons.NotStarted
            : file.State != EnrolmentState.Rejected ? ApplicationReasons.NotPossibleNow
            : file;
    }

    private async Task<Result<ApplicationFile>> Return(
        Actor actor, ApplicationFile file, ApplicationEvent what, string? text, CancellationToken cancel)
    {
        var (now, application) = (clock.Now(), file.Application!);
        var again = ApplicationRules.ToCheckAgain(
            file.Checks, file.Sent, application.Profile, file.Organisation.ContactEmail, application.Contact.Email);
        foreach (var check in file.Checks.Where(check => again.Contains(check.Kind)))
        {
            check.Reopen();
        }

        var asksAddress = again.Contains(CheckKind.Email);
        if (asksAddress && !application.MaySendLink(now))
        {
            return ApplicationReasons.TooManyMails.About(ApplicationRules.MaxMails);
        }

        if (!file.Enrolment!.TryBecome(
            asksAddress ? EnrolmentEvent.CorrectedAddress : EnrolmentEvent.Corrected, now))
        {
            return ApplicationReasons.NotPossibleNow;
        }

        ApplicationDraft.Adopt(db, file);
        (application.SubmittedAt, application.RejectedBecause) = (now, null);
        application.Touch();
        news.Note(application, what, actor, now, text);
        if (asksAddress)
        {
            news.SendLink(file, now);
        }
        else
        {
            news.Tell(file, now);
        }

        var details = new { application.Profile.LegalName, Checks = again.Order().Select(kind => $"{kind}") };
        if (what == ApplicationEvent.Corrected)
        {
            db.Record(actor, "ApplicationCorrected", actor.TenantId.ToString(), null, details, now);
        }
        else
        {
            db.Record(actor, "ApplicationAppealed", actor.TenantId.ToString(), null, details, now);
        }

        return await db.TrySaveChanges(cancel) is null ? file : ApplicationReasons.ChangedMeanwhile;
    }
}
