using System.Collections.Immutable;
using Kontor.Accounts;
using Kontor.Agreements;
using Kontor.Billing;
using Kontor.Eligibility;
using Kontor.Enrolment;
using Kontor.Kernel;
using Npgsql;

namespace Kontor.Orders;

/// <summary>Contact data that the confirmation needs, beside what the rules ask about a tenant.</summary>
internal sealed record Contact(string Email, string Language);

/// <summary>The parties of a purchase as read, before rules see them.</summary>
/// <param name="Parties">What the rules ask about.</param>
/// <param name="SellerContact">Where the confirmation goes.</param>
/// <param name="Qualifications">What the customer qualifies for.</param>
/// <param name="IsVisible">Whether the seller may know that the customer exists: it has any relationship with it.</param>
internal sealed record ReadParties(OrderParties Parties, Contact SellerContact, Qualifications Qualifications, bool IsVisible);

/// <summary>
/// Reads who buys for whom: three statements that travel together with the rest of an order's questions in one round
/// trip.
/// </summary>
internal static class PartiesFacts
{
    private static readonly string TenantsSql =
        $"""
        select asked.part, asked.network_id, asked.network_kind, t.id, t.organisation_id, o.control_group_id, t.kind,
            t.cloud, t.market, o.name, t.default_domain,
            (select e.state from partner_enrolments e where e.tenant_id = t.id and e.type = 'Provider'),
            (select e.state from partner_enrolments e where e.tenant_id = t.id and e.type = 'Reseller'),
            (select e.state from partner_enrolments e where e.tenant_id = t.id and e.type = 'DirectPartner'),
            array(select s.region_group from partner_agreement_signatures s
                where s.organisation_id = t.organisation_id and {SignatureSql.Holds("$4")}),
            exists (select from network_ids n where n.tenant_id = t.id),
            o.contact_email, o.language, o.registration_number, o.contact_phone, t.qualifications,
            array(select r.kind from customer_relationships r
                where r.partner_id = t.id and r.customer_id = $2 and r.ended_at is null),
            asked.part = 'customer'
                and exists (select from customer_agreement_acceptances a where a.customer_id = t.id),
            t.shared_services_of,
            asked.part = 'seller' and coalesce(
                (select v.number <> '' from vat_ids v where v.tenant_id = t.id order by v.counts_from desc limit 1), false)
        from (
            select 'seller' as part, null as network_id, null as network_kind, $1 as tenant_id
            union all select 'customer', null, null, $2
            union all select 'reseller', n.id, n.kind, n.tenant_id from network_ids n where n.id = any ($3)) asked
        left join tenants t on t.id = asked.tenant_id
        left join organisations o on o.id = t.organisation_id
        """;

    private const string TiesSql =
        """
        select p.provider_id, p.reseller_id
        from partnerships p
        where p.ended_at is null
            and p.provider_id = any (array[$1, $2] || array(select n.tenant_id from network_ids n where n.id = any ($3)))
            and p.reseller_id = any (array[$1, $2] || array(select n.tenant_id from network_ids n where n.id = any ($3)))
        """;

    private const string CreditSql =
        "select limit_units, exposure_units, last_change from credit_accounts where tenant_id = $1";

    /// <param name="batch">What else is asked.</param>
    /// <param name="seller">Who sells.</param>
    /// <param name="customer">Who buys.</param>
    /// <param name="networkIds">Of resellers that are named in the order.</param>
    /// <param name="now">Signatures have to hold at this instant.</param>
    public static void Ask(
        NpgsqlBatch batch, TenantId seller, TenantId customer, string[] networkIds, DateTimeOffset now)
    {
        batch.BatchCommands.Add(new(TenantsSql)
        {
            Parameters = { Sql.Uuid(seller.Value), Sql.Uuid(customer.Value), Sql.Texts(networkIds), Sql.Instant(now) },
        });
        batch.BatchCommands.Add(new(TiesSql)
        {
            Parameters = { Sql.Uuid(seller.Value), Sql.Uuid(customer.Value), Sql.Texts(networkIds) },
        });
        batch.BatchCommands.Add(new(CreditSql) { Parameters = { Sql.Uuid(seller.Value) } });
    }

    /// <summary>Reads the answers to what <see cref="Ask"/> asked; null when there is no such customer tenant.</summary>
    /// <param name="reader">At the first answer.</param>
    /// <param name="seller">Who sells.</param>
    /// <param name="markets">For countries and regions.</param>
    /// <param name="cancel">Gives up.</param>
    /// <param name="draft">Stands for a customer that is not made yet (CUS-62).</param>
    public static async Task<(ReadParties? Parties, CreditAccount? Credit)> Read(
        NpgsqlDataReader reader, TenantId seller, Markets markets, CancellationToken cancel, DraftBuyer? draft = null)
    {
        var tenants = new List<TenantRow>();
        while (await reader.ReadAsync(cancel))
        {
            tenants.Add(TenantRow.From(reader, markets));
        }

        await reader.NextResultAsync(cancel);
        var partnerships = ImmutableArray.CreateBuilder<PartnershipTie>();
        while (await reader.ReadAsync(cancel))
        {
            partnerships.Add(new(new(reader.GetGuid(0)), new(reader.GetGuid(1))));
        }

        await reader.NextResultAsync(cancel);
        var credit = await reader.ReadAsync(cancel)
            ? new CreditAccount
            {
                TenantId = seller,
                LimitUnits = reader.GetInt64(0),
                ExposureUnits = reader.GetInt64(1),
                LastChange = Enum.Parse<CreditChange>(reader.GetString(2)),
            }
            : null;
        return (Assemble(tenants, partnerships.ToImmutable(), markets, draft), credit);
    }

    private static ReadParties? Assemble(
        List<TenantRow> rows, ImmutableArray<PartnershipTie> partnerships, Markets markets, DraftBuyer? draft)
    {
        var seller = rows.First(row => row.Part == "seller");
        var customer = draft is null ? rows.First(row => row.Part == "customer") : TenantRow.Of(draft);
        if (customer.Party is null || seller.Party is null)
        {
            return null;
        }

        var country = markets.Find(customer.Market)?.IsoCode ?? customer.Market;
        var resellers = rows.Where(row => row.Part == "reseller").Select(row => new NamedReseller(
            row.NetworkId!,
            row.NetworkKind,
            row.Party,
            draft is null ? row.RelationshipKinds.Contains("IndirectReseller") : row.Party?.TenantId == draft.ResellerId));
        return new ReadParties(
            new OrderParties(
                seller.Party,
                customer.Party,
                draft is not null || seller.RelationshipKinds.Contains("IndirectProvider") || seller.RelationshipKinds.Contains("Reseller"),
                customer.HasAcceptedAgreement,
                country,
                RegistrationNumbers.AreComplete(country, customer.RegistrationNumber, customer.Phone),
                !seller.HasVatId && VatIds.AreNeededIn(markets.Find(seller.Market)?.IsoCode ?? seller.Market),
                new Ties(partnerships, []),
                [.. resellers]),
            new Contact(seller.Email, seller.Language),
            customer.Qualifications,
            draft is not null || seller.RelationshipKinds.Length > 0);
    }

    private sealed record TenantRow(
        string Part,
        string? NetworkId,
        NetworkIdKind NetworkKind,
        Party? Party,
        string Market,
        string Email,
        string Language,
        string? RegistrationNumber,
        string? Phone,
        Qualifications Qualifications,
        string[] RelationshipKinds,
        bool HasAcceptedAgreement,
        bool HasVatId)
    {
        public static TenantRow From(NpgsqlDataReader reader, Markets markets)
        {
            var part = reader.GetString(0);
            var networkId = Text(reader, 1);
            var networkKind = Text(reader, 2) is { } kind ? Enum.Parse<NetworkIdKind>(kind) : NetworkIdKind.Global;
            if (reader.IsDBNull(3))
            {
                return new(part, networkId, networkKind, null, "", "", "en", null, null, Qualifications.None, [], false, false);
            }

            var market = reader.GetString(8);
            var region = markets.Find(market)?.RegionGroup;
            var party = new Party(
                new(reader.GetGuid(3)),
                new(reader.GetGuid(4)),
                reader.IsDBNull(5) ? null : reader.GetGuid(5),
                Enum.Parse<TenantKind>(reader.GetString(6)),
                Enum.Parse<Cloud>(reader.GetString(7)),
                region,
                new Enrolments(State(reader, 11), State(reader, 12), State(reader, 13)),
                reader.GetFieldValue<string[]>(14).Contains(region),
                reader.GetBoolean(15),
                reader.GetString(9),
                reader.GetString(10))
            {
                SharedServicesOf = reader.IsDBNull(23) ? null : new(reader.GetGuid(23)),
            };
            return new(
                part, networkId, networkKind, party, market, reader.GetString(16), reader.GetString(17), Text(reader, 18),
                Text(reader, 19), (Qualifications)reader.GetInt32(20), reader.GetFieldValue<string[]>(21), reader.GetBoolean(22),
                reader.GetBoolean(24));
        }

        /// <summary>What would be read once it is made.</summary>
        public static TenantRow Of(DraftBuyer draft) => new(
            "customer", null, NetworkIdKind.Global, draft.Party, draft.Market, "", "en", draft.RegistrationNumber,
            draft.Phone, draft.Qualifications, [], draft.HasAcceptedAgreement, HasVatId: false);

        private static EnrolmentState? State(NpgsqlDataReader reader, int column) =>
            reader.IsDBNull(column) ? null : Enum.Parse<EnrolmentState>(reader.GetString(column));

        private static string? Text(NpgsqlDataReader reader, int column) =>
            reader.IsDBNull(column) ? null : reader.GetString(column);
    }
}
