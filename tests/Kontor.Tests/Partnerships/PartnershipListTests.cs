using Kontor.Kernel;
using Kontor.Partnerships;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Tests.Partnerships;

public sealed class PartnershipListTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("Rule", "REL-17")]
    public async Task Both_sides_walk_their_list_forth_and_back_and_see_each_partner_once()
    {
        await using var world = await World.Create();
        var provider = await world.Provider();
        var resellers = new List<Participant>();
        for (var number = 0; number < 5; number++)
        {
            resellers.Add(await world.Reseller());
            await world.Partnership(provider, resellers[^1]);
        }

        foreach (var filter in Orders(PartnershipSide.Resellers))
        {
            var first = await List(world, provider, filter, new PageRequest(3, null));
            var second = await List(world, provider, filter, PageRequest.From(3, first.NextCursor).ValueOrNull!);
            var back = await List(world, provider, filter, PageRequest.From(3, null, second.PreviousCursor).ValueOrNull!);

            Assert.Equal(
                resellers.Select(reseller => reseller.Id).ToHashSet(),
                [.. first.Items.Concat(second.Items).Select(row => row.PartnerId)]);
            Assert.Equal(first.Items.Select(row => row.PartnerId), back.Items.Select(row => row.PartnerId));
            Assert.Null(second.NextCursor);
            Assert.Null(back.PreviousCursor);
        }

        var mine = await List(world, resellers[0], new(PartnershipSide.Providers), PageRequest.First);
        Assert.Equal(provider.Id, Assert.Single(mine.Items).PartnerId);
    }

    [Fact]
    [Trait("Rule", "REL-17")]
    [Trait("Rule", "REL-19")]
    public async Task A_partner_is_found_by_name_network_id_and_tenant_and_by_nobody_else()
    {
        await using var world = await World.Create();
        var (provider, stranger, reseller, other) =
            (await world.Provider(), await world.Provider(), await world.Reseller(), await world.Reseller());
        await world.Partnership(provider, reseller);
        await world.Partnership(provider, other);
        var all = new PartnershipFilter(PartnershipSide.Resellers);
        PartnershipFilter[] one =
        [
            all with { Name = reseller.Name.ToUpperInvariant() },
            all with { NetworkId = reseller.NetworkId },
            all with { PartnerId = reseller.Id },
        ];

        foreach (var filter in one)
        {
            var found = await List(world, provider, filter, PageRequest.First);
            Assert.Equal(reseller.Id, Assert.Single(found.Items).PartnerId);
            Assert.Empty((await List(world, stranger, filter, PageRequest.First)).Items);
        }

        Assert.Empty((await List(world, provider, all with { HasAdminAccess = false }, PageRequest.First)).Items);
        Assert.Empty((await List(world, provider, all with { Market = "NO" }, PageRequest.First)).Items);
        Assert.Equal(2, await world.Does((PartnershipQueries q) => q.Count(provider.GlobalAdmin, all, 1_000, Cancel)));
    }

    [Theory]
    [Trait("Rule", "REL-17")]
    [InlineData(PartnershipSide.Resellers, null, false, "ix_partnerships_resellers ")]
    [InlineData(PartnershipSide.Resellers, "partner 77", false, "ix_partnerships_resellers ")]
    [InlineData(PartnershipSide.Resellers, null, true, "ix_partnerships_resellers_since ")]
    [InlineData(PartnershipSide.Providers, null, false, "ix_partnerships_providers ")]
    [InlineData(PartnershipSide.Providers, null, true, "ix_partnerships_providers_since ")]
    public async Task A_page_deep_in_five_thousand_partners_is_read_along_one_index(
        PartnershipSide side, string? name, bool isBySince, string index)
    {
        await using var world = await World.Create();
        var (provider, reseller) = (await world.Provider(), await world.Reseller());
        var own = side == PartnershipSide.Resellers ? provider : reseller;
        await Fill(world, own, side);
        var filter = new PartnershipFilter(side) { Name = name, IsBySince = isBySince };
        var first = await List(world, own, filter, PageRequest.First);
        var next = PageRequest.From(50, first.NextCursor).ValueOrNull!;

        foreach (var direction in (PartnershipFilter[])[filter, filter with { IsDescending = true }])
        {
            var plan = await world.Does((PartnershipQueries q) => Plans.Of(q.Select(own.Id.Value, direction, next), Cancel));

            Assert.Contains($"using {index}", plan, StringComparison.Ordinal);
            Assert.DoesNotContain("Seq Scan on partnerships", plan, StringComparison.Ordinal);
            Assert.DoesNotContain("Sort Key", plan, StringComparison.Ordinal);
        }
    }

    private static IEnumerable<PartnershipFilter> Orders(PartnershipSide side) =>
        from isBySince in (bool[])[false, true]
        from isDescending in (bool[])[false, true]
        select new PartnershipFilter(side) { IsBySince = isBySince, IsDescending = isDescending };

    private static Task<Page<PartnershipRow>> List(
        World world, Participant partner, PartnershipFilter filter, PageRequest page) =>
        world.Does((PartnershipQueries q) => q.List(partner.GlobalAdmin, filter, page, Cancel));

    private static async Task Fill(World world, Participant own, PartnershipSide side)
    {
        await using var db = world.Db();
        var isProvider = side == PartnershipSide.Resellers;
        await db.Database.ExecuteSqlAsync(
            $"""
            insert into tenants (id, organisation_id, kind, cloud, market, default_domain, created_at, qualifications)
            select gen_random_uuid(), {own.OrganisationId.Value}, 'Partner', 'Public', 'DE',
                'partner' || n || '.example', now(), 0
            from generate_series(1, 5000) n;
            insert into partnerships (id, provider_id, reseller_id, reseller_network_id, begun_at,
                provider_has_admin_access, provider_name_key, reseller_name_key)
            select gen_random_uuid(), case when {isProvider} then {own.Id.Value} else id end,
                case when {isProvider} then id else {own.Id.Value} end, '1', now() - random() * interval '900 days', true,
                replace(default_domain, 'partner', 'partner '), replace(default_domain, 'partner', 'partner ')
            from tenants where default_domain like 'partner%.example' and id <> {own.Id.Value};
            analyze partnerships;
            analyze tenants;
            """,
            Cancel);
    }
}
