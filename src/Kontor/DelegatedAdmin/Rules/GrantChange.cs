using Kontor.Kernel;

namespace Kontor.DelegatedAdmin;

/// <summary>One line of a grant's history, which both sides read.</summary>
public sealed class GrantChange
{
    public required TenantId PartnerId { get; init; }

    public required GrantId GrantId { get; init; }

    /// <summary>Grows with time.</summary>
    public required Guid Id { get; init; }

    public required DateTimeOffset At { get; init; }

    public required GrantEvent Event { get; init; }

    /// <summary>Whose people did it; null for the clock.</summary>
    public required TenantId? Side { get; init; }

    /// <summary>Sign-in or application name; empty for the clock.</summary>
    public required string By { get; init; }

    /// <summary>The roles that were taken away, by name, comma between; empty for other events.</summary>
    public string Roles { get; init; } = "";

    /// <summary>The end as of then; null for without end.</summary>
    public DateTimeOffset? EndsAt { get; init; }

    /// <param name="grant">As it is afterwards.</param>
    /// <param name="id">Begins with its instant.</param>
    /// <param name="happened">What.</param>
    /// <param name="by">Who; null for the clock.</param>
    /// <param name="taken">Roles that were taken away.</param>
    /// <param name="now">When.</param>
    public static GrantChange Of(
        DelegatedGrant grant, Guid id, GrantEvent happened, Actor? by, IEnumerable<DirectoryRole> taken, DateTimeOffset now) =>
        new()
        {
            PartnerId = grant.PartnerId,
            GrantId = grant.Id,
            Id = id,
            At = now,
            Event = happened,
            Side = by?.TenantId,
            By = by?.Name ?? "",
            Roles = string.Join(',', taken.Select(role => $"{role}")),
            EndsAt = grant.EndsAt,
        };
}
