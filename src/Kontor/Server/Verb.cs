using System.CommandLine;
using Kontor.Kernel;
using Kontor.Kernel.Postgres;
using Kontor.Policy;
using Npgsql;

namespace Kontor.Server;

/// <summary>What all verbs share: a database, the features over it, and errors that are sentences.</summary>
public static class Verb
{
    /// <summary>Something the user can put right; the message says how.</summary>
    public const int CannotStart = 2;

    /// <summary>Adds the common options to a feature's verb and says how to run its action; for that verb's Create.</summary>
    public static VerbRunner Open(Command verb) => Open(verb, ServerSettings.DemoFolder);

    /// <summary>The same for a verb that a demo world does not need.</summary>
    public static VerbRunner OpenUsual(Command verb) => Open(verb, ServerSettings.UsualFolder);

    private static VerbRunner Open(Command verb, string folder)
    {
        var common = new CommonOptions(verb, folder);
        return (parsed, action, cancel) => WithServices(
            common, parsed, (services, token) => action(services, common.DataFolder(parsed), token), cancel);
    }

    /// <summary>
    /// Runs the action of a verb with the features of a running or briefly started database. The folder is that of a
    /// demo world when it holds one.
    /// </summary>
    public static Task<int> WithServices(
        CommonOptions common, ParseResult parsed, Func<IServiceProvider, CancellationToken, Task<int>> action, CancellationToken cancel) =>
        WithDatabase(common, parsed, async (configuration, database, token) =>
        {
            var folder = common.DataFolder(parsed);
            await using var services = KontorHost.BuildServices(configuration, new ServerSettings(folder, IsDemo: true), database);
            await services.GetRequiredService<CurrentPolicy>().Load(token);
            await using var scope = services.CreateAsyncScope();
            return await action(scope.ServiceProvider, token);
        }, cancel);

    public static async Task<int> WithDatabase(
        CommonOptions common,
        ParseResult parsed,
        Func<IConfiguration, NpgsqlDataSource, CancellationToken, Task<int>> action,
        CancellationToken cancel)
    {
        var configuration = common.Configuration(parsed);
        using var logging = KontorHost.Logging(configuration);
        try
        {
            await using var database = await DatabaseAccess.ToUse(
                configuration, common.DataFolder(parsed), logging.CreateLogger("Kontor"), cancel);
            await SchemaUpdate.Apply(database.Source, cancel);
            return await action(configuration, database.Source, cancel);
        }
        catch (Exception error) when (error is EmbeddedPostgresException or NpgsqlException)
        {
            await Console.Error.WriteLineAsync(Sentence(error));
            return CannotStart;
        }
    }

    /// <summary>What went wrong, for people at a terminal: no stack trace, and what to do next.</summary>
    public static string Sentence(Exception error) => error is NpgsqlException
        ? $"The database cannot be used: {error.Message} Check --database or Kontor__Database."
        : error.Message;
}
