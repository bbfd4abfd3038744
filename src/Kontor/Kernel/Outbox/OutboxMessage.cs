using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Kontor.Kernel;

/// <summary>
/// Work that must follow a change and survives a crash: saved in the change's transaction, done at least once by
/// whichever server claims it, deleted when done. What is given up stays for as long as what was sent is known.
/// </summary>
public sealed class OutboxMessage
{
    public const string MailKind = "mail";

    public required Guid Id { get; init; }

    /// <summary>Which handler does the work.</summary>
    public required string Kind { get; init; }

    /// <summary>JSON for the handler.</summary>
    public required string Payload { get; init; }

    /// <summary>What operators see of a mail, beside its payload, which may be closed: whom it goes to.</summary>
    public string Recipient { get; init; } = "";

    /// <summary>en, de or nl.</summary>
    public string Language { get; init; } = "";

    /// <summary>What kind of mail it is.</summary>
    public string Template { get; init; } = "";

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Not before this instant; pushed back after each failure.</summary>
    public required DateTimeOffset DueAt { get; set; }

    /// <summary>
    /// Until when a server that took it may be delivering it; nobody else takes it before. Null while nobody has it.
    /// </summary>
    public DateTimeOffset? ClaimedUntil { get; set; }

    /// <summary>How often it failed.</summary>
    public int Attempts { get; set; }

    /// <summary>Since when it is not tried any more, until an operator wants it; null while it is.</summary>
    public DateTimeOffset? GivenUpAt { get; set; }

    /// <summary>What went wrong last, a <see cref="MailError"/> for operators; never with secrets.</summary>
    public string? LastError { get; set; }
}

internal sealed class OutboxStorage : IEntityTypeConfiguration<OutboxMessage>
{
    public void Configure(EntityTypeBuilder<OutboxMessage> builder)
    {
        builder.ToTable("outbox_messages");
        builder.Property(m => m.Payload).HasColumnType("text");
        builder.HasIndex(m => m.DueAt).HasFilter("given_up_at is null");
        builder.HasIndex(m => m.GivenUpAt).HasFilter("given_up_at is not null");

        // The operators' list.
        builder.HasIndex(m => m.Id).HasDatabaseName("ix_outbox_messages_failing").HasFilter("attempts > 0");
    }
}

public static class OutboxTables
{
    extension(KontorDb db)
    {
        public DbSet<OutboxMessage> OutboxMessages => db.Set<OutboxMessage>();

        public DbSet<SentMail> SentMails => db.Set<SentMail>();
    }
}
