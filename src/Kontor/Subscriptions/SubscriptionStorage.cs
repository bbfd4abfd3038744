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

    private const string Ending = "state = 'Active' and not auto_renew";

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

        // What ends and is not renewed: few among many, since renewal is the rule.
        builder.HasIndex(s => new { s.PartnerId, s.TermUntil })
            .HasFilter(Ending).HasDatabaseName("ix_subscriptions_ending");
        builder.HasIndex(s => new { s.ResellerId, s.TermUntil })
            .HasFilter($"{Ending} and reseller_id is not null").HasDatabaseName("ix_subscriptions_ending_reseller");
        builder.HasIndex(s => new { s.CustomerId, s.TermUntil })
            .HasFilter(Ending).HasDatabaseName("ix_subscriptions_ending_customer");

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
