using Kontor.Accounts;
using Kontor.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Kontor.Agreements;

internal sealed class AgreementStorage :
    IEntityTypeConfiguration<PartnerAgreementSignature>,
    IEntityTypeConfiguration<CustomerAgreementAcceptance>
{
    public void Configure(EntityTypeBuilder<PartnerAgreementSignature> builder)
    {
        builder.ToTable("partner_agreement_signatures");
        builder.HasOne<Organisation>().WithMany().HasForeignKey(s => s.OrganisationId);
        builder.HasIndex(s => new { s.OrganisationId, s.RegionGroup, s.Version }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<CustomerAgreementAcceptance> builder)
    {
        builder.ToTable("customer_agreement_acceptances");
        builder.HasOne<Tenant>().WithMany().HasForeignKey(a => a.CustomerId);
        builder.HasIndex(a => new { a.CustomerId, a.RecordedAt });
    }
}

public static class AgreementTables
{
    extension(KontorDb db)
    {
        public DbSet<PartnerAgreementSignature> PartnerAgreementSignatures => db.Set<PartnerAgreementSignature>();

        public DbSet<CustomerAgreementAcceptance> CustomerAgreementAcceptances => db.Set<CustomerAgreementAcceptance>();
    }
}
