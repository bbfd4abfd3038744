using Kontor.Kernel;
using Npgsql;

namespace Kontor.Bench;

/// <summary>A world, its server and somebody who is signed in there.</summary>
internal sealed class Place(
    int customers, NpgsqlDataSource database, ServerProcess process, string cookie, string middleName) : IAsyncDisposable
{
    public int Customers => customers;

    public ServerProcess Process => process;

    public string Cookie => cookie;

    public PageQuestions Questions { get; } = new(database);

    /// <summary>How the name of the customer in the middle begins.</summary>
    public string MiddleName => middleName.Split(' ')[0];

    public string Middle { get; } = new Cursor(middleName, Guid.Empty).ToString();

    public static async Task<Place> Open(BenchDatabase server, int customers)
    {
        var address = await server.World($"kontor_bench_pages_{customers}", database => PagesWorld.Load(database, customers));
        var database = Database.Open(address);
        await using var middle = database.CreateCommand(
            $"""
            select customer_name_key from customer_relationships where partner_id = '{BenchWorld.Provider(0)}'
            order by customer_name_key offset {customers / 2} limit 1
            """);
        var name = (string)(await middle.ExecuteScalarAsync())!;
        var process = await ServerProcess.Start(address, $"server-{customers}", "Kontor:Pages:RequestsPerMinute=0");
        return new Place(customers, database, process, await process.SignIn(PagesWorld.UserName, PagesWorld.Password), name);
    }

    public async ValueTask DisposeAsync()
    {
        await process.DisposeAsync();
        await Questions.DisposeAsync();
        await database.DisposeAsync();
    }
}
