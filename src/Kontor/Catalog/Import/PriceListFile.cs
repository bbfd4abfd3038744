using System.IO.Compression;
using System.Security.Cryptography;
using Kontor.Kernel;

namespace Kontor.Catalog;

/// <summary>
/// A price list as it comes: one CSV file, plain or the only file of a zip archive. It is read in pieces, more than
/// once where that is needed, and never held in memory.
/// </summary>
internal sealed class PriceListFile : IDisposable
{
    private readonly Stream _file;
    private readonly ZipArchive? _archive;

    private PriceListFile(Stream file, ZipArchive? archive) => (_file, _archive) = (file, archive);

    public long TotalBytes => _file.Length;

    /// <summary>How much of the file, packed as it is, has been read. For progress.</summary>
    public long BytesRead => _file.Position;

    /// <param name="file">Seekable; stays open when this is disposed.</param>
    public static Result<PriceListFile> Open(Stream file)
    {
        if (file.Length == 0)
        {
            return PriceListReasons.Empty;
        }

        if (file.Length > PriceListLimits.MaxFileMegabytes * 1024L * 1024L)
        {
            return PriceListReasons.TooLarge.About(PriceListLimits.MaxFileMegabytes);
        }

        file.Position = 0;
        Span<byte> start = stackalloc byte[4];
        var isZip = file.ReadAtLeast(start, 4, throwOnEndOfStream: false) == 4 && start.SequenceEqual("PK\x03\x04"u8);
        return isZip ? OpenArchive(file) : new PriceListFile(file, null);
    }

    /// <summary>SHA-256 of the file as it came.</summary>
    public async Task<byte[]> Hash(CancellationToken cancel)
    {
        _file.Position = 0;
        return await SHA256.HashDataAsync(_file, cancel);
    }

    /// <summary>The text from its beginning, unpacked.</summary>
    public BoundedStream OpenText()
    {
        if (_archive is null)
        {
            _file.Position = 0;
            return new BoundedStream(_file, long.MaxValue, leaveOpen: true);
        }

        var entry = Files(_archive).Single();
        return new BoundedStream(entry.Open(), PriceListLimits.MaxTextMegabytes * 1024L * 1024L, leaveOpen: false);
    }

    public void Dispose() => _archive?.Dispose();

    private static Result<PriceListFile> OpenArchive(Stream file)
    {
        file.Position = 0;
        try
        {
            var archive = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true);
            var files = Files(archive).Count();
            if (files == 1)
            {
                return new PriceListFile(file, archive);
            }

            archive.Dispose();
            return PriceListReasons.ZipNotOneFile.About(files);
        }
        catch (InvalidDataException)
        {
            return PriceListReasons.ZipUnreadable;
        }
    }

    /// <summary>What is packed, without folders and the notes that macOS adds.</summary>
    private static IEnumerable<ZipArchiveEntry> Files(ZipArchive archive) =>
        archive.Entries.Where(entry =>
            !entry.FullName.EndsWith('/') && !entry.FullName.StartsWith("__MACOSX/", StringComparison.Ordinal));
}

/// <summary>Reads another stream up to a number of bytes and then says that there is too much.</summary>
internal sealed class BoundedStream(Stream inner, long limit, bool leaveOpen) : Stream
{
    private long _left = limit;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Whether a read met the limit.</summary>
    public bool IsExceeded { get; private set; }

    public override int Read(Span<byte> buffer)
    {
        var read = inner.Read(buffer);
        _left -= read;
        if (_left < 0)
        {
            IsExceeded = true;
            return 0;
        }

        return read;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing && !leaveOpen)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }
}
