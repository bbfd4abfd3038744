using Kontor.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Kontor.Insights;

/// <summary>The map last drawn for a tenant, and who draws it anew.</summary>
internal sealed class KeptMap
{
    public required TenantId TenantId { get; init; }

    /// <summary>When it was drawn; null until it is for the first time.</summary>
    public DateTimeOffset? AsOf { get; set; }

    /// <summary>JSON of <see cref="MapOfTenant"/>.</summary>
    public string? Map { get; set; }

    /// <summary>Somebody draws it anew, and until then nobody else does.</summary>
    public DateTimeOffset? ClaimedUntil { get; set; }
}

/// <summary>A <see cref="MapPartner"/> on a tenant's map.</summary>
internal sealed class KeptMapPartner
{
    public required TenantId ViewerId { get; init; }

    public required MapColumn Tier { get; init; }

    public required TenantId PartnerId { get; init; }

    public required string Name { get; init; }

    public required long Customers { get; init; }

    public required long Subscriptions { get; init; }

    public required long Others { get; init; }

    public required long OverOthers { get; init; }

    public required long SoldOverOthers { get; init; }
}

/// <summary>A <see cref="MapWay"/> on a tenant's map, with what the list of ways shows and is ordered by.</summary>
internal sealed class KeptMapWay
{
    public required TenantId ViewerId { get; init; }

    /// <summary>Made of the two partners, so that it stays the same when the map is drawn anew.</summary>
    public required Guid Id { get; init; }

    public TenantId? ProviderId { get; init; }

    public TenantId? ResellerId { get; init; }

    /// <summary>Who sells to the customers: the reseller, where there is one.</summary>
    public required string SellerName { get; init; }

    /// <summary>The same in lower case.</summary>
    public required string SellerNameKey { get; init; }

    /// <summary>From whom the reseller buys; null where the seller buys from the vendor, or from nobody.</summary>
    public string? ProviderName { get; init; }

    /// <summary>The same in lower case.</summary>
    public string? ProviderNameKey { get; init; }

    /// <summary>Market key of the seller.</summary>
    public required string Market { get; init; }

    public required long Customers { get; init; }

    public required long Subscriptions { get; init; }

    /// <summary>For a customer: the first products that it has over this way.</summary>
    public string? Products { get; init; }

    /// <summary>A partner on it is not drawn by itself.</summary>
    public required bool IsFolded { get; init; }
}

internal sealed class MapStorage :
    IEntityTypeConfiguration<KeptMap>,
    IEntityTypeConfiguration<KeptMapPartner>,
    IEntityTypeConfiguration<KeptMapWay>
{
    private const string ByBytes = "C";

    public void Configure(EntityTypeBuilder<KeptMap> builder)
    {
        builder.ToTable("tenant_maps").HasKey(m => m.TenantId);
        builder.Property(m => m.Map).HasColumnType("text");
    }

    public void Configure(EntityTypeBuilder<KeptMapPartner> builder) =>
        builder.ToTable("map_partners").HasKey(p => new { p.ViewerId, p.PartnerId, p.Tier });

    public void Configure(EntityTypeBuilder<KeptMapWay> builder)
    {
        builder.ToTable("map_ways").HasKey(w => new { w.ViewerId, w.Id });
        builder.Property(w => w.SellerNameKey).UseCollation(ByBytes);
        builder.Property(w => w.ProviderNameKey).UseCollation(ByBytes);

        // The list in each order that people choose, a page at a time, and searched by either name.
        builder.HasIndex(w => new { w.ViewerId, w.SellerNameKey, w.Id }).HasDatabaseName("ix_map_ways_name");
        builder.HasIndex(w => new { w.ViewerId, w.ProviderNameKey, w.Id }).HasDatabaseName("ix_map_ways_provider_name");
        builder.HasIndex(w => new { w.ViewerId, w.Customers, w.Id }).HasDatabaseName("ix_map_ways_customers");
        builder.HasIndex(w => new { w.ViewerId, w.Subscriptions, w.Id }).HasDatabaseName("ix_map_ways_subscriptions");

        // What goes over one partner, those with the most customers first.
        builder.HasIndex(w => new { w.ViewerId, w.ProviderId, w.Customers, w.Id }).HasDatabaseName("ix_map_ways_provider");
        builder.HasIndex(w => new { w.ViewerId, w.ResellerId, w.Customers, w.Id }).HasDatabaseName("ix_map_ways_reseller");
    }
}
