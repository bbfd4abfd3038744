using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace Kontor.Kernel;

/// <summary>The endpoint keeps its answer itself, in the transaction of its change.</summary>
public sealed class KeepsOwnAnswer;

/// <summary>The endpoint takes a body too large to be compared; repeating it is harmless for its own reason.</summary>
public sealed class TakesLargeBody;

/// <summary>The endpoint's answer holds a secret that is shown this once, so it is kept encrypted.</summary>
public sealed class AnswersWithSecret;

/// <summary>
/// Makes repeating an unsafe request harmless: <c>/v1</c> names it by <c>MS-RequestId</c>, <c>/api</c> by
/// <c>Idempotency-Key</c>, pages by a hidden field. The endpoint runs inside one transaction that first claims the name
/// and at last keeps the answer; a repetition meanwhile waits for that transaction and then gets its answer.
/// </summary>
public sealed class RepeatedRequests(RequestDelegate next, IServiceProvider services)
{
    private const int MaxKeyLength = 255;
    private const int MaxBody = 1024 * 1024;

    /// <summary>An answer that only leads elsewhere is kept as the address (RFC 2483).</summary>
    private const string Address = "text/uri-list";

    /// <summary>How long a repetition waits for the first before it is told to come back.</summary>
    private const string LongestWait = "set local lock_timeout = '10s'";

    private readonly TimeProvider _clock = services.GetRequiredService<TimeProvider>();
    private readonly OutboxSignal _signal = services.GetRequiredService<OutboxSignal>();
    private readonly IDataProtector _seal =
        services.GetRequiredService<IDataProtectionProvider>().CreateProtector("Kontor.RequestAnswer");

    // Longer prefixes first: the empty one takes what is left.
    private readonly RequestSurface[] _surfaces =
        [.. services.GetServices<RequestSurface>().OrderByDescending(surface => surface.Prefix.Length)];

    public Task Invoke(HttpContext context) =>
        !IsSafe(context.Request.Method) && context.ActorOrNull() is { } actor && context.GetEndpoint() is { } endpoint
        && endpoint.Metadata.GetMetadata<TakesLargeBody>() is null
            ? InvokeUnsafe(context, actor, endpoint)
            : next(context);

    private async Task InvokeUnsafe(HttpContext context, Actor actor, Endpoint endpoint)
    {
        var surface = SurfaceOf(context.Request.Path);
        var name = surface is null ? null : await surface.Name(context.Request);
        if (surface is null || string.IsNullOrEmpty(name))
        {
            await next(context);
            _signal.Set();
            return;
        }

        if (name.Length > MaxKeyLength || name.Any(char.IsControl))
        {
            await surface.Refuse(context, RequestReasons.KeyTooLong.About(MaxKeyLength));
            return;
        }

        var body = await ReadBody(context.Request, context.RequestAborted);
        if (body is null)
        {
            await surface.Refuse(context, RequestReasons.BodyTooLarge.About(MaxBody / 1024));
            return;
        }

        var key = surface.Key(actor.TenantId, name, context.Request, body);
        context.Features.Set(key);
        if (endpoint.Metadata.GetMetadata<KeepsOwnAnswer>() is not null)
        {
            await next(context);
        }
        else
        {
            await Once(context, surface, key);
        }

        _signal.Set();
    }

    private async Task Once(HttpContext context, RequestSurface surface, RequestKey key)
    {
        var cancel = context.RequestAborted;
        var db = context.RequestServices.GetRequiredService<KontorDb>();
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        try
        {
            if (!await Claim(db, key, cancel))
            {
                await Replay(context, surface, key, await Find(db, key, cancel));
                return;
            }
        }
        catch (PostgresException waited) when (waited.SqlState == PostgresErrorCodes.LockNotAvailable)
        {
            await surface.Refuse(context, RequestReasons.StillRunning);
            return;
        }

        var answer = context.Response.Body;
        using var buffer = new MemoryStream();
        context.Response.Body = buffer;
        try
        {
            await next(context);
        }
        finally
        {
            context.Response.Body = answer;
        }

        // A failure of the server is no answer: the repetition tries again.
        if (context.Response.StatusCode < StatusCodes.Status500InternalServerError)
        {
            await Keep(db, key, context, buffer.ToArray(), cancel);
            await transaction.CommitAsync(cancel);
        }

        buffer.Position = 0;
        context.Response.ContentLength = buffer.Length;
        await buffer.CopyToAsync(answer, cancel);
    }

    private async Task<bool> Claim(KontorDb db, RequestKey key, CancellationToken cancel)
    {
        await using var batch = Batch(db,
            new NpgsqlBatchCommand(LongestWait),
            RequestAnswers.InsertIfFirst(key, 0, null, ReadOnlyMemory<byte>.Empty, _clock.Now()),
            new NpgsqlBatchCommand("set local lock_timeout = 0"));
        return await batch.ExecuteNonQueryAsync(cancel) == 1;
    }

    private static async Task<StoredAnswer?> Find(KontorDb db, RequestKey key, CancellationToken cancel)
    {
        await using var batch = Batch(db, RequestAnswers.Find(key));
        await using var reader = await batch.ExecuteReaderAsync(cancel);
        return await RequestAnswers.Read(reader, cancel);
    }

    private async Task Keep(KontorDb db, RequestKey key, HttpContext context, byte[] body, CancellationToken cancel)
    {
        var response = context.Response;
        var (type, content) = LeadsElsewhere(response)
            ? (Address, Encoding.UTF8.GetBytes(response.Headers.Location.ToString()))
            : (response.ContentType, body);
        await using var batch = Batch(db, new NpgsqlBatchCommand(
            "update request_answers set status = $3, content_type = $4, body = $5 where tenant_id = $1 and key = $2")
        {
            Parameters =
            {
                new() { Value = key.TenantId.Value },
                new() { Value = key.Key },
                new() { Value = response.StatusCode },
                new() { Value = (object?)type ?? DBNull.Value },
                new() { Value = IsSecret(context) ? _seal.Protect(content) : content },
            },
        });
        await batch.ExecuteNonQueryAsync(cancel);
    }

    private async Task Replay(HttpContext context, RequestSurface surface, RequestKey key, StoredAnswer? stored)
    {
        if (stored is null)
        {
            // The first one failed and left nothing; its caller, like this one, may simply try again.
            await surface.Refuse(context, RequestReasons.StillRunning);
            return;
        }

        if (!stored.Fingerprint.AsSpan().SequenceEqual(key.Fingerprint))
        {
            await surface.Refuse(context, RequestReasons.KeyUsedForAnother);
            return;
        }

        context.Response.StatusCode = stored.Status;
        var content = IsSecret(context) ? _seal.Unprotect(stored.Body.ToArray()) : stored.Body;
        if (stored.ContentType == Address)
        {
            context.Response.Headers.Location = Encoding.UTF8.GetString(content.Span);
            return;
        }

        if (stored.ContentType is not null)
        {
            context.Response.ContentType = stored.ContentType;
        }

        await context.Response.Body.WriteAsync(content, context.RequestAborted);
    }

    private static bool LeadsElsewhere(HttpResponse response) =>
        response.StatusCode is >= 300 and < 400 && response.Headers.Location.Count > 0;

    private static NpgsqlBatch Batch(KontorDb db, params NpgsqlBatchCommand[] commands)
    {
        var batch = new NpgsqlBatch(
            (NpgsqlConnection)db.Database.GetDbConnection(),
            (NpgsqlTransaction?)db.Database.CurrentTransaction?.GetDbTransaction());
        foreach (var command in commands)
        {
            batch.BatchCommands.Add(command);
        }

        return batch;
    }

    private static async Task<byte[]?> ReadBody(HttpRequest request, CancellationToken cancel)
    {
        if (request.ContentLength > MaxBody)
        {
            return null;
        }

        using var body = new MemoryStream((int)(request.ContentLength ?? 0));
        var chunk = new byte[16 * 1024];
        int read;
        while ((read = await request.Body.ReadAsync(chunk, cancel)) > 0)
        {
            if (body.Length + read > MaxBody)
            {
                return null;
            }

            body.Write(chunk, 0, read);
        }

        var bytes = body.ToArray();
        request.Body = new MemoryStream(bytes, writable: false);
        return bytes;
    }

    private static bool IsSecret(HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetMetadata<AnswersWithSecret>() is not null;

    private static bool IsSafe(string method) =>
        HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method);

    private RequestSurface? SurfaceOf(PathString path)
    {
        foreach (var surface in _surfaces)
        {
            if (path.StartsWithSegments(surface.Prefix, StringComparison.OrdinalIgnoreCase))
            {
                return surface;
            }
        }

        return null;
    }
}
