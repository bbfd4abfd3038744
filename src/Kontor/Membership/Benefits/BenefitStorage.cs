using System.Collections.Immutable;
using Kontor.Accounts;
using Kontor.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Kontor.Membership;

/// <summary>What a network id carries goes with it when a location is deleted (ACC-44).</summary>
internal sealed class BenefitStorage : IEntityTypeConfiguration<MembershipStanding>, IEntityTypeConfiguration<MembershipBenefit>
{
    public void Configure(EntityTypeBuilder<MembershipStanding> builder)
    {
        builder.ToTable("membership_standings").HasKey(s => s.NetworkId);
        builder.HasOne<NetworkId>().WithOne().HasForeignKey<MembershipStanding>(s => s.NetworkId).OnDelete(DeleteBehavior.Cascade);
        builder.Property(s => s.Competencies).HasConversion(
            names => names.ToArray(),
            names => ImmutableArray.Create(names),
            new ValueComparer<ImmutableArray<string>>(
                (one, other) => one.SequenceEqual(other), names => names.Length, names => names));
        builder.Property(s => s.Version).IsConcurrencyToken();
    }

    public void Configure(EntityTypeBuilder<MembershipBenefit> builder)
    {
        builder.ToTable("membership_benefits").HasKey(b => new { b.NetworkId, b.Id });
        builder.HasOne<NetworkId>().WithMany().HasForeignKey(b => b.NetworkId).OnDelete(DeleteBehavior.Cascade);
    }
}

public static class BenefitTables
{
    extension(KontorDb db)
    {
        public DbSet<MembershipStanding> MembershipStandings => db.Set<MembershipStanding>();

        public DbSet<MembershipBenefit> MembershipBenefits => db.Set<MembershipBenefit>();
    }
}
