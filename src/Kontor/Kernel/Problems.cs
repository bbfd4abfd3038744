using Microsoft.AspNetCore.Http.HttpResults;

namespace Kontor.Kernel;

/// <summary>One reason as <c>/api</c> shows it.</summary>
public sealed record ReasonBody(string Code, string Rule, string Text, IReadOnlyList<WayOut> WaysOut)
{
    public static ReasonBody From(Reason reason) =>
        new(reason.Code, reason.Rule, ReasonTexts.Of(reason), ReasonTexts.WaysOut(reason));
}

/// <summary>The one place where a refusal becomes an RFC 9457 problem.</summary>
public static class Problems
{
    public static ProblemHttpResult From(Decision refused) => From(refused, StatusOf(refused.Reasons[0].Kind));

    public static ProblemHttpResult From(Reason reason) => From(Decision.Refused(reason));

    /// <summary>With a status that says more about the protocol than the kind of the reason does.</summary>
    public static ProblemHttpResult From(Reason reason, int status) => From(Decision.Refused(reason), status);

    private static ProblemHttpResult From(Decision refused, int status) =>
        TypedResults.Problem(
            statusCode: status,
            title: ReasonTexts.Of(refused.Reasons[0]),
            type: $"urn:kontor:problem:{refused.Reasons[0].Code}",
            extensions: new Dictionary<string, object?>
            {
                ["reasons"] = refused.Reasons.Select(ReasonBody.From).ToArray(),
            });

    public static int StatusOf(ReasonKind kind) => kind switch
    {
        ReasonKind.Invalid => StatusCodes.Status422UnprocessableEntity,
        ReasonKind.Forbidden => StatusCodes.Status403Forbidden,
        ReasonKind.NotFound => StatusCodes.Status404NotFound,
        ReasonKind.Conflict => StatusCodes.Status409Conflict,
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };
}
