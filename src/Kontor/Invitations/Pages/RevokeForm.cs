namespace Kontor.Invitations;

/// <summary>What a list of invitations sends back: the one to be taken back, or to be sent again.</summary>
public sealed class RevokeForm
{
    public Guid Id { get; set; }
}
