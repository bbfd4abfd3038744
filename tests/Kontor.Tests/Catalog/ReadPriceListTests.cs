using System.IO.Compression;
using System.Text;
using Kontor.Catalog;
using Kontor.Kernel;
using Kontor.Subscriptions;

namespace Kontor.Tests.Catalog;

/// <summary>The forms in which price lists come, and what their good rows mean.</summary>
public sealed class ReadPriceListTests
{
    private const string Vendor = "Microsoft Corporation";

    private const string Licences =
        "A/C/D/U,Valid From Date,Valid To Date,Offer Display Name,Offer ID,License Agreement Type,Purchase Unit,"
        + "Secondary License Type,End Customer Type,List Price,ERP Price\n";

    private const string Plan =
        "ProductTitle,ProductId,SkuId,SkuTitle,Publisher,SkuDescription,UnitOfMeasure,TermDuration,Market,Currency,"
        + "UnitPrice,PricingTierRangeMin,PricingTierRangeMax,EffectiveStartDate,EffectiveEndDate,MeterIds,MeterType,"
        + "Tags\n";

    private static string Small => $"{ListedRow.Header}\n{new ListedRow { Title = "Bürosuite" }}\n";

    [Fact]
    public void A_row_of_the_present_list_is_read_with_all_it_says()
    {
        var list = ReadList.Of(new ListedRow
        {
            Description = "\"Mail, calendar\nand \"\"files\"\"\"",
            TierMin = "1",
            TierMax = "300",
            Until = "2026-12-31",
            EndOfSale = "2026-06-30",
            Change = "ADD",
            Least = "2",
            Most = "300",
            Limit = "Concurrent 2",
        });

        var row = Assert.Single(list.Rows);
        Assert.Equal(2, row.Line);
        var offered = row.Availability;
        Assert.Equal(
            ("NORDMAIL", "0001", "DE", "EUR", "Commercial"),
            (offered.ProductId, offered.SkuId, offered.Market, offered.Currency, offered.Segment));
        Assert.Equal(AvailabilityIds.Of("NORDMAIL", "0001", "DE", Segment.Commercial, "EUR"), row.Availability.Id);
        Assert.Equal(
            ("P1Y", BillingCycle.Monthly, 1L, 300L), (row.Term.Iso, row.Plan, row.TierFrom, row.TierTo!.Value));
        Assert.Equal((10.00m, 12.50m), (row.UnitPrice, row.ErpPrice!.Value));
        Assert.Equal(Utc(2026, 1, 1), row.From);
        Assert.Equal(Utc(2027, 1, 1), row.Until);
        Assert.Equal(Utc(2026, 7, 1), row.EndOfSale);
        Assert.Equal(ChangeMark.Added, row.Change);
        var sku = Assert.Single(list.Skus);
        Assert.Equal("Mail, calendar\nand \"files\"", sku.Description);
        Assert.Equal(
            (ProductKind.Seat, true, CancellationPolicy.NewCommerce),
            (sku.Kind, sku.IsFirstParty, sku.CancellationPolicy));
        Assert.Equal(
            (2, 300, LimitScope.Concurrent, 2),
            (sku.MinQuantity, sku.MaxQuantity!.Value, sku.LimitScope, sku.LimitCount));
    }

    [Fact]
    public void Columns_are_found_by_name_in_any_order_case_and_spelling()
    {
        var (names, fields) = (ListedRow.Header.Split(','), new ListedRow().Fields);
        Array.Reverse(names);
        Array.Reverse(fields);
        var header = string.Join(',', names).Replace("ERP Price", "erpprice", StringComparison.Ordinal)
            .Replace("ProductId", "product_ID", StringComparison.Ordinal);

        var list = ReadList.Of($"{header}\n{string.Join(',', fields)}\n");

        Assert.Null(list.Refused);
        Assert.Equal((10.00m, 12.50m), (Assert.Single(list.Rows).UnitPrice, list.Rows[0].ErpPrice!.Value));
    }

    public static TheoryData<string, byte[]> Encodings => new()
    {
        { "UTF-8", Encoding.UTF8.GetBytes(Small) },
        { "UTF-8 with BOM", Marked(new UTF8Encoding(true)) },
        { "UTF-16 LE", Marked(Encoding.Unicode) },
        { "UTF-16 BE", Marked(Encoding.BigEndianUnicode) },
        { "CR LF", Encoding.UTF8.GetBytes(Small.ReplaceLineEndings("\r\n")) },
        { "CR", Encoding.UTF8.GetBytes(Small.ReplaceLineEndings("\r")) },
        { "semicolons", Encoding.UTF8.GetBytes(Small.Replace(',', ';')) },
        { "no line break at the end", Encoding.UTF8.GetBytes(Small.TrimEnd()) },
        { "blank lines", Encoding.UTF8.GetBytes(Small + "\n\n,,,,,,,,,,,,,,,,,,,,,,,,\n") },
        { "zip", Zip(("list.csv", Encoding.UTF8.GetBytes(Small))) },
        { "zip with UTF-16", Zip(("list.csv", Marked(Encoding.Unicode))) },
        {
            "zip from macOS",
            Zip(("lists/", []), ("lists/list.csv", Encoding.UTF8.GetBytes(Small)), ("__MACOSX/._list.csv", [0]))
        },
    };

    [Theory]
    [MemberData(nameof(Encodings))]
    public void A_list_is_read_in_every_usual_form(string form, byte[] file)
    {
        var list = ReadList.Of(file);

        Assert.True(list.Refused is null, $"{form}: {list.RefusalCode}");
        Assert.Empty(list.Rejections);
        Assert.Equal(10.00m, Assert.Single(list.Rows).UnitPrice);
        Assert.Equal("Bürosuite", Assert.Single(list.Skus).ProductTitle);
    }

    [Fact]
    public void In_a_list_with_semicolons_a_comma_may_stand_for_the_decimal_point()
    {
        var text = Small.Replace(',', ';').Replace("10.00", "1234,56", StringComparison.Ordinal);

        Assert.Equal(1234.56m, Assert.Single(ReadList.Of(text).Rows).UnitPrice);
    }

    [Theory]
    [InlineData("2026-03-31", 2026, 4, 1)]
    [InlineData("3/31/2026", 2026, 4, 1)]
    [InlineData("03/31/2026", 2026, 4, 1)]
    [InlineData("2026-03-31T23:59:59Z", 2026, 4, 1)]
    [InlineData("2026-03-31T23:59:59.9999999", 2026, 4, 1)]
    [InlineData("3/31/2026 11:59:59 PM", 2026, 4, 1)]
    [InlineData("2026-04-01T00:00:00Z", 2026, 4, 1)]
    [InlineData("4/1/2026 12:00:00 AM", 2026, 4, 1)]
    [InlineData("2026-04-01T02:00:00+02:00", 2026, 4, 1)]
    public void A_date_is_the_last_day_of_a_period_and_an_instant_its_end(string text, int year, int month, int day) =>
        Assert.Equal(Utc(year, month, day), Assert.Single(ReadList.Of(new ListedRow { Until = text }).Rows).Until);

    [Theory]
    [InlineData("")]
    [InlineData("9999-12-31")]
    [InlineData("9999-12-31T23:59:59Z")]
    [InlineData("12/31/9999 11:59:59 PM")]
    public void No_end_and_the_end_of_time_are_no_end(string text) =>
        Assert.Equal(
            PriceRow.NoEnd.UtcDateTime, Assert.Single(ReadList.Of(new ListedRow { Until = text }).Rows).Until);

    [Fact]
    [Trait("Rule", "CAT-09")]
    public void A_row_marked_DEL_has_no_end_whatever_it_says() =>
        Assert.Equal(
            PriceRow.NoEnd.UtcDateTime,
            Assert.Single(ReadList.Of(new ListedRow { Change = "DEL", Until = "2026-03-31" }).Rows).Until);

    [Fact]
    public void Rows_of_one_availability_share_its_id_and_other_markets_segments_and_currencies_have_others()
    {
        ListedRow row = new();

        var ids = ReadList.Of(
            row, row with { Term = "P1M" }, row with { Market = "AT" }, row with { Segment = "Education" },
            row with { Currency = "USD" }, row with { Sku = "0002" }, row with { Product = "OTHER" })
            .Rows.Select(r => r.Availability.Id).ToArray();

        Assert.Equal(ids[0], ids[1]);
        Assert.Equal(6, ids.Distinct().Count());
        Assert.All(ids, id => Assert.Matches("^[0-9A-Z]{12}$", id));
    }

    [Fact]
    [Trait("Rule", "CAT-09")]
    [Trait("Rule", "CAT-32")]
    public void A_licence_list_is_read_by_its_own_columns()
    {
        const string offer = "8D40C2F7-19AB-4E63-B05C-F27A91E6D316";
        var list = ReadList.Of(Encoding.UTF8.GetBytes(
            Licences
            + $"ADD,11/1/2026,11/30/2026,Nordmail Business,{offer},Corporate,1 Month(s),Non-specific,Non-specific,"
            + "8.40,10.50\n"
            + $"UNC,11/1/2026,11/30/2026,Nordmail Business,{offer},Corporate,1 Year(s),,,100.80,126.00\n"
            + $"CHG,11/1/2026,,Nordmail Trial,{Guid.Empty},Academic,1 Month(s),Trial,,0,\n"
            + $"DEL,11/1/2026,,Nordmail Extra,{Guid.AllBitsSet},Government,3 Year(s),Add-on,,12,\n"
            + $"UNC,11/1/2026,,Nordmail Care,{Guid.AllBitsSet},Corporate,1 Year(s),,Charity,12,\n"), Currency.Eur);

        Assert.Empty(list.Rejections);
        Assert.Equal(
            [
                (offer.ToLowerInvariant(), "P1Y", BillingCycle.Monthly, "Commercial", ChangeMark.Added),
                (offer.ToLowerInvariant(), "P1Y", BillingCycle.Annual, "Commercial", ChangeMark.Unchanged),
                (Guid.Empty.ToString(), "P1Y", BillingCycle.Monthly, "Education", ChangeMark.Changed),
                (Guid.AllBitsSet.ToString(), "P3Y", BillingCycle.Triennial, "Government", ChangeMark.Deleted),
                (Guid.AllBitsSet.ToString(), "P1Y", BillingCycle.Annual, "Nonprofit", ChangeMark.Unchanged),
            ],
            list.Rows.Select(r => (r.Availability.ProductId, r.Term.Iso, r.Plan, r.Availability.Segment, r.Change)));
        Assert.All(list.Rows, row => Assert.Equal(
            (Sku.OfClassicOffer, Availability.EveryMarket, "EUR"),
            (row.Availability.SkuId, row.Availability.Market, row.Availability.Currency)));
        Assert.All(list.Skus, sku => Assert.Equal(CancellationPolicy.Classic, sku.CancellationPolicy));
        Assert.Equal([false, true, false], list.Skus.Select(sku => sku.IsTrial));
        Assert.Equal([false, false, true], list.Skus.Select(sku => sku.IsAddOn));
    }

    [Fact]
    [Trait("Rule", "CAT-13")]
    [Trait("Rule", "CAT-41")]
    public void A_trial_is_once_ever_per_customer_and_has_25_licences_unless_the_list_says_otherwise()
    {
        var skus = ReadList.Of(
            new ListedRow { Tags = "Seat;Trial" },
            new ListedRow { Sku = "0002", Tags = "Trial", Least = "1", Most = "10", Limit = "Lifetime 3" },
            new ListedRow { Sku = "0003" }).Skus;

        Assert.Equal(
            [(25, 25, LimitScope.Lifetime, 1), (1, 10, LimitScope.Lifetime, 3), (1, null, LimitScope.None, 0)],
            skus.Select(sku => (sku.MinQuantity, sku.MaxQuantity, sku.LimitScope, sku.LimitCount)));
    }

    [Fact]
    [Trait("Rule", "CAT-10")]
    [Trait("Rule", "BIL-23")]
    public void A_plan_list_is_read_by_its_own_columns_and_in_USD_only()
    {
        const string row = "Storage,KTRSTORE,0001,Hot storage,Microsoft Corporation,Per GB,1 GB,,DE,{0},0.0184,{1},{2},"
            + "2026-11-01,,m1,1,\n";
        var list = ReadList.Of(
            Plan
            + string.Format(null, row, "USD", "0", "100")
            + string.Format(null, row, "USD", "101", "")
            + string.Format(null, row, "EUR", "", ""));

        Assert.Equal([(1L, 100L), (101L, null)], list.Rows.Select(r => (r.TierFrom, r.TierTo)));
        Assert.Equal(
            (BillingCycle.None, "", 0.0184m), (list.Rows[0].Plan, list.Rows[0].Term.Iso, list.Rows[0].UnitPrice));
        var sku = Assert.Single(list.Skus);
        Assert.Equal((ProductKind.Consumption, BillingType.Usage, "m1"), (sku.Kind, sku.BillingType, sku.MeterIds));
        var rejected = Assert.Single(list.Rejections);
        Assert.Equal(
            (4, "Currency", "PRICE_ROW_PLAN_NOT_IN_USD"), (rejected.Line, rejected.Column, rejected.Reason.Code));
    }

    [Theory]
    [Trait("Rule", "CAT-01")]
    [Trait("Rule", "CAT-02")]
    [InlineData(Vendor, "P1Y", "Annual", "", "", ProductKind.Seat, BillingType.License)]
    [InlineData("", "P1M", "Monthly", "Seat", "", ProductKind.Seat, BillingType.License)]
    [InlineData(Vendor, "P3Y", "OneTime", "Software", "", ProductKind.SoftwareSubscription, BillingType.License)]
    [InlineData(Vendor, "", "OneTime", "", "", ProductKind.PerpetualSoftware, BillingType.License)]
    [InlineData(Vendor, "", "None", "Software;Perpetual", "", ProductKind.PerpetualSoftware, BillingType.License)]
    [InlineData(Vendor, "P1Y", "None", "Reservation", "", ProductKind.Reservation, BillingType.License)]
    [InlineData(Vendor, "", "None", "Plan", "", ProductKind.Plan, BillingType.Usage)]
    [InlineData(Vendor, "", "None", "", "m1", ProductKind.Consumption, BillingType.Usage)]
    [InlineData("Fjordkode", "P1Y", "Monthly", "", "", ProductKind.ThirdPartySaas, BillingType.License)]
    [InlineData("Fjordkode", "P1M", "Monthly", "SaaS;Metered", "", ProductKind.ThirdPartySaas, BillingType.Usage)]
    [InlineData("Fjordkode", "", "None", "", "m1", ProductKind.ThirdPartyConsumption, BillingType.Usage)]
    public void The_kind_of_a_product_follows_from_its_publisher_terms_meters_and_tags(
        string publisher, string term, string plan, string tags, string meters, ProductKind kind, BillingType billing)
    {
        var sku = Assert.Single(ReadList.Of(
            new ListedRow { Publisher = publisher, Term = term, Plan = plan, Tags = tags, Meters = meters }).Skus);

        Assert.Equal((kind, billing), (sku.Kind, sku.BillingType));
        Assert.Equal(publisher != "Fjordkode", sku.IsFirstParty);
    }

    private static DateTime Utc(int year, int month, int day) => new(year, month, day, 0, 0, 0, DateTimeKind.Utc);

    private static byte[] Marked(Encoding encoding) => [.. encoding.GetPreamble(), .. encoding.GetBytes(Small)];

    internal static byte[] Zip(params (string Name, byte[] Content)[] files)
    {
        using var packed = new MemoryStream();
        using (var archive = new ZipArchive(packed, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in files)
            {
                using var entry = archive.CreateEntry(name).Open();
                entry.Write(content);
            }
        }

        return packed.ToArray();
    }
}
