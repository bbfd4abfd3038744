using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Kontor.PartnerCenter;

/// <summary>A successful answer: a resource written straight into the response.</summary>
internal sealed class Answer<T>(T body, JsonTypeInfo<T> type, int status) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        WireWriter.Start(httpContext.Response, status);
        WireWriter.Write(httpContext.Response.BodyWriter, body, type);
        return Task.CompletedTask;
    }
}

/// <summary>Successful answers.</summary>
internal static class Answer
{
    public static Answer<T> Ok<T>(T body, JsonTypeInfo<T> type) => new(body, type, StatusCodes.Status200OK);

    public static Answer<T> Created<T>(T body, JsonTypeInfo<T> type) => new(body, type, StatusCodes.Status201Created);
}

/// <summary>A refusal: the protocol's error body in the caller's language.</summary>
internal sealed class FaultAnswer(Fault fault) : IResult
{
    public Fault Fault { get; } = fault;

    public Task ExecuteAsync(HttpContext httpContext)
    {
        Faults.Write(httpContext, Fault);
        return Task.CompletedTask;
    }
}

/// <summary>Writes JSON by the protocol's conventions without an intermediate buffer or string.</summary>
internal static class WireWriter
{
    public const string ContentType = "application/json; charset=utf-8";

    /// <summary>Escapes only what JSON must escape: the answers are JSON and never part of a page.</summary>
    private static readonly JsonWriterOptions Options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    /// <summary>What a writer at rest points to, so that it keeps no response alive.</summary>
    private static readonly ArrayBufferWriter<byte> Nowhere = new();

    [ThreadStatic]
    private static Utf8JsonWriter? _writer;

    public static void Start(HttpResponse response, int status)
    {
        response.StatusCode = status;
        response.ContentType = ContentType;
    }

    public static void Write<T>(IBufferWriter<byte> output, T body, JsonTypeInfo<T> type)
    {
        var writer = Rent(output);
        JsonSerializer.Serialize(writer, body, type);
        Return(writer);
    }

    /// <summary>This thread's writer over the output; give it back before anything is awaited.</summary>
    public static Utf8JsonWriter Rent(IBufferWriter<byte> output)
    {
        var writer = _writer;
        if (writer is null)
        {
            return new Utf8JsonWriter(output, Options);
        }

        _writer = null;
        writer.Reset(output);
        return writer;
    }

    public static void Return(Utf8JsonWriter writer)
    {
        writer.Flush();
        writer.Reset(Nowhere);
        _writer = writer;
    }
}
