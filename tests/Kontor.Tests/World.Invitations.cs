using Kontor.Invitations;
using Kontor.Kernel;
using Kontor.Partnerships;

namespace Kontor.Tests;

public sealed partial class World
{
    /// <summary>The provider asks this reseller at its address, or anybody; the answer holds the link.</summary>
    public async Task<IssuedInvitation> AsksForPartnership(
        Participant provider, Participant? reseller = null, bool send = false, string language = "en")
    {
        var wish = new InvitationWish(AddressIn(reseller), language, null, null, send);
        var issued = await Does((RequestPartnership use) =>
            use.Handle(provider.GlobalAdmin, wish, CancellationToken.None));
        return issued.ValueOrNull ?? throw new InvalidOperationException(issued.Decision.Reasons[0].Code);
    }

    /// <summary>Somebody accepts the partnership behind a link.</summary>
    public Task<Result<Partnership>> Accepts(Actor actor, IssuedInvitation invitation, bool confirmed = true) =>
        Does((AcceptPartnerInvitation use) =>
            use.Handle(actor, TokenIn(invitation), confirmed, CancellationToken.None));

    /// <summary>What stands after the last slash of the link.</summary>
    public static string TokenIn(IssuedInvitation invitation) =>
        invitation.Link[(invitation.Link.LastIndexOf('/') + 1)..];

    /// <summary>An address at a participant that Kontor does not know by its domain; null for none.</summary>
    private static string? AddressIn(Participant? participant) =>
        participant is null ? null : $"boss@mail.{participant.Domain}";
}
