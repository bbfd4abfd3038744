using System.Reflection;
using CsvHelper;
using Kontor.Kernel;

namespace Kontor.Accounts;

/// <summary>The markets of <c>markets.csv</c>, which ships inside the application.</summary>
public static class ShippedMarkets
{
    public static Markets Load()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("Kontor.Accounts.markets.csv")!;
        using var csv = CsvReader.Create(stream, new CsvReaderOptions());
        csv.ReadHeader();
        var markets = new List<Market>();
        while (csv.Read())
        {
            var iso = csv.GetString("iso_alpha2");
            markets.Add(new Market(
                KeyOf(iso, csv.GetString("note")),
                csv.GetString("market"),
                iso,
                csv.GetString("region_group"),
                Currency.Of(csv.GetString("currency"))));
        }

        return new Markets(markets);
    }

    /// <summary>REG-08: markets that share an ISO code are told apart by the subdivision their note names.</summary>
    private static string KeyOf(string iso, string note)
    {
        const string marker = "subdivision ";
        var at = note.IndexOf(marker, StringComparison.Ordinal);
        return at < 0 ? iso : note[(at + marker.Length)..];
    }
}
