using System.IO.Compression;
using System.Text;
using System.Xml.Linq;
using Kontor.Site;
using Microsoft.AspNetCore.Http;

namespace Kontor.Tests.Site.Lists;

/// <summary>Lists as files: inert in a spreadsheet, complete, and never in memory as a whole.</summary>
public sealed class ListExportTests
{
    private static readonly XNamespace Sheets = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

    private static readonly ListDefinition<Thing> List = new(
        "/things",
        [
            new("name", "column.name", thing => thing.Name) { IsHeader = true },
            new("seats", "column.seats", thing => thing.Seats),
            new("since", "column.since", thing => thing.Since),
        ],
        []);

    private static readonly DateTimeOffset Since = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("=HYPERLINK(\"http://evil\")", "\"'=HYPERLINK(\"\"http://evil\"\")\"")]
    [InlineData("+1", "'+1")]
    [InlineData("-1+1", "'-1+1")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("\t=1", "'\t=1")]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("two\nlines", "\"two\nlines\"")]
    [InlineData("Müller & Söhne", "Müller & Söhne")]
    public async Task A_text_in_CSV_is_never_a_formula_and_can_be_read_back(string name, string written)
    {
        var csv = Encoding.UTF8.GetString(await Written([new(name, -7, Since)], isSheet: false));

        Assert.EndsWith($"{written},-7,2026-03-02T09:00:00Z\r\n", csv, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_workbook_holds_texts_as_texts_and_numbers_and_instants_as_such()
    {
        var file = await Written([new("=1+1 \u0001😀", 42, Since)], isSheet: true);

        using var archive = new ZipArchive(new MemoryStream(file));
        await using var part = await archive.GetEntry("xl/worksheets/sheet1.xml")!.OpenAsync(TestContext.Current.CancellationToken);
        var sheet = await XDocument.LoadAsync(part, LoadOptions.PreserveWhitespace, TestContext.Current.CancellationToken);
        var cells = sheet.Descendants(Sheets + "row").Last().Elements(Sheets + "c").ToArray();
        Assert.Equal(2, sheet.Descendants(Sheets + "row").Count());
        Assert.Empty(sheet.Descendants(Sheets + "f"));
        Assert.Equal(("inlineStr", "=1+1 😀"), ((string?)cells[0].Attribute("t"), cells[0].Value));
        Assert.Equal("42", cells[1].Element(Sheets + "v")!.Value);
        Assert.Equal(Since.UtcDateTime, DateTime.FromOADate(double.Parse(
            cells[2].Element(Sheets + "v")!.Value, System.Globalization.CultureInfo.InvariantCulture)));
    }

    [Fact]
    public async Task What_one_sheet_cannot_hold_goes_on_in_another_under_the_same_heading()
    {
        var cancel = TestContext.Current.CancellationToken;
        using var file = new MemoryStream();
        await using (var rows = await XlsxRows.Begin(file, cancel, mostRows: 3))
        {
            foreach (var value in new[] { "Name", "one", "two", "three", "four", "five" })
            {
                await rows.Write([value], cancel);
            }
        }

        using var archive = new ZipArchive(file);
        Assert.Equal(3, (await Part("xl/workbook.xml")).Descendants(Sheets + "sheet").Count());
        Assert.Equal(["Name", "one", "two"], await Sheet(1));
        Assert.Equal(["Name", "three", "four"], await Sheet(2));
        Assert.Equal(["Name", "five"], await Sheet(3));
        foreach (var sheet in new[] { 1, 2, 3 })
        {
            var named = $"worksheets/sheet{sheet}.xml";
            Assert.Single((await Part("xl/_rels/workbook.xml.rels")).Root!.Elements(), part => (string?)part.Attribute("Target") == named);
            Assert.Single((await Part("[Content_Types].xml")).Root!.Elements(), part => (string?)part.Attribute("PartName") == $"/xl/{named}");
        }

        async Task<string[]> Sheet(int number) =>
            [.. (await Part($"xl/worksheets/sheet{number}.xml")).Descendants(Sheets + "row").Select(row => row.Value)];

        async Task<XDocument> Part(string path)
        {
            await using var part = await archive.GetEntry(path)!.OpenAsync(cancel);
            return await XDocument.LoadAsync(part, LoadOptions.None, cancel);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Rows_are_sent_while_others_are_still_read_and_none_is_kept(bool isSheet)
    {
        const int Rows = 300_000;
        using var output = new Counted();
        var (read, sentAtHalf, keptAtHalf, progress) = (0, 0L, 0, new Last());
        var some = new List<WeakReference>();

        async IAsyncEnumerable<Thing> Things()
        {
            for (; read < Rows; read++)
            {
                if (read == Rows / 2)
                {
                    GC.Collect();
                    (sentAtHalf, keptAtHalf) = (output.Count, some.Count(row => row.IsAlive));
                }

                yield return Row(read);
            }

            await Task.CompletedTask;
        }

        Thing Row(int number)
        {
            var row = new Thing($"Customer {number}", number, Since);
            if (number % 1_000 == 0)
            {
                some.Add(new(row));
            }

            return row;
        }

        await Export(Things()).Write(output, isSheet, progress, TestContext.Current.CancellationToken);

        Assert.Equal(Rows, progress.Value);
        Assert.InRange(sentAtHalf, output.Count / 3, output.Count * 2 / 3);
        Assert.InRange(output.Largest, 1, 256 * 1024);
        Assert.Equal(Rows / 1_000, some.Count);
        Assert.InRange(keptAtHalf, 0, 10);
    }

    private static async Task<byte[]> Written(Thing[] things, bool isSheet)
    {
        using var output = new MemoryStream();
        await Export(things.ToAsyncEnumerable()).Write(output, isSheet, null, TestContext.Current.CancellationToken);
        return output.ToArray();
    }

    private static ListExport<Thing> Export(IAsyncEnumerable<Thing> things) =>
        new(List, ListState.Read(new QueryCollection(), List), things, _ => throw new NotSupportedException(), "things");

    private sealed record Thing(string Name, int Seats, DateTimeOffset Since);

    private sealed class Last : IProgress<long>
    {
        public long Value { get; private set; }

        public void Report(long value) => Value = value;
    }

    /// <summary>Takes what is written, as a browser far away does: nothing can be read back or gone back to.</summary>
    private sealed class Counted : Stream
    {
        public long Count { get; private set; }

        public int Largest { get; private set; }

        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override void Flush()
        {
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) =>
            throw new InvalidOperationException("The server does not write while it waits.");

        public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
        {
            Take(count);
            return Task.CompletedTask;
        }

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            Take(buffer.Length);
            return ValueTask.CompletedTask;
        }

        private void Take(int count)
        {
            Count += count;
            Largest = Math.Max(Largest, count);
        }
    }
}
