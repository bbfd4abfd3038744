using System.Text;
using Kontor.Kernel;
using Npgsql;
using NpgsqlTypes;

namespace Kontor.PartnerCenter;

/// <summary>One row of a partner's list of customers.</summary>
internal readonly record struct CustomerRow(Guid Id, string Name, string Domain, string Kind, string NameKey)
{
    public SeekPosition Position => new(NameKey, Id);
}

/// <summary>
/// A partner's customers by name, a page at a time in both directions, on the index that begins with the partner. The
/// page is as deep in the list as one likes at the same cost.
/// </summary>
internal static class CustomerPages
{
    /// <summary>
    /// The statement for a page. It asks for one row more than the page holds: whether it comes tells whether the list
    /// goes on. Rows come in the list's order; backwards pages carry their number of rows in the last column, since the
    /// row too many comes first there. A customer with several relationships comes once; the index alone gives the order,
    /// so that no page sorts what lies behind it.
    /// </summary>
    /// <returns>The fault of a filter that cannot be used, else null.</returns>
    public static Fault? Prepare(NpgsqlCommand command, TenantId partner, SeekRequest request)
    {
        var parameters = command.Parameters;
        parameters.Add(Sql.Uuid(partner.Value));
        parameters.Add(new NpgsqlParameter
        {
            NpgsqlDbType = NpgsqlDbType.Bigint,
            Value = request.Size == 0 ? DBNull.Value : request.Size + 1L,
        });
        var sql = new StringBuilder(
            """
            select distinct on (r.customer_name_key, r.customer_id)
                r.customer_id, r.customer_name, r.customer_domain, r.kind, r.customer_name_key
            from customer_relationships r
            where r.partner_id = $1 and r.ended_at is null
                and (r.kind <> 'Advisor' or not exists (select from customer_relationships o
                    where o.partner_id = $1 and o.customer_id = r.customer_id and o.kind <> 'Advisor' and o.ended_at is null))
            """);
        AddPosition(sql, parameters, request);
        if (request.Filter is { } filter)
        {
            sql.Append(" and ");
            if (CustomerFilters.AddTo(filter, sql, parameters) is { } fault)
            {
                return fault;
            }
        }

        AddOrder(sql, parameters, request);
        command.CommandText = sql.ToString();
        return null;
    }

    public static CustomerRow Read(NpgsqlDataReader row) =>
        new(row.GetGuid(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetString(4));

    /// <summary>How many rows a backwards page has, the one too many included.</summary>
    public static long ReadCount(NpgsqlDataReader row) => row.GetInt64(5);

    private static void AddPosition(StringBuilder sql, NpgsqlParameterCollection parameters, SeekRequest request)
    {
        if (request.From is not { } page || request.Operation is not (SeekOperation.Next or SeekOperation.Previous))
        {
            return;
        }

        var (at, sign) = request.IsBackward ? (page.First, '<') : (page.Last, '>');
        parameters.Add(Sql.Text(at.Key));
        parameters.Add(Sql.Uuid(at.Id));
        sql.Append(" and (r.customer_name_key, r.customer_id) ").Append(sign).Append(" ($3, $4)");
    }

    private static void AddOrder(StringBuilder sql, NpgsqlParameterCollection parameters, SeekRequest request)
    {
        if (request.IsBackward)
        {
            sql.Insert(0, "select page.*, count(*) over () from (")
                .Append(" order by r.customer_name_key desc, r.customer_id desc limit $2) page")
                .Append(" order by page.customer_name_key, page.customer_id");
            return;
        }

        sql.Append(" order by r.customer_name_key, r.customer_id limit $2");
        if (request.Skip > 0)
        {
            parameters.Add(Sql.Int(request.Skip));
            sql.Append(" offset $").Append(parameters.Count);
        }
    }
}
