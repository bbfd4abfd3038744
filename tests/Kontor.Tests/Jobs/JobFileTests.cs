using System.Security.Cryptography;
using Kontor.Jobs;
using Kontor.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Kontor.Tests.Jobs;

public sealed class JobFileTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(JobFile.ChunkSize)]
    [InlineData((5 * JobFile.ChunkSize) + 17)]
    public async Task A_file_comes_back_as_it_was_piece_by_piece(int length)
    {
        await using var world = await World.Create();
        using var sent = new Slow(length);
        var file = await Save(world, sent);

        await using var back = world.Services.GetRequiredService<JobFiles>().Open(file.TenantId, file.Id, file.Length);
        var hash = await SHA256.HashDataAsync(back, Cancel);

        Assert.Equal(length, file.Length);
        Assert.Equal(SHA256.HashData(Slow.Content(length)), hash);
        Assert.InRange(sent.LargestRead, 0, JobFile.ChunkSize);
        await using var db = world.Db();
        Assert.All(
            await db.Set<JobFileChunk>().Select(c => c.Bytes.Length).ToListAsync(Cancel),
            size => Assert.InRange(size, 1, JobFile.ChunkSize));
    }

    [Fact]
    public async Task A_file_can_be_read_from_anywhere_in_it()
    {
        const int length = (2 * JobFile.ChunkSize) + 100;
        await using var world = await World.Create();
        using var sent = new Slow(length);
        var file = await Save(world, sent);
        var whole = Slow.Content(length);

        using var back = world.Services.GetRequiredService<JobFiles>().Open(file.TenantId, file.Id, file.Length);
        foreach (var place in new[] { length - 1, 0, JobFile.ChunkSize - 1, JobFile.ChunkSize, length, 3 })
        {
            back.Position = place;
            Assert.Equal(place < length ? whole[place] : -1, back.ReadByte());
        }

        Assert.Equal(length - 10, back.Seek(-10, SeekOrigin.End));
        Assert.Equal(10, back.ReadAtLeast(new byte[100], 100, throwOnEndOfStream: false));
    }

    [Fact]
    public async Task A_large_file_goes_both_ways_without_being_in_memory()
    {
        const int length = 96 * 1024 * 1024;
        await using var world = await World.Create();
        using var sent = new Slow(length);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var file = await Save(world, sent);

        var most = 0L;
        using (var back = world.Services.GetRequiredService<JobFiles>().Open(file.TenantId, file.Id, file.Length))
        {
            var piece = new byte[64 * 1024];
            for (var read = 0L; read < length;)
            {
                read += back.Read(piece);
                most = read % (16 * 1024 * 1024) == 0 ? long.Max(most, GC.GetTotalMemory(true) - before) : most;
            }
        }

        Assert.InRange(most, 0, 16 * 1024 * 1024);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static async Task<JobFile> Save(World world, Stream content)
    {
        await using var db = world.Db();
        await using var transaction = await db.Database.BeginTransactionAsync(Cancel);
        var file = await JobFiles.Save(db, new TenantId(Guid.NewGuid()), "list.csv", content, world.Now, Cancel);
        await transaction.CommitAsync(Cancel);
        return file;
    }

    /// <summary>A stream that makes up its bytes and gives fewer than are asked for.</summary>
    private sealed class Slow(int length) : Stream
    {
        private int _position;

        public int LargestRead { get; private set; }

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public static byte[] Content(int length) => [.. Enumerable.Range(0, length).Select(At)];

        public override int Read(byte[] buffer, int offset, int count)
        {
            LargestRead = int.Max(LargestRead, count);
            var read = int.Min(int.Min(count, 50_000), length - _position);
            for (var i = 0; i < read; i++)
            {
                buffer[offset + i] = At(_position++);
            }

            return read;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        private static byte At(int place) => unchecked((byte)((place * 31) ^ (place >> 8)));
    }
}
