namespace Kontor.Site;

/// <summary>Where to go after signing in: only to a page of this server.</summary>
public static class LocalAddress
{
    public const string Home = "/home";

    private const int MaxLength = 2_000;

    /// <summary>The wish if it is a path here, else <see cref="Home"/>.</summary>
    public static string Of(string? wish) => IsLocal(wish) ? wish! : Home;

    // "//host" and "/\host" are other servers to a browser; control characters are dropped by it first.
    private static bool IsLocal(string? wish) =>
        wish is ['/', ..] and not ['/', '/' or '\\', ..] and { Length: <= MaxLength } && wish != "/"
        && !wish.Any(char.IsControl);
}
