using Kontor.Access;
using Kontor.Kernel;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Kontor.Eligibility;

/// <summary>Whether a partnership, a sale or managing is possible, told before anyone tries.</summary>
public static class EligibilityEndpoints
{
    /// <summary>In bytes; nine short fields need far less.</summary>
    private const int MaxBody = 4096;

    public static void MapEligibility(this IEndpointRouteBuilder api) =>
        api.MapPost("/eligibility", PostQuestion)
            .WithTags("Eligibility")
            .WithMetadata(new RequestSizeLimitAttribute(MaxBody))
            .RequirePermission(Permission.AskEligibility)
            .WithName("AskEligibility")
            .WithSummary("Ask whether a sale, a partnership or managing is possible, why not, and what remains to do")
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);

    private static async Task<Results<Ok<EligibilityAnswerBody>, ProblemHttpResult>> PostQuestion(
        EligibilityQuestionBody body, Actor actor, AskEligibility ask, CancellationToken cancel)
    {
        var asked = body.ToQuestion();
        if (asked.ValueOrNull is not { } question)
        {
            return Problems.From(asked.Decision);
        }

        var result = await ask.Handle(actor, question, cancel);
        return result.Match<Results<Ok<EligibilityAnswerBody>, ProblemHttpResult>>(
            answer => TypedResults.Ok(EligibilityAnswerBody.From(answer)),
            refused => Problems.From(refused));
    }
}
