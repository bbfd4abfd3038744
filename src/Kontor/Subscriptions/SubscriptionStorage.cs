using Kontor.Accounts;
using Kontor.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Kontor.Subscriptions;

internal sealed class SubscriptionStorage :
    IEntityTypeConfiguration<Subscription>,
    IEntityTypeConfiguration<OfferHolding>,
    IEntityTypeConfiguration<AddedSeats>
{
    /// <summary>CAT-13: one holder per place.</summary>
    public const string OnePlaceEach = "pk_offer_holdings";

    private const string ByBytes = "C";

    /// <summary>The name people search for, in any case.</summary>
    private const string NameKey = "NameKey";

    /// <summary>The end of the term; infinity where there is none, so that every subscription has its place.</summary>
    private const string TermEnd = "TermEnd";

    private const string Deleting = "delete_on is not null";

    private const string Ending = "state = 'Active' and not auto_renew";

    private const string Resold = "reseller_id is not null";

    private const string NotActive = "state <> 'Active'";

    private const string SeldomCycle = "billing_cycle <> 'Monthly' and billing_cycle <> 'Annual'";

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

        // The portfolio of a seller (the newest first along the key) and of a reseller, in each order that people choose.
        builder.Property<string>(NameKey).HasComputedColumnSql("lower(friendly_name)", stored: true).UseCollation(ByBytes);
        builder.Property<DateOnly>(TermEnd)
            .HasComputedColumnSql("coalesce(term_until, 'infinity'::date)", stored: true);
        builder.HasIndex(nameof(Subscription.PartnerId), NameKey, nameof(Subscription.Id))
            .HasDatabaseName("ix_subscriptions_name");
        builder.HasIndex(nameof(Subscription.PartnerId), TermEnd, nameof(Subscription.Id))
            .HasDatabaseName("ix_subscriptions_term");
        builder.HasIndex(s => new { s.ResellerId, s.Id })
            .HasFilter(Resold).HasDatabaseName("ix_subscriptions_reseller");
        builder.HasIndex(nameof(Subscription.ResellerId), NameKey, nameof(Subscription.Id))
            .HasFilter(Resold).HasDatabaseName("ix_subscriptions_name_reseller");
        builder.HasIndex(nameof(Subscription.ResellerId), TermEnd, nameof(Subscription.Id))
            .HasFilter(Resold).HasDatabaseName("ix_subscriptions_term_reseller");

        // What few are, so that looking for them does not read all the others.
        builder.HasIndex(s => new { s.PartnerId, s.State, s.Id })
            .HasFilter(NotActive).HasDatabaseName("ix_subscriptions_state");
        builder.HasIndex(s => new { s.ResellerId, s.State, s.Id })
            .HasFilter($"{NotActive} and {Resold}").HasDatabaseName("ix_subscriptions_state_reseller");
        builder.HasIndex(s => new { s.PartnerId, s.BillingCycle, s.Id })
            .HasFilter(SeldomCycle).HasDatabaseName("ix_subscriptions_cycle");
        builder.HasIndex(s => new { s.ResellerId, s.BillingCycle, s.Id })
            .HasFilter($"{SeldomCycle} and {Resold}").HasDatabaseName("ix_subscriptions_cycle_reseller");

        // For the clock: what is deleted, and what ends without renewal.
        builder.HasIndex(s => s.DeleteOn).HasFilter(Deleting).HasDatabaseName("ix_subscriptions_deleting");
        builder.HasIndex(s => s.TermUntil)
            .HasFilter("not auto_renew and state in ('Active', 'Suspended')").HasDatabaseName("ix_subscriptions_expiring");

        // For those who know a subscription's id and not who sold it.
        builder.HasIndex(s => s.Id);
    }

    public void Configure(EntityTypeBuilder<OfferHolding> builder) =>
        builder.ToTable("offer_holdings").HasKey(h => new { h.CustomerId, h.ProductId, h.SkuId, h.Place });

    public void Configure(EntityTypeBuilder<AddedSeats> builder)
    {
        builder.ToTable("added_seats").HasKey(a => new { a.PartnerId, a.SubscriptionId, a.Number });
        builder.HasOne<Subscription>().WithMany().HasForeignKey(a => new { a.PartnerId, a.SubscriptionId });
    }
}

public static class SubscriptionTables
{
    extension(KontorDb db)
    {
        public DbSet<Subscription> Subscriptions => db.Set<Subscription>();

        public DbSet<OfferHolding> OfferHoldings => db.Set<OfferHolding>();

        public DbSet<AddedSeats> AddedSeats => db.Set<AddedSeats>();
    }
}
