namespace Kontor.Access;

/// <summary>Settings under <c>Kontor</c>.</summary>
public sealed class AccessOptions
{
    /// <summary>
    /// The address under which people and clients reach Kontor, without a slash at the end. It names the issuer of
    /// tokens, so all servers of a group have the same.
    /// </summary>
    public string PublicUrl { get; set; } = "http://localhost:5080";
}
