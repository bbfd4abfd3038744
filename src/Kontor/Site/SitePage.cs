using Kontor.Access;
using Kontor.Kernel;
using Microsoft.AspNetCore.Components;

namespace Kontor.Site;

/// <summary>What pages of people who are signed in share: who asks, how they refuse, and where they lead on.</summary>
public abstract class SitePage : ComponentBase
{
    [CascadingParameter]
    protected HttpContext Http { get; set; } = null!;

    [Inject]
    protected Caller Caller { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    protected Actor Actor => Caller.Actor!;

    protected CancellationToken Cancel => Http.RequestAborted;

    /// <summary>
    /// Whether a form came back. Its form must then be in the first rendering, whatever has become of what it is about,
    /// so that it is answered with a sentence.
    /// </summary>
    protected bool IsPost => HttpMethods.IsPost(Http.Request.Method);

    /// <summary>Why not; null while nothing was refused.</summary>
    protected Decision? Refused { get; private set; }

    /// <summary>Shows why not, under the status that the API would answer with.</summary>
    protected void Refuse(Decision refused)
    {
        Refused = refused;
        PageStatus.Set(Http, Problems.StatusOf(refused.Reasons[0].Kind));
    }

    protected bool IsRefusedBecause(Reason reason) => Refused?.Reasons.Any(r => r.Code == reason.Code) == true;

    protected void Go(string path) => Navigation.NavigateTo(path);
}
