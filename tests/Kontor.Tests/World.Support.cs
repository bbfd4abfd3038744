using Kontor.Enrolment;
using Kontor.Kernel;
using Kontor.Subscriptions;

namespace Kontor.Tests;

public sealed partial class World
{
    /// <summary>A chain in which the provider has sold one subscription.</summary>
    public async Task<(TradingChain Chain, SubscriptionId Subscription)> Sold()
    {
        var chain = await TradingChain();
        await Seat();
        return (chain, await Buys(chain));
    }

    /// <summary>The provider sells one more.</summary>
    public async Task<SubscriptionId> Buys(TradingChain chain) =>
        (await Orders(chain)).Result!.ValueOrNull!.Subscriptions[0].Id;

    /// <summary>The partner says how its support is reached (SUP-02).</summary>
    public Task SaysSupport(Participant partner) =>
        Save(new PartnerSupport { TenantId = partner.Id, Contact = Support(partner) });

    /// <summary>Somebody chooses who supports a subscription.</summary>
    public Task<Result<SubscriptionSupport>> ChoosesContact(
        Actor actor, SubscriptionId subscription, Participant contact, int? version = null) =>
        Does((ChooseSupportContact use) => use.Handle(actor, subscription, contact.Id, version, CancellationToken.None));

    /// <summary>Somebody lets a partner support a subscription.</summary>
    public Task<Result<SubscriptionSupport>> AddsSupporter(Actor actor, SubscriptionId subscription, Participant partner) =>
        Does((ChangeSupporters use) => use.Add(actor, subscription, partner.Id, CancellationToken.None));

    /// <summary>Somebody takes that back.</summary>
    public Task<Result<SubscriptionSupport>> RemovesSupporter(Actor actor, SubscriptionId subscription, Participant partner) =>
        Does((ChangeSupporters use) => use.Remove(actor, subscription, partner.Id, CancellationToken.None));

    /// <summary>Who supports a subscription, as a participant sees it.</summary>
    public async Task<SubscriptionSupport> SupportOf(Participant reader, SubscriptionId subscription) =>
        (await Does((SupportQueries q) => q.Find(reader.GlobalAdmin, subscription, CancellationToken.None)))!;
}
