using Kontor.Enrolment;

namespace Kontor.Tests.Enrolment;

public sealed class ModelAdviceTests
{
    [Theory]
    [Trait("Rule", "REL-05")]
    [Trait("Rule", "ENR-40")]
    [Trait("Rule", "ENR-41")]
    [InlineData(true, false, false, false, PartnerType.Provider, "SuppliesPartners")]
    [InlineData(true, true, true, true, PartnerType.Provider, "SuppliesPartners")]
    [InlineData(false, true, true, true, PartnerType.DirectPartner, "MeetsDirectRequirements")]
    [InlineData(false, false, true, true, PartnerType.Reseller, "LacksRevenue")]
    [InlineData(false, true, false, true, PartnerType.Reseller, "LacksBilling")]
    [InlineData(false, false, false, false, PartnerType.Reseller, "LacksRevenue, LacksBilling, LacksSupport")]
    public void Advice_follows_what_each_model_needs(
        bool supplies, bool revenue, bool bills, bool supports, PartnerType model, string because)
    {
        var advice = ModelAdvice.For(new ModelAnswers(supplies, revenue, bills, supports));

        Assert.Equal(model, advice.Model);
        Assert.Equal(because, string.Join(", ", advice.Because));
    }
}
