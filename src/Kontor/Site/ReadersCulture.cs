using System.Globalization;
using Kontor.Access;
using Kontor.Invitations;
using Kontor.Kernel;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Localization;
using Microsoft.Extensions.Primitives;

namespace Kontor.Site;

/// <summary>
/// The language and the formats of a page: what the reader chose in the page's head, else the user's own language, else
/// what the browser asks for.
/// </summary>
public static class ReadersCulture
{
    private const string Query = "culture";

    private const string Cookie = "kontor-language";

    /// <summary>The languages there are, each in its own words.</summary>
    public static IReadOnlyList<(string Code, string Name)> Languages { get; } =
        [.. Texts.Languages.Select(code => (code, CultureInfo.GetCultureInfo(code).NativeName))];

    /// <summary>The address of the present page in another language; of an error, that of the page that failed.</summary>
    public static string Switch(HttpRequest request, string language)
    {
        var features = request.HttpContext.Features;
        var path = features.Get<IStatusCodeReExecuteFeature>()?.OriginalPath
            ?? features.Get<IExceptionHandlerPathFeature>()?.Path
            ?? request.Path.Value;
        return new PathString(path) + QueryString.Create(Without(request).Append(new(Query, language)));
    }

    /// <summary>
    /// Keeps a choice that stands in the address until the browser is closed, and leads back to the address without it.
    /// </summary>
    public static bool TryKeepChoice(HttpContext context)
    {
        var request = context.Request;
        if (!HttpMethods.IsGet(request.Method) || request.Query[Query].ToString() is not { Length: > 0 } chosen)
        {
            return false;
        }

        if (Texts.Languages.Contains(chosen))
        {
            context.Response.Cookies.Append(Cookie, chosen, new CookieOptions
            {
                HttpOnly = true,
                IsEssential = true,
                SameSite = SameSiteMode.Lax,
                Secure = request.IsHttps,
            });
        }

        context.Response.Redirect(request.Path + QueryString.Create(Without(request)));
        return true;
    }

    public static void Apply(HttpContext context)
    {
        var chosen = context.Request.Cookies[Cookie];
        var language = Texts.Languages.Contains(chosen)
            ? chosen!
            : Sessions.LanguageOf(context.User) ?? CultureInfo.CurrentUICulture.TwoLetterISOLanguageName;

        // A country belongs to it: without one, dates and amounts have no usual form.
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = InvitationLinks.CultureOf(language);
        context.Features.Set<IRequestCultureFeature>(
            new RequestCultureFeature(new RequestCulture(CultureInfo.CurrentCulture), provider: null));
    }

    private static IEnumerable<KeyValuePair<string, StringValues>> Without(HttpRequest request) =>
        request.Query.Where(q => q.Key != Query);
}
