using Kontor.Invitations;
using Kontor.Kernel;
using Kontor.Partnerships;

namespace Kontor.Tests;

public sealed partial class World
{
    /// <summary>The provider asks the reseller, or anybody, and this is the token in its link.</summary>
    public async Task<string> RequestsPartnership(Participant provider, Participant? reseller = null)
    {
        var wish = new InvitationWish(
            reseller is null ? null : $"boss@{reseller.Domain}", "en", null, null, Send: false);
        var issued = await Does((RequestPartnership use) => use.Handle(provider.GlobalAdmin, wish, CancellationToken.None));
        return TokenIn(issued.ValueOrNull!.Link);
    }

    public Task<Result<Partnership>> Accepts(Actor actor, string token, bool confirmed = true) =>
        Does((AcceptPartnerInvitation use) => use.Handle(actor, token, confirmed, CancellationToken.None));

    public static string TokenIn(string link) => link[(link.LastIndexOf('/') + 1)..];
}
