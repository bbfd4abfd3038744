using System.Text.Json;
using Kontor.Accounts;
using Kontor.Customers;
using Kontor.Eligibility;
using Kontor.Kernel;
using Kontor.Policy;
using Microsoft.Extensions.DependencyInjection;
using static Kontor.Tests.Eligibility.Parties;

namespace Kontor.Tests.Eligibility;

/// <summary>What a deployment switches off in a cloud, and where each switch acts.</summary>
public sealed class CloudFeatureTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("Rule", "NAT-04")]
    [Trait("Rule", "NAT-07")]
    [Trait("Rule", "K-03")]
    [Trait("Rule", "MUL-06")]
    [Trait("Rule", "MUL-25")]
    public void The_defaults_are_what_the_program_says_of_each_cloud()
    {
        var off =
            from cloud in Enum.GetValues<Cloud>()
            from feature in Enum.GetValues<CloudFeature>()
            where !ProgramPolicy.Default.Has(cloud, feature)
            select (cloud, feature);

        Assert.Equal(
            [
                (Cloud.UsGovernment, CloudFeature.FindProvider),
                (Cloud.UsGovernment, CloudFeature.SpecialQualifications),
                (Cloud.Germany, CloudFeature.NewCustomers),
            ],
            off);
    }

    [Fact]
    [Trait("Rule", "NAT-10")]
    public void The_document_names_clouds_and_features_and_survives_being_kept()
    {
        var policy = Off(Cloud.China, CloudFeature.TwoTier, CloudFeature.MultiChannel);

        var document = JsonSerializer.Serialize(policy, JsonSerializerOptions.Web);
        var read = JsonSerializer.Deserialize<ProgramPolicy>(document, JsonSerializerOptions.Web)!;
        var before = JsonSerializer.Deserialize<ProgramPolicy>("{}", JsonSerializerOptions.Web)!;

        Assert.Contains("\"China\":[\"MultiChannel\",\"TwoTier\"]", document, StringComparison.Ordinal);
        Assert.False(read.Has(Cloud.China, CloudFeature.TwoTier));
        Assert.True(read.Has(Cloud.Public, CloudFeature.TwoTier));
        Assert.False(before.Has(Cloud.Germany, CloudFeature.NewCustomers));
    }

    [Theory]
    [Trait("Rule", "NAT-10")]
    [InlineData("""{"featuresOff": null}""")]
    [InlineData("""{"featuresOff": {"China": null}}""")]
    [InlineData("""{"featuresOff": {"China": [77]}}""")]
    public void A_document_with_features_that_there_are_not_is_out_of_range(string document) =>
        Assert.Equal(
            [nameof(ProgramPolicy.FeaturesOff)],
            JsonSerializer.Deserialize<ProgramPolicy>(document, JsonSerializerOptions.Web)!.Mistakes());

    [Fact]
    [Trait("Rule", "NAT-07")]
    public void A_closed_cloud_takes_no_new_customer_and_sells_nothing_new()
    {
        var policy = Off(Cloud.Public, CloudFeature.NewCustomers);
        var served = Customer with { HasPartners = true };

        Assert.Equal(["CLOUD_CLOSED"], Sell(Direct, null, Customer, policy: policy).Codes());
        Assert.Equal(["CLOUD_CLOSED"], Sell(Direct, null, served, Related((Direct, served)), policy).Codes());
        Assert.Equal(["CLOUD_CLOSED"], Manage(Direct, Customer, policy: policy).Codes());
        Assert.Empty(Manage(Direct, served, policy: policy).Codes());
        Assert.Empty(Partner(Provider, Reseller, policy: policy).Codes());
        Assert.Empty(Sell(Direct, null, Customer, policy: policy).Steps);
        Assert.Equal(
            ["CLOUD_CLOSED"],
            Sell(Direct with { Cloud = Cloud.Germany }, null, Customer with { Cloud = Cloud.Germany }).Codes());
    }

    [Fact]
    [Trait("Rule", "NAT-10")]
    [Trait("Rule", "K-03")]
    public void Without_two_tiers_only_direct_partners_sell()
    {
        var policy = Off(Cloud.Public, CloudFeature.TwoTier);

        Assert.Equal(["TWO_TIER_OFF"], Sell(Reseller, Provider, Customer, policy: policy).Codes());
        Assert.Equal(["TWO_TIER_OFF"], Partner(Provider, Reseller, policy: policy).Codes());
        Assert.Empty(Sell(Direct, null, Customer, policy: policy).Codes());
    }

    [Fact]
    [Trait("Rule", "NAT-10")]
    [Trait("Rule", "MUL-06")]
    public void Without_multi_partner_a_customer_that_has_a_partner_takes_no_other()
    {
        var policy = Off(Cloud.Public, CloudFeature.MultiPartner);
        var served = Customer with { HasPartners = true };

        Assert.Equal(["MULTI_PARTNER_OFF"], Sell(Direct, null, served, policy: policy).Codes());
        Assert.Empty(Sell(Direct, null, served, Related((Direct, served)), policy).Codes());
        Assert.Empty(Sell(Direct, null, Customer, policy: policy).Codes());
        Assert.Empty(Manage(Direct, served, policy: policy).Codes());
    }

    [Fact]
    [Trait("Rule", "NAT-10")]
    [Trait("Rule", "MUL-25")]
    public void Without_multi_channel_nobody_manages_who_does_not_sell()
    {
        var policy = Off(Cloud.Public, CloudFeature.MultiChannel);

        Assert.Equal(["MULTI_CHANNEL_OFF"], Manage(Reseller, Customer, policy: policy).Codes());
        Assert.Empty(Manage(Reseller, Customer, Related((Reseller, Customer)), policy).Codes());
        Assert.Empty(Sell(Direct, null, Customer, policy: policy).Codes());
    }

    [Fact]
    [Trait("Rule", "NAT-10")]
    [Trait("Rule", "MUL-03")]
    public void Without_requests_only_a_customer_without_tenant_is_new()
    {
        var policy = Off(Cloud.Public, CloudFeature.RelationshipRequest);
        var made = Customer with { TenantId = new TenantId(Guid.Empty) };

        Assert.Equal(["RELATIONSHIP_REQUEST_OFF"], Sell(Direct, null, Customer, policy: policy).Codes());
        Assert.Equal(["RELATIONSHIP_REQUEST_OFF"], Manage(Direct, Customer, policy: policy).Codes());
        Assert.Empty(Sell(Direct, null, Customer, Related((Direct, Customer)), policy).Codes());
        Assert.Empty(Sell(Direct, null, made, policy: policy, customer: new() { IsNew = true }).Codes());
    }

    [Fact]
    [Trait("Rule", "NAT-10")]
    public void A_switch_acts_in_its_own_cloud_only()
    {
        var policy = ProgramPolicy.Default with
        {
            FeaturesOff = ProgramPolicy.Default.FeaturesOff.SetItem(Cloud.China, [.. Enum.GetValues<CloudFeature>()]),
        };

        Assert.Empty(Sell(Reseller, Provider, Customer, policy: policy).Codes());
        Assert.Equal(
            ["CLOUD_CLOSED", "RELATIONSHIP_REQUEST_OFF"],
            Sell(Direct with { Cloud = Cloud.China }, null, Customer with { Cloud = Cloud.China }, policy: policy).Codes());
    }

    [Theory]
    [Trait("Rule", "NAT-10")]
    [Trait("Rule", "SCN-10")]
    [InlineData(CloudFeature.TwoTier, "TWO_TIER_OFF")]
    [InlineData(CloudFeature.RelationshipRequest, "RELATIONSHIP_REQUEST_OFF")]
    public async Task What_was_switched_off_meanwhile_is_neither_asked_nor_accepted(CloudFeature feature, string code)
    {
        await using var world = await World.Create();
        var vendor = await world.Vendor();
        var (provider, reseller, customer) = await world.ConnectedTrio();
        var invitation = await world.InvitesJointly(reseller, provider, customer);
        await Switch(world, vendor, Off(Cloud.Public, feature));

        var accepted = await world.AcceptsPartners(customer.GlobalAdmin, World.TokenIn(invitation));
        var asked = await world.Does((InviteCustomer use) => use.Handle(
            reseller.GlobalAdmin, new CustomerWish(new(null, "en", null, null, Send: false), provider.Id), Cancel));

        Assert.Equal([code], Codes(accepted.Decision));
        Assert.Equal([code], Codes(asked.Decision));
    }

    [Fact]
    [Trait("Rule", "NAT-10")]
    [Trait("Rule", "REL-32")]
    public async Task Without_two_tiers_no_partnership_is_asked_for_or_begun_and_nothing_is_ordered_for_a_reseller()
    {
        await using var world = await World.Create();
        var vendor = await world.Vendor();
        var chain = await world.TradingChain();
        await world.Seat();
        var fresh = await world.Reseller();
        var invitation = await world.AsksForPartnership(chain.Provider, fresh);
        await Switch(world, vendor, Off(Cloud.Public, CloudFeature.TwoTier));

        var accepted = await world.Accepts(fresh.GlobalAdmin, invitation);
        var asked = await world.Does((Kontor.Partnerships.RequestPartnership use) =>
            use.May(chain.Provider.GlobalAdmin, Cancel));
        var ordered = await world.Orders(chain);

        Assert.Equal(["TWO_TIER_OFF"], Codes(accepted.Decision));
        Assert.Equal(["TWO_TIER_OFF"], Codes(asked));
        Assert.Equal(["TWO_TIER_OFF"], Codes(ordered.Result!.Decision));
    }

    [Fact]
    [Trait("Rule", "NAT-07")]
    public async Task In_the_cloud_of_Germany_nobody_begins_and_who_has_begun_takes_another_partner()
    {
        await using var world = await World.Create();
        var partner = await world.DirectPartner(cloud: Cloud.Germany);
        var (fresh, served) = (await world.Customer(cloud: Cloud.Germany), await world.Customer(cloud: Cloud.Germany));
        await world.Relationship(
            await world.DirectPartner(cloud: Cloud.Germany), served, RelationshipKind.Reseller, withRights: true);

        var refused = await Accepts(fresh);
        var granted = await Accepts(served);

        Assert.Equal([EligibilityReasons.CloudClosed.About(Cloud.Germany)], refused.Decision.Reasons);
        Assert.True(granted.Decision.IsGranted);

        async Task<Result<AcceptedRelationships>> Accepts(Participant customer) => await world.AcceptsPartners(
            customer.GlobalAdmin, World.TokenIn(await world.InvitesAlone(partner, customer)));
    }

    [Fact]
    [Trait("Rule", "NAT-04")]
    [Trait("Rule", "CUS-65")]
    public async Task A_customer_of_the_us_government_cloud_has_no_special_qualification_until_that_is_switched_on()
    {
        await using var world = await World.Create();
        var vendor = await world.Vendor();
        var partner = await world.DirectPartner("US", cloud: Cloud.UsGovernment);
        var wanted = World.Wanted("school", "US") with { Qualifications = Qualifications.Education };

        var refused = await world.MakesCustomer(partner.GlobalAdmin, wanted);
        await Switch(world, vendor, Off(Cloud.UsGovernment));
        var made = await world.MakesCustomer(partner.GlobalAdmin, wanted);

        Assert.Contains(NewCustomerReasons.QualificationsOff, refused.Decision.Reasons);
        Assert.DoesNotContain(NewCustomerReasons.QualificationsOff, made.Decision.Reasons);
    }

    [Theory]
    [Trait("Rule", "NAT-10")]
    [InlineData("sell")]
    [InlineData("manage")]
    public async Task A_customer_of_another_cloud_is_refused_with_a_way_out(string action)
    {
        await using var world = await World.Create();
        await world.Vendor();
        var direct = await world.DirectPartner();
        var customer = await world.Customer(cloud: Cloud.China);

        var answer = await world.Does((AskEligibility ask) => ask.Handle(
            direct.GlobalAdmin,
            new(EligibilityQuestionBody.ActionOf(action)!.Value, direct.Id, customer.Id),
            Cancel));

        var reason = Assert.Single(answer.ValueOrNull!.Decision.Reasons);
        Assert.Equal("CLOUD_MISMATCH", reason.Code);
        Assert.NotEmpty(ReasonTexts.WaysOut(reason));
    }

    private static ProgramPolicy Off(Cloud cloud, params CloudFeature[] features) => ProgramPolicy.Default with
    {
        FeaturesOff = ProgramPolicy.Default.FeaturesOff.SetItem(cloud, [.. features]),
    };

    private static async Task Switch(World world, Participant vendor, ProgramPolicy policy)
    {
        var current = world.Services.GetRequiredService<CurrentPolicy>();
        var changed = await world.Does((ChangePolicy use) =>
            use.Handle(vendor.As(Role.ProgramOperator), policy, 0, Cancel));
        Assert.True(changed.Decision.IsGranted);
        Assert.Equal(policy.FeaturesOff.Count, current.Value.FeaturesOff.Count);
    }

    private static string[] Codes(Decision decision) => [.. decision.Reasons.Select(reason => reason.Code)];
}
