using System.Text.Json;
using Kontor.Accounts;
using Kontor.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Kontor.Enrolment;

internal sealed class ProfileStorage :
    IEntityTypeConfiguration<ProfileVerification>,
    IEntityTypeConfiguration<ProfileCheck>,
    IEntityTypeConfiguration<ProfileHistory>,
    IEntityTypeConfiguration<CompanyProfile>,
    IEntityTypeConfiguration<PartnerSupport>
{
    public void Configure(EntityTypeBuilder<ProfileVerification> builder)
    {
        builder.ToTable("profile_verifications").HasKey(v => v.OrganisationId);
        builder.HasOne<Organisation>().WithOne().HasForeignKey<ProfileVerification>(v => v.OrganisationId);
        builder.HasIndex(v => v.LinkHash).IsUnique().HasFilter("link_hash is not null");
        builder.Property(v => v.RejectedBecause).HasMaxLength(ApplicationRules.MaxReasonLength);
        builder.Property(v => v.Version).IsConcurrencyToken();

        // The operators' queue, of one state or of all: those that wait longest come first.
        builder.HasIndex(v => new { v.State, v.Since, v.OrganisationId });
        builder.HasIndex(v => new { v.Since, v.OrganisationId });
    }

    public void Configure(EntityTypeBuilder<ProfileCheck> builder)
    {
        builder.ToTable("profile_checks").HasKey(c => new { c.OrganisationId, c.Kind });
        builder.HasOne<ProfileVerification>().WithMany().HasForeignKey(c => c.OrganisationId);
    }

    public void Configure(EntityTypeBuilder<ProfileHistory> builder)
    {
        builder.ToTable("profile_history").HasKey(h => new { h.OrganisationId, h.Id });
        builder.HasOne<Organisation>().WithMany().HasForeignKey(h => h.OrganisationId);
        builder.Property(h => h.Fields).HasColumnType("jsonb").HasConversion(
            fields => JsonSerializer.Serialize(fields, JsonSerializerOptions.Web),
            text => JsonSerializer.Deserialize<List<FieldChange>>(text, JsonSerializerOptions.Web)!,
            new ValueComparer<IReadOnlyList<FieldChange>>(
                (one, other) => ReferenceEquals(one, other), fields => fields.Count, fields => fields));
    }

    public void Configure(EntityTypeBuilder<CompanyProfile> builder)
    {
        builder.ToTable("company_profiles").HasKey(p => p.OrganisationId);
        builder.HasOne<Organisation>().WithOne().HasForeignKey<CompanyProfile>(p => p.OrganisationId);
        builder.Property(p => p.Description).HasMaxLength(CompanyProfile.MaxDescriptionLength);
        builder.Property(p => p.Website).HasMaxLength(CompanyProfile.MaxWebsiteLength);
        builder.Property(p => p.Version).IsConcurrencyToken();
    }

    public void Configure(EntityTypeBuilder<PartnerSupport> builder)
    {
        builder.ToTable("partner_support").HasKey(s => s.TenantId);
        builder.HasOne<Tenant>().WithOne().HasForeignKey<PartnerSupport>(s => s.TenantId);
        builder.ComplexProperty(s => s.Contact);
        builder.Property(s => s.Version).IsConcurrencyToken();
    }
}

public static class ProfileTables
{
    extension(KontorDb db)
    {
        public DbSet<ProfileVerification> ProfileVerifications => db.Set<ProfileVerification>();

        public DbSet<ProfileCheck> ProfileChecks => db.Set<ProfileCheck>();

        public DbSet<ProfileHistory> ProfileHistory => db.Set<ProfileHistory>();

        public DbSet<CompanyProfile> CompanyProfiles => db.Set<CompanyProfile>();

        public DbSet<PartnerSupport> PartnerSupport => db.Set<PartnerSupport>();
    }
}
