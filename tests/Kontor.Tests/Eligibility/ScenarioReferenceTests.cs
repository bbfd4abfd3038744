using FsCheck;
using FsCheck.Fluent;
using Kontor.Accounts;
using Kontor.Eligibility;
using Kontor.Kernel;
using static Kontor.Eligibility.EligibilityAction;

namespace Kontor.Tests.Eligibility;

/// <summary>The product's rules against <see cref="ScenarioReference"/>, in random worlds.</summary>
public sealed class ScenarioReferenceTests
{
    private const int Worlds = 20_000;

    /// <summary>Each situation must come up this often in each outcome, or the comparison says little about it.</summary>
    private const int Enough = 20;

    [Theory]
    [Trait("Rule", "SCN-01")]
    [Trait("Rule", "SCN-02")]
    [Trait("Rule", "SCN-03")]
    [Trait("Rule", "SCN-04")]
    [Trait("Rule", "SCN-05")]
    [Trait("Rule", "SCN-06")]
    [Trait("Rule", "SCN-07")]
    [Trait("Rule", "SCN-08")]
    [Trait("Rule", "SCN-12")]
    [Trait("Rule", "SCN-13")]
    [InlineData(Sell)]
    [InlineData(Partner)]
    [InlineData(Manage)]
    public void The_answer_is_the_tables_whatever_the_world(EligibilityAction action) =>
        Prop.ForAll(PlainWorlds.Question.Where(q => q.Action == action).ToArbitrary(), question =>
        {
            var answer = question.Answered();
            Assert.Equal(ScenarioReference.Against(question), answer.Codes());
            Assert.Equal(ScenarioReference.For(question), answer.Notes);
            Assert.Equal(ScenarioReference.Against(question).Count == 0, answer.IsGranted);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(5_000));

    /// <summary>Every scenario with a situation in which it is allowed, and one in which it is not.</summary>
    private static readonly (string What, Func<PlainQuestion, IReadOnlyList<string>, bool> Is)[] Situations =
    [
        ("SCN-01 direct, granted", (q, codes) => q is { Action: Sell, Via: null } && codes.Count == 0),
        ("SCN-01 two-tier, granted", (q, codes) => q is { Action: Sell, Via: not null } && codes.Count == 0),
        ("SCN-01 refused", (q, codes) => q.Action == Sell && codes.Contains("CHAIN_UNSUPPORTED")),
        ("SCN-02 granted", (q, codes) => q.Action == Sell && q.HasOtherPartners() && codes.Count == 0),
        ("SCN-02 refused for another reason", (q, codes) => q.Action == Sell && q.HasOtherPartners() && codes.Count > 0),
        ("SCN-03 granted", (q, codes) => q.Action == Manage && codes.Count == 0),
        ("SCN-03 granted beside others", (q, codes) => q.Action == Manage && q.HasOtherPartners() && codes.Count == 0),
        ("SCN-03 refused", (q, codes) => q.Action == Manage && codes.Count > 0),
        ("SCN-04 granted, own use in a customer tenant", (q, codes) =>
            q.Action == Sell && q.Buyer.Kind == TenantKind.Customer && codes.Count == 0
            && q.World.Tenants.Any(t => t.Kind == TenantKind.Partner && t.Organization == q.Buyer.Organization)),
        ("SCN-04 refused", (q, codes) => q.Action == Sell && codes is ["BUYER_IS_PARTNER_TENANT", ..]),
        ("SCN-04 lifted by policy", (q, codes) =>
            q.Action == Sell && q.Buyer.Kind == TenantKind.Partner && codes.Count == 0),
        ("SCN-05 refused, itself", (q, codes) => codes is ["SELF_SALE", ..]),
        ("SCN-05 refused, affiliate", (q, codes) => codes is ["AFFILIATE_SALE", ..]),
        ("SCN-05 refused, affiliate of an affiliate", (q, codes) => codes.Contains("AFFILIATE_SALE")
            && q.Sellers.All(s => !q.World.CommonControl.Contains((s.Organization, q.Buyer.Organization))
                && !q.World.CommonControl.Contains((q.Buyer.Organization, s.Organization)))),
        ("SCN-05 granted to an affiliate of others", (q, codes) =>
            q.Action == Sell && codes.Count == 0
            && q.World.CommonControl.Any(pair => pair.One == q.Buyer.Organization || pair.Other == q.Buyer.Organization)),
        ("SCN-06 refused", (q, codes) => q.Action == Sell && codes.Contains("RESELLER_OF_THIS_PROVIDER")),
        ("SCN-06 refused for the provider behind the seller", (q, codes) =>
            q.Via is not null && q.World.Partnerships.Contains((q.Via.Number, q.Buyer.Number))),
        ("SCN-06 granted in another tenant", (q, codes) =>
            q.Action == Sell && codes.Count == 0
            && q.World.Partnerships.Any(tie => q.Sellers.Any(s => s.Number == tie.Provider)
                && q.World.Tenants.Any(t => t.Number == tie.Reseller && t.Organization == q.Buyer.Organization))),
        ("SCN-07 refused", (q, codes) => codes is ["CUSTOMER_REGION_MISMATCH", ..]),
        ("SCN-07 granted, the seller being at home elsewhere too", (q, codes) =>
            q.Action == Sell && codes.Count == 0
            && q.World.Tenants.Any(t => t.Organization == q.Seller.Organization && t.Region != q.Seller.Region)),
        ("SCN-08 refused", (q, codes) => q.Action == Partner && codes is ["PARTNER_REGION_MISMATCH", ..]),
        ("SCN-08 granted", (q, codes) => q.Action == Partner && codes.Count == 0),
        ("SCN-12 refused", (q, codes) => q.Action == Partner && codes is ["RESELLER_OF_THIS_PROVIDER", ..]),
        ("SCN-12 granted, a customer of another provider", (q, codes) =>
            q.Action == Partner && codes.Count == 0 && q.World.Customers.Any(tie => tie.Customer == q.Buyer.Number)),
        ("ACC-27 granted", (q, codes) => q.Buyer.Kind == TenantKind.SharedServices && codes.Count == 0),
        ("ACC-27 refused", (q, codes) => codes.Contains("SHARED_SERVICES_OF_OTHER")),
        ("ENR-46 refused", (q, codes) => codes.Contains("PARTNER_RESTRICTED")),
        ("ENR-61 refused", (q, codes) => codes.Contains("PARTNER_SUSPENDED")),
        ("NAT-10 refused", (q, codes) => codes.Contains("CLOUD_MISMATCH")),
        ("NAT-10 granted in a national cloud", (q, codes) => codes.Count == 0 && q.Buyer.Cloud != Cloud.Public),
        ("NAT-07 refused", (q, codes) => codes.Contains("CLOUD_CLOSED")),
        ("NAT-10 refused, two tiers", (q, codes) => codes.Contains("TWO_TIER_OFF")),
        ("NAT-10 refused, second partner", (q, codes) => codes.Contains("MULTI_PARTNER_OFF")),
        ("NAT-10 refused, managing alone", (q, codes) => codes.Contains("MULTI_CHANNEL_OFF")),
        ("NAT-10 refused, request", (q, codes) => codes.Contains("RELATIONSHIP_REQUEST_OFF")),
        ("REG-07 refused", (q, codes) => codes.Contains("COUNTRY_UNSUPPORTED")),
        ("REL-43 refused", (q, codes) => codes.Contains("OWN_PROVIDER")),
        ("K-24 refused", (q, codes) => codes.Contains("RESELLER_REQUIRED")),
        ("ACC-05 refused", (q, codes) => codes.Contains("PROVIDER_REQUIRED")),
        ("REL-44 granted unsigned", (q, codes) => q.Action == Partner && codes.Count == 0
            && !q.World.Signatures.Any(s => s.Organization == q.Buyer.Organization && s.Region == q.Buyer.Region)),
    ];

    [Fact]
    public void The_worlds_hold_every_scenario_in_both_outcomes()
    {
        var counts = Situations.ToDictionary(situation => situation.What, _ => 0);
        foreach (var question in PlainWorlds.Question.Sample(Worlds))
        {
            var codes = ScenarioReference.Against(question);
            foreach (var (what, holds) in Situations)
            {
                counts[what] += holds(question, codes) ? 1 : 0;
            }
        }

        var rare = counts.Where(count => count.Value < Enough).Select(count => $"{count.Key}: {count.Value}");
        Assert.True(!rare.Any(), string.Join(Environment.NewLine, rare));
    }

    [Fact]
    [Trait("Rule", "SCN-13")]
    public void The_tables_order_is_the_documented_one()
    {
        string[] documented =
        [
            "SELF_SALE", "AFFILIATE_SALE", "RESELLER_OF_THIS_PROVIDER", "BUYER_IS_PARTNER_TENANT",
            "CUSTOMER_REGION_MISMATCH", "PARTNER_REGION_MISMATCH", "CHAIN_UNSUPPORTED",
        ];

        Assert.Equal(
            documented,
            EligibilityReasons.InOrder.Select(reason => reason.Code).Where(documented.Contains));
    }
}
