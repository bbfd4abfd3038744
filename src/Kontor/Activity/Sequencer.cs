using Npgsql;
using NpgsqlTypes;

namespace Kontor.Activity;

/// <summary>
/// Numbers activity records and events per tenant, without gaps, after they were committed, and links the records into
/// a hash chain. One server at a time does it, under a lock; so orders of one partner do not wait for each other.
/// </summary>
public sealed class Sequencer(NpgsqlDataSource database, ILogger<Sequencer> log) : BackgroundService
{
    private const int BatchSize = 2_000;

    /// <summary>"Kontor" as a number; every server asks for the same lock.</summary>
    private const long LockKey = 0x4B6F6E746F72;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                while (await NumberNext(stoppingToken) == BatchSize)
                {
                    // There may be more.
                }

                await Task.Delay(Pause, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception error) when (error is NpgsqlException or TimeoutException or InvalidOperationException)
            {
                log.LogWarning("Numbering rests for a moment: {Reason}", error.Message);
                await Task.Delay(Pause, stoppingToken);
            }
        }
    }

    /// <summary>Numbers one batch; returns the larger of how many records and how many events it numbered.</summary>
    public async Task<int> NumberNext(CancellationToken cancel)
    {
        await using var connection = await database.OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        await using (var take = new NpgsqlCommand("select pg_try_advisory_xact_lock($1)", connection))
        {
            take.Parameters.Add(new() { Value = LockKey });
            if (!(bool)(await take.ExecuteScalarAsync(cancel))!)
            {
                return 0;
            }
        }

        var events = await NumberEvents(connection, cancel);
        var records = await ChainRecords(connection, cancel);
        await transaction.CommitAsync(cancel);
        return Math.Max(events, records);
    }

    private static async Task<int> NumberEvents(NpgsqlConnection connection, CancellationToken cancel)
    {
        await using var number = new NpgsqlCommand(
            """
            with fresh as (
                select tenant_id, id, row_number() over (partition by tenant_id order by id) as place
                from (select tenant_id, id from program_events where sequence is null order by id limit $1) next),
            heads as (
                insert into feed_heads (tenant_id, last_activity, last_event)
                select tenant_id, 0, count(*) from fresh group by tenant_id
                on conflict (tenant_id) do update set last_event = feed_heads.last_event + excluded.last_event
                returning tenant_id, last_event),
            counts as (select tenant_id, count(*) as fresh_events from fresh group by tenant_id)
            update program_events e set sequence = heads.last_event - counts.fresh_events + fresh.place
            from fresh join heads using (tenant_id) join counts using (tenant_id)
            where e.tenant_id = fresh.tenant_id and e.id = fresh.id
            """, connection);
        number.Parameters.Add(new() { Value = BatchSize });
        return await number.ExecuteNonQueryAsync(cancel);
    }

    private static async Task<int> ChainRecords(NpgsqlConnection connection, CancellationToken cancel)
    {
        var heads = new Dictionary<Guid, (long Last, byte[] Hash)>();
        var (tenants, ids, sequences, hashes) = (new List<Guid>(), new List<Guid>(), new List<long>(), new List<byte[]>());
        await using (var read = new NpgsqlCommand(
            $"""
            select {RecordChain.Columns}, coalesce(h.last_activity, 0), h.last_activity_hash
            from (select * from activity_records where sequence is null order by id limit $1) r
            left join feed_heads h using (tenant_id)
            order by r.id
            """, connection))
        {
            read.Parameters.Add(new() { Value = BatchSize });
            await using var reader = await read.ExecuteReaderAsync(cancel);
            while (await reader.ReadAsync(cancel))
            {
                var tenant = reader.GetGuid(0);
                if (!heads.TryGetValue(tenant, out var head))
                {
                    head = (reader.GetInt64(10), await reader.IsDBNullAsync(11, cancel) ? [] : (byte[])reader[11]);
                }

                head = (head.Last + 1, RecordChain.Link(head.Hash, head.Last + 1, reader));
                heads[tenant] = head;
                tenants.Add(tenant);
                ids.Add(reader.GetGuid(1));
                sequences.Add(head.Last);
                hashes.Add(head.Hash);
            }
        }

        if (ids.Count == 0)
        {
            return 0;
        }

        await using var write = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                new(
                    """
                    update activity_records r set sequence = n.sequence, hash = n.hash
                    from unnest($1, $2, $3, $4) as n (tenant_id, id, sequence, hash)
                    where r.tenant_id = n.tenant_id and r.id = n.id
                    """)
                {
                    Parameters =
                    {
                        Array(NpgsqlDbType.Uuid, tenants),
                        Array(NpgsqlDbType.Uuid, ids),
                        Array(NpgsqlDbType.Bigint, sequences),
                        Array(NpgsqlDbType.Bytea, hashes),
                    },
                },
                new(
                    """
                    insert into feed_heads (tenant_id, last_activity, last_activity_hash, last_event)
                    select tenant_id, last_activity, hash, 0 from unnest($1, $2, $3) as n (tenant_id, last_activity, hash)
                    on conflict (tenant_id) do update
                    set last_activity = excluded.last_activity, last_activity_hash = excluded.last_activity_hash
                    """)
                {
                    Parameters =
                    {
                        Array(NpgsqlDbType.Uuid, [.. heads.Keys]),
                        Array(NpgsqlDbType.Bigint, [.. heads.Values.Select(head => head.Last)]),
                        Array(NpgsqlDbType.Bytea, [.. heads.Values.Select(head => head.Hash)]),
                    },
                },
            },
        };
        await write.ExecuteNonQueryAsync(cancel);
        return ids.Count;
    }

    private static NpgsqlParameter Array<T>(NpgsqlDbType type, List<T> values) =>
        new() { Value = values, NpgsqlDbType = type | NpgsqlDbType.Array };
}
