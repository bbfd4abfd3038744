using System.Buffers.Text;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Kontor.Kernel;

/// <summary>A part of a list, and where the next part begins.</summary>
/// <param name="Items">In the list's order.</param>
/// <param name="NextCursor">To be sent back for what follows; null at the end.</param>
/// <param name="PreviousCursor">To be sent back for what goes before; null at the beginning.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, string? NextCursor, string? PreviousCursor = null);

/// <summary>A page as <c>/api</c> shows it.</summary>
/// <param name="Items">In the list's order.</param>
/// <param name="Next">To be sent as <c>cursor</c> for what follows; null at the end.</param>
public sealed record PageBody<T>(IReadOnlyList<T> Items, string? Next);

public static class Page
{
    /// <summary>The page as it is shown, row by row.</summary>
    public static PageBody<TBody> ToBody<T, TBody>(this Page<T> page, Func<T, TBody> body) =>
        new([.. page.Items.Select(body)], page.NextCursor);

    /// <summary>A list from its beginning to its end, read a batch at a time.</summary>
    /// <param name="read">Reads a part.</param>
    /// <param name="cancel">Set when nobody waits any more.</param>
    public static async IAsyncEnumerable<T> All<T>(
        Func<PageRequest, Task<Page<T>>> read, [EnumeratorCancellation] CancellationToken cancel)
    {
        const int batchOfAll = 1_000;
        Cursor? after = null;
        do
        {
            cancel.ThrowIfCancellationRequested();
            var batch = await read(new PageRequest(batchOfAll, after));
            foreach (var row in batch.Items)
            {
                yield return row;
            }

            after = batch.NextCursor is { } next && Cursor.TryParse(next, out var edge) ? edge : null;
        }
        while (after is not null);
    }

    /// <summary>
    /// The page out of one row more than it holds, so that the end is known without counting.
    /// </summary>
    /// <param name="rows">Up to <paramref name="size"/> + 1 rows.</param>
    /// <param name="size">How many rows a page holds.</param>
    /// <param name="keyOf">The values by which the list is ordered, of the last row shown.</param>
    public static Page<T> Of<T>(IReadOnlyList<T> rows, int size, Func<T, Cursor> keyOf) =>
        rows.Count <= size
            ? new(rows, null)
            : new([.. rows.Take(size)], keyOf(rows[size - 1]).ToString());

    /// <summary>
    /// The same for a list that is read in both directions: what was read backwards is turned round, and the way back is
    /// there too.
    /// </summary>
    /// <param name="rows">Up to one row more than asked for, in the direction in which they were read.</param>
    /// <param name="asked">Which part was asked for.</param>
    /// <param name="keyOf">The values by which the list is ordered.</param>
    public static Page<T> Of<T>(IReadOnlyList<T> rows, PageRequest asked, Func<T, Cursor> keyOf)
    {
        var isMore = rows.Count > asked.Size;
        T[] shown = [.. isMore ? rows.Take(asked.Size) : rows];
        if (asked.IsBackwards)
        {
            Array.Reverse(shown);
        }

        var (isBefore, isAfter) = asked.IsBackwards ? (isMore, true) : (asked.After is not null, isMore);
        return new(
            shown,
            isAfter && shown.Length > 0 ? keyOf(shown[^1]).ToString() : null,
            isBefore && shown.Length > 0 ? keyOf(shown[0]).ToString() : null);
    }
}

/// <summary>How much of a list is asked for.</summary>
/// <param name="Size">1 to <see cref="MaxSize"/> rows.</param>
/// <param name="After">The last row of the part before; null for the beginning.</param>
/// <param name="Before">The first row of the part that follows, when what goes before it is asked for.</param>
public sealed record PageRequest(int Size, Cursor? After, Cursor? Before = null)
{
    public const int DefaultSize = 50;

    public const int MaxSize = 200;

    public static PageRequest First { get; } = new(DefaultSize, null);

    /// <summary>Whether the rows nearest to <see cref="Before"/> come first when they are read.</summary>
    public bool IsBackwards => Before is not null;

    /// <summary>The row next to which the part lies, in either direction; null at the beginning.</summary>
    public Cursor? Edge => Before ?? After;

    /// <summary>
    /// What a query string asks for: a size that is out of range is brought into it, a cursor that is none is a
    /// refusal.
    /// </summary>
    public static Result<PageRequest> From(int? size, string? cursor, string? before = null)
    {
        Cursor? after = null, edge = null;
        if ((!string.IsNullOrEmpty(cursor) && !Cursor.TryParse(cursor, out after))
            || (!string.IsNullOrEmpty(before) && !Cursor.TryParse(before, out edge)))
        {
            return PagingReasons.CursorInvalid;
        }

        return new PageRequest(Math.Clamp(size ?? DefaultSize, 1, MaxSize), edge is null ? after : null, edge);
    }
}

/// <summary>The place of a row in an ordered list; opaque to clients. A text and the id that makes it unique.</summary>
public sealed record Cursor(string Key, Guid Id)
{
    private const int MaxLength = 1_500;

    /// <summary>The instant that <see cref="At"/> put in; the end of time when the key is no instant.</summary>
    [JsonIgnore]
    public DateTimeOffset Instant =>
        long.TryParse(Key, CultureInfo.InvariantCulture, out var ticks) && ticks >= 0 && ticks <= MaxTicks
            ? new DateTimeOffset(ticks, TimeSpan.Zero)
            : DateTimeOffset.MaxValue;

    private static readonly long MaxTicks = DateTimeOffset.MaxValue.UtcTicks;

    /// <summary>A place in a list that is ordered by an instant.</summary>
    public static Cursor At(DateTimeOffset instant, Guid id) =>
        new(instant.UtcTicks.ToString(CultureInfo.InvariantCulture), id);

    public static bool TryParse(string text, out Cursor? cursor)
    {
        cursor = null;
        if (text.Length > MaxLength)
        {
            return false;
        }

        try
        {
            cursor = JsonSerializer.Deserialize<Cursor>(Base64Url.DecodeFromChars(text));
            return cursor?.Key is { } key && !key.Contains('\0', StringComparison.Ordinal);
        }
        catch (Exception malformed) when (malformed is FormatException or JsonException)
        {
            return false;
        }
    }

    public override string ToString() => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(this));
}
