using Kontor.Access;
using Kontor.Kernel;
using Kontor.Site;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Kontor.ProviderDirectory;

/// <summary>
/// The directory of providers on <c>/api</c>, open to everybody (REL-03), and behind it what providers write and operators
/// decide (ENR-50).
/// </summary>
public static class ProviderDirectoryEndpoints
{
    public static void MapProviderDirectory(this IEndpointRouteBuilder api)
    {
        var directory = api.MapGroup("/providers").WithTags("Provider directory").AllowEveryone();
        directory.MapGet("", GetProviders)
            .WithName("ListDirectory").WithSummary("Approved providers with a published profile, by name");
        directory.MapGet("/{slug}", GetProvider)
            .WithName("GetDirectoryProvider").WithSummary("What a provider says of itself, and whom to ask");

        var own = api.MapGroup("/provider-profile").WithTags("Provider directory")
            .RequirePermission(Permission.EditProviderProfile);
        own.MapGet("", GetOwn)
            .WithName("GetProviderProfile").WithSummary("The own profile: published, and what is changed of it");
        own.MapPut("", PutOwn)
            .WithName("WriteProviderProfile").WithSummary("Keep a draft of the own profile");
        own.MapDelete("", DeleteDraft)
            .WithName("DiscardProviderProfile").WithSummary("Throw the draft away; what is published stays");
        own.MapPut("/submission", PutSubmission)
            .WithName("HandInProviderProfile").WithSummary("Hand the profile in; an operator decides on it");
        own.MapDelete("/submission", DeleteSubmission)
            .WithName("WithdrawProviderProfile").WithSummary("Take back what waits for an operator");

        var profiles = api.MapGroup("/provider-profiles").WithTags("Provider directory");
        profiles.MapGet("", GetProfiles)
            .RequirePermission(Permission.DecideEnrolments, PermissionLevel.Read)
            .WithName("ListProviderProfiles").WithSummary("Profiles of providers, the longest waiting first");
        profiles.MapGet("/{tenantId:guid}", GetProfile)
            .RequirePermission(Permission.DecideEnrolments, PermissionLevel.Read)
            .WithName("GetHandedInProfile").WithSummary("One profile, published and handed in");
        profiles.MapPut("/{tenantId:guid}/decision", PutDecision)
            .RequirePermission(Permission.DecideEnrolments)
            .WithName("DecideProviderProfile").WithSummary("Publish a profile that was handed in, or refuse it");
    }

    /// <summary>What belongs to the pages and is no page.</summary>
    public static void MapProviderProfileExport(this IEndpointRouteBuilder app) =>
        app.MapGet(ProviderProfileList.ExportPath, Export)
            .RequirePermission(Permission.DecideEnrolments, PermissionLevel.Read)
            .ExcludeFromDescription();

    private static async Task<Results<Ok<PageBody<ListedProviderBody>>, ProblemHttpResult>> GetProviders(
        string? name, string? region, string? country, string[]? service, string? language, int? size, string? cursor,
        Caller caller, DirectoryScopes scopes, DirectoryQueries directory, CancellationToken cancel)
    {
        var asked = PageRequest.From(size, cursor);
        if (asked.ValueOrNull is not { } page)
        {
            return Problems.From(asked.Decision);
        }

        var scope = await scopes.Of(caller, cancel);
        if (!scope.IsThere.IsGranted)
        {
            return Problems.From(scope.IsThere);
        }

        var services = (service ?? []).Select(word => EnumName.Find<ProviderService>(word)).ToList();
        if (services.Contains(null))
        {
            // What nobody offers is found nowhere.
            return TypedResults.Ok(new PageBody<ListedProviderBody>([], null));
        }

        var filter = new DirectoryFilter(scope)
        {
            Name = Plain(name),
            RegionGroup = Plain(region),
            Country = Plain(country),
            Language = Plain(language),
            Services = [.. services.OfType<ProviderService>().Distinct()],
        };
        return TypedResults.Ok((await directory.List(filter, page, cancel)).ToBody(ListedProviderBody.From));
    }

    private static async Task<Results<Ok<ListedProfileBody>, ProblemHttpResult>> GetProvider(
        string slug, Caller caller, DirectoryScopes scopes, DirectoryQueries directory, CancellationToken cancel) =>
        (await directory.Find(await scopes.Of(caller, cancel), Plain(slug) ?? "", cancel))
            .Match<Results<Ok<ListedProfileBody>, ProblemHttpResult>>(
                found => TypedResults.Ok(ListedProfileBody.From(found)), refused => Problems.From(refused));

    private static async Task<Results<Ok<ProviderProfileBody>, ProblemHttpResult>> GetOwn(
        Actor actor, ProviderProfileFiles files, CancellationToken cancel) =>
        await files.Find(actor.TenantId, cancel) is { } file
            ? TypedResults.Ok(ProviderProfileBody.From(file))
            : Problems.From(ProviderProfileReasons.ProvidersOnly);

    private static async Task<Results<Ok<ProviderProfileBody>, ProblemHttpResult>> PutOwn(
        WrittenProfileBody body, Actor actor, WriteProviderProfile write, CancellationToken cancel) =>
        Seen(await write.Write(actor, body.ToText(), body.Version, cancel));

    private static async Task<Results<Ok<ProviderProfileBody>, ProblemHttpResult>> DeleteDraft(
        int? version, Actor actor, WriteProviderProfile write, CancellationToken cancel) =>
        Seen(await write.Discard(actor, version, cancel));

    private static async Task<Results<Ok<ProviderProfileBody>, ProblemHttpResult>> PutSubmission(
        WrittenProfileBody body, Actor actor, WriteProviderProfile write, CancellationToken cancel) =>
        Seen(await write.HandIn(actor, body.ToText(), body.Version, cancel));

    private static async Task<Results<Ok<ProviderProfileBody>, ProblemHttpResult>> DeleteSubmission(
        int? version, Actor actor, WriteProviderProfile write, CancellationToken cancel) =>
        Seen(await write.Withdraw(actor, version, cancel));

    private static async Task<Results<Ok<PageBody<ProviderProfileRowBody>>, ProblemHttpResult>> GetProfiles(
        string? name, string? standing, int? size, string? cursor, ProviderProfileQueries queries, CancellationToken cancel)
    {
        var asked = PageRequest.From(size, cursor);
        return asked.ValueOrNull is { } page
            ? TypedResults.Ok((await queries.List(
                new(Plain(name), EnumName.Find<ProviderProfileStanding>(standing)), page, cancel))
                .ToBody(ProviderProfileRowBody.From))
            : Problems.From(asked.Decision);
    }

    private static async Task<Results<Ok<ProviderProfileBody>, ProblemHttpResult>> GetProfile(
        Guid tenantId, ProviderProfileFiles files, CancellationToken cancel) =>
        await files.HandedInOrPublished(new TenantId(tenantId), cancel) is { } file
            ? TypedResults.Ok(ProviderProfileBody.ForOperators(file))
            : Problems.From(ProviderProfileReasons.NotFound);

    private static async Task<Results<Ok<ProviderProfileBody>, ProblemHttpResult>> PutDecision(
        Guid tenantId, ProviderVerdictBody body, Actor actor, DecideProviderProfile decide, CancellationToken cancel) =>
        (await decide.Handle(actor, new TenantId(tenantId), body.Version, body.ToVerdict(), cancel))
            .Match<Results<Ok<ProviderProfileBody>, ProblemHttpResult>>(
                file => TypedResults.Ok(ProviderProfileBody.ForOperators(file)), refused => Problems.From(refused));

    private static ListExport<ProviderProfileRow> Export(HttpContext http, ProviderProfileList profiles)
    {
        var list = profiles.Definition();
        var state = ListState.Read(http.Request.Query, list);
        return new(
            list,
            state,
            profiles.All(state, http.RequestAborted),
            most => profiles.Count(state, most, http.RequestAborted),
            "provider-profiles");
    }

    /// <summary>The database has no place for a null character, which stands in no name either.</summary>
    private static string? Plain(string? text) => text?.Replace("\0", "", StringComparison.Ordinal).Trim();

    private static Results<Ok<ProviderProfileBody>, ProblemHttpResult> Seen(Result<ProviderProfileFile> result) =>
        result.Match<Results<Ok<ProviderProfileBody>, ProblemHttpResult>>(
            file => TypedResults.Ok(ProviderProfileBody.From(file)), refused => Problems.From(refused));
}
