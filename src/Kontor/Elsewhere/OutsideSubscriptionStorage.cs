using Kontor.Accounts;
using Kontor.Catalog;
using Kontor.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Kontor.Elsewhere;

internal sealed class OutsideSubscriptionStorage :
    IEntityTypeConfiguration<OutsideSubscription>,
    IEntityTypeConfiguration<OutsideSupporter>
{
    public void Configure(EntityTypeBuilder<OutsideSubscription> builder)
    {
        // A customer's list and its licenses are read along the key.
        builder.ToTable("outside_subscriptions", table => table.HasCheckConstraint(
            "ck_outside_subscriptions_sku", "(product_id is null) = (sku_id is null)"))
            .HasKey(s => new { s.CustomerId, s.Id });
        builder.HasOne<Tenant>().WithMany().HasForeignKey(s => s.CustomerId);
        builder.Property(s => s.Name).HasMaxLength(ElsewhereRules.MaxNameLength);
        builder.Property(s => s.Publisher).HasMaxLength(ElsewhereRules.MaxNameLength);
        builder.Property(s => s.Seller).HasMaxLength(ElsewhereRules.MaxNameLength);
        builder.Property(s => s.Contract).HasMaxLength(ElsewhereRules.MaxContractLength);
        builder.Property(s => s.ProductId).HasMaxLength(CatalogItemId.MaxPartLength);
        builder.Property(s => s.SkuId).HasMaxLength(CatalogItemId.MaxPartLength);
        builder.Property(s => s.Version).IsConcurrencyToken();

        // For those who know an id and not whose it is, and the operators' list by age, all of it or of one channel.
        builder.HasIndex(s => s.Id, "ix_outside_subscriptions_id").IsUnique();
        builder.HasIndex(s => new { s.Channel, s.Id }, "ix_outside_subscriptions_channel");
        builder.HasIndex(s => new { s.Contract, s.Id }, "ix_outside_subscriptions_contract").HasFilter("contract is not null");

        // A contract covers several products, and each of them once as long as it has not ended.
        builder.HasIndex(s => new { s.CustomerId, s.Channel, s.Contract, s.Name }, "ux_outside_subscriptions_contract")
            .IsUnique().HasFilter("contract is not null and ended_at is null");
    }

    public void Configure(EntityTypeBuilder<OutsideSupporter> builder)
    {
        // The key lets a partner support a subscription once.
        builder.ToTable("outside_supporters").HasKey(s => new { s.CustomerId, s.SubscriptionId, s.SupporterId });
        builder.HasOne<OutsideSubscription>().WithMany().HasForeignKey(s => new { s.CustomerId, s.SubscriptionId });
        builder.HasOne<Tenant>().WithMany().HasForeignKey(s => s.SupporterId);
    }
}

public static class OutsideSubscriptionTables
{
    extension(KontorDb db)
    {
        public DbSet<OutsideSubscription> OutsideSubscriptions => db.Set<OutsideSubscription>();

        public DbSet<OutsideSupporter> OutsideSupporters => db.Set<OutsideSupporter>();
    }
}
