using System.ComponentModel;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http.Metadata;

namespace Kontor.Kernel;

/// <summary>
/// Answers what the framework refuses on <c>/api</c> before an endpoint runs, such as a body that is no JSON: with a
/// problem that says where, instead of a bare status.
/// </summary>
public sealed partial class UnreadableRequests(RequestDelegate next)
{
    public async Task Invoke(HttpContext context)
    {
        try
        {
            await next(context);
        }
        catch (BadHttpRequestException refused) when (!context.Response.HasStarted)
        {
            await Problems.From(ReasonOf(refused), refused.StatusCode).ExecuteAsync(context);
            return;
        }

        if (context.Response is { HasStarted: false, ContentType: null, StatusCode: var status }
            && ReasonOf(status, context) is { } reason)
        {
            await Problems.From(reason, status).ExecuteAsync(context);
        }
    }

    private static Reason ReasonOf(BadHttpRequestException refused) => refused switch
    {
        { StatusCode: StatusCodes.Status413PayloadTooLarge } => RequestReasons.TooLarge,
        { StatusCode: StatusCodes.Status415UnsupportedMediaType } => RequestReasons.MediaTypeWrong,
        { InnerException: JsonException { Message: var lacks } }
            when lacks.Contains("missing required properties", StringComparison.Ordinal) =>
            RequestReasons.MemberMissing.About(string.Join(
                ", ", Member().Matches(lacks[lacks.IndexOf(':', StringComparison.Ordinal)..]).Select(found => found.Groups[1].Value))),
        { InnerException: JsonException at } => RequestReasons.BodyUnreadable.About(
            at.Path ?? "$", (at.LineNumber ?? 0) + 1, (at.BytePositionInLine ?? 0) + 1),
        { Message: var message } when message.Contains("no body", StringComparison.Ordinal) =>
            RequestReasons.BodyMissing,
        _ => RequestReasons.ValueUnreadable.About(Parameter().Match(refused.Message).Groups[1].Value),
    };

    private static Reason? ReasonOf(int status, HttpContext context) => status switch
    {
        StatusCodes.Status400BadRequest => UnreadableValue(context) ?? RequestReasons.BodyMissing,
        StatusCodes.Status404NotFound => RequestReasons.AddressUnknown,
        StatusCodes.Status405MethodNotAllowed => RequestReasons.MethodWrong.About(
            context.Request.Method, context.Response.Headers.Allow.ToString()),
        StatusCodes.Status413PayloadTooLarge => RequestReasons.TooLarge,
        StatusCodes.Status415UnsupportedMediaType => RequestReasons.MediaTypeWrong,
        _ => null,
    };

    // Of a value that may be missing but is there and cannot be read, the framework says nothing.
    private static Reason? UnreadableValue(HttpContext context) => context.GetEndpoint()?.Metadata
        .GetOrderedMetadata<IParameterBindingMetadata>()
        .Where(parameter => parameter.HasTryParse
            && context.Request.Query[parameter.Name] is [{ Length: > 0 } text, ..]
            && !TypeDescriptor.GetConverter(parameter.ParameterInfo.ParameterType).IsValid(text))
        .Select(parameter => RequestReasons.ValueUnreadable.About(parameter.Name))
        .FirstOrDefault();

    // The framework names the parameter with its type: Failed to bind parameter "int? limit" from "x".
    [GeneratedRegex("parameter \"[^\"]*?([A-Za-z]+)\"")]
    private static partial Regex Parameter();

    // After the colon the serializer lists them: …missing required properties including: 'name', 'version'.
    [GeneratedRegex("'([A-Za-z0-9]+)'")]
    private static partial Regex Member();
}
