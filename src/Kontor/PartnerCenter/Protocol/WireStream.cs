using System.Buffers;
using System.Collections.Concurrent;
using System.Text.Json;

namespace Kontor.PartnerCenter;

/// <summary>
/// A body that is written while it is read from somewhere else. Nothing is sent until the first part is full, so what
/// fails early is still answered as a failure; after that a failure cuts the connection. The buffers are used again and
/// again: a page of subscriptions is as large as one.
/// </summary>
internal sealed class WireStream : IDisposable
{
    /// <summary>What is sent at a time, and what more an item may take before the buffer grows.</summary>
    private const int PartSize = 48 * 1024;

    private const int Room = 64 * 1024;

    private const int MostKept = 64;

    private static readonly ConcurrentQueue<WireStream> Resting = new();

    private readonly ArrayBufferWriter<byte> _part = new(Room);
    private HttpResponse? _response;

    private WireStream() => Json = WireWriter.New(_part);

    public Utf8JsonWriter Json { get; }

    /// <summary>A stream into the response, to be disposed of when the body is complete or given up.</summary>
    public static WireStream To(HttpResponse response)
    {
        var stream = Resting.TryDequeue(out var rested) ? rested : new WireStream();
        stream._response = response;
        return stream;
    }

    /// <summary>Sends what is written where it fills a part, as fast as the client takes it.</summary>
    public ValueTask SendFullPart(CancellationToken cancel) =>
        _part.WrittenCount + Json.BytesPending < PartSize ? ValueTask.CompletedTask : Send(cancel);

    /// <summary>Sends the rest; an answer that is no longer than one part goes out with its length.</summary>
    public ValueTask Complete(CancellationToken cancel)
    {
        if (!_response!.HasStarted)
        {
            Json.Flush();
            _response.ContentLength = _part.WrittenCount;
        }

        return Send(cancel);
    }

    public void Dispose()
    {
        _response = null;
        _part.ResetWrittenCount();
        Json.Reset();
        if (_part.Capacity <= Room && Resting.Count < MostKept)
        {
            Resting.Enqueue(this);
        }
        else
        {
            Json.Dispose();
        }
    }

    private async ValueTask Send(CancellationToken cancel)
    {
        var response = _response!;
        if (!response.HasStarted)
        {
            WireWriter.Start(response, StatusCodes.Status200OK);
        }

        Json.Flush();
        response.BodyWriter.Write(_part.WrittenSpan);
        _part.ResetWrittenCount();
        await response.BodyWriter.FlushAsync(cancel);
    }
}
