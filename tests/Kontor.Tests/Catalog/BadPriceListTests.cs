using System.Globalization;
using System.Text;
using Kontor.Catalog;
using Kontor.Kernel;

namespace Kontor.Tests.Catalog;

/// <summary>
/// What is wrong with a list is said with line, column and reason; what is wrong with a file, in one sentence.
/// </summary>
public sealed class BadPriceListTests
{
    /// <summary>What is changed in a good row, and the column and reason that are told.</summary>
    public static TheoryData<string, string, string> BadFields => new()
    {
        { "Product=", "ProductId", "PRICE_ROW_MISSING_VALUE" },
        { "Product=KTR P:1", "ProductId", "PRICE_ROW_BAD_ID" },
        { $"Product={new string('X', 65)}", "ProductId", "PRICE_ROW_BAD_ID" },
        { "Sku=", "SkuId", "PRICE_ROW_MISSING_VALUE" },
        { "Title=", "ProductTitle", "PRICE_ROW_MISSING_VALUE" },
        { "SkuTitle=", "SkuTitle", "PRICE_ROW_MISSING_VALUE" },
        { "Price=", "UnitPrice", "PRICE_ROW_MISSING_VALUE" },
        { "Price=ten", "UnitPrice", "PRICE_ROW_BAD_NUMBER" },
        { "Price=€10", "UnitPrice", "PRICE_ROW_BAD_NUMBER" },
        { "Price=\"1,000.00\"", "UnitPrice", "PRICE_ROW_BAD_NUMBER" },
        { "Price=\"10,50\"", "UnitPrice", "PRICE_ROW_BAD_NUMBER" },
        { "Price=-0.01", "UnitPrice", "PRICE_ROW_NEGATIVE_PRICE" },
        { "Price=0.123456789", "UnitPrice", "PRICE_ROW_TOO_MANY_DECIMALS" },
        { "Price=10000000000", "UnitPrice", "PRICE_ROW_PRICE_TOO_HIGH" },
        { "Price=1e30", "UnitPrice", "PRICE_ROW_BAD_NUMBER" },
        { "Erp=-1", "ERP Price", "PRICE_ROW_NEGATIVE_PRICE" },
        { "Erp=x", "ERP Price", "PRICE_ROW_BAD_NUMBER" },
        { "Currency=", "Currency", "PRICE_ROW_MISSING_VALUE" },
        { "Currency=XYZ", "Currency", "PRICE_ROW_UNKNOWN_CURRENCY" },
        { "Market=", "Market", "PRICE_ROW_MISSING_VALUE" },
        { "Market=XX", "Market", "PRICE_ROW_UNKNOWN_MARKET" },
        { "Market=Germany", "Market", "PRICE_ROW_UNKNOWN_MARKET" },
        { "Term=1Y", "TermDuration", "PRICE_ROW_BAD_TERM" },
        { "Term=P", "TermDuration", "PRICE_ROW_BAD_TERM" },
        { "Term=P99Y", "TermDuration", "PRICE_ROW_BAD_TERM" },
        { "Plan=Weekly", "BillingPlan", "PRICE_ROW_BAD_PLAN" },
        { "Term=P1M Plan=Annual", "BillingPlan", "PRICE_ROW_PLAN_DOES_NOT_FIT_TERM" },
        { "Segment=", "Segment", "PRICE_ROW_MISSING_VALUE" },
        { "Segment=Military", "Segment", "PRICE_ROW_BAD_SEGMENT" },
        { "From=", "EffectiveStartDate", "PRICE_ROW_MISSING_VALUE" },
        { "From=31.12.2026", "EffectiveStartDate", "PRICE_ROW_BAD_DATE" },
        { "From=13/31/2026", "EffectiveStartDate", "PRICE_ROW_BAD_DATE" },
        { "From=2026-02-30", "EffectiveStartDate", "PRICE_ROW_BAD_DATE" },
        { "From=1989-12-31", "EffectiveStartDate", "PRICE_ROW_BAD_DATE" },
        { "Until=soon", "EffectiveEndDate", "PRICE_ROW_BAD_DATE" },
        { "Until=2025-12-31", "EffectiveEndDate", "PRICE_ROW_ENDS_BEFORE_START" },
        { "Until=2026-01-01T00:00:00Z", "EffectiveEndDate", "PRICE_ROW_ENDS_BEFORE_START" },
        { "EndOfSale=never", "EndofSaleDate", "PRICE_ROW_BAD_DATE" },
        { "TierMin=some", "PricingTierRangeMin", "PRICE_ROW_BAD_TIER" },
        { "TierMin=1.5", "PricingTierRangeMin", "PRICE_ROW_BAD_TIER" },
        { "TierMin=-1", "PricingTierRangeMin", "PRICE_ROW_BAD_TIER" },
        { "TierMin=10 TierMax=9", "PricingTierRangeMax", "PRICE_ROW_BAD_TIER" },
        { "Change=GONE", "ChangeIndicator", "PRICE_ROW_BAD_CHANGE_MARK" },
        { "Least=0", "MinLicenses", "PRICE_ROW_BAD_QUANTITY" },
        { "Least=10 Most=9", "MaxLicenses", "PRICE_ROW_BAD_QUANTITY" },
        { "Limit=Twice", "AssetOwnershipLimit", "PRICE_ROW_BAD_LIMIT" },
        { $"Description={new string('x', 4001)}", "SkuDescription", "PRICE_ROW_FIELD_TOO_LONG" },
        { "Description=a\"b", "SkuDescription", "PRICE_ROW_BAD_QUOTES" },
        { "Description=\"a\"b", "SkuDescription", "PRICE_ROW_BAD_QUOTES" },
        { "Description=a\0b", "SkuDescription", "PRICE_ROW_CONTROL_CHARACTER" },
        { "Description=a,b", "", "PRICE_ROW_FIELD_COUNT" },
    };

    [Theory]
    [MemberData(nameof(BadFields))]
    public void A_bad_field_rejects_its_row_with_line_column_and_reason_and_no_other(
        string change, string column, string code)
    {
        ListedRow good = new();
        var list = ReadList.Of(good, Changed(good with { Sku = "0002" }, change), good with { Sku = "0003" });

        Assert.Null(list.Refused);
        Assert.Equal([2, 4], list.Rows.Select(row => row.Line));
        var rejected = Assert.Single(list.Rejections);
        Assert.Equal((3, column, code), (rejected.Line, rejected.Column, rejected.Reason.Code));
        foreach (var language in Texts.Languages)
        {
            CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
            Assert.DoesNotContain('{', ReasonTexts.Of(rejected.Reason));
        }
    }

    [Fact]
    public void Four_thousand_characters_are_not_too_many_however_many_bytes_they_are()
    {
        var list = ReadList.Of(new ListedRow { Description = new string('ü', PriceListLimits.MaxFieldLength) });

        Assert.Empty(list.Rejections);
        Assert.Single(list.Rows);
    }

    [Fact]
    public void Bytes_that_are_not_of_the_encoding_reject_their_row()
    {
        var bytes = Encoding.Latin1.GetBytes(
            $"{ListedRow.Header}\n{new ListedRow()}\n{new ListedRow { Sku = "0002", Title = "Bürosuite" }}\n");

        var list = ReadList.Of(bytes);

        Assert.Single(list.Rows);
        var rejected = Assert.Single(list.Rejections);
        Assert.Equal(
            (3, "ProductTitle", "PRICE_ROW_BAD_BYTES"), (rejected.Line, rejected.Column, rejected.Reason.Code));
    }

    [Fact]
    public void Half_a_character_of_UTF_16_rejects_its_row()
    {
        byte[] bytes =
        [
            0xFF, 0xFE,
            .. Encoding.Unicode.GetBytes($"{ListedRow.Header}\n{new ListedRow()}\nNord"), 0x00, 0xD8,
            .. Encoding.Unicode.GetBytes($"mail{new ListedRow { Title = "", Sku = "0002" }}\n"),
        ];

        var rejected = Assert.Single(ReadList.Of(bytes).Rejections);

        Assert.Equal(
            (3, "ProductTitle", "PRICE_ROW_BAD_BYTES"), (rejected.Line, rejected.Column, rejected.Reason.Code));
    }

    [Fact]
    public void Lines_are_counted_as_an_editor_counts_them()
    {
        ListedRow good = new();
        var list = ReadList.Of(
            $"{ListedRow.Header}\n\n{good with { Description = "\"one\ntwo\"" }}\n"
            + $"{good with { Sku = "0002", Market = "XX" }}\n");

        Assert.Equal(3, Assert.Single(list.Rows).Line);
        Assert.Equal(5, Assert.Single(list.Rejections).Line);
    }

    [Fact]
    public void A_second_row_for_the_same_item_terms_and_start_is_rejected_and_names_the_first()
    {
        ListedRow row = new();
        var list = ReadList.Of(
            row, row with { From = "2026-02-01" }, row with { TierMin = "101" }, row with { Price = "11" },
            row with { From = "2026-02-01T00:00:00Z", Price = "12" }, row with { Term = "P3Y" });

        Assert.Equal([2, 3, 4, 7], list.Rows.Select(r => r.Line));
        Assert.Equal(
            [(5, "PRICE_ROW_DUPLICATE", 2), (6, "PRICE_ROW_DUPLICATE", 3)],
            list.Rejections.Select(r => (r.Line, r.Reason.Code, (int)r.Reason.Arguments[0])));
    }

    [Fact]
    public void A_rejected_row_does_not_make_a_later_one_a_duplicate()
    {
        var list = ReadList.Of(new ListedRow { Price = "-1" }, new ListedRow());

        Assert.Equal(3, Assert.Single(list.Rows).Line);
        Assert.Single(list.Skus);
    }

    [Fact]
    public void At_most_a_thousand_rejected_rows_are_named()
    {
        var bad = new ListedRow { Price = "-1" }.ToString();
        var list = ReadList.Of(string.Join('\n', Enumerable.Repeat(bad, 1_500).Prepend(ListedRow.Header)));

        Assert.Equal(PriceListLimits.MaxRejectionsTold, list.Rejections.Count);
    }

    [Fact]
    public void Unknown_columns_are_refused_by_name_with_those_that_are_known()
    {
        var list = ReadList.Of($"{ListedRow.Header},Margin,Markup\n{new ListedRow()},1,2\n");

        Assert.Equal("PRICE_LIST_UNKNOWN_COLUMNS", list.RefusalCode);
        Assert.Equal("\"Margin\", \"Markup\"", list.Refused!.Reasons[0].Arguments[0]);
        Assert.Contains("TermDuration", (string)list.Refused.Reasons[0].Arguments[1], StringComparison.Ordinal);
        Assert.Contains("ERP Price", (string)list.Refused.Reasons[0].Arguments[2], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "PRICE_LIST_EMPTY")]
    [InlineData("\n\n", "PRICE_LIST_EMPTY")]
    [InlineData("Name,Town\nAda,London\n", "PRICE_LIST_NOT_RECOGNIZED")]
    [InlineData("{header}\n", "PRICE_LIST_WITHOUT_ROWS")]
    [InlineData("{header}\n,,,,,,,,,,,,,,,,,,,,,,,,\n", "PRICE_LIST_WITHOUT_ROWS")]
    [InlineData("{header},UNITPRICE\n", "PRICE_LIST_REPEATED_COLUMNS")]
    [InlineData("ProductId,SkuId,BillingPlan\n", "PRICE_LIST_MISSING_COLUMNS")]
    [InlineData("Offer ID,List Price\n", "PRICE_LIST_MISSING_COLUMNS")]
    [InlineData("\"Product\"Id,SkuId\n", "PRICE_LIST_HEADER_UNREADABLE")]
    [InlineData("P\0r\0o\0d\0u\0c\0t\0I\0d\0", "PRICE_LIST_HEADER_UNREADABLE")]
    public void A_file_that_is_no_price_list_is_refused_with_the_reason(string text, string code) =>
        Assert.Equal(
            code, ReadList.Of(text.Replace("{header}", ListedRow.Header, StringComparison.Ordinal)).RefusalCode);

    [Fact]
    public void A_quote_that_is_never_closed_is_refused_and_cannot_be_skipped()
    {
        var list = ReadList.Of(
            $"{ListedRow.Header}\n{new ListedRow()}\n{new ListedRow { Description = "\"open" }}\n{new ListedRow()}\n");

        Assert.Equal("PRICE_LIST_QUOTE_NOT_CLOSED", list.RefusalCode);
        Assert.Equal(3, list.Refused!.Reasons[0].Arguments[0]);
    }

    [Fact]
    public void A_row_without_an_end_is_not_read_into_memory()
    {
        var list = ReadList.Of($"{ListedRow.Header}\n{new ListedRow()}\n\"{new string('x', 3_000_000)}");

        Assert.Equal("PRICE_LIST_ROW_TOO_LONG", list.RefusalCode);
        Assert.Equal(
            (3L, 4_000), ((long)list.Refused!.Reasons[0].Arguments[0], (int)list.Refused.Reasons[0].Arguments[1]));
    }

    [Fact]
    public void An_archive_that_unpacks_to_one_endless_row_is_not_unpacked_to_its_end()
    {
        var bomb = ReadPriceListTests.Zip(
            ("list.csv", [.. Encoding.UTF8.GetBytes(ListedRow.Header + "\n"), .. new byte[30_000_000]]));

        Assert.True(bomb.Length < 100_000);
        Assert.Equal("PRICE_LIST_ROW_TOO_LONG", ReadList.Of(bomb).RefusalCode);
    }

    [Fact]
    public void A_stream_is_read_to_its_bound_and_says_so()
    {
        using var bounded = new BoundedStream(new MemoryStream(new byte[10]), limit: 9, leaveOpen: false);
        using var whole = new BoundedStream(new MemoryStream(new byte[10]), limit: 10, leaveOpen: false);
        var buffer = new byte[100];

        Assert.Equal((0, true), (bounded.Read(buffer), bounded.IsExceeded));
        Assert.Equal((10, 0, false), (whole.Read(buffer), whole.Read(buffer), whole.IsExceeded));
    }

    [Fact]
    public void More_rows_than_a_list_may_have_refuse_it()
    {
        var rows = new StringBuilder(ListedRow.Header).Append('\n').Insert(
            ListedRow.Header.Length + 1, "x\n", PriceListLimits.MaxRows);

        Assert.Equal("", ReadList.Of(rows.ToString()).RefusalCode);
        Assert.Equal("PRICE_LIST_TOO_MANY_ROWS", ReadList.Of(rows.Append("x\n").ToString()).RefusalCode);
    }

    [Fact]
    public void An_archive_must_hold_exactly_one_file()
    {
        var none = ReadList.Of(ReadPriceListTests.Zip(("folder/", [])));
        var two = ReadList.Of(ReadPriceListTests.Zip(("a.csv", [1]), ("b.csv", [2])));

        Assert.Equal(("PRICE_LIST_ZIP_NOT_ONE_FILE", 0), (none.RefusalCode, none.Refused!.Reasons[0].Arguments[0]));
        Assert.Equal(("PRICE_LIST_ZIP_NOT_ONE_FILE", 2), (two.RefusalCode, two.Refused!.Reasons[0].Arguments[0]));
    }

    [Fact]
    public void A_damaged_archive_is_refused()
    {
        var whole = ReadPriceListTests.Zip(
            ("a.csv", Encoding.UTF8.GetBytes($"{ListedRow.Header}\n{new ListedRow()}\n")));
        var scrambled = whole.ToArray();
        scrambled.AsSpan(60, 40).Fill(0xAA);

        Assert.Equal("PRICE_LIST_ZIP_UNREADABLE", ReadList.Of(whole[..^30]).RefusalCode);
        Assert.Contains(
            ReadList.Of(scrambled).RefusalCode,
            (string[])["PRICE_LIST_ZIP_UNREADABLE", "PRICE_LIST_HEADER_UNREADABLE"]);
    }

    private static ListedRow Changed(ListedRow row, string changes)
    {
        foreach (var change in changes.Split(' ').Aggregate(new List<string>(), Join))
        {
            var (name, value) = (change[..change.IndexOf('=')], change[(change.IndexOf('=') + 1)..]);
            typeof(ListedRow).GetProperty(name)!.SetValue(row, value);
        }

        return row;

        // A word without an equals sign belongs to the value before it.
        static List<string> Join(List<string> parts, string word)
        {
            if (word.Contains('=') || parts.Count == 0)
            {
                parts.Add(word);
            }
            else
            {
                parts[^1] += ' ' + word;
            }

            return parts;
        }
    }
}
