using Kontor.Activity;
using Kontor.Kernel;
using Kontor.Licensing;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Tests.Licensing;

/// <summary>What several do with a customer's licenses at the same moment.</summary>
public sealed class LicensesAtOnceTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("Rule", "CAT-53")]
    public async Task However_many_assign_at_once_no_more_are_given_than_there_are_and_none_goes_unused()
    {
        await using var world = await World.Create();
        var chain = await world.Licensed(5);
        var users = await world.Users(chain.Customer, 12);

        var results = await Task.WhenAll(users.Select((user, i) => Task.Run(() => world.Licenses(
            i % 2 == 0 ? chain.Customer.GlobalAdmin : chain.Reseller.As(Role.AdminAgent), chain.Customer, LicenseAct.Assign, user))));

        var outcomes = results.Select(result => Assert.Single(result.ValueOrNull!.All).Result).ToList();
        Assert.Equal((5, 7), (outcomes.Count(r => r == LicenseResult.Assigned), outcomes.Count(r => r == LicenseResult.NoneLeft)));
        Assert.Equal((5, 0), ((await world.Pool(chain.Customer)).Assigned, (await world.Pool(chain.Customer)).Over));
    }

    [Fact]
    [Trait("Rule", "CAT-53")]
    public async Task Of_several_who_give_the_same_user_a_license_one_does_and_the_others_find_it_there()
    {
        await using var world = await World.Create();
        var chain = await world.Licensed(5);
        var user = await world.User(chain.Customer, "user");

        var results = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() =>
            world.Licenses(chain.Customer.GlobalAdmin, chain.Customer, LicenseAct.Assign, user))));

        Assert.Single(results, result => result.ValueOrNull!.All[0].Result == LicenseResult.Assigned);
        Assert.Equal(1, (await world.Pool(chain.Customer)).Assigned);
        await using var db = world.Db();
        Assert.Equal(1, await db.ActivityRecords.CountAsync(r => r.Action == "LicenseAssigned", Cancel));
    }

    [Fact]
    [Trait("Rule", "CAT-51")]
    public async Task However_a_license_and_a_deactivation_fall_together_nobody_who_is_out_keeps_one()
    {
        await using var world = await World.Create();
        var chain = await world.Licensed(20);
        var users = await world.Users(chain.Customer, 10);

        await Task.WhenAll(users.SelectMany(user => new Task[]
        {
            Task.Run(() => world.Licenses(chain.Reseller.As(Role.AdminAgent), chain.Customer, LicenseAct.Assign, user)),
            Task.Run(() => world.Deactivates(chain.Customer, user)),
        }));

        Assert.Equal(0, (await world.Pool(chain.Customer)).Assigned);
    }

    [Fact]
    [Trait("Rule", "CAT-51")]
    [Trait("Rule", "CAT-53")]
    public async Task Those_who_come_back_at_once_share_what_is_left()
    {
        await using var world = await World.Create();
        var chain = await world.Licensed(4);
        var users = await world.Users(chain.Customer, 6);
        await world.Licenses(chain.Customer.GlobalAdmin, chain.Customer, LicenseAct.Assign, [.. users[..4]]);
        foreach (var user in users[..4])
        {
            await world.Deactivates(chain.Customer, user);
        }

        await world.Licenses(chain.Customer.GlobalAdmin, chain.Customer, LicenseAct.Assign, users[4], users[5]);
        await Task.WhenAll(users[..4].Select(user => Task.Run(() => world.Reactivates(chain.Customer, user))));

        Assert.Equal((4, 0), ((await world.Pool(chain.Customer)).Assigned, (await world.Pool(chain.Customer)).Over));
    }
}
