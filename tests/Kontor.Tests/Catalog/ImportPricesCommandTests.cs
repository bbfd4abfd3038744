using System.CommandLine;
using System.Globalization;
using Kontor.Catalog;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Kontor.Tests.Catalog;

/// <summary><c>kontor import-prices</c>: its exit codes, its last line, and what it prints before.</summary>
public sealed class ImportPricesCommandTests : IAsyncLifetime
{
    private readonly string _folder = TestFolder.Create();
    private World _world = null!;

    public async ValueTask InitializeAsync()
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en-US");
        _world = await World.Create();
    }

    public async ValueTask DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        await _world.DisposeAsync();
    }

    [Fact]
    public async Task A_good_list_ends_with_0_and_its_counts()
    {
        var vendor = await _world.Vendor();
        ListedRow row = new();

        var (code, output, error) = await Run(await List(row, row with { From = "2026-02-01", Price = "11" }));

        Assert.Equal(0, code);
        Assert.Empty(error);
        Assert.Contains("line 3 takes over from line 2 at ", string.Join('\n', output), StringComparison.Ordinal);
        Assert.Equal("imported 2, rejected 0, overlapping 1", output[^1]);
        await using var db = _world.Db();
        Assert.Equal("import-prices", (await db.PriceLists.SingleAsync()).ImportedByName);
        Assert.Equal(vendor.Id, (await db.Set<Kontor.Activity.ActivityRecord>().SingleAsync()).TenantId);
    }

    [Fact]
    public async Task Rejected_rows_are_listed_and_end_with_1_unless_they_are_skipped()
    {
        var list = await List(
            new ListedRow(),
            new ListedRow { Sku = "0002", Price = "-1" },
            new ListedRow { Sku = "0003", Market = "XX" });

        var (code, output, error) = await Run(list);
        var (skipped, withoutThem, _) = await Run(list, "--skip-rejected");

        Assert.Equal(1, code);
        Assert.Equal("3, UnitPrice, The price -1 is negative. Enter a price of 0 or more.", output[1]);
        Assert.StartsWith("4, Market, \"XX\" is no market", output[2], StringComparison.Ordinal);
        Assert.Contains("--skip-rejected", error, StringComparison.Ordinal);
        Assert.Equal("imported 0, rejected 2, overlapping 0", output[^1]);
        Assert.Equal((0, "imported 1, rejected 2, overlapping 0"), (skipped, withoutThem[^1]));
    }

    [Fact]
    public async Task The_same_file_again_ends_with_0_and_imports_nothing()
    {
        var list = await List(new ListedRow());
        await Run(list);

        var (code, output, _) = await Run(list);

        Assert.Equal(0, code);
        Assert.Contains("Nothing was changed.", output[0], StringComparison.Ordinal);
        Assert.Equal("imported 0, rejected 0, overlapping 0", output[^1]);
    }

    [Fact]
    public async Task A_file_that_is_no_price_list_ends_with_1_and_a_sentence()
    {
        var path = Path.Combine(_folder, "list.csv");
        await File.WriteAllTextAsync(path, ListedRow.Header + ",Margin\n");

        var (code, output, error) = await Run(path);

        Assert.Equal(1, code);
        Assert.StartsWith("These columns are not known: \"Margin\".", error, StringComparison.Ordinal);
        Assert.Equal(["imported 0, rejected 0, overlapping 0"], output);
    }

    [Fact]
    public async Task A_path_that_leads_nowhere_ends_with_2()
    {
        var (code, output, error) = await Run(Path.Combine(_folder, "nowhere.csv"));

        Assert.Equal(2, code);
        Assert.Contains("nowhere.csv", error, StringComparison.Ordinal);
        Assert.Equal(["imported 0, rejected 0, overlapping 0"], output);
    }

    private async Task<string> List(params ListedRow[] rows)
    {
        var path = Path.Combine(_folder, "list.csv");
        await File.WriteAllLinesAsync(path, rows.Select(row => row.ToString()).Prepend(ListedRow.Header));
        return path;
    }

    private async Task<(int Code, string[] Output, string Error)> Run(params string[] words)
    {
        await using var scope = _world.Services.CreateAsyncScope();
        var services = scope.ServiceProvider;
        var verb = ImportPricesCommand.Create(_ => (_, action, cancel) => action(services, _folder, cancel));
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await new RootCommand { verb }.Parse(["import-prices", .. words]).InvokeAsync(
            new InvocationConfiguration { Output = output, Error = error });
        return (code, output.ToString().TrimEnd().Split('\n'), error.ToString());
    }
}
