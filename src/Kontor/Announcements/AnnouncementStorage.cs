using Kontor.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Kontor.Announcements;

/// <summary>An announcement in one language.</summary>
public sealed class AnnouncementText
{
    public required Guid AnnouncementId { get; init; }

    /// <summary>en, de or nl.</summary>
    public required string Language { get; init; }

    public required string Title { get; set; }

    public required string Summary { get; set; }

    public required string Details { get; set; }

    public required string NextSteps { get; set; }
}

internal sealed class AnnouncementStorage : IEntityTypeConfiguration<Announcement>, IEntityTypeConfiguration<AnnouncementText>
{
    /// <summary>MUL-09: a change of the policy is told once.</summary>
    public const string OncePerPolicy = "ux_announcements_policy";

    public void Configure(EntityTypeBuilder<Announcement> builder)
    {
        // Ids grow with time: lists are read along the key, the newest first.
        builder.ToTable("announcements").HasKey(a => a.Id);
        builder.Property(a => a.Id).ValueGeneratedNever();
        builder.Property(a => a.Version).IsConcurrencyToken();
        builder.HasIndex(a => a.PolicyVersion).IsUnique().HasFilter("policy_version is not null").HasDatabaseName(OncePerPolicy);
    }

    public void Configure(EntityTypeBuilder<AnnouncementText> builder)
    {
        builder.ToTable("announcement_texts").HasKey(t => new { t.AnnouncementId, t.Language });
        builder.HasOne<Announcement>().WithMany().HasForeignKey(t => t.AnnouncementId).OnDelete(DeleteBehavior.Cascade);
        builder.Property(t => t.Title).HasMaxLength(AnnouncementRules.MaxTitleLength);
        builder.Property(t => t.Summary).HasMaxLength(AnnouncementRules.MaxSummaryLength);
        builder.Property(t => t.Details).HasMaxLength(AnnouncementRules.MaxTextLength);
        builder.Property(t => t.NextSteps).HasMaxLength(AnnouncementRules.MaxTextLength);
    }
}

public static class AnnouncementTables
{
    extension(KontorDb db)
    {
        public DbSet<Announcement> Announcements => db.Set<Announcement>();

        public DbSet<AnnouncementText> AnnouncementTexts => db.Set<AnnouncementText>();

        /// <summary>Adds an announcement, to be saved with what it tells of.</summary>
        public Announcement AddAnnouncement(AnnouncementWish wish, int? policyVersion, DateTimeOffset now)
        {
            var announcement = new Announcement
            {
                Id = Guid.CreateVersion7(now),
                Category = wish.Category!.Value,
                PublishedAt = now,
                Types = [.. wish.Audience.Types.Select(type => $"{type}")],
                Regions = [.. wish.Audience.Regions],
                PolicyVersion = policyVersion,
            };
            db.Add(announcement);
            db.AddRange(wish.Words.Select(words => TextOf(announcement.Id, words.Key, words.Value)));
            return announcement;
        }
    }

    internal static AnnouncementText TextOf(Guid id, string language, AnnouncementWords words) => new()
    {
        AnnouncementId = id,
        Language = language,
        Title = words.Title.Trim(),
        Summary = words.Summary.Trim(),
        Details = words.Details.Trim(),
        NextSteps = words.NextSteps.Trim(),
    };
}
