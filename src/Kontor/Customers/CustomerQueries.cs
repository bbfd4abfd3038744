using Kontor.Kernel;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Kontor.Customers;

/// <summary>
/// A partner's customers. Every list is read along one index from where the last page ended, in either direction, so that
/// a page costs the same among a hundred customers and among a million. A customer is listed once, with the relationship of
/// the highest kind among those that fit. (DISTINCT ON would need a sort on top, for which PostgreSQL 15 may read the whole
/// list.)
/// </summary>
public sealed class CustomerQueries(KontorDb db, NpgsqlDataSource database)
{
    /// <summary>Fewer than these are sorted sooner than found along another order.</summary>
    internal const int Common = 1_000;

    /// <summary>No name or domain sorts after it by bytes.</summary>
    private const string Highest = "\U0010FFFF";

    private static readonly int Kinds = Enum.GetValues<RelationshipKind>().Length;

    private const string Columns =
        """
        select r.customer_id as "CustomerId", r.customer_name as "Name", r.customer_domain as "Domain",
            r.customer_market as "Market", r.kind as "Kind", r.admin_rights as "AdminRights", r.channel as "Channel",
            r.begun_at as "BegunAt"
        """;

    public async Task<Page<CustomerRow>> List(
        Actor partner, CustomerFilter filter, PageRequest page, CancellationToken cancel)
    {
        if (filter.Counted == 0)
        {
            return new Page<CustomerRow>([], null, null);
        }

        var rows = await Select(partner.TenantId.Value, filter, page).ToListAsync(cancel);
        var listed = Page.Of(rows, page, row => EdgeOf(row, filter.OrderOrUsual));
        var shared = await SharedWith(partner.TenantId, [.. listed.Items.Select(row => row.CustomerId)], cancel);
        return new Page<CustomerRow>(
            [.. listed.Items.Select(row => row.With([.. shared[row.CustomerId]]))], listed.NextCursor, listed.PreviousCursor);
    }

    /// <summary>
    /// Those that somebody searches for: by id, else by the beginning of a name, else, where no customer is called like
    /// that, by the beginning of a domain; so each search goes along one index (CUS-66).
    /// </summary>
    public async Task<CustomerFilter> Searched(Actor partner, CustomerFilter filter, string words, CancellationToken cancel)
    {
        if (Guid.TryParse(words, out var id))
        {
            return filter with { CustomerId = new TenantId(id), Counted = null };
        }

        var isAlone = filter with { Order = null, IsDescending = false } == CustomerFilter.None;
        var found = new CustomerFilter(Name: words);

        // Along the names themselves it does not matter how many begin like that, unless that is the number over the list.
        var mattersHowMany = isAlone || filter.OrderOrUsual != CustomerOrder.Name;
        var count = await Count(partner, found, mattersHowMany ? Common : 0, cancel);
        if (count == 0)
        {
            found = new CustomerFilter(Domain: words);
            count = await Count(partner, found, Common, cancel);
        }

        return filter with
        {
            Name = found.Name,
            Domain = found.Domain,
            IsCommon = count > Common,
            Counted = isAlone || count == 0 ? count : null,
        };
    }

    /// <summary>
    /// The same filter, with what has to be known of it before the list is read in another order than that of names.
    /// </summary>
    public async Task<CustomerFilter> Weighed(Actor partner, CustomerFilter filter, CancellationToken cancel)
    {
        if (!filter.IsShared || filter.OrderOrUsual == CustomerOrder.Name)
        {
            return filter;
        }

        // As many as names would be counted: enough to know, and the number over the list if nothing else is asked.
        var sharing = new CustomerFilter(ResellerId: filter.ResellerId, ProviderId: filter.ProviderId);
        var count = await Count(partner, sharing, Common, cancel);
        return filter with { IsSharedCommon = count > Common, Counted = filter.AsksSharingOnly ? count : null };
    }

    /// <summary>
    /// How many there are, counted up to one more than <paramref name="most"/>; on a connection of its own, so that it can
    /// go on while the list is read. Mostly a customer has one relationship with a partner, so that as many relationships
    /// hold enough customers, and nobody has to ask for each whether it is the highest. Of one kind there is at most one
    /// (CUS-75), so that a few times as many always do.
    /// </summary>
    public async Task<int> Count(Actor partner, CustomerFilter filter, int most, CancellationToken cancel)
    {
        if (filter.Counted is { } counted && (counted <= Common || most <= Common))
        {
            return Math.Min(counted, most + 1);
        }

        var customers = 0;
        foreach (var limit in new[] { most + 1, Kinds * (most + 1) })
        {
            (var relationships, customers) = await Count(partner.TenantId.Value, filter, limit, cancel);
            if (customers > most || relationships < limit)
            {
                break;
            }
        }

        return Math.Min(customers, most + 1);
    }

    /// <summary>The statement for a page, with one row too many; a test looks at its plan.</summary>
    internal IQueryable<Listed> Select(Guid partner, CustomerFilter filter, PageRequest page)
    {
        var order = filter.OrderOrUsual;
        var (key, id) = order switch
        {
            CustomerOrder.Domain => ("r.customer_domain", "r.customer_id"),
            CustomerOrder.Since => ("r.begun_at", "r.customer_id"),
            _ when filter.IsShared => ("s.customer_name_key", "s.customer_id"),
            _ => ("r.customer_name_key", "r.customer_id"),
        };
        var sql = new SqlText();

        // A partner that shares the customer may call it otherwise (CUS-66); pages go on where the order left off.
        var nameKey = order == CustomerOrder.Name ? key : "r.customer_name_key";
        sql.Add($"{Columns}, {nameKey} as \"NameKey\"");
        AddRows(sql, partner, filter, order);
        AddOnce(sql, partner, filter);
        sql.AddPart(page, filter.IsDescending, id, key, edge => order == CustomerOrder.Since ? edge.Instant : edge.Key);
        return db.Database.SqlQuery<Listed>(sql.ToStatement());
    }

    /// <summary>From which rows, and which of them.</summary>
    /// <param name="sql">The statement so far.</param>
    /// <param name="partner">Whose customers.</param>
    /// <param name="filter">Which of them.</param>
    /// <param name="along">The order in which they are read; null where they are only counted.</param>
    private static void AddRows(SqlText sql, Guid partner, CustomerFilter filter, CustomerOrder? along = null)
    {
        var startsAtShared = filter.IsShared && !(filter.IsSharedCommon && along is not (null or CustomerOrder.Name));
        if (startsAtShared)
        {
            sql.Add(
                """
                from shared_customers s
                join customer_relationships r
                    on r.partner_id = {0} and r.customer_id = s.customer_id and r.ended_at is null
                """,
                partner);
            AddSharing(sql, partner, filter);
        }
        else
        {
            sql.Add("from customer_relationships r where r.partner_id = {0} and r.ended_at is null", partner);
            if (filter.IsShared)
            {
                // Asked row by row, as below: many fit, so that few have to be looked at.
                sql.Add("and exists (select from shared_customers s");
                AddSharing(sql, partner, filter);
                sql.Add("and s.customer_id = r.customer_id offset 0)");
            }
        }

        if (filter.Kind is { } kind)
        {
            sql.Add("and r.kind = {0}", $"{kind}");
        }

        if (filter.Name?.ToLowerInvariant() is { Length: > 0 } name)
        {
            var column = Compared(startsAtShared ? "s.customer_name_key" : "r.customer_name_key", CustomerOrder.Name);
            sql.Add($"and {column} >= {{0}} and {column} < {{1}}", name, name + Highest);
        }

        if (filter.Domain?.ToLowerInvariant() is { Length: > 0 } domain)
        {
            var column = Compared("r.customer_domain", CustomerOrder.Domain);
            sql.Add($"and {column} >= {{0}} and {column} < {{1}}", domain, domain + Highest);
        }

        if (filter.CustomerId is { } customer)
        {
            sql.Add("and r.customer_id = {0}", customer.Value);
        }

        if (filter.Rights is { } rights)
        {
            sql.Add("and r.admin_rights = {0}", $"{rights}");
        }

        if (filter.Channel is { } channel)
        {
            sql.Add("and r.channel = {0}", $"{channel}");
        }

        if (filter.Market is { } market)
        {
            sql.Add("and r.customer_market = {0}", market);
        }

        // An expression keeps the planner from the column's own index.
        string Compared(string column, CustomerOrder order) =>
            filter.IsCommon && along is { } other && other != order ? $"({column} || '')" : column;
    }

    /// <summary>Adds of which two partners what they share is asked. A third one is told nothing of it.</summary>
    private static void AddSharing(SqlText sql, Guid partner, CustomerFilter filter)
    {
        var (provider, reseller) = (filter.ProviderId?.Value ?? partner, filter.ResellerId?.Value ?? partner);
        sql.Add("where s.provider_id = {0} and s.reseller_id = {1}", provider, reseller);
        if (partner != provider && partner != reseller)
        {
            sql.Add("and false");
        }
    }

    /// <summary>
    /// Adds that a customer comes once. All that a filter can ask is the same for each of its relationships, save the kind,
    /// of which there is one, the rights and the channel.
    /// </summary>
    private static void AddOnce(SqlText sql, Guid partner, CustomerFilter filter)
    {
        if (filter.Kind is not null)
        {
            return;
        }

        // Asked row by row, which "offset 0" keeps it: an anti-join may become a hash over the whole list.
        sql.Add(
            """
            and not exists (select from customer_relationships o
                where o.partner_id = {0} and o.customer_id = r.customer_id and o.ended_at is null and o.kind > r.kind
            """,
            partner);
        if (filter.Rights is { } rights)
        {
            sql.Add("and o.admin_rights = {0}", $"{rights}");
        }

        if (filter.Channel is { } channel)
        {
            sql.Add("and o.channel = {0}", $"{channel}");
        }

        sql.Add("offset 0)");
    }

    /// <summary>How many customers some relationships are with.</summary>
    private async Task<(int Relationships, int Customers)> Count(
        Guid partner, CustomerFilter filter, int limit, CancellationToken cancel)
    {
        var sql = new SqlText();
        if (filter.AsksSharingOnly)
        {
            // Nobody looks for the relationships, with one of which the sharing would have ended (CUS-14).
            sql.Add("select count(*)::int, count(*)::int from (select from shared_customers s");
            AddSharing(sql, partner, filter);
        }
        else
        {
            sql.Add("select count(*)::int, count(distinct customer_id)::int from (select r.customer_id");
            AddRows(sql, partner, filter);
        }

        sql.Add("limit {0}) listed", limit);
        await using var command = SqlText.ToCommand(sql.ToStatement(), database);
        await using var reader = await command.ExecuteReaderAsync(cancel);
        await reader.ReadAsync(cancel);
        return (reader.GetInt32(0), reader.GetInt32(1));
    }

    private static Cursor EdgeOf(Listed row, CustomerOrder order) => order switch
    {
        CustomerOrder.Domain => new(row.Domain, row.CustomerId),
        CustomerOrder.Since => Cursor.At(row.BegunAt, row.CustomerId),
        _ => new(row.NameKey, row.CustomerId),
    };

    /// <summary>CUS-14: with whom the partner shares each of these customers, by name.</summary>
    private async Task<ILookup<Guid, string>> SharedWith(TenantId partner, Guid[] customers, CancellationToken cancel)
    {
        var self = partner.Value;
        var rows = await db.Database.SqlQuery<Shared>($"""
            select s.customer_id as "CustomerId", o.name as "Name"
            from shared_customers s
            join tenants t on t.id = case when s.provider_id = {self} then s.reseller_id else s.provider_id end
            join organisations o on o.id = t.organisation_id
            where s.customer_id = any ({customers}) and (s.provider_id = {self} or s.reseller_id = {self})
            order by o.name
            """).ToListAsync(cancel);
        return rows.ToLookup(row => row.CustomerId, row => row.Name);
    }

    private sealed record Shared(Guid CustomerId, string Name);

    internal sealed record Listed(
        Guid CustomerId,
        string Name,
        string Domain,
        string Market,
        string Kind,
        string AdminRights,
        string? Channel,
        DateTimeOffset BegunAt,
        string NameKey)
    {
        public CustomerRow With(IReadOnlyList<string> sharedWith) => new(
            new(CustomerId), Name, Domain, Market, Enum.Parse<RelationshipKind>(Kind),
            Enum.Parse<AdminRights>(AdminRights), Channel is null ? null : Enum.Parse<CustomerChannel>(Channel), BegunAt,
            sharedWith);
    }
}
