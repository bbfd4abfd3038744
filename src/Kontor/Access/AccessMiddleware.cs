using System.Security.Claims;
using Kontor.Kernel;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;

namespace Kontor.Access;

/// <summary>
/// Finds out who is asking and lets through whom the route lets through. Programs show a token on the paths of the API,
/// people a cookie everywhere else; never the other way round, so no page of another site can use a cookie on the API.
/// It stands in for the framework's authentication and authorization middleware, which looks for a cookie on every path
/// and takes longer about it than all of this does.
/// </summary>
public sealed class AccessMiddleware(
    RequestDelegate next,
    AccessTokens tokens,
    Subjects subjects,
    IEnumerable<IRefusalWriter> writers,
    ILogger<AccessMiddleware> log)
{
    private const string Scheme = "Bearer ";

    // The last registered comes first, so that a feature can replace what stands here; longer prefixes come earlier.
    private readonly IRefusalWriter[] _writers =
        [.. writers.Reverse().OrderByDescending(writer => writer.Prefix.Value!.Length)];

    public Task InvokeAsync(HttpContext context, Caller caller)
    {
        var finding = IsApi(context.Request.Path) ? FromToken(context) : FromCookie(context);
        return finding.IsCompletedSuccessfully
            ? LetThrough(context, caller, finding.Result)
            : WhenFound(context, caller, finding);
    }

    private async Task WhenFound(HttpContext context, Caller caller, ValueTask<Subject?> finding) =>
        await LetThrough(context, caller, await finding);

    private Task LetThrough(HttpContext context, Caller caller, Subject? subject)
    {
        if (subject is { MustChoosePassword: true }
            && context.GetEndpoint()?.Metadata.GetMetadata<WorksWithTemporaryPasswordAttribute>() is null)
        {
            if (context.GetEndpoint()?.Metadata.GetMetadata<RequiresPermissionAttribute>() is not null)
            {
                return WriterFor(context).AskForPassword(context);
            }

            // Where everybody may come, they are nobody until they have chosen.
            subject = null;
        }

        caller.Subject = subject;
        if (caller.Actor is { } actor)
        {
            context.SetActor(actor);
        }

        if (context.GetEndpoint() is not { } endpoint || MayUse(endpoint, caller) is not { IsGranted: false } refused)
        {
            return next(context);
        }

        var writer = WriterFor(context);
        return caller.IsSignedIn ? writer.Refuse(context, refused) : writer.AskToSignIn(context);
    }

    private IRefusalWriter WriterFor(HttpContext context) =>
        _writers.First(writer => context.Request.Path.StartsWithSegments(writer.Prefix));

    private static bool IsApi(PathString path) =>
        path.StartsWithSegments("/v1") || path.StartsWithSegments("/api") || path.StartsWithSegments("/webhooks");

    private Decision MayUse(Endpoint endpoint, Caller caller)
    {
        if (endpoint is not RouteEndpoint)
        {
            // Routing's own answer: there is the address, but not with this method or type of body.
            return Decision.Granted;
        }

        if (endpoint.Metadata.GetMetadata<RequiresPermissionAttribute>() is null
            && endpoint.Metadata.GetMetadata<AllowsEveryoneAttribute>() is null)
        {
            log.LogError("{Route} does not say who may use it and answers nobody.", endpoint.DisplayName);
            return Decision.Refused(AccessReasons.RouteClosed);
        }

        return caller.MayUse(endpoint);
    }

    private async ValueTask<Subject?> FromToken(HttpContext context)
    {
        string? header = context.Request.Headers.Authorization;
        if (header is null
            || !header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            || await tokens.Verify(header.AsSpan(Scheme.Length), context.RequestAborted) is not { } token)
        {
            return null;
        }

        var subject = await subjects.Find(new SubjectKey(token.Owner.UserId, token.Owner.ClientId));
        return subject?.Actor.TenantId == token.Owner.TenantId && !(token.NotBefore < subject.TokensFrom) ? subject : null;
    }

    private async ValueTask<Subject?> FromCookie(HttpContext context)
    {
        if (!context.Request.Cookies.ContainsKey(Sessions.CookieName))
        {
            return null;
        }

        var session = await context.AuthenticateAsync(IdentityConstants.ApplicationScheme);
        if (Sessions.UserOf(session.Principal) is not { } user)
        {
            return null;
        }

        var subject = await subjects.Find(new SubjectKey(user, null));
        if (subject is null || subject.Stamp != Sessions.StampOf(session.Principal))
        {
            await context.SignOutAsync(IdentityConstants.ApplicationScheme);
            context.User = new ClaimsPrincipal(new ClaimsIdentity());
            return null;
        }

        context.User = session.Principal!;
        return subject;
    }
}
