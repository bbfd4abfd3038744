using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Kontor.Eligibility;
using Microsoft.Extensions.DependencyInjection;

namespace Kontor.Tests.Eligibility;

/// <summary><c>kontor explain</c>: its words, its exit codes and what it prints.</summary>
public sealed class ExplainCommandTests : IClassFixture<Trade>, IDisposable
{
    private readonly Trade _trade;
    private readonly string _folder = TestFolder.Create();

    public ExplainCommandTests(Trade trade)
    {
        _trade = trade;
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en-US");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_granted_question_prints_chain_and_steps_and_ends_with_0()
    {
        var (reseller, customer) = (_trade.Reseller, _trade.Customer);

        var (code, output, error) = await Run(
            "sell", "--seller", reseller.Domain, "--via", $"{_trade.Provider.Id}", "--buyer", customer.Domain.ToUpperInvariant());

        Assert.Equal(0, code);
        Assert.Empty(error);
        Assert.Contains(
            string.Join(
                " → ",
                ((Participant[])[_trade.Vendor, _trade.Provider, reseller, customer]).Select(p => $"{p.Name} ({p.Domain})")),
            output,
            StringComparison.Ordinal);
        Assert.Contains("ASK_FOR_PARTNERSHIP", output, StringComparison.Ordinal);
        Assert.Contains("/resellers/invite", output, StringComparison.Ordinal);
        Assert.Contains("CHAIN_OK", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_question_prints_every_reason_with_its_ways_out_and_ends_with_1()
    {
        var overseas = await _trade.World.Reseller("US");

        var (code, output, _) = await Run("partner", "--seller", _trade.Provider.Domain, "--buyer", overseas.Domain);

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
                direct = new { tenantId = _trade.Direct.Id.Value, user = "x" },
                customer = new { tenantId = _trade.Customer.Id.Value },
            }));

        var (code, output, _) = await Run("manage", "--seller", "direct", "--buyer", "customer");

        Assert.Equal(0, code);
        Assert.Contains("MULTI_CHANNEL_OK", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sell --seller nobody --buyer CUSTOMER", "nobody")]
    [InlineData("sell --seller 5f0f1b5e-0000-0000-0000-000000000000 --buyer CUSTOMER", "no such tenant")]
    [InlineData("buy --seller DIRECT --buyer CUSTOMER", "sell, partner, manage")]
    [InlineData("--seller DIRECT --buyer CUSTOMER", "sell, partner, manage")]
    [InlineData("sell --buyer CUSTOMER", "seller")]
    [InlineData("sell", "buyer")]
    [InlineData("manage --seller DIRECT --buyer CUSTOMER --via DIRECT", "via")]
    public async Task What_makes_no_question_is_said_and_ends_with_2(string words, string said)
    {
        var (code, output, error) = await Run(words
            .Replace("DIRECT", _trade.Direct.Domain, StringComparison.Ordinal)
            .Replace("CUSTOMER", _trade.Customer.Domain, StringComparison.Ordinal)
            .Split(' '));

        Assert.Equal(2, code);
        Assert.Empty(output);
        Assert.Contains(said, error, StringComparison.Ordinal);
    }

    private async Task<(int Code, string Output, string Error)> Run(params string[] words)
    {
        await using var scope = _trade.World.Services.CreateAsyncScope();
        var services = scope.ServiceProvider;
        var verb = ExplainCommand.Create(_ => (_, action, cancel) => action(services, _folder, cancel));
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await new RootCommand { verb }.Parse(["explain", .. words]).InvokeAsync(
            new InvocationConfiguration { Output = output, Error = error });
        return (code, output.ToString(), error.ToString());
    }
}
