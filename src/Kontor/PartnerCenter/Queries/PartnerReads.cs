using Kontor.Accounts;
using Kontor.Agreements;
using Kontor.Enrolment;
using Kontor.Kernel;
using Npgsql;

namespace Kontor.PartnerCenter;

/// <summary>A partner that is asked about by its network id or tenant.</summary>
internal sealed record PartnerRow(bool IsReseller, bool HasSigned);

/// <summary>What partners are: the caller itself, and others by network id or tenant.</summary>
internal sealed class PartnerReads(NpgsqlDataSource database, Markets markets, TimeProvider clock)
{
    private const string OrganizationSql =
        """
        select o.name, o.street, o.city, o.state, o.postal_code, o.contact_first_name, o.contact_last_name, o.contact_email,
            o.contact_phone, o.language, t.market, t.default_domain, o.xmin::text
        from tenants t join organisations o on o.id = t.organisation_id
        where t.id = $1
        """;

    /// <summary>The caller's own organization.</summary>
    public async Task<OrganizationProfileBody> Organization(TenantId partner, CancellationToken cancel)
    {
        await using var command = database.CreateCommand(OrganizationSql);
        command.Parameters.Add(Sql.Uuid(partner.Value));
        await using var row = await command.ExecuteReaderAsync(cancel);
        await row.ReadAsync(cancel);
        var (iso, language, id) = (markets.Of(row.GetString(10)).IsoCode, row.GetString(9), partner.ToString());
        var address = new AddressBody(iso)
        {
            AddressLine1 = Text(row, 1),
            City = Text(row, 2),
            State = Text(row, 3),
            PostalCode = Text(row, 4),
            FirstName = Text(row, 5),
            LastName = Text(row, 6),
            PhoneNumber = Text(row, 8),
        };
        return new OrganizationProfileBody(id, row.GetString(0), address)
        {
            TenantId = id,
            Domain = row.GetString(11),
            Email = Text(row, 7),
            Language = language,
            Culture = $"{language}-{iso}",
            Attributes = new ResourceAttributes("OrganizationProfile", row.GetString(12)),
        };
    }

    /// <summary>The caller's own market key.</summary>
    public async Task<string> MarketOf(TenantId partner, CancellationToken cancel)
    {
        await using var command = database.CreateCommand("select market from tenants where id = $1");
        command.Parameters.Add(Sql.Uuid(partner.Value));
        return (string)(await command.ExecuteScalarAsync(cancel))!;
    }

    /// <summary>The network id of the caller's own tenant; null when none is linked to it.</summary>
    public Task<MpnProfileBody?> NetworkIdOf(TenantId partner, CancellationToken cancel) =>
        NetworkId("n.tenant_id = $1", Sql.Uuid(partner.Value), cancel);

    /// <summary>The partner with that network id; null when nobody has it.</summary>
    public Task<MpnProfileBody?> NetworkIdOf(string networkId, CancellationToken cancel) =>
        NetworkId("n.id = $1", Sql.Text(networkId), cancel);

    /// <summary>What counts for the partner agreement (AGR-06): the partner tenant, or the one the network id is linked to.</summary>
    public Task<PartnerRow?> Find(TenantId partner, CancellationToken cancel) =>
        Find("t.id = $1", Sql.Uuid(partner.Value), cancel);

    public Task<PartnerRow?> Find(string networkId, CancellationToken cancel) =>
        Find("t.id = (select n.tenant_id from network_ids n where n.id = $1)", Sql.Text(networkId), cancel);

    private async Task<MpnProfileBody?> NetworkId(string condition, NpgsqlParameter parameter, CancellationToken cancel)
    {
        await using var command = database.CreateCommand(
            $"""
            select o.name, n.id from network_ids n join organisations o on o.id = n.organisation_id where {condition}
            """);
        command.Parameters.Add(parameter);
        await using var row = await command.ExecuteReaderAsync(cancel);
        return await row.ReadAsync(cancel) ? new MpnProfileBody(row.GetString(0), row.GetString(1)) : null;
    }

    private async Task<PartnerRow?> Find(string condition, NpgsqlParameter parameter, CancellationToken cancel)
    {
        await using var command = database.CreateCommand(
            $"""
            select t.market,
                exists (select from partner_enrolments e
                    where e.tenant_id = t.id and e.type = '{nameof(PartnerType.Reseller)}'),
                array(select s.region_group from partner_agreement_signatures s
                    where s.organisation_id = t.organisation_id and {SignatureSql.Holds("$2")})
            from tenants t
            where t.kind = '{nameof(TenantKind.Partner)}' and {condition}
            """);
        command.Parameters.Add(parameter);
        command.Parameters.Add(Sql.Instant(clock.Now()));
        await using var row = await command.ExecuteReaderAsync(cancel);
        if (!await row.ReadAsync(cancel))
        {
            return null;
        }

        var region = markets.Of(row.GetString(0)).RegionGroup;
        return new PartnerRow(row.GetBoolean(1), row.GetFieldValue<string[]>(2).Contains(region));
    }

    private static string? Text(NpgsqlDataReader row, int column) =>
        row.GetString(column) is { Length: > 0 } text ? text : null;
}
