using System.CommandLine;
using System.Globalization;
using Kontor.Accounts;
using Kontor.Kernel;
using Microsoft.EntityFrameworkCore;
using Spectre.Console;

namespace Kontor.Catalog;

/// <summary>
/// <c>kontor import-prices FILE</c>: takes in a price list. Ends with 0 when it is in force, 1 when it is refused
/// (nothing changed then), 2 when there is no such file. The last line is always <c>imported N, rejected N, overlapping
/// N</c>.
/// </summary>
public static class ImportPricesCommand
{
    private const int InForce = 0;
    private const int Refused = 1;
    private const int NoFile = 2;

    /// <param name="open">Adds to a verb the options that name a database, and says how to run its action.</param>
    public static Command Create(Func<Command, VerbRunner> open)
    {
        var file = new Argument<FileInfo>("FILE") { Description = "A CSV file, or a zip archive that holds one." };
        var skip = new Option<bool>("--skip-rejected")
        {
            Description = "Activates the list without the rows that have something wrong.",
        };
        var currency = new Option<string?>("--currency")
        {
            Description = "Currency of a license list that has no such column (default USD).",
            HelpName = "CODE",
        };
        var verb = new Command("import-prices", "Takes in a price list and activates it, whole or not at all.")
        {
            file, skip, currency,
        };
        var run = open(verb);
        verb.SetAction((parsed, cancel) =>
        {
            var terminal = new ImportTerminal(
                parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
            var path = parsed.GetRequiredValue(file);
            return path.Exists
                ? run(parsed, (services, _, token) => Import(services, path, terminal, Upload, token), cancel)
                : terminal.NoSuchFile(path.FullName, NoFile);

            PriceListUpload Upload(Stream stream) =>
                new(stream, path.Name, parsed.GetValue(skip), parsed.GetValue(currency));
        });
        return verb;
    }

    private static async Task<int> Import(
        IServiceProvider services, FileInfo path, ImportTerminal terminal, Func<Stream, PriceListUpload> upload,
        CancellationToken cancel)
    {
        var actor = await Operator(services.GetRequiredService<KontorDb>(), cancel);
        var import = services.GetRequiredService<ImportPriceList>();
        await using var stream = path.OpenRead();
        var result = await terminal.WithProgress(
            report => import.Handle(actor, upload(stream) with { Report = report }, cancel));
        await terminal.Print(result);
        return result.ValueOrNull is { Outcome: not ImportOutcome.Rejected } ? InForce : Refused;
    }

    /// <summary>
    /// Whoever may run the verb acts for the vendor. Before there is an operator's tenant, the record of the import
    /// belongs to the installation, whose tenant id is empty.
    /// </summary>
    private static async Task<Actor> Operator(KontorDb db, CancellationToken cancel)
    {
        var vendor = await db.Tenants
            .Where(tenant => tenant.Kind == TenantKind.Operator)
            .OrderBy(tenant => tenant.CreatedAt)
            .Select(tenant => (TenantId?)tenant.Id)
            .FirstOrDefaultAsync(cancel);
        return new Actor(
            vendor ?? default, TenantKind.Operator, null, null, "import-prices", [Role.CatalogManager]);
    }
}

/// <summary>What an import shows to whoever started it at a terminal.</summary>
internal sealed class ImportTerminal(TextWriter output, TextWriter error)
{
    /// <summary>Shows a bar on the error stream while it works; nothing when that is no terminal.</summary>
    public async Task<T> WithProgress<T>(Func<Action<ImportProgress>?, Task<T>> work)
    {
        if (Console.IsErrorRedirected || error != Console.Error)
        {
            return await work(null);
        }

        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(error) });
        return await console.Progress()
            .AutoClear(true)
            .Columns(
                new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn())
            .StartAsync(async bars =>
            {
                var bar = bars.AddTask(Markup.Escape(Texts.Of("importPrices.reading", 0)));
                return await work(progress =>
                {
                    bar.MaxValue = progress.TotalBytes;
                    bar.Value = progress.Bytes;
                    bar.Description = Markup.Escape(Texts.Of("importPrices.reading", progress.Rows));
                });
            });
    }

    public async Task<int> NoSuchFile(string path, int code)
    {
        await error.WriteLineAsync(Texts.Of("importPrices.noFile", path));
        await Counts(0, 0, 0);
        return code;
    }

    public async Task Print(Result<PriceListImport> result)
    {
        if (result.ValueOrNull is not { } import)
        {
            foreach (var reason in result.Decision.Reasons)
            {
                await error.WriteLineAsync(ReasonTexts.Of(reason));
            }

            await Counts(0, 0, 0);
            return;
        }

        await Rejections(import);
        await Overlaps(import);
        switch (import.Outcome)
        {
            case ImportOutcome.AlreadyImported:
                await output.WriteLineAsync(Texts.Of("importPrices.known", import.ImportedAt!.Value.UtcDateTime));
                break;
            case ImportOutcome.Rejected:
                await error.WriteLineAsync(Texts.Of("importPrices.rejected", import.RejectedRows));
                break;
            case ImportOutcome.Activated:
                await output.WriteLineAsync(Texts.Of("importPrices.activated"));
                break;
        }

        var imported = import.Outcome == ImportOutcome.Activated ? import.ImportedRows : 0;
        await Counts(imported, import.RejectedRows, import.OverlappingRows);
    }

    private async Task Rejections(PriceListImport import)
    {
        if (import.RejectedRows > 0)
        {
            await output.WriteLineAsync(Texts.Of("importPrices.rejectedRows"));
        }

        foreach (var row in import.Rejections)
        {
            await output.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"{row.Line}, {FieldText.Shown(row.Column)}, {ReasonTexts.Of(row.Reason)}"));
        }

        await Further(import.RejectedRows - import.Rejections.Count);
    }

    private async Task Overlaps(PriceListImport import)
    {
        if (import.OverlappingRows > 0)
        {
            await output.WriteLineAsync(Texts.Of("importPrices.overlappingRows"));
        }

        foreach (var pair in import.Overlaps)
        {
            await output.WriteLineAsync(
                Texts.Of("importPrices.overlap", pair.Line, pair.OtherLine, pair.From.UtcDateTime));
        }

        await Further(import.OverlappingRows - import.Overlaps.Count);
    }

    private Task Further(int rows) =>
        rows > 0 ? output.WriteLineAsync(Texts.Of("importPrices.further", rows)) : Task.CompletedTask;

    private Task Counts(int imported, int rejected, int overlapping) =>
        output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture, $"imported {imported}, rejected {rejected}, overlapping {overlapping}"));
}
