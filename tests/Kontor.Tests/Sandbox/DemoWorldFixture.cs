namespace Kontor.Tests.Sandbox;

/// <summary>One demo world for the tests of a class that only look at it.</summary>
public sealed class DemoWorldFixture : IAsyncLifetime
{
    private TestDatabase? _database;
    private string? _folder;
    private DemoServer? _server;

    public DemoServer Server => _server!;

    public TestDatabase Database => _database!;

    public async ValueTask InitializeAsync()
    {
        _database = await TestPostgres.CreateDatabase();
        _folder = TestFolder.Create();
        _server = await DemoServer.Build(_database, _folder).Start();
    }

    public async ValueTask DisposeAsync()
    {
        await (_server?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (_database?.DisposeAsync() ?? ValueTask.CompletedTask);
        if (_folder is not null)
        {
            Directory.Delete(_folder, recursive: true);
        }
    }
}
