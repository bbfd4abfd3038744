using Kontor.Access;
using Kontor.Kernel;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Kontor.Membership;

/// <summary>Level, competencies and benefits of the membership on <c>/api</c>, for partners and for operators.</summary>
public static class MembershipEndpoints
{
    public static void MapMembership(this IEndpointRouteBuilder api)
    {
        var own = api.MapGroup("/membership").WithTags("Membership");
        own.MapGet("", Get)
            .RequirePermission(Permission.ViewPartnerProfiles, PermissionLevel.Read)
            .WithName("GetMembership").WithSummary("What the own network ID carries");
        own.MapPut("/name", PutName)
            .RequirePermission(Permission.ManageBenefits)
            .WithName("UpdateMembershipName").WithSummary("Give the membership the legal name that is on record");
        own.MapPut("/benefits/{id:guid}/activation", PutActivation)
            .RequirePermission(Permission.ManageBenefits)
            .WithName("ActivateBenefit").WithSummary("Activate a benefit, once");

        var partners = api.MapGroup("/partners/{tenantId:guid}/membership").WithTags("Membership");
        partners.MapGet("", GetOf)
            .RequirePermission(Permission.DecideEnrolments, PermissionLevel.Read)
            .WithName("GetPartnerMembership").WithSummary("What a partner's network ID carries");
        partners.MapPut("/standing", PutStanding)
            .RequirePermission(Permission.DecideEnrolments)
            .WithName("SetMembershipStanding").WithSummary("Write level and competencies");
        partners.MapPost("/benefits", PostBenefit)
            .RequirePermission(Permission.DecideEnrolments)
            .WithName("GrantBenefit").WithSummary("Grant a benefit");
        partners.MapDelete("/benefits/{id:guid}", DeleteBenefit)
            .RequirePermission(Permission.DecideEnrolments)
            .WithName("WithdrawBenefit").WithSummary("Take back a benefit that was not activated");
    }

    private static Task<Results<Ok<MembershipBody>, ProblemHttpResult>> Get(
        Actor actor, MembershipFiles files, CancellationToken cancel) => GetOf(actor.TenantId.Value, files, cancel);

    private static async Task<Results<Ok<MembershipBody>, ProblemHttpResult>> PutName(
        Actor actor, UseMembership use, CancellationToken cancel) => Seen(await use.UpdateName(actor, cancel));

    private static async Task<Results<Ok<MembershipBody>, ProblemHttpResult>> PutActivation(
        Guid id, Actor actor, UseMembership use, CancellationToken cancel) => Seen(await use.Activate(actor, id, cancel));

    private static async Task<Results<Ok<MembershipBody>, ProblemHttpResult>> GetOf(
        Guid tenantId, MembershipFiles files, CancellationToken cancel) =>
        await files.Of(new TenantId(tenantId), cancel) is { } file
            ? TypedResults.Ok(MembershipBody.From(file))
            : Problems.From(BenefitReasons.NoNetworkId);

    private static async Task<Results<Ok<MembershipBody>, ProblemHttpResult>> PutStanding(
        Guid tenantId, MembershipStandingBody body, Actor actor, GrantMembership grant, CancellationToken cancel) =>
        EnumName.Find<MembershipLevel>(body.Level) is { } level
            ? Seen(await grant.Standing(
                actor, new TenantId(tenantId), level,
                BenefitRules.CompetenciesIn(string.Join('\n', body.Competencies ?? [])), body.Version, cancel))
            : Problems.From(BenefitReasons.LevelUnknown);

    private static async Task<Results<Ok<MembershipBody>, ProblemHttpResult>> PostBenefit(
        Guid tenantId, NewBenefitBody body, Actor actor, GrantMembership grant, CancellationToken cancel) =>
        EnumName.Find<BenefitKind>(body.Kind) is { } kind
            ? Seen(await grant.Grant(actor, new TenantId(tenantId), kind, body.Count, body.Until, cancel))
            : Problems.From(BenefitReasons.KindUnknown);

    private static async Task<Results<Ok<MembershipBody>, ProblemHttpResult>> DeleteBenefit(
        Guid tenantId, Guid id, Actor actor, GrantMembership grant, CancellationToken cancel) =>
        Seen(await grant.Withdraw(actor, new TenantId(tenantId), id, cancel));

    private static Results<Ok<MembershipBody>, ProblemHttpResult> Seen(Result<MembershipFile> result) =>
        result.ValueOrNull is { } file ? TypedResults.Ok(MembershipBody.From(file)) : Problems.From(result.Decision);
}
