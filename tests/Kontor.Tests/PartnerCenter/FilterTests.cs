using FsCheck;
using FsCheck.Fluent;
using Kontor.PartnerCenter;

namespace Kontor.Tests.PartnerCenter;

public sealed class FilterTests
{
    private const string Simple = """{"Field":"CompanyName","Value":"Son","Operator":"starts_with"}""";

    [Fact]
    public void A_simple_filter_compares_a_field_with_a_value() =>
        Assert.Equal(
            new FieldFilter("CompanyName", FilterOperator.StartsWith, "Son"),
            Filter.Parse(Simple).Filter);

    [Fact]
    public void A_compound_filter_joins_two_others()
    {
        var text = $$"""
            {"LeftFilter":{{Simple}},"Operator":"or",
             "RightFilter": {"leftfilter":{{Simple}},"RIGHTFILTER":{{Simple}},"operator":"AND"} }
            """;

        var simple = new FieldFilter("CompanyName", FilterOperator.StartsWith, "Son");
        Assert.Equal(
            new CompoundFilter(simple, new CompoundFilter(simple, simple, Both: true), Both: false),
            Filter.Parse(text).Filter);
    }

    [Theory]
    [InlineData("starts_with")]
    [InlineData("STARTS_WITH")]
    [InlineData("StartsWith")]
    [InlineData("startswith")]
    public void Operators_are_read_in_any_case(string word) =>
        Assert.NotNull(Filter.Parse(Simple.Replace("starts_with", word, StringComparison.Ordinal)).Filter);

    [Theory]
    [InlineData("")]
    [InlineData("CompanyName")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"Field":"CompanyName","Operator":"equals"}""")]
    [InlineData("""{"Field":"","Value":"a","Operator":"equals"}""")]
    [InlineData("""{"Field":"CompanyName","Value":7,"Operator":"equals"}""")]
    [InlineData("""{"Field":"CompanyName","Value":"a\u0000","Operator":"equals"}""")]
    [InlineData("""{"Field":"CompanyName","Value":"\ud800","Operator":"equals"}""")]
    [InlineData("""{"Operator":"and","LeftFilter":{"Field":"a","Value":"b","Operator":"equals"}}""")]
    public void What_is_no_filter_is_refused_as_an_invalid_property(string text)
    {
        var (filter, fault) = Filter.Parse(text);

        Assert.Null(filter);
        Assert.Equal((3000, 400), (fault!.Code, fault.Status));
    }

    [Fact]
    public void An_unknown_operator_is_named() =>
        Assert.Equal(
            ["CompanyName", "resembles"],
            Filter.Parse(Simple.Replace("starts_with", "resembles", StringComparison.Ordinal)).Fault!.Arguments);

    [Fact]
    public void Nesting_and_length_are_bounded()
    {
        var nested = Simple;
        for (var level = 0; level < 20; level++)
        {
            nested = $$"""{"LeftFilter":{{nested}},"RightFilter":{},"Operator":"and"}""";
        }

        Assert.Null(Filter.Parse(nested).Filter);
        Assert.Null(Filter.Parse(Simple.Replace("Son", new string('x', 401), StringComparison.Ordinal)).Filter);
        Assert.Null(Filter.Parse(Simple + new string(' ', Filter.MaxLength)).Filter);
    }

    [Fact]
    public void Whatever_is_sent_there_is_a_filter_or_a_fault_and_never_an_exception() =>
        Prop.ForAll(Texts().ToArbitrary(), text =>
        {
            var (filter, fault) = Filter.Parse(text);
            return (filter is null) != (fault is null);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(5000));

    /// <summary>Good filters with some characters replaced, cut or doubled, and plain noise.</summary>
    private static Gen<string> Texts()
    {
        const string good = $$"""{"LeftFilter":{{Simple}},"RightFilter":{{Simple}},"Operator":"and" }""";
        var noise = Gen.Elements("{}[]\":,\\u0d8 \0\uD800\uDC00äand123.eE+-".ToCharArray());
        var spoiled =
            from at in Gen.Choose(0, good.Length - 1)
            from length in Gen.Choose(0, 20)
            from other in noise.ArrayOf()
            select string.Concat(good.AsSpan(0, at), new string(other), good.AsSpan(Math.Min(good.Length, at + length)));
        return Gen.OneOf(spoiled, noise.ArrayOf().Select(letters => new string(letters)));
    }
}
