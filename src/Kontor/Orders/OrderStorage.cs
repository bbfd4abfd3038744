using Kontor.Accounts;
using Kontor.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Kontor.Orders;

internal sealed class OrderStorage :
    IEntityTypeConfiguration<Order>,
    IEntityTypeConfiguration<OrderLine>,
    IEntityTypeConfiguration<Cart>
{
    public void Configure(EntityTypeBuilder<Order> builder)
    {
        builder.ToTable("orders").HasKey(o => new { o.PartnerId, o.Id });
        builder.HasOne<Tenant>().WithMany().HasForeignKey(o => o.CustomerId);
        builder.HasIndex(o => new { o.PartnerId, o.CustomerId, o.PlacedAt, o.Id });
    }

    public void Configure(EntityTypeBuilder<OrderLine> builder)
    {
        builder.ToTable("order_lines").HasKey(l => new { l.PartnerId, l.OrderId, l.LineNumber });
        builder.Property(l => l.UnitPrice).HasPrecision(18, 8);

        // A partner's orders for one reseller. Ids of orders grow with time, so this is their order too.
        builder.HasIndex(l => new { l.PartnerId, l.PartnerOfRecord, l.OrderId }).HasFilter("partner_of_record is not null");
    }

    public void Configure(EntityTypeBuilder<Cart> builder)
    {
        builder.ToTable("carts").HasKey(c => new { c.PartnerId, c.Id });
        builder.HasOne<Tenant>().WithMany().HasForeignKey(c => c.CustomerId);
        builder.Property(c => c.Version).IsConcurrencyToken();
        builder.HasIndex(c => c.ExpiresAt);

        // One open cart in the pages for each person and customer.
        builder.HasIndex(c => new { c.PartnerId, c.CustomerId, c.KeptFor })
            .IsUnique()
            .HasFilter("kept_for is not null and state = 'Active'");

        // A partner's carts that will be gone first.
        builder.HasIndex(c => new { c.PartnerId, c.ExpiresAt }).HasFilter("state = 'Active'")
            .HasDatabaseName("ix_carts_open");
    }
}

public static class OrderTables
{
    extension(KontorDb db)
    {
        public DbSet<Order> Orders => db.Set<Order>();

        public DbSet<OrderLine> OrderLines => db.Set<OrderLine>();

        public DbSet<Cart> Carts => db.Set<Cart>();
    }
}
