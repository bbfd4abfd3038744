using Kontor.Kernel;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Kontor.Access;

/// <summary>The secret from a one-time link: what stands after the last slash.</summary>
public sealed record ClaimLinkBody(string? Token);

/// <param name="Token">From the link.</param>
/// <param name="Password">At least 12 characters.</param>
public sealed record ClaimBody(string? Token, string? Password);

public sealed record OpenedClaimBody(string UserName, string FullName, string Organisation, DateTimeOffset ExpiresAt)
{
    public static OpenedClaimBody From(OpenedClaim opened) =>
        new(opened.UserName, opened.FullName, opened.Organisation, opened.ExpiresAt);
}

/// <summary>
/// Taking over an account by a one-time link. The token travels in the body, never in the path: paths end up in logs.
/// </summary>
internal static class AccountClaimEndpoints
{
    public static void MapAccountClaims(this IEndpointRouteBuilder api)
    {
        var claims = api.MapGroup("/account-claims").WithTags("Accounts").AllowEveryone();
        claims.MapPost("/opening", PostOpening)
            .WithName("OpenAccountClaim")
            .WithSummary("Whose account a one-time link is for; changes nothing");
        claims.MapPut("/password", PutPassword)
            .WithName("ClaimAccount")
            .WithSummary("Choose the password of the account behind a one-time link");
    }

    private static async Task<Results<Ok<OpenedClaimBody>, ProblemHttpResult>> PostOpening(
        ClaimLinkBody body, ClaimAccount claim, CancellationToken cancel)
    {
        var result = await claim.Open(body.Token, cancel);
        return result.Match<Results<Ok<OpenedClaimBody>, ProblemHttpResult>>(
            opened => TypedResults.Ok(OpenedClaimBody.From(opened)), refused => Problems.From(refused));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> PutPassword(
        ClaimBody body, ClaimAccount claim, CancellationToken cancel)
    {
        var result = await claim.Handle(body.Token, body.Password, cancel);
        return result.Match<Results<NoContent, ProblemHttpResult>>(
            _ => TypedResults.NoContent(), refused => Problems.From(refused));
    }
}
