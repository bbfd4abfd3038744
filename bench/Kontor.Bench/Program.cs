using Kontor.Bench;

// bench/run.sh NAME [--clients N] [--customers N] [--seconds N]; without a name all of them.
var settings = BenchSettings.Parse(args);
if (settings is null)
{
    return 2;
}

await using var database = await BenchDatabase.Start();
foreach (var name in settings.Names)
{
    await (name switch
    {
        "orders" => OrdersBench.Run(database, settings),
        "reads" => ReadsBench.Run(database, settings),
        "import" => ImportBench.Run(database),
        "pages" => PagesBench.Run(database, settings),
        "lists" => ListsBench.Run(database, settings),
        _ => throw new ArgumentException($"There is no bench '{name}'."),
    });
}

return 0;
