using Kontor.Kernel;
using Kontor.Subscriptions;

namespace Kontor.Tests.Subscriptions;

public sealed class SupportRulesTests
{
    private static readonly TenantId Seller = new(Guid.NewGuid());
    private static readonly TenantId Reseller = new(Guid.NewGuid());
    private static readonly DateTimeOffset Chosen = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
    private static readonly SupportTies All = new(Chosen, Chosen, HasRights: true);

    [Fact]
    [Trait("Rule", "SUP-04")]
    public void A_chosen_reseller_counts_as_long_as_all_that_it_rests_on_is_in_force()
    {
        Assert.Equal(new(Reseller, null), InForce(All));
        Assert.Equal(new(Seller, ContactLapse.RelationshipEnded), InForce(All with { RelatedSince = null }));
        Assert.Equal(new(Seller, ContactLapse.PartnershipEnded), InForce(All with { PartnerSince = null }));
        Assert.Equal(new(Seller, ContactLapse.RightsEnded), InForce(All with { HasRights = false }));
    }

    [Fact]
    [Trait("Rule", "CUS-73")]
    [Trait("Rule", "REL-31")]
    public void What_is_built_again_does_not_bring_an_old_choice_back()
    {
        var later = Chosen.AddTicks(10);

        Assert.Equal(new(Seller, ContactLapse.RelationshipEnded), InForce(All with { RelatedSince = later }));
        Assert.Equal(new(Seller, ContactLapse.PartnershipEnded), InForce(All with { PartnerSince = later }));
        Assert.False(SupportRules.Carries(later, Chosen));
        Assert.True(SupportRules.Carries(Chosen, Chosen));
        Assert.False(SupportRules.Carries(null, Chosen));
    }

    [Fact]
    [Trait("Rule", "CUS-70")]
    public void A_seller_that_left_the_customer_is_nobodys_contact_and_its_reseller_stays_one()
    {
        Assert.Equal(new(null, null), SupportRules.InForce(Seller, isSellerRelated: false, Seller, Chosen, All));
        Assert.Equal(new(Reseller, null), SupportRules.InForce(Seller, isSellerRelated: false, Reseller, Chosen, All));
        Assert.Equal(
            new(null, ContactLapse.RightsEnded),
            SupportRules.InForce(Seller, isSellerRelated: false, Reseller, Chosen, All with { HasRights = false }));
    }

    [Fact]
    [Trait("Rule", "SUP-04")]
    public void Who_cannot_be_chosen_is_told_one_reason_and_the_seller_always_can()
    {
        Assert.True(SupportRules.MayChoose(isSeller: false, All, "x").IsGranted);
        Assert.True(SupportRules.MayChoose(isSeller: true, new(null, null, false), "x").IsGranted);
        Assert.Equal(
            [SupportReasons.ContactWithoutRights.About("x")],
            SupportRules.MayChoose(isSeller: false, All with { HasRights = false }, "x").Reasons);
        foreach (var ties in new[] { All with { RelatedSince = null }, All with { PartnerSince = null, HasRights = false } })
        {
            Assert.Equal([SupportReasons.ContactNotListed], SupportRules.MayChoose(isSeller: false, ties, "x").Reasons);
        }
    }

    [Fact]
    [Trait("Rule", "MUL-26")]
    public void A_customer_adds_its_own_partners_up_to_a_limit_and_not_the_contact()
    {
        var most = SupportRules.MostSupporters;

        Assert.True(SupportRules.MayAdd(isRelated: true, isContact: false, "x", most - 1).IsGranted);
        Assert.Equal([SupportReasons.SupporterNotRelated], SupportRules.MayAdd(false, true, "x", 0).Reasons);
        Assert.Equal([SupportReasons.SupporterIsContact.About("x")], SupportRules.MayAdd(true, true, "x", 0).Reasons);
        Assert.Equal([SupportReasons.TooManySupporters.About(most)], SupportRules.MayAdd(true, false, "x", most).Reasons);
    }

    [Fact]
    [Trait("Rule", "MUL-05")]
    public void Partners_beside_the_chain_learn_nothing_of_each_other()
    {
        var (customer, one, two) = (new TenantId(Guid.NewGuid()), new TenantId(Guid.NewGuid()), new TenantId(Guid.NewGuid()));

        Assert.False(SupportRules.SeesContact(SubscriptionView.Entry, isContact: false));
        Assert.True(SupportRules.SeesContact(SubscriptionView.Entry, isContact: true));
        Assert.True(SupportRules.SeesContact(SubscriptionView.WithoutCost, isContact: false));
        Assert.True(SupportRules.SeesSupporter(TenantKind.Partner, one, customer, one));
        Assert.False(SupportRules.SeesSupporter(TenantKind.Partner, one, customer, two));
        Assert.True(SupportRules.SeesSupporter(TenantKind.Customer, customer, customer, two));
        Assert.True(SupportRules.SeesSupporter(TenantKind.Operator, one, customer, two));
    }

    [Fact]
    public void A_choice_never_counts_from_before_what_carries_it()
    {
        var ahead = Chosen.AddSeconds(3);

        Assert.Equal(Chosen, SupportRules.CountsFrom(Chosen, new(null, Chosen.AddDays(-1), true)));
        Assert.Equal(ahead, SupportRules.CountsFrom(Chosen, All with { RelatedSince = ahead }));
        Assert.Equal(ahead, SupportRules.CountsFrom(Chosen, All with { PartnerSince = ahead }));
    }

    private static ContactInForce InForce(SupportTies ties) =>
        SupportRules.InForce(Seller, isSellerRelated: true, Reseller, Chosen, ties);
}
