using Kontor.Activity;
using Kontor.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Tests.Activity;

public sealed class ActivityQueryTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("Rule", "OPS-60")]
    public async Task A_log_is_read_newest_first_to_its_end_and_holds_nothing_of_others()
    {
        await using var world = await World.Create();
        var (one, other) = (await world.Provider(), await world.Provider());
        await Happen(world, one, 23);
        await Happen(world, other, 5);

        var seen = new List<ActivityRow>();
        string? cursor = null;
        do
        {
            var page = PageRequest.From(10, cursor).ValueOrNull!;
            var rows = await world.Does((ActivityQueries use) => use.Own(one.GlobalAdmin, new ActivityFilter(), page, Cancel));
            seen.AddRange(rows.Items);
            cursor = rows.NextCursor;
        }
        while (cursor is not null);

        Assert.Equal(23, seen.Select(row => row.Id).Distinct().Count());
        Assert.Equal(seen.OrderByDescending(row => row.At).Select(row => row.Id), seen.Select(row => row.Id));
        Assert.All(seen, row => Assert.Equal(one.Id, row.TenantId));
    }

    [Fact]
    [Trait("Rule", "OPS-60")]
    public async Task Filters_narrow_by_time_action_person_and_customer()
    {
        await using var world = await World.Create();
        var (one, customer) = (await world.Provider(), await world.Customer());
        await Happen(world, one, 3);
        world.Clock.Advance(TimeSpan.FromDays(1));
        await using (var db = world.Db())
        {
            db.Record(one.GlobalAdmin with { Name = "Grace@x" }, "OrderPlaced", "o", customer.Id, new { }, world.Now);
            await db.SaveChangesAsync(Cancel);
        }

        Assert.Equal(4, await Count(new ActivityFilter()));
        Assert.Equal(1, await Count(new ActivityFilter(new InstantSpan(world.Now, null))));
        Assert.Equal(3, await Count(new ActivityFilter(new InstantSpan(null, world.Now))));
        Assert.Equal(1, await Count(new ActivityFilter(Actions: ["OrderPlaced"])));
        Assert.Equal(0, await Count(new ActivityFilter(Actions: [])));
        Assert.Equal(1, await Count(new ActivityFilter(ActorName: "gRACE")));
        Assert.Equal(1, await Count(new ActivityFilter(Customers: [customer.Id.Value])));
        Assert.Equal(0, await Count(new ActivityFilter(Customers: [])));

        async Task<int> Count(ActivityFilter filter) => (await world.Does((ActivityQueries use) =>
            use.Own(one.GlobalAdmin, filter, PageRequest.First, Cancel))).Items.Count;
    }

    [Fact]
    [Trait("Rule", "OPS-60")]
    public async Task A_customer_sees_what_partners_did_for_it_and_not_what_is_theirs()
    {
        await using var world = await World.Create();
        var chain = await world.TradingChain();
        var other = await world.Customer();
        await using (var db = world.Db())
        {
            db.Record(chain.Provider.GlobalAdmin, "OrderPlaced", "o", chain.Customer.Id, new { }, world.Now);
            db.Record(chain.Provider.GlobalAdmin, "CreditLimitSet", "o", chain.Customer.Id, new { }, world.Now);
            db.Record(chain.Provider.GlobalAdmin, "OrderPlaced", "o", other.Id, new { }, world.Now);
            db.Record(chain.Customer.GlobalAdmin, "RolesAssigned", "u", null, new { }, world.Now);
            await db.SaveChangesAsync(Cancel);
        }

        var seen = await world.Does((ActivityQueries use) =>
            use.Own(chain.Customer.GlobalAdmin, new ActivityFilter(), PageRequest.First, Cancel));

        Assert.Equal(["OrderPlaced", "RolesAssigned"], seen.Items.Select(row => row.Action).Order());
        Assert.All(seen.Items, row => Assert.NotEqual(other.Id, row.CustomerId));
    }

    [Fact]
    public async Task Logs_are_read_along_an_index_without_sorting()
    {
        await using var world = await World.Create();
        var (partner, customer) = (await world.Provider(), await world.Customer());
        await using var db = world.Db();

        // A year of a hundred tenants, each id beginning with its millisecond.
        var beginning = world.Now.AddYears(-1).ToUnixTimeMilliseconds();
        await db.Database.ExecuteSqlAsync(
            $"""
            insert into activity_records (tenant_id, id, at, actor_name, action, customer_id, resource_id, details)
            select case when n % 100 = 0 then {partner.Id.Value} else md5((n % 100)::text)::uuid end,
                (lpad(to_hex({beginning} + n * 630720), 12, '0') || '70008' || substr(md5(n::text), 1, 15))::uuid, now(), 'ada',
                'OrderPlaced', case when n % 500 = 0 then {customer.Id.Value} else md5((n % 5000)::text)::uuid end, '', ''
            from generate_series(1::bigint, 50000) n
            """,
            Cancel);
        await db.Database.ExecuteSqlAsync($"analyze activity_records", Cancel);
        var span = new ActivityFilter(new InstantSpan(world.Now.AddMonths(-1), world.Now));

        var own = await Plan(world, ActivityQueries.OwnStatement(partner.GlobalAdmin, new ActivityFilter(), PageRequest.First));
        var month = await Plan(world, ActivityQueries.OwnStatement(partner.GlobalAdmin, span, PageRequest.First));
        var all = await Plan(world, ActivityQueries.AllStatement(new ActivityFilter(), PageRequest.First));
        var about = await Plan(world, ActivityQueries.OwnStatement(
            partner.GlobalAdmin, new ActivityFilter(Customers: [customer.Id.Value]), PageRequest.First));

        Assert.Contains("pk_activity_records", own, StringComparison.Ordinal);
        Assert.Contains("pk_activity_records", month, StringComparison.Ordinal);
        Assert.Contains("ix_activity_records_customer", own, StringComparison.Ordinal);
        Assert.Contains("ix_activity_records_all", all, StringComparison.Ordinal);
        Assert.Contains("ix_activity_records_customer", about, StringComparison.Ordinal);
        Assert.All([own, month, all], plan =>
        {
            // Two logs that are in order already are merged; that has a sort key, and sorts nothing.
            Assert.DoesNotMatch(@"(?m)^(\s*->\s+)?(Incremental )?Sort$", plan);
            Assert.DoesNotContain("Seq Scan", plan, StringComparison.Ordinal);
        });
    }

    private static async Task<string> Plan(World world, Npgsql.NpgsqlCommand command)
    {
        await using var connection = await world.Source.OpenConnectionAsync(Cancel);
        await using (command)
        {
            command.Connection = connection;
            command.CommandText = "explain (costs off) " + command.CommandText;
            var lines = new List<string>();
            await using var reader = await command.ExecuteReaderAsync(Cancel);
            while (await reader.ReadAsync(Cancel))
            {
                lines.Add(reader.GetString(0));
            }

            return string.Join('\n', lines);
        }
    }

    private static async Task Happen(World world, Participant tenant, int times)
    {
        await using var db = world.Db();
        for (var i = 0; i < times; i++)
        {
            db.Record(tenant.GlobalAdmin, "Tested", $"{i}", null, new { i }, world.Now.AddSeconds(i));
        }

        await db.SaveChangesAsync(Cancel);
    }
}
