using System.Globalization;
using System.IO.Pipelines;
using System.Text.Json;
using Kontor.Access;
using Kontor.Jobs;
using Kontor.Kernel;
using Kontor.Site;

namespace Kontor.Exports;

/// <summary>What an export in the background is told.</summary>
/// <param name="Address">Where the export is had.</param>
/// <param name="FileName">What the file will be called.</param>
/// <param name="Language">Of its heading and of the words in it.</param>
public sealed record ListExportArguments(string Address, string FileName, string Language);

/// <summary>What an export in the background made.</summary>
/// <param name="Rows">Without the heading.</param>
/// <param name="Bytes">Length of the file.</param>
public sealed record ListExportResult(long Rows, long Bytes);

/// <summary>
/// Makes the file of a list in the background. Rows are read, written and stored at the same time, a piece at a time; that
/// the file is there and that the job has succeeded is one transaction.
/// </summary>
public sealed class ListExportJob(
    IServiceScopeFactory scopes, Subjects subjects, KontorDb db, TimeProvider clock) : IJobHandler
{
    public static readonly JobKind Kind =
        new("exportList", Permission.ViewOwnProfile, MayRetry: true, typeof(ListExportPanel)) { IsPersonal = true };

    /// <summary>Nobody counts further; beyond it the bar does not say how much is left.</summary>
    private const int MostCounted = 10_000_000;

    /// <summary>What an export made, as it is kept with its job.</summary>
    public static ListExportResult? ResultOf(Job job) => job.Result is { } json
        ? JsonSerializer.Deserialize<ListExportResult>(json)
        : null;

    public async Task<JobOutcome> Run(JobRun run, CancellationToken cancel)
    {
        var wish = run.Arguments<ListExportArguments>();

        // What the person may do now counts, not what it was when the job was wanted.
        if (run.Actor.UserId is not { } person || await subjects.Find(new SubjectKey(person, null)) is not { } subject)
        {
            return JobOutcome.Refused(Decision.Refused(AccessReasons.NotSignedIn));
        }

        (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) =
            (new CultureInfo(wish.Language), new CultureInfo(wish.Language));
        await using var reading = scopes.CreateAsyncScope();
        var services = reading.ServiceProvider;
        services.GetRequiredService<Caller>().Subject = subject;
        var address = ExportAddress.From(wish.Address)!;
        var opened = await services.GetRequiredService<OpenExport>().Handle(services, address, cancel);
        if (opened.ValueOrNull is not { } export)
        {
            return JobOutcome.Refused(opened.Decision);
        }

        var progress = new RowsWritten(run, await export.Count(MostCounted));
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var file = await Store(export, address.IsSheet, wish.FileName, run.Actor.TenantId, progress, cancel);
        var result = JsonSerializer.Serialize(new ListExportResult(progress.Rows, file.Length));
        await run.Succeed(db, result, cancel, file.Id);
        await transaction.CommitAsync(cancel);
        return JobOutcome.Done(result);
    }

    /// <summary>Whichever end breaks, the other one stops.</summary>
    private async Task<JobFile> Store(
        ListExport export, bool isSheet, string name, TenantId tenant, RowsWritten progress, CancellationToken cancel)
    {
        using var together = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var pipe = new Pipe();
        var filling = Fill(export, isSheet, pipe.Writer, progress, together.Token);
        try
        {
            var file = await JobFiles.Save(db, tenant, name, pipe.Reader.AsStream(), clock.Now(), together.Token);
            await filling;
            return file;
        }
        catch
        {
            await together.CancelAsync();
            await filling.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            throw;
        }
    }

    private static async Task Fill(
        ListExport export, bool isSheet, PipeWriter into, RowsWritten progress, CancellationToken cancel)
    {
        Exception? broken = null;
        try
        {
            await export.Write(into.AsStream(leaveOpen: true), isSheet, progress, cancel);
        }
        catch (Exception error)
        {
            broken = error;
            throw;
        }
        finally
        {
            await into.CompleteAsync(broken);
        }
    }

    /// <summary>Tells the job how many rows are written.</summary>
    private sealed class RowsWritten(JobRun run, int counted) : IProgress<long>
    {
        public long Rows { get; private set; }

        public void Report(long value)
        {
            Rows = value;
            var total = counted > MostCounted ? 0 : counted;
            run.Report(new JobProgress(1, 1, "Write", value, total, value, 0));
        }
    }
}
