using System.Globalization;
using System.IO.Compression;
using System.Text;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Kontor.BrowserTests;

/// <summary>What people type is shown as they typed it: it never runs, and never breaks a page.</summary>
[Collection(Sale.OneCart)]
public sealed class InjectionJourney(DemoServer server, Chromium chromium)
{
    /// <summary>Sets the flag when it is taken for markup or script.</summary>
    private const string Image = "<img src=x onerror=window.ran=1>";

    private const string Script = "\"><script>window.ran=1</script>";

    private const string Formula = "=HYPERLINK(\"http://x.example\";\"x\")";

    private const string Rest = "{{7*7}} \u202Egnp.exe";

    private static readonly string Long = new('W', 200);

    private static readonly string[] Nasty = [Image, Script, Formula, Rest, Long];

    [Fact]
    public async Task What_is_typed_into_a_cart_is_shown_to_everybody_and_never_runs()
    {
        await using var seller = await chromium.Person(server);
        await using var buyer = await chromium.Person(server);
        var customer = server["customer"];
        await seller.SignIn(server["provider"]);
        foreach (var text in Nasty)
        {
            await Sale.Order(seller, customer, text[..Math.Min(text.Length, 100)]);
            await Sound(seller);
        }

        var order = new Uri(seller.Page.Url).AbsolutePath;
        await Walk(seller, order, "/home", "/activity", $"/customers?q={Uri.EscapeDataString(customer.Organisation)}");
        await seller.Page.GetByLabel(seller.Words["list.details.of", customer.Organisation]).ClickAsync();
        await Sound(seller);
        await seller.Follow(seller.Words["customers.subscriptions.of", customer.Organisation]);
        await Expect(seller.Page.GetByText(Image).First).ToBeVisibleAsync();
        await Sound(seller);

        await buyer.SignIn(customer);
        await Walk(buyer, "/home", "/activity", "/my-subscriptions");
        await Expect(buyer.Page.GetByText(Image).First).ToBeVisibleAsync();
        Assert.Empty(seller.Complaints);
        Assert.Empty(buyer.Complaints);
    }

    [Fact]
    public async Task What_is_written_to_somebody_is_shown_in_the_mailbox_and_never_runs()
    {
        await using var person = await chromium.Person(server);
        var words = person.Words;
        await person.SignIn(server["provider"]);
        foreach (var (text, place) in Nasty.Select((text, place) => (text, place)))
        {
            var recipient = $"nasty{place}@journey.example";
            await person.Open("/resellers/invite");
            await person.Fill(words["draft.email"], recipient);
            var subject = person.Page.GetByLabel(words["draft.subject"], new() { Exact = true });
            await subject.FillAsync(text[..Math.Min(text.Length, 120)]);
            var body = person.Page.GetByLabel(words["draft.text"], new() { Exact = true });
            await body.FillAsync($"{text}\n{await body.InputValueAsync()}");
            await person.Click(words["draft.send"]);
            await Expect(person.Page.GetByRole(AriaRole.Status).Filter(new() { HasText = recipient })).ToBeVisibleAsync();
            await Sound(person);

            var mail = person.Page.GetByRole(AriaRole.Group).Filter(new() { HasText = text[..Math.Min(text.Length, 20)] });
            for (var attempt = 0; attempt < 60 && await mail.CountAsync() == 0; attempt++)
            {
                await Task.Delay(250);
                await person.Open($"/sandbox/mail?to={recipient}");
            }

            await mail.First.Locator("summary").ClickAsync();
            await Sound(person);
        }

        await Walk(person, "/resellers/invitations", "/activity", "/home");
        Assert.Empty(person.Complaints);
    }

    [Fact]
    public async Task What_stands_in_a_price_list_is_shown_in_the_catalog_and_never_runs()
    {
        await using var vendor = await chromium.Person(server);
        await using var seller = await chromium.Person(server);
        await vendor.SignIn(server["vendor"]);
        await vendor.Open("/price-lists/import");
        await vendor.Page.GetByLabel("File").SetInputFilesAsync(new FilePayload
        {
            Name = $"{Image}.csv",
            MimeType = "text/csv",
            Buffer = Encoding.UTF8.GetBytes(PriceList()),
        });
        await vendor.Click(vendor.Words["importPriceList.submit"]);
        await Expect(vendor.Page.GetByText("The list is in force.")).ToBeVisibleAsync();
        await Sound(vendor);
        await Walk(vendor, "/jobs", "/ops/jobs", "/price-lists", "/catalogue", "/catalogue?q=nasty", "/catalogue?q=nasty&view=table");

        await seller.SignIn(server["direct"]);
        await Walk(seller, "/catalogue?q=nasty", "/catalogue?q=nasty&view=table");
        await seller.Open("/catalogue?q=nasty");
        var products = seller.Page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Heading, new() { Level = 2 }).GetByRole(AriaRole.Link);
        Assert.Equal(Nasty.Length, await products.CountAsync());
        foreach (var address in await products.EvaluateAllAsync<string[]>("links => links.map(link => link.getAttribute('href'))"))
        {
            await Walk(seller, address);
        }

        Assert.Empty(vendor.Complaints);
        Assert.Empty(seller.Complaints);
    }

    [Theory]
    [InlineData("/search?q=")]
    [InlineData("/customers?q=")]
    [InlineData("/customers?sort=")]
    [InlineData("/customers?column=")]
    [InlineData("/customers?cursor=")]
    [InlineData("/catalogue?q=")]
    [InlineData("/catalogue?find=")]
    [InlineData("/catalogue?customer=")]
    [InlineData("/can-i-sell?buyer=")]
    [InlineData("/can-i-sell?product-find=")]
    [InlineData("/can-i-sell?country=")]
    [InlineData("/can-i-sell?country=FR&of-find=")]
    [InlineData("/home?done=")]
    [InlineData("/activity?from=")]
    [InlineData("/activity?who=")]
    [InlineData("/nowhere/")]
    public async Task What_stands_in_an_address_never_runs(string address)
    {
        await using var person = await chromium.Person(server);
        await person.SignIn(server["provider"]);
        await Walk(person, [.. Nasty.Select(text => address + Uri.EscapeDataString(text))]);
        Assert.Empty(person.Complaints);
    }

    [Fact]
    public async Task An_export_holds_no_formulas()
    {
        await using var person = await chromium.Person(server);
        await person.SignIn(server["provider"]);
        await person.Open("/customers");
        foreach (var format in new[] { "CSV", "XLSX" })
        {
            await person.Page.Locator("summary").Filter(new() { HasText = person.Words["list.export"] }).ClickAsync();
            var download = await person.Page.RunAndWaitForDownloadAsync(() => person.Page.GetByRole(
                AriaRole.Button, new() { Name = person.Words["list.export.all", format] }).ClickAsync());
            await using var content = new MemoryStream();
            await (await download.CreateReadStreamAsync()).CopyToAsync(content, TestContext.Current.CancellationToken);
            content.Position = 0;
            Assert.Empty(format == "CSV" ? await FormulasOfCsv(content) : FormulasOfSheet(content));
            await person.Open("/customers");
        }
    }

    private static async Task<IEnumerable<string>> FormulasOfCsv(Stream content)
    {
        using var reader = new StreamReader(content, Encoding.UTF8);
        var lines = (await reader.ReadToEndAsync()).Split('\n');
        Assert.True(lines.Length > 2);
        return lines.SelectMany(line => line.Split(',', ';')).Where(cell => cell.TrimStart('"') is ['=' or '+' or '@', ..]);
    }

    private static IEnumerable<string> FormulasOfSheet(Stream content)
    {
        using var archive = new ZipArchive(content, ZipArchiveMode.Read);
        var sheets = archive.Entries.Where(entry => entry.FullName.StartsWith("xl/worksheets/", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(sheets);
        return [.. sheets.Where(sheet => new StreamReader(sheet.Open()).ReadToEnd().Contains("<f>", StringComparison.Ordinal)).Select(sheet => sheet.FullName)];
    }

    private static string PriceList()
    {
        var list = new StringBuilder(ImportJourney.Header);
        foreach (var (text, place) in Nasty.Select((text, place) => (text, place)))
        {
            var cell = $"\"nasty {text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
            list.Append(CultureInfo.InvariantCulture, $"\n{cell},KTRNASTY000{place},0001,{cell},Microsoft Corporation,{cell},1 License,P1Y,Annual,DE,EUR,12,,,2026-01-01,,Seat,14,Commercial");
        }

        return list.ToString();
    }

    private static async Task Walk(Person person, params string[] paths)
    {
        foreach (var path in paths)
        {
            await person.Open(path);
            await Sound(person);
        }
    }

    /// <summary>Nothing that was typed has run, and the page still fits on a phone and on a desk.</summary>
    private static async Task Sound(Person person)
    {
        foreach (var width in new[] { Screen.Narrow, Screen.Wide })
        {
            await person.Page.SetViewportSizeAsync(width, Screen.Height);
            var state = await person.Page.EvaluateAsync<int[]>(
                "() => [window.ran ? 1 : 0, document.documentElement.scrollWidth - document.documentElement.clientWidth]");
            Assert.True(state[0] == 0, $"Something ran on {person.Page.Url}.");
            Assert.True(state[1] <= 0, $"{person.Page.Url} is {state[1]} pixels too wide at {width}.");
        }
    }
}
