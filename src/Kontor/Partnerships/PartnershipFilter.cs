using Kontor.Kernel;

namespace Kontor.Partnerships;

/// <summary>Whom a list of partnerships shows: the other side of one's own.</summary>
public enum PartnershipSide
{
    Resellers,
    Providers,
}

/// <summary>Which of its partnerships a partner wants to see, and in which order.</summary>
/// <param name="Side">Whom the list shows.</param>
public sealed record PartnershipFilter(PartnershipSide Side)
{
    /// <summary>How the other side's name begins, in any case; null for any.</summary>
    public string? Name { get; init; }

    /// <summary>Only the partnership with this tenant; null for any.</summary>
    public TenantId? PartnerId { get; init; }

    /// <summary>Only the partnership with the tenant of this network id; null for any.</summary>
    public string? NetworkId { get; init; }

    /// <summary>Only partners in this market; null for any.</summary>
    public string? Market { get; init; }

    /// <summary>REL-19: only those where the provider has, or has not, access to the reseller's tenant; null for any.</summary>
    public bool? HasAdminAccess { get; init; }

    /// <summary>Shared customers are counted up to one more than this; null counts all.</summary>
    public int? MostShared { get; init; }

    /// <summary>By the day they began instead of by name.</summary>
    public bool IsBySince { get; init; }

    public bool IsDescending { get; init; }

    /// <summary>Columns of the reader's own tenant, of the other side's, and of the other side's name.</summary>
    internal (string Own, string Other, string Name) Columns => Side == PartnershipSide.Resellers
        ? ("p.provider_id", "p.reseller_id", "p.reseller_name_key")
        : ("p.reseller_id", "p.provider_id", "p.provider_name_key");
}
