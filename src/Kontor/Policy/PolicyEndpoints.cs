using Kontor.Access;
using Kontor.Kernel;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Kontor.Policy;

/// <summary>The program policy on <c>/api</c>.</summary>
public static class PolicyEndpoints
{
    public static void MapPolicy(this IEndpointRouteBuilder api)
    {
        var policy = api.MapGroup("/policy").WithTags("Policy");
        policy.MapGet("/", GetPolicy)
            .RequirePermission(Permission.SetPolicy, PermissionLevel.Read)
            .WithName("GetPolicy")
            .WithSummary("The program policy in force, with its version");
        policy.MapPut("/", PutPolicy)
            .RequirePermission(Permission.SetPolicy)
            .WithName("ChangePolicy")
            .WithSummary("Replace the program policy; name the version that was read")
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<Ok<NumberedPolicy>> GetPolicy(ChangePolicy policy, CancellationToken cancel) =>
        TypedResults.Ok(await policy.Find(cancel));

    private static async Task<Results<Ok<NumberedPolicy>, ProblemHttpResult>> PutPolicy(
        PolicyChangeBody body, Actor actor, ChangePolicy change, CancellationToken cancel)
    {
        if (body.Policy is null)
        {
            return Problems.From(RequestReasons.MemberMissing.About("policy"));
        }

        var result = await change.Handle(actor, body.Policy, body.Version, cancel);
        return result.Match<Results<Ok<NumberedPolicy>, ProblemHttpResult>>(
            changed => TypedResults.Ok(changed),
            refused => Problems.From(refused));
    }
}

/// <summary>The whole new policy, and the version that it was made from.</summary>
public sealed record PolicyChangeBody(int Version, ProgramPolicy? Policy);
