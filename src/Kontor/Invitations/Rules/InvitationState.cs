namespace Kontor.Invitations;

/// <summary>Where an invitation stands (REL-31, CUS-75). All but <see cref="Open"/> are final.</summary>
public enum InvitationState
{
    Open,
    Accepted,
    Declined,
    Expired,
    Revoked,
}

public static class InvitationStates
{
    /// <summary>
    /// REL-30, REL-31: an invitation for one address ends with its answer; a general one stays open when one
    /// organisation answers, until it expires or is revoked. Revoking wins over expiring.
    /// </summary>
    /// <param name="isGeneral">Made for no one address.</param>
    /// <param name="wasAccepted">The last answer; null for none.</param>
    /// <param name="revokedAt">When the sender took it back; null for never.</param>
    /// <param name="expiresAt">The first instant at which it no longer holds.</param>
    /// <param name="now">When it is looked at.</param>
    public static InvitationState Of(
        bool isGeneral, bool? wasAccepted, DateTimeOffset? revokedAt, DateTimeOffset expiresAt, DateTimeOffset now) =>
        (isGeneral, wasAccepted) switch
        {
            (false, true) => InvitationState.Accepted,
            (false, false) => InvitationState.Declined,
            _ when revokedAt is not null => InvitationState.Revoked,
            _ when now >= expiresAt => InvitationState.Expired,
            _ => InvitationState.Open,
        };
}
