using Kontor.Kernel;
using Kontor.Partnerships;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Kontor.Tests.Partnerships;

public sealed class AgreementCountsTests
{
    private const int Many = AgreementCounts.Few + 100;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("Rule", "AGR-12")]
    public async Task The_numbers_over_few_resellers_are_those_of_this_moment()
    {
        await using var world = await World.Create();
        var (provider, reseller) = (await world.Provider(), await world.Reseller());
        await world.Partnership(provider, reseller);
        var before = await Of(world, provider);
        await world.Partnership(provider, await world.Reseller());

        var after = await Of(world, provider);

        Assert.False(after.IsKept);
        Assert.Equal((1, 2), (Resellers(before), Resellers(after)));
    }

    [Fact]
    [Trait("Rule", "AGR-12")]
    public async Task The_numbers_over_many_are_kept_and_counted_anew_in_the_background_when_they_are_old()
    {
        await using var world = await World.Create();
        var provider = await Crowded(world);

        var first = await Of(world, provider);
        await world.Partnership(provider, await world.Reseller());
        world.Clock.Advance(AgreementCounts.Lifetime - TimeSpan.FromSeconds(1));
        var fresh = await Of(world, provider);
        world.Clock.Advance(TimeSpan.FromSeconds(1));
        var old = await Of(world, provider);
        Assert.Equal(provider.Id, await Asked(world));
        await world.Does((AgreementCounts numbers) => numbers.Refresh(provider.Id, Cancel));
        var anew = await Of(world, provider);

        Assert.Equal((Many, Many, Many, Many + 1), (Resellers(first), Resellers(fresh), Resellers(old), Resellers(anew)));
        Assert.Equal([false, true, true, true], [first.IsKept, fresh.IsKept, old.IsKept, anew.IsKept]);
        Assert.Equal((first.AsOf, world.Now), (old.AsOf, anew.AsOf));
        Assert.Equal(first.Counts.ToHashSet(), [.. old.Counts]);
    }

    [Fact]
    public async Task After_a_day_nobody_sees_the_old_numbers_and_of_many_who_look_at_once_one_keeps_new_ones()
    {
        await using var world = await World.Create();
        var provider = await Crowded(world);
        var first = await Of(world, provider);
        await world.Partnership(provider, await world.Reseller());
        world.Clock.Advance(TimeSpan.FromDays(1));

        var seen = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Of(world, provider)));
        var counted = await Task.WhenAll(Enumerable.Range(0, 8).Select(
            _ => world.Does((AgreementCounts numbers) => numbers.Refresh(provider.Id, Cancel))));

        Assert.Equal(Many, Resellers(first));
        Assert.All(seen, numbers => Assert.Equal(Many + 1, Resellers(numbers)));
        Assert.All(counted, Assert.Null);
        await using var db = world.Db();
        Assert.Equal(1, await db.Set<KeptAgreementCounts>().CountAsync(Cancel));
    }

    private static async Task<Participant> Crowded(World world)
    {
        var (provider, other) = (await world.Provider(), await world.Provider());
        await AgreementStatesTests.Fill(world, provider, other, Many, Many + 50);
        return provider;
    }

    private static Task<CountedAgreements> Of(World world, Participant who) =>
        world.Does((AgreementCounts numbers) => numbers.Of(who.GlobalAdmin, Cancel));

    private static int Resellers(CountedAgreements numbers) => numbers.Counts.Sum(count => count.Resellers);

    private static async Task<TenantId> Asked(World world)
    {
        await foreach (var (tenant, _) in world.Services.GetRequiredService<WantedAgreementCounts>().Asked(Cancel))
        {
            return tenant;
        }

        throw new InvalidOperationException("Nobody asked.");
    }
}
