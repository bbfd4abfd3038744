using Kontor.Accounts;
using Kontor.Catalog;
using Kontor.Customers;
using Kontor.Kernel;
using Kontor.Policy;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Elsewhere;

/// <summary>Which entries are wanted.</summary>
/// <param name="CustomerId">Only this customer's; null for all, which is for the vendor alone.</param>
/// <param name="Channel">Only what was bought there; null for any.</param>
/// <param name="State">Only what stands so; null for any. For one customer's entries, which are few.</param>
/// <param name="Name">What stands in the name, in any case; null for anything. The same.</param>
public sealed record OutsideFilter(
    TenantId? CustomerId = null, OutsideChannel? Channel = null, OutsideState? State = null, string? Name = null)
{
    /// <summary>Only those of this contract; null for any.</summary>
    public string? Contract { get; init; }

    /// <summary>The newest first, unless turned round.</summary>
    public bool IsDescending { get; init; } = true;
}

/// <summary>Reads what customers bought elsewhere, and knows who may see it.</summary>
public sealed class OutsideSubscriptionQueries(KontorDb db, CurrentPolicy policy, TimeProvider clock)
{
    /// <summary>UTC; by it an entry runs or not.</summary>
    public DateOnly Today => DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);

    /// <summary>Whether somebody may see what a customer bought elsewhere (MUL-22, MUL-25).</summary>
    public async Task<Decision> MaySee(Actor reader, TenantId customer, CancellationToken cancel)
    {
        if (await db.Set<Tenant>().Where(t => t.Id == customer).Select(t => (Cloud?)t.Cloud).SingleOrDefaultAsync(cancel) is not { } cloud)
        {
            return Decision.Refused(ElsewhereReasons.CustomerUnknown);
        }

        var partner = reader.TenantId;
        var isRelated = await db.Set<CustomerRelationship>().AnyAsync(
            r => r.PartnerId == partner && r.CustomerId == customer && r.EndedAt == null, cancel);
        return ElsewhereRules.MaySee(
            reader.TenantKind, partner, customer, isRelated, policy.Value.Has(cloud, CloudFeature.MultiChannel), cloud);
    }

    /// <summary>NAT-10, MUL-25: whether partners manage what they have not sold to this customer.</summary>
    public async Task<Decision> MayBeManaged(TenantId customer, CancellationToken cancel)
    {
        var cloud = await db.Set<Tenant>().Where(t => t.Id == customer).Select(t => t.Cloud).SingleAsync(cancel);
        return Decision.RequireAll(
            (policy.Value.Has(cloud, CloudFeature.MultiChannel), ElsewhereReasons.MultiChannelOff.About(cloud)));
    }

    /// <summary>One entry; a refusal that says no more than that there is none where the reader has nothing to do with it.</summary>
    public async Task<Result<OutsideSubscription>> Find(Actor reader, OutsideSubscriptionId id, CancellationToken cancel)
    {
        if (await db.OutsideSubscriptions.AsNoTracking().SingleOrDefaultAsync(s => s.Id == id, cancel) is not { } found)
        {
            return ElsewhereReasons.Unknown;
        }

        var may = await MaySee(reader, found.CustomerId, cancel);
        return may.IsGranted ? found
            : may.Reasons.Contains(ElsewhereReasons.CustomerUnknown) ? ElsewhereReasons.Unknown
            : may;
    }

    public async Task<Page<OutsideSubscription>> List(OutsideFilter filter, PageRequest page, CancellationToken cancel)
    {
        var rows = await Select(filter, page).ToListAsync(cancel);
        return Page.Of(rows, page, row => new Cursor("", row.Id.Value));
    }

    /// <summary>How many there are, counted up to one more than <paramref name="most"/>.</summary>
    public Task<int> Count(OutsideFilter filter, int most, CancellationToken cancel) =>
        db.Database.SqlQuery<int>(SqlText.ToCount(sql => AddRows(sql, filter), most)).SingleAsync(cancel);

    /// <summary>What the customer has from elsewhere at present of some SKUs, by name; nothing where the reader may not know.</summary>
    public async Task<IReadOnlyList<string>> AlsoElsewhere(
        Actor reader, TenantId customer, IEnumerable<CatalogItemId> items, CancellationToken cancel)
    {
        var skus = items.Select(item => (item.ProductId, item.SkuId)).ToHashSet();
        string[] products = [.. skus.Select(sku => sku.ProductId).Distinct()];
        if (products.Length == 0 || !(await MaySee(reader, customer, cancel)).IsGranted)
        {
            return [];
        }

        var found = await db.OutsideSubscriptions.AsNoTracking()
            .Where(s => s.CustomerId == customer && s.EndedAt == null && s.ProductId != null && products.Contains(s.ProductId))
            .OrderBy(s => s.Id)
            .ToListAsync(cancel);
        return
        [
            .. found.Where(s => skus.Contains((s.ProductId!, s.SkuId!)) && s.StateOn(Today) == OutsideState.Running)
                .Select(s => s.Name).Distinct(),
        ];
    }

    /// <summary>The statement for a page, with one row too many; a test looks at its plan.</summary>
    internal IQueryable<OutsideSubscription> Select(OutsideFilter filter, PageRequest page)
    {
        var sql = new SqlText();
        sql.Add("select *");
        AddRows(sql, filter);
        sql.AddPart(page, filter.IsDescending, "id");
        return db.OutsideSubscriptions.FromSql(sql.ToStatement()).AsNoTracking();
    }

    private void AddRows(SqlText sql, OutsideFilter filter)
    {
        sql.Add("from outside_subscriptions where true");
        if (filter.CustomerId is { } customer)
        {
            sql.Add("and customer_id = {0}", customer.Value);
        }

        if (filter.Channel is { } channel)
        {
            sql.Add("and channel = {0}", $"{channel}");
        }

        if (filter.Contract is { } contract)
        {
            sql.Add("and contract = {0}", contract);
        }

        if (filter.Name?.ToLowerInvariant() is { Length: > 0 } name)
        {
            sql.Add("and strpos(lower(name), {0}) > 0", name);
        }

        if (filter.State is { } state)
        {
            sql.Add(
                state switch
                {
                    OutsideState.Ended => "and (ended_at is not null or ends_on <= {0})",
                    OutsideState.Upcoming => "and ended_at is null and (ends_on is null or ends_on > {0}) and starts_on > {0}",
                    _ => "and ended_at is null and (ends_on is null or ends_on > {0}) and starts_on <= {0}",
                },
                Today);
        }
    }
}
