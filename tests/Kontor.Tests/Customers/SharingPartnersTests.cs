using Kontor.Customers;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Tests.Customers;

public sealed class SharingPartnersTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("Rule", "REL-25")]
    [Trait("Rule", "REL-64")]
    public async Task A_partner_chooses_among_its_partners_by_name()
    {
        await using var world = await World.Create();
        var (provider, one, two, stranger) =
            (await world.Provider(), await world.Reseller(), await world.Reseller(), await world.Reseller());
        await world.Partnership(provider, one);
        await world.Partnership(provider, two);

        var ofProvider = await Of(world, provider);
        var ofReseller = await Of(world, one);

        Assert.Equal(
            new[] { one, two }.OrderBy(r => r.Name, StringComparer.CurrentCultureIgnoreCase).Select(r => r.Name),
            ofProvider.Resellers.Select(r => r.Name));
        Assert.Empty(ofProvider.Providers);
        Assert.Equal([provider.Id.Value], ofReseller.Providers.Select(p => p.Id));
        Assert.Empty(ofReseller.Resellers);
        Assert.Empty((await Of(world, stranger, provider.Id.Value)).Providers);
    }

    [Fact]
    [Trait("Rule", "REL-64")]
    public async Task Of_more_partners_than_people_choose_from_only_the_chosen_one_is_named()
    {
        await using var world = await World.Create();
        var (provider, chosen, stranger) = (await world.Provider(), await world.Reseller(), await world.Reseller());
        await world.Partnership(provider, chosen);
        await Many(world, provider, chosen, 99);
        Assert.Equal(100, (await Of(world, provider)).Resellers.Count);

        await Many(world, provider, chosen, 1);
        Assert.Empty((await Of(world, provider)).Resellers);
        Assert.Equal(
            [chosen.Id.Value],
            (await Of(world, provider, chosen.Id.Value, stranger.Id.Value)).Resellers.Select(r => r.Id));
    }

    private static Task<SharingPartners> Of(World world, Participant partner, params Guid[] chosen) =>
        world.Does((SharingPartnersQuery q) => q.Of(partner.GlobalAdmin, chosen, Cancel));

    private static async Task Many(World world, Participant provider, Participant like, int resellers)
    {
        await using var db = world.Db();
        await db.Database.ExecuteSqlAsync(
            $"""
            with made as (
                insert into tenants (id, organisation_id, kind, cloud, market, default_domain, created_at, qualifications)
                select gen_random_uuid(), organisation_id, kind, cloud, market, default_domain || n, created_at, 0
                from tenants, generate_series(1, {resellers}) n where id = {like.Id.Value}
                returning id)
            insert into partnerships (id, provider_id, reseller_id, reseller_network_id, begun_at, provider_has_admin_access,
                provider_name_key, reseller_name_key)
            select gen_random_uuid(), {provider.Id.Value}, id, '1', {world.Now}, true, 'provider', 'reseller' from made
            """,
            Cancel);
    }
}
