using Kontor.Agreements;
using Kontor.Kernel;
using Kontor.Partnerships;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Tests.Partnerships;

public sealed class AgreementStatesTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("Rule", "AGR-12")]
    public async Task A_provider_counts_and_lists_its_own_resellers_by_where_they_stand()
    {
        await using var world = await World.Create();
        var (provider, other) = (await world.Provider(), await world.Provider());
        var (signed, german, french) =
            (await world.Reseller("DE"), await world.Reseller("DE", hasSigned: false), await world.Reseller("FR", hasSigned: false));
        foreach (var reseller in (Participant[])[signed, german, french])
        {
            await world.Partnership(provider, reseller);
        }

        var gone = await world.Partnership(provider, await world.Reseller("FR", hasSigned: false));
        await world.Ended(gone);
        await world.Partnership(other, await world.Reseller("FR", hasSigned: false));

        var counts = await Counts(world, provider);

        Assert.Equal(
            new HashSet<AgreementCount>
            {
                new("DE", AgreementState.InForce, 1), new("DE", AgreementState.NotSigned, 1),
                new("FR", AgreementState.NotSigned, 1),
            },
            [.. counts]);
        var unsigned = await List(world, provider, new(null, AgreementState.NotSigned, null));
        Assert.Equal(
            new[] { german.Id, french.Id }.ToHashSet(), [.. unsigned.Items.Select(row => row.ResellerId)]);
        Assert.All(unsigned.Items, row => Assert.Null(row.SignedAt));
        Assert.Equal(french.Id, Assert.Single((await List(world, provider, new(null, AgreementState.NotSigned, "FR"))).Items).ResellerId);
        Assert.Equal(signed.Id, Assert.Single((await List(world, provider, new(signed.Name.ToUpperInvariant(), null, null))).Items).ResellerId);
        Assert.Equal(
            2,
            await world.Does((AgreementStates s) => s.Count(provider.GlobalAdmin, new(null, AgreementState.NotSigned, null), 100, Cancel)));
        Assert.Empty(await Counts(world, signed));
    }

    [Fact]
    [Trait("Rule", "AGR-06")]
    [Trait("Rule", "AGR-12")]
    public async Task Who_must_sign_again_is_told_apart_from_who_never_signed()
    {
        await using var world = await World.Create();
        var (provider, reseller) = (await world.Provider(), await world.Reseller());
        await world.Partnership(provider, reseller);
        await using (var db = world.Db())
        {
            db.Add(new AgreementVersion
            {
                Kind = AgreementKind.Partner,
                Number = 100,
                TemplateId = Guid.NewGuid(),
                Version = "2026-03",
                EffectiveFrom = world.Now.AddDays(-1),
                SignAgainBy = world.Now.AddDays(2),
                PublishedAt = world.Now.AddDays(-1),
                PublishedBy = provider.GlobalAdmin.UserId!.Value,
            });
            await db.SaveChangesAsync(Cancel);
        }

        Assert.Equal([new AgreementCount("DE", AgreementState.InForce, 1)], await Counts(world, provider));
        world.Clock.Advance(TimeSpan.FromDays(2));

        Assert.Equal([new AgreementCount("DE", AgreementState.SignAgain, 1)], await Counts(world, provider));
        Assert.NotNull(Assert.Single((await List(world, provider, new(null, AgreementState.SignAgain, null))).Items).SignedAt);
    }

    [Fact]
    [Trait("Rule", "AGR-12")]
    public async Task Five_thousand_resellers_are_counted_and_listed_along_indexes()
    {
        await using var world = await World.Create();
        var (provider, other) = (await world.Provider(), await world.Provider());
        await Fill(world, provider, other, own: 5_000, all: 25_000);
        var first = await List(world, provider, new(null, null, null));
        var next = PageRequest.From(50, first.NextCursor).ValueOrNull!;

        var page = await world.Does((AgreementStates s) => Plans.Of(s.Select(provider.GlobalAdmin, new(null, null, null), next), Cancel));
        var counts = await world.Does((AgreementStates s) => Plans.Of(s.SelectCounts(provider.Id), Cancel));

        Assert.Contains("using ix_partnerships_resellers ", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Sort Key", page, StringComparison.Ordinal);
        Assert.All([page, counts], plan =>
        {
            Assert.DoesNotContain("Seq Scan on partnerships", plan, StringComparison.Ordinal);
            Assert.DoesNotContain("Seq Scan on partner_agreement_signatures", plan, StringComparison.Ordinal);
        });
        Assert.Equal(5_000, (await Counts(world, provider)).Sum(count => count.Resellers));
    }

    private static Task<IReadOnlyList<AgreementCount>> Counts(World world, Participant who) =>
        world.Does((AgreementStates s) => s.Counts(who.Id, Cancel));

    private static Task<Page<AgreementStateRow>> List(World world, Participant who, AgreementStateFilter filter) =>
        world.Does((AgreementStates s) => s.List(who.GlobalAdmin, filter, PageRequest.First, Cancel));

    /// <summary>One provider's resellers among those of another one; every second has signed.</summary>
    internal static async Task Fill(World world, Participant provider, Participant other, int own, int all)
    {
        await using var db = world.Db();
        await db.Database.ExecuteSqlAsync(
            $"""
            create temporary table made as select gen_random_uuid() as organisation, gen_random_uuid() as tenant, n
            from generate_series(1, {all}) n;
            insert into organisations select (jsonb_populate_record(o, jsonb_build_object('id', m.organisation))).*
            from organisations o, made m where o.id = {provider.OrganisationId.Value};
            insert into tenants (id, organisation_id, kind, cloud, market, default_domain, created_at, qualifications)
            select tenant, organisation, 'Partner', 'Public', 'DE', 'partner' || n || '.example', now(), 0 from made;
            insert into partner_agreement_signatures
            select (jsonb_populate_record(s, jsonb_build_object('id', gen_random_uuid(), 'organisation_id', m.organisation, 'tenant_id', m.tenant))).*
            from partner_agreement_signatures s, made m where s.organisation_id = {provider.OrganisationId.Value} and m.n % 2 = 0;
            insert into partnerships (id, provider_id, reseller_id, reseller_network_id, begun_at, provider_has_admin_access,
                provider_name_key, reseller_name_key)
            select gen_random_uuid(), case when n <= {own} then {provider.Id.Value} else {other.Id.Value} end, tenant, '1', now(), true,
                'provider', 'reseller ' || n
            from made;
            analyze;
            """,
            Cancel);
    }
}
