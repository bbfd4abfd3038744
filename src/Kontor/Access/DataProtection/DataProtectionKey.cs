namespace Kontor.Access;

/// <summary>One element of the framework's key ring, as it wants it stored.</summary>
public sealed class DataProtectionKey
{
    /// <summary>In order of storing.</summary>
    public int Id { get; init; }

    public required string FriendlyName { get; init; }

    /// <summary>Encrypted where a certificate is configured.</summary>
    public required string Xml { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
}
