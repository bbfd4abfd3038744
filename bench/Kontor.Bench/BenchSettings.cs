using System.Globalization;

namespace Kontor.Bench;

/// <summary>What to measure and how long.</summary>
internal sealed record BenchSettings(IReadOnlyList<string> Names, int Clients, int Customers, TimeSpan Duration)
{
    public static readonly IReadOnlyList<string> All = ["orders", "reads", "import", "pages", "lists"];

    public static BenchSettings? Parse(string[] args)
    {
        var (names, clients, customers, seconds) = (new List<string>(), 8, 10_000, 10);
        for (var i = 0; i < args.Length; i++)
        {
            if (args[i].StartsWith("--", StringComparison.Ordinal))
            {
                if (i + 1 >= args.Length || !int.TryParse(args[i + 1], CultureInfo.InvariantCulture, out var number) || number < 1)
                {
                    return Usage($"{args[i]} needs a number above 0.");
                }

                switch (args[i++])
                {
                    case "--clients": clients = number; break;
                    case "--customers": customers = number; break;
                    case "--seconds": seconds = number; break;
                    default: return Usage($"{args[i - 1]} is not known.");
                }
            }
            else if (All.Contains(args[i]))
            {
                names.Add(args[i]);
            }
            else
            {
                return Usage($"There is no bench '{args[i]}'.");
            }
        }

        return new(names.Count == 0 ? All : names, clients, customers, TimeSpan.FromSeconds(seconds));
    }

    private static BenchSettings? Usage(string mistake)
    {
        Console.Error.WriteLine($"{mistake} usage: bench/run.sh [{string.Join('|', All)}] [--clients N] [--customers N] [--seconds N]");
        return null;
    }
}
