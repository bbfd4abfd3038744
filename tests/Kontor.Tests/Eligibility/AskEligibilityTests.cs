using Kontor.Catalog;
using Kontor.Customers;
using Kontor.Eligibility;
using Kontor.Kernel;
using static Kontor.Eligibility.EligibilityAction;

namespace Kontor.Tests.Eligibility;

/// <summary>The questions over stored facts, and who may put them.</summary>
public sealed class AskEligibilityTests
{
    [Fact]
    [Trait("Rule", "SCN-01")]
    [Trait("Rule", "AGR-20")]
    public async Task A_two_tier_sale_shows_its_steps_until_they_are_done()
    {
        await using var trade = await Trade.Create();

        var before = await trade.MaySell(trade.Reseller, trade.Customer, via: trade.Provider);
        await trade.World.Partnership(trade.Provider, trade.Reseller);
        await trade.World.SharedCustomer(trade.Provider, trade.Reseller, trade.Customer);
        await trade.World.AcceptedAgreement(trade.Customer);
        var after = await trade.MaySell(trade.Reseller, trade.Customer, via: trade.Provider);

        Assert.Empty(before.Codes());
        Assert.Equal([trade.Vendor.Id, trade.Provider.Id, trade.Reseller.Id, trade.Customer.Id], before.Chain);
        Assert.Equal(
            ["ASK_FOR_PARTNERSHIP", "INVITE_CUSTOMER_JOINTLY", "ACCEPT_CUSTOMER_AGREEMENT"], before.StepCodes());
        Assert.True(after.IsGranted);
        Assert.Empty(after.StepCodes());
        Assert.Equal(["CHAIN_OK"], after.Notes);
    }

    [Fact]
    [Trait("Rule", "SCN-02")]
    public async Task Only_active_relationships_with_partners_outside_the_chain_are_other_partners()
    {
        await using var trade = await Trade.Create();
        await trade.World.Relationship(trade.Direct, trade.Customer, RelationshipKind.Reseller);
        await trade.World.Relationship(trade.Provider, trade.Customer, RelationshipKind.Advisor);
        var former = await trade.World.Relationship(trade.Reseller, trade.Customer, RelationshipKind.IndirectReseller);
        await trade.World.Ended(former);

        var alone = await trade.MaySell(trade.Direct, trade.Customer);
        await trade.World.Relationship(trade.Provider, trade.Customer, RelationshipKind.IndirectProvider);
        var shared = await trade.MaySell(trade.Direct, trade.Customer);

        Assert.Equal(["CHAIN_OK"], alone.Notes);
        Assert.Equal(["CHAIN_OK", "MULTI_PARTNER_OK"], shared.Notes);
    }

    [Fact]
    [Trait("Rule", "SCN-05")]
    [Trait("Rule", "ACC-47")]
    public async Task Organisations_are_compared_and_so_are_their_control_groups()
    {
        await using var trade = await Trade.Create();
        var own = await trade.World.Customer(ofSame: trade.Direct);
        var affiliate = await trade.World.Customer(affiliateOf: trade.Direct);

        Assert.Equal(["SELF_SALE"], (await trade.MaySell(trade.Direct, own)).Codes());
        Assert.Equal(["AFFILIATE_SALE"], (await trade.MaySell(trade.Direct, affiliate)).Codes());
        Assert.Empty((await trade.MaySell(trade.Reseller, affiliate, via: trade.Provider)).Codes());
    }

    [Fact]
    [Trait("Rule", "SCN-06")]
    [Trait("Rule", "SCN-12")]
    public async Task Ended_partnerships_and_relationships_block_nothing()
    {
        await using var trade = await Trade.Create();
        await trade.World.Ended(await trade.World.Partnership(trade.Provider, trade.Reseller));
        await trade.World.Ended(
            await trade.World.Relationship(trade.Provider, trade.Reseller, RelationshipKind.IndirectProvider));

        var after = await trade.MayPartner(trade.Provider, trade.Reseller);
        var customer = await trade.World.Reseller();
        await trade.World.Relationship(trade.Provider, customer, RelationshipKind.IndirectProvider);

        Assert.Empty(after.Codes());
        Assert.Equal(["ASK_FOR_PARTNERSHIP"], after.StepCodes());
        Assert.Equal(["RESELLER_OF_THIS_PROVIDER"], (await trade.MayPartner(trade.Provider, customer)).Codes());
    }

    [Fact]
    [Trait("Rule", "SCN-07")]
    [Trait("Rule", "SCN-08")]
    [Trait("Rule", "REL-41")]
    public async Task Regions_come_from_the_markets_of_the_tenants()
    {
        await using var trade = await Trade.Create();

        var french = await trade.MayPartner(trade.Provider, await trade.World.Reseller("FR"));
        var american = await trade.MayPartner(trade.Provider, await trade.World.Reseller("US"));
        var sale = await trade.MaySell(trade.Direct, await trade.World.Customer("US"));

        Assert.Empty(french.Codes());
        Assert.Equal(["PARTNER_REGION_MISMATCH"], american.Codes());
        Assert.Equal(["CUSTOMER_REGION_MISMATCH"], sale.Codes());
    }

    [Fact]
    [Trait("Rule", "AGR-03")]
    [Trait("Rule", "AGR-06")]
    public async Task A_signature_counts_for_every_tenant_of_the_organisation_in_its_region_only()
    {
        await using var trade = await Trade.Create();
        var unsigned = await trade.World.Reseller(hasSigned: false);
        var sibling = await trade.World.Reseller("FR", ofSame: trade.Reseller);
        var overseas = await trade.World.Reseller("US", ofSame: trade.Reseller);

        var refused = await trade.MaySell(unsigned, trade.Customer, via: trade.Provider);
        var facts = await trade.World.Does((PartyFacts parties) =>
            parties.Load([sibling.Id, overseas.Id], CancellationToken.None));

        Assert.Equal(["AGREEMENT_MISSING"], refused.Codes());
        Assert.True(facts[sibling.Id].HasSignedInRegion);
        Assert.False(facts[overseas.Id].HasSignedInRegion);
    }

    [Fact]
    [Trait("Rule", "CAT-04")]
    public async Task A_product_is_looked_for_in_the_countries_of_partner_and_customer()
    {
        await using var trade = await Trade.Create();
        var item = await trade.World.Seat("OFFICE", "DE");
        var french = await trade.World.Customer("FR");

        Assert.Empty((await Sold("OFFICE", trade.Customer)).Reasons);
        Assert.Empty((await Sold(item, trade.Customer)).Reasons);
        Assert.Equal([CatalogReasons.NotInCustomerCountry.About("Office suite", "FR")], (await Sold(item, french)).Reasons);
        Assert.Equal([CatalogReasons.UnknownProduct.About("office")], (await Sold("office", trade.Customer)).Reasons);

        async Task<Decision> Sold(string product, Participant buyer)
        {
            var result = await trade.World.Does((AskEligibility ask) => ask.Handle(
                trade.Direct.GlobalAdmin, new(Sell, trade.Direct.Id, buyer.Id, null, product), CancellationToken.None));
            return result.ValueOrNull?.Decision ?? result.Decision;
        }
    }

    [Fact]
    public async Task Only_the_tenants_named_and_operators_get_an_answer()
    {
        await using var trade = await Trade.Create();
        var question = new EligibilityQuestion(Sell, trade.Reseller.Id, trade.Customer.Id, trade.Provider.Id);

        Assert.NotNull(await AskedBy(trade.Reseller));
        Assert.NotNull(await AskedBy(trade.Provider));
        Assert.NotNull(await AskedBy(trade.Customer));
        Assert.NotNull(await AskedBy(trade.Vendor));
        Assert.Null(await AskedBy(trade.Direct));
        Assert.Null(await AskedBy(await trade.World.Customer()));

        async Task<EligibilityAnswer?> AskedBy(Participant asker) => (await trade.World.Does((AskEligibility ask) =>
            ask.Handle(asker.GlobalAdmin, question, CancellationToken.None))).ValueOrNull;
    }

    [Fact]
    public async Task A_foreign_question_and_an_unknown_tenant_are_answered_alike()
    {
        await using var trade = await Trade.Create();

        var foreign = await Ask(new(Sell, trade.Reseller.Id, trade.Customer.Id));
        var missing = await Ask(new(Sell, trade.Direct.Id, new(Guid.CreateVersion7())));

        Assert.Equal([QuestionReasons.TenantNotFound], foreign.Reasons);
        Assert.Equal(foreign, missing);

        async Task<Decision> Ask(EligibilityQuestion question) => (await trade.World.Does((AskEligibility ask) =>
            ask.Handle(trade.Direct.GlobalAdmin, question, CancellationToken.None))).Decision;
    }
}
