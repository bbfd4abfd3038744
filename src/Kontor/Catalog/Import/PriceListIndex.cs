using System.Buffers.Binary;

namespace Kontor.Catalog;

/// <summary>What of a list has been met so far: a few bytes per row, not the rows.</summary>
internal sealed class PriceListIndex
{
    private const int MostSkus = 65_536;

    private readonly Dictionary<(string, string), SkuEntry> _skus = [];
    private readonly Dictionary<UInt128, (long Start, int Line)> _firstRows = [];
    private readonly Dictionary<UInt128, int> _furtherRows = [];

    /// <summary>
    /// Whether an item at the same terms and tier has more than one row; only then can rows overlap in time.
    /// </summary>
    public bool HasFurtherRows => _furtherRows.Count > 0;

    /// <summary>
    /// The SKU with these ids. A list with very many starts over at some point, and then a SKU may count as new twice.
    /// </summary>
    public SkuEntry Sku(string productId, string skuId)
    {
        if (!_skus.TryGetValue((productId, skuId), out var sku))
        {
            if (_skus.Count == MostSkus)
            {
                _skus.Clear();
            }

            sku = new SkuEntry(productId, skuId);
            _skus.Add((productId, skuId), sku);
        }

        return sku;
    }

    /// <summary>
    /// The line of an earlier row for the same availability, term, billing plan, tier and start; null when this is the
    /// first. Rows are told apart by digests of 128 bits.
    /// </summary>
    public int? FirstLineOf(in PriceRowDraft row)
    {
        var start = row.From.Ticks;
        var key = KeyOf(in row);
        if (_firstRows.TryAdd(key, (start, row.Line)))
        {
            return null;
        }

        var first = _firstRows[key];
        var keyAndStart = Add(key, (ulong)start);
        return first.Start == start ? first.Line
            : _furtherRows.TryAdd(keyAndStart, row.Line) ? null
            : _furtherRows[keyAndStart];
    }

    private static UInt128 KeyOf(in PriceRowDraft row) =>
        Add(Add(row.Availability.Digest, ((ulong)row.Term.Months << 8) + (ulong)row.Plan), (ulong)row.TierFrom);

    private static UInt128 Add(UInt128 digest, ulong part)
    {
        unchecked
        {
            return new UInt128(
                Mix((ulong)(digest >> 64) + part, 0xBF58476D1CE4E5B9), Mix((ulong)digest ^ part, 0x9FB21C651E98DF25));
        }
    }

    /// <summary>Spreads every bit over all others.</summary>
    private static ulong Mix(ulong value, ulong factor)
    {
        unchecked
        {
            value = (value ^ (value >> 32)) * factor;
            value = (value ^ (value >> 29)) * factor;
            return value ^ (value >> 32);
        }
    }
}

/// <summary>A SKU of the list and the availabilities met for it.</summary>
internal sealed class SkuEntry(string productId, string skuId)
{
    private readonly Dictionary<(string, Segment, string), AvailabilityDraft> _availabilities = [];

    public string ProductId => productId;

    public string SkuId => skuId;

    /// <summary>Until a good row of it has been met.</summary>
    public bool IsNew { get; set; } = true;

    public AvailabilityDraft Availability(string market, Segment segment, string currency)
    {
        if (!_availabilities.TryGetValue((market, segment, currency), out var known))
        {
            var digest = AvailabilityIds.Digest(productId, skuId, market, segment, currency);
            known = new AvailabilityDraft(
                productId, skuId, AvailabilityIds.Read(digest), market, currency, segment.ToString(),
                BinaryPrimitives.ReadUInt128BigEndian(digest.AsSpan(16)));
            _availabilities.Add((market, segment, currency), known);
        }

        return known;
    }
}
