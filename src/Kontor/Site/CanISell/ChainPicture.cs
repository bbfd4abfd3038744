using Kontor.Eligibility;
using Kontor.Kernel;

namespace Kontor.Site;

/// <summary>A reason where it stands in the picture.</summary>
/// <param name="Number">Its number in the list of reasons, from 1.</param>
/// <param name="Text">What it is, in a few words.</param>
/// <param name="IsOfState">Whether one partner alone can end it; then it is a warning, else a break.</param>
/// <param name="Place">Where it stands.</param>
public sealed record ChainMark(int Number, string Text, bool IsOfState, ReasonPlace Place);

/// <summary>A party as it is drawn.</summary>
/// <param name="Role">What it is in this chain.</param>
/// <param name="Name">The organisation's name.</param>
/// <param name="Line">Network id or domain, and country.</param>
/// <param name="Marks">What speaks against it.</param>
public sealed record ChainParty(string Role, string Name, string Line, IReadOnlyList<ChainMark> Marks);

/// <summary>What joins a party to the next.</summary>
/// <param name="Text">What the one does for the other, or cannot do.</param>
/// <param name="IsBroken">Whether it does not hold.</param>
/// <param name="Marks">What speaks against it.</param>
public sealed record ChainLink(string Text, bool IsBroken, IReadOnlyList<ChainMark> Marks);

/// <summary>The chain of a question with the reasons of its answer at the parties and links that they are about.</summary>
/// <param name="Parties">From the vendor to the buyer.</param>
/// <param name="Links">One fewer.</param>
/// <param name="Bows">Reasons between two that are no neighbours, or about the whole chain.</param>
public sealed record ChainPicture(
    IReadOnlyList<ChainParty> Parties, IReadOnlyList<ChainLink> Links, IReadOnlyList<ChainMark> Bows)
{
    /// <param name="chain">Who is asked about.</param>
    /// <param name="decision">The answer.</param>
    /// <param name="vendor">The vendor's name.</param>
    /// <param name="lineOf">What stands below a party's name.</param>
    public static ChainPicture Of(AskedChain chain, Decision decision, string vendor, Func<Party, string> lineOf)
    {
        ChainMark[] marks =
        [
            .. decision.Reasons.Select((reason, index) => new ChainMark(
                index + 1,
                Texts.Of($"{reason.Code}.short"),
                EligibilityReasons.IsOfState(reason),
                ReasonPlace.Find(reason, chain) ?? new(ReasonSubject.Chain, 0, chain.BuyerAt))),
        ];
        var broken = marks.Select(mark => mark.Place.BrokenLink(chain)).ToHashSet();
        var asked = chain.Action switch
        {
            EligibilityAction.Partner => "canISell.link.partner",
            EligibilityAction.Manage => "canISell.link.manage",
            _ => "canISell.link.sell",
        };
        return new(
            [.. Enumerable.Range(0, chain.Count).Select(PartyAt)],
            [.. Enumerable.Range(0, chain.BuyerAt).Select(LinkAt)],
            [.. marks.Where(mark => mark.Place.Subject != ReasonSubject.Party && !mark.Place.JoinsNeighbours)]);

        ChainParty PartyAt(int place)
        {
            var at = new ReasonPlace(ReasonSubject.Party, place, place);
            ChainMark[] here = [.. marks.Where(mark => mark.Place == at)];
            return chain.PartyAt(place) is { } party
                ? new(Texts.Of($"canISell.role.{RoleAt(place, chain)}"), party.Name, lineOf(party), here)
                : new(Texts.Of("canISell.role.vendor"), vendor, Texts.Of("canISell.vendor.line"), here);
        }

        ChainLink LinkAt(int place)
        {
            // Only the last link is what was asked about; before it, partners sell on what they buy.
            var what = place == chain.SellerAt ? asked : "canISell.link.sell";
            var isBroken = broken.Contains(place);
            return new(
                Texts.Of(isBroken ? $"{what}.not" : what),
                isBroken,
                [.. marks.Where(mark => mark.Place.JoinsNeighbours && mark.Place.From == place)]);
        }
    }

    private static string RoleAt(int place, AskedChain chain) => chain.Action switch
    {
        EligibilityAction.Partner => place == chain.BuyerAt ? "reseller" : "provider",
        EligibilityAction.Manage => place == chain.BuyerAt ? "customer" : "manager",
        _ when place == chain.BuyerAt => chain.Buyer.Kind == TenantKind.Partner ? "buyer.partner" : "customer",
        _ when chain.Via is null => "partner",
        _ => place == chain.SellerAt ? "reseller" : "provider",
    };
}
