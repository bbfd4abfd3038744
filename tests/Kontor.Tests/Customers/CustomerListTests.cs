using Kontor.Customers;
using Kontor.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Tests.Customers;

public sealed class CustomerListTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("Rule", "CUS-66")]
    public async Task Every_customer_is_listed_once_by_name_however_small_the_pages_are()
    {
        await using var world = await World.Create();
        var direct = await world.DirectPartner();
        var customers = new List<Participant>();
        for (var number = 0; number < 7; number++)
        {
            customers.Add(await world.Customer());
            await world.Relationship(direct, customers[^1], RelationshipKind.Reseller);
        }

        // The same organisation, so the same name, and one that is a customer in two ways.
        var twin = await world.Customer(ofSame: customers[3]);
        await world.Relationship(direct, twin, RelationshipKind.Reseller);
        await world.Relationship(direct, customers[0], RelationshipKind.IndirectReseller);

        foreach (var size in (int[])[1, 3, 8, 200])
        {
            var ids = (await All(world, direct, CustomerFilter.None, size)).Select(row => row.CustomerId).ToList();
            Assert.Equal(customers.Append(twin).Select(c => c.Id).ToHashSet(), ids.ToHashSet());
            Assert.Equal(8, ids.Count);
        }

        var rows = await All(world, direct, CustomerFilter.None, 3);
        var names = rows.Select(row => row.Name.ToLowerInvariant()).ToList();
        Assert.Equal(names.Order(StringComparer.Ordinal), names);
    }

    [Fact]
    [Trait("Rule", "CUS-66")]
    public async Task Names_and_domains_are_searched_by_their_beginning_in_any_case()
    {
        await using var world = await World.Create();
        var direct = await world.DirectPartner();
        var customer = await world.Customer();
        await world.Relationship(direct, customer, RelationshipKind.Reseller);

        Assert.Single(await All(world, direct, new(Name: "CUSTOMER")));
        Assert.Single(await All(world, direct, new(Domain: "Customer2.")));
        Assert.Single(await All(world, direct, new("cust", "cust")));
        Assert.Empty(await All(world, direct, new(Name: "ustomer")));
        Assert.Empty(await All(world, direct, new(Name: "c%")));
        Assert.Empty(await All(world, direct, new(Name: "cust", Domain: "xyz")));
    }

    [Fact]
    [Trait("Rule", "REL-22")]
    [Trait("Rule", "REL-25")]
    [Trait("Rule", "REL-64")]
    public async Task A_partner_sees_of_the_other_only_what_they_share()
    {
        await using var world = await World.Create();
        var (provider, one, two) = (await world.Provider(), await world.Reseller(), await world.Reseller());
        var (shared, others, own) = (await world.Customer(), await world.Customer(), await world.Customer());
        await world.SharedCustomer(provider, one, shared);
        await world.SharedCustomer(provider, two, others);
        await world.Relationship(one, own, RelationshipKind.IndirectReseller);

        Assert.Equal([shared.Id], await Ids(world, provider, new(ResellerId: one.Id)));
        Assert.Equal([others.Id], await Ids(world, provider, new(ResellerId: two.Id, Name: "cust", Domain: "cust")));
        Assert.Equal([shared.Id], await Ids(world, one, new(ProviderId: provider.Id)));
        Assert.Equal(new[] { shared.Id, own.Id }.ToHashSet(), [.. await Ids(world, one, CustomerFilter.None)]);

        // Neither is it told what two others share, not even of a customer that is its own.
        await world.Relationship(two, shared, RelationshipKind.IndirectReseller);
        Assert.Empty(await All(world, two, new(ResellerId: one.Id, ProviderId: provider.Id)));
    }

    [Fact]
    [Trait("Rule", "CUS-01")]
    [Trait("Rule", "REL-22")]
    public async Task A_customer_of_others_does_not_exist_and_an_ended_relationship_is_gone()
    {
        await using var world = await World.Create();
        var (direct, stranger, customer) =
            (await world.DirectPartner(), await world.DirectPartner(), await world.Customer());
        var related = await world.Relationship(direct, customer, RelationshipKind.Reseller);
        Assert.NotNull(await Find(world, direct, customer));
        Assert.Null(await Find(world, stranger, customer));

        await using (var db = world.Db())
        {
            (await db.CustomerRelationships.SingleAsync(r => r.Id == related.Id, Cancel)).End(world.Now);
            await db.SaveChangesAsync(Cancel);
        }

        Assert.Null(await Find(world, direct, customer));
        Assert.Empty(await All(world, direct, CustomerFilter.None));
    }

    [Fact]
    [Trait("Rule", "CUS-33")]
    [Trait("Rule", "CUS-49")]
    [Trait("Rule", "CUS-75")]
    public async Task A_customer_sees_all_its_partners_what_each_may_do_and_rights_that_outlived_a_relationship()
    {
        await using var world = await World.Create();
        var (provider, reseller, customer) = (await world.Provider(), await world.Reseller(), await world.Customer());
        await world.SharedCustomer(provider, reseller, customer);
        await world.SharedCustomer(await world.Provider(), await world.Reseller(), await world.Customer());
        await using (var db = world.Db())
        {
            (await db.CustomerRelationships.SingleAsync(r => r.PartnerId == reseller.Id, Cancel)).End(world.Now);
            await db.SaveChangesAsync(Cancel);
        }

        var partners = await world.Does((CustomerDetails q) => q.PartnersOf(customer.GlobalAdmin, Cancel));

        Assert.Equal([provider.Name, reseller.Name], partners.Select(p => p.Partner.Name));
        Assert.Equal([PartnerAbility.SubmitOrders], partners[0].Abilities);
        Assert.Equal([PartnerAbility.AdministerTenant], partners[1].Abilities);
        Assert.NotNull(partners[1].Relationship.EndedAt);
    }

    [Theory]
    [Trait("Rule", "CUS-75")]
    [InlineData(0, 1)]
    [InlineData(1, 2)]
    [InlineData(2, 3)]
    [InlineData(3, 3)]
    [InlineData(1_000, 3)]
    public async Task A_customer_with_several_relationships_counts_once_however_far_is_counted(int most, int counted)
    {
        await using var world = await World.Create();
        var direct = await world.DirectPartner();
        for (var number = 0; number < 3; number++)
        {
            var customer = await world.Customer();
            foreach (var kind in new[] { RelationshipKind.Reseller, RelationshipKind.IndirectReseller, RelationshipKind.Advisor })
            {
                await world.Relationship(direct, customer, kind);
            }
        }

        Assert.Equal(
            counted,
            await world.Does((CustomerQueries q) => q.Count(direct.GlobalAdmin, CustomerFilter.None, most, Cancel)));
    }

    [Fact]
    [Trait("Rule", "CUS-75")]
    public async Task With_rights_a_customer_is_listed_and_counted_once_by_the_highest_relationship_that_has_them()
    {
        await using var world = await World.Create();
        var (direct, customer) = (await world.DirectPartner(), await world.Customer());
        await world.Relationship(direct, customer, RelationshipKind.Reseller);
        await world.Relationship(direct, customer, RelationshipKind.IndirectReseller, withRights: true);
        await world.Relationship(direct, customer, RelationshipKind.IndirectProvider, withRights: true);

        var granted = new CustomerFilter { Rights = AdminRights.Granted };
        var row = Assert.Single(await All(world, direct, granted));
        Assert.Equal((RelationshipKind.IndirectReseller, AdminRights.Granted), (row.Kind, row.AdminRights));
        Assert.Equal(1, await Count(granted));
        Assert.Equal(
            RelationshipKind.Reseller,
            Assert.Single(await All(world, direct, new CustomerFilter { Rights = AdminRights.None })).Kind);
        Assert.Equal(0, await Count(new CustomerFilter { Rights = AdminRights.Removed }));

        Task<int> Count(CustomerFilter filter) =>
            world.Does((CustomerQueries q) => q.Count(direct.GlobalAdmin, filter, 1_000, Cancel));
    }

    [Fact]
    [Trait("Rule", "CUS-14")]
    [Trait("Rule", "REL-64")]
    public async Task What_two_partners_share_is_counted_as_it_is_listed()
    {
        await using var world = await World.Create();
        var (provider, reseller) = (await world.Provider(), await world.Reseller());
        for (var number = 0; number < 3; number++)
        {
            await world.SharedCustomer(provider, reseller, await world.Customer());
        }

        await world.Relationship(provider, await world.Customer(), RelationshipKind.IndirectProvider);
        var (shared, newest) = (
            new CustomerFilter(ResellerId: reseller.Id),
            new CustomerFilter(ResellerId: reseller.Id) { Order = CustomerOrder.Since });
        Assert.Equal((3, 3, 2, 0, 0), (
            await Count(provider, shared, 1_000),
            await Count(provider, await Weighed(newest), 1_000),
            await Count(provider, await Weighed(newest), 1),
            await Count(provider, await Weighed(newest with { Rights = AdminRights.Granted }), 1_000),
            await Count(reseller, shared with { ProviderId = reseller.Id }, 1_000)));

        // Somebody looks for one customer that is not shared, among those that are.
        var found = await world.Does(async (CustomerQueries q) =>
            await q.Searched(provider.GlobalAdmin, await Weighed(newest), $"{Guid.NewGuid()}", Cancel));
        Assert.Equal(0, await Count(provider, found, 1_000));

        Task<int> Count(Participant partner, CustomerFilter filter, int most) =>
            world.Does((CustomerQueries q) => q.Count(partner.GlobalAdmin, filter, most, Cancel));
        Task<CustomerFilter> Weighed(CustomerFilter filter) =>
            world.Does((CustomerQueries q) => q.Weighed(provider.GlobalAdmin, filter, Cancel));
    }

    [Fact]
    [Trait("Rule", "CUS-66")]
    public async Task Of_a_search_that_fits_many_the_newest_are_found_without_sorting_them_all()
    {
        await using var world = await World.Create();
        var (provider, reseller, customer) = (await world.Provider(), await world.Reseller(), await world.Customer());
        await Fill(world, provider, reseller, customer, 5_000);
        var newest = new CustomerFilter { Order = CustomerOrder.Since, IsDescending = true };

        var (common, rare) = await world.Does(async (CustomerQueries q) => (
            await q.Searched(provider.GlobalAdmin, newest, "customer", Cancel),
            await q.Searched(provider.GlobalAdmin, newest, "customer 77", Cancel)));
        var commonPlan = await world.Does((CustomerQueries q) =>
            Plans.Of(q.Select(provider.Id.Value, common, PageRequest.First), Cancel));
        var rarePlan = await world.Does((CustomerQueries q) =>
            Plans.Of(q.Select(provider.Id.Value, rare, PageRequest.First), Cancel));
        var (few, counted) = await world.Does(async (CustomerQueries q) => (
            await q.List(provider.GlobalAdmin, rare, PageRequest.First, Cancel),
            await q.Count(provider.GlobalAdmin, rare, 1_000, Cancel)));

        Assert.Equal((true, false), (common.IsCommon, rare.IsCommon));
        Assert.Contains("using ix_customer_relationships_since", commonPlan, StringComparison.Ordinal);
        Assert.DoesNotContain("Sort Key", commonPlan, StringComparison.Ordinal);
        Assert.Contains("ix_customer_relationships_list", rarePlan, StringComparison.Ordinal);
        Assert.Equal(11, counted);
        Assert.Equal(11, few.Items.Count);
    }

    [Fact]
    [Trait("Rule", "CUS-66")]
    [Trait("Rule", "REL-64")]
    public async Task Of_many_that_are_shared_the_newest_are_found_without_sorting_them_all()
    {
        await using var world = await World.Create();
        var (provider, reseller, customer) = (await world.Provider(), await world.Reseller(), await world.Customer());
        await Fill(world, provider, reseller, customer, 5_000);
        var other = await world.Reseller();
        await world.SharedCustomer(provider, other, await world.Customer());
        var newest = new CustomerFilter(ResellerId: reseller.Id) { Order = CustomerOrder.Since, IsDescending = true };

        var (many, few) = await world.Does(async (CustomerQueries q) => (
            await q.Weighed(provider.GlobalAdmin, newest, Cancel),
            await q.Weighed(provider.GlobalAdmin, newest with { ResellerId = other.Id }, Cancel)));
        var plan = await world.Does((CustomerQueries q) =>
            Plans.Of(q.Select(provider.Id.Value, many, PageRequest.First), Cancel));

        Assert.Equal((true, false), (many.IsSharedCommon, few.IsSharedCommon));
        Assert.Contains("using ix_customer_relationships_since", plan, StringComparison.Ordinal);
        Assert.DoesNotContain("Sort Key", plan, StringComparison.Ordinal);
        Assert.Single(await Ids(world, provider, few));
        Assert.Equal(await First(newest), await First(many));
        Assert.Equal(await First(newest with { Name = "customer 7" }), await First(many with { Name = "customer 7" }));
        Assert.Empty(await Ids(world, other, many with { ProviderId = provider.Id }));

        Task<TenantId[]> First(CustomerFilter filter) => world.Does(async (CustomerQueries q) =>
            (TenantId[])[.. (await q.List(provider.GlobalAdmin, filter, PageRequest.First, Cancel)).Items.Select(row => row.CustomerId)]);
    }

    [Theory]
    [Trait("Rule", "CUS-66")]
    [InlineData(null, null, false, "ix_customer_relationships_list")]
    [InlineData("customer 77", null, false, "ix_customer_relationships_list")]
    [InlineData(null, "customer77", false, "ix_customer_relationships_domain")]
    [InlineData(null, null, true, "ix_shared_customers_list")]
    public async Task A_page_deep_in_a_long_list_is_read_along_one_index(
        string? name, string? domain, bool isShared, string index)
    {
        await using var world = await World.Create();
        var (provider, reseller, customer) = (await world.Provider(), await world.Reseller(), await world.Customer());
        await Fill(world, provider, reseller, customer, 20_000);
        var filter = new CustomerFilter(name, domain, isShared ? reseller.Id : null);
        var middle = await world.Does((CustomerQueries q) =>
            q.List(provider.GlobalAdmin, filter, new PageRequest(50, null), Cancel));
        var next = PageRequest.From(50, middle.NextCursor).ValueOrNull!;

        var plan = await world.Does((CustomerQueries q) => Plans.Of(q.Select(provider.Id.Value, filter, next), Cancel));

        Assert.Contains($"using {index}", plan, StringComparison.Ordinal);
        Assert.DoesNotContain("Seq Scan on customer_relationships", plan, StringComparison.Ordinal);
        Assert.DoesNotContain("Sort Key", plan, StringComparison.Ordinal);
    }

    private static async Task Fill(
        World world, Participant provider, Participant reseller, Participant like, int customers)
    {
        await using var db = world.Db();
        await db.Database.ExecuteSqlAsync(
            $"""
            insert into tenants (id, organisation_id, kind, cloud, market, default_domain, created_at, qualifications)
            select gen_random_uuid(), {like.OrganisationId.Value}, 'Customer', 'Public', 'DE',
                'customer' || n || '.example', now(), 0
            from generate_series(1, {customers}) n;
            insert into customer_relationships (id, partner_id, customer_id, kind, admin_rights, begun_at,
                customer_name, customer_name_key, customer_domain, customer_market)
            select gen_random_uuid(), {provider.Id.Value}, id, 'IndirectProvider', 'None', now(),
                replace(default_domain, 'customer', 'Customer '), replace(default_domain, 'customer', 'customer '),
                default_domain, 'DE'
            from tenants where default_domain like 'customer%.example' and id <> {like.Id.Value};
            insert into shared_customers (provider_id, reseller_id, customer_id, since, customer_name_key)
            select {provider.Id.Value}, {reseller.Id.Value}, id, now(), replace(default_domain, 'customer', 'customer ')
            from tenants where default_domain like 'customer%.example' and id <> {like.Id.Value};
            analyze customer_relationships;
            analyze shared_customers;
            """,
            Cancel);
    }

    private static async Task<List<TenantId>> Ids(World world, Participant partner, CustomerFilter filter) =>
        [.. (await All(world, partner, filter)).Select(row => row.CustomerId)];

    private static async Task<List<CustomerRow>> All(
        World world, Participant partner, CustomerFilter filter, int size = 2)
    {
        var rows = new List<CustomerRow>();
        for (string? cursor = ""; cursor is not null;)
        {
            var asked = PageRequest.From(size, cursor).ValueOrNull!;
            var page = await world.Does((CustomerQueries q) => q.List(partner.GlobalAdmin, filter, asked, Cancel));
            Assert.True(page.Items.Count <= size);
            rows.AddRange(page.Items);
            cursor = page.NextCursor;
        }

        return rows;
    }

    private static Task<CustomerDetail?> Find(World world, Participant partner, Participant customer) =>
        world.Does((CustomerDetails q) => q.Find(partner.GlobalAdmin, customer.Id, Cancel));
}
