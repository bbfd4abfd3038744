using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Npgsql;

namespace Kontor.PartnerCenter;

/// <summary>
/// A whole collection, written while its rows are read: however many there are, no more than a few are in memory at once.
/// </summary>
/// <param name="command">The query; disposed of here.</param>
/// <param name="read">Turns a row into an item; null where a row only says that what it belongs to is there.</param>
/// <param name="type">How an item is written.</param>
internal sealed class RowsAnswer<T>(NpgsqlCommand command, Func<NpgsqlDataReader, T?> read, JsonTypeInfo<T> type) : IResult
    where T : class
{
    /// <summary>What no row at all means; null when it means an empty collection.</summary>
    public Fault? WhenNoRow { get; init; }

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var cancel = httpContext.RequestAborted;
        await using var query = command;
        await using var rows = await query.ExecuteReaderAsync(cancel);
        var any = await rows.ReadAsync(cancel);
        if (!any && WhenNoRow is { } fault)
        {
            await Faults.Write(httpContext, fault);
            return;
        }

        using var output = WireStream.To(httpContext.Response);
        output.Json.WriteStartObject();
        output.Json.WriteStartArray("items");
        var count = 0;
        for (; any; any = await rows.ReadAsync(cancel))
        {
            if (read(rows) is { } item)
            {
                JsonSerializer.Serialize(output.Json, item, type);
                count++;
                await output.SendFullPart(cancel);
            }
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
