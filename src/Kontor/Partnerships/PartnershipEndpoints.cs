using Kontor.Access;
using Kontor.Invitations;
using Kontor.Kernel;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Kontor.Partnerships;

/// <summary>
/// Partnerships on <c>/api</c>. A link's token travels in the body, never in the path: paths end up in logs (REL-30).
/// </summary>
public static class PartnershipEndpoints
{
    public static void MapPartnerships(this IEndpointRouteBuilder api)
    {
        var invitations = api.MapGroup("/partner-invitations").WithTags("Partner invitations");
        invitations.MapGet("/", GetInvitations)
            .RequirePermission(Permission.ManageResellers, PermissionLevel.Read)
            .WithName("ListPartnerInvitations")
            .WithSummary("The provider's invitations to resellers, the newest first");
        invitations.MapGet("/draft", GetDraft)
            .RequirePermission(Permission.ManageResellers)
            .WithName("DraftPartnerInvitation")
            .WithSummary("The proposed mail in a language, with a mark where the link will stand");
        invitations.MapPost("/", PostInvitation)
            .RequirePermission(Permission.ManageResellers)
            .WithMetadata(new AnswersWithSecret())
            .WithName("RequestPartnership")
            .WithSummary("Invite a reseller; the answer holds the link, which is not shown again");
        invitations.MapPut("/{id:guid}/mail", PutMail)
            .RequirePermission(Permission.ManageResellers)
            .WithName("SendPartnerInvitation")
            .WithSummary("Send the edited mail of an open invitation; its link must be in the text");
        invitations.MapDelete("/{id:guid}", DeleteInvitation)
            .RequirePermission(Permission.ManageResellers)
            .WithName("RevokePartnerInvitation")
            .WithSummary("Take an open invitation back");
        invitations.MapPost("/{id:guid}/renewal", PostRenewal)
            .RequirePermission(Permission.ManageResellers)
            .WithMetadata(new AnswersWithSecret())
            .WithName("ResendPartnerInvitation")
            .WithSummary("Send an open invitation again, with a new link; the old one no longer holds. At most once an hour");
        invitations.MapPost("/opening", PostOpening)
            .RequirePermission(Permission.ViewOwnProfile)
            .WithName("OpenPartnerInvitation")
            .WithSummary("What a link asks for, and whether the signed-in user may accept; changes nothing");
        invitations.MapPut("/acceptance", PutAcceptance)
            .RequirePermission(Permission.ViewOwnProfile)
            .WithName("AcceptPartnerInvitation")
            .WithSummary("Authorize the provider behind a link");
        invitations.MapPut("/refusal", PutRefusal)
            .RequirePermission(Permission.ViewOwnProfile)
            .WithName("DeclinePartnerInvitation")
            .WithSummary("Decline the request behind a link");

        var partnerships = api.MapGroup("/partnerships").WithTags("Partnerships");
        partnerships.MapGet("/resellers", GetResellers)
            .RequirePermission(Permission.ViewPartnerships, PermissionLevel.Read)
            .WithName("ListResellers")
            .WithSummary("The resellers of the signed-in provider, by name");
        partnerships.MapGet("/providers", GetProviders)
            .RequirePermission(Permission.ViewPartnerships, PermissionLevel.Read)
            .WithName("ListProviders")
            .WithSummary("The providers of the signed-in reseller, by name");
    }

    private static async Task<Results<Ok<PageBody<PartnerInvitationBody>>, ProblemHttpResult>> GetInvitations(
        int? size, string? cursor, Actor actor, PartnershipQueries queries, CancellationToken cancel)
    {
        var asked = PageRequest.From(size, cursor);
        if (asked.ValueOrNull is not { } page)
        {
            return Problems.From(asked.Decision);
        }

        var invitations = await queries.InvitationsOf(actor, page, cancel);
        return TypedResults.Ok(invitations.ToBody(PartnerInvitationBody.From));
    }

    private static async Task<Results<Ok<DraftBody>, ProblemHttpResult>> GetDraft(
        string? language, Actor actor, RequestPartnership request, CancellationToken cancel)
    {
        var draft = await request.Draft(actor, language ?? "en", cancel);
        return draft.Match<Results<Ok<DraftBody>, ProblemHttpResult>>(
            written => TypedResults.Ok(DraftBody.From(written)), refused => Problems.From(refused));
    }

    private static async Task<Results<Created<IssuedInvitationBody>, ProblemHttpResult>> PostInvitation(
        InvitationWishBody body, Actor actor, RequestPartnership request, CancellationToken cancel)
    {
        var result = await request.Handle(actor, body.ToWish(), cancel);
        return result.Match<Results<Created<IssuedInvitationBody>, ProblemHttpResult>>(
            issued => TypedResults.Created($"/api/partner-invitations/{issued.Id}", IssuedInvitationBody.From(issued)),
            refused => Problems.From(refused));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> PutMail(
        Guid id, InvitationMailBody body, Actor actor, SendPartnerInvitation send, CancellationToken cancel)
    {
        var result = await send.Handle(actor, new InvitationId(id), body.To, body.ToDraft(), cancel);
        return Done(result);
    }

    private static async Task<Results<Created<IssuedInvitationBody>, ProblemHttpResult>> PostRenewal(
        Guid id, SendingAgainBody body, Actor actor, ResendPartnerInvitation resend, CancellationToken cancel)
    {
        var result = await resend.Handle(actor, new InvitationId(id), body.Language ?? "en", cancel);
        return result.Match<Results<Created<IssuedInvitationBody>, ProblemHttpResult>>(
            issued => TypedResults.Created($"/api/partner-invitations/{issued.Id}", IssuedInvitationBody.From(issued)),
            refused => Problems.From(refused));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> DeleteInvitation(
        Guid id, Actor actor, RevokePartnerInvitation revoke, CancellationToken cancel) =>
        Done(await revoke.Handle(actor, new InvitationId(id), cancel));

    private static async Task<Results<Ok<OpenedPartnerInvitationBody>, ProblemHttpResult>> PostOpening(
        LinkBody body, Actor actor, OpenPartnerInvitation open, CancellationToken cancel)
    {
        var result = await open.Handle(actor, body.Token, cancel);
        return result.Match<Results<Ok<OpenedPartnerInvitationBody>, ProblemHttpResult>>(
            opened => TypedResults.Ok(OpenedPartnerInvitationBody.From(opened)), refused => Problems.From(refused));
    }

    private static async Task<Results<Ok<PartnershipBody>, ProblemHttpResult>> PutAcceptance(
        ConfirmedLinkBody body, Actor actor, AcceptPartnerInvitation accept, CancellationToken cancel)
    {
        var result = await accept.Handle(actor, body.Token, body.Confirmed, cancel);
        return result.Match<Results<Ok<PartnershipBody>, ProblemHttpResult>>(
            begun => TypedResults.Ok(PartnershipBody.From(begun)), refused => Problems.From(refused));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> PutRefusal(
        LinkBody body, Actor actor, DeclinePartnerInvitation decline, CancellationToken cancel) =>
        Done(await decline.Handle(actor, body.Token, cancel));

    private static async Task<Results<Ok<PageBody<PartnershipRowBody>>, ProblemHttpResult>> GetResellers(
        string? name, int? size, string? cursor, Actor actor, PartnershipQueries queries, CancellationToken cancel)
    {
        var asked = PageRequest.From(size, cursor);
        return asked.ValueOrNull is { } page
            ? TypedResults.Ok((await queries.ResellersOf(actor, name, page, cancel)).ToBody(PartnershipRowBody.From))
            : Problems.From(asked.Decision);
    }

    private static async Task<Results<Ok<PageBody<PartnershipRowBody>>, ProblemHttpResult>> GetProviders(
        string? name, int? size, string? cursor, Actor actor, PartnershipQueries queries, CancellationToken cancel)
    {
        var asked = PageRequest.From(size, cursor);
        return asked.ValueOrNull is { } page
            ? TypedResults.Ok((await queries.ProvidersOf(actor, name, page, cancel)).ToBody(PartnershipRowBody.From))
            : Problems.From(asked.Decision);
    }

    private static Results<NoContent, ProblemHttpResult> Done(Result<PartnerInvitation> result) =>
        result.Match<Results<NoContent, ProblemHttpResult>>(
            _ => TypedResults.NoContent(), refused => Problems.From(refused));
}
