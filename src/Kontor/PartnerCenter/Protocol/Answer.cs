using System.Text.Json.Serialization.Metadata;

namespace Kontor.PartnerCenter;

/// <summary>A successful answer: a resource as JSON.</summary>
internal sealed class Answer<T>(T body, JsonTypeInfo<T> type, int status) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext) => WireWriter.Send(httpContext.Response, status, body, type);
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
    public Fault Fault => fault;

    public Task ExecuteAsync(HttpContext httpContext) => Faults.Write(httpContext, fault);
}
