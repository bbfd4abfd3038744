using System.Text;
using static Microsoft.Playwright.Assertions;

namespace Kontor.BrowserTests;

/// <summary>The vendor's operator imports a price list in the background.</summary>
public sealed class ImportJourney(DemoServer server, Chromium chromium)
{
    internal const string Header =
        "ProductTitle,ProductId,SkuId,SkuTitle,Publisher,SkuDescription,UnitOfMeasure,TermDuration,BillingPlan,Market,"
        + "Currency,UnitPrice,PricingTierRangeMin,PricingTierRangeMax,EffectiveStartDate,EffectiveEndDate,Tags,"
        + "ERP Price,Segment";

    private static readonly string List = string.Join(
        '\n',
        Header,
        "Journey,KTRJOURNEY01,0001,Journey,Microsoft Corporation,Seats,1 License,P1Y,Annual,DE,EUR,12,,,2026-01-01,,Seat,14,Commercial",
        "Journey,KTRJOURNEY01,0002,Journey Plus,Microsoft Corporation,Seats,1 License,P1Y,Annual,DE,EUR,-1,,,2026-01-01,,Seat,14,Commercial");

    [Fact]
    public async Task A_list_with_a_rejected_row_is_imported_without_it_and_without_being_sent_again()
    {
        await using var person = await chromium.Person(server);
        await person.SignIn(server["vendor"]);
        await person.Open("/price-lists/import");
        await person.Page.GetByLabel("File").SetInputFilesAsync(
            new Microsoft.Playwright.FilePayload
            {
                Name = "journey <b>.csv",
                MimeType = "text/csv",
                Buffer = Encoding.UTF8.GetBytes(List),
            });
        await person.Click("Import price list");

        // The page looks again by itself until the import is finished.
        await Expect(person.Heading("Import of the price list journey <b>.csv")).ToBeVisibleAsync();
        await Expect(person.Row("The price -1 is negative.")).ToBeVisibleAsync();
        await person.Look("job-failed");

        await person.Follow("Import the list without its rejected rows");
        await Expect(person.Page.GetByText("journey <b>.csv")).ToBeVisibleAsync();
        await person.Look("import-again");
        await person.Click("Import price list");

        await Expect(person.Page.GetByText("The list is in force.")).ToBeVisibleAsync();
        await person.Look("job-done");

        await person.Open("/jobs");
        await Expect(person.Row("journey <b>.csv")).ToHaveCountAsync(2);
        await person.Look("jobs");
        await person.Open("/ops/jobs?state=Failed");
        await Expect(person.Row("journey <b>.csv")).ToHaveCountAsync(1);
        await person.Look("ops-jobs");
        Assert.Empty(person.Complaints);
    }
}
