using Kontor.Accounts;
using Kontor.Sandbox;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Tests.Sandbox;

/// <summary><c>kontor walkthrough</c>: right twice, and not right where anything differs.</summary>
public sealed class WalkthroughTests(DemoWorldFixture demo) : IClassFixture<DemoWorldFixture>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("Rule", "SCN-01")]
    [Trait("Rule", "SCN-02")]
    [Trait("Rule", "SCN-03")]
    [Trait("Rule", "SCN-04")]
    [Trait("Rule", "SCN-05")]
    [Trait("Rule", "SCN-06")]
    [Trait("Rule", "SCN-07")]
    [Trait("Rule", "SCN-08")]
    public async Task It_plays_the_chain_and_the_scenarios_then_verifies_and_orders_again_then_tells_a_difference()
    {
        var (first, firstText) = await Walk();
        Assert.True(first == 0, firstText);
        var orders = await Orders();

        var (second, secondText) = await Walk();
        Assert.True(second == 0, secondText);
        Assert.Equal(orders + 2, await Orders());
        Assert.Contains("exists already", secondText, StringComparison.Ordinal);

        await using var db = demo.Database.Db();
        await db.Organisations.ExecuteUpdateAsync(set => set.SetProperty(o => o.ControlGroupId, (Guid?)null), Cancel);
        var (third, thirdText) = await Walk();
        Assert.Equal(1, third);
        Assert.Contains("✗ reseller sells to its affiliate", thirdText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_credentials_it_says_what_to_do()
    {
        var folder = TestFolder.Create();
        try
        {
            using var error = new StringWriter();
            var code = await WalkthroughCommand.Run(
                demo.Server.Address.OriginalString, folder, TextWriter.Null, error, Cancel);

            Assert.Equal(2, code);
            Assert.Contains("--data", $"{error}", StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Theory]
    [InlineData("http://127.0.0.1:9")]
    [InlineData("nowhere")]
    [InlineData("ftp://127.0.0.1")]
    public async Task Without_a_server_it_says_what_to_do(string url)
    {
        using var error = new StringWriter();
        var code = await WalkthroughCommand.Run(url, demo.Server.Folder, TextWriter.Null, error, Cancel);

        Assert.Equal(2, code);
        Assert.Contains(url, $"{error}", StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", $"{error}", StringComparison.Ordinal);
    }

    private async Task<(int Code, string Text)> Walk()
    {
        using var output = new StringWriter();
        var code = await WalkthroughCommand.Run(
            demo.Server.Address.OriginalString, demo.Server.Folder, output, output, Cancel);
        return (code, $"{output}");
    }

    private async Task<int> Orders()
    {
        await using var db = demo.Database.Db();
        return await db.Set<Kontor.Orders.Order>().CountAsync(Cancel);
    }
}
