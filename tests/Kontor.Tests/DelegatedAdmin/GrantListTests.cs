using Kontor.DelegatedAdmin;
using Kontor.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Tests.DelegatedAdmin;

public sealed class GrantListTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("Rule", "CUS-78")]
    public async Task The_list_is_searched_narrowed_and_walked_in_each_order_and_the_clock_decides_the_state()
    {
        await using var world = await World.Create();
        var partner = await world.DirectPartner();
        var customers = new List<Participant>();
        foreach (var number in Enumerable.Range(0, 6))
        {
            var customer = (await world.Customer()) with { Name = $"Customer {number}" };
            customers.Add(customer);
            await world.Relationship(partner, customer, Kontor.Customers.RelationshipKind.Reseller);
            await world.Granted(
                partner, customer, number == 0 ? null : number * 10, false,
                number % 2 == 0 ? DirectoryRole.MailAdministrator : DirectoryRole.LicenseAdministrator);
        }

        await world.AsksForRights(partner, customers[0]);
        world.Clock.Advance(TimeSpan.FromDays(15));

        Assert.Equal(7, (await List(new())).Count);
        Assert.Equal(5, (await List(new(State: GrantState.Active))).Count);
        Assert.Equal(["Customer 1"], (await List(new(State: GrantState.Expired))).Select(grant => grant.CustomerName));
        Assert.Equal(2, (await List(new(EndsWithinDays: 15))).Count);
        Assert.Equal(2, (await List(new(Role: DirectoryRole.MailAdministrator))).Count);
        Assert.Equal(2, (await List(new(Search: "customer 0"))).Count);
        Assert.Equal(2, (await List(new(Search: $"{customers[0].Id}"))).Count);
        Assert.Single(await List(new(CustomerId: customers[2].Id)));
        foreach (var order in Enum.GetValues<GrantOrder>())
        {
            var up = await List(new() { Order = order });
            var down = await List(new() { Order = order, IsDescending = true });
            Assert.Equal(up.Select(grant => grant.Id), down.Select(grant => grant.Id).Reverse());
        }

        Assert.Null((await List(new() { Order = GrantOrder.End, IsDescending = true }))[0].EndsAt);

        async Task<List<GrantRow>> List(GrantFilter filter)
        {
            var rows = new List<GrantRow>();
            for (string? cursor = ""; cursor is not null;)
            {
                var page = await world.Does((GrantQueries q) =>
                    q.List(partner.GlobalAdmin, filter, PageRequest.From(2, cursor).ValueOrNull!, Cancel));
                rows.AddRange(page.Items);
                cursor = page.NextCursor;
            }

            Assert.Equal(rows.Count, await world.Does((GrantQueries q) => q.Count(partner.GlobalAdmin, filter, 100, Cancel)));
            return rows;
        }
    }

    public static TheoryData<GrantFilter, string> Filters => new()
    {
        { new GrantFilter(), "ix_delegated_grants_list" },
        { new GrantFilter { Order = GrantOrder.End }, "ix_delegated_grants_end" },
        { new GrantFilter { Order = GrantOrder.Age }, "pk_delegated_grants" },
        { new GrantFilter(State: GrantState.Declined), "ix_delegated_grants_state" },
        { new GrantFilter(Role: DirectoryRole.DomainAdministrator), "IX_delegated_grant_roles_partner_id_role_grant_id" },
    };

    [Theory]
    [MemberData(nameof(Filters))]
    public async Task A_page_is_read_along_an_index(GrantFilter filter, string index)
    {
        await using var world = await World.Create();
        var (partner, other, customer) = (await world.DirectPartner(), await world.Provider(), await world.Customer());
        await using var db = world.Db();
        await db.Database.ExecuteSqlAsync(
            $"""
            insert into delegated_grants (partner_id, id, customer_id, customer_name, customer_name_key, state, days,
                extends_itself, note, requested_at, until)
            select case when n % 2 = 0 then {partner.Id.Value}::uuid else {other.Id.Value}::uuid end, gen_random_uuid(),
                {customer.Id.Value}, 'Customer ' || n, 'customer ' || n,
                case when n % 300 = 0 then 'Declined' else 'Active' end, 90, false, '', now(),
                now() + n * interval '1 hour'
            from generate_series(1, 6000) n;
            insert into delegated_grant_roles (partner_id, grant_id, role, agents)
            select partner_id, id, case when id::text < '01' then 'DomainAdministrator' else 'UserAdministrator' end, 'AdminAgents'
            from delegated_grants;
            analyze delegated_grants;
            analyze delegated_grant_roles;
            """,
            Cancel);

        var plan = await world.Does((GrantQueries q) =>
            Plans.Of(q.Select(partner.Id, filter, PageRequest.First), Cancel));

        Assert.Contains(index, plan, StringComparison.Ordinal);
        Assert.DoesNotContain("Seq Scan on delegated_grants", plan, StringComparison.Ordinal);
    }
}
