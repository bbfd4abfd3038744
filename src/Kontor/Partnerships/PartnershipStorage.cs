using Kontor.Accounts;
using Kontor.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Kontor.Partnerships;

internal sealed class PartnershipStorage :
    IEntityTypeConfiguration<Partnership>,
    IEntityTypeConfiguration<PartnerInvitation>
{
    /// <summary>REL-31: at most one active partnership per pair.</summary>
    public const string OneActivePerPair = "ux_partnerships_active_pair";

    /// <summary>Made for one address and still open, as long as it has not expired (REL-30).</summary>
    private const string Unanswered = "email is not null and answered_at is null and revoked_at is null";

    public void Configure(EntityTypeBuilder<Partnership> builder)
    {
        builder.ToTable("partnerships").HasKey(p => new { p.ProviderId, p.Id });
        builder.HasOne<Tenant>().WithMany().HasForeignKey(p => p.ProviderId);
        builder.HasOne<Tenant>().WithMany().HasForeignKey(p => p.ResellerId);
        builder.HasIndex(p => new { p.ProviderId, p.ResellerId }).IsUnique()
            .HasFilter("ended_at is null").HasDatabaseName(OneActivePerPair);
        builder.HasIndex(p => new { p.ResellerId, p.ProviderId });

        // Those that came last.
        builder.HasIndex(p => new { p.ProviderId, p.BegunAt })
            .HasFilter("ended_at is null").HasDatabaseName("ix_partnerships_newest");
    }

    public void Configure(EntityTypeBuilder<PartnerInvitation> builder)
    {
        builder.ToTable("partner_invitations");
        builder.HasOne<Tenant>().WithMany().HasForeignKey(i => i.ProviderId);
        builder.HasIndex(i => i.TokenHash).IsUnique();
        builder.HasIndex(i => new { i.ProviderId, i.CreatedAt });

        // What waits for an answer, for those who asked and for those who were asked.
        builder.HasIndex(i => new { i.ProviderId, i.ExpiresAt })
            .HasFilter(Unanswered).HasDatabaseName("ix_partner_invitations_unanswered");
        builder.HasIndex(i => new { i.Email, i.ExpiresAt })
            .HasFilter(Unanswered).HasDatabaseName("ix_partner_invitations_address");
        builder.Property(i => i.Version).IsConcurrencyToken();
    }
}

public static class PartnershipTables
{
    extension(KontorDb db)
    {
        public DbSet<Partnership> Partnerships => db.Set<Partnership>();

        public DbSet<PartnerInvitation> PartnerInvitations => db.Set<PartnerInvitation>();
    }
}
