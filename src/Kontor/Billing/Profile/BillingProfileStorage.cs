using Kontor.Accounts;
using Kontor.Enrolment;
using Kontor.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Kontor.Billing;

internal sealed class BillingProfileStorage : IEntityTypeConfiguration<BillingProfile>, IEntityTypeConfiguration<VatId>
{
    public void Configure(EntityTypeBuilder<BillingProfile> builder)
    {
        builder.ToTable("billing_profiles").HasKey(p => p.TenantId);
        builder.HasOne<Tenant>().WithOne().HasForeignKey<BillingProfile>(p => p.TenantId);
        builder.Ignore(p => p.BillTo).Ignore(p => p.Contact);
        builder.Property(p => p.Name).HasMaxLength(Organisation.MaxNameLength);
        builder.Property(p => p.Street).HasMaxLength(ProfileRules.MaxStreetLength);
        builder.Property(p => p.City).HasMaxLength(ProfileRules.MaxCityLength);
        builder.Property(p => p.State).HasMaxLength(ProfileRules.MaxStateLength);
        builder.Property(p => p.PostalCode).HasMaxLength(PostalCodes.MaxLength);
        builder.Property(p => p.PurchaseOrderNumber).HasMaxLength(BillingProfileRules.MaxPurchaseOrderLength);
        builder.Property(p => p.Version).IsConcurrencyToken();
    }

    /// <summary>BIL-81: one per billing cycle, so that what counts in a cycle is never two.</summary>
    public void Configure(EntityTypeBuilder<VatId> builder)
    {
        builder.ToTable("vat_ids").HasKey(v => new { v.TenantId, v.CountsFrom });
        builder.HasOne<Tenant>().WithMany().HasForeignKey(v => v.TenantId);
        builder.Property(v => v.Number).HasMaxLength(VatIds.MaxLength);
    }
}

public static class BillingProfileTables
{
    extension(KontorDb db)
    {
        public DbSet<BillingProfile> BillingProfiles => db.Set<BillingProfile>();
    }
}
