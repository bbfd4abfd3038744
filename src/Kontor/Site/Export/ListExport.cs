using System.Globalization;
using Kontor.Kernel;

namespace Kontor.Site;

/// <summary>
/// A list as a file, sent while it is read: whatever the number of rows, no more than one batch of them is in memory.
/// </summary>
/// <param name="name">What the file is called; the day and the ending follow.</param>
internal abstract class ListExport(string name) : IResult
{
    /// <summary>Whether an address asks for a workbook; it is CSV otherwise.</summary>
    public static bool AsksForSheet(IQueryCollection query) => query["format"] == "xlsx";

    public async Task ExecuteAsync(HttpContext http)
    {
        if (http.Features.Get<ExportTaker>() is { } taker)
        {
            taker.Export = this;
            return;
        }

        ReadersCulture.Apply(http);
        var isSheet = AsksForSheet(http.Request.Query);
        var now = http.RequestServices.GetRequiredService<TimeProvider>().Now();
        http.Response.ContentType = isSheet
            ? "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
            : "text/csv; charset=utf-8; header=present";
        http.Response.Headers.ContentDisposition = $"attachment; filename=\"{FileName(isSheet, now)}\"";
        http.Response.Headers.CacheControl = "no-store";
        await Write(http.Response.Body, isSheet, progress: null, http.RequestAborted);
    }

    /// <summary>What the file is called: the list and the day, such as <c>customers-2026-03-02.csv</c>.</summary>
    public string FileName(bool isSheet, DateTimeOffset now) => string.Create(
        CultureInfo.InvariantCulture, $"{name}-{now.UtcDateTime:yyyy-MM-dd}.{(isSheet ? "xlsx" : "csv")}");

    /// <summary>How many rows it has, counted up to one more than <paramref name="most"/>.</summary>
    public abstract Task<int> Count(int most);

    /// <summary>Writes heading and rows, with all columns, or those that somebody chose (CUS-66).</summary>
    /// <param name="output">Where to; it is not closed.</param>
    /// <param name="isSheet">A workbook rather than CSV.</param>
    /// <param name="progress">Is told how many rows are written.</param>
    /// <param name="cancel">Set when nobody reads any more.</param>
    public abstract Task Write(Stream output, bool isSheet, IProgress<long>? progress, CancellationToken cancel);
}

/// <inheritdoc cref="ListExport" />
/// <param name="list">Its columns.</param>
/// <param name="state">What somebody chose.</param>
/// <param name="rows">All that is chosen.</param>
/// <param name="count">How many that are, counted up to one more than the number it is given.</param>
/// <param name="name">What the file is called; the day and the ending follow.</param>
internal sealed class ListExport<T>(
    ListDefinition<T> list, ListState state, IAsyncEnumerable<T> rows, Func<int, Task<ListCount>> count, string name)
    : ListExport(name)
{
    /// <summary>After so many rows what is written is sent on.</summary>
    private const int RowsPerPart = 500;

    public override async Task<int> Count(int most) => (await count(most)).Rows;

    public override async Task Write(
        Stream output, bool isSheet, IProgress<long>? progress, CancellationToken cancel)
    {
        ListColumn<T>[] columns = [.. list.Columns.Where(column => state.Columns.Count == 0 || state.Shows(column))];
        var written = 0L;
        await using (IRowWriter writer = isSheet ? await XlsxRows.Begin(output, cancel) : new CsvRows(output))
        {
            await writer.Write([.. columns.Select(column => Texts.Of(column.TitleKey))], cancel);
            await foreach (var row in rows.WithCancellation(cancel))
            {
                await writer.Write([.. columns.Select(column => column.Value(row))], cancel);
                if (++written % RowsPerPart == 0)
                {
                    progress?.Report(written);
                    await output.FlushAsync(cancel);
                }
            }
        }

        progress?.Report(written);
    }
}
