using Kontor.Access;
using Kontor.Kernel;
using Kontor.Site;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Kontor.DelegatedAdmin;

/// <summary>Delegated admin rights on <c>/api</c>: what a partner asks for and has, and what a customer gave.</summary>
public static class GrantEndpoints
{
    public static void MapDelegatedAdmin(this IEndpointRouteBuilder api)
    {
        var partner = api.MapGroup("/delegated-admin").WithTags("Delegated administration");
        partner.MapGet("/", List).Asks(PermissionLevel.Read)
            .WithName("ListDelegatedAdmin").WithSummary("The signed-in partner's delegated admin rights, by customer");
        partner.MapPost("/", Request).Asks()
            .WithName("RequestDelegatedAdmin").WithSummary("Ask a customer for delegated admin rights");
        partner.MapGet("/roles", Roles).RequirePermission(Permission.ViewOwnProfile)
            .WithName("ListDirectoryRoles").WithSummary("The roles that can be delegated");
        partner.MapPost("/extensions", Extend).Asks()
            .WithName("ExtendDelegatedAdmin").WithSummary("Let any number of rights extend themselves, or let them end");
        partner.MapGet("/{id:guid}", Find).Asks(PermissionLevel.Read)
            .WithName("GetDelegatedAdmin").WithSummary("One of the signed-in partner's rights, with its history");
        partner.MapPut("/{id:guid}/withdrawal", Withdraw).Asks()
            .WithName("WithdrawDelegatedAdminRequest").WithSummary("Take back a request that was not answered");
        partner.MapPut("/{id:guid}/surrender", GiveUp).Asks()
            .WithName("GiveUpDelegatedAdmin").WithSummary("Give rights up");

        var customer = api.MapGroup("/customers/own/delegated-admin").WithTags("Delegated administration");
        customer.MapGet("/", OfCustomer).RequirePermission(Permission.ViewOwnPartners, PermissionLevel.Read)
            .WithName("ListOwnDelegatedAdmin").WithSummary("What the signed-in customer gave its partners, and is asked for");
        customer.MapPut("/{id:guid}/approval", Approve).RequirePermission(Permission.AcceptRelationship)
            .WithName("ApproveDelegatedAdmin").WithSummary("Give the rights that a partner asks for");
        customer.MapPut("/{id:guid}/refusal", Decline).RequirePermission(Permission.AcceptRelationship)
            .WithName("DeclineDelegatedAdmin").WithSummary("Decline a partner's request");
        customer.MapPut("/{id:guid}/narrowing", Narrow).RequirePermission(Permission.RemovePartnerRights)
            .WithName("NarrowDelegatedAdmin").WithSummary("Take single roles away from a partner");
        customer.MapPut("/{id:guid}/removal", Remove).RequirePermission(Permission.RemovePartnerRights)
            .WithName("RemoveDelegatedAdmin").WithSummary("Take rights away from a partner");
    }

    /// <summary>What belongs to the pages and is no page.</summary>
    public static void MapGrantExport(this IEndpointRouteBuilder app) =>
        app.MapGet(GrantList.ExportPath, Export).Asks(PermissionLevel.Read).ExcludeFromDescription();

    private static TBuilder Asks<TBuilder>(this TBuilder route, PermissionLevel level = PermissionLevel.Full)
        where TBuilder : IEndpointConventionBuilder => route.RequirePermission(Permission.RequestDelegatedAdmin, level);

    private static async Task<Results<Ok<PageBody<GrantRowBody>>, ProblemHttpResult>> List(
        string? customer,
        Guid? customerId,
        string? state,
        string? role,
        int? endsWithinDays,
        int? size,
        string? cursor,
        Actor actor,
        GrantQueries grants,
        CancellationToken cancel)
    {
        var asked = PageRequest.From(size, cursor);
        if (asked.ValueOrNull is not { } page)
        {
            return Problems.From(asked.Decision);
        }

        var filter = new GrantFilter(
            customer,
            EnumName.Find<GrantState>(state),
            EnumName.Find<DirectoryRole>(role),
            endsWithinDays is { } days ? Math.Clamp(days, 0, 3_650) : null,
            customerId is { } id ? new TenantId(id) : null);
        return TypedResults.Ok((await grants.List(actor, filter, page, cancel)).ToBody(GrantRowBody.From));
    }

    private static Ok<IReadOnlyList<DirectoryRoleBody>> Roles() =>
        TypedResults.Ok<IReadOnlyList<DirectoryRoleBody>>([.. DirectoryRoles.All.Select(DirectoryRoleBody.From)]);

    private static async Task<Results<Ok<GrantBody>, ProblemHttpResult>> Request(
        GrantWishBody body, Actor actor, RequestGrant use, GrantDetails details, CancellationToken cancel) =>
        await Answer(
            await use.Handle(actor, new TenantId(body.CustomerId), body.ToWish(), cancel), actor, details, cancel);

    private static async Task<Results<Ok<IReadOnlyList<GrantOutcomeBody>>, ProblemHttpResult>> Extend(
        GrantExtensionsBody body, Actor actor, ExtendGrants use, CancellationToken cancel)
    {
        GrantId[] ids = [.. (body.Ids ?? []).Select(id => new GrantId(id))];
        var result = await use.Handle(actor, ids, body.ExtendsItself, cancel);
        return result.ValueOrNull is { } outcomes
            ? TypedResults.Ok<IReadOnlyList<GrantOutcomeBody>>([.. outcomes.All.Select(GrantOutcomeBody.From)])
            : Problems.From(result.Decision);
    }

    private static async Task<Results<Ok<GrantBody>, ProblemHttpResult>> Find(
        Guid id, Actor actor, GrantDetails details, CancellationToken cancel) =>
        await details.Find(actor, new GrantId(id), cancel) is { } found
            ? TypedResults.Ok(GrantBody.From(found))
            : Problems.From(GrantReasons.NotFound);

    private static Task<Results<Ok<GrantBody>, ProblemHttpResult>> Withdraw(
        Guid id, Actor actor, ChangeGrant use, GrantDetails details, CancellationToken cancel) =>
        Act(id, new GrantActWish(GrantAct.Withdraw), actor, use, details, cancel);

    private static Task<Results<Ok<GrantBody>, ProblemHttpResult>> GiveUp(
        Guid id, Actor actor, ChangeGrant use, GrantDetails details, CancellationToken cancel) =>
        Act(id, new GrantActWish(GrantAct.GiveUp), actor, use, details, cancel);

    private static async Task<Ok<IReadOnlyList<GrantBody>>> OfCustomer(
        Actor actor, GrantDetails details, CancellationToken cancel) =>
        TypedResults.Ok<IReadOnlyList<GrantBody>>(
            [.. (await details.OfCustomer(actor, partner: null, cancel)).Select(GrantBody.From)]);

    private static Task<Results<Ok<GrantBody>, ProblemHttpResult>> Approve(
        Guid id, GrantApprovalBody body, Actor actor, ChangeGrant use, GrantDetails details, CancellationToken cancel) =>
        Act(id, new GrantActWish(GrantAct.Approve, body.Confirmed), actor, use, details, cancel);

    private static Task<Results<Ok<GrantBody>, ProblemHttpResult>> Decline(
        Guid id, Actor actor, ChangeGrant use, GrantDetails details, CancellationToken cancel) =>
        Act(id, new GrantActWish(GrantAct.Decline), actor, use, details, cancel);

    private static Task<Results<Ok<GrantBody>, ProblemHttpResult>> Narrow(
        Guid id, TakenRolesBody body, Actor actor, ChangeGrant use, GrantDetails details, CancellationToken cancel) =>
        Act(id, new GrantActWish(GrantAct.Narrow, Taken: [.. body.Roles ?? []]), actor, use, details, cancel);

    private static Task<Results<Ok<GrantBody>, ProblemHttpResult>> Remove(
        Guid id, Actor actor, ChangeGrant use, GrantDetails details, CancellationToken cancel) =>
        Act(id, new GrantActWish(GrantAct.Remove), actor, use, details, cancel);

    private static async Task<Results<Ok<GrantBody>, ProblemHttpResult>> Act(
        Guid id, GrantActWish wish, Actor actor, ChangeGrant use, GrantDetails details, CancellationToken cancel) =>
        await Answer(await use.Handle(actor, new GrantId(id), wish, cancel), actor, details, cancel);

    private static async Task<Results<Ok<GrantBody>, ProblemHttpResult>> Answer(
        Result<DelegatedGrant> result, Actor actor, GrantDetails details, CancellationToken cancel) =>
        result.ValueOrNull is { } grant
            ? await Find(grant.Id.Value, actor, details, cancel)
            : Problems.From(result.Decision);

    private static ListExport<GrantRow> Export(HttpContext http, Actor actor, GrantList grants)
    {
        var list = GrantList.Definition();
        var state = ListState.Read(http.Request.Query, list);
        string? customer = http.Request.Query["customer"];
        return new(
            list,
            state,
            grants.All(actor, state, customer, http.RequestAborted),
            most => grants.Count(actor, state, customer, most, http.RequestAborted),
            "delegated-admin");
    }
}
