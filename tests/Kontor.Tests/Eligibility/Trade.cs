using Kontor.Eligibility;

namespace Kontor.Tests.Eligibility;

/// <summary>A world with one of each: vendor, provider, reseller, direct partner, customer; nothing binds them yet.</summary>
public sealed class Trade : IAsyncLifetime
{
    public World World { get; private set; } = null!;

    public Participant Vendor { get; private set; } = null!;

    public Participant Provider { get; private set; } = null!;

    public Participant Reseller { get; private set; } = null!;

    public Participant Direct { get; private set; } = null!;

    public Participant Customer { get; private set; } = null!;

    public static async Task<Trade> Create()
    {
        var trade = new Trade();
        await trade.InitializeAsync();
        return trade;
    }

    public async ValueTask InitializeAsync()
    {
        World = await World.Create();
        Vendor = await World.Vendor();
        Provider = await World.Provider();
        Reseller = await World.Reseller();
        Direct = await World.DirectPartner();
        Customer = await World.Customer();
    }

    /// <summary>What the seller of the question, or whoever else asks, is told.</summary>
    public async Task<EligibilityAnswer> MaySell(Participant seller, Participant buyer, Participant? via = null) =>
        await Answers(new(EligibilityAction.Sell, seller.Id, buyer.Id, via?.Id));

    public async Task<EligibilityAnswer> MayPartner(Participant provider, Participant reseller) =>
        await Answers(new(EligibilityAction.Partner, provider.Id, reseller.Id));

    public ValueTask DisposeAsync() => World.DisposeAsync();

    private async Task<EligibilityAnswer> Answers(EligibilityQuestion question)
    {
        var result = await World.Does((AskEligibility ask) => ask.Handle(Vendor.As(), question, CancellationToken.None));
        return result.ValueOrNull ?? throw new InvalidOperationException(result.Decision.Reasons[0].Code);
    }
}
