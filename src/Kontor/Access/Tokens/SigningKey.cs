namespace Kontor.Access;

/// <summary>A signing key on record. All servers of a group share it through the database.</summary>
public sealed class SigningKey
{
    /// <summary>The thumbprint of the public half; token headers name it.</summary>
    public required string Kid { get; init; }

    public required string Algorithm { get; init; }

    /// <summary>Unique: of several servers that rotate at once, the first one's key counts.</summary>
    public required int Generation { get; init; }

    /// <summary>SubjectPublicKeyInfo; in the clear, so that servers without the protecting keys verify.</summary>
    public required byte[] PublicKey { get; init; }

    /// <summary>PKCS #8, encrypted by Data Protection.</summary>
    public required byte[] ProtectedPrivateKey { get; init; }

    /// <summary>From here on it is published.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset SignsFrom { get; init; }

    public required DateTimeOffset SignsUntil { get; init; }

    public required DateTimeOffset VerifiesUntil { get; init; }

    public KeyPeriod Period => new(Generation, SignsFrom, SignsUntil);
}
