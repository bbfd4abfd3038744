using Kontor.Accounts;
using Kontor.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Kontor.Partnerships;

internal sealed class PartnershipStorage :
    IEntityTypeConfiguration<Partnership>,
    IEntityTypeConfiguration<PartnerInvitation>,
    IEntityTypeConfiguration<PartnershipEnd>,
    IEntityTypeConfiguration<PartnershipEndRequest>,
    IEntityTypeConfiguration<KeptAgreementCounts>
{
    /// <summary>REL-31: at most one active partnership per pair.</summary>
    public const string OneActivePerPair = "ux_partnerships_active_pair";

    /// <summary>REL-52: at most one open request to end per pair.</summary>
    public const string OneOpenRequestPerPair = "ux_partnership_end_requests_open";

    private const string IsOpen = $"state = '{nameof(EndRequestState.Open)}'";

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

        // Each side's list of the other by name and by the day they began, a page at a time.
        builder.Property(p => p.ResellerNameKey).UseCollation("C");
        builder.HasIndex(p => new { p.ProviderId, p.ResellerNameKey, p.ResellerId })
            .HasFilter("ended_at is null").HasDatabaseName("ix_partnerships_resellers");
        builder.HasIndex(p => new { p.ProviderId, p.BegunAt, p.ResellerId })
            .HasFilter("ended_at is null").HasDatabaseName("ix_partnerships_resellers_since");
        builder.Property(p => p.ProviderNameKey).UseCollation("C");
        builder.HasIndex(p => new { p.ResellerId, p.ProviderNameKey, p.ProviderId })
            .HasFilter("ended_at is null").HasDatabaseName("ix_partnerships_providers");
        builder.HasIndex(p => new { p.ResellerId, p.BegunAt, p.ProviderId })
            .HasFilter("ended_at is null").HasDatabaseName("ix_partnerships_providers_since");
        builder.Property(p => p.Version).IsConcurrencyToken().HasDefaultValue(0).ValueGeneratedNever();
    }

    public void Configure(EntityTypeBuilder<KeptAgreementCounts> builder)
    {
        builder.ToTable("agreement_counts").HasKey(k => k.TenantId);
        builder.Property(k => k.Counts).HasColumnType("text");
    }

    public void Configure(EntityTypeBuilder<PartnershipEnd> builder)
    {
        // The key lets a partnership end once.
        builder.ToTable("partnership_ends").HasKey(e => new { e.ProviderId, e.PartnershipId });
        builder.HasOne<Partnership>().WithOne().HasForeignKey<PartnershipEnd>(e => new { e.ProviderId, e.PartnershipId });
        builder.ComplexProperty(e => e.Statement);
        builder.HasIndex(e => e.ResellerId);
    }

    public void Configure(EntityTypeBuilder<PartnershipEndRequest> builder)
    {
        builder.ToTable("partnership_end_requests");
        builder.HasOne<Partnership>().WithMany().HasForeignKey(r => new { r.ProviderId, r.PartnershipId });
        builder.Property(r => r.Reason).HasMaxLength(PartnershipEndRules.MaxReasonLength);
        builder.Property(r => r.Answer).HasMaxLength(PartnershipEndRules.MaxReasonLength);
        builder.Property(r => r.Version).IsConcurrencyToken();
        builder.ComplexProperty(r => r.Statement);
        builder.HasIndex(r => new { r.ProviderId, r.ResellerId }).IsUnique()
            .HasFilter(IsOpen).HasDatabaseName(OneOpenRequestPerPair);

        // The operators' queue, of one state or of all: those that wait longest come first.
        builder.HasIndex(r => new { r.State, r.FiledAt, r.Id });
        builder.HasIndex(r => new { r.FiledAt, r.Id });
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

        public DbSet<PartnershipEnd> PartnershipEnds => db.Set<PartnershipEnd>();

        public DbSet<PartnershipEndRequest> PartnershipEndRequests => db.Set<PartnershipEndRequest>();
    }
}
