using Npgsql;

namespace Kontor.Kernel;

/// <summary>An answer as it was given: what a repeated request gets again.</summary>
public sealed record StoredAnswer(byte[] Fingerprint, int Status, string? ContentType, ReadOnlyMemory<byte> Body);

/// <summary>The statements that keep and find first answers, for whoever holds the transaction.</summary>
public static class RequestAnswers
{
    /// <summary>A second insert of the same key waits for the first to commit and then violates this key.</summary>
    public const string PrimaryKey = "pk_request_answers";

    private const string InsertSql =
        """
        insert into request_answers (tenant_id, key, fingerprint, status, content_type, body, answered_at)
        values ($1, $2, $3, $4, $5, $6, $7)
        """;

    public static NpgsqlBatchCommand Find(RequestKey key) =>
        new("select fingerprint, status, content_type, body from request_answers where tenant_id = $1 and key = $2")
        {
            Parameters = { new NpgsqlParameter<Guid> { TypedValue = key.TenantId.Value }, new NpgsqlParameter<string> { TypedValue = key.Key } },
        };

    /// <summary>Reads what <see cref="Find"/> found; null when the request is new.</summary>
    public static async Task<StoredAnswer?> Read(NpgsqlDataReader reader, CancellationToken cancel) =>
        await reader.ReadAsync(cancel)
            ? new StoredAnswer(
                reader.GetFieldValue<byte[]>(0),
                reader.GetInt32(1),
                await reader.IsDBNullAsync(2, cancel) ? null : reader.GetString(2),
                reader.GetFieldValue<byte[]>(3))
            : null;

    public static NpgsqlBatchCommand Insert(RequestKey key, int status, string? contentType, ReadOnlyMemory<byte> body, DateTimeOffset now) =>
        Command(InsertSql, key, status, contentType, body, now);

    /// <summary>Like the plain insert, but leaves the first answer where there is one; the count of rows tells.</summary>
    public static NpgsqlBatchCommand InsertIfFirst(
        RequestKey key, int status, string? contentType, ReadOnlyMemory<byte> body, DateTimeOffset now) =>
        Command(InsertSql + " on conflict do nothing", key, status, contentType, body, now);

    private static NpgsqlBatchCommand Command(
        string sql, RequestKey key, int status, string? contentType, ReadOnlyMemory<byte> body, DateTimeOffset now) =>
        new(sql)
        {
            Parameters =
            {
                new NpgsqlParameter<Guid> { TypedValue = key.TenantId.Value },
                new NpgsqlParameter<string> { TypedValue = key.Key },
                new NpgsqlParameter<byte[]> { TypedValue = key.Fingerprint },
                new NpgsqlParameter<int> { TypedValue = status },
                new NpgsqlParameter<string?> { TypedValue = contentType },
                new NpgsqlParameter<ReadOnlyMemory<byte>> { TypedValue = body },
                new NpgsqlParameter<DateTime> { TypedValue = now.UtcDateTime },
            },
        };
}
