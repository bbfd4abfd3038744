using System.Net;
using Kontor.Kernel;
using Kontor.Site;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Kontor.Tests.Site;

/// <summary>
/// Whatever names, titles and texts hold, also those that no form takes: every page shows them as text. The browser's
/// journeys see to what people can type.
/// </summary>
public sealed class HostileNamesTests
{
    private const string Payload = "\"'><i id=evil>&lt;";

    private static readonly string[] FreeTexts =
    [
        "name", "title", "full_name", "first_name", "last_name", "street", "city", "phone", "description", "unit",
        "publisher", "publisher_name", "friendly_name", "customer_name", "file_name", "imported_by_name",
        "created_by_name", "actor_name", "placed_by_name", "subject", "text", "last_error", "company", "note",
    ];

    [Fact]
    public async Task Every_page_shows_every_name_as_text()
    {
        await using var world = await World.Create();
        var chain = await world.TradingChain();
        await world.Seat();
        var sold = (await world.Orders(chain, quantity: 3)).Result!.ValueOrNull!;
        var vendor = await world.Vendor();
        var job = await world.HasJob(vendor);
        var changed = await Poison(world);
        var server = await world.WholeServer();
        string[] paths =
        [
            .. server.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
                .Where(endpoint => PageIndex.IsPage(endpoint) && endpoint.RoutePattern.Parameters.Count == 0)
                .Select(endpoint => endpoint.RoutePattern.RawText!)
                .Distinct(),
            $"/customers/{chain.Customer.Id}",
            $"/customers/{chain.Customer.Id}?tab=account",
            $"/customers/{chain.Customer.Id}?tab=subscriptions",
            $"/customers/{chain.Customer.Id}?tab=orders",
            $"/customers/{chain.Customer.Id}?tab=activity",
            $"/subscriptions/{sold.Subscriptions[0].Id}",
            $"/subscriptions/{sold.Subscriptions[0].Id}?tab=activity",
            $"/orders/{sold.Order.Id}",
            $"/orders/{sold.Order.Id}?tab=activity",
            $"/catalogue?customer={chain.Customer.Id}",
            $"/catalogue/OFFICE?customer={chain.Customer.Id}",
            $"/catalogue?view=table&customer={chain.Customer.Id}",
            $"/can-i-sell?seller={chain.Reseller.Id}&via={chain.Provider.Id}&buyer={chain.Customer.Id}",
            $"/jobs/{job.Id}",
            "/activity?from=",
            "/ops/activity?from=",
            "/search?q=i",
        ];
        var shown = new HashSet<string>();
        foreach (var (participant, roles) in new (Participant, Role[])[]
        {
            (vendor, [Role.ProgramOperator, Role.CatalogManager]),
            (chain.Provider, [Role.GlobalAdmin, Role.AdminAgent]),
            (chain.Reseller, [Role.GlobalAdmin, Role.AdminAgent]),
            (chain.Customer, [Role.GlobalAdmin]),
        })
        {
            using var browser = new Browser(server);
            await browser.SignIn(await world.User(participant, "reader", [.. roles]));
            foreach (var path in paths.Where(path => path != "/signout"))
            {
                var page = await browser.Open(path);

                Assert.NotEqual(HttpStatusCode.InternalServerError, page.Status);
                Assert.False(
                    page.Html.Contains("<i id=evil", StringComparison.Ordinal)
                        || page.Html.Contains("\"'>&", StringComparison.Ordinal),
                    $"{path} shows a name as markup to the {participant.Kind}.");
                if (page.Html.Contains("id=evil", StringComparison.Ordinal))
                {
                    shown.Add(path);
                }
            }
        }

        Assert.True(changed.Count >= 15, $"Only {string.Join(", ", changed)} could be changed.");
        Assert.True(shown.Count >= 20, $"Only {string.Join(", ", shown)} show names.");
    }

    /// <summary>Puts markup in front of every free text in the database; says which those are.</summary>
    private static async Task<List<string>> Poison(World world)
    {
        var cancel = TestContext.Current.CancellationToken;
        await using var db = world.Db();
        var columns = await db.Database.SqlQuery<string>(
            $"""
            select table_name || '.' || column_name || ':' || coalesce(character_maximum_length, 10000) as "Value"
            from information_schema.columns
            where table_schema = current_schema() and column_name = any ({FreeTexts}) and is_generated = 'NEVER'
                and data_type in ('text', 'character varying')
            """).ToListAsync(cancel);
        foreach (var column in columns.Select(column => column.Split('.', ':')))
        {
            await using var update = world.Source.CreateCommand();
            update.CommandText =
                $"update {column[0]} set {column[1]} = left($1 || {column[1]}, {column[2]}) where {column[1]} is not null";
            update.Parameters.Add(Sql.Text(Payload));
            await update.ExecuteNonQueryAsync(cancel);
        }

        return columns;
    }
}
