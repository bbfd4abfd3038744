using Kontor.Kernel;

namespace Kontor.Subscriptions;

/// <summary>
/// Who supports a subscription (SUP-04, MUL-07, MUL-26). Nothing is undone when a tie ends: whether a choice counts follows
/// from the ties in force, at the moment somebody looks.
/// </summary>
public static class SupportRules
{
    /// <summary>How many further partners support one subscription at most.</summary>
    public const int MostSupporters = 20;

    /// <summary>SUP-04: the seller, or the reseller that it has chosen, as long as that one may.</summary>
    /// <param name="seller">Who sold the subscription.</param>
    /// <param name="isSellerRelated">CUS-70: whether the customer is still its customer.</param>
    /// <param name="chosen">Whom it has chosen; itself for nobody else.</param>
    /// <param name="chosenAt">When.</param>
    /// <param name="ties">Of the chosen one.</param>
    public static ContactInForce InForce(
        TenantId seller, bool isSellerRelated, TenantId chosen, DateTimeOffset chosenAt, SupportTies ties)
    {
        var lapse = chosen == seller ? null : LapseOf(chosenAt, ties);
        return chosen != seller && lapse is null
            ? new(chosen, null)
            : new(isSellerRelated ? seller : null, lapse);
    }

    /// <summary>What began after the choice cannot carry it: that is another relationship than the one it rested on.</summary>
    public static bool Carries(DateTimeOffset? since, DateTimeOffset chosenAt) => since <= chosenAt;

    /// <summary>When a choice counts from: never before what carries it, whatever the clocks of two servers say.</summary>
    public static DateTimeOffset CountsFrom(DateTimeOffset now, SupportTies ties) =>
        new[] { now, ties.RelatedSince ?? now, ties.PartnerSince ?? now }.Max();

    /// <summary>SUP-04: whether the seller may choose a partner; itself always.</summary>
    /// <param name="isSeller">Whether it takes support back.</param>
    /// <param name="ties">Of the one to be chosen.</param>
    /// <param name="name">How that one is called.</param>
    public static Decision MayChoose(bool isSeller, SupportTies ties, string name) => isSeller
        ? Decision.Granted
        : Decision.RequireAll(
            (ties.IsListed, SupportReasons.ContactNotListed),
            (!ties.IsListed || ties.HasRights, SupportReasons.ContactWithoutRights.About(name)));

    /// <summary>MUL-26: whether the customer may add a partner.</summary>
    /// <param name="isRelated">Whether the customer is its customer.</param>
    /// <param name="isContact">Whether it is the designated contact.</param>
    /// <param name="name">How it is called.</param>
    /// <param name="others">How many support the subscription beside it.</param>
    public static Decision MayAdd(bool isRelated, bool isContact, string name, int others) => Decision.RequireAll(
        (isRelated, SupportReasons.SupporterNotRelated),
        (!isRelated || !isContact, SupportReasons.SupporterIsContact.About(name)),
        (others < MostSupporters, SupportReasons.TooManySupporters.About(MostSupporters)));

    /// <summary>
    /// MUL-05: the contact is known to the seller, its reseller and the customer, and to the contact; other partners of the
    /// customer learn nothing of each other.
    /// </summary>
    public static bool SeesContact(SubscriptionView view, bool isContact) =>
        isContact || view >= SubscriptionView.WithoutCost;

    /// <summary>Whom the customer added is for the customer to know, and for the one it added.</summary>
    public static bool SeesSupporter(TenantKind reader, TenantId tenant, TenantId customer, TenantId supporter) =>
        reader == TenantKind.Operator || tenant == customer || tenant == supporter;

    private static ContactLapse? LapseOf(DateTimeOffset chosenAt, SupportTies ties) =>
        !Carries(ties.RelatedSince, chosenAt) ? ContactLapse.RelationshipEnded
        : !Carries(ties.PartnerSince, chosenAt) ? ContactLapse.PartnershipEnded
        : !ties.HasRights ? ContactLapse.RightsEnded
        : null;
}
