using Kontor.Kernel;
using Kontor.Site;
using Microsoft.AspNetCore.Components;

namespace Kontor.Enrolment;

/// <summary>What the pages of an application as direct partner share: they load it, and refuse whoever may not see it.</summary>
public abstract class DirectApplicantPage : SitePage
{
    protected DirectFile? File { get; private set; }

    [Inject]
    protected DirectFiles Files { get; set; } = null!;

    protected DirectApplication? Application => File?.Application;

    protected override async Task OnInitializedAsync()
    {
        var may = ApplicationRules.MayRead(Actor);
        if (!may.IsGranted)
        {
            Refuse(may);
            return;
        }

        var file = await Files.Of(Actor.TenantId, Cancel);
        if (file.Application is null)
        {
            Refuse(Decision.Refused(DirectReasons.NotStarted));
            return;
        }

        File = file;
        await Prepare();
    }

    /// <summary>What else the page shows.</summary>
    protected virtual Task Prepare() => Task.CompletedTask;
}
