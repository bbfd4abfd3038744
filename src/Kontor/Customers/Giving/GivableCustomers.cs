using Kontor.Kernel;
using Kontor.Site;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Kontor.Customers;

/// <summary>A customer of a provider that a reseller does not have.</summary>
/// <param name="Id">Its tenant.</param>
/// <param name="Name">As lists show it.</param>
/// <param name="Domain">Its default domain.</param>
/// <param name="Market">Market key.</param>
/// <param name="IsAsked">Whether an open request asks it to take this reseller.</param>
public sealed record GivableCustomer(Guid Id, string Name, string Domain, string Market, bool IsAsked);

/// <summary>
/// The provider's own customers that one of its resellers has no relationship with, by name (REL-60). Read along the list
/// index of the provider's relationships; what the reseller has is looked up by its key.
/// </summary>
public sealed class GivableCustomers(KontorDb db, NpgsqlDataSource database, TimeProvider clock)
{
    /// <summary>The one relationship in which the reseller has the customer of a row.</summary>
    private const string OfReseller =
        """
        from customer_relationships x
        where x.partner_id = {0} and x.customer_id = r.customer_id and x.kind = 'IndirectReseller' and x.ended_at is null
        """;

    /// <summary>No name sorts after it by bytes.</summary>
    private const string Highest = "\U0010FFFF";

    public static string PathOf(TenantId reseller) => $"/resellers/{reseller}/customers";

    public static ListDefinition<GivableCustomer> Definition(TenantId reseller, Func<string, string> countryOf) => new(
        PathOf(reseller),
        [
            new("name", "column.customer", row => row.Name) { IsHeader = true, Sort = "name" },
            new("domain", "column.domain", row => row.Domain),
            new("country", "column.country", row => countryOf(row.Market)),
        ],
        [])
    {
        SearchKey = "giving.search",
        UsualSort = "name",
    };

    public async Task<Page<GivableCustomer>> Read(
        Actor provider, TenantId reseller, ListState state, PageRequest part, CancellationToken cancel)
    {
        var rows = await Select(provider.TenantId, reseller, state.Search, state.IsDescending, part).ToListAsync(cancel);
        var page = Page.Of(rows, part, row => new Cursor(row.Key, row.Id));
        var asked = await Asked(provider.TenantId, reseller, [.. page.Items.Select(row => new TenantId(row.Id))])
            .ToHashSetAsync(cancel);
        return new(
            [
                .. page.Items.Select(row =>
                    new GivableCustomer(row.Id, row.Name, row.Domain, row.Market, asked.Contains(new(row.Id)))),
            ],
            page.NextCursor,
            page.PreviousCursor);
    }

    /// <summary>On a connection of its own, so that a page can be read while it is counted.</summary>
    public async Task<ListCount> Count(
        Actor provider, TenantId reseller, ListState state, int most, CancellationToken cancel)
    {
        await using var command = SqlText.ToCommand(
            SqlText.ToCount(
                sql =>
                {
                    // A thousand lookups would take longer than walking along both.
                    AddRows(sql, provider.TenantId, state.Search);
                    sql.Add($"and not exists (select {OfReseller})", reseller.Value);
                },
                most),
            database);
        return new((int)(await command.ExecuteScalarAsync(cancel))!);
    }

    /// <summary>The statement for a page, with one row too many; a test looks at its plan.</summary>
    internal IQueryable<Listed> Select(
        TenantId provider, TenantId reseller, string? search, bool isDescending, PageRequest page)
    {
        var sql = new SqlText();
        sql.Add(
            """
            select r.customer_id as "Id", r.customer_name as "Name", r.customer_name_key as "Key",
                r.customer_domain as "Domain", r.customer_market as "Market"
            """);
        AddRows(sql, provider, search);

        // A lookup for each row of the page, however many customers the reseller has; and as good a plan for every provider, so
        // that the database keeps it. Planning a join anew each time took longer than reading.
        sql.Add($"and (select true {OfReseller}) is null", reseller.Value);
        sql.AddPart(page, isDescending, "r.customer_id", "r.customer_name_key", edge => edge.Key);
        return db.Database.SqlQuery<Listed>(sql.ToStatement());
    }

    /// <summary>
    /// Of some customers those that an open request asks already; a test looks at its plan. Asked by itself: within the
    /// statement of the page it was planned anew each time, which took longer than reading.
    /// </summary>
    internal IQueryable<TenantId> Asked(TenantId provider, TenantId reseller, IReadOnlyList<TenantId> customers)
    {
        var now = clock.Now();
        return db.CustomerInvitations
            .Where(i => i.SenderId == provider && i.PartnerId == reseller && customers.Contains(i.CustomerId!.Value)
                && i.Email != null && i.AnsweredAt == null && i.RevokedAt == null && i.ExpiresAt > now)
            .Select(i => i.CustomerId!.Value);
    }

    private static void AddRows(SqlText sql, TenantId provider, string? search)
    {
        sql.Add(
            "from customer_relationships r where r.partner_id = {0} and r.ended_at is null and r.kind = 'IndirectProvider'",
            provider.Value);
        if (search?.Trim().ToLowerInvariant() is { Length: > 0 } begin)
        {
            sql.Add("and r.customer_name_key >= {0} and r.customer_name_key < {1}", begin, begin + Highest);
        }
    }

    internal sealed record Listed(Guid Id, string Name, string Key, string Domain, string Market);
}
