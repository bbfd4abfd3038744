using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using System.Text;

namespace Kontor.Catalog;

/// <summary>
/// Remembers what field values mean. Lists repeat few markets, dates and terms over many rows: each is read once, and a
/// repeated one costs a comparison of bytes and no memory. Starts over when it has seen too many different values.
/// </summary>
internal sealed class Utf8Cache<T>(Func<string, T> read)
{
    private const int Most = 16_384;

    private readonly Dictionary<byte[], T> _known = new(Utf8Comparer.Instance);
    private byte[]? _lastText;
    private T? _lastValue;

    public T Read(ReadOnlySpan<byte> utf8)
    {
        if (_lastText is not null && utf8.SequenceEqual(_lastText))
        {
            return _lastValue!;
        }

        var lookup = _known.GetAlternateLookup<ReadOnlySpan<byte>>();
        if (!lookup.TryGetValue(utf8, out _lastText, out _lastValue))
        {
            if (_known.Count == Most)
            {
                _known.Clear();
            }

            (_lastText, _lastValue) = (utf8.ToArray(), read(Encoding.UTF8.GetString(utf8)));
            _known.Add(_lastText, _lastValue);
        }

        return _lastValue;
    }
}

/// <summary>Compares texts by their bytes, so that they can be looked up before they are strings.</summary>
internal sealed class Utf8Comparer : IEqualityComparer<byte[]>, IAlternateEqualityComparer<ReadOnlySpan<byte>, byte[]>
{
    public static readonly Utf8Comparer Instance = new();

    public bool Equals(byte[]? x, byte[]? y) => x.AsSpan().SequenceEqual(y);

    public int GetHashCode([DisallowNull] byte[] obj) => GetHashCode(obj.AsSpan());

    public bool Equals(ReadOnlySpan<byte> alternate, byte[] other) => alternate.SequenceEqual(other);

    public byte[] Create(ReadOnlySpan<byte> alternate) => alternate.ToArray();

    public int GetHashCode(ReadOnlySpan<byte> alternate)
    {
        unchecked
        {
            var hash = 14695981039346656037UL ^ (ulong)alternate.Length;
            foreach (var word in MemoryMarshal.Cast<byte, ulong>(alternate))
            {
                hash = (hash ^ word) * 0x9E3779B97F4A7C15UL;
                hash ^= hash >> 29;
            }

            foreach (var b in alternate[(alternate.Length & ~7)..])
            {
                hash = (hash ^ b) * 1099511628211UL;
            }

            return (int)(hash ^ (hash >> 32));
        }
    }
}
