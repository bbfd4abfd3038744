using Kontor.Kernel;

namespace Kontor.DelegatedAdmin;

/// <summary>What a partner asks for.</summary>
/// <param name="Roles">Which roles, for which of its groups.</param>
/// <param name="Days">How long from the approval on; null for without end.</param>
/// <param name="ExtendsItself">CUS-77.</param>
/// <param name="Note">For the customer, who reads it; may be empty.</param>
public sealed record GrantWish(IReadOnlyCollection<RoleForGroup> Roles, int? Days, bool ExtendsItself, string Note);

/// <summary>What somebody does with a grant.</summary>
public enum GrantAct
{
    Approve,
    Decline,
    Narrow,
    Remove,
    Withdraw,
    GiveUp,
}

/// <summary>An act with what it needs.</summary>
/// <param name="Act">What.</param>
/// <param name="Confirmed">Of an approval: the box is ticked (CUS-31).</param>
/// <param name="Taken">Of narrowing: the roles to take away.</param>
public sealed record GrantActWish(GrantAct Act, bool Confirmed = false, IReadOnlyCollection<DirectoryRole>? Taken = null);

/// <summary>Who may ask for, give, narrow and end delegated admin rights, and when (CUS-40, CUS-44, CUS-75 … CUS-77).</summary>
public static class GrantRules
{
    public const int MaxNoteLength = 1_000;

    /// <summary>How many grants are changed by one request.</summary>
    public const int MostAtOnce = 10_000;

    /// <summary>CUS-76, CUS-77: whether a wish can be asked of a customer.</summary>
    /// <param name="wish">What is asked.</param>
    /// <param name="mostDays">How long rights that end last at most.</param>
    /// <param name="holdsClassic">Whether the partner has the rights without end there.</param>
    /// <param name="hasOpenRequest">Whether it asks there already.</param>
    public static Decision MayRequest(GrantWish wish, int mostDays, bool holdsClassic, bool hasOpenRequest) =>
        Decision.RequireAll(
            (wish.Roles.Count > 0, GrantReasons.RolesMissing),
            (wish.Days is null or >= 1 && !(wish.Days > mostDays), GrantReasons.DaysOutOfRange.About(mostDays)),
            (wish.Days is not null || IsClassic(wish.Roles), GrantReasons.EndMissing),
            (!wish.ExtendsItself || wish.Days is not null, GrantReasons.HasNoEnd),
            (!wish.ExtendsItself || !HasHighest(wish.Roles), GrantReasons.HighestRoleEnds),
            (wish.Note.Trim().Length <= MaxNoteLength, GrantReasons.NoteTooLong.About(MaxNoteLength)),
            (!(holdsClassic && wish.Days is null), GrantReasons.ClassicHeld),
            (!hasOpenRequest, GrantReasons.RequestOpen));

    /// <summary>Whose act it is: the customer answers and takes away, the partner withdraws and gives up.</summary>
    public static bool IsCustomers(GrantAct act) => act is not (GrantAct.Withdraw or GrantAct.GiveUp);

    public static GrantEvent EventOf(GrantAct act) => act switch
    {
        GrantAct.Approve => GrantEvent.Approved,
        GrantAct.Decline => GrantEvent.Declined,
        GrantAct.Narrow => GrantEvent.Narrowed,
        GrantAct.Remove => GrantEvent.Removed,
        GrantAct.Withdraw => GrantEvent.Withdrawn,
        GrantAct.GiveUp => GrantEvent.GivenUp,
        _ => throw new ArgumentOutOfRangeException(nameof(act)),
    };

    /// <summary>Whether an act is possible. Another side's act does not exist for an actor, like another's grant.</summary>
    public static Decision May(Actor actor, GrantActWish wish, DelegatedGrant grant, DateTimeOffset now)
    {
        if (actor.TenantId != (IsCustomers(wish.Act) ? grant.CustomerId : grant.PartnerId))
        {
            return Decision.Refused(GrantReasons.NotFound);
        }

        var state = grant.StateAt(now);
        var granted = grant.Roles.Select(pair => pair.Role).ToHashSet();
        var taken = (wish.Taken ?? []).Where(granted.Contains).ToHashSet();
        var narrows = wish.Act == GrantAct.Narrow;
        return Decision.RequireAll(
            (GrantStates.After(state, EventOf(wish.Act)) is not null, GrantReasons.NotPossible.About(state)),
            (wish.Act != GrantAct.Approve || wish.Confirmed, GrantReasons.NotConfirmed),
            (!narrows || taken.Count > 0, GrantReasons.NothingTaken),
            (!narrows || taken.Count < granted.Count, GrantReasons.NothingLeft));
    }

    /// <summary>CUS-77: whether the partner may let a grant extend itself; it may always let it end.</summary>
    public static Decision MayExtend(DelegatedGrant grant, bool extendsItself, DateTimeOffset now)
    {
        var state = grant.StateAt(now);
        return Decision.RequireAll(
            (state == GrantState.Active, GrantReasons.NotPossible.About(state)),
            (grant.EndsAt is not null, GrantReasons.HasNoEnd),
            (!extendsItself || !HasHighest(grant.Roles), GrantReasons.HighestRoleEnds));
    }

    public static bool IsClassic(IEnumerable<RoleForGroup> roles) => roles.ToHashSet().SetEquals(RoleForGroup.Classic);

    private static bool HasHighest(IEnumerable<RoleForGroup> roles) =>
        roles.Any(pair => pair.Role == DirectoryRole.GlobalAdministrator);
}
