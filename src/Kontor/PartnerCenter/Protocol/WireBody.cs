using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Kontor.PartnerCenter;

/// <summary>A request's body, or the fault that it is.</summary>
internal readonly record struct WireBody<T>(T? Value, Fault? Fault)
    where T : class;

/// <summary>Reads bodies: bounded, tolerant of names and unknown members, never by exception.</summary>
internal static class WireBody
{
    /// <summary>No resource of the protocol comes near it.</summary>
    public const int MaxBytes = 1024 * 1024;

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    public static async ValueTask<WireBody<T>> Read<T>(HttpRequest request, JsonTypeInfo<T> type)
        where T : class
    {
        if (request.ContentLength > MaxBytes)
        {
            return new(null, Fault.BodyTooLarge);
        }

        while (true)
        {
            var read = await request.BodyReader.ReadAsync(request.HttpContext.RequestAborted);
            if (read.Buffer.Length > MaxBytes)
            {
                request.BodyReader.AdvanceTo(read.Buffer.End);
                return new(null, Fault.BodyTooLarge);
            }

            if (read.IsCompleted)
            {
                var body = Parse(read.Buffer, type);
                request.BodyReader.AdvanceTo(read.Buffer.End);
                return body;
            }

            request.BodyReader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    internal static WireBody<T> Parse<T>(ReadOnlySequence<byte> json, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            json = WithoutMark(json);
            var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = type.Options.MaxDepth });
            var value = HoldsNul(json) ? null : JsonSerializer.Deserialize(ref reader, type);
            return value is null || HasMore(ref reader) ? new(null, Fault.BodyMalformed) : new(value, null);
        }
        catch (UnknownEnumValueException unknown)
        {
            return new(null, Fault.WordUnknown.About(Name(unknown.Path)));
        }
        catch (JsonException unfit) when (unfit.Path is { Length: > 2 } path && unfit.InnerException is not JsonException)
        {
            return new(null, Fault.MemberOutOfRange.About(Name(path)));
        }
        catch (Exception malformed) when (malformed is JsonException or InvalidOperationException)
        {
            return new(null, Fault.BodyMalformed);
        }
    }

    private static ReadOnlySequence<byte> WithoutMark(ReadOnlySequence<byte> json) =>
        json.Length >= ByteOrderMark.Length && json.Slice(0, ByteOrderMark.Length).ToArray().AsSpan().SequenceEqual(ByteOrderMark)
            ? json.Slice(ByteOrderMark.Length)
            : json;

    /// <summary>Whether something but blanks follows the value.</summary>
    private static bool HasMore(ref Utf8JsonReader reader) => reader.Read();

    /// <summary>An escaped NUL is good JSON, but no text that a name, a note or a database column can hold.</summary>
    private static bool HoldsNul(ReadOnlySequence<byte> json)
    {
        var reader = new SequenceReader<byte>(json);
        while (reader.TryAdvanceTo((byte)'\\'))
        {
            if (reader.IsNext("u0000"u8))
            {
                return true;
            }

            // Whatever is escaped, a backslash above all, starts no escape of its own.
            reader.Advance(reader.End ? 0 : 1);
        }

        return false;
    }

    /// <summary>The member a path such as <c>$.LineItems[0].Quantity</c> ends in, for people; bounded.</summary>
    private static string Name(string? path) => path is null ? "" : path.Length > 100 ? path[..100] : path.TrimStart('$', '.');
}
