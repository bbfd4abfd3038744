using Kontor.Accounts;
using Kontor.Tenants;

namespace Kontor.Tests.Tenants;

/// <summary>Which organizations may become one, without a database.</summary>
public sealed class MergeRulesTests
{
    private static readonly MergeParty Inviting = new(new(Guid.NewGuid()), "Hansa Cloud", Cloud.Public, true);
    private static readonly MergeParty Invited = new(new(Guid.NewGuid()), "Weser IT", Cloud.Public, true);

    [Fact]
    [Trait("Rule", "ACC-46")]
    public void Two_partners_that_nothing_binds_may_merge() =>
        Assert.True(MergeRules.MayMerge(Inviting, Invited, MergeTies.None).IsGranted);

    [Fact]
    [Trait("Rule", "ACC-46")]
    public void Nobody_merges_with_itself() => Assert.Equal(
        "MERGE_WITH_ITSELF", Assert.Single(MergeRules.MayMerge(Inviting, Inviting, MergeTies.None).Reasons).Code);

    [Fact]
    [Trait("Rule", "ACC-46")]
    [Trait("Rule", "NAT-01")]
    [Trait("Rule", "SCN-05")]
    [Trait("Rule", "REL-43")]
    public void Every_reason_against_a_merge_is_named_with_those_it_is_about()
    {
        var ties = new MergeTies([new("Hansa Cloud", "Weser Werft")], [new("Weser IT", "Hansa Cloud")]);

        var decision = MergeRules.MayMerge(Inviting, Invited with { Cloud = Cloud.Germany, IsPartner = false }, ties);

        Assert.Equal(
            ["MERGE_NEEDS_PARTNER", "MERGE_OF_OTHER_CLOUD", "MERGE_WOULD_BE_SELF_SALE", "MERGE_WOULD_BE_OWN_PROVIDER"],
            decision.Reasons.Select(reason => reason.Code));
        Assert.Equal(["Hansa Cloud", "Weser Werft"], decision.Reasons[2].Arguments.Cast<string>());
    }
}
