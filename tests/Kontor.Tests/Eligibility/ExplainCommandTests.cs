using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Kontor.Eligibility;
using Kontor.Enrolment;

namespace Kontor.Tests.Eligibility;

/// <summary><c>kontor explain</c>: its words, its exit codes and what it prints.</summary>
public sealed class ExplainCommandTests : IClassFixture<StoredTrade>, IDisposable
{
    private readonly StoredTrade _trade;
    private readonly string _folder = TestFolder.Create();

    public ExplainCommandTests(StoredTrade trade)
    {
        _trade = trade;
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en-US");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_granted_question_prints_chain_and_steps_and_ends_with_0()
    {
        var (code, output, error) = await Run(
            "sell", "--seller", "reseller.example", "--via", _trade.Provider.ToString(), "--buyer", "CUSTOMER.example");

        Assert.Equal(0, code);
        Assert.Empty(error);
        Assert.Contains(
            "vendor GmbH (vendor.example) → provider GmbH (provider.example) → reseller GmbH (reseller.example) "
            + "→ customer GmbH (customer.example)",
            output,
            StringComparison.Ordinal);
        Assert.Contains("ASK_FOR_PARTNERSHIP", output, StringComparison.Ordinal);
        Assert.Contains("/resellers/invite", output, StringComparison.Ordinal);
        Assert.Contains("CHAIN_OK", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_question_prints_every_reason_with_its_ways_out_and_ends_with_1()
    {
        await _trade.HasPartner("overseas", PartnerType.Reseller, "US");

        var (code, output, _) = await Run("partner", "--seller", "provider.example", "--buyer", "overseas.example");

        Assert.Equal(1, code);
        Assert.Contains("SCN-08 PARTNER_REGION_MISMATCH", output, StringComparison.Ordinal);
        Assert.Contains(": /enrol", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Actors_of_the_demo_world_are_known_by_name()
    {
        await File.WriteAllTextAsync(
            Path.Combine(_folder, "credentials.json"),
            JsonSerializer.Serialize(new
            {
                direct = new { tenantId = _trade.Direct.Value, user = "x" },
                customer = new { tenantId = _trade.Customer.Value },
            }));

        var (code, output, _) = await Run("manage", "--seller", "direct", "--buyer", "customer");

        Assert.Equal(0, code);
        Assert.Contains("MULTI_CHANNEL_OK", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sell --seller nobody --buyer customer.example", "nobody")]
    [InlineData("sell --seller 5f0f1b5e-0000-0000-0000-000000000000 --buyer customer.example", "no such tenant")]
    [InlineData("buy --seller direct.example --buyer customer.example", "sell, partner, manage")]
    [InlineData("--seller direct.example --buyer customer.example", "sell, partner, manage")]
    [InlineData("sell --buyer customer.example", "seller")]
    [InlineData("sell", "buyer")]
    [InlineData("manage --seller direct.example --buyer customer.example --via provider.example", "via")]
    public async Task What_makes_no_question_is_said_and_ends_with_2(string words, string said)
    {
        var (code, output, error) = await Run(words.Split(' '));

        Assert.Equal(2, code);
        Assert.Empty(output);
        Assert.Contains(said, error, StringComparison.Ordinal);
    }

    private async Task<(int Code, string Output, string Error)> Run(params string[] words)
    {
        var verb = ExplainCommand.Create(_ => (_, action, cancel) => action(_trade.Services, _folder, cancel));
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await new RootCommand { verb }.Parse(["explain", .. words]).InvokeAsync(
            new InvocationConfiguration { Output = output, Error = error });
        return (code, output.ToString(), error.ToString());
    }
}
