using System.Text.Json.Nodes;
using Kontor.Activity;
using Kontor.Billing;
using Kontor.Kernel;
using Kontor.Subscriptions;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Tests.PartnerCenter;

/// <summary>A subscription of a chain over HTTP, and what clients send of it.</summary>
internal sealed class PatchedSubscription(World world, TradingChain chain, Guid id)
{
    public string Path => $"/v1/customers/{chain.Customer.Id}/subscriptions/{id}";

    /// <summary>The chain's provider sells so many seats for a year.</summary>
    public static async Task<PatchedSubscription> Sold(World world, TradingChain chain, int quantity = 5) =>
        new(world, chain, (await world.Orders(chain, quantity: quantity)).Result!.ValueOrNull!.Subscriptions[0].Id.Value);

    public Task<WireReply> Patch(WireClient client, string body, params (string Name, string Value)[] headers) =>
        client.Send(HttpMethod.Patch, Path, body, headers);

    public async Task<Subscription> Stored()
    {
        await using var db = world.Db();
        return await db.Subscriptions.AsNoTracking().SingleAsync(s => s.Id == new SubscriptionId(id));
    }

    /// <summary>Everything that a change leaves behind: records, batches and charge lines.</summary>
    public async Task<(int Records, int Batches, int Lines)> Traces()
    {
        await using var db = world.Db();
        var (customer, own) = (chain.Customer.Id, new SubscriptionId(id));
        return (
            await db.ActivityRecords.CountAsync(record => record.CustomerId == customer),
            await db.AddedSeats.CountAsync(seats => seats.SubscriptionId == own),
            await db.ChargeLines.CountAsync(line => line.SubscriptionId == own));
    }

    /// <summary>
    /// What the SDK sends of a resource that it has read: all of it under the names of its members, nulls for what it was not
    /// given, and the etag among the attributes.
    /// </summary>
    public static string AsSdk(WireReply read, params (string Name, JsonNode? Value)[] changed)
    {
        var sent = new JsonObject();
        string[] unset =
        [
            "EntitlementId", "ProductType", "ParentSubscriptionId", "ConsumptionType", "CommitmentEndDateTime",
            "CancellationAllowedUntilDate", "BillingCycleEndDate", "RenewalTermDuration", "RefundOptions", "PartnerId",
            "SuspensionReasons", "MigratedFromSubscriptionId", "RefundableQuantity", "ScheduledNextTermInstructions",
            "NextChargeInstructions",
        ];
        foreach (var name in unset)
        {
            sent[name] = null;
        }

        foreach (var (name, value) in Pascal(JsonNode.Parse(read.Text)!.AsObject()))
        {
            sent[name] = value?.DeepClone();
        }

        foreach (var (name, value) in changed)
        {
            sent[name] = value;
        }

        return sent.ToJsonString();
    }

    private static JsonObject Pascal(JsonObject json) => new(json.Select(member => KeyValuePair.Create(
        char.ToUpperInvariant(member.Key[0]) + member.Key[1..],
        member.Value is JsonObject inner ? Pascal(inner) : member.Value?.DeepClone())));
}
