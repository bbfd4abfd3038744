using Kontor.Access;
using Kontor.Jobs;
using Kontor.Kernel;

namespace Kontor.Catalog;

/// <summary>A price list that is to be imported in the background.</summary>
/// <param name="File">The file; null where the one of an earlier import is meant.</param>
/// <param name="FileName">As it is called.</param>
/// <param name="Again">An earlier import whose file is taken; null where a file is sent.</param>
/// <param name="SkipRejected">Whether the list is activated without its rejected rows.</param>
/// <param name="Currency">Of a licence list that has no such column (CAT-09); null for USD.</param>
public sealed record PriceListWish(
    Stream? File, string FileName, JobId? Again, bool SkipRejected, string? Currency);

/// <summary>Use case: a file is taken in, and its import begins in the background.</summary>
public sealed class StartPriceListImport(StartJob start, JobQueries jobs)
{
    public async Task<Result<Job>> Handle(Caller caller, PriceListWish wish, CancellationToken cancel)
    {
        if (wish.Currency is { } currency && Currency.Find(currency) is null)
        {
            return PriceListReasons.UnknownCurrency.About(FieldText.Shown(currency));
        }

        var arguments = new PriceListImportArguments(wish.SkipRejected, wish.Currency);
        if (wish.Again is { } id)
        {
            return await Earlier(caller, id, cancel) is { } earlier
                ? await start.Handle(
                    caller.Actor!,
                    new JobWish(PriceListImportJob.Kind, earlier.Title, arguments, FileId: earlier.FileId),
                    cancel)
                : JobReasons.NotFound;
        }

        if (wish.File is not { } file || wish.FileName.Length == 0)
        {
            return PriceListReasons.NoFile;
        }

        if (file.Length == 0)
        {
            return PriceListReasons.Empty;
        }

        return file.Length > PriceListLimits.MaxFileMegabytes * 1024L * 1024L
            ? PriceListReasons.TooLarge.About(PriceListLimits.MaxFileMegabytes)
            : await start.Handle(
                caller.Actor!,
                new JobWish(
                    PriceListImportJob.Kind, [JobFile.NameOf(wish.FileName)], arguments, file, wish.FileName),
                cancel);
    }

    /// <summary>An import of the caller's tenant that took a file in; null when there is none.</summary>
    public async Task<Job?> Earlier(Caller caller, JobId id, CancellationToken cancel) =>
        await jobs.Find(caller, id, cancel) is { FileId: not null } job && job.Kind == PriceListImportJob.Kind.Name
            ? job
            : null;
}
