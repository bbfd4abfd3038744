using Kontor.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Kontor.Policy;

/// <summary>One version of the policy document; the highest is in force.</summary>
public sealed class PolicyVersion
{
    /// <summary>1, 2, 3 … Two changes at once collide here, and one of them is told.</summary>
    public required int Version { get; init; }

    /// <summary>The document as JSON.</summary>
    public required string Document { get; init; }

    public required DateTimeOffset ChangedAt { get; init; }

    public UserId? ChangedBy { get; init; }
}

internal sealed class PolicyStorage : IEntityTypeConfiguration<PolicyVersion>
{
    public void Configure(EntityTypeBuilder<PolicyVersion> builder)
    {
        builder.ToTable("policy_versions").HasKey(p => p.Version);
        builder.Property(p => p.Version).ValueGeneratedNever();
        builder.Property(p => p.Document).HasColumnType("jsonb");
    }
}

public static class PolicyTables
{
    extension(KontorDb db)
    {
        public DbSet<PolicyVersion> PolicyVersions => db.Set<PolicyVersion>();
    }
}
