using System.Buffers;
using System.Text;
using Kontor.PartnerCenter;

namespace Kontor.Tests.PartnerCenter;

public sealed class WireBodyTests
{
    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("\"success\"")]
    [InlineData("42")]
    [InlineData("{")]
    [InlineData("{\"title\":}")]
    [InlineData("{\"title\":\"a\"} {}")]
    [InlineData("{\"title\":\"a\",}")]
    [InlineData("{\"title\":\"a\\u0000b\"}")]
    [InlineData("{\"title\":\"\\\\\\u0000\"}")]
    [InlineData("{\"title\":\"\\uD800\"}")]
    [InlineData("{\"inner\":{\"inner\":{\"inner\":{\"inner\":{\"inner\":{\"inner\":{\"inner\":{\"inner\":{\"inner\":{\"inner\":"
        + "{\"inner\":{\"inner\":{\"inner\":{\"inner\":{\"inner\":{\"inner\":{}}}}}}}}}}}}}}}}}")]
    public void What_is_not_the_expected_json_is_malformed(string sent)
    {
        var fault = Parse(sent).Fault;

        Assert.NotNull(fault);
        Assert.Equal((800002, 400), (fault.Code, fault.Status));
    }

    [Theory]
    [InlineData("{\"quantity\":\"many\"}")]
    [InlineData("{\"quantity\":1e40}")]
    [InlineData("{\"quantity\":99999999999}")]
    [InlineData("{\"quantity\":2.5}")]
    public void A_value_of_the_wrong_type_is_refused_by_the_name_of_its_member(string sent) =>
        Assert.Equal(["quantity"], Parse(sent).Fault!.Arguments);

    [Fact]
    public void A_byte_order_mark_is_skipped() =>
        Assert.Equal("a", Parse("\uFEFF{\"title\":\"a\"}").Value!.Title);

    [Fact]
    public void An_escaped_backslash_before_u0000_is_no_escape_of_nul() =>
        Assert.Equal("\\u0000", Parse("{\"title\":\"\\\\u0000\"}").Value!.Title);

    private static WireBody<SampleBody> Parse(string sent) =>
        WireBody.Parse(new ReadOnlySequence<byte>(Encoding.UTF8.GetBytes(sent)), Samples.Default.SampleBody);
}
