using Kontor.Accounts;
using Kontor.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Kontor.Enrolment;

internal sealed class EnrolmentStorage :
    IEntityTypeConfiguration<PartnerEnrolment>,
    IEntityTypeConfiguration<StandingChange>,
    IEntityTypeConfiguration<ResellerApplication>,
    IEntityTypeConfiguration<DirectApplication>,
    IEntityTypeConfiguration<ApplicationCheck>,
    IEntityTypeConfiguration<ApplicationHistory>,
    IEntityTypeConfiguration<ApplicationDocument>,
    IEntityTypeConfiguration<ApplicationDocumentContent>
{
    /// <summary>ENR-39: a tenant has one open application at most.</summary>
    public const string OneOpen = "ux_reseller_applications_open";

    /// <summary>ENR-44: the same of applications as direct partner.</summary>
    public const string OneOpenDirect = "ux_direct_applications_open";

    /// <summary>The same file twice is one document.</summary>
    public const string OneFile = "ux_application_documents_hash";

    public void Configure(EntityTypeBuilder<PartnerEnrolment> builder)
    {
        builder.ToTable("partner_enrolments").HasKey(e => new { e.TenantId, e.Type });

        // Of two transitions at once, the second finds another state than it read.
        builder.Property(e => e.State).IsConcurrencyToken();
        builder.Property(e => e.RestrictedFrom).IsConcurrencyToken();
        builder.HasOne<Tenant>().WithMany().HasForeignKey(e => e.TenantId);

        // The operators' queue: those that wait longest come first.
        builder.HasIndex(e => new { e.State, e.Since, e.TenantId });
    }

    public void Configure(EntityTypeBuilder<StandingChange> builder)
    {
        builder.ToTable("partner_standing").HasKey(c => new { c.TenantId, c.Id });
        builder.HasOne<Tenant>().WithMany().HasForeignKey(c => c.TenantId);
        builder.Property(c => c.Note).HasMaxLength(StandingChangeRules.MaxNoteLength);
    }

    public void Configure(EntityTypeBuilder<ResellerApplication> builder)
    {
        builder.ToTable("reseller_applications").HasKey(a => new { a.TenantId, a.Number });
        builder.Ignore(a => a.Type);
        builder.HasOne<Tenant>().WithMany().HasForeignKey(a => a.TenantId);
        builder.ComplexProperty(a => a.Profile);
        builder.ComplexProperty(a => a.Contact);
        builder.ComplexProperty(a => a.Support);
        builder.HasIndex(a => a.TenantId).IsUnique().HasFilter("closed_at is null").HasDatabaseName(OneOpen);
        builder.HasIndex(a => a.LinkHash).IsUnique().HasFilter("link_hash is not null");
        builder.Property(a => a.Version).IsConcurrencyToken();
    }

    public void Configure(EntityTypeBuilder<DirectApplication> builder)
    {
        builder.ToTable("direct_applications").HasKey(a => new { a.TenantId, a.Number });
        builder.Ignore(a => a.Type).Ignore(a => a.Plan);
        builder.HasOne<Tenant>().WithMany().HasForeignKey(a => a.TenantId);
        builder.Property(a => a.LegalName).HasMaxLength(Organisation.MaxNameLength);
        builder.ComplexProperty(a => a.Answers);
        builder.Property(a => a.PlanContract).HasMaxLength(SupportPlan.MaxContractLength);
        builder.HasIndex(a => a.TenantId).IsUnique().HasFilter("closed_at is null").HasDatabaseName(OneOpenDirect);
        builder.Property(a => a.Version).IsConcurrencyToken();
    }

    public void Configure(EntityTypeBuilder<ApplicationCheck> builder)
    {
        builder.ToTable("application_checks").HasKey(c => new { c.TenantId, c.Number, c.Kind });
        builder.HasOne<ResellerApplication>().WithMany().HasForeignKey(c => new { c.TenantId, c.Number });
    }

    public void Configure(EntityTypeBuilder<ApplicationHistory> builder)
    {
        builder.ToTable("application_history").HasKey(h => new { h.TenantId, h.Type, h.Number, h.Id });
        builder.HasOne<PartnerEnrolment>().WithMany().HasForeignKey(h => new { h.TenantId, h.Type });
    }

    public void Configure(EntityTypeBuilder<ApplicationDocument> builder)
    {
        builder.ToTable("application_documents").HasKey(d => new { d.TenantId, d.Id });
        builder.Property(d => d.Name).HasMaxLength(ApplicationDocument.MaxNameLength);
        builder.HasOne<PartnerEnrolment>().WithMany().HasForeignKey(d => new { d.TenantId, d.Type });
        builder.HasIndex(d => new { d.TenantId, d.Type, d.Number, d.Hash }).IsUnique().HasDatabaseName(OneFile);
    }

    public void Configure(EntityTypeBuilder<ApplicationDocumentContent> builder)
    {
        builder.ToTable("application_document_contents").HasKey(c => new { c.TenantId, c.Id });
        builder.HasOne<ApplicationDocument>().WithOne()
            .HasForeignKey<ApplicationDocumentContent>(c => new { c.TenantId, c.Id });
    }
}

public static class EnrolmentTables
{
    extension(KontorDb db)
    {
        public DbSet<PartnerEnrolment> PartnerEnrolments => db.Set<PartnerEnrolment>();

        public DbSet<StandingChange> StandingChanges => db.Set<StandingChange>();

        public DbSet<ResellerApplication> ResellerApplications => db.Set<ResellerApplication>();

        public DbSet<DirectApplication> DirectApplications => db.Set<DirectApplication>();

        public DbSet<ApplicationCheck> ApplicationChecks => db.Set<ApplicationCheck>();

        public DbSet<ApplicationHistory> ApplicationHistory => db.Set<ApplicationHistory>();

        public DbSet<ApplicationDocument> ApplicationDocuments => db.Set<ApplicationDocument>();
    }
}
