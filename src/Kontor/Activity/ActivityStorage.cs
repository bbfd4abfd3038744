using System.Text.Json;
using Kontor.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Kontor.Activity;

/// <summary>The last number and hash given in a tenant's feed or log.</summary>
internal sealed class FeedHead
{
    public required TenantId TenantId { get; init; }

    public long LastActivity { get; set; }

    public byte[]? LastActivityHash { get; set; }

    public long LastEvent { get; set; }
}

internal sealed class ActivityStorage :
    IEntityTypeConfiguration<ActivityRecord>,
    IEntityTypeConfiguration<ProgramEvent>,
    IEntityTypeConfiguration<FeedHead>
{
    public void Configure(EntityTypeBuilder<ActivityRecord> builder)
    {
        builder.ToTable("activity_records").HasKey(r => new { r.TenantId, r.Id });
        builder.Property(r => r.Details).HasColumnType("text");
        builder.HasIndex(r => new { r.TenantId, r.Sequence }).IsUnique().HasFilter("sequence is not null");
        builder.HasIndex(r => r.Id).HasFilter("sequence is null").HasDatabaseName("ix_activity_records_unsequenced");

        // Ids grow with time: a tenant's log is read along its key, the newest first, everybody's along this.
        builder.HasIndex(r => r.Id, "ix_activity_records_all");

        // What was done for a customer, whoever did it.
        builder.HasIndex(r => new { r.CustomerId, r.Id }).HasFilter("customer_id is not null")
            .HasDatabaseName("ix_activity_records_customer");
    }

    public void Configure(EntityTypeBuilder<ProgramEvent> builder)
    {
        builder.ToTable("program_events").HasKey(e => new { e.TenantId, e.Id });
        builder.Property(e => e.Payload).HasColumnType("text");
        builder.HasIndex(e => new { e.TenantId, e.Sequence }).IsUnique().HasFilter("sequence is not null");
        builder.HasIndex(e => e.Id).HasFilter("sequence is null").HasDatabaseName("ix_program_events_unsequenced");
    }

    public void Configure(EntityTypeBuilder<FeedHead> builder) =>
        builder.ToTable("feed_heads").HasKey(h => h.TenantId);
}

public static class ActivityTables
{
    extension(KontorDb db)
    {
        public DbSet<ActivityRecord> ActivityRecords => db.Set<ActivityRecord>();

        public DbSet<ProgramEvent> ProgramEvents => db.Set<ProgramEvent>();

        /// <summary>Adds what happened to the actor's log, to be saved with the change.</summary>
        /// <param name="actor">Who did it.</param>
        /// <param name="action">Stable code, such as <c>OrderPlaced</c>.</param>
        /// <param name="resourceId">What it concerned.</param>
        /// <param name="customer">The customer concerned, if any; who works on behalf of a customer concerns that one.</param>
        /// <param name="details">Serialised as a JSON object; no secrets.</param>
        /// <param name="now">When.</param>
        public void Record(
            Actor actor, string action, string resourceId, TenantId? customer, object details, DateTimeOffset now) =>
            db.Add(new ActivityRecord
            {
                Id = Guid.CreateVersion7(now),
                TenantId = actor.HomeTenantId ?? actor.TenantId,
                At = now,
                UserId = actor.UserId,
                ClientId = actor.ClientId,
                ActorName = actor.Name,
                Action = action,
                CustomerId = actor.HomeTenantId is null ? customer : actor.TenantId,
                ResourceId = resourceId,
                Details = JsonSerializer.Serialize(details, JsonSerializerOptions.Web),
            });

        /// <summary>Adds an event to a tenant's feed, to be saved with the change.</summary>
        public void Announce(
            TenantId tenant, string type, string resourceId, TenantId? customer, object payload, DateTimeOffset now) =>
            db.Add(new ProgramEvent
            {
                Id = Guid.CreateVersion7(now),
                TenantId = tenant,
                At = now,
                Type = type,
                CustomerId = customer,
                ResourceId = resourceId,
                Payload = JsonSerializer.Serialize(payload, JsonSerializerOptions.Web),
            });
    }
}
