using Kontor.Catalog;
using Kontor.Elsewhere;
using Kontor.Kernel;
using Kontor.Licensing;
using Kontor.Subscriptions;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Tests.Elsewhere;

/// <summary>What was bought elsewhere makes licenses like what partners sold.</summary>
public sealed class ElsewhereLicenseTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("Rule", "MUL-22")]
    [Trait("Rule", "CAT-53")]
    public async Task A_partner_with_rights_assigns_what_was_bought_elsewhere_from_one_pool_with_what_partners_sold()
    {
        await using var world = await World.Create();
        var chain = await world.Licensed(1);
        await world.Enters(chain.Customer, World.Enterprise(2));
        var users = await world.Users(chain.Customer, 4);

        var given = await world.Licenses(chain.Reseller.As(Role.AdminAgent), chain.Customer, LicenseAct.Assign, [.. users]);
        var pool = await world.Pool(chain.Customer);

        Assert.Equal(
            [LicenseResult.Assigned, LicenseResult.Assigned, LicenseResult.Assigned, LicenseResult.NoneLeft],
            given.ValueOrNull!.All.Select(outcome => outcome.Result));
        Assert.Equal((3, 2, 3, 0), (pool.Total, pool.FromElsewhere, pool.Assigned, pool.Available));
    }

    [Fact]
    [Trait("Rule", "MUL-22")]
    public async Task Only_what_runs_today_by_license_and_stands_in_the_catalog_makes_licenses()
    {
        await using var world = await World.Create();
        await world.Seat();
        await world.Seat("METERS");
        var customer = await world.Customer();
        var day = DateOnly.FromDateTime(world.Now.UtcDateTime);
        await world.Enters(customer, World.Enterprise(10, null) with { StartsOn = day, EndsOn = day.AddDays(1) });
        await world.Enters(customer, World.Enterprise(20, null) with { StartsOn = day.AddDays(1), EndsOn = day.AddDays(3) });
        await world.Enters(customer, World.Enterprise(40, null) with { EndsOn = day });
        await world.Enters(customer, World.FromThirdParty(billing: BillingType.License));
        await world.IsUsageSku("METERS");
        await world.Enters(customer, World.Enterprise(80, null) with { ProductId = "METERS" });

        var today = (await world.Pool(customer)).Total;
        var only = await world.Does((LicensePools pools) => pools.List(customer.Id, new PoolFilter(), PageRequest.First, Cancel));
        world.Clock.Advance(TimeSpan.FromDays(1));
        var tomorrow = (await world.Pool(customer)).Total;
        world.Clock.Advance(TimeSpan.FromDays(2));
        var later = await world.Does((LicensePools pools) => pools.Of(customer.Id, [World.SeatSku], Cancel));

        Assert.Equal((10, 20), (today, tomorrow));
        Assert.Equal("OFFICE", Assert.Single(only.Items).Sku.ProductId);
        Assert.Empty(later);
    }

    [Fact]
    [Trait("Rule", "CAT-54")]
    [Trait("Rule", "MUL-22")]
    public async Task Another_publishers_licenses_from_elsewhere_are_assigned_in_its_system_and_not_counted_here()
    {
        await using var world = await World.Create();
        var chain = await world.Licensed(3);
        await world.Enters(chain.Customer, World.Enterprise(5));
        await world.IsOfKind(ProductKind.ThirdPartySaas);

        var pool = await world.Pool(chain.Customer);

        Assert.Equal((3, 0, PoolState.Elsewhere), (pool.Total, pool.FromElsewhere, pool.State));
    }

    [Fact]
    [Trait("Rule", "MUL-22")]
    [Trait("Rule", "CAT-53")]
    public async Task What_ends_or_is_reduced_stays_assigned_and_counts_as_over()
    {
        await using var world = await World.Create();
        await world.Seat();
        var customer = await world.Customer();
        var held = (await world.Enters(customer, World.Enterprise(3))).ValueOrNull!;
        var users = await world.Users(customer, 4);
        await world.Licenses(customer.GlobalAdmin, customer, LicenseAct.Assign, users[0], users[1], users[2]);

        await world.Corrects(held, new OutsideCorrection(2, held.Contract, null));
        var reduced = await world.Pool(customer);
        await world.EndsOutside(held);
        var ended = await world.Pool(customer);
        var refused = await world.Licenses(customer.GlobalAdmin, customer, LicenseAct.Assign, users[3]);

        Assert.Equal((2, 3, 1), (reduced.Total, reduced.Assigned, reduced.Over));
        Assert.Equal((0, 3, 3), (ended.Total, ended.Assigned, ended.Over));
        Assert.Equal([LicenseResult.NoneLeft], refused.ValueOrNull!.All.Select(outcome => outcome.Result));
    }

    [Fact]
    [Trait("Rule", "MUL-22")]
    [Trait("Rule", "CAT-53")]
    public async Task However_licenses_and_the_end_fall_together_none_is_given_after_it()
    {
        await using var world = await World.Create();
        await world.Seat();
        await world.Keeper();
        for (var round = 0; round < 4; round++)
        {
            var customer = await world.Customer();
            var held = (await world.Enters(customer, World.Enterprise(4))).ValueOrNull!;
            var users = await world.Users(customer, 6);
            var ending = Task.Run(() => world.EndsOutside(held), Cancel);
            var giving = users.Select(user => Task.Run(
                () => world.Licenses(customer.GlobalAdmin, customer, LicenseAct.Assign, user), Cancel)).ToList();

            await ending;
            var results = await Task.WhenAll(giving);

            // The pool was either there, or it was not: what the end left behind is all that was given, and no more than ran.
            var given = results.Count(result => result.ValueOrNull?.All[0].Result == LicenseResult.Assigned);
            Assert.InRange(given, 0, 4);
            await using var db = world.Db();
            Assert.Equal(given, await db.AssignedLicenses.CountAsync(license => license.CustomerId == customer.Id, Cancel));
            var after = await world.Licenses(customer.GlobalAdmin, customer, LicenseAct.Assign, [.. users]);
            Assert.Null(after.ValueOrNull?.All.FirstOrDefault(outcome => outcome.Result == LicenseResult.Assigned));
        }
    }
}
