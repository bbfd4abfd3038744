using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Xml;

namespace Kontor.Site;

/// <summary>
/// An Office Open XML workbook (ECMA-376), written as it goes: texts stand in their cells and are never formulas, numbers
/// are numbers, instants and days are dates. What one sheet cannot hold goes on in another.
/// See docs/decisions/0011-spreadsheets.md.
/// </summary>
internal sealed class XlsxRows : IRowWriter
{
    private const string Sheets = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Packages = "http://schemas.openxmlformats.org/package/2006";

    /// <summary>A sheet takes no more rows, the heading among them.</summary>
    private const int MostRows = 1_048_576;

    /// <summary>A cell takes no more characters.</summary>
    private const int MostText = 32_767;

    // Indexes into cellXfs of the styles below.
    private const string BoldStyle = "1";
    private const string InstantStyle = "2";
    private const string DayStyle = "3";

    private static readonly XmlWriterSettings Settings =
        new() { Async = true, Encoding = new UTF8Encoding(false), CloseOutput = false, CheckCharacters = true };

    private const string RootRelations =
        $"""<Relationships xmlns="{Packages}/relationships"><Relationship Id="rId1" Type="{Relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>""";

    private const string Styles =
        $"""<styleSheet xmlns="{Sheets}"><numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy-mm-dd hh:mm:ss"/><numFmt numFmtId="165" formatCode="yyyy-mm-dd"/></numFmts><fonts count="2"><font/><font><b/></font></fonts><fills count="1"><fill/></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="4"><xf/><xf fontId="1" applyFont="1"/><xf numFmtId="164" applyNumberFormat="1"/><xf numFmtId="165" applyNumberFormat="1"/></cellXfs></styleSheet>""";

    private readonly HeldWrites _output;
    private readonly ZipArchive _archive;
    private readonly int _mostRows;
    private Stream _sheet = Stream.Null;
    private XmlWriter _xml = null!;
    private IReadOnlyList<object?>? _heading;
    private int _sheets;
    private int _rows;

    private XlsxRows(HeldWrites output, ZipArchive archive, int mostRows) =>
        (_output, _archive, _mostRows) = (output, archive, mostRows);

    /// <summary>Begins a workbook; its first row is the heading, which stays in sight and stands on every sheet.</summary>
    /// <param name="output">Where to; it is not closed.</param>
    /// <param name="cancel">Set when nobody reads any more.</param>
    /// <param name="mostRows">How many rows a sheet takes, 2 at least.</param>
    public static async Task<XlsxRows> Begin(Stream output, CancellationToken cancel, int mostRows = MostRows)
    {
        var held = new HeldWrites(output);
        var archive = await ZipArchive.CreateAsync(held, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, cancel);
        var rows = new XlsxRows(held, archive, mostRows);
        await rows.BeginSheet(cancel);
        return rows;
    }

    public async Task Write(IReadOnlyList<object?> values, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        _heading ??= values;
        if (_rows == _mostRows)
        {
            await EndSheet();
            await BeginSheet(cancel);
            await WriteRow(_heading);
        }

        await WriteRow(values);
    }

    public async ValueTask DisposeAsync()
    {
        await EndSheet();
        await WriteParts();
        await _archive.DisposeAsync();
        await _output.FlushAsync();
    }

    private async Task BeginSheet(CancellationToken cancel)
    {
        _sheets++;
        _rows = 0;
        _sheet = await _archive.CreateEntry($"xl/worksheets/sheet{_sheets}.xml", CompressionLevel.Fastest).OpenAsync(cancel);
        _xml = XmlWriter.Create(_sheet, Settings);
        await _xml.WriteStartDocumentAsync();
        await _xml.WriteStartElementAsync(null, "worksheet", Sheets);
        await _xml.WriteRawAsync(
            """<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>""");
        await _xml.WriteStartElementAsync(null, "sheetData", Sheets);
    }

    private async Task EndSheet()
    {
        await _xml.WriteEndDocumentAsync();
        await _xml.DisposeAsync();
        await _sheet.DisposeAsync();
    }

    /// <summary>What names the sheets; it comes last, when their number is known.</summary>
    private async Task WriteParts()
    {
        var numbers = Enumerable.Range(1, _sheets).ToArray();
        var types = string.Concat(numbers.Select(number =>
            $"""<Override PartName="/xl/worksheets/sheet{number}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>"""));
        var sheets = string.Concat(numbers.Select(number =>
            $"""<sheet name="Kontor{(number == 1 ? "" : $" {number}")}" sheetId="{number}" r:id="rId{number}"/>"""));
        var relations = string.Concat(numbers.Select(number =>
            $"""<Relationship Id="rId{number}" Type="{Relations}/worksheet" Target="worksheets/sheet{number}.xml"/>"""));
        (string Path, string Content)[] parts =
        [
            ("[Content_Types].xml",
                $"""<Types xmlns="{Packages}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>{types}</Types>"""),
            ("_rels/.rels", RootRelations),
            ("xl/workbook.xml", $"""<workbook xmlns="{Sheets}" xmlns:r="{Relations}"><sheets>{sheets}</sheets></workbook>"""),
            ("xl/_rels/workbook.xml.rels",
                $"""<Relationships xmlns="{Packages}/relationships">{relations}<Relationship Id="styles" Type="{Relations}/styles" Target="styles.xml"/></Relationships>"""),
            ("xl/styles.xml", Styles),
        ];
        foreach (var (path, content) in parts)
        {
            await using var part = await _archive.CreateEntry(path).OpenAsync();
            await part.WriteAsync(Encoding.UTF8.GetBytes(content));
        }
    }

    private async Task WriteRow(IReadOnlyList<object?> values)
    {
        await _xml.WriteStartElementAsync(null, "row", Sheets);
        foreach (var value in values)
        {
            await WriteCell(value);
        }

        await _xml.WriteEndElementAsync();
        _rows++;
    }

    private Task WriteCell(object? value) => value switch
    {
        null => WriteCell(null, null, null),
        DateTimeOffset at => WriteCell(InstantStyle, null, Number(at.UtcDateTime.ToOADate())),
        DateOnly day => WriteCell(DayStyle, null, Number(day.ToDateTime(TimeOnly.MinValue).ToOADate())),
        int or long or decimal => WriteCell(null, null, string.Create(CultureInfo.InvariantCulture, $"{value}")),
        _ => WriteCell(_rows == 0 ? BoldStyle : null, TextOf(value.ToString()!), null),
    };

    private async Task WriteCell(string? style, string? text, string? number)
    {
        await _xml.WriteStartElementAsync(null, "c", Sheets);
        if (style is not null)
        {
            await _xml.WriteAttributeStringAsync(null, "s", null, style);
        }

        if (text is not null)
        {
            await _xml.WriteAttributeStringAsync(null, "t", null, "inlineStr");
            await _xml.WriteStartElementAsync(null, "is", Sheets);
            await _xml.WriteStartElementAsync(null, "t", Sheets);
            await _xml.WriteAttributeStringAsync("xml", "space", null, "preserve");
            await _xml.WriteStringAsync(text);
            await _xml.WriteEndElementAsync();
            await _xml.WriteEndElementAsync();
        }
        else if (number is not null)
        {
            await _xml.WriteElementStringAsync(null, "v", Sheets, number);
        }

        await _xml.WriteEndElementAsync();
    }

    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>Without the characters that XML cannot hold, and no longer than a cell takes.</summary>
    private static string TextOf(string text)
    {
        var held = text.Length > MostText ? text[..MostText] : text;
        return held.All(XmlConvert.IsXmlChar)
            ? held
            : string.Concat(held.EnumerateRunes().Where(rune => rune.Value > 0xFFFF || XmlConvert.IsXmlChar((char)rune.Value)));
    }
}
