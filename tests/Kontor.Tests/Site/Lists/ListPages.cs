using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Kontor.Tests.Site.Lists;

/// <summary>Reads lists as people do: page by page, and as files.</summary>
internal static partial class ListPages
{
    private static readonly XNamespace Sheets = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

    /// <summary>What the rows of a page are called.</summary>
    public static string[] Names(SeenPage page) =>
    [
        .. RowName().Matches(page.Html)
            .Select(match => Blanks().Replace((page with { Html = match.Groups[1].Value }).Text, " ").Trim()),
    ];

    /// <summary>
    /// What the rows of a list are called, from its beginning to its end. The way back from there shows the same pages.
    /// </summary>
    public static async Task<string[]> Walk(Browser browser, string path)
    {
        List<string[]> forth = [], back = [];
        var last = path;
        for (var next = path; next is not null; next = Link(await browser.Open(next), "next"))
        {
            forth.Add(Names(await browser.Open(last = next)));
        }

        for (var previous = last; previous is not null; previous = Link(await browser.Open(previous), "prev"))
        {
            back.Insert(0, Names(await browser.Open(previous)));
        }

        Assert.Equal(forth, back);
        return [.. forth.SelectMany(rows => rows)];
    }

    /// <summary>The rows of an exported list, the heading first; both formats hold the same number of rows and columns.</summary>
    public static async Task<string[][]> Export(Browser browser, string address)
    {
        var csv = Csv(Encoding.UTF8.GetString(await browser.Download($"{address}&format=csv")));
        var sheet = await Xlsx(await browser.Download($"{address}&format=xlsx"));
        Assert.Equal(csv[0], sheet[0]);
        Assert.Equal(csv.Select(row => row.Length), sheet.Select(row => row.Length));
        Assert.Equal(csv.Select(row => row[0]), sheet.Select(row => row[0]));
        return csv;
    }

    private static string? Link(SeenPage page, string rel) =>
        Regex.Match(page.Html, $"rel=\"{rel}\" href=\"([^\"]+)\"") is { Success: true } match
            ? WebUtility.HtmlDecode(match.Groups[1].Value)
            : null;

    private static string[][] Csv(string text) =>
    [
        .. text.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Select(line => CsvCell().Matches(line)
            .Select(cell => cell.Groups[1].Success ? cell.Groups[1].Value.Replace("\"\"", "\"", StringComparison.Ordinal) : cell.Groups[2].Value)
            .ToArray()),
    ];

    public static async Task<string[][]> Xlsx(byte[] file)
    {
        await using var archive = new ZipArchive(new MemoryStream(file));
        await using var part = await archive.GetEntry("xl/worksheets/sheet1.xml")!.OpenAsync(TestContext.Current.CancellationToken);
        var sheet = await XDocument.LoadAsync(part, LoadOptions.PreserveWhitespace, TestContext.Current.CancellationToken);
        return
        [
            .. sheet.Descendants(Sheets + "row")
                .Select(row => row.Elements(Sheets + "c").Select(cell => cell.Value).ToArray()),
        ];
    }

    [GeneratedRegex("<th scope=\"row\">(.*?)</th>", RegexOptions.Singleline)]
    private static partial Regex RowName();

    [GeneratedRegex("\\s+")]
    private static partial Regex Blanks();

    [GeneratedRegex("(?:^|,)(?:\"((?:[^\"]|\"\")*)\"|([^,]*))")]
    private static partial Regex CsvCell();
}
