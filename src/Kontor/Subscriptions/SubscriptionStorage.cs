using Kontor.Accounts;
using Kontor.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Kontor.Subscriptions;

internal sealed class SubscriptionStorage :
    IEntityTypeConfiguration<Subscription>,
    IEntityTypeConfiguration<OfferHolding>
{
    /// <summary>CAT-13: one holder per place.</summary>
    public const string OnePlaceEach = "pk_offer_holdings";

    public void Configure(EntityTypeBuilder<Subscription> builder)
    {
        builder.ToTable("subscriptions").HasKey(s => new { s.PartnerId, s.Id });
        builder.Property(s => s.UnitPrice).HasPrecision(18, 8);
        builder.Property(s => s.Version).IsConcurrencyToken();
        builder.HasOne<Tenant>().WithMany().HasForeignKey(s => s.CustomerId);

        // The seller's list for a customer, the reseller's, and the customer's own; oldest first.
        builder.HasIndex(s => new { s.PartnerId, s.CustomerId, s.CreatedAt, s.Id });
        builder.HasIndex(s => new { s.ResellerId, s.CustomerId, s.CreatedAt, s.Id }).HasFilter("reseller_id is not null");
        builder.HasIndex(s => new { s.CustomerId, s.CreatedAt, s.Id });

        // For those who know a subscription's id and not who sold it.
        builder.HasIndex(s => s.Id);
    }

    public void Configure(EntityTypeBuilder<OfferHolding> builder) =>
        builder.ToTable("offer_holdings").HasKey(h => new { h.CustomerId, h.ProductId, h.SkuId, h.Place });
}

public static class SubscriptionTables
{
    extension(KontorDb db)
    {
        public DbSet<Subscription> Subscriptions => db.Set<Subscription>();

        public DbSet<OfferHolding> OfferHoldings => db.Set<OfferHolding>();
    }
}
