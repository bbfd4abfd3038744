using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Kontor.PartnerCenter;

/// <summary>Writes JSON by the protocol's conventions with the buffers and the writer that the thread keeps.</summary>
internal static class WireWriter
{
    public const string JsonType = "application/json";

    public const string ContentType = $"{JsonType}; charset=utf-8";

    /// <summary>A buffer that one large answer made larger is not kept.</summary>
    private const int LargestKept = 128 * 1024;

    /// <summary>Escapes only what JSON must escape: the answers are JSON and never part of a page.</summary>
    private static readonly JsonWriterOptions Options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? _buffer;

    [ThreadStatic]
    private static Utf8JsonWriter? _writer;

    /// <summary>Sends the value as the whole body. Its length is known, so it goes out with the headers in one piece.</summary>
    public static Task Send<T>(HttpResponse response, int status, T body, JsonTypeInfo<T> type)
    {
        var buffer = _buffer ??= new ArrayBufferWriter<byte>(4096);
        var writer = _writer ??= New(buffer);
        buffer.ResetWrittenCount();
        writer.Reset();
        JsonSerializer.Serialize(writer, body, type);
        writer.Flush();

        Start(response, status);
        response.ContentLength = buffer.WrittenCount;
        response.BodyWriter.Write(buffer.WrittenSpan);
        if (buffer.Capacity > LargestKept)
        {
            (_buffer, _writer) = (null, null);
        }

        return Flush(response);
    }

    /// <summary>The value as the bytes that <see cref="Send{T}"/> would send.</summary>
    public static byte[] Bytes<T>(T body, JsonTypeInfo<T> type)
    {
        var buffer = new ArrayBufferWriter<byte>(4096);
        using var writer = New(buffer);
        JsonSerializer.Serialize(writer, body, type);
        writer.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    public static void Start(HttpResponse response, int status)
    {
        response.StatusCode = status;
        response.ContentType = ContentType;
    }

    public static Utf8JsonWriter New(IBufferWriter<byte> output) => new(output, Options);

    private static Task Flush(HttpResponse response)
    {
        var flush = response.BodyWriter.FlushAsync(response.HttpContext.RequestAborted);
        return flush.IsCompletedSuccessfully ? Task.CompletedTask : flush.AsTask();
    }
}
