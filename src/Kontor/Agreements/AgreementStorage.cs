using Kontor.Accounts;
using Kontor.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Kontor.Agreements;

internal sealed class AgreementStorage :
    IEntityTypeConfiguration<PartnerAgreementSignature>,
    IEntityTypeConfiguration<CustomerAgreementAcceptance>,
    IEntityTypeConfiguration<AgreementVersion>,
    IEntityTypeConfiguration<AgreementDocument>
{
    public void Configure(EntityTypeBuilder<PartnerAgreementSignature> builder)
    {
        builder.ToTable("partner_agreement_signatures");
        builder.HasOne<Organisation>().WithMany().HasForeignKey(s => s.OrganisationId);
        builder.HasIndex(s => new { s.OrganisationId, s.RegionGroup, s.Version }).IsUnique();
        builder.HasIndex(s => new { s.SignedAt, s.Id });
    }

    public void Configure(EntityTypeBuilder<CustomerAgreementAcceptance> builder)
    {
        builder.ToTable("customer_agreement_acceptances");
        builder.HasOne<Tenant>().WithMany().HasForeignKey(a => a.CustomerId);
        builder.HasIndex(a => new { a.CustomerId, a.RecordedAt });
    }

    public void Configure(EntityTypeBuilder<AgreementVersion> builder)
    {
        // Of two who publish at once, one finds the number taken.
        builder.ToTable("agreement_versions").HasKey(v => new { v.Kind, v.Number });
        builder.Property(v => v.Version).HasMaxLength(AgreementVersion.MaxVersionLength);
        builder.HasIndex(v => new { v.Kind, v.Version }).IsUnique();
        builder.HasIndex(v => v.TemplateId).IsUnique();
    }

    public void Configure(EntityTypeBuilder<AgreementDocument> builder) =>
        builder.ToTable("agreement_documents").HasKey(d => new { d.TemplateId, d.Language });
}

public static class AgreementTables
{
    extension(KontorDb db)
    {
        public DbSet<PartnerAgreementSignature> PartnerAgreementSignatures => db.Set<PartnerAgreementSignature>();

        public DbSet<CustomerAgreementAcceptance> CustomerAgreementAcceptances => db.Set<CustomerAgreementAcceptance>();

        public DbSet<AgreementVersion> AgreementVersions => db.Set<AgreementVersion>();

        public DbSet<AgreementDocument> AgreementDocuments => db.Set<AgreementDocument>();

        /// <summary>
        /// Signatures that hold: no later version asks for another one by then (AGR-06). Asked of each signature rather
        /// than kept with it, so that no signature escapes a version that is published at the same moment.
        /// </summary>
        public IQueryable<PartnerAgreementSignature> SignaturesHolding(DateTimeOffset now)
        {
            var versions = db.AgreementVersions;
            return db.PartnerAgreementSignatures.Where(s => !versions.Any(
                v => v.Kind == AgreementKind.Partner && v.Number > s.Number && v.SignAgainBy <= now));
        }
    }
}

/// <summary>The same where statements are written by hand.</summary>
internal static class SignatureSql
{
    /// <summary>Whether the signature <c>s</c> holds.</summary>
    /// <param name="now">The parameter with the instant.</param>
    public static string Holds(string now) =>
        $"not exists (select from agreement_versions v where v.kind = '{nameof(AgreementKind.Partner)}' "
        + $"and v.number > s.number and v.sign_again_by <= {now})";

    /// <summary>
    /// The number of the version that must be signed by then, or a later one: 0 while none asks for a signature. The same
    /// as <see cref="Holds"/>, asked once for many signatures.
    /// </summary>
    /// <param name="now">The parameter with the instant.</param>
    public static string LeastNumber(string now) =>
        $"coalesce((select max(v.number) from agreement_versions v where v.kind = '{nameof(AgreementKind.Partner)}' "
        + $"and v.sign_again_by <= {now}), 0)";
}
