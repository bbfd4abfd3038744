using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Kontor.Kernel;

/// <summary>That a mail left. Its text is not kept: it may have held a personal link (REL-30).</summary>
public sealed class SentMail
{
    /// <summary>How long it is known that a mail left, or that it was given up.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    /// <summary>The id of its outbox row.</summary>
    public required Guid Id { get; init; }

    public required string Recipient { get; init; }

    public required string Language { get; init; }

    public required string Template { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset SentAt { get; init; }

    /// <summary>How often it failed before.</summary>
    public required int Attempts { get; init; }
}

internal sealed class SentMailStorage : IEntityTypeConfiguration<SentMail>
{
    private const string RecipientKey = "RecipientKey";

    public void Configure(EntityTypeBuilder<SentMail> builder)
    {
        builder.ToTable("sent_mails");
        builder.HasIndex(m => m.SentAt);

        // Operators look for an address, in any case.
        builder.Property<string>(RecipientKey).HasComputedColumnSql("lower(recipient)", stored: true).UseCollation("C");
        builder.HasIndex(RecipientKey);
    }
}
