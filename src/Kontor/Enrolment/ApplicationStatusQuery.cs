using Kontor.Access;
using Kontor.Accounts;
using Kontor.Kernel;
using Kontor.Policy;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Kontor.Enrolment;

/// <summary>What the page of an application's state shows.</summary>
/// <param name="File">The application with what belongs to it.</param>
/// <param name="History">The newest first.</param>
/// <param name="OpenActions">ENR-36: what is still to do, by the key of its words and where it is done.</param>
/// <param name="DueAt">ENR-31: until when it was promised to decide; null where nothing waits for an operator.</param>
/// <param name="IsOverdue">ENR-38: the promised time has passed.</param>
/// <param name="OperatorEmail">Whom to ask then.</param>
/// <param name="ResumePath">Where a draft is gone on with.</param>
public sealed record ApplicationStatusView(
    ApplicationFile File,
    IReadOnlyList<ApplicationHistory> History,
    IReadOnlyList<(string Key, string Path)> OpenActions,
    DateTimeOffset? DueAt,
    bool IsOverdue,
    string? OperatorEmail,
    string ResumePath)
{
    public ResellerApplication Application => File.Application!;
}

/// <summary>Where the reader's own application stands.</summary>
public sealed class ApplicationStatusQuery(
    KontorDb db,
    ApplicationFiles files,
    ApplicationQueries queries,
    CurrentPolicy policy,
    Markets markets,
    IOptions<EnrolmentOptions> options,
    TimeProvider clock)
{
    public async Task<Result<ApplicationStatusView>> Look(Caller caller, CancellationToken cancel)
    {
        var actor = caller.Actor!;
        var may = ApplicationRules.MayRead(actor);
        if (!may.IsGranted)
        {
            return may;
        }

        var file = await files.Of(actor.TenantId, cancel);
        if (file.Application is not { } application)
        {
            return ApplicationReasons.NotStarted;
        }

        DateTimeOffset? due = file.State == EnrolmentState.InReview
            ? WorkingDays.After(file.Enrolment!.Since, policy.Value.EnrolmentReviewWorkingDays)
            : null;
        var isOverdue = due < clock.Now();
        return new ApplicationStatusView(
            file,
            await queries.HistoryOf(application, cancel),
            [.. OpenActions(file, actor)],
            due,
            isOverdue,
            isOverdue ? await OperatorEmail(cancel) : null,
            EnrolSteps.Resume(file, markets.Of(file.Tenant.Market).IsoCode, options.Value.DirectoryDomain));
    }

    /// <summary>ENR-32, ENR-33, ENR-37: what stands between the decision and the first sale.</summary>
    private static IEnumerable<(string Key, string Path)> OpenActions(ApplicationFile file, Actor actor)
    {
        if (file.State is EnrolmentState.Draft or EnrolmentState.Rejected)
        {
            yield break;
        }

        if (file.LinkedNetworkId is null)
        {
            yield return ("networkId", EnrolSteps.PathOf(EnrolStep.NetworkId));
        }

        if (file.State == EnrolmentState.Qualified)
        {
            yield return ("agreement", "/settings/agreements");
        }

        if (ApplicationRules.IsDecidedInFavour(file.State!.Value) && !actor.Holds(Role.AdminAgent))
        {
            yield return ("adminAgent", "/settings/users");
        }
    }

    private Task<string?> OperatorEmail(CancellationToken cancel) => db.Tenants.AsNoTracking()
        .Where(tenant => tenant.Kind == TenantKind.Operator)
        .OrderBy(tenant => tenant.CreatedAt)
        .Join(db.Organisations, tenant => tenant.OrganisationId, own => own.Id, (_, own) => own.ContactEmail)
        .FirstOrDefaultAsync(cancel);
}
