using System.Text.Json;
using Kontor.Kernel;
using Npgsql;

namespace Kontor.PartnerCenter;

/// <summary>
/// A page of customers, or all of them, written while they are read: however many there are, no more than a few are in
/// memory at once.
/// </summary>
internal sealed class CustomerListAnswer(
    NpgsqlDataSource database, SeekTokens tokens, TenantId partner, SeekRequest request) : IResult
{
    public const string List = "customers";

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var cancel = httpContext.RequestAborted;
        await using var command = database.CreateCommand();
        if (CustomerPages.Prepare(command, partner, request) is { } fault)
        {
            await Faults.Write(httpContext, fault);
            return;
        }

        await using var rows = await command.ExecuteReaderAsync(cancel);
        var page = new Page();
        var any = await rows.ReadAsync(cancel);
        if (any && request.IsBackward && CustomerPages.ReadCount(rows) > request.Size)
        {
            page.HasMore = true;
            any = await rows.ReadAsync(cancel);
        }

        using var output = WireStream.To(httpContext.Response);
        output.Json.WriteStartObject();
        output.Json.WriteStartArray("items");
        for (; any; any = await rows.ReadAsync(cancel))
        {
            if (!request.IsBackward && request.Size > 0 && page.Count == request.Size)
            {
                page.HasMore = true;
                break;
            }

            Write(output.Json, page.Add(CustomerPages.Read(rows)));
            await output.SendFullPart(cancel);
        }

        output.Json.WriteEndArray();
        WriteEnd(output.Json, page, httpContext.Request);
        await output.Complete(cancel);
    }

    private static void Write(Utf8JsonWriter writer, CustomerRow row)
    {
        var id = row.Id.ToString();
        var customer = new CustomerBody(id, new CompanyProfileBody(id, row.Domain, row.Name))
        {
            RelationshipToPartner = CustomerReads.RelationshipOf(row.Kind),
        };
        JsonSerializer.Serialize(writer, customer, WireJson.Default.CustomerBody);
    }

    private void WriteEnd(Utf8JsonWriter writer, Page page, HttpRequest asked)
    {
        var links = new PageLinks(new Link(WireLinks.Self(asked)));
        if (page is { First: { } first, Last: { } last } && request.Size > 0)
        {
            var token = tokens.Seal(
                new SeekToken(List, partner, request.Size, request.FilterText, first.Position, last.Position));
            links = links with
            {
                Next = HasNext(page) ? To(SeekOperation.Next, token) : null,
                Previous = HasPrevious(page) ? To(SeekOperation.Previous, token) : null,
            };
            if (links.Next is not null)
            {
                writer.WriteString("continuationToken", token);
            }
        }

        writer.WriteNumber("totalCount", page.Count);
        writer.WritePropertyName("links");
        JsonSerializer.Serialize(writer, links, WireJson.Default.PageLinks);
        writer.WritePropertyName("attributes");
        JsonSerializer.Serialize(writer, ResourceAttributes.Collection, WireJson.Default.ResourceAttributes);
        writer.WriteEndObject();
    }

    /// <summary>Behind a page that was walked back to lies the page it was walked from.</summary>
    private bool HasNext(Page page) => request.Operation switch
    {
        SeekOperation.Previous => true,
        SeekOperation.Last => false,
        _ => page.HasMore,
    };

    private bool HasPrevious(Page page) => request.Operation switch
    {
        SeekOperation.Previous or SeekOperation.Last => page.HasMore,
        SeekOperation.Next => true,
        _ => request.Skip > 0,
    };

    private Link To(SeekOperation operation, string token) =>
        new($"/customers?size={request.Size}&seekOperation={operation}") { Headers = [new(SeekToken.Header, token)] };

    private sealed class Page
    {
        public int Count { get; private set; }

        public bool HasMore { get; set; }

        public CustomerRow? First { get; private set; }

        public CustomerRow? Last { get; private set; }

        public CustomerRow Add(CustomerRow row)
        {
            First ??= row;
            Last = row;
            Count++;
            return row;
        }
    }
}
