using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Kontor.Kernel;

/// <summary>
/// The first answer to a request that named itself, so that its repetition gets the same answer and changes nothing.
/// Saved in the transaction of the change it answers.
/// </summary>
public sealed class RequestAnswer
{
    public required TenantId TenantId { get; init; }

    /// <summary>
    /// What makes a request the same one. <c>/v1</c>: request id, method, path and body (another body under the same id
    /// is another request). <c>/api</c>: the idempotency key alone.
    /// </summary>
    public required string Key { get; init; }

    /// <summary>SHA-256 of method, path and body.</summary>
    public required byte[] Fingerprint { get; init; }

    public required int Status { get; set; }

    public string? ContentType { get; set; }

    public required byte[] Body { get; set; }

    public required DateTimeOffset AnsweredAt { get; init; }
}

internal sealed class RequestAnswerStorage : IEntityTypeConfiguration<RequestAnswer>
{
    public void Configure(EntityTypeBuilder<RequestAnswer> builder)
    {
        builder.ToTable("request_answers").HasKey(a => new { a.TenantId, a.Key });
        builder.HasIndex(a => a.AnsweredAt);
    }
}
