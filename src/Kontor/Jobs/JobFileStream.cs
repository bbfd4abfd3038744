using Kontor.Kernel;
using Npgsql;

namespace Kontor.Jobs;

/// <summary>Reads a job's file from the database. It holds the piece it stands in and no other.</summary>
internal sealed class JobFileStream(NpgsqlDataSource database, TenantId tenant, JobFileId file, long length) : Stream
{
    private byte[] _chunk = [];
    private int _number = -1;
    private long _position;

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => length;

    public override long Position
    {
        get => _position;
        set => _position = value >= 0 ? value : throw new ArgumentOutOfRangeException(nameof(value));
    }

    public override int Read(Span<byte> buffer)
    {
        if (_position >= length || buffer.IsEmpty)
        {
            return 0;
        }

        var number = (int)(_position / JobFile.ChunkSize);
        if (number != _number)
        {
            using var command = Command(number);
            (_chunk, _number) = ((byte[]?)command.ExecuteScalar() ?? throw Missing(number), number);
        }

        return Take(buffer);
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_position >= length || buffer.IsEmpty)
        {
            return 0;
        }

        var number = (int)(_position / JobFile.ChunkSize);
        if (number != _number)
        {
            await using var command = Command(number);
            var chunk = (byte[]?)await command.ExecuteScalarAsync(cancellationToken);
            (_chunk, _number) = (chunk ?? throw Missing(number), number);
        }

        return Take(buffer.Span);
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override long Seek(long offset, SeekOrigin origin) => Position = origin switch
    {
        SeekOrigin.Begin => offset,
        SeekOrigin.Current => _position + offset,
        _ => length + offset,
    };

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private int Take(Span<byte> buffer)
    {
        var rest = _chunk.AsSpan((int)(_position % JobFile.ChunkSize));
        var taken = int.Min(rest.Length, buffer.Length);
        rest[..taken].CopyTo(buffer);
        _position += taken;
        return taken;
    }

    private NpgsqlCommand Command(int number)
    {
        var command = database.CreateCommand(
            "select bytes from job_file_chunks where tenant_id = $1 and file_id = $2 and number = $3");
        command.Parameters.Add(Sql.Uuid(tenant.Value));
        command.Parameters.Add(Sql.Uuid(file.Value));
        command.Parameters.Add(Sql.Int(number));
        return command;
    }

    private InvalidOperationException Missing(int number) => new($"Piece {number} of file {file} is not there.");
}
