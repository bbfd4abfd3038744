namespace Kontor.PartnerCenter;

/// <summary>A partner's own organization. Clients take country and culture from it when they connect.</summary>
internal sealed record OrganizationProfileBody(string Id, string CompanyName, AddressBody DefaultAddress)
{
    public required string TenantId { get; init; }

    public required string Domain { get; init; }

    public string? Email { get; init; }

    public required string Language { get; init; }

    public required string Culture { get; init; }

    public string ProfileType { get; init; } = "OrganizationProfile";

    public PageLinks Links { get; init; } = new(new Link("/profiles/organization"));

    public required ResourceAttributes Attributes { get; init; }
}

/// <summary>A partner as its membership number names it.</summary>
internal sealed record MpnProfileBody(string PartnerName, string MpnId)
{
    public string ProfileType { get; init; } = "MpnProfile";

    public PageLinks Links { get; init; } = new(new Link("/profiles/mpn"));

    public ResourceAttributes Attributes { get; init; } = new("MpnProfile");
}
