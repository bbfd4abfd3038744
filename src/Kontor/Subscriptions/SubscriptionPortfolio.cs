using System.Globalization;
using Kontor.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Subscriptions;

/// <summary>By what subscriptions are ordered.</summary>
public enum SubscriptionOrder
{
    Created,
    Name,
    TermEnd,
}

/// <summary>Which subscriptions are wanted, and in which order.</summary>
/// <param name="CustomerId">Only this customer's, those that others sold included; null for all that the reader sells.</param>
public sealed record SubscriptionFilter(TenantId? CustomerId = null)
{
    public SubscriptionId? Id { get; init; }

    /// <summary>How the name begins, in any case; null for any.</summary>
    public string? Name { get; init; }

    public SubscriptionState? State { get; init; }

    public BillingCycle? Cycle { get; init; }

    public SubscriptionOrder Order { get; init; } = SubscriptionOrder.Created;

    public bool IsDescending { get; init; } = true;
}

/// <summary>
/// The subscriptions that somebody sells, resells or has. Each part of the list is read along one index from where the last
/// page ended, in either direction; what the reader sold and what it resells are two parts that are merged. Of what others
/// sold to a named customer only what an entry shows (MUL-05, MUL-22) is searched and ordered by.
/// </summary>
public sealed class SubscriptionPortfolio(KontorDb db)
{
    /// <summary>No name sorts after it by bytes.</summary>
    private const string Highest = "\U0010FFFF";

    private const string Day = "yyyy-MM-dd";

    public async Task<Page<VisibleSubscription>> List(
        Actor actor, SubscriptionFilter filter, PageRequest page, CancellationToken cancel)
    {
        var isRelated = await IsRelated(actor, filter, cancel);
        var chosen = Page.Of(
            await Select(actor, filter, isRelated, page).ToListAsync(cancel), page, row => EdgeOf(row, filter.Order));
        SubscriptionId[] ids = [.. chosen.Items.Select(row => new SubscriptionId(row.Id))];
        var known = await db.Subscriptions.AsNoTracking().Where(s => ids.Contains(s.Id)).ToDictionaryAsync(s => s.Id, cancel);
        return new(
            [.. ids.Select(id => new VisibleSubscription(known[id], ViewOf(actor, known[id], isRelated)))],
            chosen.NextCursor,
            chosen.PreviousCursor);
    }

    /// <summary>How many there are, counted up to one more than <paramref name="most"/>.</summary>
    public async Task<int> Count(Actor actor, SubscriptionFilter filter, int most, CancellationToken cancel)
    {
        var isRelated = await IsRelated(actor, filter, cancel);
        var counted = SqlText.ToCount(
            sql =>
            {
                foreach (var (number, part) in PartsFor(actor, filter, isRelated).Index())
                {
                    sql.Add(number == 0 ? "from (" : "union all");
                    sql.Add("(select s.id from subscriptions s");
                    AddRows(sql, part, filter);
                    sql.Add("limit {0})", most + 1);
                }

                sql.Add(") parts");
            },
            most);
        return await db.Database.SqlQuery<int>(counted).SingleAsync(cancel);
    }

    /// <summary>The statement for a page, with one row too many; a test looks at its plan.</summary>
    internal IQueryable<Chosen> Select(Actor actor, SubscriptionFilter filter, bool isRelated, PageRequest page)
    {
        var sql = new SqlText();
        sql.Add("select id as \"Id\", name as \"Name\", term_end as \"TermEnd\", created_at as \"CreatedAt\" from (");
        foreach (var (number, part) in PartsFor(actor, filter, isRelated).Index())
        {
            var key = KeyOf(filter.Order, part.Name, "s.term_end");
            sql.Add(number == 0 ? "(" : "union all (");
            sql.Add($"select s.id, {part.Name} as name, s.term_end, s.created_at from subscriptions s");
            AddRows(sql, part, filter);
            sql.AddPart(
                page,
                filter.IsDescending,
                "s.id",
                key,
                edge => filter.Order == SubscriptionOrder.TermEnd ? DayOf(edge.Key) : edge.Key);
            sql.Add(")");
        }

        sql.Add(") listed");
        sql.AddOrder(page, filter.IsDescending, "id", KeyOf(filter.Order, "name", "term_end"));
        return db.Database.SqlQuery<Chosen>(sql.ToStatement());
    }

    private static string? KeyOf(SubscriptionOrder order, string name, string termEnd) => order switch
    {
        SubscriptionOrder.Name => name,
        SubscriptionOrder.TermEnd => termEnd,
        _ => null,
    };

    private static void AddRows(SqlText sql, Part part, SubscriptionFilter filter)
    {
        sql.Add($"where {part.Where}", part.Values);
        if (filter.CustomerId is { } customer)
        {
            sql.Add("and s.customer_id = {0}", customer.Value);
        }

        if (filter.Id is { } id)
        {
            sql.Add("and s.id = {0}", id.Value);
        }

        if (filter.Name?.ToLowerInvariant() is { Length: > 0 } name)
        {
            sql.Add($"and {part.Name} >= {{0}} and {part.Name} < {{1}}", name, name + Highest);
        }

        // Our own words, as literals: so the partial indexes of what few are can be found.
        if (filter.State is { } state)
        {
            sql.Add($"and s.state = '{state}'");
        }

        if (filter.Cycle is { } cycle)
        {
            sql.Add($"and s.billing_cycle = '{cycle}'");
        }
    }

    /// <summary>The parts of the list; they never overlap.</summary>
    private static IEnumerable<Part> PartsFor(Actor actor, SubscriptionFilter filter, bool isRelated)
    {
        var me = actor.TenantId.Value;
        if (actor.TenantKind == TenantKind.Operator)
        {
            yield return new("true", "s.name_key");
            yield break;
        }

        if (actor.TenantKind == TenantKind.Customer)
        {
            yield return new("s.customer_id = {0}", "s.name_key", me);
            yield break;
        }

        yield return new("s.partner_id = {0}", "s.name_key", me);
        yield return new("s.reseller_id = {0} and s.partner_id <> {0}", "s.name_key", me);
        if (isRelated && filter.Cycle is null)
        {
            yield return new(
                "s.partner_id <> {0} and s.reseller_id is distinct from {0}", "lower(s.title) collate \"C\"", me);
        }
    }

    /// <summary>Whether the customer's other subscriptions are entries for the reader, too (MUL-22).</summary>
    private async Task<bool> IsRelated(Actor actor, SubscriptionFilter filter, CancellationToken cancel) =>
        actor.TenantKind == TenantKind.Partner && filter.CustomerId is { } customer
        && await db.Set<Customers.CustomerRelationship>().AnyAsync(
            r => r.PartnerId == actor.TenantId && r.CustomerId == customer && r.EndedAt == null, cancel);

    private static SubscriptionView ViewOf(Actor actor, Subscription s, bool isRelated) => SubscriptionVisibility.Of(
        actor.TenantId, actor.TenantKind, s.PartnerId, s.ResellerId, s.CustomerId, isRelated);

    private static Cursor EdgeOf(Chosen row, SubscriptionOrder order) => order switch
    {
        SubscriptionOrder.Name => new(row.Name, row.Id),
        SubscriptionOrder.TermEnd => new(row.TermEnd.ToString(Day, CultureInfo.InvariantCulture), row.Id),
        _ => Cursor.At(row.CreatedAt, row.Id),
    };

    private static DateOnly DayOf(string key) =>
        DateOnly.TryParseExact(key, Day, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : DateOnly.MaxValue;

    /// <param name="Where">Which rows, of nobody else's.</param>
    /// <param name="Name">The name that the reader sees, as it is ordered.</param>
    /// <param name="Values">Of <paramref name="Where"/>.</param>
    private sealed record Part(string Where, string Name, params object[] Values);

    internal sealed record Chosen(Guid Id, string Name, DateOnly TermEnd, DateTimeOffset CreatedAt);
}
