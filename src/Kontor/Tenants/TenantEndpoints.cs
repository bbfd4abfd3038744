using Kontor.Access;
using Kontor.Kernel;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Kontor.Tenants;

/// <summary>The tenants of the caller's account on <c>/api</c> (ACC-24, ACC-25).</summary>
public static class TenantEndpoints
{
    public static void MapTenants(this IEndpointRouteBuilder api)
    {
        var tenants = api.MapGroup("/tenants").WithTags("Tenants");
        tenants.MapGet("/", List).RequirePermission(Permission.ViewPartnerProfiles, PermissionLevel.Read)
            .WithName("ListTenants").WithSummary("The tenants of the own account, by domain");
        tenants.MapPost("/sign-ins", SignIn)
            .RequirePermission(Permission.LinkTenants).WithMetadata(new AnswersWithSecret())
            .WithName("SignInToTenant")
            .WithSummary("Sign in to a tenant as its global admin and see whether it can be linked");
        tenants.MapPost("/", Link).RequirePermission(Permission.LinkTenants)
            .WithName("LinkTenant").WithSummary("Link the tenant that was signed in to");
        tenants.MapPost("/own", Make).RequirePermission(Permission.LinkTenants).WithMetadata(new AnswersWithSecret())
            .WithName("MakeTenant")
            .WithSummary("Make a customer tenant for own use; the answer holds its admin's password, this once");
        tenants.MapPost("/shared-services", MakeShared).RequirePermission(Permission.LinkTenants)
            .WithName("MakeSharedServices")
            .WithSummary("Make the tenant into which the own partner tenant buys consumption for itself");
        tenants.MapDelete("/{id:guid}", Remove).RequirePermission(Permission.LinkTenants)
            .WithName("RemoveTenant").WithSummary("Remove a linked tenant; its users lose their access at once");
    }

    private static async Task<Results<Ok<PageBody<TenantBody>>, ProblemHttpResult>> List(
        string? search, int? size, string? cursor, Actor actor, TenantQueries tenants, CancellationToken cancel)
    {
        var asked = PageRequest.From(size, cursor);
        return asked.ValueOrNull is { } page
            ? TypedResults.Ok((await tenants.List(
                await tenants.AccountOf(actor, cancel), new TenantFilter(search), page, cancel))
                .ToBody(row => TenantBody.Of(row, actor)))
            : Problems.From(asked.Decision);
    }

    private static async Task<Results<Ok<LinkableTenantBody>, ProblemHttpResult>> SignIn(
        TenantSignInBody body, Actor actor, LinkTenant link, CancellationToken cancel) =>
        (await link.SignInTo(actor, body.Tenant ?? "", body.UserName ?? "", body.Password ?? "", cancel))
            .Match<Results<Ok<LinkableTenantBody>, ProblemHttpResult>>(
                found => TypedResults.Ok(LinkableTenantBody.Of(found)), refused => Problems.From(refused));

    private static async Task<Results<NoContent, ProblemHttpResult>> Link(
        LinkTenantBody body, Actor actor, LinkTenant link, CancellationToken cancel) =>
        (await link.Handle(actor, body.Proof, cancel))
            .Match<Results<NoContent, ProblemHttpResult>>(_ => TypedResults.NoContent(), refused => Problems.From(refused));

    private static async Task<Results<Ok<MadeTenantBody>, ProblemHttpResult>> Make(
        MakeTenantBody body, Actor actor, MakeTenant make, CancellationToken cancel) =>
        (await make.Handle(actor, body.ToWish(), cancel)).Match<Results<Ok<MadeTenantBody>, ProblemHttpResult>>(
            made => TypedResults.Ok(MadeTenantBody.Of(made)), refused => Problems.From(refused));

    private static async Task<Results<Ok<MadeSharedServicesBody>, ProblemHttpResult>> MakeShared(
        MakeSharedServicesBody body, Actor actor, MakeSharedServices make, CancellationToken cancel) =>
        (await make.Handle(actor, body.Prefix ?? "", cancel))
            .Match<Results<Ok<MadeSharedServicesBody>, ProblemHttpResult>>(
                made => TypedResults.Ok(new MadeSharedServicesBody(made.Id.Value, made.DefaultDomain)),
                refused => Problems.From(refused));

    private static async Task<Results<NoContent, ProblemHttpResult>> Remove(
        Guid id, Actor actor, RemoveTenant remove, CancellationToken cancel) =>
        (await remove.Handle(actor, new TenantId(id), cancel))
            .Match<Results<NoContent, ProblemHttpResult>>(_ => TypedResults.NoContent(), refused => Problems.From(refused));
}
