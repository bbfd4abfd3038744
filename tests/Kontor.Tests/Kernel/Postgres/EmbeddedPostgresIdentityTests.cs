using System.Globalization;
using Kontor.Kernel.Postgres;
using Microsoft.Extensions.Logging.Abstractions;

namespace Kontor.Tests.Postgres;

/// <summary>As whom the server runs, and where.</summary>
public sealed class EmbeddedPostgresIdentityTests
{
    private const int Limit = 60_000;

    [Fact(Timeout = Limit)]
    public async Task It_listens_on_a_socket_only_that_nobody_else_may_enter()
    {
        using var data = new DataFolder();
        await using var postgres = await data.Start();

        Assert.Equal("", await DataFolder.Ask(postgres.ConnectionString, "SHOW listen_addresses"));
        Assert.Equal((UnixFileMode)0b111_000_000, File.GetUnixFileMode(data.Folders.Sockets));
        Assert.Equal((UnixFileMode)0b111_000_000, File.GetUnixFileMode(data.Folders.Cluster));
        Assert.Equal("UTF8", await DataFolder.Ask(postgres.ConnectionString, "SHOW server_encoding"));
        Assert.Equal("i", (await DataFolder.Ask(
            postgres.ConnectionString,
            "SELECT datlocprovider::text FROM pg_database WHERE datname = current_database()"))!.ToString());
    }

    [Fact(Timeout = Limit)]
    public async Task Its_session_is_its_own_so_that_the_terminal_cannot_interrupt_it()
    {
        using var data = new DataFolder();
        await using var postgres = await data.Start();
        var server = postgres.ServerProcess()!.Value;

        var afterName = (await File.ReadAllTextAsync($"/proc/{server}/stat")).Split(')')[^1].Split(' ');

        Assert.Equal(server.ToString(CultureInfo.InvariantCulture), afterName[4]);
    }

    [Fact(Timeout = Limit)]
    public async Task Nothing_of_the_environment_reaches_it()
    {
        Environment.SetEnvironmentVariable("KONTOR_SECRET_OF_A_TEST", "do not tell");
        using var data = new DataFolder();
        await using var postgres = await data.Start();

        var environment = await File.ReadAllTextAsync($"/proc/{postgres.ServerProcess()}/environ");

        Assert.Contains("TZ=UTC", environment, StringComparison.Ordinal);
        Assert.DoesNotContain("do not tell", environment, StringComparison.Ordinal);
    }

    [Fact(Timeout = Limit)]
    public async Task Started_by_root_it_runs_as_a_user_without_any_privilege()
    {
        OnlyAsRoot();
        using var data = new DataFolder();
        await using var postgres = await Start(data, Binaries(data));
        var server = postgres.ServerProcess()!.Value;

        Assert.NotEqual(0, DataFolder.UserOf(server));
        Assert.Equal("0000000000000000", DataFolder.Status(server, "CapEff"));
        Assert.Equal("0000000000000000", DataFolder.Status(server, "CapBnd"));
        Assert.Equal("1", DataFolder.Status(server, "NoNewPrivs"));
    }

    [Fact(Timeout = Limit)]
    public async Task Started_by_root_where_no_other_user_may_go_it_runs_in_a_user_namespace()
    {
        OnlyAsRoot();
        using var data = new DataFolder();
        data.Close();
        await using var postgres = await data.Start();
        var server = postgres.ServerProcess()!.Value;

        Assert.Equal(0, DataFolder.UserOf(server));
        Assert.Equal("0000000000000000", DataFolder.Status(server, "CapEff"));
        Assert.NotEqual(NamespaceOf("self"), NamespaceOf(server.ToString(CultureInfo.InvariantCulture)));
        Assert.Equal(1, await DataFolder.Ask(postgres.ConnectionString, "SELECT 1"));
    }

    [Fact(Timeout = Limit)]
    public async Task The_data_stay_when_the_identity_changes()
    {
        OnlyAsRoot();
        using var data = new DataFolder();
        var binaries = Binaries(data);
        await using (var open = await Start(data, binaries))
        {
            await DataFolder.Ask(open.ConnectionString, "CREATE TABLE kept AS SELECT 7 AS value");
        }

        data.Close();
        await using (var closed = await Start(data, binaries))
        {
            Assert.Equal(7, await DataFolder.Ask(closed.ConnectionString, "SELECT value FROM kept"));
            Assert.Equal(0, DataFolder.UserOf(closed.ServerProcess()!.Value));
        }

        data.Open();
        await using var again = await Start(data, binaries);
        Assert.Equal(7, await DataFolder.Ask(again.ConnectionString, "SELECT value FROM kept"));
        Assert.NotEqual(0, DataFolder.UserOf(again.ServerProcess()!.Value));
    }

    [Fact(Timeout = Limit)]
    public async Task Where_there_are_no_user_namespaces_the_binaries_are_copied_to_where_the_unprivileged_user_may_go()
    {
        OnlyAsRoot();
        using var data = new DataFolder();
        var binaries = Binaries(data);
        File.SetUnixFileMode(binaries, (UnixFileMode)0b111_000_000);

        await using var owner = await DatabaseOwner.Start(
            "start", data.Path, binaries: binaries, programsFirst: NoNamespaces(data));

        Assert.Null(owner.Refusal);
        Assert.NotEqual(0, DataFolder.UserOf(owner.Server!.Value));
        Assert.StartsWith(
            data.Folders.BinariesCopy, new FileInfo($"/proc/{owner.Server}/exe").LinkTarget, StringComparison.Ordinal);
    }

    [Fact(Timeout = Limit)]
    public async Task Where_root_can_give_it_no_identity_at_all_it_is_refused_with_the_way_out()
    {
        OnlyAsRoot();
        using var data = new DataFolder();
        var noNamespaces = NoNamespaces(data);
        data.Close();

        await using var owner = await DatabaseOwner.Start("start", data.Path, programsFirst: noNamespaces);

        Assert.Contains("started by root", owner.Refusal, StringComparison.Ordinal);
        Assert.Contains("--data /var/lib/kontor", owner.Refusal, StringComparison.Ordinal);
    }

    [Theory(Timeout = Limit)]
    [InlineData("nobody has a name", 65534)]
    [InlineData("a container's user has none", 61234)]
    public async Task Any_other_user_runs_it_as_itself(string _, int user)
    {
        OnlyAsRoot();
        using var data = new DataFolder();
        var program = CopyProgram(data);
        var home = Path.Combine(data.Above, "home");
        Directory.CreateDirectory(home);
        Libc.Give(home, (uint)user, (uint)user);

        await using var owner = await DatabaseOwner.Start(
            "start", Path.Combine(home, "data"), As(user), program, Binaries(data));

        Assert.Null(owner.Refusal);
        Assert.Equal(user, DataFolder.UserOf(owner.Server!.Value));
        Assert.Equal(1, await DataFolder.Ask(owner.ConnectionString, "SELECT 1"));
    }

    [Fact(Timeout = Limit)]
    public async Task A_folder_of_another_user_is_refused()
    {
        OnlyAsRoot();
        using var data = new DataFolder();
        await using (await data.Start())
        {
        }

        await using var owner = await DatabaseOwner.Start(
            "start", data.Path, As(65534), CopyProgram(data), Binaries(data));

        Assert.Contains("--data", owner.Refusal, StringComparison.Ordinal);
    }

    [Theory(Timeout = Limit)]
    [InlineData("spaces, 'quotes', \"more\"; and = 100% ü")]
    [InlineData("a/path/that/is/much/too/long/for/a/socket/because/it/goes/on/and/on/and/on/and/nobody/reads/it")]
    public async Task Any_folder_name_will_do(string name)
    {
        using var data = new DataFolder(name);
        await using var postgres = await data.Start();

        Assert.Equal("kontor", await DataFolder.Ask(postgres.ConnectionString, "SELECT current_database()"));
        Assert.Equal((UnixFileMode)0b111_000_000, File.GetUnixFileMode(data.Folders.Sockets));
    }

    [Fact(Timeout = Limit)]
    public async Task A_folder_without_binaries_is_named_in_the_refusal()
    {
        using var data = new DataFolder();

        var refused = await Assert.ThrowsAsync<EmbeddedPostgresException>(() => EmbeddedPostgres.Start(
            data.Settings with { Binaries = "/nowhere" },
            NullLogger.Instance,
            CancellationToken.None));

        Assert.Contains("/nowhere/bin/postgres", refused.Message, StringComparison.Ordinal);
        Assert.Contains("Kontor__Embedded__Binaries", refused.Message, StringComparison.Ordinal);
    }

    private static void OnlyAsRoot() => Assert.SkipUnless(
        Environment.IsPrivilegedProcess && OperatingSystem.IsLinux(), "Only root can become somebody else.");

    private static string NamespaceOf(string process) => new FileInfo($"/proc/{process}/ns/user").LinkTarget!;

    private static string[] As(int user) => ["setpriv", $"--reuid={user}", $"--regid={user}", "--clear-groups", "--"];

    /// <summary>This program where every user can run it, wherever it was built.</summary>
    private static string CopyProgram(DataFolder data)
    {
        var copy = Path.Combine(data.Above, "program");
        foreach (var file in Directory.EnumerateFiles(AppContext.BaseDirectory, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(copy, Path.GetRelativePath(AppContext.BaseDirectory, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }

        return copy;
    }

    private static Task<EmbeddedPostgres> Start(DataFolder data, string binaries) => EmbeddedPostgres.Start(
        data.Settings with { Binaries = binaries }, NullLogger.Instance, CancellationToken.None);

    /// <summary>
    /// The package where every user can read it, wherever it was installed, and as npm unpacks it when it runs no
    /// scripts.
    /// </summary>
    private static string Binaries(DataFolder data)
    {
        var found = PostgresBinaries.Find(data.Settings, data.Folders);
        var copy = Path.Combine(data.Above, "native");
        foreach (var file in new DirectoryInfo(found.Folder).EnumerateFiles("*", SearchOption.AllDirectories))
        {
            if (file.LinkTarget is null)
            {
                var target = Path.Combine(copy, Path.GetRelativePath(found.Folder, file.FullName));
                Directory.CreateDirectory(Path.GetDirectoryName(target)!);
                file.CopyTo(target);
            }
        }

        return copy;
    }

    /// <summary>A folder with an unshare that answers as in a container that forbids it.</summary>
    private static string NoNamespaces(DataFolder data)
    {
        var folder = Directory.CreateDirectory(Path.Combine(data.Above, "bin")).FullName;
        var unshare = Path.Combine(folder, "unshare");
        File.WriteAllText(unshare, "#!/bin/sh\necho 'unshare: unshare failed: Operation not permitted'; exit 1\n");
        File.SetUnixFileMode(unshare, (UnixFileMode)0b111_101_101);
        return folder;
    }
}
