using Kontor.Kernel;
using Kontor.Partnerships;

namespace Kontor.Tests.Partnerships;

public sealed class AcceptPartnerInvitationTests
{
    [Fact]
    [Trait("Rule", "REL-14")]
    [Trait("Rule", "REL-15")]
    [Trait("Rule", "REL-16")]
    [Trait("Rule", "REL-17")]
    public async Task A_resellers_global_admin_follows_the_link_and_authorizes_the_provider()
    {
        await using var world = await World.Create();
        var (provider, reseller) = (await world.Provider(), await world.Reseller("FR"));
        var token = await world.RequestsPartnership(provider, reseller);

        var result = await world.Accepts(reseller.GlobalAdmin, token);

        var partnership = Assert.IsType<Partnership>(result.ValueOrNull);
        Assert.Equal(reseller.NetworkId, partnership.ResellerNetworkId);
        var resellers = await world.Does((PartnershipQueries q) =>
            q.ResellersOf(provider.GlobalAdmin, null, PageRequest.First, CancellationToken.None));
        var providers = await world.Does((PartnershipQueries q) =>
            q.ProvidersOf(reseller.GlobalAdmin, null, PageRequest.First, CancellationToken.None));
        Assert.Equal(reseller.Id, Assert.Single(resellers.Items).PartnerId);
        Assert.Equal(provider.Id, Assert.Single(providers.Items).PartnerId);
    }
}
