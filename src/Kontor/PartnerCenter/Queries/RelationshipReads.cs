using Kontor.Accounts;
using Kontor.Kernel;
using Npgsql;

namespace Kontor.PartnerCenter;

/// <summary>The partners that a partner works with: all of them (REL-17), or those it shares a customer with (CUS-14).</summary>
internal sealed class RelationshipReads(NpgsqlDataSource database, Markets markets)
{
    /// <summary>
    /// $1 caller, $2 part of the name or null. REL-17. Of a reseller the network id it joined with counts (CAT-70).
    /// </summary>
    private const string ResellersSql =
        """
        select t.id, o.name, p.reseller_network_id, t.market
        from partnerships p join tenants t on t.id = p.reseller_id join organisations o on o.id = t.organisation_id
        where p.provider_id = $1 and p.ended_at is null and ($2 is null or strpos(lower(o.name), lower($2)) > 0)
        order by o.name, t.id
        """;

    private const string ProvidersSql =
        """
        select t.id, o.name, (select n.id from network_ids n where n.tenant_id = t.id limit 1), t.market
        from partnerships p join tenants t on t.id = p.provider_id join organisations o on o.id = t.organisation_id
        where p.reseller_id = $1 and p.ended_at is null and ($2 is null or strpos(lower(o.name), lower($2)) > 0)
        order by o.name, t.id
        """;

    /// <summary>$1 caller, $2 customer: the resellers with whom the calling provider shares the customer.</summary>
    private const string SharingResellersSql =
        """
        select t.id, o.name, coalesce(
                (select p.reseller_network_id from partnerships p
                    where p.provider_id = $1 and p.reseller_id = t.id and p.ended_at is null limit 1),
                (select n.id from network_ids n where n.tenant_id = t.id limit 1)),
            t.market
        from shared_customers s join tenants t on t.id = s.reseller_id join organisations o on o.id = t.organisation_id
        where s.provider_id = $1 and s.customer_id = $2
        order by o.name, t.id
        """;

    private const string SharingProvidersSql =
        """
        select t.id, o.name, (select n.id from network_ids n where n.tenant_id = t.id limit 1), t.market
        from shared_customers s join tenants t on t.id = s.provider_id join organisations o on o.id = t.organisation_id
        where s.reseller_id = $1 and s.customer_id = $2
        order by o.name, t.id
        """;

    /// <summary>The caller's partners of one side, whose name holds the text in any case where one is given.</summary>
    public async Task<List<PartnerRelationshipBody>> Partners(
        TenantId caller, PartnerRelationshipType type, string? namePart, CancellationToken cancel)
    {
        var isProvider = type == PartnerRelationshipType.IsIndirectCloudSolutionProviderOf;
        await using var command = database.CreateCommand(isProvider ? ResellersSql : ProvidersSql);
        command.Parameters.Add(Sql.Uuid(caller.Value));
        command.Parameters.Add(Sql.Text(namePart));
        return await Read(command, type, cancel);
    }

    /// <summary>Those with whom the caller shares the customer, on both sides of it.</summary>
    public async Task<List<PartnerRelationshipBody>> Sharing(TenantId caller, TenantId customer, CancellationToken cancel)
    {
        var resellers = await Sharing(
            SharingResellersSql, PartnerRelationshipType.IsIndirectCloudSolutionProviderOf, caller, customer, cancel);
        var providers = await Sharing(
            SharingProvidersSql, PartnerRelationshipType.IsIndirectResellerOf, caller, customer, cancel);
        return [.. resellers, .. providers];
    }

    private async Task<List<PartnerRelationshipBody>> Sharing(
        string sql, PartnerRelationshipType type, TenantId caller, TenantId customer, CancellationToken cancel)
    {
        await using var command = database.CreateCommand(sql);
        command.Parameters.Add(Sql.Uuid(caller.Value));
        command.Parameters.Add(Sql.Uuid(customer.Value));
        return await Read(command, type, cancel);
    }

    private async Task<List<PartnerRelationshipBody>> Read(
        NpgsqlCommand command, PartnerRelationshipType type, CancellationToken cancel)
    {
        var partners = new List<PartnerRelationshipBody>();
        await using var row = await command.ExecuteReaderAsync(cancel);
        while (await row.ReadAsync(cancel))
        {
            partners.Add(new PartnerRelationshipBody(
                row.GetGuid(0).ToString(),
                row.GetString(1),
                type,
                await row.IsDBNullAsync(2, cancel) ? null : row.GetString(2),
                markets.Of(row.GetString(3)).IsoCode));
        }

        return partners;
    }
}
