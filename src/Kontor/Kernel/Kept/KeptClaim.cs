using Npgsql;

namespace Kontor.Kernel;

/// <summary>
/// Who takes anew what is kept of a tenant. Of several that try at once, on all servers, one does; who stops while it
/// counts leaves its claim behind for <see cref="Length"/>.
/// </summary>
internal static class KeptClaim
{
    public static readonly TimeSpan Length = TimeSpan.FromMinutes(5);

    /// <param name="database">Where it is kept.</param>
    /// <param name="table">Has a row for each tenant with <c>as_of</c> and <c>claimed_until</c>; never comes from outside.</param>
    /// <param name="tenant">Of whom.</param>
    /// <param name="now">The present instant.</param>
    /// <param name="lifetime">What is younger is not taken anew.</param>
    /// <param name="cancel">Set when nobody waits any more.</param>
    public static async Task<bool> Take(
        NpgsqlDataSource database, string table, TenantId tenant, DateTimeOffset now, TimeSpan lifetime,
        CancellationToken cancel)
    {
        // A sandbox's clock can be moved back: what is of the future is as old as anything.
        await using var claim = database.CreateCommand(
            $"""
            insert into {table} as f (tenant_id, claimed_until) values ($1, $3)
            on conflict (tenant_id) do update set claimed_until = excluded.claimed_until
            where (f.claimed_until is null or f.claimed_until <= $2 or f.claimed_until > $3)
              and (f.as_of is null or f.as_of <= $4 or f.as_of > $2)
            """);
        claim.Parameters.Add(Sql.Uuid(tenant.Value));
        claim.Parameters.Add(Sql.Instant(now));
        claim.Parameters.Add(Sql.Instant(now + Length));
        claim.Parameters.Add(Sql.Instant(now - lifetime));
        return await claim.ExecuteNonQueryAsync(cancel) == 1;
    }
}
