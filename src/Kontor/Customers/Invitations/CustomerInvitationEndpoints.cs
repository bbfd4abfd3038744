using Kontor.Access;
using Kontor.Agreements;
using Kontor.Invitations;
using Kontor.Kernel;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Kontor.Customers;

/// <summary>
/// Invitations to customers on <c>/api</c>. A link's token travels in the body, never in the path: paths end up in logs
/// (REL-30).
/// </summary>
internal static class CustomerInvitationEndpoints
{
    public static void MapCustomerInvitations(this IEndpointRouteBuilder api)
    {
        var invitations = api.MapGroup("/customer-invitations").WithTags("Customer invitations");
        invitations.MapGet("/", GetInvitations)
            .RequirePermission(Permission.RequestRelationship, PermissionLevel.Read)
            .WithName("ListCustomerInvitations")
            .WithSummary("The partner's invitations to customers, the newest first");
        invitations.MapPost("/draft", PostDraft)
            .RequirePermission(Permission.RequestRelationship)
            .WithName("DraftCustomerInvitation")
            .WithSummary("The proposed mail, with a mark where the link will stand; makes no invitation");
        invitations.MapPost("/", PostInvitation)
            .RequirePermission(Permission.RequestRelationship)
            .WithMetadata(new AnswersWithSecret())
            .WithName("InviteCustomer")
            .WithSummary("Ask a customer for a relationship; the answer holds the link, which is not shown again");
        invitations.MapPut("/{id:guid}/mail", PutMail)
            .RequirePermission(Permission.RequestRelationship)
            .WithName("SendCustomerInvitation")
            .WithSummary("Send the edited mail of an open invitation; its link must be in the text");
        invitations.MapDelete("/{id:guid}", DeleteInvitation)
            .RequirePermission(Permission.RequestRelationship)
            .WithName("RevokeCustomerInvitation")
            .WithSummary("Take an open invitation back");
        invitations.MapPost("/{id:guid}/renewal", PostRenewal)
            .RequirePermission(Permission.RequestRelationship)
            .WithMetadata(new AnswersWithSecret())
            .WithName("ResendCustomerInvitation")
            .WithSummary("Send an open invitation again, with a new link; the old one no longer holds. At most once an hour");
        invitations.MapPost("/opening", PostOpening)
            .RequirePermission(Permission.ViewOwnProfile)
            .WithName("OpenCustomerInvitation")
            .WithSummary("What a link asks for, and whether the signed-in user may accept; changes nothing");
        invitations.MapPut("/acceptance", PutAcceptance)
            .RequirePermission(Permission.ViewOwnProfile)
            .WithName("AcceptCustomerInvitation")
            .WithSummary("Accept the partners behind a link and, in the same act, the customer agreement");
        invitations.MapPut("/refusal", PutRefusal)
            .RequirePermission(Permission.ViewOwnProfile)
            .WithName("DeclineCustomerInvitation")
            .WithSummary("Decline the request behind a link");
    }

    private static async Task<Results<Ok<PageBody<CustomerInvitationBody>>, ProblemHttpResult>> GetInvitations(
        int? size, string? cursor, Actor actor, CustomerInvitationQueries queries, CancellationToken cancel)
    {
        var asked = PageRequest.From(size, cursor);
        return asked.ValueOrNull is { } page
            ? TypedResults.Ok((await queries.List(actor, page, cancel)).ToBody(CustomerInvitationBody.From))
            : Problems.From(asked.Decision);
    }

    private static async Task<Results<Ok<DraftBody>, ProblemHttpResult>> PostDraft(
        CustomerWishBody body, Actor actor, InviteCustomer invite, CancellationToken cancel)
    {
        var draft = await invite.Draft(actor, body.ToWish(), cancel);
        return draft.Match<Results<Ok<DraftBody>, ProblemHttpResult>>(
            written => TypedResults.Ok(DraftBody.From(written)), refused => Problems.From(refused));
    }

    private static async Task<Results<Created<IssuedInvitationBody>, ProblemHttpResult>> PostInvitation(
        CustomerWishBody body, Actor actor, InviteCustomer invite, CancellationToken cancel)
    {
        var result = await invite.Handle(actor, body.ToWish(), cancel);
        return result.Match<Results<Created<IssuedInvitationBody>, ProblemHttpResult>>(
            issued => TypedResults.Created($"/api/customer-invitations/{issued.Id}", IssuedInvitationBody.From(issued)),
            refused => Problems.From(refused));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> PutMail(
        Guid id, InvitationMailBody body, Actor actor, SendCustomerInvitation send, CancellationToken cancel) =>
        Done(await send.Handle(actor, new InvitationId(id), body.To, body.ToDraft(), cancel));

    private static async Task<Results<Created<IssuedInvitationBody>, ProblemHttpResult>> PostRenewal(
        Guid id, SendingAgainBody body, Actor actor, ResendCustomerInvitation resend, CancellationToken cancel)
    {
        var result = await resend.Handle(actor, new InvitationId(id), body.Language ?? "en", cancel);
        return result.Match<Results<Created<IssuedInvitationBody>, ProblemHttpResult>>(
            issued => TypedResults.Created($"/api/customer-invitations/{issued.Id}", IssuedInvitationBody.From(issued)),
            refused => Problems.From(refused));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> DeleteInvitation(
        Guid id, Actor actor, RevokeCustomerInvitation revoke, CancellationToken cancel) =>
        Done(await revoke.Handle(actor, new InvitationId(id), cancel));

    private static async Task<Results<Ok<OpenedCustomerInvitationBody>, ProblemHttpResult>> PostOpening(
        LinkBody body, Actor actor, OpenCustomerInvitation open, CancellationToken cancel)
    {
        var result = await open.Handle(actor, body.Token, AgreementEndpoints.ReadersLanguage, cancel);
        return result.Match<Results<Ok<OpenedCustomerInvitationBody>, ProblemHttpResult>>(
            opened => TypedResults.Ok(OpenedCustomerInvitationBody.From(opened)), refused => Problems.From(refused));
    }

    private static async Task<Results<Ok<AcceptedRelationshipsBody>, ProblemHttpResult>> PutAcceptance(
        CustomerAcceptanceWishBody body, Actor actor, AcceptCustomerInvitation accept, CancellationToken cancel)
    {
        var result = await accept.Handle(
            actor, body.Token, body.Confirmed, body.Agreement?.ToAcceptance(), cancel);
        return result.Match<Results<Ok<AcceptedRelationshipsBody>, ProblemHttpResult>>(
            accepted => TypedResults.Ok(AcceptedRelationshipsBody.From(accepted)), refused => Problems.From(refused));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> PutRefusal(
        LinkBody body, Actor actor, DeclineCustomerInvitation decline, CancellationToken cancel) =>
        Done(await decline.Handle(actor, body.Token, cancel));

    private static Results<NoContent, ProblemHttpResult> Done(Result<CustomerInvitation> result) =>
        result.Match<Results<NoContent, ProblemHttpResult>>(
            _ => TypedResults.NoContent(), refused => Problems.From(refused));
}
