using Kontor.Kernel;
using Npgsql;

namespace Kontor.Activity;

/// <summary>Finds the customers that somebody means by a few letters, to narrow a log to them.</summary>
public sealed class CustomersNamed(NpgsqlDataSource database)
{
    /// <summary>More would narrow nothing.</summary>
    private const int Most = 200;

    /// <summary>No name sorts after it by bytes.</summary>
    private const string Highest = "\U0010FFFF";

    /// <summary>A partner's present customers whose names begin so; the first ones by name.</summary>
    public async Task<Guid[]> OfPartner(TenantId partner, string beginning, CancellationToken cancel)
    {
        var name = beginning.ToLowerInvariant();
        await using var command = database.CreateCommand(
            """
            select customer_id from customer_relationships
            where partner_id = $1 and ended_at is null and customer_name_key >= $2 and customer_name_key < $3
            order by customer_name_key, customer_id limit $4
            """);
        command.Parameters.Add(Sql.Uuid(partner.Value));
        command.Parameters.Add(Sql.Text(name));
        command.Parameters.Add(Sql.Text(name + Highest));
        command.Parameters.Add(Sql.Int(Most));
        return await Read(command, cancel);
    }

    /// <summary>The tenant with that domain, for the vendor.</summary>
    public async Task<Guid[]> WithDomain(string domain, CancellationToken cancel)
    {
        await using var command = database.CreateCommand("select tenant_id from tenant_domains where domain = $1");
        command.Parameters.Add(Sql.Text(domain.ToLowerInvariant()));
        return await Read(command, cancel);
    }

    private static async Task<Guid[]> Read(NpgsqlCommand command, CancellationToken cancel)
    {
        var found = new List<Guid>();
        await using var reader = await command.ExecuteReaderAsync(cancel);
        while (await reader.ReadAsync(cancel))
        {
            found.Add(reader.GetGuid(0));
        }

        return [.. found];
    }
}
