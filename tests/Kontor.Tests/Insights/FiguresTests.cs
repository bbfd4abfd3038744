using Kontor.Insights;
using Kontor.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Kontor.Tests.Insights;

public sealed class FiguresTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("Rule", "MUL-05")]
    [Trait("Rule", "CAT-12")]
    public async Task Each_counts_its_own_and_only_who_bought_knows_the_value()
    {
        await using var world = await World.Create();
        var chain = await world.TradingChain();
        var other = await world.Provider();
        await world.Seat();
        await world.Orders(chain, quantity: 7, term: "P1Y", cycle: Kontor.Subscriptions.BillingCycle.Annual);

        var sold = await Look(world, chain.Provider);
        var resold = await Look(world, chain.Reseller);
        var foreign = await Look(world, other);

        Assert.Equal((1, 1, 7), (sold!.Now.NewCustomers, sold.Now.Subscriptions, sold.Now.Seats));
        Assert.Equal(70m, sold.Now.MonthlyValue["EUR"]);
        Assert.Equal(0, sold.SameDayLastMonth.Subscriptions);
        Assert.Equal(["Office suite"], sold.Products);
        Assert.Equal((1, 1, 7), (resold!.Now.NewCustomers, resold.Now.Subscriptions, resold.Now.Seats));
        Assert.Empty(resold.Now.MonthlyValue);
        Assert.Equal((0, 0, 0), (foreign!.Now.NewCustomers, foreign.Now.Subscriptions, foreign.Now.Seats));
        Assert.Empty(foreign.Products);
    }

    [Fact]
    public async Task Figures_are_kept_for_ten_minutes_and_then_taken_anew_behind_the_back_of_who_looks()
    {
        await using var world = await World.Create();
        var chain = await world.TradingChain();
        await world.Seat();
        var first = await Look(world, chain.Provider);
        await world.Orders(chain);

        world.Clock.Advance(TimeSpan.FromMinutes(9));
        var kept = await Look(world, chain.Provider);
        world.Clock.Advance(TimeSpan.FromMinutes(1));
        var old = await Look(world, chain.Provider);
        var (tenant, kind) = await Asked(world);
        var anew = await Figures(world).Refresh(tenant, kind, Cancel);

        Assert.Equal([first!.AsOf, first.AsOf], [kept!.AsOf, old!.AsOf]);
        Assert.Equal(0, old.Now.Subscriptions);
        Assert.Equal((chain.Provider.Id, 1), (tenant, anew!.Now.Subscriptions));
        Assert.Equal(world.Now, (await Look(world, chain.Provider))!.AsOf);
    }

    [Fact]
    public async Task Of_many_who_find_them_old_at_once_one_takes_them_anew()
    {
        await using var world = await World.Create();
        var provider = await world.Provider();

        var first = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Refresh()));
        world.Clock.Advance(TimeSpan.FromMinutes(10));
        var second = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Refresh()));

        Assert.Single(first, figures => figures is not null);
        Assert.Single(second, figures => figures is not null);

        Task<TenantFigures?> Refresh() => Task.Run(() => Figures(world).Refresh(provider.Id, TenantKind.Partner, Cancel));
    }

    [Fact]
    public async Task A_server_that_stopped_while_it_counted_keeps_nobody_from_it_for_long()
    {
        await using var world = await World.Create();
        var provider = await world.Provider();
        await using (var db = world.Db())
        {
            db.Add(new KeptFigures { TenantId = provider.Id, ClaimedUntil = world.Now.AddMinutes(5) });
            await db.SaveChangesAsync(Cancel);
        }

        Assert.Null(await Figures(world).Refresh(provider.Id, TenantKind.Partner, Cancel));
        world.Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.NotNull(await Figures(world).Refresh(provider.Id, TenantKind.Partner, Cancel));
    }

    [Fact]
    public async Task Who_has_much_does_not_wait_while_it_is_counted_for_the_first_time()
    {
        await using var world = await World.Create();
        var provider = await world.Provider();
        await world.ManyCustomers(provider, 2_001);

        var nothing = await Look(world, provider);
        var (tenant, kind) = await Asked(world);
        await Figures(world).Refresh(tenant, kind, Cancel);

        Assert.Null(nothing);
        Assert.Equal(2_001, (await Look(world, provider))!.Now.NewCustomers);
    }

    [Fact]
    public async Task The_vendor_counts_everybody()
    {
        await using var world = await World.Create();
        var (one, two) = (await world.TradingChain(), await world.TradingChain());
        await world.Seat();
        await world.Orders(one);
        await world.Orders(two, quantity: 2);

        var all = await Look(world, await world.Vendor());

        Assert.Equal((2, 2, 3), (all!.Now.NewCustomers, all.Now.Subscriptions, all.Now.Seats));
        Assert.Equal(30m, all.Now.MonthlyValue["EUR"]);
    }

    private static Task<TenantFigures?> Look(World world, Participant who) => Figures(world).Of(who.GlobalAdmin, Cancel);

    private static Figures Figures(World world) => world.Services.GetRequiredService<Figures>();

    private static async Task<(TenantId Tenant, TenantKind Kind)> Asked(World world)
    {
        await foreach (var asked in world.Services.GetRequiredService<WantedFigures>().Asked(Cancel))
        {
            return asked;
        }

        throw new InvalidOperationException("Nobody asked.");
    }
}
