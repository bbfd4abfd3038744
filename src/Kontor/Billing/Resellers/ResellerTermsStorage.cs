using Kontor.Kernel;
using Kontor.Partnerships;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Kontor.Billing;

internal sealed class ResellerTermsStorage : IEntityTypeConfiguration<ResellerTerms>
{
    public void Configure(EntityTypeBuilder<ResellerTerms> builder)
    {
        // The key lets only one of two who set terms at once write the next entry.
        builder.ToTable("reseller_terms").HasKey(t => new { t.ProviderId, t.PartnershipId, t.Number });
        builder.HasOne<Partnership>().WithMany().HasForeignKey(t => new { t.ProviderId, t.PartnershipId });
        builder.Ignore(t => t.Limit).Ignore(t => t.Granted);
    }
}

public static class ResellerTermsTables
{
    extension(KontorDb db)
    {
        public DbSet<ResellerTerms> ResellerTerms => db.Set<ResellerTerms>();
    }
}
