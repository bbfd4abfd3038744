using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Kontor.Kernel;

/// <summary>
/// Work that must follow a change and survives a crash: saved in the change's transaction, done at least once by
/// whichever server claims it, deleted when done.
/// </summary>
public sealed class OutboxMessage
{
    public const string MailKind = "mail";

    public required Guid Id { get; init; }

    /// <summary>Which handler does the work.</summary>
    public required string Kind { get; init; }

    /// <summary>JSON for the handler.</summary>
    public required string Payload { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Not before this instant; pushed back after each failure.</summary>
    public required DateTimeOffset DueAt { get; set; }

    public int Attempts { get; set; }

    /// <summary>What went wrong last, for operators; never with secrets.</summary>
    public string? LastError { get; set; }
}

internal sealed class OutboxStorage : IEntityTypeConfiguration<OutboxMessage>
{
    public void Configure(EntityTypeBuilder<OutboxMessage> builder)
    {
        builder.ToTable("outbox_messages");
        builder.Property(m => m.Payload).HasColumnType("text");
        builder.HasIndex(m => m.DueAt);
        builder.HasIndex(m => m.CreatedAt).HasFilter("attempts > 0").HasDatabaseName("ix_outbox_messages_failing");
    }
}

public static class OutboxTables
{
    extension(KontorDb db)
    {
        public DbSet<OutboxMessage> OutboxMessages => db.Set<OutboxMessage>();
    }
}
