namespace Kontor.Kernel;

/// <summary>
/// The address under which people outside reach Kontor, for links in mails. It is configured as
/// <c>Kontor:PublicUrl</c>; without it the address of the current request is taken.
/// </summary>
public sealed class PublicAddress(IConfiguration configuration, IHttpContextAccessor requests)
{
    /// <summary>Where <c>run.sh</c> listens; taken when nothing is configured and no request is under way.</summary>
    private const string Local = "http://localhost:5080";

    /// <summary>The full address of a path that begins with a slash.</summary>
    public string Of(string path) => Origin() + path;

    private string Origin()
    {
        var configured = configuration["Kontor:PublicUrl"];
        if (!string.IsNullOrWhiteSpace(configured))
        {
            return configured.TrimEnd('/');
        }

        return requests.HttpContext?.Request is { } request ? $"{request.Scheme}://{request.Host}" : Local;
    }
}
