using Kontor.Access;
using Kontor.Accounts;
using Kontor.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Kontor.Licensing;

internal sealed class LicenseStorage :
    IEntityTypeConfiguration<AssignedLicense>,
    IEntityTypeConfiguration<FreedLicense>
{
    public void Configure(EntityTypeBuilder<AssignedLicense> builder)
    {
        // Along the key a pool is counted; a user has one of each SKU at most.
        builder.ToTable("assigned_licenses").HasKey(l => new { l.CustomerId, l.ProductId, l.SkuId, l.UserId });
        builder.Ignore(l => l.Sku);
        builder.HasOne<Tenant>().WithMany().HasForeignKey(l => l.CustomerId);
        builder.HasOne<User>().WithMany().HasForeignKey(l => l.UserId);
        builder.HasIndex(l => l.UserId);
    }

    public void Configure(EntityTypeBuilder<FreedLicense> builder)
    {
        builder.ToTable("freed_licenses").HasKey(l => new { l.UserId, l.ProductId, l.SkuId });
        builder.Ignore(l => l.Sku);
        builder.HasOne<User>().WithMany().HasForeignKey(l => l.UserId);
    }
}

public static class LicenseTables
{
    extension(KontorDb db)
    {
        public DbSet<AssignedLicense> AssignedLicenses => db.Set<AssignedLicense>();

        public DbSet<FreedLicense> FreedLicenses => db.Set<FreedLicense>();
    }
}
