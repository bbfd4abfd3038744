using System.Collections.Frozen;
using System.Globalization;
using Kontor.Access;
using Kontor.Kernel;

namespace Kontor.Jobs;

/// <summary>
/// A sort of long work. Its texts are <c>job.NAME.title</c>, one <c>job.NAME.STEP</c> per step, and the two counts.
/// </summary>
/// <param name="Name">As it is stored and as its texts are keyed; never changes.</param>
/// <param name="Permission">Who of the tenant may see such jobs, and with full permission cancel them.</param>
/// <param name="MayRetry">Whether a job that was given up can be tried again.</param>
/// <param name="ResultPanel">A component that shows the result; takes the job as its parameter <c>Job</c>.</param>
/// <param name="WayOut">Where a reason's way out leads from a failed job; null for where it always does.</param>
public sealed record JobKind(
    string Name, Permission Permission, bool MayRetry, Type ResultPanel, Func<Job, Reason, string?>? WayOut = null)
{
    /// <summary>Whether only the person who wanted such a job may see it, and not everybody with the permission.</summary>
    public bool IsPersonal { get; init; }

    public string TitleOf(Job job) => TitleOf(job.Title);

    public string TitleOf(string[] arguments) => Texts.Of($"job.{Name}.title", [.. arguments]);

    public string StepOf(string key) => Texts.Of($"job.{Name}.{key}");

    public string CountOf(long items) => Texts.Of($"job.{Name}.items", items);

    public string ErrorsOf(int errors) =>
        Texts.Of($"job.{Name}.errors", errors.ToString("N0", CultureInfo.CurrentCulture));
}

/// <summary>The sorts of long work there are.</summary>
public sealed class JobKinds(IEnumerable<JobKind> kinds)
{
    private readonly FrozenDictionary<string, JobKind> _byName = kinds.ToFrozenDictionary(kind => kind.Name);

    /// <summary>Null for the job of a version that knew more kinds.</summary>
    public JobKind? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>The names of those of which everybody sees only the own ones.</summary>
    public string[] Personal { get; } = [.. kinds.Where(kind => kind.IsPersonal).Select(kind => kind.Name)];

    /// <summary>The names of those that the caller may look at.</summary>
    public string[] SeenBy(Caller caller) =>
    [
        .. _byName.Values
            .Where(kind => caller.May(kind.Permission, PermissionLevel.Read).IsGranted)
            .Select(kind => kind.Name),
    ];
}
