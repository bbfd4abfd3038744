using Kontor.Kernel;

namespace Kontor.Enrolment;

/// <summary>ENR-35, ENR-38: what an applicant shows to prove what it says.</summary>
public sealed class ApplicationDocument
{
    public const int MaxMegabytes = 5;

    /// <summary>Of one application.</summary>
    public const int Most = 10;

    public const int MaxNameLength = 200;

    public required TenantId TenantId { get; init; }

    public required Guid Id { get; init; }

    /// <summary>As what kind of partner it is applied.</summary>
    public required PartnerType Type { get; init; }

    public required int Number { get; init; }

    /// <summary>As its owner calls it, without folders and control characters.</summary>
    public required string Name { get; init; }

    /// <summary>What the bytes are, whatever the name says.</summary>
    public required string ContentType { get; init; }

    /// <summary>Bytes.</summary>
    public required int Length { get; init; }

    /// <summary>SHA-256: the same file twice is one document.</summary>
    public required byte[] Hash { get; init; }

    public required DateTimeOffset AddedAt { get; init; }

    public required string AddedBy { get; init; }

    /// <summary>What the first bytes say that it is; null for what is not taken.</summary>
    public static string? TypeOf(ReadOnlySpan<byte> bytes) =>
        bytes.StartsWith("%PDF-"u8) ? "application/pdf"
        : bytes.StartsWith((ReadOnlySpan<byte>)[0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) ? "image/png"
        : bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]) ? "image/jpeg"
        : null;
}

/// <summary>The bytes of a document, apart from what lists read.</summary>
public sealed class ApplicationDocumentContent
{
    public required TenantId TenantId { get; init; }

    public required Guid Id { get; init; }

    public required byte[] Bytes { get; init; }
}
