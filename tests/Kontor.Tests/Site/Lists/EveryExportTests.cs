using System.Net;
using Kontor.Elsewhere;
using Kontor.Kernel;
using Kontor.Licensing;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Kontor.Tests.Site.Lists;

/// <summary>Every list that can be exported, as a file of either format.</summary>
public sealed class EveryExportTests
{
    [Fact]
    [Trait("Rule", "CUS-66")]
    public async Task Every_export_of_the_program_is_a_file_that_begins_with_its_heading()
    {
        await using var world = await World.Create();
        var chain = await world.TradingChain();
        var server = await world.WholeServer();
        var people = new List<Browser>();
        foreach (var (of, roles) in new (Participant, Role[])[]
        {
            (chain.Provider, [Role.GlobalAdmin, Role.AdminAgent]),
            (chain.Reseller, [Role.GlobalAdmin, Role.AdminAgent]),
            (await world.Vendor(), [Role.ProgramOperator, Role.CatalogManager]),
            (chain.Customer, [Role.GlobalAdmin]),
        })
        {
            var person = new Browser(server);
            people.Add(person);
            await person.SignIn(await world.User(of, $"user{people.Count}", [.. roles]));
            await person.Open("/home?culture=en");
        }

        string[] exports =
        [
            .. server.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
                .Select(endpoint => endpoint.RoutePattern.RawText!)
                .Where(path => path.EndsWith("/export", StringComparison.Ordinal))
                .Distinct(),
        ];

        Assert.True(exports.Length >= 14, $"There are only {exports.Length} exports.");
        foreach (var path in exports)
        {
            // Of whom the licenses are, and what was bought elsewhere, stands in the query.
            var start = path is LicenseList.ExportPath or ElsewhereList.ExportPath ? $"{path}?customer={chain.Customer.Id}&" : $"{path}?";
            var answers = new List<SeenPage>();
            foreach (var person in people)
            {
                answers.Add(await person.Open($"{start}format=csv"));
            }

            var place = answers.FindIndex(answer => answer.Status == HttpStatusCode.OK);
            Assert.True(place >= 0, $"Nobody may have {path}.");
            Assert.Contains("-2026-03-02.csv\"", answers[place].Headers["Content-Disposition"], StringComparison.Ordinal);
            var rows = await ListPages.Export(people[place], $"{start}from=");
            Assert.True(rows[0].Length > 3, $"{path} has no heading.");
            Assert.All(rows[0], title => Assert.Matches("^\\p{Lu}", title));
        }

        people.ForEach(person => person.Dispose());
    }
}
