using System.CommandLine;

namespace Kontor.Server;

/// <summary>Options that every verb with a database has.</summary>
public sealed class CommonOptions
{
    private readonly Option<string?> _data = new("--data")
    {
        Description = $"Data folder (default {ServerSettings.DemoFolder}; without --demo {ServerSettings.UsualFolder}).",
        HelpName = "DIR",
    };

    private readonly Option<string?> _database = new("--database")
    {
        Description = "PostgreSQL connection string; without one the embedded database of the data folder is used.",
        HelpName = "CONNECTION",
    };

    private readonly Option<string[]> _set = new("--set")
    {
        Description = "Sets a configuration value, such as --set Kontor:Mail:Pickup=/var/mail/kontor. May be repeated.",
        HelpName = "KEY=VALUE",
        DefaultValueFactory = _ => [],
    };

    private readonly string _usualFolder;

    /// <summary>Adds the options to a verb.</summary>
    /// <param name="verb">The verb.</param>
    /// <param name="usualFolder">The data folder where none is named.</param>
    public CommonOptions(Command verb, string usualFolder = ServerSettings.DemoFolder)
    {
        _usualFolder = usualFolder;
        verb.Options.Add(_data);
        verb.Options.Add(_database);
        verb.Options.Add(_set);
    }

    /// <summary>The data folder, absolute.</summary>
    public string DataFolder(ParseResult parsed, string? otherwise = null) =>
        Path.GetFullPath(parsed.GetValue(_data) ?? otherwise ?? _usualFolder);

    public IConfiguration Configuration(ParseResult parsed) => KontorHost.Configuration(Values(parsed));

    private IEnumerable<KeyValuePair<string, string?>> Values(ParseResult parsed)
    {
        if (parsed.GetValue(_database) is { } database)
        {
            yield return new("Kontor:Database", database);
        }

        foreach (var setting in parsed.GetValue(_set) ?? [])
        {
            var at = setting.IndexOf('=', StringComparison.Ordinal);
            if (at > 0)
            {
                yield return new(setting[..at], setting[(at + 1)..]);
            }
        }
    }
}
