using Kontor.Access;
using Kontor.Kernel;
using Kontor.Site;

namespace Kontor.Jobs;

/// <summary>Jobs as their pages and exports list them: those of a tenant, and everybody's for operators.</summary>
public sealed class JobList(JobQueries jobs, JobKinds kinds)
{
    public const string OwnPath = "/jobs";

    public const string AllPath = "/ops/jobs";

    /// <summary>Follows the address of the page.</summary>
    public const string Export = "/export";

    /// <summary>The list of a tenant's jobs.</summary>
    public ListDefinition<JobRow> Own() => Definition(OwnPath, isOfAll: false);

    /// <summary>The list of everybody's.</summary>
    public ListDefinition<JobRow> All() => Definition(AllPath, isOfAll: true);

    /// <summary>Which jobs somebody chose of those of the caller's tenant.</summary>
    public JobFilter OwnChosen(Caller caller, ListState state) => Chosen(jobs.Of(caller), state);

    /// <summary>Which jobs somebody chose of everybody's.</summary>
    public static JobFilter AllChosen(ListState state) => Chosen(new JobFilter(), state);

    public Task<Page<JobRow>> Read(JobFilter chosen, PageRequest part, CancellationToken cancel) =>
        jobs.List(chosen, part, cancel);

    /// <summary>All that is chosen, for an export, a batch at a time.</summary>
    public IAsyncEnumerable<JobRow> Every(JobFilter chosen, CancellationToken cancel) =>
        Page.All(part => jobs.List(chosen, part, cancel), cancel);

    public async Task<ListCount> Count(JobFilter chosen, int most, CancellationToken cancel) =>
        new(await jobs.Count(chosen, most, cancel));

    /// <summary>A job of a kind that this version does not know goes by the kind's name.</summary>
    public string TitleOf(Job job) => kinds.Find(job.Kind)?.TitleOf(job) ?? job.Kind;

    private ListDefinition<JobRow> Definition(string path, bool isOfAll) => new(
        path,
        [
            new("job", "column.job", row => TitleOf(row.Job)) { IsHeader = true },
            .. isOfAll ? Organisation() : [],
            new("state", "column.state", row => TextOf(row.Job.State)),
            new("attempts", "column.attempts", row => row.Job.Attempts) { IsNumber = true, IsUsual = false },
            new("by", "column.startedBy", row => row.Job.CreatedByName),
            new("made", "job.createdAt", row => row.Job.CreatedAt) { Sort = "made" },
            new("finished", "column.finished", row => row.Job.FinishedAt),
            new("id", "column.jobId", row => row.Job.Id.ToString()) { IsUsual = false },
        ],
        [new("state", "column.state", [.. Enum.GetValues<JobState>().Select(Choice)])])
    {
        SearchKey = "jobs.search",
        PeriodKey = "job.createdAt",
        UsualSort = "-made",
        ExportPath = path + Export,
    };

    private static IEnumerable<ListColumn<JobRow>> Organisation() =>
        [new("tenant", "column.tenant", row => row.Organisation)];

    private static FilterChoice Choice(JobState state) => new($"{state}", TextOf(state));

    private static string TextOf(JobState state) => Texts.Of($"JobState.{state}");

    private static JobFilter Chosen(JobFilter of, ListState state) => of with
    {
        State = state.Filter<JobState>("state"),
        Title = state.Search,
        Made = state.Span,
        IsOldestFirst = !state.IsDescending,
    };
}
