using System.Collections.Frozen;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Kontor.PartnerCenter;

/// <summary>The language a client asks for by <c>X-Locale</c>.</summary>
internal static partial class WireLocale
{
    public const string Header = "X-Locale";

    private const string Fallback = "en-US";

    private static readonly FrozenDictionary<string, CultureInfo> Cultures = new Dictionary<string, CultureInfo>
    {
        ["en"] = CultureInfo.GetCultureInfo("en-US"),
        ["de"] = CultureInfo.GetCultureInfo("de-DE"),
        ["nl"] = CultureInfo.GetCultureInfo("nl-NL"),
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>The locale to answer with: the one asked for where it has a locale's form, else en-US.</summary>
    public static string Of(HttpRequest request)
    {
        string? asked = request.Headers[Header];
        return asked is null or Fallback || !LocaleForm().IsMatch(asked) ? Fallback : asked;
    }

    /// <summary>The culture of the texts for a locale; English where Kontor does not speak the language.</summary>
    private static CultureInfo Culture(string locale) =>
        Cultures.GetValueOrDefault(locale.Split('-', 2)[0], Cultures["en"]);

    /// <summary>
    /// What is said in the caller's language. The culture is set for this one sentence only: setting it for each request
    /// would cost more than most requests.
    /// </summary>
    public static T Speaking<T>(HttpContext http, Func<T> speak)
    {
        var (culture, uiCulture) = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = Culture(Of(http.Request));
            return speak();
        }
        finally
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (culture, uiCulture);
        }
    }

    [GeneratedRegex("^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$", RegexOptions.CultureInvariant)]
    private static partial Regex LocaleForm();
}
