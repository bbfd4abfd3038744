using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Kontor.Kernel;
using Kontor.Kernel.Postgres;
using Npgsql;

namespace Kontor.Tests.Postgres;

/// <summary>What happens after either process was killed.</summary>
public sealed class EmbeddedPostgresRecoveryTests
{
    private const int Limit = 90_000;

    [Fact(Timeout = Limit)]
    public async Task A_killed_Kontor_takes_its_server_along_and_the_next_one_finds_everything()
    {
        using var data = new DataFolder();
        var owner = await DatabaseOwner.Start("start", data.Path);
        await DataFolder.Ask(owner.ConnectionString, "CREATE TABLE kept AS SELECT 7 AS value");

        await owner.Kill();
        await using var next = await data.Start();

        Assert.Equal(7, await DataFolder.Ask(next.ConnectionString, "SELECT value FROM kept"));
        Assert.False(DataFolder.IsRunning(owner.Server!.Value));
    }

    [Fact(Timeout = Limit)]
    public async Task The_server_does_not_outlive_a_killed_Kontor_even_if_nobody_comes_back()
    {
        using var data = new DataFolder();
        var owner = await DatabaseOwner.Start("start", data.Path);

        await owner.Kill();

        await DataFolder.WaitUntilGone(owner.Server!.Value);
    }

    [Fact(Timeout = Limit)]
    public async Task A_server_that_was_left_running_is_stopped_and_its_data_kept()
    {
        using var data = new DataFolder();
        var orphan = await LeaveServerRunning(data);
        await DataFolder.Ask(orphan.ConnectionString, "CREATE TABLE kept AS SELECT 7 AS value");
        await using var client = new NpgsqlConnection(orphan.ConnectionString);
        await client.OpenAsync();

        await using var next = await data.Start();

        Assert.False(DataFolder.IsRunning(orphan.Process.Id));
        Assert.NotEqual(orphan.Process.Id, next.ServerProcess());
        Assert.Equal(7, await DataFolder.Ask(next.ConnectionString, "SELECT value FROM kept"));
    }

    [Fact(Timeout = Limit)]
    public async Task A_killed_server_comes_back_by_itself_with_all_that_was_acknowledged()
    {
        using var data = new DataFolder();
        await using var postgres = await data.Start();
        await using var source = Database.Open(postgres.ConnectionString);
        postgres.Interrupted += source.Clear;
        await Execute(source, "CREATE TABLE kept (value int PRIMARY KEY)");
        var acknowledged = new ConcurrentBag<int>();
        using var enough = new CancellationTokenSource();
        var writers = Enumerable.Range(0, 4).Select(writer => Task.Run(async () =>
        {
            for (var value = writer; !enough.IsCancellationRequested; value += 4)
            {
                try
                {
                    await Execute(source, $"INSERT INTO kept VALUES ({value.ToString(CultureInfo.InvariantCulture)})");
                    acknowledged.Add(value);
                }
                catch (NpgsqlException)
                {
                    // The caller saw a failure: nothing was promised.
                }
            }
        })).ToList();

        for (var kills = 0; kills < 3; kills++)
        {
            var killed = await Serving(postgres);
            Libc.Signal(killed, Libc.Kill);
            await DataFolder.WaitUntilGone(killed);
            var before = acknowledged.Count;
            for (var clock = Stopwatch.StartNew(); acknowledged.Count < before + 20; await Task.Delay(10))
            {
                Assert.True(clock.Elapsed < TimeSpan.FromSeconds(15), "No order went through for 15 seconds.");
            }

            Assert.NotEqual(killed, postgres.ServerProcess());
        }

        await enough.CancelAsync();
        await Task.WhenAll(writers);
        await using var count = source.CreateCommand("SELECT count(*) FROM kept WHERE value = ANY ($1)");
        count.Parameters.Add(new NpgsqlParameter { Value = acknowledged.ToArray() });
        Assert.Equal((long)acknowledged.Count, await count.ExecuteScalarAsync());
    }

    [Fact(Timeout = Limit)]
    public async Task An_idle_pool_does_not_notice_that_the_server_was_killed()
    {
        using var data = new DataFolder();
        await using var postgres = await data.Start();
        await using var source = Database.Open(postgres.ConnectionString);
        postgres.Interrupted += source.Clear;
        await Execute(source, "SELECT 1");
        var killed = postgres.ServerProcess()!.Value;

        Libc.Signal(killed, Libc.Kill);
        await DataFolder.WaitUntilGone(killed);
        await Serving(postgres);

        await Execute(source, "SELECT 1");
    }

    [Fact(Timeout = Limit)]
    public async Task After_a_kill_of_both_the_next_start_recovers_at_once()
    {
        using var data = new DataFolder();
        var owner = await DatabaseOwner.Start("start", data.Path);
        await DataFolder.Ask(owner.ConnectionString, "CREATE TABLE kept AS SELECT 7 AS value");

        Libc.Signal(owner.Server!.Value, Libc.Kill);
        await owner.Kill();
        await using var next = await data.Start();

        Assert.Equal(7, await DataFolder.Ask(next.ConnectionString, "SELECT value FROM kept"));
    }

    [Fact(Timeout = Limit)]
    public async Task A_child_that_outlives_the_killed_server_is_ended_before_the_next_one_touches_the_files()
    {
        using var data = new DataFolder();
        await using var postgres = await data.Start();
        await using var client = new NpgsqlConnection(postgres.ConnectionString);
        await client.OpenAsync();
        var child = client.ProcessID;
        var server = postgres.ServerProcess()!.Value;

        // A stopped process notices nothing, like one in the middle of a long computation.
        Libc.Signal(child, Stop);
        Libc.Signal(server, Libc.Kill);
        await DataFolder.WaitUntilGone(server);
        await Serving(postgres);

        Assert.False(DataFolder.IsRunning(child));
    }

    [Theory(Timeout = Limit)]
    [InlineData("cluster/postmaster.pid")]
    [InlineData("run/.s.PGSQL.5432.lock")]
    public async Task A_lock_file_that_names_a_stranger_does_not_keep_the_server_from_starting(string file)
    {
        using var data = new DataFolder();
        await using (await data.Start())
        {
        }

        // The number of the killed server went to a process of the same user: here, to one that sleeps.
        using var stranger = await SameUser(data, ["sleep", "60"]);
        await File.WriteAllTextAsync(
            Path.Combine(data.Folders.Home, file),
            $"{stranger.Id}\n{data.Folders.Cluster}\n1700000000\n5432\n{data.Folders.Sockets}\n\n 1 1\nready\n");

        await using var postgres = await data.Start();

        Assert.Equal(1, await DataFolder.Ask(postgres.ConnectionString, "SELECT 1"));
        Assert.False(stranger.HasExited);
        stranger.Kill();
    }

    [Fact(Timeout = Limit)]
    public async Task A_kill_in_the_middle_of_the_first_start_leaves_nothing_in_the_way()
    {
        using var data = new DataFolder();
        var unfinished = Path.Combine(data.Folders.Home, "cluster.new-4711");
        Directory.CreateDirectory(Path.Combine(unfinished, "base"));
        await File.WriteAllTextAsync(Path.Combine(unfinished, "PG_VERSION"), "18\n");

        await using var postgres = await data.Start();

        Assert.Equal(1, await DataFolder.Ask(postgres.ConnectionString, "SELECT 1"));
        Assert.False(Directory.Exists(unfinished));
    }

    private const int Stop = 19;

    private static async Task Execute(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Waits until a server answers, and tells which process it is.</summary>
    private static async Task<int> Serving(EmbeddedPostgres postgres)
    {
        while (true)
        {
            try
            {
                await DataFolder.Ask(postgres.ConnectionString, "SELECT 1");
                return postgres.ServerProcess()!.Value;
            }
            catch (NpgsqlException)
            {
                await Task.Delay(20);
            }
        }
    }

    /// <summary>A server that nobody owns and that no death of a parent ends.</summary>
    private static async Task<(Process Process, string ConnectionString)> LeaveServerRunning(DataFolder data)
    {
        string address;
        await using (var postgres = await data.Start())
        {
            address = postgres.ConnectionString;
        }

        var server = await SameUser(
            data,
            [
                PostgresBinaries.Find(data.Settings, data.Folders).Server, "-D", data.Folders.Cluster,
                "-c", $"config_file={data.Folders.Configuration}",
            ]);
        for (var tries = 0; ; tries++)
        {
            try
            {
                await DataFolder.Ask(address, "SELECT 1");
                return (server, address);
            }
            catch (NpgsqlException) when (tries < 500)
            {
                await Task.Delay(20);
            }
        }
    }

    private static async Task<Process> SameUser(DataFolder data, string[] words)
    {
        var binaries = PostgresBinaries.Find(data.Settings, data.Folders);
        var (user, _) = await ServerUser.Choose(data.Folders, binaries, CancellationToken.None);
        return Process.Start(Subprocess.Describe([.. user.Prefix, .. words]))!;
    }
}
