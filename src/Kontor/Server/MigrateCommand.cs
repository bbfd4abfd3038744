using System.CommandLine;

namespace Kontor.Server;

/// <summary><c>kontor migrate</c>: brings the database to this version's tables and ends.</summary>
public static class MigrateCommand
{
    public static Command Create()
    {
        var verb = new Command("migrate", "Brings the database to this version's tables.");
        var common = new CommonOptions(verb);
        verb.SetAction((parsed, cancel) => Verb.WithDatabase(common, parsed, async (_, database, token) =>
        {
            var applied = await SchemaUpdate.Apply(database, token);
            Console.WriteLine(applied.Count == 0 ? "The database is current." : $"Applied: {string.Join(", ", applied)}.");
            return 0;
        }, cancel));
        return verb;
    }
}
