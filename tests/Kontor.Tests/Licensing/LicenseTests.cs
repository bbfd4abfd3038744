using Kontor.Access;
using Kontor.Activity;
using Kontor.Catalog;
using Kontor.Customers;
using Kontor.DelegatedAdmin;
using Kontor.Kernel;
using Kontor.Licensing;
using Kontor.Subscriptions;
using Kontor.Users;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Tests.Licensing;

public sealed class LicenseTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("Rule", "CAT-53")]
    public async Task What_several_partners_sold_of_a_product_is_one_pool_and_of_other_kinds_there_is_none()
    {
        await using var world = await World.Create();
        var chain = await world.Licensed(3);
        var direct = await world.DirectPartner();
        await world.Relationship(direct, chain.Customer, RelationshipKind.Reseller);
        await world.Credit(direct, 10_000);
        await world.Orders(direct.GlobalAdmin, chain.Customer, null, quantity: 2);
        await world.Orders(chain, await world.Seat("RESERVED"), quantity: 4);
        await world.IsOfKind(ProductKind.Reservation, "RESERVED");

        var listed = await world.Does((LicensePools pools) =>
            pools.List(chain.Customer.Id, new PoolFilter(), PageRequest.First, Cancel));

        Assert.Equal((World.SeatSku, 5, 0, 0, 5), Summary(Assert.Single(listed.Items)));
    }

    [Fact]
    [Trait("Rule", "CAT-50")]
    [Trait("Rule", "CAT-53")]
    public async Task An_agent_assigns_for_many_at_once_is_told_of_each_and_both_sides_read_of_it()
    {
        await using var world = await World.Create();
        var chain = await world.Licensed(3);
        var users = await world.Users(chain.Customer, 5);
        var agent = chain.Reseller.As(Role.AdminAgent);
        await world.Licenses(chain.Customer.GlobalAdmin, chain.Customer, LicenseAct.Assign, users[0]);
        await world.Deactivates(chain.Customer, users[1]);

        var given = await world.Licenses(agent, chain.Customer, LicenseAct.Assign, [.. users]);
        var again = await world.Licenses(agent, chain.Customer, LicenseAct.Assign, [.. users]);
        var taken = await world.Licenses(agent, chain.Customer, LicenseAct.TakeAway, users[0], users[4]);

        Assert.Equal(
            [
                LicenseResult.HadAlready, LicenseResult.NotActive, LicenseResult.Assigned, LicenseResult.Assigned,
                LicenseResult.NoneLeft,
            ],
            Results(given));
        Assert.Equal(
            [
                LicenseResult.HadAlready, LicenseResult.NotActive, LicenseResult.HadAlready, LicenseResult.HadAlready,
                LicenseResult.NoneLeft,
            ],
            Results(again));
        Assert.Equal([LicenseResult.TakenAway, LicenseResult.HadNone], Results(taken));
        Assert.Equal((World.SeatSku, 3, 0, 2, 1), Summary(await world.Pool(chain.Customer)));
        Assert.Equal(["Office suite"], await world.LicensesOf(chain.Customer, users[2]));
        foreach (var reader in new[] { chain.Reseller.GlobalAdmin, chain.Customer.GlobalAdmin })
        {
            var seen = await world.Does((ActivityQueries q) => q.Own(reader, new ActivityFilter(), PageRequest.First, Cancel));
            var byAgent = seen.Items.Where(row => row.ActorName == agent.Name && row.Action.StartsWith("License", StringComparison.Ordinal));
            Assert.Equal(
                ["LicenseAssigned", "LicenseAssigned", "LicenseTakenAway"], byAgent.Select(row => row.Action).Order());
        }
    }

    [Fact]
    [Trait("Rule", "CAT-53")]
    public async Task What_is_reduced_or_suspended_later_stays_assigned_counts_as_over_and_no_more_are_given()
    {
        await using var world = await World.Create();
        var (chain, subscription) = await world.SoldSeats(3);
        var users = await world.Users(chain.Customer, 4);
        var admin = chain.Customer.GlobalAdmin;
        await world.Licenses(admin, chain.Customer, LicenseAct.Assign, users[0], users[1], users[2]);

        await world.Counts(chain.Provider.GlobalAdmin, subscription, 1);
        var reduced = await world.Pool(chain.Customer);
        await world.Becomes(chain.Provider.GlobalAdmin, subscription, SubscriptionState.Suspended);
        var suspended = await world.Pool(chain.Customer);
        var refused = await world.Licenses(admin, chain.Customer, LicenseAct.Assign, users[3]);
        var taken = await world.Licenses(admin, chain.Customer, LicenseAct.TakeAway, users[0]);

        Assert.Equal((1, 0, 3, 2), (reduced.Total, reduced.Suspended, reduced.Assigned, reduced.Over));
        Assert.Equal((0, 1, 3, 3), (suspended.Total, suspended.Suspended, suspended.Assigned, suspended.Over));
        Assert.Equal([LicenseResult.NoneLeft], Results(refused));
        Assert.Equal([LicenseResult.TakenAway], Results(taken));
        Assert.Equal(2, (await world.Pool(chain.Customer)).Over);
    }

    [Fact]
    [Trait("Rule", "CAT-54")]
    public async Task Another_publishers_licenses_are_counted_and_refused()
    {
        await using var world = await World.Create();
        var chain = await world.Licensed(3);
        await world.IsOfKind(ProductKind.ThirdPartySaas);
        var user = await world.User(chain.Customer, "user");

        var refused = await world.Licenses(chain.Customer.GlobalAdmin, chain.Customer, LicenseAct.Assign, user);

        Assert.Equal([LicenseReasons.AssignedElsewhere.About("Office suite", "Vendor")], refused.Decision.Reasons);
        Assert.Equal((PoolState.Elsewhere, 3), ((await world.Pool(chain.Customer)).State, (await world.Pool(chain.Customer)).Total));
    }

    [Fact]
    [Trait("Rule", "CAT-51")]
    public async Task A_deactivated_users_licenses_are_free_and_come_back_within_thirty_days_as_far_as_some_are_left()
    {
        await using var world = await World.Create();
        var chain = await world.Licensed(2);
        var users = await world.Users(chain.Customer, 3);
        var admin = chain.Customer.GlobalAdmin;
        await world.Licenses(admin, chain.Customer, LicenseAct.Assign, users[0], users[1]);

        await world.Deactivates(chain.Customer, users[0]);
        await world.Deactivates(chain.Customer, users[1]);
        var free = await world.Pool(chain.Customer);
        world.Clock.Advance(TimeSpan.FromDays(29));
        await world.Reactivates(chain.Customer, users[0]);
        var back = await world.LicensesOf(chain.Customer, users[0]);
        await world.Licenses(admin, chain.Customer, LicenseAct.Assign, users[2]);
        await world.Reactivates(chain.Customer, users[1]);

        Assert.Equal(2, free.Available);
        Assert.Equal(["Office suite"], back);
        Assert.Empty(await world.LicensesOf(chain.Customer, users[1]));
        Assert.Equal(0, (await world.Pool(chain.Customer)).Available);
        await world.Deactivates(chain.Customer, users[0]);
        world.Clock.Advance(TimeSpan.FromDays(31));
        await world.Reactivates(chain.Customer, users[0]);
        Assert.Empty(await world.LicensesOf(chain.Customer, users[0]));
        await using var db = world.Db();
        Assert.Empty(await db.FreedLicenses.ToListAsync(Cancel));
        Assert.Equal(
            [("LicenseFreed", 3), ("LicenseGivenBack", 1)],
            (await db.ActivityRecords.Where(r => r.Action == "LicenseFreed" || r.Action == "LicenseGivenBack").ToListAsync(Cancel))
                .GroupBy(r => r.Action).OrderBy(g => g.Key).Select(g => (g.Key, g.Count())));
    }

    [Fact]
    [Trait("Rule", "CAT-50")]
    [Trait("Rule", "CUS-40")]
    public async Task Who_has_no_right_there_assigns_nothing_and_nobody_reaches_users_of_others()
    {
        await using var world = await World.Create();
        var chain = await world.Licensed(3);
        var user = await world.User(chain.Customer, "user");
        var foreign = await world.User(await world.Customer(), "user");
        var stranger = await world.DirectPartner();

        var byStranger = await world.Licenses(stranger.As(Role.AdminAgent), chain.Customer, LicenseAct.Assign, user);
        var byHelpdesk = await world.Licenses(chain.Reseller.As(Role.HelpdeskAgent), chain.Customer, LicenseAct.Assign, user);
        var byBilling = await world.Licenses(chain.Customer.As(Role.BillingAdmin), chain.Customer, LicenseAct.Assign, user);
        var ofForeign = await world.Licenses(chain.Customer.GlobalAdmin, chain.Customer, LicenseAct.Assign, user, foreign);
        var ofOther = await world.Licenses(chain.Customer.GlobalAdmin, chain.Customer, new LicenseOrder(
            [user.UserId], [new(new LicenseSku("OTHER", "0001"), LicenseAct.Assign)]));

        Assert.Equal([GrantReasons.NoRightThere], byStranger.Decision.Reasons);
        Assert.Equal("DELEGATED_ROLE_MISSING_THERE", Assert.Single(byHelpdesk.Decision.Reasons).Code);
        Assert.Equal([LicenseReasons.NotYourOwn], byBilling.Decision.Reasons);
        Assert.Equal([AccessReasons.UserNotFound], ofForeign.Decision.Reasons);
        Assert.Equal([LicenseReasons.SkuUnknown.About("OTHER:0001")], ofOther.Decision.Reasons);
        Assert.Equal(0, (await world.Pool(chain.Customer)).Assigned);
    }

    [Fact]
    [Trait("Rule", "CAT-51")]
    [Trait("Rule", "CAT-53")]
    public async Task A_user_is_added_with_licenses_or_not_at_all()
    {
        await using var world = await World.Create();
        var chain = await world.Licensed(1);
        var agent = chain.Reseller.As(Role.AdminAgent);

        var first = await Add("one");
        var second = await Add("two");

        Assert.NotNull(first.ValueOrNull!.Password);
        Assert.Equal(["Office suite"], await world.LicensesOf(chain.Customer, first.ValueOrNull.User));
        Assert.Equal([LicenseReasons.NoneLeft.About("Office suite")], second.Decision.Reasons);
        await using var db = world.Db();
        Assert.Equal("one", Assert.Single(await db.Set<User>().Where(u => u.TenantId == chain.Customer.Id).ToListAsync(Cancel)).FullName);

        Task<Result<UserWithPassword>> Add(string name) => world.Does((AddLicensedUser use) => use.Handle(
            agent, chain.Customer.Id, new UserWish(name, $"{name}@{chain.Customer.Domain}", "en", []), [World.SeatSku], Cancel));
    }

    [Fact]
    [Trait("Rule", "CAT-53")]
    public async Task Asked_for_all_or_nothing_nobody_gets_one_when_one_of_them_cannot()
    {
        await using var world = await World.Create();
        var chain = await world.Licensed(2);
        var users = await world.Users(chain.Customer, 3);
        await world.Deactivates(chain.Customer, users[0]);
        var order = new LicenseOrder([.. users.Select(u => u.UserId)], [new(World.SeatSku, LicenseAct.Assign)]) { IsAllOrNothing = true };
        var twice = order with { Wishes = [new(World.SeatSku, LicenseAct.Assign), new(World.SeatSku, LicenseAct.TakeAway)] };

        var refused = await world.Licenses(chain.Customer.GlobalAdmin, chain.Customer, order);
        var repeated = await world.Licenses(chain.Customer.GlobalAdmin, chain.Customer, twice);
        var enough = await world.Licenses(
            chain.Customer.GlobalAdmin, chain.Customer, order with { Users = [users[1].UserId, users[2].UserId] });

        Assert.Equal([LicenseReasons.UserNotActive.About("Ada Admin")], refused.Decision.Reasons);
        Assert.Equal([LicenseReasons.SkuRepeated.About("OFFICE:0001")], repeated.Decision.Reasons);
        Assert.Equal([LicenseResult.Assigned, LicenseResult.Assigned], Results(enough));
    }

    [Fact]
    [Trait("Rule", "MUL-05")]
    [Trait("Rule", "CAT-53")]
    public async Task More_are_bought_by_the_seller_asked_for_by_its_reseller_and_others_are_told_to_ask()
    {
        await using var world = await World.Create();
        var (chain, subscription) = await world.SoldSeats(1);

        Assert.Equal(new WayToMore(subscription.Value, true), await Way(chain.Provider));
        Assert.Equal(new WayToMore(subscription.Value, false), await Way(chain.Reseller));
        Assert.Null(await Way(await world.DirectPartner()));

        async Task<WayToMore?> Way(Participant partner) => (await world.Does((MoreLicenses more) =>
            more.Of(partner.Id, chain.Customer.Id, [World.SeatSku], Cancel))).GetValueOrDefault(World.SeatSku);
    }

    [Fact]
    [Trait("Rule", "CAT-53")]
    public async Task A_pool_is_found_by_title_and_state_page_by_page_along_two_indexes()
    {
        await using var world = await World.Create();
        var chain = await world.Licensed(1);
        for (var i = 0; i < 4; i++)
        {
            await world.Orders(chain, await world.Seat($"SUITE{i}"), quantity: 2);
        }

        await world.Licenses(chain.Customer.GlobalAdmin, chain.Customer, LicenseAct.Assign, await world.User(chain.Customer, "user"));
        await Crowd(world, chain);
        var first = await List(new PoolFilter(), new PageRequest(2, null));
        var second = await List(new PoolFilter(), PageRequest.From(2, first.NextCursor).ValueOrNull!);
        var back = await List(new PoolFilter(), PageRequest.From(2, null, second.PreviousCursor).ValueOrNull!);
        var none = await List(new PoolFilter(State: PoolState.NoneLeft), PageRequest.First);
        var turned = await List(new PoolFilter("SUITE") { IsDescending = true }, PageRequest.First);
        var plan = await world.Does((LicensePools pools) =>
            Plans.Of(pools.Select(chain.Customer.Id, new PoolFilter(), PageRequest.First), Cancel));

        Assert.Equal(["OFFICE", "SUITE0", "SUITE1", "SUITE2"], first.Items.Concat(second.Items).Select(p => p.Sku.ProductId));
        Assert.Equal(first.Items, back.Items);
        Assert.Equal("OFFICE", Assert.Single(none.Items).Sku.ProductId);
        Assert.Equal(["SUITE3", "SUITE2", "SUITE1", "SUITE0", "OFFICE"], turned.Items.Select(p => p.Sku.ProductId));
        Assert.Contains("ix_subscriptions_customer_id_created_at_id", plan, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("pk_assigned_licenses", plan, StringComparison.Ordinal);
        Assert.DoesNotContain("Seq Scan on subscriptions", plan, StringComparison.Ordinal);
        Assert.DoesNotContain("Seq Scan on assigned_licenses", plan, StringComparison.Ordinal);

        Task<Page<LicensePool>> List(PoolFilter filter, PageRequest page) =>
            world.Does((LicensePools pools) => pools.List(chain.Customer.Id, filter, page, Cancel));
    }

    /// <summary>Many other customers' subscriptions and licenses, so that reading all of them would cost.</summary>
    private static async Task Crowd(World world, TradingChain chain)
    {
        var other = await world.Customer();
        await using var db = world.Db();
        await db.Database.ExecuteSqlAsync(
            $"""
            insert into users (id, tenant_id, full_name, language, created_at, user_name, normalized_user_name, security_stamp,
                concurrency_stamp, email_confirmed, phone_number_confirmed, two_factor_enabled, lockout_enabled, access_failed_count)
            select gen_random_uuid(), {other.Id.Value}, 'U', 'en', now(), 'u' || i || '@x', 'U' || i || '@X', 'x', 'x',
                false, false, false, false, 0
            from generate_series(1, 5000) i
            """,
            Cancel);
        await db.Database.ExecuteSqlAsync(
            $"""
            insert into assigned_licenses (customer_id, product_id, sku_id, user_id, assigned_at)
            select tenant_id, 'OFFICE', '0001', id, now() from users where tenant_id = {other.Id.Value}
            """,
            Cancel);
        var sample = await db.Subscriptions.AsNoTracking().FirstAsync(s => s.CustomerId == chain.Customer.Id, Cancel);
        await db.Database.ExecuteSqlAsync(
            $"""
            insert into subscriptions (partner_id, id, customer_id, order_id, product_id, sku_id, availability_id, title,
                friendly_name, publisher_name, is_first_party, is_trial, billing_type, billing_cycle, term, quantity,
                unit_price, currency, state, auto_renew, created_at, term_from, version)
            select {sample.PartnerId.Value}, gen_random_uuid(), {other.Id.Value}, gen_random_uuid(), product_id, sku_id, availability_id, title,
                friendly_name, publisher_name, is_first_party, is_trial, billing_type, billing_cycle, term, quantity,
                unit_price, currency, state, auto_renew, created_at, term_from, version
            from subscriptions, generate_series(1, 5000) where id = {sample.Id.Value}
            """,
            Cancel);
        await db.Database.ExecuteSqlAsync($"analyze subscriptions, assigned_licenses", Cancel);
    }

    private static (LicenseSku Sku, int Total, int Suspended, int Assigned, int Available) Summary(LicensePool pool) =>
        (pool.Sku, pool.Total, pool.Suspended, pool.Assigned, pool.Available);

    private static LicenseResult[] Results(Result<LicenseOutcomes> result) =>
        [.. result.ValueOrNull!.All.Select(outcome => outcome.Result)];
}
