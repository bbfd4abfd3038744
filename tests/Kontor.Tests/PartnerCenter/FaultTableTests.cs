using System.Globalization;
using System.Reflection;
using Kontor.Kernel;
using Kontor.PartnerCenter;

namespace Kontor.Tests.PartnerCenter;

public sealed class FaultTableTests
{
    /// <summary>What clients take as final. Whatever else they get, they ask again four times.</summary>
    private static readonly int[] Final = [400, 401, 403, 404, 409, 417];

    public static TheoryData<string> ReasonCodes => [.. Reasons().Select(reason => reason.Code)];

    [Theory]
    [MemberData(nameof(ReasonCodes))]
    public void Every_reason_of_the_product_is_an_error_of_the_protocol(string code)
    {
        var reason = Reasons().First(known => known.Code == code);

        var fault = Fault.From(reason);

        Assert.Contains(fault.Status, Final);
        Assert.InRange(fault.Code, 1, 999_999);
        Assert.Equal([reason], fault.Reasons);
    }

    [Fact]
    public void The_table_names_no_reason_that_does_not_exist() =>
        Assert.Empty(FaultTable.Listed.Except(Reasons().Select(reason => reason.Code)));

    [Fact]
    public void Faults_of_the_protocol_itself_have_texts_in_every_language()
    {
        foreach (var fault in Faults().Append(Fault.Unexpected))
        {
            var texts = Texts.Languages
                .Select(language => Texts.In(CultureInfo.GetCultureInfo(language), fault.TextKey)).ToArray();
            Assert.Equal(texts.Length, texts.Distinct().Count());
        }
    }

    [Fact]
    public void Only_a_breakdown_is_reported_as_one() =>
        Assert.Equal([Fault.Unexpected.TextKey], Faults().Where(f => !Final.Contains(f.Status)).Select(f => f.TextKey));

    [Fact]
    public void A_description_never_exceeds_what_the_protocol_allows()
    {
        var fault = ApiFault.From(Fault.ArgumentInvalid.About(new string('x', 5000)), "Customers");

        Assert.Equal(1024, fault.Description.Length);
        Assert.Equal("KontorCustomers", fault.Source);
    }

    private static IEnumerable<Fault> Faults() =>
        typeof(Fault).GetFields(BindingFlags.Public | BindingFlags.Static)
            .Where(field => field.FieldType == typeof(Fault)).Select(field => (Fault)field.GetValue(null)!);

    private static IEnumerable<Reason> Reasons() =>
        new[] { typeof(Fault).Assembly, typeof(Reason).Assembly }
            .SelectMany(assembly => assembly.GetTypes())
            .SelectMany(type => type.GetFields(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static))
            .Where(field => field.FieldType == typeof(Reason) && field.IsInitOnly)
            .Select(field => (Reason)field.GetValue(null)!);
}
