using Kontor.Accounts;
using Kontor.Customers;
using Kontor.Kernel;
using Npgsql;

namespace Kontor.PartnerCenter;

/// <summary>
/// One customer of a partner, by one prepared statement. A customer that is not the partner's and one that does not
/// exist give the same nothing (CUS-01).
/// </summary>
internal sealed class CustomerReads(NpgsqlDataSource database, Markets markets)
{
    /// <summary>$1 partner, $2 customer. Where there are several relationships, a reseller's comes before an advisor's.</summary>
    public const string ByIdSql =
        """
        select r.customer_name, r.customer_domain, r.kind, r.admin_rights, t.market, o.language, r.customer_name, o.street, o.city,
            o.state, o.postal_code, o.contact_first_name, o.contact_last_name, o.contact_email, o.contact_phone,
            o.registration_number, o.xmin::text::bigint,
            array(select d.domain from tenant_domains d
                where d.tenant_id = t.id and d.domain <> t.default_domain order by d.domain),
            (select s.reseller_id from shared_customers s
                where s.provider_id = $1 and s.customer_id = $2 order by s.since limit 1)
        from customer_relationships r
            join tenants t on t.id = r.customer_id
            join organisations o on o.id = t.organisation_id
        where r.partner_id = $1 and r.customer_id = $2 and r.ended_at is null
        order by r.kind desc
        limit 1
        """;

    /// <summary>The customer as the partner sees it, or null when it has none with that id.</summary>
    public async Task<CustomerBody?> Find(TenantId partner, TenantId customer, CancellationToken cancel)
    {
        await using var command = database.CreateCommand(ByIdSql);
        command.Parameters.Add(Sql.Uuid(partner.Value));
        command.Parameters.Add(Sql.Uuid(customer.Value));
        await using var reader = await command.ExecuteReaderAsync(cancel);
        return await reader.ReadAsync(cancel) ? Read(reader, customer.ToString()) : null;
    }

    /// <summary>The market of the partner's customer, or null when it has none with that id.</summary>
    public async Task<string?> MarketOf(TenantId partner, TenantId customer, CancellationToken cancel)
    {
        await using var command = database.CreateCommand(
            """
            select customer_market from customer_relationships
            where partner_id = $1 and customer_id = $2 and ended_at is null limit 1
            """);
        command.Parameters.Add(Sql.Uuid(partner.Value));
        command.Parameters.Add(Sql.Uuid(customer.Value));
        return (string?)await command.ExecuteScalarAsync(cancel);
    }

    internal static CustomerPartnerRelationship RelationshipOf(string kind) =>
        kind == nameof(RelationshipKind.Advisor)
            ? CustomerPartnerRelationship.Advisor
            : CustomerPartnerRelationship.Reseller;

    private CustomerBody Read(NpgsqlDataReader row, string id)
    {
        var iso = markets.Of(row.GetString(4)).IsoCode;
        var language = row.GetString(5);
        var domains = row.GetFieldValue<string[]>(17);
        var company = new CompanyProfileBody(id, row.GetString(1), row.GetString(0))
        {
            OrganizationRegistrationNumber = row.IsDBNull(15) ? null : row.GetString(15),
            Links = new PageLinks(new Link($"/customers/{id}/profiles/company")),
        };
        return new CustomerBody(id, company)
        {
            BillingProfile = new BillingProfileBody(id, row.GetString(6))
            {
                FirstName = Text(row, 11),
                LastName = Text(row, 12),
                Email = Text(row, 13),
                Culture = $"{language}-{iso}",
                Language = language,
                DefaultAddress = Address(row, iso),
                Attributes = new ResourceAttributes("CustomerBillingProfile", $"{row.GetInt64(16)}"),
            },
            RelationshipToPartner = RelationshipOf(row.GetString(2)),
            AllowDelegatedAccess = row.GetString(3) == nameof(AdminRights.Granted),
            CustomDomains = domains.Length == 0 ? null : domains,
            AssociatedPartnerId = row.IsDBNull(18) ? null : row.GetGuid(18).ToString(),
        };
    }

    private static AddressBody Address(NpgsqlDataReader row, string iso) => new(iso)
    {
        AddressLine1 = Text(row, 7),
        City = Text(row, 8),
        State = Text(row, 9),
        PostalCode = Text(row, 10),
        FirstName = Text(row, 11),
        LastName = Text(row, 12),
        PhoneNumber = Text(row, 14),
    };

    /// <summary>What was never filled in is left out.</summary>
    private static string? Text(NpgsqlDataReader row, int column) =>
        row.GetString(column) is { Length: > 0 } text ? text : null;
}
