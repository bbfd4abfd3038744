using Kontor.Customers;
using Kontor.Eligibility;
using Kontor.Enrolment;
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
        await using var trade = await StoredTrade.Create();
        var sale = new EligibilityQuestion(Sell, trade.Reseller, trade.Customer, trade.Provider);

        var before = await trade.Answers(sale);
        await trade.HasPartnership(trade.Provider, trade.Reseller);
        await trade.HasRelationship(trade.Provider, trade.Customer, RelationshipKind.IndirectProvider);
        await trade.HasRelationship(trade.Reseller, trade.Customer, RelationshipKind.IndirectReseller);
        await trade.HasAcceptedAgreement(trade.Customer);
        var after = await trade.Answers(sale);

        Assert.Empty(before.Codes());
        Assert.Equal([trade.Vendor, trade.Provider, trade.Reseller, trade.Customer], before.Chain);
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
        await using var trade = await StoredTrade.Create();
        var sale = new EligibilityQuestion(Sell, trade.Direct, trade.Customer);
        await trade.HasRelationship(trade.Direct, trade.Customer);
        await trade.HasRelationship(trade.Reseller, trade.Customer, RelationshipKind.IndirectReseller, isEnded: true);
        await trade.HasRelationship(trade.Provider, trade.Customer, RelationshipKind.Advisor);

        var alone = await trade.Answers(sale);
        await trade.HasRelationship(trade.Provider, trade.Customer, RelationshipKind.IndirectProvider);
        var shared = await trade.Answers(sale);

        Assert.Equal(["CHAIN_OK"], alone.Notes);
        Assert.Equal(["CHAIN_OK", "MULTI_PARTNER_OK"], shared.Notes);
    }

    [Fact]
    [Trait("Rule", "SCN-05")]
    [Trait("Rule", "ACC-47")]
    public async Task Organisations_are_compared_and_so_are_their_control_groups()
    {
        await using var trade = await StoredTrade.Create();
        var own = await trade.HasTenant("own", TenantKind.Customer, ofOrganisationOf: trade.Direct);
        var group = Guid.CreateVersion7();
        var affiliate = await trade.HasTenant("affiliate", TenantKind.Customer, controlGroup: group);
        var seller = await trade.HasTenant("seller", TenantKind.Partner, controlGroup: group);

        Assert.Equal(["SELF_SALE"], (await trade.Answers(new(Sell, trade.Direct, own))).Codes());
        Assert.Contains("AFFILIATE_SALE", (await trade.Answers(new(Sell, seller, affiliate))).Codes());
        Assert.Empty((await trade.Answers(new(Sell, trade.Direct, affiliate))).Codes());
    }

    [Fact]
    [Trait("Rule", "SCN-06")]
    [Trait("Rule", "SCN-12")]
    public async Task Ended_partnerships_and_relationships_block_nothing()
    {
        await using var trade = await StoredTrade.Create();
        await trade.HasRelationship(trade.Provider, trade.Reseller, isEnded: true);
        Assert.Empty((await trade.Answers(new(Partner, trade.Provider, trade.Reseller))).Codes());

        await trade.HasRelationship(trade.Provider, trade.Reseller);
        Assert.Equal(
            ["RESELLER_OF_THIS_PROVIDER"],
            (await trade.Answers(new(Partner, trade.Provider, trade.Reseller))).Codes());
    }

    [Fact]
    [Trait("Rule", "SCN-07")]
    [Trait("Rule", "SCN-08")]
    [Trait("Rule", "REL-41")]
    public async Task Regions_come_from_the_markets_of_the_tenants()
    {
        await using var trade = await StoredTrade.Create();
        var french = await trade.HasPartner("french", PartnerType.Reseller, "FR");
        var american = await trade.HasPartner("american", PartnerType.Reseller, "US");
        var customer = await trade.HasTenant("buyer", TenantKind.Customer, "US");

        Assert.Empty((await trade.Answers(new(Partner, trade.Provider, french))).Codes());
        Assert.Equal(
            ["PARTNER_REGION_MISMATCH"], (await trade.Answers(new(Partner, trade.Provider, american))).Codes());
        Assert.Equal(["CUSTOMER_REGION_MISMATCH"], (await trade.Answers(new(Sell, trade.Direct, customer))).Codes());
    }

    [Fact]
    [Trait("Rule", "AGR-03")]
    [Trait("Rule", "AGR-06")]
    public async Task A_signature_counts_for_every_tenant_of_the_organisation_in_its_region_only()
    {
        await using var trade = await StoredTrade.Create();
        var unsigned = await trade.HasPartner("unsigned", PartnerType.Reseller, hasSigned: false);

        var answer = await trade.Answers(new(Sell, unsigned, trade.Customer, trade.Provider));

        Assert.Equal(["AGREEMENT_MISSING"], answer.Codes());
        var facts = (PartyFacts)trade.Services.GetService(typeof(PartyFacts))!;
        var sibling = await trade.HasTenant("sibling", TenantKind.Partner, "FR", ofOrganisationOf: trade.Reseller);
        var overseas = await trade.HasTenant("overseas", TenantKind.Partner, "US", ofOrganisationOf: trade.Reseller);
        Assert.True((await facts.Of(sibling, CancellationToken.None)).HasSignedInRegion);
        Assert.False((await facts.Of(overseas, CancellationToken.None)).HasSignedInRegion);
    }

    [Fact]
    public async Task Only_the_tenants_named_and_operators_get_an_answer()
    {
        await using var trade = await StoredTrade.Create();
        var question = new EligibilityQuestion(Sell, trade.Reseller, trade.Customer, trade.Provider);
        var stranger = await trade.HasPartner("stranger", PartnerType.Reseller);

        Assert.NotNull(await AskedBy(StoredTrade.ActorOf(trade.Reseller)));
        Assert.NotNull(await AskedBy(StoredTrade.ActorOf(trade.Provider)));
        Assert.NotNull(await AskedBy(StoredTrade.ActorOf(trade.Customer, TenantKind.Customer)));
        Assert.NotNull(await AskedBy(StoredTrade.ActorOf(trade.Vendor, TenantKind.Operator)));
        Assert.Null(await AskedBy(StoredTrade.ActorOf(stranger)));
        Assert.Null(await AskedBy(StoredTrade.ActorOf(trade.Direct)));

        async Task<EligibilityAnswer?> AskedBy(Actor actor) =>
            (await trade.Ask.Handle(actor, question, CancellationToken.None)).ValueOrNull;
    }

    [Fact]
    public async Task A_foreign_question_and_an_unknown_tenant_are_answered_alike()
    {
        await using var trade = await StoredTrade.Create();
        var unknown = new TenantId(Guid.CreateVersion7());

        var foreign = await trade.Ask.Handle(
            StoredTrade.ActorOf(trade.Direct), new(Sell, trade.Reseller, trade.Customer), CancellationToken.None);
        var missing = await trade.Ask.Handle(
            StoredTrade.ActorOf(trade.Direct), new(Sell, trade.Direct, unknown), CancellationToken.None);

        Assert.Equal([QuestionReasons.TenantNotFound], foreign.Decision.Reasons);
        Assert.Equal(foreign.Decision, missing.Decision);
    }
}
