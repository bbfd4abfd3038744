using Kontor.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Kontor.Catalog;

/// <summary>
/// Tables of the catalog. Ids and codes compare by their bytes (collation C): they are no words of a language, and the
/// indexes are smaller and quicker. Price rows have no foreign keys, because a check per row would slow an import down
/// that writes both sides itself in one transaction.
/// </summary>
internal sealed class CatalogStorage :
    IEntityTypeConfiguration<Product>,
    IEntityTypeConfiguration<Sku>,
    IEntityTypeConfiguration<Availability>,
    IEntityTypeConfiguration<PriceList>,
    IEntityTypeConfiguration<PriceRow>
{
    private const string ByBytes = "C";

    private const string TitleKey = "TitleKey";

    public void Configure(EntityTypeBuilder<Product> builder)
    {
        builder.ToTable("products").HasKey(p => p.ProductId);
        builder.Property(p => p.ProductId).UseCollation(ByBytes);
        builder.HasIndex(p => new { p.Kind, p.ProductId });

        // The catalog as people page through it: by title, in any case.
        builder.Property<string>(TitleKey).HasComputedColumnSql("lower(title)", stored: true).UseCollation(ByBytes);
        builder.HasIndex(TitleKey, nameof(Product.ProductId));
    }

    public void Configure(EntityTypeBuilder<Sku> builder)
    {
        builder.ToTable("skus").HasKey(s => new { s.ProductId, s.SkuId });
        builder.Property(s => s.ProductId).UseCollation(ByBytes);
        builder.Property(s => s.SkuId).UseCollation(ByBytes);
        builder.HasOne<Product>().WithMany().HasForeignKey(s => s.ProductId);
    }

    public void Configure(EntityTypeBuilder<Availability> builder)
    {
        builder.ToTable("availabilities").HasKey(a => new { a.ProductId, a.SkuId, a.AvailabilityId });
        builder.Property(a => a.ProductId).UseCollation(ByBytes);
        builder.Property(a => a.SkuId).UseCollation(ByBytes);
        builder.Property(a => a.AvailabilityId).UseCollation(ByBytes);
        builder.Property(a => a.Market).UseCollation(ByBytes);

        // What a market offers, in the order of the catalog's pages.
        builder.HasIndex(a => new { a.Market, a.ProductId });
    }

    public void Configure(EntityTypeBuilder<PriceList> builder)
    {
        builder.ToTable("price_lists");
        builder.Property(l => l.FileName).HasMaxLength(PriceList.MaxFileNameLength);

        // The same file is taken in once, also when two imports of it run at the same time.
        builder.HasIndex(l => l.Sha256).IsUnique();
    }

    public void Configure(EntityTypeBuilder<PriceRow> builder)
    {
        builder.ToTable("price_rows").HasKey(r => new { r.ListId, r.Line });
        builder.Property(r => r.ProductId).UseCollation(ByBytes);
        builder.Property(r => r.SkuId).UseCollation(ByBytes);
        builder.Property(r => r.AvailabilityId).UseCollation(ByBytes);
        builder.Property(r => r.Market).UseCollation(ByBytes);
        builder.Property(r => r.Term).UseCollation(ByBytes);
        builder.Property(r => r.BillingPlan).UseCollation(ByBytes);
        builder.Property(r => r.UnitPrice).HasPrecision(18, UnitPrice.MaxDecimals);
        builder.Property(r => r.ErpPrice).HasPrecision(18, UnitPrice.MaxDecimals);
        builder.Ignore(r => r.Price);

        // The price in force: the availability stands for product, SKU, market, segment and currency.
        builder.HasIndex(r => new { r.AvailabilityId, r.Term, r.BillingPlan, r.EffectiveFrom })
            .IsDescending(false, false, false, true);
    }
}

public static class CatalogTables
{
    extension(KontorDb db)
    {
        public DbSet<Product> Products => db.Set<Product>();

        public DbSet<Sku> Skus => db.Set<Sku>();

        public DbSet<Availability> Availabilities => db.Set<Availability>();

        public DbSet<PriceList> PriceLists => db.Set<PriceList>();

        public DbSet<PriceRow> PriceRows => db.Set<PriceRow>();
    }
}
