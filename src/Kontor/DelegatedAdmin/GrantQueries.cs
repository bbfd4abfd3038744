using Kontor.Kernel;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Kontor.DelegatedAdmin;

/// <summary>By what a partner's grants are ordered.</summary>
public enum GrantOrder
{
    Customer,
    End,
    Age,
}

/// <summary>Which grants of a partner are wanted.</summary>
/// <param name="Search">How the customer's name begins, in any case, or its id; null for any.</param>
/// <param name="State">As the clock has it; null for any.</param>
/// <param name="Role">Only those with this role, as long as it was not taken away; null for any.</param>
/// <param name="EndsWithinDays">Only active ones that end within so many days; null for any.</param>
/// <param name="CustomerId">Only those of this customer; null for any.</param>
public sealed record GrantFilter(
    string? Search = null,
    GrantState? State = null,
    DirectoryRole? Role = null,
    int? EndsWithinDays = null,
    TenantId? CustomerId = null)
{
    public GrantOrder Order { get; init; }

    public bool IsDescending { get; init; }
}

/// <summary>A grant as its partner's list shows it.</summary>
/// <param name="Id">Grows with time.</param>
/// <param name="CustomerId">In whose tenant.</param>
/// <param name="CustomerName">As lists show it.</param>
/// <param name="State">As the clock has it.</param>
/// <param name="Roles">Those that were not taken away.</param>
/// <param name="EndsAt">When the rights end or the request lapses; null for without end.</param>
/// <param name="ExtendsItself">Whether the end is put off (CUS-77).</param>
/// <param name="RequestedAt">When it was asked for.</param>
/// <param name="LastUsedAt">When somebody last worked by it; null for never.</param>
public sealed record GrantRow(
    GrantId Id,
    TenantId CustomerId,
    string CustomerName,
    GrantState State,
    IReadOnlyList<RoleForGroup> Roles,
    DateTimeOffset? EndsAt,
    bool ExtendsItself,
    DateTimeOffset RequestedAt,
    DateTimeOffset? LastUsedAt);

/// <summary>A partner's grants, all its customers together, read along one index a page at a time.</summary>
public sealed class GrantQueries(KontorDb db, NpgsqlDataSource database, TimeProvider clock)
{
    /// <summary>No name sorts after it by bytes.</summary>
    private const string Highest = "\U0010FFFF";

    private const string Columns =
        """
        select g.id as "Id", g.customer_id as "CustomerId", g.customer_name as "CustomerName",
            g.customer_name_key as "NameKey", g.state as "State", g.until as "Until", g.extends_itself as "ExtendsItself",
            g.requested_at as "RequestedAt", g.last_used_at as "LastUsedAt",
            array(select r.role || ':' || r.agents from delegated_grant_roles r
                where r.partner_id = g.partner_id and r.grant_id = g.id and r.taken_at is null) as "Roles"
        """;

    public async Task<Page<GrantRow>> List(Actor partner, GrantFilter filter, PageRequest page, CancellationToken cancel)
    {
        var now = clock.Now();
        var rows = await Select(partner.TenantId, filter, page).ToListAsync(cancel);
        var listed = Page.Of(rows, page, row => filter.Order switch
        {
            GrantOrder.Customer => new Cursor(row.NameKey, row.Id),
            GrantOrder.End => Cursor.At(row.Until, row.Id),
            _ => new Cursor("", row.Id),
        });
        return new([.. listed.Items.Select(row => row.ToRow(now))], listed.NextCursor, listed.PreviousCursor);
    }

    /// <summary>How many there are, counted up to one more than <paramref name="most"/>; on a connection of its own.</summary>
    public async Task<int> Count(Actor partner, GrantFilter filter, int most, CancellationToken cancel)
    {
        await using var command = SqlText.ToCommand(
            SqlText.ToCount(sql => AddRows(sql, partner.TenantId, filter, clock.Now()), most), database);
        return (int)(await command.ExecuteScalarAsync(cancel))!;
    }

    /// <summary>The statement for a page, with one row too many; a test looks at its plan.</summary>
    internal IQueryable<Listed> Select(TenantId partner, GrantFilter filter, PageRequest page)
    {
        var sql = new SqlText();
        sql.Add(Columns);
        AddRows(sql, partner, filter, clock.Now());
        switch (filter.Order)
        {
            case GrantOrder.Customer:
                sql.AddPart(page, filter.IsDescending, "g.id", "g.customer_name_key", edge => edge.Key);
                break;
            case GrantOrder.End:
                sql.AddPart(page, filter.IsDescending, "g.id", "g.until", edge => edge.Instant);
                break;
            default:
                sql.AddPart(page, filter.IsDescending, "g.id");
                break;
        }

        return db.Database.SqlQuery<Listed>(sql.ToStatement());
    }

    private static void AddRows(SqlText sql, TenantId partner, GrantFilter filter, DateTimeOffset now)
    {
        sql.Add("from delegated_grants g where g.partner_id = {0}", partner.Value);
        if (filter.Search?.ToLowerInvariant() is { Length: > 0 } search)
        {
            if (Guid.TryParse(search, out var id))
            {
                sql.Add("and g.customer_id = {0}", id);
            }
            else
            {
                sql.Add("and g.customer_name_key >= {0} and g.customer_name_key < {1}", search, search + Highest);
            }
        }

        if (filter.CustomerId is { } customer)
        {
            sql.Add("and g.customer_id = {0}", customer.Value);
        }

        if (filter.State is { } state)
        {
            sql.Add(
                state switch
                {
                    GrantState.Active or GrantState.Requested => "and g.state = {0} and g.until > {1}",
                    GrantState.Expired =>
                        "and (g.state = {0} or (g.state in ('Requested', 'Active') and g.until <= {1}))",
                    _ => "and g.state = {0}",
                },
                $"{state}", now);
        }

        if (filter.EndsWithinDays is { } days)
        {
            sql.Add("and g.state = 'Active' and g.until > {0} and g.until <= {1}", now, now.AddDays(days));
        }

        if (filter.Role is { } role)
        {
            sql.Add(
                """
                and exists (select from delegated_grant_roles r where r.partner_id = {0} and r.grant_id = g.id
                    and r.role = {1} and r.taken_at is null)
                """,
                partner.Value, $"{role}");
        }
    }

    internal sealed record Listed(
        Guid Id,
        Guid CustomerId,
        string CustomerName,
        string NameKey,
        string State,
        DateTimeOffset Until,
        bool ExtendsItself,
        DateTimeOffset RequestedAt,
        DateTimeOffset? LastUsedAt,
        string[] Roles)
    {
        public GrantRow ToRow(DateTimeOffset now)
        {
            var state = Enum.Parse<GrantState>(State);
            return new(
                new GrantId(Id),
                new TenantId(CustomerId),
                CustomerName,
                !GrantStates.IsFinal(state) && Until <= now ? GrantState.Expired : state,
                [.. Roles.Select(PairOf).OrderBy(pair => pair.Role).ThenBy(pair => pair.Agents)],
                Until == GrantTimes.Never ? null : Until,
                ExtendsItself,
                RequestedAt,
                LastUsedAt);
        }

        private static RoleForGroup PairOf(string text) =>
            new(Enum.Parse<DirectoryRole>(text.Split(':')[0]), Enum.Parse<AgentGroup>(text.Split(':')[1]));
    }
}
