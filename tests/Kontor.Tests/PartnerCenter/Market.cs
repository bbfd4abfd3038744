namespace Kontor.Tests.PartnerCenter;

/// <summary>A served world with a seat product at 10 EUR a month, in which each test has a trading chain of its own.</summary>
public sealed class Market : IAsyncLifetime
{
    public World World { get; private set; } = null!;

    public WireHost Host { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        World = await World.Create();
        Host = await WireHost.Serve(World);
        await World.Seat();
    }

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        await World.DisposeAsync();
    }

    /// <summary>A trading chain of the test's own, and its provider's client.</summary>
    public async Task<(TradingChain Chain, WireClient Client)> Chain(long creditUsd = 100_000)
    {
        var chain = await World.TradingChain(creditUsd: creditUsd);
        return (chain, await Host.User(chain.Provider));
    }
}
