using Kontor.Kernel;

namespace Kontor.Invitations;

/// <summary>
/// Which invitations somebody wants to see, of those to partners and of those to customers alike: their tables have the
/// same columns for it. The newest come first.
/// </summary>
/// <param name="State">Only those that stand there; null for any.</param>
/// <param name="IsOldestFirst">The list from its other end.</param>
public sealed record InvitationFilter(InvitationState? State, bool IsOldestFirst)
{
    /// <summary>An invitation for one address ends with its answer (<see cref="InvitationStates.Of"/>).</summary>
    private const string GoesOn = "and (i.email is null or i.was_accepted is null)";

    public static InvitationFilter None { get; } = new(null, false);

    /// <summary>Adds the conditions for rows of a table that is called i.</summary>
    internal void AddTo(SqlText sql, DateTimeOffset now)
    {
        switch (State)
        {
            case InvitationState.Accepted:
                sql.Add("and i.email is not null and i.was_accepted");
                break;
            case InvitationState.Declined:
                sql.Add("and i.email is not null and not i.was_accepted");
                break;
            case InvitationState.Revoked:
                sql.Add($"{GoesOn} and i.revoked_at is not null");
                break;
            case InvitationState.Expired:
                sql.Add($"{GoesOn} and i.revoked_at is null and i.expires_at <= {{0}}", now);
                break;
            case InvitationState.Open:
                sql.Add($"{GoesOn} and i.revoked_at is null and i.expires_at > {{0}}", now);
                break;
            default:
                break;
        }
    }

    /// <summary>Adds where the page begins, the order, and one row more than the page holds.</summary>
    internal void AddPart(SqlText sql, PageRequest page) =>
        sql.AddPart(page, !IsOldestFirst, "i.id", "i.created_at", edge => edge.Instant);
}
