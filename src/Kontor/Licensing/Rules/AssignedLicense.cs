using Kontor.Kernel;

namespace Kontor.Licensing;

/// <summary>That a customer's user has a license; at most one of each SKU.</summary>
public sealed class AssignedLicense
{
    public required TenantId CustomerId { get; init; }

    public required Guid UserId { get; init; }

    public required string ProductId { get; init; }

    public required string SkuId { get; init; }

    public required DateTimeOffset AssignedAt { get; init; }

    public LicenseSku Sku => new(ProductId, SkuId);
}

/// <summary>CAT-51: that a user had a license when the user was deactivated, so that it can come back.</summary>
public sealed class FreedLicense
{
    public required TenantId CustomerId { get; init; }

    public required Guid UserId { get; init; }

    public required string ProductId { get; init; }

    public required string SkuId { get; init; }

    public LicenseSku Sku => new(ProductId, SkuId);
}
