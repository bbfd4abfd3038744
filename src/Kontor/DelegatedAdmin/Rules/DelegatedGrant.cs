using Kontor.Kernel;

namespace Kontor.DelegatedAdmin;

/// <summary>The group of a partner's users to which roles are given (CUS-40).</summary>
public enum AgentGroup
{
    AdminAgents,
    HelpdeskAgents,
}

/// <summary>A directory role and the group of the partner's users that may use it.</summary>
public readonly record struct RoleForGroup(DirectoryRole Role, AgentGroup Agents)
{
    /// <summary>CUS-40: what a partner gets with an invitation that asks for delegated admin rights.</summary>
    public static IReadOnlyList<RoleForGroup> Classic { get; } =
    [
        new(DirectoryRole.GlobalAdministrator, AgentGroup.AdminAgents),
        new(DirectoryRole.HelpdeskAdministrator, AgentGroup.HelpdeskAgents),
    ];
}

/// <summary>One role of a grant. It stays in the table when it was taken away, for what was recorded of it.</summary>
public sealed class GrantedRole
{
    public required TenantId PartnerId { get; init; }

    public required GrantId GrantId { get; init; }

    public required DirectoryRole Role { get; init; }

    public required AgentGroup Agents { get; init; }

    /// <summary>When the customer took it away; null as long as it is granted.</summary>
    public DateTimeOffset? TakenAt { get; set; }

    public RoleForGroup Pair => new(Role, Agents);
}

/// <summary>
/// Delegated admin rights of a partner in a customer's tenant: which directory roles, for which of its groups, until when
/// (CUS-40, CUS-76). Rights without end are those of <see cref="RoleForGroup.Classic"/>.
/// </summary>
public sealed class DelegatedGrant
{
    private readonly List<GrantedRole> _allRoles = [];

    public required GrantId Id { get; init; }

    public required TenantId PartnerId { get; init; }

    public required TenantId CustomerId { get; init; }

    /// <summary>The customer's name as lists show it.</summary>
    public required string CustomerName { get; set; }

    /// <summary>Lower-case name, the order and prefix search of the list.</summary>
    public required string CustomerNameKey { get; set; }

    /// <summary>As stored: what the clock has ended may not be marked yet, see <see cref="StateAt"/>.</summary>
    public GrantState State { get; private set; }

    /// <summary>How long the rights last from the approval on, in days; null for without end.</summary>
    public required int? Days { get; init; }

    /// <summary>CUS-77: whether the end is put off when it is near.</summary>
    public bool ExtendsItself { get; private set; }

    /// <summary>What the partner wants the rights for, as the customer reads it; may be empty.</summary>
    public required string Note { get; init; }

    public required DateTimeOffset RequestedAt { get; init; }

    public DateTimeOffset? BegunAt { get; private set; }

    /// <summary>When the request lapses, or the rights end; <see cref="GrantTimes.Never"/> for without end.</summary>
    public DateTimeOffset Until { get; private set; }

    /// <summary>When it came to its final state.</summary>
    public DateTimeOffset? ClosedAt { get; private set; }

    /// <summary>When the clock has something to do with it; null when never.</summary>
    public DateTimeOffset? DueAt { get; private set; }

    /// <summary>When somebody last worked by it in the customer's tenant.</summary>
    public DateTimeOffset? LastUsedAt { get; private set; }

    public IReadOnlyList<GrantedRole> AllRoles => _allRoles;

    /// <summary>The roles that were not taken away.</summary>
    public IEnumerable<RoleForGroup> Roles => _allRoles.Where(role => role.TakenAt is null).Select(role => role.Pair);

    /// <summary>When the rights end or the request lapses; null for without end.</summary>
    public DateTimeOffset? EndsAt => Until == GrantTimes.Never ? null : Until;

    /// <summary>CUS-78: an end counts from its instant on, whether or not anybody has marked it.</summary>
    public GrantState StateAt(DateTimeOffset now) =>
        !GrantStates.IsFinal(State) && Until <= now ? GrantState.Expired : State;

    /// <summary>CUS-40, CUS-75: the rights that come with an accepted invitation.</summary>
    public static DelegatedGrant Classic(GrantId id, TenantId partner, TenantId customer, string customerName, DateTimeOffset now)
    {
        var grant = Request(id, partner, customer, customerName, new GrantWish(RoleForGroup.Classic, null, false, ""), 1, now);
        grant.TryBecome(GrantEvent.Approved, now);
        return grant;
    }

    /// <summary>A request, which waits for the customer.</summary>
    /// <param name="id">Begins with its instant.</param>
    /// <param name="partner">Who asks.</param>
    /// <param name="customer">Who is asked.</param>
    /// <param name="customerName">As lists show it.</param>
    /// <param name="wish">For what; <see cref="GrantRules.MayRequest"/> grants it.</param>
    /// <param name="requestDays">How long the request waits.</param>
    /// <param name="now">When.</param>
    public static DelegatedGrant Request(
        GrantId id, TenantId partner, TenantId customer, string customerName, GrantWish wish, int requestDays, DateTimeOffset now)
    {
        var grant = new DelegatedGrant
        {
            Id = id,
            PartnerId = partner,
            CustomerId = customer,
            CustomerName = customerName,
            CustomerNameKey = customerName.ToLowerInvariant(),
            Days = wish.Days,
            ExtendsItself = wish.ExtendsItself,
            Note = wish.Note.Trim(),
            RequestedAt = now,
            Until = now.AddDays(requestDays),
        };
        grant._allRoles.AddRange(wish.Roles.Distinct().Select(pair => new GrantedRole
        {
            PartnerId = partner,
            GrantId = id,
            Role = pair.Role,
            Agents = pair.Agents,
        }));
        grant.Plan(now);
        return grant;
    }

    /// <summary>Does what the state machine says; false where it says nothing.</summary>
    /// <param name="happened">None that changes roles or the end: those have methods of their own.</param>
    /// <param name="now">When.</param>
    public bool TryBecome(GrantEvent happened, DateTimeOffset now)
    {
        var isClocks = happened is GrantEvent.Lapsed or GrantEvent.Ended;
        if (GrantStates.After(isClocks ? State : StateAt(now), happened) is not { } after)
        {
            return false;
        }

        if (happened == GrantEvent.Approved)
        {
            BegunAt = now;
            Until = Days is { } days ? now.AddDays(days) : GrantTimes.Never;
        }

        ExtendsItself = happened switch
        {
            GrantEvent.ExtensionChosen => true,
            GrantEvent.ExtensionStopped => false,
            _ => ExtendsItself,
        };
        State = after;
        ClosedAt = GrantStates.IsFinal(after) ? now : null;
        Plan(now);
        return true;
    }

    /// <summary>CUS-44: the customer takes single roles away, from both groups.</summary>
    public bool TryNarrow(IReadOnlyCollection<DirectoryRole> taken, DateTimeOffset now)
    {
        if (!TryBecome(GrantEvent.Narrowed, now))
        {
            return false;
        }

        foreach (var role in _allRoles.Where(role => role.TakenAt is null && taken.Contains(role.Role)))
        {
            role.TakenAt = now;
        }

        return true;
    }

    /// <summary>CUS-77: the end is put off by so many days.</summary>
    public bool TryExtend(int days, DateTimeOffset now)
    {
        if (!ExtendsItself || !TryBecome(GrantEvent.Extended, now))
        {
            return false;
        }

        Until = Until.AddDays(days);
        Plan(now);
        return true;
    }

    private void Plan(DateTimeOffset now) => DueAt = GrantTimes.NextDue(State, Until, ExtendsItself, now);
}
