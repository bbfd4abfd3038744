using Kontor.Enrolment;
using Kontor.Kernel;
using Kontor.Orders;
using Kontor.Tests.Eligibility;
using static Kontor.Tests.Orders.SampleChange;

namespace Kontor.Tests.Orders;

/// <summary>Who may change what of a subscription: by side, by standing, by what binds the parties.</summary>
public sealed class ChangeSideTests
{
    [Theory]
    [Trait("Rule", "CAT-20")]
    [Trait("Rule", "CAT-21")]
    [Trait("Rule", "CAT-74")]
    [Trait("Rule", "MUL-04")]
    [Trait("Rule", "MUL-05")]
    [InlineData("rename", null, null)]
    [InlineData("renewal", null, null)]
    [InlineData("reduce", null, null)]
    [InlineData("suspend", null, null)]
    [InlineData("add", null, "SUBSCRIPTION_PROVIDER_ORDERS")]
    [InlineData("reactivate", null, "SUBSCRIPTION_PROVIDER_ORDERS")]
    [InlineData("record", null, "SUBSCRIPTION_PROVIDER_ORDERS")]
    public void Each_side_may_what_is_its_own(string wish, string? seller, string? reseller)
    {
        var held = wish == "reactivate" ? Suspended() : Held();

        Assert.Equal(Only(seller), Codes(Facts(held), Wishes[wish]));
        Assert.Equal(Only(reseller), Codes(Facts(held) with { Side = ChangeSide.Reseller }, Wishes[wish]));
        Assert.Equal(["SUBSCRIPTION_SOLD_BY_ANOTHER"], Codes(Facts(held) with { Side = ChangeSide.OtherPartner }, Wishes[wish]));
        Assert.Equal(["SUBSCRIPTION_CHANGED_BY_SELLER"], Codes(Facts(held) with { Side = ChangeSide.Onlooker }, Wishes[wish]));
    }

    [Fact]
    [Trait("Rule", "MUL-04")]
    [Trait("Rule", "MUL-05")]
    public void Whoever_is_not_in_the_chain_has_no_part_in_it()
    {
        var held = Held();

        Assert.Equal(ChangeSide.Seller, ChangeRules.SideOf(held.PartnerId, TenantKind.Partner, held));
        Assert.Equal(ChangeSide.Reseller, ChangeRules.SideOf(held.ResellerId!.Value, TenantKind.Partner, held));
        Assert.Equal(ChangeSide.OtherPartner, ChangeRules.SideOf(Parties.OtherReseller.TenantId, TenantKind.Partner, held));
        Assert.Equal(ChangeSide.Onlooker, ChangeRules.SideOf(held.CustomerId, TenantKind.Customer, held));
        Assert.Equal(ChangeSide.Onlooker, ChangeRules.SideOf(Parties.Vendor, TenantKind.Operator, held));
    }

    [Theory]
    [Trait("Rule", "ENR-46")]
    [InlineData("rename", null)]
    [InlineData("renewal", null)]
    [InlineData("add", null)]
    [InlineData("reduce", null)]
    [InlineData("suspend", null)]
    [InlineData("reactivate", "PARTNER_RESTRICTED")]
    public void A_restricted_direct_partner_goes_on_with_what_it_has_sold(string wish, string? refused)
    {
        var direct = Parties.Direct with { Enrolments = new(null, null, EnrolmentState.Restricted) };

        Assert.Equal(Only(refused), Codes(Sold(direct, wish), Wishes[wish]));
    }

    [Theory]
    [Trait("Rule", "ENR-61")]
    [InlineData("rename", null)]
    [InlineData("renewal", null)]
    [InlineData("add", "PARTNER_SUSPENDED")]
    [InlineData("reduce", null)]
    [InlineData("suspend", null)]
    [InlineData("reactivate", "PARTNER_SUSPENDED")]
    public void A_suspended_partner_manages_what_it_has_sold_and_sells_no_more_of_it(string wish, string? refused)
    {
        var direct = Parties.Direct with { Enrolments = new(null, null, EnrolmentState.Suspended) };
        var provider = Parties.Provider with { Enrolments = new(EnrolmentState.Suspended, null, null) };

        Assert.Equal(Only(refused), Codes(Sold(direct, wish), Wishes[wish]));
        Assert.Equal(Only(refused), Codes(Sold(provider, wish), Wishes[wish]));
    }

    [Theory]
    [Trait("Rule", "AGR-05")]
    [InlineData("rename", null)]
    [InlineData("reduce", null)]
    [InlineData("suspend", null)]
    [InlineData("add", "PARTNER_AGREEMENT_MISSING")]
    [InlineData("reactivate", "PARTNER_AGREEMENT_MISSING")]
    public void Without_a_signature_what_exists_goes_on_and_grows_by_nothing(string wish, string? refused) =>
        Assert.Equal(Only(refused), Codes(Sold(Parties.Provider with { HasSignedInRegion = false }, wish), Wishes[wish]));

    [Theory]
    [Trait("Rule", "CUS-01")]
    [Trait("Rule", "REL-54")]
    [InlineData("rename")]
    [InlineData("reduce")]
    [InlineData("suspend")]
    public void Nothing_is_changed_without_the_customer_nor_by_a_reseller_without_the_provider(string wish)
    {
        Assert.Equal(["RELATIONSHIP_MISSING"], Codes(Facts() with { IsRelated = false }, Wishes[wish]));
        Assert.Equal(
            ["RELATIONSHIP_MISSING"], Codes(Facts() with { Side = ChangeSide.Reseller, IsRelated = false }, Wishes[wish]));
        Assert.Equal(
            ["PARTNERSHIP_MISSING"], Codes(Facts() with { Side = ChangeSide.Reseller, IsPartner = false }, Wishes[wish]));
    }
}
