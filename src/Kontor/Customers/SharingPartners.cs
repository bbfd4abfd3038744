using Kontor.Kernel;
using Npgsql;

namespace Kontor.Customers;

/// <summary>With whom a partner can share customers, as choices for its list (REL-25, REL-64).</summary>
/// <param name="Resellers">By name; only the chosen one when there are more than people choose from.</param>
/// <param name="Providers">Likewise.</param>
public sealed record SharingPartners(IReadOnlyList<SharingPartner> Resellers, IReadOnlyList<SharingPartner> Providers);

public sealed record SharingPartner(Guid Id, string Name);

public sealed class SharingPartnersQuery(NpgsqlDataSource database)
{
    /// <summary>Beyond it nobody looks through a list of choices; the partners' own list leads to their customers.</summary>
    private const int Most = 100;

    /// <param name="partner">Who looks.</param>
    /// <param name="chosen">Partners that are named in the address; given back only where they are partners of the one that looks.</param>
    /// <param name="cancel">Set when nobody waits any more.</param>
    public async Task<SharingPartners> Of(Actor partner, IReadOnlyList<Guid> chosen, CancellationToken cancel)
    {
        await using var command = database.CreateCommand(
            """
            with resellers as materialized (
                select reseller_id as id from partnerships where provider_id = $1 and ended_at is null limit $2 + 1
            ), providers as materialized (
                select provider_id as id from partnerships where reseller_id = $1 and ended_at is null limit $2 + 1
            )
            select side, o.id, o.name
            from (
                select 'reseller' as side, id from resellers where (select count(*) from resellers) <= $2
                union
                select 'provider', id from providers where (select count(*) from providers) <= $2
                union
                select 'reseller', reseller_id from partnerships where provider_id = $1 and reseller_id = any ($3)
                union
                select 'provider', provider_id from partnerships where reseller_id = $1 and provider_id = any ($3)
            ) p
            join lateral (
                select t.id, o.name from tenants t join organisations o on o.id = t.organisation_id where t.id = p.id
            ) o on true
            """);
        command.Parameters.Add(Sql.Uuid(partner.TenantId.Value));
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = Most });
        command.Parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = [.. chosen] });
        List<SharingPartner> resellers = [], providers = [];
        await using var reader = await command.ExecuteReaderAsync(cancel);
        while (await reader.ReadAsync(cancel))
        {
            (reader.GetString(0) == "reseller" ? resellers : providers)
                .Add(new SharingPartner(reader.GetGuid(1), reader.GetString(2)));
        }

        return new(Choices(resellers), Choices(providers));
    }

    private static SharingPartner[] Choices(List<SharingPartner> partners) =>
        [.. partners.OrderBy(partner => partner.Name, StringComparer.CurrentCultureIgnoreCase)];
}
