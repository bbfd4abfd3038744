using System.Security.Cryptography;
using Kontor.Kernel;
using Npgsql;

namespace Kontor.Activity;

/// <summary>What was found in a part of the log.</summary>
/// <param name="From">Number of the first record that was looked at.</param>
/// <param name="Until">Number of the last record that holds; less than <paramref name="From"/> when none does.</param>
/// <param name="Last">The last number that was given.</param>
/// <param name="BrokenAt">The first number whose record is missing or does not fit; null when all hold.</param>
/// <param name="LastAt">When the last record that holds was written; null when none was looked at.</param>
/// <param name="LastHash">Its hash; whoever keeps it can later prove that nothing up to here was changed.</param>
public sealed record ChainFinding(
    long From, long Until, long Last, long? BrokenAt, DateTimeOffset? LastAt, byte[]? LastHash)
{
    public bool IsComplete => BrokenAt is null && Until >= Last;
}

/// <summary>Computes the hashes of a tenant's activity log anew and compares them with those that were kept.</summary>
public sealed class VerifyChain(NpgsqlDataSource database)
{
    /// <summary>Records that are looked at in one go; the next go continues after them.</summary>
    public const int Most = 20_000;

    private const int BatchSize = 2_000;

    /// <param name="actor">Whose log.</param>
    /// <param name="after">The number after which to begin; its record's hash is taken as it stands.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<ChainFinding> Handle(Actor actor, long after, CancellationToken cancel)
    {
        await using var connection = await database.OpenConnectionAsync(cancel);
        var (last, lastHash) = await Head(connection, actor.TenantId, cancel);
        after = Math.Clamp(after, 0, last);
        var (next, hash) = (after + 1, after == 0 ? [] : await HashOf(connection, actor.TenantId, after, cancel));
        DateTimeOffset? at = null;
        if (hash is null)
        {
            return new ChainFinding(next, after, last, after, null, null);
        }

        for (var read = 0; read < Most && next <= last; read += BatchSize)
        {
            var before = next;
            await using var command = new NpgsqlCommand(
                $"""
                select {RecordChain.Columns}, r.sequence, r.hash
                from activity_records r
                where r.tenant_id = $1 and r.sequence >= $2
                order by r.sequence limit $3
                """, connection)
            {
                Parameters = { Sql.Uuid(actor.TenantId.Value), Sql.Long(next), Sql.Int(BatchSize) },
            };
            await using var reader = await command.ExecuteReaderAsync(cancel);
            while (next <= last && await reader.ReadAsync(cancel))
            {
                var expected = RecordChain.Link(hash, next, reader);
                if (reader.GetInt64(10) != next || !Same(expected, (byte[])reader[11]))
                {
                    return new ChainFinding(after + 1, next - 1, last, next, at, next == after + 1 ? null : hash);
                }

                (hash, at, next) = (expected, reader.GetFieldValue<DateTimeOffset>(2), next + 1);
            }

            if (next == before)
            {
                break;
            }
        }

        // The end of the log is known apart from it, so that records cut off at the end are missed too.
        var isCut = next <= last && next - after - 1 < Most;
        var isForeign = next > last && last > 0 && !Same(hash, lastHash ?? []);
        return new ChainFinding(after + 1, next - 1, last, isCut ? next : isForeign ? last : null, at, hash);
    }

    private static bool Same(byte[] one, byte[] other) => CryptographicOperations.FixedTimeEquals(one, other);

    private static async Task<(long Last, byte[]? Hash)> Head(
        NpgsqlConnection connection, TenantId tenant, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(
            "select last_activity, last_activity_hash from feed_heads where tenant_id = $1", connection)
        {
            Parameters = { Sql.Uuid(tenant.Value) },
        };
        await using var reader = await command.ExecuteReaderAsync(cancel);
        return await reader.ReadAsync(cancel)
            ? (reader.GetInt64(0), await reader.IsDBNullAsync(1, cancel) ? null : (byte[])reader[1])
            : (0, null);
    }

    private static async Task<byte[]?> HashOf(
        NpgsqlConnection connection, TenantId tenant, long sequence, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(
            "select hash from activity_records where tenant_id = $1 and sequence = $2", connection)
        {
            Parameters = { Sql.Uuid(tenant.Value), Sql.Long(sequence) },
        };
        return await command.ExecuteScalarAsync(cancel) as byte[];
    }
}
