using Kontor.Access;
using Kontor.DelegatedAdmin;
using Kontor.Kernel;
using Kontor.Users;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Kontor.Licensing;

/// <summary>
/// Licenses on <c>/api</c>: of a customer for partners with rights there, and the own for a customer's admins. And what
/// belongs to the pages and is no page.
/// </summary>
public static class LicenseEndpoints
{
    public static void MapLicenses(this IEndpointRouteBuilder api)
    {
        var there = api.MapGroup("/customers/{customerId:guid}").WithTags("Licenses");
        there.MapGet("/licenses", ListThere).RequirePermission(Permission.AdministerOnBehalf, PermissionLevel.Read)
            .WithName("ListCustomerLicenses").WithSummary("The licenses of a customer by SKU, from all partners together");
        there.MapGet("/users/{id:guid}/licenses", OfUser).RequirePermission(Permission.AdministerOnBehalf, PermissionLevel.Read)
            .WithName("ListLicensesOfCustomerUser").WithSummary("The licenses that a user of a customer has");
        there.MapPost("/users/licenses", AssignThere)
            .RequirePermission(Permission.AdministerOnBehalf).RequirePermission(Permission.BulkAssignLicenses)
            .WithName("AssignCustomerLicenses").WithSummary("Assign licenses to users of a customer, or take them away");

        var own = api.MapGroup("/licenses").WithTags("Licenses");
        own.MapGet("/", ListOwn).RequirePermission(Permission.ManageOwnLicenses)
            .WithName("ListOwnLicenses").WithSummary("The own licenses by SKU, from all partners together");
        own.MapGet("/users", ListUsers).RequirePermission(Permission.ManageOwnLicenses)
            .WithName("ListLicensedUsers").WithSummary("The own users with their licenses, by name");
        own.MapPost("/assignments", AssignOwn).RequirePermission(Permission.ManageOwnLicenses)
            .WithName("AssignOwnLicenses").WithSummary("Assign licenses to own users, or take them away");
    }

    public static void MapLicenseExports(this IEndpointRouteBuilder app)
    {
        app.MapGet(LicenseList.ExportPath, ExportThere).RequirePermission(Permission.AdministerOnBehalf, PermissionLevel.Read)
            .ExcludeFromDescription();
        app.MapGet(LicenseList.OwnExportPath, ExportOwn).RequirePermission(Permission.ManageOwnLicenses)
            .ExcludeFromDescription();
    }

    /// <summary>An address that names nobody is answered like one that names a stranger.</summary>
    private static Task<IResult> ExportThere(
        HttpContext http, string? customer, Actor actor, LicenseList licenses, CancellationToken cancel) =>
        Export(http, new TenantId(Guid.TryParse(customer, out var id) ? id : Guid.Empty), actor, licenses, cancel);

    private static Task<IResult> ExportOwn(HttpContext http, Actor actor, LicenseList licenses, CancellationToken cancel) =>
        Export(http, actor.TenantId, actor, licenses, cancel);

    private static async Task<IResult> Export(
        HttpContext http, TenantId customer, Actor actor, LicenseList licenses, CancellationToken cancel)
    {
        var export = await licenses.Export(actor, customer, http.Request.Query, cancel);
        return export.Match<IResult>(file => file, refused => Problems.From(refused));
    }

    private static Task<Results<Ok<PageBody<LicensePoolBody>>, ProblemHttpResult>> ListThere(
        Guid customerId, string? search, PoolState? state, int? size, string? cursor, Actor actor, LicenseGate gate,
        LicensePools pools, CancellationToken cancel) =>
        List(new TenantId(customerId), search, state, size, cursor, actor, gate, pools, cancel);

    private static Task<Results<Ok<PageBody<LicensePoolBody>>, ProblemHttpResult>> ListOwn(
        string? search, PoolState? state, int? size, string? cursor, Actor actor, LicenseGate gate, LicensePools pools,
        CancellationToken cancel) =>
        List(actor.TenantId, search, state, size, cursor, actor, gate, pools, cancel);

    private static async Task<Results<Ok<PageBody<LicensePoolBody>>, ProblemHttpResult>> List(
        TenantId customer, string? search, PoolState? state, int? size, string? cursor, Actor actor, LicenseGate gate,
        LicensePools pools, CancellationToken cancel)
    {
        var asked = PageRequest.From(size, cursor);
        if (asked.ValueOrNull is not { } page)
        {
            return Problems.From(asked.Decision);
        }

        var entered = await gate.Enter(actor, customer, OnBehalfWork.SeeUsers, cancel);
        if (!entered.Decision.IsGranted)
        {
            return Problems.From(entered.Decision);
        }

        var listed = await pools.List(customer, new PoolFilter(search, state), page, cancel);
        return TypedResults.Ok(listed.ToBody(LicensePoolBody.From));
    }

    private static async Task<Results<Ok<PageBody<LicensedUserBody>>, ProblemHttpResult>> ListUsers(
        string? search, int? size, string? cursor, Actor actor, LicensedUsers users, CancellationToken cancel)
    {
        var asked = PageRequest.From(size, cursor);
        if (asked.ValueOrNull is not { } page)
        {
            return Problems.From(asked.Decision);
        }

        var result = await users.Own(actor, new UserFilter(Search: search), page, cancel);
        return result.ValueOrNull is { } listed
            ? TypedResults.Ok(listed.Users.ToBody(user => new LicensedUserBody(
                user.Id.Value, user.FullName, user.UserName, $"{user.State}",
                [.. listed.Licenses[user.Id].Select(HeldLicenseBody.From)])))
            : Problems.From(result.Decision);
    }

    private static async Task<Results<Ok<IReadOnlyList<HeldLicenseBody>>, ProblemHttpResult>> OfUser(
        Guid customerId, Guid id, Actor actor, LicensedUsers users, CancellationToken cancel)
    {
        var result = await users.Of(actor, new TenantId(customerId), new UserId(id), cancel);
        if (result.ValueOrNull is not { } held)
        {
            return Problems.From(result.Decision);
        }

        IReadOnlyList<HeldLicenseBody> bodies = [.. held.Select(HeldLicenseBody.From)];
        return TypedResults.Ok(bodies);
    }

    private static Task<Results<Ok<IReadOnlyList<LicenseOutcomeBody>>, ProblemHttpResult>> AssignThere(
        Guid customerId, LicenseOrderBody body, Actor actor, AssignLicenses assign, CancellationToken cancel) =>
        Assign(new TenantId(customerId), body, actor, assign, cancel);

    private static Task<Results<Ok<IReadOnlyList<LicenseOutcomeBody>>, ProblemHttpResult>> AssignOwn(
        LicenseOrderBody body, Actor actor, AssignLicenses assign, CancellationToken cancel) =>
        Assign(actor.TenantId, body, actor, assign, cancel);

    private static async Task<Results<Ok<IReadOnlyList<LicenseOutcomeBody>>, ProblemHttpResult>> Assign(
        TenantId customer, LicenseOrderBody body, Actor actor, AssignLicenses assign, CancellationToken cancel)
    {
        var asked = body.ToOrder();
        if (asked.ValueOrNull is not { } order)
        {
            return Problems.From(asked.Decision);
        }

        var result = await assign.Handle(actor, customer, order, cancel);
        if (result.ValueOrNull is not { } done)
        {
            return Problems.From(result.Decision);
        }

        IReadOnlyList<LicenseOutcomeBody> bodies = [.. done.All.Select(LicenseOutcomeBody.From)];
        return TypedResults.Ok(bodies);
    }
}
