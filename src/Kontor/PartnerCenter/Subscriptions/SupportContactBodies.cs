namespace Kontor.PartnerCenter;

/// <summary>Who supports a subscription, in the protocol's words.</summary>
internal sealed record SupportContactBody(string SupportTenantId, string? SupportMpnId, string Name)
{
    public required PageLinks Links { get; init; }

    public ResourceAttributes Attributes { get; } = new("SupportContact");
}

/// <summary>Who is to support it. The name is not read: it belongs to the tenant.</summary>
internal sealed record SentSupportContactBody(string? SupportTenantId, string? SupportMpnId);
