using Kontor.Access;
using Kontor.Kernel;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Kontor.Enrolment;

/// <summary>What an operator wants to do with a partner's place.</summary>
/// <param name="Act">What.</param>
/// <param name="Cause">Of a suspension; left out for everything else.</param>
/// <param name="Note">For the partner, who reads it.</param>
/// <param name="From">Of an announcement: the day (UTC) from which the partner is restricted.</param>
public sealed record StandingWishBody(StandingAct Act, SuspensionCause? Cause, string? Note, DateOnly? From)
{
    public StandingWish ToWish() => new(Act, Cause, Note ?? "", From);
}

/// <summary>One line of what became of a partner's place.</summary>
public sealed record StandingChangeBody(
    StandingAct Act, SuspensionCause? Cause, string Note, DateOnly? From, DateTimeOffset At)
{
    public static StandingChangeBody Of(StandingChange change) =>
        new(change.Act, change.Cause, change.Note, change.From, change.At);
}

/// <summary>Where a partner of one type stands.</summary>
public sealed record PartnerPlaceBody(
    PartnerType Type, EnrolmentState State, DateTimeOffset Since, DateOnly? RestrictedFrom)
{
    public static PartnerPlaceBody Of(PartnerEnrolment enrolment) =>
        new(enrolment.Type, enrolment.State, enrolment.Since, enrolment.RestrictedFrom);
}

/// <summary>A partner's places, what became of them, and what an operator can do now.</summary>
public sealed record PartnerStandingBody(
    IReadOnlyList<PartnerPlaceBody> Enrollments,
    IReadOnlyList<StandingChangeBody> History,
    IReadOnlyList<StandingAct> Possible)
{
    public static PartnerStandingBody Of(PartnerStanding standing) => new(
        [.. standing.Enrolments.Select(PartnerPlaceBody.Of)],
        [.. standing.History.Select(StandingChangeBody.Of)],
        standing.Possible);
}

/// <summary>Suspension, restriction and reinstatement of partners on <c>/api</c> (ENR-45, ENR-60, ENR-61).</summary>
public static class StandingEndpoints
{
    public static void MapStanding(this IEndpointRouteBuilder api)
    {
        var partner = api.MapGroup("/partners/{tenantId:guid}/standing").WithTags("Enrollment");
        partner.MapGet("", Get)
            .RequirePermission(Permission.ViewPartners, PermissionLevel.Read)
            .WithName("GetPartnerStanding").WithSummary("Where a partner stands, and what became of it");
        partner.MapPost("", Post)
            .RequirePermission(Permission.DecideEnrolments)
            .WithName("ChangePartnerStanding").WithSummary("Suspend, reinstate or restrict a partner, or announce it");
    }

    private static async Task<Results<Ok<PartnerStandingBody>, ProblemHttpResult>> Get(
        Guid tenantId, ChangeStanding standing, CancellationToken cancel) =>
        await standing.Look(new TenantId(tenantId), cancel) is { } found
            ? TypedResults.Ok(PartnerStandingBody.Of(found))
            : Problems.From(StandingReasons.PartnerNotFound);

    private static async Task<Results<Ok<StandingChangeBody>, ProblemHttpResult>> Post(
        Guid tenantId, StandingWishBody body, Actor actor, ChangeStanding standing, CancellationToken cancel) =>
        (await standing.Handle(actor, new TenantId(tenantId), body.ToWish(), cancel))
            .Match<Results<Ok<StandingChangeBody>, ProblemHttpResult>>(
                change => TypedResults.Ok(StandingChangeBody.Of(change)), refused => Problems.From(refused));
}
