using System.Collections.Concurrent;
using System.Threading.Channels;
using Kontor.Accounts;
using Kontor.Activity;
using Kontor.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Kontor.Catalog;

/// <summary>A file that is to become a price list.</summary>
/// <param name="File">Seekable; it is read more than once.</param>
/// <param name="FileName">As it is called; folders are left out.</param>
/// <param name="SkipRejected">Whether the list is activated without its rejected rows.</param>
/// <param name="Currency">Of a licence list that has no such column (CAT-09); null for USD.</param>
/// <param name="Report">Told now and then how far it is; null for nobody.</param>
/// <param name="Last">
/// Saves what belongs to the import in its transaction, as its last act; when it throws, nothing
/// changes. Null for nothing.
/// </param>
public sealed record PriceListUpload(
    Stream File,
    string FileName,
    bool SkipRejected,
    string? Currency = null,
    Action<ImportProgress>? Report = null,
    Func<PriceListImport, CancellationToken, Task>? Last = null);

/// <summary>What became of a file.</summary>
public enum ImportOutcome
{
    /// <summary>Its good rows are in force.</summary>
    Activated,

    /// <summary>The identical file is in force; nothing changed.</summary>
    AlreadyImported,

    /// <summary>Rejected rows keep it from being activated; nothing changed.</summary>
    Rejected,
}

/// <summary>What an import found and did.</summary>
/// <param name="Outcome">What became of the file.</param>
/// <param name="Id">The list; null when it was not activated.</param>
/// <param name="ImportedAt">When it came into force; null when it was not activated.</param>
/// <param name="Generation">Which kind of list it is.</param>
/// <param name="ImportedRows">Rows that came into force now.</param>
/// <param name="RejectedRows">Rows with something wrong.</param>
/// <param name="OverlappingRows">Rows that take over from another row of the list before that one ends.</param>
/// <param name="Rejections">The first of the rejected rows.</param>
/// <param name="Overlaps">The first of the overlapping rows.</param>
public sealed record PriceListImport(
    ImportOutcome Outcome,
    PriceListId? Id,
    DateTimeOffset? ImportedAt,
    ListGeneration Generation,
    int ImportedRows,
    int RejectedRows,
    int OverlappingRows,
    IReadOnlyList<RejectedRow> Rejections,
    IReadOnlyList<OverlappingRows> Overlaps);

/// <summary>
/// Use case: the vendor's operator takes in a price list. It comes into force whole, in one transaction, or nothing
/// changes. Rows are checked on one thread while those before them are copied into the database on another; neither the
/// file nor its rows are ever in memory as a whole.
/// </summary>
public sealed class ImportPriceList(KontorDb db, Markets markets, IOptions<CatalogOptions> options, TimeProvider clock)
{
    /// <summary>Batches between the two threads.</summary>
    private const int MostWaitingBatches = 16;

    public async Task<Result<PriceListImport>> Handle(Actor actor, PriceListUpload upload, CancellationToken cancel)
    {
        var now = clock.Now();
        if (Currency.Find(upload.Currency ?? Currency.Usd.Code) is not { } currency)
        {
            return PriceListReasons.UnknownCurrency.About(FieldText.Shown(upload.Currency!));
        }

        var opened = PriceListFile.Open(upload.File);
        if (opened.ValueOrNull is not { } file)
        {
            return opened.Decision;
        }

        using (file)
        {
            var context = new ListContext(markets, await FirstPartyPublishers(cancel), currency);
            return await Import(actor, upload, file, context, now, cancel);
        }
    }

    private async Task<Result<PriceListImport>> Import(
        Actor actor, PriceListUpload upload, PriceListFile file, ListContext context, DateTimeOffset now,
        CancellationToken cancel)
    {
        upload.Report?.Invoke(new ImportProgress(ImportStep.Read, 0, 0, 0, file.TotalBytes));
        var hash = await file.Hash(cancel);
        if (await Known(hash, cancel) is { } known)
        {
            return known;
        }

        var reader = new PriceListReader(file, context);
        var read = reader.ReadHeader();
        if (read.ValueOrNull is not { } header)
        {
            return read.Decision;
        }

        // Whatever ends this without the commit leaves nothing behind.
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var connection = (NpgsqlConnection)db.Database.GetDbConnection();
        await PriceListSql.Lock(connection, cancel);
        if (await Known(hash, cancel) is { } meanwhile)
        {
            return meanwhile;
        }

        var id = new PriceListId(Guid.CreateVersion7(now));
        var copied = await Copy(connection, id, reader, header, upload, file, cancel);
        if (copied.ValueOrNull is not { } import
            || import.ImportedRows == 0
            || (import.RejectedRows > 0 && !upload.SkipRejected))
        {
            return copied;
        }

        Tell(upload, ImportStep.Activate, import.ImportedRows + import.RejectedRows, import.RejectedRows, file);
        var activated = import with { Outcome = ImportOutcome.Activated, Id = id, ImportedAt = now };
        await PriceListSql.SaveAvailabilities(connection, id, cancel);
        await PriceListSql.Analyze(connection, cancel);
        await Record(actor, activated, upload.FileName, hash, cancel);
        if (upload.Last is { } last)
        {
            await last(activated, cancel);
        }

        await transaction.CommitAsync(cancel);
        return activated;
    }

    /// <summary>Copies the good rows and says what is wrong with the others. Nothing is in force yet.</summary>
    private static async Task<Result<PriceListImport>> Copy(
        NpgsqlConnection connection, PriceListId id, PriceListReader reader, PriceListHeader header,
        PriceListUpload upload, PriceListFile file, CancellationToken cancel)
    {
        var batches = Channel.CreateBounded<RowBatch>(
            new BoundedChannelOptions(MostWaitingBatches) { SingleReader = true, SingleWriter = true });
        var empty = new ConcurrentBag<RowBatch>();
        var copy = new PriceRowCopy(connection, id, listSetsLimits: header.Columns.HasLimits);
        var reading = Task.Factory.StartNew(
            () => Read(() => empty.TryTake(out var batch) ? batch : new RowBatch()),
            CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        try
        {
            await copy.Take(batches.Reader, empty.Add, cancel);
        }
        finally
        {
            // Where the copy failed, the other thread must not wait for it for ever.
            batches.Writer.TryComplete();
            await ((Task)reading).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        if (await reading is { } stopped)
        {
            return stopped;
        }

        Tell(upload, ImportStep.Compare, reader.Rows, reader.RejectedRows, file);
        var overlappingTiers = reader.HasTiers
            ? await PriceListSql.RemoveTiersThatOverlap(
                connection, id, header.Columns.NameOf(PriceColumn.TierFrom), cancel)
            : [];
        var (overlapping, overlaps) = reader.MayOverlap
            ? await PriceListSql.FindOverlaps(connection, id, cancel)
            : (0, []);
        var rejections = reader.Rejections.Concat(overlappingTiers).OrderBy(row => row.Line);
        return new PriceListImport(
            ImportOutcome.Rejected, null, null, header.Columns.Generation,
            copy.Rows - overlappingTiers.Count,
            reader.RejectedRows + overlappingTiers.Count,
            overlapping,
            [.. rejections.Take(PriceListLimits.MaxRejectionsTold)],
            overlaps);

        Reason? Read(Func<RowBatch> next)
        {
            try
            {
                return reader.ReadRows(header, next, batches.Writer, upload.Report);
            }
            finally
            {
                batches.Writer.TryComplete();
            }
        }
    }

    private static void Tell(PriceListUpload upload, ImportStep step, int rows, int rejected, PriceListFile file) =>
        upload.Report?.Invoke(new ImportProgress(step, rows, rejected, file.TotalBytes, file.TotalBytes));

    private async Task Record(
        Actor actor, PriceListImport import, string fileName, byte[] hash, CancellationToken cancel)
    {
        var name = string.Concat(Path.GetFileName(fileName).Where(c => !char.IsControl(c)));
        var list = new PriceList
        {
            Id = import.Id!.Value,
            Generation = import.Generation,
            FileName = name.Length <= PriceList.MaxFileNameLength ? name : name[..PriceList.MaxFileNameLength],
            Sha256 = hash,
            ImportedRows = import.ImportedRows,
            RejectedRows = import.RejectedRows,
            OverlappingRows = import.OverlappingRows,
            ImportedAt = import.ImportedAt!.Value,
            ImportedBy = actor.UserId,
            ImportedByName = actor.Name,
        };
        var details = new { list.FileName, list.ImportedRows, list.RejectedRows, list.OverlappingRows };
        db.Add(list);
        db.Record(actor, "PriceListImported", list.Id.ToString(), null, details, list.ImportedAt);
        db.Announce(actor.TenantId, "price-list-imported", list.Id.ToString(), null, details, list.ImportedAt);
        await db.SaveChangesAsync(cancel);
    }

    private async Task<PriceListImport?> Known(byte[] hash, CancellationToken cancel)
    {
        var list = await db.PriceLists.AsNoTracking().SingleOrDefaultAsync(l => l.Sha256 == hash, cancel);
        return list is null
            ? null
            : new PriceListImport(
                ImportOutcome.AlreadyImported, list.Id, list.ImportedAt, list.Generation, 0, 0, 0, [], []);
    }

    private async Task<IReadOnlySet<string>> FirstPartyPublishers(CancellationToken cancel)
    {
        var vendors = await (
            from tenant in db.Tenants
            join organisation in db.Organisations on tenant.OrganisationId equals organisation.Id
            where tenant.Kind == TenantKind.Operator
            select organisation.Name).ToListAsync(cancel);
        return vendors.Concat(options.Value.FirstPartyPublishers).ToHashSet(StringComparer.OrdinalIgnoreCase);
    }
}
