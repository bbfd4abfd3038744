using Kontor.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Kontor.Insights;

/// <summary>The figures last taken of a tenant, and who takes them anew.</summary>
internal sealed class KeptFigures
{
    public required TenantId TenantId { get; init; }

    /// <summary>When they were taken; null until they are for the first time.</summary>
    public DateTimeOffset? AsOf { get; set; }

    /// <summary>JSON of <see cref="TenantFigures"/>.</summary>
    public string? Figures { get; set; }

    /// <summary>Somebody takes them anew, and until then nobody else does.</summary>
    public DateTimeOffset? ClaimedUntil { get; set; }
}

internal sealed class InsightsStorage : IEntityTypeConfiguration<KeptFigures>
{
    public void Configure(EntityTypeBuilder<KeptFigures> builder)
    {
        builder.ToTable("tenant_figures").HasKey(f => f.TenantId);
        builder.Property(f => f.Figures).HasColumnType("text");
    }
}
