using Kontor.Access;
using Kontor.Kernel;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Kontor.Tenants;

/// <summary>Whom to invite to merge.</summary>
/// <param name="Partner">Network id, domain or tenant id of the other partner.</param>
public sealed record InviteToMergeBody(string? Partner);

/// <summary>That the invited organization knows what it accepts.</summary>
/// <param name="IsFinal">Must be true: a merge is never undone.</param>
public sealed record AcceptMergeBody(bool IsFinal);

/// <summary>An invitation to merge.</summary>
public sealed record MergeBody(
    Guid Id, string Inviting, string Invited, bool IsOwn, MergeState State, bool IsOpen, DateTimeOffset CreatedAt,
    DateTimeOffset ExpiresAt)
{
    public static MergeBody Of(MergeView view) => new(
        view.Invitation.Id, view.Inviting, view.Invited, view.IsOwn, view.Invitation.State, view.IsOpen,
        view.Invitation.CreatedAt, view.Invitation.ExpiresAt);
}

/// <summary>Merging two partner organizations on <c>/api</c> (ACC-46).</summary>
public static class MergeEndpoints
{
    public static void MapMerges(this IEndpointRouteBuilder api)
    {
        var merges = api.MapGroup("/merge-invitations").WithTags("Tenants");
        merges.MapGet("/", List).RequirePermission(Permission.ViewPartnerProfiles, PermissionLevel.Read)
            .WithName("ListMergeInvitations").WithSummary("The invitations to merge that were sent and received");
        merges.MapPost("/", Invite).RequirePermission(Permission.LinkTenants)
            .WithName("InviteToMerge").WithSummary("Invite another partner organization to become one with the own");
        merges.MapDelete("/{id:guid}", Revoke).RequirePermission(Permission.LinkTenants)
            .WithName("RevokeMergeInvitation").WithSummary("Take an open invitation back");
        merges.MapPut("/{id:guid}/acceptance", Accept).RequirePermission(Permission.LinkTenants)
            .WithName("AcceptMerge").WithSummary("Become one with the inviting organization, for good");
        merges.MapPut("/{id:guid}/refusal", Decline).RequirePermission(Permission.LinkTenants)
            .WithName("DeclineMerge").WithSummary("Decline to merge");
    }

    private static async Task<Ok<IReadOnlyList<MergeBody>>> List(
        Actor actor, MergeQueries merges, CancellationToken cancel) =>
        TypedResults.Ok<IReadOnlyList<MergeBody>>([.. (await merges.List(actor, cancel)).Select(MergeBody.Of)]);

    private static async Task<Results<Ok<MergeBody>, ProblemHttpResult>> Invite(
        InviteToMergeBody body, Actor actor, InviteToMerge invite, MergeQueries merges, CancellationToken cancel) =>
        await Answer(await invite.Handle(actor, body.Partner ?? "", cancel), actor, merges, cancel);

    private static async Task<Results<Ok<MergeBody>, ProblemHttpResult>> Revoke(
        Guid id, Actor actor, InviteToMerge invite, MergeQueries merges, CancellationToken cancel) =>
        await Answer(await invite.Revoke(actor, id, cancel), actor, merges, cancel);

    private static async Task<Results<Ok<MergeBody>, ProblemHttpResult>> Accept(
        Guid id, AcceptMergeBody body, Actor actor, AnswerMerge answer, MergeQueries merges, CancellationToken cancel) =>
        await Answer(await answer.Accept(actor, id, body.IsFinal, cancel), actor, merges, cancel);

    private static async Task<Results<Ok<MergeBody>, ProblemHttpResult>> Decline(
        Guid id, Actor actor, AnswerMerge answer, MergeQueries merges, CancellationToken cancel) =>
        await Answer(await answer.Decline(actor, id, cancel), actor, merges, cancel);

    private static async Task<Results<Ok<MergeBody>, ProblemHttpResult>> Answer(
        Result<MergeInvitation> result, Actor actor, MergeQueries merges, CancellationToken cancel) =>
        result.ValueOrNull is { } done
            ? TypedResults.Ok(MergeBody.Of((await merges.Find(actor, done.Id, cancel))!))
            : Problems.From(result.Decision);
}
