using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Kontor.Catalog;
using Kontor.Kernel;
using Kontor.Tests.Catalog;
using Kontor.Tests.Site.Lists;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Tests.Site;

/// <summary>The operator's pages of price lists: a file is taken in whole or not at all, and the page says which.</summary>
public sealed partial class PriceListPageTests
{
    private const string Import = "/price-lists/import";

    private static readonly string Bad = ListedRow.List(new ListedRow(), new ListedRow { Sku = "0002", Price = "-1" });

    [Fact]
    [Trait("Rule", "CAT-07")]
    public async Task An_imported_list_is_told_with_its_counts_and_overlaps_and_stands_in_the_table()
    {
        await using var world = await World.Create();
        using var browser = await Operator(world);
        ListedRow row = new();

        var empty = await browser.Open("/price-lists");
        var done = await Send(
            browser, ListedRow.List(row, row with { From = "2026-02-01", Price = "11" }, row with { Term = "P1M" }),
            "november.csv");
        var lists = await browser.Open("/price-lists");

        Assert.Contains("No price list has been imported yet", empty.Text, StringComparison.Ordinal);
        Assert.Contains($"href=\"{Import}\"", empty.Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, done.Status);
        Assert.Contains("The list is in force.", done.Text, StringComparison.Ordinal);
        Assert.Equal(["3", "0", "1"], Counts(done));
        Assert.Contains("Rows for the same item and terms overlap in time.", done.Text, StringComparison.Ordinal);
        Assert.Equal(["3", "2", "2/1/2026 12:00 AM UTC"], Cells(done));
        Assert.Contains("november.csv", lists.Text, StringComparison.Ordinal);
        Assert.Equal(["Present list", "3", "0", "1", "3/2/2026 9:00 AM UTC"], Cells(lists)[..^1]);
        Assert.StartsWith("catalog", Cells(lists)[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_list_is_walked_searched_narrowed_and_exported()
    {
        await using var world = await World.Create();
        await using (var db = world.Db())
        {
            for (var number = 0; number < 27; number++)
            {
                db.Add(new PriceList
                {
                    Id = new(Guid.CreateVersion7(world.Now.AddDays(number))),
                    Generation = number == 3 ? ListGeneration.Licence : ListGeneration.NewCommerce,
                    FileName = $"List{number:00}.csv",
                    Sha256 = [(byte)number],
                    ImportedRows = number,
                    RejectedRows = 0,
                    OverlappingRows = 0,
                    ImportedAt = world.Now.AddDays(number),
                    ImportedByName = "ada",
                });
            }

            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        using var browser = await Operator(world);
        var newest = await ListPages.Walk(browser, "/price-lists?size=25");
        var oldest = await ListPages.Walk(browser, "/price-lists?size=25&sort=imported");
        var file = await ListPages.Export(browser, "/price-lists/export?column=rows&column=hash");

        Assert.Equal(Enumerable.Range(0, 27).Select(number => $"List{number:00}.csv"), oldest);
        Assert.Equal(oldest.Reverse(), newest);
        Assert.Equal(newest, file[1..].Select(row => row[0]));
        Assert.Equal(["List26.csv", "26", "1a"], file[1]);
        Assert.Equal(["List07.csv"], ListPages.Names(await browser.Open("/price-lists?q=LIST07")));
        Assert.Equal(["List03.csv"], ListPages.Names(await browser.Open("/price-lists?generation=Licence")));
        Assert.Equal(["List01.csv", "List00.csv"], ListPages.Names(await browser.Open("/price-lists?to=2026-03-03")));
        Assert.Equal(["List26.csv"], ListPages.Names(await browser.Open("/price-lists?from=2026-03-28")));
    }

    [Theory]
    [InlineData("en", "The price -1 is negative.", "The list was not activated", "No list was imported and no price changed.")]
    [InlineData("de", "Der Preis -1 ist negativ.", "Die Liste wurde nicht aktiviert", "Es wurde keine Liste importiert und kein Preis")]
    [Trait("Rule", "CAT-07")]
    public async Task A_rejected_row_is_told_with_line_and_column_and_nothing_changes(
        string language, string row, string list, string unchanged)
    {
        await using var world = await World.Create();
        using var browser = await Operator(world, language);

        var refused = await Send(browser, Bad);

        Assert.Equal(HttpStatusCode.OK, refused.Status);
        Assert.Equal(["PRICE_LIST_ROWS_REJECTED", "PRICE_ROW_NEGATIVE_PRICE"], refused.Reasons);
        Assert.Equal(["3", "UnitPrice"], Cells(refused)[..2]);
        Assert.StartsWith(row, Cells(refused)[2], StringComparison.Ordinal);
        Assert.Contains(list, refused.Text, StringComparison.Ordinal);
        Assert.Contains(unchanged, refused.Text, StringComparison.Ordinal);
        Assert.Equal(0, await Lists(world));
    }

    [Fact]
    [Trait("Rule", "CAT-07")]
    public async Task With_its_rejected_rows_left_out_the_list_is_in_force_and_they_are_still_told()
    {
        await using var world = await World.Create();
        using var browser = await Operator(world);

        var done = await Send(browser, Bad, fields: ("Form.SkipRejected", "true"));

        Assert.Equal(HttpStatusCode.OK, done.Status);
        Assert.Equal(["1", "1", "0"], Counts(done));
        Assert.Equal(["PRICE_ROW_NEGATIVE_PRICE"], done.Reasons);
        Assert.Equal(1, await Lists(world));
    }

    [Fact]
    [Trait("Rule", "CAT-07")]
    public async Task A_rejected_file_is_imported_without_its_rejected_rows_and_without_being_sent_again()
    {
        await using var world = await World.Create();
        using var browser = await Operator(world);

        var refused = await Send(browser, Bad, "bad.csv");
        var form = await browser.Open(Again().Match(refused.Html).Value);
        var done = await Outcome(browser, await browser.Submit(form, "import", ("Form.SkipRejected", "true")));

        Assert.Contains("bad.csv", form.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("type=\"file\"", form.Html, StringComparison.Ordinal);
        Assert.Matches("name=\"Form.SkipRejected\" value=\"true\" checked", form.Html);
        Assert.Equal(["1", "1", "0"], Counts(done));
        Assert.Equal(1, await Lists(world));
    }

    [Fact]
    public async Task An_import_that_there_is_not_cannot_be_repeated()
    {
        await using var world = await World.Create();
        using var browser = await Operator(world);
        var path = $"{Import}?again={Guid.NewGuid()}";

        var page = await browser.Open(path);
        var sent = await browser.Submit(page with { Path = path }, "import");

        Assert.Equal((HttpStatusCode.NotFound, "JOB_NOT_FOUND"), (page.Status, page.Reasons.Single()));
        Assert.Equal((HttpStatusCode.NotFound, "JOB_NOT_FOUND"), (sent.Status, sent.Reasons.Distinct().Single()));
    }

    [Fact]
    public async Task Of_many_rejected_rows_the_first_two_hundred_are_shown_with_their_number()
    {
        await using var world = await World.Create();
        using var browser = await Operator(world);

        var refused = await Send(
            browser, ListedRow.List([.. Enumerable.Range(1, 201).Select(n => new ListedRow { Sku = $"{n:0000}", Price = "x" })]));

        Assert.Contains("The first 200 of 201 are shown.", refused.Text, StringComparison.Ordinal);
        Assert.Equal(200, refused.Reasons.Count(code => code == "PRICE_ROW_BAD_NUMBER"));
    }

    [Fact]
    [Trait("Rule", "CAT-07")]
    public async Task The_same_file_again_is_told_since_when_it_is_in_force()
    {
        await using var world = await World.Create();
        using var browser = await Operator(world);
        var file = ListedRow.List(new ListedRow());

        await Send(browser, file);
        world.Clock.Advance(TimeSpan.FromMinutes(2));
        var again = await Send(browser, file);

        Assert.Equal(HttpStatusCode.OK, again.Status);
        Assert.Contains(
            "This very file has been in force since 3/2/2026 9:00 AM UTC. Nothing was changed.",
            again.Text.Replace('\u202f', ' '), StringComparison.Ordinal);
        Assert.Equal(1, await Lists(world));
    }

    [Fact]
    [Trait("Rule", "CAT-09")]
    public async Task A_currency_is_for_licence_lists_and_what_was_typed_stays()
    {
        await using var world = await World.Create();
        using var browser = await Operator(world);
        var file = "Offer ID,Offer Display Name,License Agreement Type,Purchase Unit,List Price,Valid From,Valid To\n"
            + $"{Guid.NewGuid()},Mail,Corporate,1 Month(s),10,2026-01-01,\n";

        var refused = await Send(browser, file, fields: [("Form.Currency", "XXX"), ("Form.SkipRejected", "true")]);
        var done = await Send(browser, file, fields: [("Form.Currency", "EUR"), ("Form.SkipRejected", "true")]);

        Assert.Equal(["PRICE_LIST_UNKNOWN_CURRENCY"], refused.Reasons);
        Assert.Equal("XXX", refused.Form("import")["Form.Currency"]);
        Assert.Matches("name=\"Form.SkipRejected\" value=\"true\" checked", refused.Html);
        Assert.Contains("License list", done.Text, StringComparison.Ordinal);
        await using var db = world.Db();
        Assert.All(await db.PriceRows.ToListAsync(), row => Assert.Equal(Currency.Eur, row.Currency));
    }

    [Fact]
    public async Task A_form_without_a_file_says_so()
    {
        await using var world = await World.Create();
        using var browser = await Operator(world);

        var nothing = await Send(browser, "", "");
        var unreadable = await Send(browser, "{}", "notes.txt");

        Assert.Equal((HttpStatusCode.UnprocessableEntity, "PRICE_LIST_NO_FILE"), (nothing.Status, nothing.Reasons.Single()));
        Assert.Equal("PRICE_LIST_NOT_RECOGNIZED", unreadable.Reasons.Single());
        Assert.Contains("No list was imported and no price changed.", nothing.Text, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Rule", "CAT-11")]
    public async Task A_provider_neither_sees_nor_sends_price_lists()
    {
        await using var world = await World.Create();
        var server = await world.WholeServer();
        using var vendor = await Operator(world, server: server);
        using var provider = await SignedIn(server, await world.User(await world.Provider(), "ada", Role.GlobalAdmin), "en");
        var form = await vendor.Open(Import);

        var home = await provider.Open("/home");
        var sent = await provider.SubmitFile(form, "import", ("Form.File", "list.csv", Text(ListedRow.List(new ListedRow()))));

        Assert.DoesNotContain("/price-lists", home.Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await provider.Open("/price-lists")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await provider.Open(Import)).Status);
        Assert.Equal(HttpStatusCode.Forbidden, sent.Status);
        Assert.Equal(0, await Lists(world));
        Assert.Contains("/price-lists", (await vendor.Open("/home")).Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_may_be_larger_than_other_forms()
    {
        await using var world = await World.Create();
        using var browser = await Operator(world, server: await world.WholeServer(listens: true));
        var rows = Enumerable.Range(1, 2_000).Select(n => new ListedRow { Sku = $"{n:0000}", Description = new string('x', 1_000) });

        var done = await Send(browser, ListedRow.List([.. rows]));

        Assert.Equal(["2,000", "0", "0"], Counts(done));

        // More than the framework takes of a form that says nothing.
        using var hole = Hole(129);
        var noList = await Outcome(
            browser, await browser.SubmitFile(await browser.Open(Import), "import", ("Form.File", "hole.csv", hole)));

        Assert.Equal((HttpStatusCode.OK, 1), (noList.Status, noList.Reasons.Count()));
    }

    [Fact]
    public async Task A_file_that_is_too_large_is_refused_before_it_is_read()
    {
        await using var world = await World.Create();
        using var browser = await Operator(world, server: await world.WholeServer(listens: true));
        using var large = Hole(PriceListLimits.MaxFileMegabytes + 1);

        var page = await browser.Open(Import);
        var refused = await browser.SubmitFile(page, "import", ("Form.File", "list.csv", large));

        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, "PRICE_LIST_TOO_LARGE"), (refused.Status, refused.Reasons.Single()));
    }

    private static async Task<Browser> Operator(World world, string language = "en", WebApplication? server = null) =>
        await SignedIn(
            server ?? await world.WholeServer(), await world.User(await world.Vendor(), "catalog", Role.CatalogManager), language);

    private static async Task<Browser> SignedIn(WebApplication server, Kontor.Access.User user, string language)
    {
        var browser = new Browser(server);
        await browser.SignIn(user);
        await browser.Open($"/home?culture={language}");
        return browser;
    }

    private static async Task<SeenPage> Send(
        Browser browser, string file, string name = "list.csv", params (string Name, string Value)[] fields) =>
        await Outcome(
            browser, await browser.SubmitFile(await browser.Open(Import), "import", ("Form.File", name, Text(file)), fields));

    /// <summary>The import's own page when it is finished; a refused form as it is.</summary>
    private static async Task<SeenPage> Outcome(Browser browser, SeenPage sent)
    {
        if (sent.Location is not { } job)
        {
            return sent;
        }

        for (var attempt = 0; ; attempt++)
        {
            var page = await browser.Open(job);
            if (!page.Html.Contains("http-equiv=\"refresh\"", StringComparison.Ordinal))
            {
                return page;
            }

            Assert.True(attempt < 600, "The import does not end.");
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>How many rows were imported, rejected and overlapping, as the result says.</summary>
    private static string[] Counts(SeenPage page) => [.. Read(Fact(), page).TakeLast(3)];

    /// <summary>The cells of the page's tables, one after another; the heads of rows are left out.</summary>
    private static string[] Cells(SeenPage page) => [.. Read(Cell(), page)];

    // A narrow space stands before AM and PM.
    private static IEnumerable<string> Read(Regex part, SeenPage page) =>
        part.Matches(page.Html).Select(match => (page with { Html = match.Groups[1].Value }).Text.Trim().Replace('\u202f', ' '));

    /// <summary>A file of that size with nothing in it.</summary>
    private static StreamContent Hole(int megabytes)
    {
        var file = new FileStream(
            Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()),
            new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Options = FileOptions.DeleteOnClose });
        file.SetLength(megabytes * 1024L * 1024L);
        return new StreamContent(file);
    }

    private static ByteArrayContent Text(string file) => new(Encoding.UTF8.GetBytes(file));

    private static async Task<int> Lists(World world)
    {
        await using var db = world.Db();
        return await db.PriceLists.CountAsync();
    }

    [GeneratedRegex("/price-lists/import\\?again=[0-9a-f-]{36}")]
    private static partial Regex Again();

    [GeneratedRegex("<dd>(.*?)</dd>", RegexOptions.Singleline)]
    private static partial Regex Fact();

    [GeneratedRegex("<td[^>]*>(.*?)</td>", RegexOptions.Singleline)]
    private static partial Regex Cell();
}
