using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Kontor.PartnerCenter;

namespace Kontor.Tests.PartnerCenter;

public sealed class WireJsonTests
{
    [Theory]
    [InlineData("PCToBCExchangeRate", "pcToBCExchangeRate")]
    [InlineData("USDTotalCost", "usdTotalCost")]
    [InlineData("ETag", "eTag")]
    [InlineData("ResellerMPNId", "resellerMPNId")]
    [InlineData("Id", "id")]
    public void A_run_of_capitals_is_lowered_but_for_its_last(string member, string expected) =>
        Assert.Equal(expected, JsonNamingPolicy.CamelCase.ConvertName(member));

    [Fact]
    public void Absent_members_are_left_out()
    {
        var json = Written(new SampleBody { Title = "Bäckerei & Söhne", Cycle = SampleCycle.OneTime });

        Assert.Equal("""{"title":"Bäckerei & Söhne","cycle":"one_time"}""", json);
    }

    [Theory]
    [InlineData(SampleCycle.OneTime, "one_time")]
    [InlineData(SampleCycle.GovernmentCommunityCloud, "government_community_cloud")]
    [InlineData(SampleCycle.SubscriptionIsNotEnabledForRI, "subscription_is_not_enabled_for_r_i")]
    public void Every_further_capital_of_an_enum_becomes_an_underscore(SampleCycle member, string expected) =>
        Assert.Equal($$"""{"cycle":"{{expected}}"}""", Written(new SampleBody { Cycle = member }));

    [Theory]
    [InlineData("\"one_time\"")]
    [InlineData("\"OneTime\"")]
    [InlineData("\"ONETIME\"")]
    [InlineData("\"onetime\"")]
    [InlineData("\"One_Time\"")]
    [InlineData("1")]
    public void An_enum_is_read_in_every_form_that_clients_send(string sent) =>
        Assert.Equal(SampleCycle.OneTime, Parsed($$"""{"cycle":{{sent}}}""").Value!.Cycle);

    [Theory]
    [InlineData("\"weekly\"")]
    [InlineData("\"\"")]
    [InlineData("99")]
    [InlineData("1.5")]
    [InlineData("true")]
    [InlineData("[]")]
    public void A_word_that_the_enum_does_not_know_has_a_code_of_its_own(string sent)
    {
        var body = Parsed($$"""{"cycle":{{sent}}}""");

        Assert.Equal(Fault.WordUnknown.Code, body.Fault!.Code);
        Assert.Equal(["cycle"], body.Fault.Arguments);
    }

    [Fact]
    public void The_sdk_writes_names_in_pascal_case_and_nulls_for_what_it_does_not_supply()
    {
        var body = Parsed(
            """
            {"Title":null,"Cycle":"one_time","At":"0001-01-01T00:00:00","Quantity":3,"Links":{"Self":null},
             "Inner":{"TITLE":"x"},"Attributes":{"ObjectType":"Sample","Etag":"7"}}
            """).Value!;

        Assert.Equal((null, SampleCycle.OneTime, null, 3), (body.Title, body.Cycle, body.At, body.Quantity));
        Assert.Equal(("x", "7"), (body.Inner!.Title, body.Attributes!.Etag));
    }

    [Theory]
    [InlineData("2021-02-03T04:05:06Z", "2021-02-03T04:05:06.0000000Z")]
    [InlineData("2021-02-03T04:05:06", "2021-02-03T04:05:06.0000000Z")]
    [InlineData("2021-02-03T04:05:06.1234567Z", "2021-02-03T04:05:06.1234567Z")]
    [InlineData("2017-04-10T16:02:25.983-07:00", "2017-04-10T23:02:25.9830000Z")]
    [InlineData("2021-02-03", "2021-02-03T00:00:00.0000000Z")]
    [InlineData("2021-02-03T04:05Z", "2021-02-03T04:05:00.0000000Z")]
    public void An_instant_is_read_with_any_offset_and_is_utc_without_one(string sent, string expected)
    {
        var at = Parsed($$"""{"at":"{{sent}}"}""").Value!.At!.Value;

        Assert.Equal(expected, at.UtcDateTime.ToString("O"));
        Assert.Equal(TimeSpan.Zero, at.Offset);
    }

    [Theory]
    [InlineData("\"0001-01-01T00:00:00\"")]
    [InlineData("\"0001-01-01T00:00:00Z\"")]
    [InlineData("\"0001-01-01T00:00:00+01:00\"")]
    [InlineData("null")]
    public void The_first_day_of_all_means_that_no_instant_is_supplied(string sent) =>
        Assert.Null(Parsed($$"""{"at":{{sent}}}""").Value!.At);

    [Theory]
    [InlineData("\"yesterday\"")]
    [InlineData("\"03/02/2021\"")]
    [InlineData("\"\"")]
    [InlineData("20210203")]
    public void What_is_no_instant_is_refused_by_the_name_of_its_member(string sent)
    {
        var fault = Parsed($$"""{"at":{{sent}}}""").Fault!;

        Assert.Equal((800002, 400), (fault.Code, fault.Status));
        Assert.Equal(["at"], fault.Arguments);
    }

    [Fact]
    public void An_instant_is_written_in_utc_with_its_z() =>
        Assert.Equal(
            """{"at":"2020-09-15T06:30:00.123456Z"}""",
            Written(new SampleBody { At = new(2020, 9, 15, 8, 30, 0, 123, 456, TimeSpan.FromHours(2)) }));

    [Fact]
    public void A_collection_counts_its_own_items() =>
        Assert.Equal(
            """{"items":[],"totalCount":0,"attributes":{"objectType":"Collection"}}""",
            Encoding.UTF8.GetString(WireWriter.Bytes(new ResourceCollection<SampleBody>([]), Samples.Default.ResourceCollectionSampleBody)));

    private static string Written(SampleBody body) =>
        Encoding.UTF8.GetString(WireWriter.Bytes(body, Samples.Default.SampleBody));

    private static WireBody<SampleBody> Parsed(string json) =>
        WireBody.Parse(new ReadOnlySequence<byte>(Encoding.UTF8.GetBytes(json)), Samples.Default.SampleBody);
}

[JsonConverter(typeof(WireEnumConverter<SampleCycle>))]
public enum SampleCycle
{
    Unknown,
    OneTime,
    GovernmentCommunityCloud,
    SubscriptionIsNotEnabledForRI,
}

internal sealed record SampleBody
{
    public string? Title { get; init; }

    public SampleCycle? Cycle { get; init; }

    [JsonConverter(typeof(WireInstantConverter))]
    public DateTimeOffset? At { get; init; }

    public int? Quantity { get; init; }

    public SampleBody? Inner { get; init; }

    public RequestAttributes? Attributes { get; init; }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    PropertyNameCaseInsensitive = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    MaxDepth = 16)]
[JsonSerializable(typeof(SampleBody))]
[JsonSerializable(typeof(Link))]
[JsonSerializable(typeof(ResourceCollection<SampleBody>))]
internal sealed partial class Samples : JsonSerializerContext;
