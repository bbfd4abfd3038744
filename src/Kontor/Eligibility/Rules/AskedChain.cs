namespace Kontor.Eligibility;

/// <summary>
/// The parties of one question in the order in which they are drawn: vendor, provider, seller, buyer; vendor, provider,
/// reseller for a partnership; partner, customer where nothing is sold. It is drawn whether the program knows it or not.
/// </summary>
/// <param name="Action">What is asked.</param>
/// <param name="Seller">The provider where a partnership is asked about.</param>
/// <param name="Buyer">The reseller where a partnership is asked about.</param>
/// <param name="Via">The provider of a two-tier sale.</param>
public sealed record AskedChain(EligibilityAction Action, Party Seller, Party Buyer, Party? Via = null)
{
    /// <summary>Where nothing is sold there is no vendor.</summary>
    public bool BeginsAtVendor => Action != EligibilityAction.Manage;

    public int Count => (BeginsAtVendor ? 1 : 0) + (Via is null ? 2 : 3);

    /// <summary>Who buys from the vendor, or the partner where nothing is sold.</summary>
    public int FirstPartnerAt => BeginsAtVendor ? 1 : 0;

    public int SellerAt => Count - 2;

    public int BuyerAt => Count - 1;

    /// <summary>The party at that place; null for the vendor.</summary>
    public Party? PartyAt(int place) =>
        place == BuyerAt ? Buyer
        : place == SellerAt ? Seller
        : place == FirstPartnerAt ? Via
        : null;

    /// <summary>Where the partner of that name stands; the seller, where it is no other's.</summary>
    public int PartnerAt(string name) => Via?.Name == name && Seller.Name != name ? FirstPartnerAt : SellerAt;

    /// <summary>Where the party of that name stands, the buyer among them.</summary>
    public int PlaceOf(string name) =>
        Buyer.Name == name && Seller.Name != name && Via?.Name != name ? BuyerAt : PartnerAt(name);
}
