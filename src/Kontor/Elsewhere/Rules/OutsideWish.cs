using Kontor.Subscriptions;

namespace Kontor.Elsewhere;

/// <summary>What an operator enters; trimmed, and null where nothing was given.</summary>
/// <param name="Channel">Where it was bought.</param>
/// <param name="Name">How it is called; the catalog's title where there is a SKU and no name.</param>
/// <param name="Publisher">Who makes it; the catalog's where there is a SKU.</param>
/// <param name="ProductId">Of the catalog, with the SKU.</param>
/// <param name="SkuId">Of the catalog, with the product.</param>
/// <param name="Quantity">Seats or units.</param>
/// <param name="BillingType">By license or by use; the catalog's where there is a SKU.</param>
/// <param name="Contract">The contract's or the order's number at the seller.</param>
/// <param name="Seller">Who sold it.</param>
/// <param name="StartsOn">The first day.</param>
/// <param name="EndsOn">The first day on which it no longer runs.</param>
public sealed record OutsideWish(
    OutsideChannel? Channel,
    string? Name,
    string? Publisher,
    string? ProductId,
    string? SkuId,
    int? Quantity,
    BillingType? BillingType,
    string? Contract,
    string? Seller,
    DateOnly? StartsOn,
    DateOnly? EndsOn)
{
    public bool NamesSku => ProductId is not null || SkuId is not null;
}

/// <summary>What an operator corrects: all of it as it shall be.</summary>
public sealed record OutsideCorrection(int? Quantity, string? Contract, DateOnly? EndsOn);

/// <summary>What the catalog says of a SKU.</summary>
public sealed record CatalogSku(string Title, string Publisher, BillingType BillingType);

/// <summary>What decides whether something can be entered.</summary>
/// <param name="IsCustomer">Whether the tenant is one in which a customer uses services.</param>
/// <param name="Held">How many entries it has, the ended ones included.</param>
/// <param name="Sku">What the catalog says of the SKU; null where none is named or there is none.</param>
/// <param name="IsSellerPartner">Whether a partner of the program has the seller's name.</param>
public sealed record EnteringFacts(bool IsCustomer, int Held, CatalogSku? Sku, bool IsSellerPartner);
