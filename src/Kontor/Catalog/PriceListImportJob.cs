using System.Text.Json;
using Kontor.Access;
using Kontor.Jobs;
using Kontor.Kernel;

namespace Kontor.Catalog;

/// <summary>What an import in the background is told; see <see cref="PriceListWish"/>.</summary>
public sealed record PriceListImportArguments(bool SkipRejected, string? Currency);

/// <summary>
/// Imports a price list in the background. That the list is in force and that the job has succeeded is one transaction,
/// so another attempt never finds the list of the one before.
/// </summary>
public sealed class PriceListImportJob(ImportPriceList import, KontorDb db) : IJobHandler
{
    public static readonly JobKind Kind =
        new("importPriceList", Permission.ImportPriceLists, MayRetry: true, typeof(PriceListImportResult), WayOut);

    /// <summary>Rejected rows that are kept with the job; the others are counted.</summary>
    public const int MostRejections = 200;

    /// <summary>Overlapping rows that are kept with the job; the others are counted.</summary>
    public const int MostOverlaps = 100;

    private static readonly int Steps = Enum.GetValues<ImportStep>().Length;

    /// <summary>What an import found, as it is kept with its job.</summary>
    public static PriceListImport? ResultOf(Job job) => job.Result is { } json
        ? JsonSerializer.Deserialize<PriceListImport>(json, ReasonJson.Options)
        : null;

    public static PriceListImportArguments ArgumentsOf(Job job) =>
        JsonSerializer.Deserialize<PriceListImportArguments>(job.Arguments)!;

    public async Task<JobOutcome> Run(JobRun run, CancellationToken cancel)
    {
        var wish = run.Arguments<PriceListImportArguments>();
        var file = await run.File(cancel);
        await using var content = run.OpenFile(file.Length);
        var upload = new PriceListUpload(
            content, file.Name, wish.SkipRejected, wish.Currency,
            progress => run.Report(ToProgress(progress)),
            (activated, token) => run.Succeed(db, ToJson(activated), token));
        var result = await import.Handle(run.Actor, upload, cancel);
        return result.ValueOrNull switch
        {
            null => JobOutcome.Refused(result.Decision),
            { Outcome: ImportOutcome.Rejected } rejected => JobOutcome.Refused(
                Decision.Refused(PriceListReasons.RowsRejected.About(rejected.RejectedRows)), ToJson(rejected)),
            { } done => JobOutcome.Done(ToJson(done)),
        };
    }

    /// <summary>A list with rejected rows can be taken in without them, and without being sent anew.</summary>
    private static string? WayOut(Job job, Reason reason) => reason.Code == PriceListReasons.RowsRejected.Code
        ? $"/price-lists/import?again={job.Id}"
        : null;

    /// <summary>Only of the check it is known how much of it is left.</summary>
    private static JobProgress ToProgress(ImportProgress progress)
    {
        var isMeasured = progress.Step == ImportStep.Check;
        return new JobProgress(
            (int)progress.Step, Steps, progress.Step.ToString(),
            isMeasured ? progress.Bytes : 0, isMeasured ? progress.TotalBytes : 0, progress.Rows, progress.Rejected);
    }

    private static string ToJson(PriceListImport found) => JsonSerializer.Serialize(
        found with
        {
            Rejections = [.. found.Rejections.Take(MostRejections)],
            Overlaps = [.. found.Overlaps.Take(MostOverlaps)],
        },
        ReasonJson.Options);
}
