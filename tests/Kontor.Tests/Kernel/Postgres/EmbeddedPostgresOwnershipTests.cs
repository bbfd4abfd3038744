using Kontor.Kernel.Postgres;

namespace Kontor.Tests.Postgres;

/// <summary>Who may run the server of a data folder, and what others do meanwhile.</summary>
public sealed class EmbeddedPostgresOwnershipTests
{
    private const int Limit = 60_000;

    [Fact(Timeout = Limit)]
    public async Task A_second_server_on_the_same_folder_is_refused_with_the_way_out()
    {
        using var data = new DataFolder();
        await using var first = await DatabaseOwner.Start("start", data.Path);

        var refused = await Assert.ThrowsAsync<EmbeddedPostgresException>(data.Start);

        Assert.Contains(data.Path, refused.Message, StringComparison.Ordinal);
        Assert.Contains("--data", refused.Message, StringComparison.Ordinal);
        Assert.Equal(1, await DataFolder.Ask(first.ConnectionString, "SELECT 1"));
    }

    [Fact(Timeout = Limit)]
    public async Task Of_two_servers_started_at_once_on_a_new_folder_one_wins()
    {
        using var data = new DataFolder();

        var both = await Task.WhenAll(
            DatabaseOwner.Start("start", data.Path), DatabaseOwner.Start("start", data.Path));
        var winners = both.Where(owner => owner.Refusal is null).ToList();
        var losers = both.Except(winners).ToList();

        Assert.Equal(1, await DataFolder.Ask(Assert.Single(winners).ConnectionString, "SELECT 1"));
        Assert.Contains("--data", Assert.Single(losers).Refusal, StringComparison.Ordinal);
        await winners[0].DisposeAsync();
        await losers[0].DisposeAsync();
    }

    [Fact(Timeout = Limit)]
    public async Task A_command_uses_the_server_that_runs_and_leaves_it_running()
    {
        using var data = new DataFolder();
        await using var serving = await data.Start();

        await using (var command = await DatabaseOwner.Start("use", data.Path))
        {
            Assert.Null(command.Server);
            Assert.Equal(1, await DataFolder.Ask(command.ConnectionString, "SELECT 1"));
        }

        Assert.Equal(1, await DataFolder.Ask(serving.ConnectionString, "SELECT 1"));
    }

    [Fact(Timeout = Limit)]
    public async Task A_command_alone_starts_the_server_and_stops_it()
    {
        using var data = new DataFolder();
        int server;
        await using (var command = await data.UseOrStart())
        {
            server = command.ServerProcess()!.Value;
            Assert.Equal(1, await DataFolder.Ask(command.ConnectionString, "SELECT 1"));
        }

        Assert.False(DataFolder.IsRunning(server));
        Assert.False(File.Exists(Path.Combine(data.Folders.Cluster, "postmaster.pid")));
    }

    [Fact(Timeout = Limit)]
    public async Task Commands_started_at_once_on_a_new_folder_share_one_server_until_the_last_one_ends()
    {
        using var data = new DataFolder();
        var commands = await Task.WhenAll(
            Enumerable.Range(0, 4).Select(_ => DatabaseOwner.Start("use", data.Path)));
        var owner = Assert.Single(commands, command => command.Server is not null);
        var users = commands.Except([owner]).ToList();

        owner.AskToEnd();
        await Task.Delay(300);
        foreach (var user in users)
        {
            Assert.Equal(1, await DataFolder.Ask(user.ConnectionString, "SELECT 1"));
            await user.DisposeAsync();
        }

        await owner.DisposeAsync();
        Assert.False(DataFolder.IsRunning(owner.Server!.Value));
    }

    [Fact(Timeout = Limit)]
    public async Task Whoever_wants_to_serve_waits_for_a_command_to_end()
    {
        using var data = new DataFolder();
        var command = await DatabaseOwner.Start("use", data.Path);

        var serving = data.Start();
        await Task.Delay(300);
        Assert.False(serving.IsCompleted);
        await command.DisposeAsync();

        await using var postgres = await serving;
        Assert.NotEqual(command.Server, postgres.ServerProcess());
        Assert.Equal(1, await DataFolder.Ask(postgres.ConnectionString, "SELECT 1"));
    }

    [Fact(Timeout = Limit)]
    public async Task The_folder_is_free_again_after_a_refusal()
    {
        using var data = new DataFolder();
        Directory.CreateDirectory(Path.Combine(data.Folders.Cluster, "something of somebody"));

        var refused = await Assert.ThrowsAsync<EmbeddedPostgresException>(data.Start);
        Assert.Contains("holds no PostgreSQL database", refused.Message, StringComparison.Ordinal);
        Directory.Delete(data.Folders.Cluster, recursive: true);

        await using var postgres = await data.Start();
        Assert.Equal(1, await DataFolder.Ask(postgres.ConnectionString, "SELECT 1"));
    }

    [Theory(Timeout = Limit)]
    [InlineData("19", "newer")]
    [InlineData("17", "cannot read it")]
    public async Task The_files_of_another_major_version_are_refused_and_not_touched(string version, string why)
    {
        using var data = new DataFolder();
        await using (await data.Start())
        {
        }

        var file = Path.Combine(data.Folders.Cluster, "PG_VERSION");
        await File.WriteAllTextAsync(file, version);

        var refused = await Assert.ThrowsAsync<EmbeddedPostgresException>(data.Start);
        Assert.Contains(why, refused.Message, StringComparison.Ordinal);
        Assert.Contains($"PostgreSQL {version}", refused.Message, StringComparison.Ordinal);
        Assert.Contains("--data", refused.Message, StringComparison.Ordinal);

        await File.WriteAllTextAsync(file, "18");
        await using var again = await data.Start();
        Assert.Equal(1, await DataFolder.Ask(again.ConnectionString, "SELECT 1"));
    }
}
