using System.Globalization;
using Kontor.Kernel;

namespace Kontor.Site;

/// <summary>
/// A list as a file, sent while it is read: whatever the number of rows, no more than one batch of them is in memory, and
/// the browser shows how much has come.
/// </summary>
internal sealed class ListExport<T>(ListDefinition<T> list, ListState state, IAsyncEnumerable<T> rows, string name) : IResult
{
    /// <summary>After so many rows what is written is sent on.</summary>
    private const int RowsPerPart = 500;

    public async Task ExecuteAsync(HttpContext http)
    {
        ReadersCulture.Apply(http);
        var isSheet = http.Request.Query["format"] == "xlsx";
        var now = http.RequestServices.GetRequiredService<TimeProvider>().Now();
        var today = now.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        http.Response.ContentType = isSheet
            ? "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
            : "text/csv; charset=utf-8; header=present";
        http.Response.Headers.ContentDisposition = $"attachment; filename=\"{name}-{today}.{(isSheet ? "xlsx" : "csv")}\"";
        http.Response.Headers.CacheControl = "no-store";
        await Write(http.Response.Body, isSheet, progress: null, http.RequestAborted);
    }

    /// <summary>Writes heading and rows, with all columns, or those that somebody chose (CUS-66).</summary>
    /// <param name="output">Where to; it is not closed.</param>
    /// <param name="isSheet">A workbook rather than CSV.</param>
    /// <param name="progress">Is told how many rows are written.</param>
    /// <param name="cancel">Set when nobody reads any more.</param>
    public async Task Write(Stream output, bool isSheet, IProgress<long>? progress, CancellationToken cancel)
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
