using Kontor.Kernel;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using NpgsqlTypes;

namespace Kontor.Jobs;

/// <summary>Files of jobs, kept in the database in pieces: neither way is a file ever in memory as a whole.</summary>
public sealed class JobFiles(NpgsqlDataSource database)
{
    private const string CopyChunks =
        "copy job_file_chunks (tenant_id, file_id, number, bytes) from stdin (format binary)";

    /// <summary>Takes a file in, within the open transaction of the unit of work.</summary>
    public static async Task<JobFile> Save(
        KontorDb db, TenantId tenant, string name, Stream content, DateTimeOffset now, CancellationToken cancel)
    {
        var file = new JobFile
        {
            TenantId = tenant,
            Id = new(Guid.CreateVersion7(now)),
            Name = JobFile.NameOf(name),
            Length = 0,
            CreatedAt = now,
        };
        db.Add(file);
        await db.SaveChangesAsync(cancel);
        file.Length = await Copy((NpgsqlConnection)db.Database.GetDbConnection(), file, content, cancel);
        await db.SaveChangesAsync(cancel);
        return file;
    }

    public async Task<JobFile> Find(TenantId tenant, JobFileId id, CancellationToken cancel)
    {
        await using var command = database.CreateCommand(
            "select name, length, created_at from job_files where tenant_id = $1 and id = $2");
        command.Parameters.Add(Sql.Uuid(tenant.Value));
        command.Parameters.Add(Sql.Uuid(id.Value));
        await using var reader = await command.ExecuteReaderAsync(cancel);
        return await reader.ReadAsync(cancel)
            ? new JobFile
            {
                TenantId = tenant,
                Id = id,
                Name = reader.GetString(0),
                Length = reader.GetInt64(1),
                CreatedAt = reader.GetFieldValue<DateTimeOffset>(2),
            }
            : throw new InvalidOperationException($"There is no file {id} any more.");
    }

    /// <param name="tenant">Whose.</param>
    /// <param name="id">Which.</param>
    /// <param name="length">Bytes of it.</param>
    public Stream Open(TenantId tenant, JobFileId id, long length) => new JobFileStream(database, tenant, id, length);

    private static async Task<long> Copy(
        NpgsqlConnection connection, JobFile file, Stream content, CancellationToken cancel)
    {
        await using var copy = await connection.BeginBinaryImportAsync(CopyChunks, cancel);
        var chunk = new byte[JobFile.ChunkSize];
        var length = 0L;
        for (var number = 0; ; number++)
        {
            var read = await content.ReadAtLeastAsync(chunk, chunk.Length, throwOnEndOfStream: false, cancel);
            if (read == 0)
            {
                break;
            }

            await copy.StartRowAsync(cancel);
            await copy.WriteAsync(file.TenantId.Value, NpgsqlDbType.Uuid, cancel);
            await copy.WriteAsync(file.Id.Value, NpgsqlDbType.Uuid, cancel);
            await copy.WriteAsync(number, NpgsqlDbType.Integer, cancel);
            await copy.WriteAsync(chunk.AsMemory(0, read), NpgsqlDbType.Bytea, cancel);
            length += read;
        }

        await copy.CompleteAsync(cancel);
        return length;
    }
}
