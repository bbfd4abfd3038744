using Kontor.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Kontor.DelegatedAdmin;

/// <summary>How much of a granted role was used.</summary>
/// <param name="Role">The role, whichever group used it.</param>
/// <param name="Times">How often within <see cref="GrantUses.Days"/> days.</param>
/// <param name="LastAt">When last within them; null for never.</param>
public sealed record RoleUse(DirectoryRole Role, int Times, DateTimeOffset? LastAt);

/// <summary>What was granted beside what was used, so that both sides see what may be taken away.</summary>
public sealed class GrantUses(KontorDb db, TimeProvider clock)
{
    /// <summary>Use that is older says little about what is needed.</summary>
    public const int Days = 90;

    public async Task<IReadOnlyList<RoleUse>> Of(GrantDetail grant, CancellationToken cancel)
    {
        var from = DateOnly.FromDateTime(clock.Now().UtcDateTime).AddDays(-Days);
        var used = await db.GrantUses.AsNoTracking()
            .Where(u => u.PartnerId == grant.Grant.PartnerId && u.GrantId == grant.Grant.Id && u.Day >= from)
            .GroupBy(u => u.Role)
            .Select(group => new { Role = group.Key, Times = group.Sum(u => u.Count), LastAt = group.Max(u => u.LastAt) })
            .ToDictionaryAsync(use => use.Role, cancel);
        return
        [
            .. grant.Roles.Select(pair => pair.Role).Distinct().Select(role =>
                used.GetValueOrDefault(role) is { } use ? new RoleUse(role, use.Times, use.LastAt) : new RoleUse(role, 0, null)),
        ];
    }
}
