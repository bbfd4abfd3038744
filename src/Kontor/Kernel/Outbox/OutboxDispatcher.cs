using Npgsql;

namespace Kontor.Kernel;

/// <summary>
/// Sends what stands in the outbox. Several servers run one each: a row is locked by whoever takes it and skipped by the
/// others. Taking, delivering and forgetting are one transaction, so a server that dies leaves the row for the next.
/// </summary>
public sealed class OutboxDispatcher(
    NpgsqlDataSource database,
    IMailCarrier carrier,
    MailSeal seal,
    OutboxSignal signal,
    TimeProvider clock,
    ILogger<OutboxDispatcher> log) : BackgroundService
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                while (await SendDue(stoppingToken) == carrier.BatchSize)
                {
                    // There may be more.
                }

                await signal.Wait(LookAgain, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception error) when (error is NpgsqlException or TimeoutException or InvalidOperationException)
            {
                log.LogWarning("The outbox rests for a moment: {Reason}", error.Message);
                await Task.Delay(LookAgain, stoppingToken);
            }
        }
    }

    /// <summary>Sends one batch of due mails; returns how many were taken.</summary>
    public async Task<int> SendDue(CancellationToken cancel)
    {
        var now = clock.Now();
        await using var connection = await database.OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        var taken = await Take(connection, now, cancel);
        if (taken.Count == 0)
        {
            return 0;
        }

        await transaction.SaveAsync("taken", cancel);
        try
        {
            await carrier.Deliver(
                [.. taken.Select(message => (message.Id, seal.Open(message)))], connection, cancel);
            await Remember(connection, taken, now, cancel);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            await transaction.RollbackAsync("taken", cancel);
            log.LogWarning("{Count} mails could not be delivered and are tried again: {Reason}", taken.Count, error.Message);
            await PutBack(connection, taken, error.GetType().Name, now, cancel);
        }

        await transaction.CommitAsync(cancel);
        return taken.Count;
    }

    private async Task<List<OutboxMessage>> Take(NpgsqlConnection connection, DateTimeOffset now, CancellationToken cancel)
    {
        await using var take = new NpgsqlCommand(
            """
            delete from outbox_messages where id = any (array(
                select id from outbox_messages where due_at <= $1 order by due_at limit $2 for update skip locked))
            returning id, kind, payload, created_at, attempts, recipient, language, template
            """, connection)
        {
            Parameters = { new() { Value = now.UtcDateTime }, new() { Value = carrier.BatchSize } },
        };
        var taken = new List<OutboxMessage>();
        await using var reader = await take.ExecuteReaderAsync(cancel);
        while (await reader.ReadAsync(cancel))
        {
            taken.Add(new OutboxMessage
            {
                Id = reader.GetGuid(0),
                Kind = reader.GetString(1),
                Payload = reader.GetString(2),
                CreatedAt = reader.GetFieldValue<DateTimeOffset>(3),
                DueAt = now,
                Attempts = reader.GetInt32(4),
                Recipient = reader.GetString(5),
                Language = reader.GetString(6),
                Template = reader.GetString(7),
            });
        }

        return taken;
    }

    /// <summary>That they left, for operators. What is too old is forgotten with it.</summary>
    private static async Task Remember(
        NpgsqlConnection connection, List<OutboxMessage> sent, DateTimeOffset now, CancellationToken cancel)
    {
        await using var remember = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                new(
                    """
                    insert into sent_mails (id, recipient, language, template, created_at, attempts, sent_at)
                    select m.*, $7 from unnest($1, $2, $3, $4, $5, $6) as m
                    on conflict do nothing
                    """)
                {
                    Parameters =
                    {
                        new() { Value = sent.Select(m => m.Id).ToArray() },
                        Sql.Texts([.. sent.Select(m => m.Recipient)]),
                        Sql.Texts([.. sent.Select(m => m.Language)]),
                        Sql.Texts([.. sent.Select(m => m.Template)]),
                        new() { Value = sent.Select(m => m.CreatedAt.UtcDateTime).ToArray() },
                        new() { Value = sent.Select(m => m.Attempts).ToArray() },
                        Sql.Instant(now),
                    },
                },
                new("delete from sent_mails where sent_at < $1") { Parameters = { Sql.Instant(now - SentMail.Kept) } },
            },
        };
        await remember.ExecuteNonQueryAsync(cancel);
    }

    private static async Task PutBack(
        NpgsqlConnection connection, List<OutboxMessage> messages, string error, DateTimeOffset now, CancellationToken cancel)
    {
        foreach (var message in messages)
        {
            var pause = TimeSpan.FromSeconds(Math.Min(LongestPause.TotalSeconds, Math.Pow(2, message.Attempts)));
            await using var put = new NpgsqlCommand(
                """
                insert into outbox_messages
                    (id, kind, payload, created_at, due_at, attempts, last_error, recipient, language, template)
                values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
                """, connection)
            {
                Parameters =
                {
                    new() { Value = message.Id },
                    new() { Value = message.Kind },
                    new() { Value = message.Payload },
                    new() { Value = message.CreatedAt.UtcDateTime },
                    new() { Value = (now + pause).UtcDateTime },
                    new() { Value = message.Attempts + 1 },
                    new() { Value = error },
                    Sql.Text(message.Recipient),
                    Sql.Text(message.Language),
                    Sql.Text(message.Template),
                },
            };
            await put.ExecuteNonQueryAsync(cancel);
        }
    }
}
