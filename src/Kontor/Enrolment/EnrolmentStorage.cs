using Kontor.Accounts;
using Kontor.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Kontor.Enrolment;

internal sealed class EnrolmentStorage : IEntityTypeConfiguration<PartnerEnrolment>
{
    public void Configure(EntityTypeBuilder<PartnerEnrolment> builder)
    {
        builder.ToTable("partner_enrolments").HasKey(e => new { e.TenantId, e.Type });

        // Of two transitions at once, the second finds another state than it read.
        builder.Property(e => e.State).IsConcurrencyToken();
        builder.HasOne<Tenant>().WithMany().HasForeignKey(e => e.TenantId);
    }
}

public static class EnrolmentTables
{
    extension(KontorDb db)
    {
        public DbSet<PartnerEnrolment> PartnerEnrolments => db.Set<PartnerEnrolment>();
    }
}
