using Kontor.Accounts;
using Kontor.Kernel;
using Kontor.Site;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Options;

namespace Kontor.Enrolment;

/// <summary>
/// What the steps share in which the application is written: they load it, refuse whoever may not, and lead to its state
/// when it cannot be written.
/// </summary>
public abstract class EnrolPage : SitePage
{
    protected ApplicationFile? File { get; private set; }

    [Inject]
    protected ApplicationFiles Files { get; set; } = null!;

    [Inject]
    protected Markets Markets { get; set; } = null!;

    [Inject]
    protected IOptions<EnrolmentOptions> Options { get; set; } = null!;

    protected ResellerApplication? Application => File?.Application;

    protected string IsoCode => Markets.Of(File!.Tenant.Market).IsoCode;

    /// <summary>Whether the step is only for what can be written at present.</summary>
    protected virtual bool NeedsDraft => true;

    protected override async Task OnInitializedAsync()
    {
        var may = ApplicationRules.MayRead(Actor);
        if (!may.IsGranted)
        {
            Refuse(may);
            return;
        }

        File = await Files.Of(Actor.TenantId, Cancel);
        if (Application is null)
        {
            Refuse(Decision.Refused(ApplicationReasons.NotStarted));
        }
        else if (NeedsDraft && !IsPost && !ApplicationRules.IsEditable(File.State!.Value))
        {
            Go(EnrolSteps.Status);
        }
        else
        {
            await Prepare();
        }
    }

    /// <summary>The form as it stands before anything is typed, and what else the page shows.</summary>
    protected virtual Task Prepare() => Task.CompletedTask;

    /// <summary>Shows the refusal, or goes on: to the next step, or away for now.</summary>
    protected void Finish(Decision decision, bool isForLater, string next)
    {
        if (!decision.IsGranted)
        {
            Refuse(decision);
        }
        else
        {
            Go(isForLater ? Notice.On(EnrolSteps.Welcome, "applicationKept") : next);
        }
    }
}
