using Npgsql;

namespace Kontor.Kernel;

/// <summary>
/// What the dispatcher does with rows of the outbox. A claim is known by its end: a second one on the same row begins
/// after the first has run out and ends later, so whoever comes too late changes nothing.
/// </summary>
internal sealed class OutboxRows(NpgsqlDataSource database)
{
    /// <summary>Claims what is due, the longest due first; and forgets what is too old.</summary>
    public async Task<List<OutboxMessage>> Take(int most, DateTimeOffset now, DateTimeOffset claim, CancellationToken cancel)
    {
        await using var take = database.CreateCommand(
            """
            update outbox_messages set claimed_until = $3 where id = any (array(
                select id from outbox_messages
                where due_at <= $1 and given_up_at is null and (claimed_until is null or claimed_until <= $1)
                order by due_at limit $2 for update skip locked))
            returning id, kind, payload, created_at, attempts, due_at
            """);
        take.Parameters.AddRange((NpgsqlParameter[])[Sql.Instant(now), Sql.Int(most), Sql.Instant(claim)]);
        var taken = new List<OutboxMessage>();
        await using (var reader = await take.ExecuteReaderAsync(cancel))
        {
            while (await reader.ReadAsync(cancel))
            {
                taken.Add(new OutboxMessage
                {
                    Id = reader.GetGuid(0),
                    Kind = reader.GetString(1),
                    Payload = reader.GetString(2),
                    CreatedAt = reader.GetFieldValue<DateTimeOffset>(3),
                    Attempts = reader.GetInt32(4),
                    DueAt = reader.GetFieldValue<DateTimeOffset>(5),
                });
            }
        }

        if (taken.Count > 0)
        {
            await Forget(now - SentMail.Kept, cancel);
        }

        return [.. taken.OrderBy(message => message.DueAt).ThenBy(message => message.Id)];
    }

    /// <summary>That they left, for operators.</summary>
    public async Task Remember(Guid[] sent, DateTimeOffset claim, DateTimeOffset now)
    {
        if (sent.Length == 0)
        {
            return;
        }

        await using var remember = database.CreateCommand(
            """
            with gone as (
                delete from outbox_messages where id = any ($1) and claimed_until = $2
                returning id, recipient, language, template, created_at, attempts)
            insert into sent_mails (id, recipient, language, template, created_at, attempts, sent_at)
            select id, recipient, language, template, created_at, attempts, $3 from gone
            on conflict do nothing
            """);
        remember.Parameters.AddRange((NpgsqlParameter[])[new() { Value = sent }, Sql.Instant(claim), Sql.Instant(now)]);
        await remember.ExecuteNonQueryAsync(CancellationToken.None);
    }

    /// <summary>That one failed and when it is tried again.</summary>
    /// <param name="id">Which.</param>
    /// <param name="error">Why, as a <see cref="MailError"/>.</param>
    /// <param name="pause">How long it rests; null gives it up.</param>
    /// <param name="claim">By which it was taken.</param>
    /// <param name="now">When it failed.</param>
    public async Task PutBack(Guid id, string error, TimeSpan? pause, DateTimeOffset claim, DateTimeOffset now)
    {
        await using var put = database.CreateCommand(
            """
            update outbox_messages
            set claimed_until = null, attempts = attempts + 1, last_error = $3, due_at = $4,
                given_up_at = case when $5 then $6 end
            where id = $1 and claimed_until = $2
            """);
        put.Parameters.AddRange(
        (NpgsqlParameter[])[
            Sql.Uuid(id), Sql.Instant(claim), Sql.Text(error), Sql.Instant(now + (pause ?? TimeSpan.Zero)),
            Sql.Bool(pause is null), Sql.Instant(now),
        ]);
        await put.ExecuteNonQueryAsync(CancellationToken.None);
    }

    /// <summary>Lets go of what was not tried.</summary>
    public async Task Release(Guid[] ids, DateTimeOffset claim)
    {
        if (ids.Length == 0)
        {
            return;
        }

        await using var release = database.CreateCommand(
            "update outbox_messages set claimed_until = null where id = any ($1) and claimed_until = $2");
        release.Parameters.AddRange((NpgsqlParameter[])[new() { Value = ids }, Sql.Instant(claim)]);
        await release.ExecuteNonQueryAsync(CancellationToken.None);
    }

    private async Task Forget(DateTimeOffset before, CancellationToken cancel)
    {
        await using var forget = database.CreateBatch();
        foreach (var statement in (string[])
            ["delete from sent_mails where sent_at < $1", "delete from outbox_messages where given_up_at < $1"])
        {
            forget.BatchCommands.Add(new NpgsqlBatchCommand(statement) { Parameters = { Sql.Instant(before) } });
        }

        await forget.ExecuteNonQueryAsync(cancel);
    }
}
