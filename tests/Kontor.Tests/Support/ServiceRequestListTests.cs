using Kontor.Kernel;
using Kontor.Support;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Tests.Support;

public sealed class ServiceRequestListTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("Rule", "SUP-06")]
    public async Task Each_side_walks_its_own_list_in_each_order_searches_and_narrows_it()
    {
        await using var world = await World.Create();
        var (chain, other, vendor) = (await world.TradingChain(), await world.TradingChain(), await world.Vendor());
        var engineer = vendor.As(Role.SupportEngineer);
        var agent = chain.Provider.As(Role.AdminAgent);
        for (var number = 0; number < 5; number++)
        {
            var wish = World.Fault(title: $"Case {number}") with
            {
                Severity = (ServiceSeverity)(number % 3),
                Topic = number == 4 ? ServiceTopic.HowTo : ServiceTopic.TechnicalFault,
            };
            var id = (await world.AsksForHelp(chain.Customer, chain.Provider, wish: wish)).ValueOrNull!.Id;
            if (number > 2)
            {
                await world.MovesOn(agent, id, ServiceAct.Take, "");
                await world.MovesOn(agent, id, ServiceAct.Escalate);
            }

            world.Clock.Advance(TimeSpan.FromMinutes(10));
        }

        var foreign = (await world.AsksForHelp(other.Customer, other.Provider)).ValueOrNull!;

        foreach (var reader in new[] { agent, chain.Customer.GlobalAdmin })
        {
            Assert.Equal(5, (await List(reader, new())).Count);
            Assert.Equal(3, (await List(reader, new(State: ServiceRequestState.New))).Count);
            Assert.Equal(2, (await List(reader, new(Severity: ServiceSeverity.A))).Count);
            Assert.Equal(["Case 4"], (await List(reader, new(Topic: ServiceTopic.HowTo))).Select(row => row.Title));
            Assert.Equal(["Case 2"], (await List(reader, new(Search: "CASE 2"))).Select(row => row.Title));
            Assert.Empty(await List(reader, new(Search: foreign.Number)));
        }

        Assert.Equal(5, (await List(agent, new(CustomerId: chain.Customer.Id))).Count);
        Assert.Equal(2, (await List(engineer, new())).Count);
        Assert.Single(await List(other.Customer.GlobalAdmin, new(Search: foreign.Number.Replace("-", "", StringComparison.Ordinal))));
        Assert.Empty(await List(chain.Reseller.GlobalAdmin, new()));
        foreach (var reader in new[] { agent, chain.Customer.GlobalAdmin, engineer })
        {
            foreach (var order in Enum.GetValues<ServiceRequestOrder>())
            {
                var up = await List(reader, new() { Order = order });
                var down = await List(reader, new() { Order = order, IsDescending = true });
                Assert.Equal(up.Select(row => row.Id), down.Select(row => row.Id).Reverse());
                Assert.Equal(order == ServiceRequestOrder.Due ? up.OrderBy(row => row.DueAt).ThenBy(row => row.Id.Value.ToString()) : up.OrderBy(row => row.CreatedAt), up);
            }
        }

        async Task<List<ServiceRequestRow>> List(Actor reader, ServiceRequestFilter filter)
        {
            var rows = new List<ServiceRequestRow>();
            for (string? cursor = ""; cursor is not null;)
            {
                var page = await world.Does((ServiceRequestQueries q) =>
                    q.List(reader, filter, PageRequest.From(2, cursor).ValueOrNull!, Cancel));
                rows.AddRange(page.Items);
                cursor = page.NextCursor;
            }

            Assert.Equal(rows.Count, await world.Does((ServiceRequestQueries q) => q.Count(reader, filter, 100, Cancel)));
            return rows;
        }
    }

    public static TheoryData<TenantKind, ServiceRequestFilter, string> Filters
    {
        get
        {
            var data = new TheoryData<TenantKind, ServiceRequestFilter, string>();
            var sides = new[] { (TenantKind.Partner, "partner"), (TenantKind.Customer, "customer"), (TenantKind.Operator, "vendor") };
            foreach (var (kind, side) in sides)
            {
                data.Add(kind, new ServiceRequestFilter(), $"ix_service_requests_{side}");
                data.Add(kind, new ServiceRequestFilter { Order = ServiceRequestOrder.Due }, $"ix_service_requests_{side}_due");
                data.Add(kind, new ServiceRequestFilter(State: ServiceRequestState.Resolved), $"ix_service_requests_{side}_state");
                data.Add(kind, new ServiceRequestFilter(Search: "case 77"), $"ix_service_requests_{side}_title");
                data.Add(kind, new ServiceRequestFilter(Search: "0000-0077"), "IX_service_requests_number");
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Filters))]
    public async Task A_page_is_read_along_an_index(TenantKind kind, ServiceRequestFilter filter, string index)
    {
        await using var world = await World.Create();
        var (partner, other) = (await world.DirectPartner(), await world.Provider());
        var (customer, another, vendor) = (await world.Customer(), await world.Customer(), await world.Vendor());
        await using var db = world.Db();
        await db.Database.ExecuteSqlAsync(
            $"""
            insert into service_requests (id, number, customer_id, partner_id, subscription_title, opened_by, topic, severity, title,
                title_key, description, language, contact_name, contact_email, contact_phone, created_at, state, due_at,
                escalated_at, vendor_due_at, version)
            select gen_random_uuid(), '0000-' || lpad(n::text, 4, '0'),
                case when n % 2 = 0 then {customer.Id.Value}::uuid else {another.Id.Value}::uuid end,
                case when n % 2 = 0 then {partner.Id.Value}::uuid else {other.Id.Value}::uuid end,
                '', 'Customer', 'HowTo', 'C', 'Case ' || n, 'case ' || n, '', 'en', '', '', '', now(),
                case when n % 300 = 0 then 'Resolved' else 'Open' end, now() + n * interval '1 minute',
                case when n % 2 = 0 then now() end, case when n % 2 = 0 then now() + n * interval '1 minute' end, 1
            from generate_series(1, 6000) n;
            analyze service_requests;
            """,
            Cancel);
        var reader = kind == TenantKind.Operator ? vendor : kind == TenantKind.Customer ? customer : partner;

        var plan = await world.Does((ServiceRequestQueries q) =>
            Plans.Of(q.Select(reader.GlobalAdmin, filter, PageRequest.First), Cancel));

        Assert.Contains($" {index}", plan.Replace("\"", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.DoesNotContain("Seq Scan", plan, StringComparison.Ordinal);
    }
}
