namespace Kontor.Access;

/// <summary>
/// The names under which clients ask for tokens. They hard-code those of the service that Kontor stands in for, so
/// these count like Kontor's own address.
/// </summary>
public static class Resources
{
    private const string Default = ".default";
    private const string UserImpersonation = "user_impersonation";

    private static readonly string[] Aliases =
    [
        "https://api.partnercenter.microsoft.com",
        "https://partner.partnercenterapi.microsoftonline.cn",
        "https://graph.windows.net",
        "https://graph.microsoft.com",
    ];

    private static readonly string[] IdentityScopes = ["openid", "profile", "email", "offline_access"];

    /// <summary>Whether that names this server, with or without a slash at the end.</summary>
    /// <param name="resource">What the client asks for.</param>
    /// <param name="own">Addresses of this server, without a slash at the end.</param>
    public static bool IsKnown(string resource, params ReadOnlySpan<string> own)
    {
        var name = resource.EndsWith('/') ? resource[..^1] : resource;
        return Aliases.Contains(name, StringComparer.OrdinalIgnoreCase)
            || own.Contains(name, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>
    /// The one resource that the scopes are of; null when there is none, or more than one, or a scope that is not
    /// ours.
    /// </summary>
    /// <param name="scope">Separated by spaces, such as <c>https://graph.windows.net/.default openid</c>.</param>
    /// <param name="forUser">Whether a person's token is asked for, which may also name the scope in full.</param>
    public static string? OfScope(string scope, bool forUser)
    {
        string? resource = null;
        foreach (var part in scope.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (IdentityScopes.Contains(part, StringComparer.OrdinalIgnoreCase))
            {
                continue;
            }

            var slash = part.LastIndexOf('/');
            var isOurs = slash > 0
                && (part[(slash + 1)..] == Default || (forUser && part[(slash + 1)..] == UserImpersonation))
                && (resource is null || resource == part[..slash]);
            if (!isOurs)
            {
                return null;
            }

            resource = part[..slash];
        }

        return resource;
    }
}
