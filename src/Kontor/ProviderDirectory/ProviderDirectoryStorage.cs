using System.Text.Json;
using Kontor.Accounts;
using Kontor.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Kontor.ProviderDirectory;

internal sealed class ProviderDirectoryStorage : IEntityTypeConfiguration<ProviderProfile>
{
    /// <summary>An address in the directory is one provider's.</summary>
    public const string OneSlug = "ux_provider_profiles_slug";

    /// <summary>What is in the directory; the enrolment is asked beside it.</summary>
    private const string IsPublished = "slug is not null";

    public void Configure(EntityTypeBuilder<ProviderProfile> builder)
    {
        builder.ToTable("provider_profiles").HasKey(p => p.TenantId);
        builder.HasOne<Tenant>().WithOne().HasForeignKey<ProviderProfile>(p => p.TenantId);
        builder.Property(p => p.Slug).HasMaxLength(ProviderSlug.MaxLength).UseCollation("C");
        builder.HasIndex(p => p.Slug).IsUnique().HasFilter(IsPublished).HasDatabaseName(OneSlug);
        builder.Property(p => p.RefusedBecause).HasMaxLength(ProviderProfileRules.MaxReasonLength);
        builder.Property(p => p.Version).IsConcurrencyToken();
        Keep(builder.Property(p => p.Draft));
        Keep(builder.Property(p => p.Published));

        // The directory by name: of a region, of a cloud, of all.
        builder.Property(p => p.NameKey).UseCollation("C");
        builder.HasIndex(p => new { p.Cloud, p.RegionGroup, p.NameKey, p.Id })
            .HasFilter(IsPublished).HasDatabaseName("ix_provider_profiles_region");
        builder.HasIndex(p => new { p.Cloud, p.NameKey, p.Id })
            .HasFilter(IsPublished).HasDatabaseName("ix_provider_profiles_cloud");
        builder.HasIndex(p => new { p.NameKey, p.Id })
            .HasFilter(IsPublished).HasDatabaseName("ix_provider_profiles_all");

        // The operators' queue, of one state or of all: those that wait longest come first.
        builder.HasIndex(p => new { p.State, p.Since, p.TenantId });
        builder.HasIndex(p => new { p.Since, p.TenantId });
    }

    private static void Keep(PropertyBuilder<ProviderProfileText?> text) => text.HasColumnType("jsonb").HasConversion(
        new ValueConverter<ProviderProfileText?, string?>(
            value => value == null ? null : JsonSerializer.Serialize(value, JsonSerializerOptions.Web),
            stored => stored == null ? null : JsonSerializer.Deserialize<ProviderProfileText>(stored, JsonSerializerOptions.Web)),
        new ValueComparer<ProviderProfileText?>(
            (one, other) => ReferenceEquals(one, other), value => value == null ? 0 : value.About.Length, value => value));
}

public static class ProviderDirectoryTables
{
    extension(KontorDb db)
    {
        public DbSet<ProviderProfile> ProviderProfiles => db.Set<ProviderProfile>();
    }
}
