using Kontor.Kernel;

namespace Kontor.DelegatedAdmin;

/// <summary>How often a role of a grant was used on one day.</summary>
public sealed class GrantUse
{
    public required TenantId PartnerId { get; init; }

    public required GrantId GrantId { get; init; }

    public required DirectoryRole Role { get; init; }

    public required AgentGroup Agents { get; init; }

    /// <summary>UTC.</summary>
    public required DateOnly Day { get; init; }

    public required int Count { get; init; }

    public required DateTimeOffset LastAt { get; init; }
}
