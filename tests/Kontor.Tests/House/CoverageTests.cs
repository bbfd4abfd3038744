using System.Globalization;
using System.Text.RegularExpressions;
using Kontor.Tests.Access.Matrix;

namespace Kontor.Tests.House;

/// <summary>
/// docs/coverage.md against the code. What it names must be there; whether a test truly shows its line, people judge.
/// </summary>
public sealed partial class CoverageTests
{
    private const int Lines = 145;
    private const string Shown = "shown";
    private const string InPart = "in part";
    private const string Open = "open";

    private static readonly string Document = Repository.Read("docs", "coverage.md");

    private static readonly CoveredLine[] Table = [.. Row().Matches(Document).Select(Read)];

    [Fact]
    public void Every_line_of_the_program_stands_there_once_and_in_order()
    {
        var numbers = Table.Select(line => line.Number);

        Assert.Equal(Enumerable.Range(1, Lines), numbers);
    }

    [Fact]
    public void A_state_is_one_of_three_and_in_part_says_in_a_phrase_what_is_missing() =>
        Findings.None(Table.Where(line => !State().IsMatch(line.State)).Select(line => $"{line.Number}: {line.State}"));

    [Fact]
    public void What_is_shown_even_in_part_names_where_it_is_seen_and_a_test_and_what_is_open_names_neither()
    {
        Findings.None(Table
            .Where(line => line.Kind != Open && (line.Places.Length == 0 || line.Tests.Length == 0))
            .Select(line => $"{line.Number} is {line.Kind}: {line.Places.Length} places, {line.Tests.Length} tests"));
        Findings.None(Table
            .Where(line => line.Kind == Open && (line.Places.Length > 0 || line.Tests.Length > 0))
            .Select(line => $"{line.Number} is open: {string.Join(", ", line.Places.Concat(line.Tests))}"));
    }

    [Fact]
    public void Every_test_it_names_is_a_test()
    {
        var tests = Tests();

        Assert.NotEmpty(tests);
        Findings.None(
            from line in Table
            from test in line.Tests
            where !tests.Contains(test)
            select $"{line.Number}: {test}");
    }

    /// <summary>Against the written table of routes, which a test of its own holds against the server.</summary>
    [Fact]
    public void Every_page_and_endpoint_it_names_is_served()
    {
        var routes = RouteTable.Rows.Select(row => row[..row.IndexOf(" | ", StringComparison.Ordinal)]).ToHashSet();

        Findings.None(
            from line in Table
            from place in line.Places
            where !routes.Contains(place[0] == '/' ? $"GET {place}" : place)
            select $"{line.Number}: {place}");
    }

    [Fact]
    public void The_counts_at_its_head_are_those_of_its_lines()
    {
        var told = Count().Matches(Document)
            .ToDictionary(count => count.Groups[1].Value, count => Number(count.Groups[2]));

        Assert.Equal([Shown, InPart, Open], told.Keys);
        Findings.None(told
            .Select(count => (count.Key, Told: count.Value, Counted: Table.Count(line => line.Kind == count.Key)))
            .Where(count => count.Told != count.Counted)
            .Select(count => $"{count.Key}: {count.Told} are told, {count.Counted} are there"));
        Assert.Contains($" {Lines} lines", Document, StringComparison.Ordinal);
    }

    private static CoveredLine Read(Match row) => new(
        Number(row.Groups[1]), Named(row.Groups[3].Value), Named(row.Groups[4].Value), row.Groups[5].Value);

    private static string[] Named(string cell) => [.. Code().Matches(cell).Select(name => name.Groups[1].Value)];

    private static int Number(Group group) => int.Parse(group.Value, CultureInfo.InvariantCulture);

    /// <summary>Class and method of every test of this repository, those of the browser too.</summary>
    private static HashSet<string> Tests()
    {
        var found = new HashSet<string>();
        var folder = Path.Combine(Repository.Root, "tests");
        foreach (var file in Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories))
        {
            var text = File.ReadAllText(file);
            foreach (Match test in TestMethod().Matches(text))
            {
                if (Class().Matches(text[..test.Index]) is [.., var last])
                {
                    found.Add($"{last.Groups[1].Value}.{test.Groups[1].Value}");
                }
            }
        }

        return found;
    }

    /// <param name="Number">Which line of the program's feature list.</param>
    /// <param name="Places">Pages as their paths, endpoints with their method.</param>
    /// <param name="Tests">Class and method.</param>
    /// <param name="State">As it is written.</param>
    private sealed record CoveredLine(int Number, string[] Places, string[] Tests, string State)
    {
        public string Kind => State.Split(':')[0];
    }

    /// <summary>Names or a dash in the third and fourth cell; a line that is written otherwise counts as missing.</summary>
    [GeneratedRegex(
        @"^\| (\d+) \| ([^|]+) \| (–|`[^`|]+`(?:, `[^`|]+`)*) \| (–|`[^`|]+`(?:, `[^`|]+`)*) \| ([^|]+) \|$",
        RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex(@"^\| (shown|in part|open) \| (\d+) \|$", RegexOptions.Multiline)]
    private static partial Regex Count();

    [GeneratedRegex(@"^(shown|open|in part: [^.]{3,100})$")]
    private static partial Regex State();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Code();

    [GeneratedRegex(@"^public sealed (?:partial )?class (\w+)", RegexOptions.Multiline)]
    private static partial Regex Class();

    /// <summary>From the attribute to the method's name, over data and traits of whatever shape.</summary>
    [GeneratedRegex(
        @"^    \[(?:Fact|Theory)(?:\(.*\))?\]$(?:(?!^    (?:public|private|protected|internal) )[\s\S])*"
        + @"^    public (?:async )?(?:Task|void) (\w+)\(",
        RegexOptions.Multiline)]
    private static partial Regex TestMethod();
}
