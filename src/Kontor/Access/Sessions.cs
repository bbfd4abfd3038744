using System.Security.Claims;
using Kontor.Kernel;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;

namespace Kontor.Access;

/// <summary>
/// The cookie of people who use the pages. It names the user and the security stamp of the moment of signing in; what
/// the user may do is looked up at each request.
/// </summary>
public static class Sessions
{
    public const string CookieName = "kontor";

    /// <summary>A session ends after this long without a request.</summary>
    public static readonly TimeSpan IdleTime = TimeSpan.FromHours(8);

    private const string StampClaim = "stamp";

    private const string LanguageClaim = "language";

    /// <summary>Begins a session for a user whom <see cref="SignIn"/> has let in.</summary>
    /// <param name="context">Of the browser.</param>
    /// <param name="user">Who.</param>
    /// <param name="home">The account with which a guest is signed in; null for everybody else.</param>
    public static Task Begin(HttpContext context, User user, User? home = null)
    {
        var identity = new ClaimsIdentity(
            [
                new Claim(ClaimTypes.NameIdentifier, user.Id.ToString()),
                new Claim(ClaimTypes.Name, user.UserName!),
                new Claim(StampClaim, StampFor(user, home)),
                new Claim(LanguageClaim, user.Language),
            ],
            IdentityConstants.ApplicationScheme);
        return context.SignInAsync(IdentityConstants.ApplicationScheme, new ClaimsPrincipal(identity));
    }

    /// <summary>Ends the present session and those set aside: whoever leaves a computer leaves nothing open.</summary>
    public static Task End(HttpContext context)
    {
        context.Response.Cookies.Delete(OtherSessions.CookieName);
        return context.SignOutAsync(IdentityConstants.ApplicationScheme);
    }

    /// <summary>The language the user reads: en, de or nl; null without a session.</summary>
    public static string? LanguageOf(ClaimsPrincipal? session) => session?.FindFirst(LanguageClaim)?.Value;

    /// <summary>What a session holds to: a guest's ends with that of the account at home, too.</summary>
    internal static string StampFor(User user, User? home) => $"{user.SecurityStamp}{home?.SecurityStamp}";

    internal static UserId? UserOf(ClaimsPrincipal? session) =>
        Guid.TryParse(session?.FindFirst(ClaimTypes.NameIdentifier)?.Value, out var id) ? new UserId(id) : null;

    internal static string? StampOf(ClaimsPrincipal? session) => session?.FindFirst(StampClaim)?.Value;
}
