using System.Globalization;
using Kontor.Kernel;
using Microsoft.AspNetCore.Http.Extensions;

namespace Kontor.Access;

/// <summary>
/// How one surface says no before an endpoint runs. The writer with the longest prefix that fits answers; of several
/// with the same one, the last registered.
/// </summary>
public interface IRefusalWriter
{
    PathString Prefix { get; }

    /// <summary>Nobody is signed in, or the token does not count: 401 or a way to sign in.</summary>
    Task AskToSignIn(HttpContext context);

    /// <summary>Somebody is signed in and may not: 403 with the reasons.</summary>
    Task Refuse(HttpContext context, Decision refused);

    /// <summary>Somebody has a temporary password and must choose another one first.</summary>
    Task AskForPassword(HttpContext context) =>
        Refuse(context, Decision.Refused(AccessReasons.PasswordMustBeChosen));
}

/// <summary>Status and header alone, for wires whose feature says more.</summary>
internal sealed class BareRefusals(PathString prefix) : IRefusalWriter
{
    public PathString Prefix => prefix;

    public Task AskToSignIn(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        context.Response.Headers.WWWAuthenticate = "Bearer";
        return Task.CompletedTask;
    }

    public Task Refuse(HttpContext context, Decision refused)
    {
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }
}

/// <summary>RFC 9457 problems on Kontor's own API.</summary>
internal sealed class ProblemRefusals : IRefusalWriter
{
    public PathString Prefix => "/api";

    public Task AskToSignIn(HttpContext context)
    {
        context.Response.Headers.WWWAuthenticate = "Bearer";
        return Problems.From(AccessReasons.NotSignedIn, StatusCodes.Status401Unauthorized).ExecuteAsync(context);
    }

    public Task Refuse(HttpContext context, Decision refused) => Problems.From(refused).ExecuteAsync(context);
}

/// <summary>Pages lead to the sign-in page and back again, or say why not in the reader's language.</summary>
internal sealed class PageRefusals : IRefusalWriter
{
    public PathString Prefix => "";

    public Task AskToSignIn(HttpContext context)
    {
        var back = HttpMethods.IsGet(context.Request.Method) ? context.Request.GetEncodedPathAndQuery() : "/";
        context.Response.Redirect($"/signin?returnUrl={Uri.EscapeDataString(back)}");
        return Task.CompletedTask;
    }

    public Task Refuse(HttpContext context, Decision refused)
    {
        context.Response.StatusCode = Problems.StatusOf(refused.Reasons[0].Kind);
        context.Response.ContentType = "text/plain; charset=utf-8";
        context.Response.Headers.ContentLanguage = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName;
        return context.Response.WriteAsync(
            string.Join('\n', refused.Reasons.Select(ReasonTexts.Of)), context.RequestAborted);
    }
}
