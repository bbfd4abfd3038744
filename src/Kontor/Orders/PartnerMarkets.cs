using System.Collections.Concurrent;
using Kontor.Accounts;
using Kontor.Kernel;
using Npgsql;

namespace Kontor.Orders;

/// <summary>
/// The market of each ordering partner. It cannot change (ACC-50) and there are some thousands of partners at most, so
/// it is asked for once.
/// </summary>
internal sealed class PartnerMarkets(NpgsqlDataSource database, Markets markets)
{
    private readonly ConcurrentDictionary<TenantId, Market> _known = new();

    /// <summary>The market, or null when the tenant's country is none of the program's (REG-07).</summary>
    public async ValueTask<Market?> Of(TenantId partner, CancellationToken cancel)
    {
        if (_known.TryGetValue(partner, out var known))
        {
            return known;
        }

        await using var command = database.CreateCommand("select market from tenants where id = $1");
        command.Parameters.Add(Sql.Uuid(partner.Value));
        var market = await command.ExecuteScalarAsync(cancel) is string key ? markets.Find(key) : null;
        if (market is not null)
        {
            _known[partner] = market;
        }

        return market;
    }
}
