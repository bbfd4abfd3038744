using Kontor.Accounts;
using Kontor.Sandbox;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Tests.Sandbox;

/// <summary>The demo world is made once, whole, and in an empty database only.</summary>
public sealed class DemoWorldStartTests
{
    [Fact]
    public async Task Two_servers_that_start_together_make_one_world()
    {
        await using var database = await TestPostgres.CreateDatabase();
        var (here, there) = (TestFolder.Create(), TestFolder.Create());
        try
        {
            await using var first = DemoServer.Build(database, here);
            await using var second = DemoServer.Build(database, there);

            await Task.WhenAll(first.Ensure(), second.Ensure());

            await AssertWhole(database);
            var folders = new[] { here, there }.Where(folder => File.Exists(CredentialsFile.In(folder)));
            var folder = Assert.Single(folders);
            var without = folder == here ? second : first;
            Assert.Contains(folder, await without.Welcome(), StringComparison.Ordinal);
            Assert.Contains("--reset", await without.Welcome(), StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(here, recursive: true);
            Directory.Delete(there, recursive: true);
        }
    }

    [Fact]
    public async Task A_world_whose_making_was_cut_short_is_made_anew_and_a_whole_one_is_kept()
    {
        await using var database = await TestPostgres.CreateDatabase();
        var folder = TestFolder.Create();
        try
        {
            await using (var killed = DemoServer.Build(database, folder))
            {
                using var kill = new CancellationTokenSource();
                var making = killed.Ensure(kill.Token);
                await Until(async () =>
                {
                    await using var db = database.Db();
                    return await db.Tenants.AnyAsync(CancellationToken.None);
                });
                await kill.CancelAsync();
                await Assert.ThrowsAnyAsync<OperationCanceledException>(() => making);
            }

            Assert.False(File.Exists(CredentialsFile.In(folder)));
            await using (var next = DemoServer.Build(database, folder))
            {
                await next.Ensure();
            }

            await AssertWhole(database);
            var written = await File.ReadAllTextAsync(
                CredentialsFile.In(folder), TestContext.Current.CancellationToken);
            await using (var later = DemoServer.Build(database, folder))
            {
                await later.Ensure();
                Assert.DoesNotContain("--reset", await later.Welcome(), StringComparison.Ordinal);
            }

            await AssertWhole(database);
            Assert.Equal(
                written,
                await File.ReadAllTextAsync(CredentialsFile.In(folder), TestContext.Current.CancellationToken));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task Somebodys_own_data_are_kept_as_they_are()
    {
        await using var world = await World.Create();
        await world.Provider();
        await using var database = TestDatabase.Existing(world.ConnectionString);
        var folder = TestFolder.Create();
        try
        {
            await using var server = DemoServer.Build(database, folder);

            await server.Ensure();

            await using var db = world.Db();
            Assert.Equal(1, await db.Tenants.CountAsync(TestContext.Current.CancellationToken));
            Assert.False(File.Exists(CredentialsFile.In(folder)));
            Assert.Contains("kept", await server.Welcome(), StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task AssertWhole(TestDatabase database)
    {
        await using var db = database.Db();
        var cancel = TestContext.Current.CancellationToken;
        Assert.NotNull((await db.WorldRecords.SingleAsync(cancel)).CompletedAt);
        Assert.Equal(WorldPlan.Tenants().Count + WorldPlan.Applicants().Count, await db.Tenants.CountAsync(cancel));
    }

    private static async Task Until(Func<Task<bool>> holds)
    {
        for (var attempt = 0; !await holds(); attempt++)
        {
            Assert.True(attempt < 1_000, "The world was not begun within ten seconds.");
            await Task.Delay(10);
        }
    }
}
