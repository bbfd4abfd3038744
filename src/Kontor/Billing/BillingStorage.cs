using Kontor.Accounts;
using Kontor.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Kontor.Billing;

internal sealed class BillingStorage :
    IEntityTypeConfiguration<ChargeLine>,
    IEntityTypeConfiguration<CreditAccount>,
    IEntityTypeConfiguration<LedgerTransfer>
{
    /// <summary>BIL-70, BIL-72: a purchase fits into the limit, whoever else buys at the same moment.</summary>
    public const string PurchaseWithinLimit = "ck_credit_accounts_purchase_within_limit";

    /// <summary>BIL-32: what is taken back once is not taken back again, whoever changes the subscription at the same moment.</summary>
    public const string ReversedOnce = "ix_charge_lines_reverses";

    public void Configure(EntityTypeBuilder<ChargeLine> builder)
    {
        builder.ToTable("charge_lines").HasKey(c => new { c.PartnerId, c.Id });
        builder.Property(c => c.UnitPrice).HasPrecision(18, 8);
        builder.Property(c => c.Trace).HasColumnType("text");
        builder.Ignore(c => c.Amount);
        builder.HasIndex(c => new { c.PartnerId, c.SubscriptionId });
        builder.HasIndex(c => new { c.PartnerId, c.Reverses })
            .IsUnique().HasFilter("reverses is not null").HasDatabaseName(ReversedOnce);
    }

    public void Configure(EntityTypeBuilder<CreditAccount> builder)
    {
        builder.ToTable("credit_accounts", table => table.HasCheckConstraint(
            PurchaseWithinLimit, $"last_change <> '{nameof(CreditChange.Purchase)}' or exposure_units <= limit_units"));
        builder.HasKey(a => a.TenantId);
        builder.Ignore(a => a.Limit).Ignore(a => a.Available);
        builder.HasOne<Tenant>().WithMany().HasForeignKey(a => a.TenantId);
    }

    public void Configure(EntityTypeBuilder<LedgerTransfer> builder) =>
        builder.ToTable("ledger_transfers").HasKey(t => new { t.PartnerId, t.Id });
}

public static class BillingTables
{
    extension(KontorDb db)
    {
        public DbSet<ChargeLine> ChargeLines => db.Set<ChargeLine>();

        public DbSet<CreditAccount> CreditAccounts => db.Set<CreditAccount>();

        public DbSet<LedgerTransfer> LedgerTransfers => db.Set<LedgerTransfer>();
    }
}
