using System.Text.Json;
using Npgsql;

namespace Kontor.PartnerCenter;

/// <summary>A customer's subscriptions, written while they are read.</summary>
/// <param name="command">The query; disposed of here.</param>
/// <param name="reads">Turns its rows into bodies.</param>
/// <param name="customer">The customer's id, for links.</param>
internal sealed class SubscriptionListAnswer(NpgsqlCommand command, SubscriptionReads reads, string customer) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var cancel = httpContext.RequestAborted;
        await using var query = command;
        await using var rows = await query.ExecuteReaderAsync(cancel);
        if (!await rows.ReadAsync(cancel))
        {
            await Faults.Write(httpContext, Fault.CustomerUnknown);
            return;
        }

        using var output = new WireStream(httpContext.Response);
        output.Json.WriteStartObject();
        output.Json.WriteStartArray("items");
        var count = 0;
        for (var any = SubscriptionReads.HoldsSubscription(rows); any; any = await rows.ReadAsync(cancel))
        {
            JsonSerializer.Serialize(output.Json, reads.Read(rows, customer), WireJson.Default.SubscriptionBody);
            count++;
            await output.SendFullPart(cancel);
        }

        output.Json.WriteEndArray();
        output.Json.WriteNumber("totalCount", count);
        output.Json.WritePropertyName("links");
        var links = new PageLinks(new Link(WireLinks.Self(httpContext.Request)));
        JsonSerializer.Serialize(output.Json, links, WireJson.Default.PageLinks);
        output.Json.WritePropertyName("attributes");
        JsonSerializer.Serialize(output.Json, ResourceAttributes.Collection, WireJson.Default.ResourceAttributes);
        output.Json.WriteEndObject();
        await output.Complete(cancel);
    }
}
