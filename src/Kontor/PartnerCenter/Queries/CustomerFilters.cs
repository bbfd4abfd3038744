using System.Text;
using Kontor.Kernel;
using Npgsql;

namespace Kontor.PartnerCenter;

/// <summary>The customers' filter as a condition of its query: which fields it knows and how they compare.</summary>
internal static class CustomerFilters
{
    /// <summary>No text of a name or domain sorts after it under the C collation.</summary>
    private const string Highest = "\U0010FFFF";

    /// <summary>Adds the condition and its parameters; what cannot be filtered by is answered with a fault.</summary>
    /// <param name="filter">The filter as parsed.</param>
    /// <param name="sql">The where clause so far; the partner is $1.</param>
    /// <param name="parameters">The statement's parameters so far.</param>
    public static Fault? AddTo(Filter filter, StringBuilder sql, NpgsqlParameterCollection parameters)
    {
        switch (filter)
        {
            case CompoundFilter compound:
                sql.Append('(');
                var left = AddTo(compound.Left, sql, parameters);
                sql.Append(compound.Both ? " and " : " or ");
                var right = AddTo(compound.Right, sql, parameters);
                sql.Append(')');
                return left ?? right;
            case FieldFilter field:
                return Add(field, sql, parameters);
            default:
                throw new ArgumentOutOfRangeException(nameof(filter));
        }
    }

    private static Fault? Add(FieldFilter filter, StringBuilder sql, NpgsqlParameterCollection parameters) =>
        (filter.Field.ToUpperInvariant(), filter.Operator) switch
        {
            ("COMPANYNAME", FilterOperator.StartsWith or FilterOperator.Equals) =>
                Text("r.customer_name_key", filter, sql, parameters),
            ("DOMAIN", FilterOperator.StartsWith or FilterOperator.Equals) =>
                Text("r.customer_domain collate \"C\"", filter, sql, parameters),
            ("INDIRECTRESELLER", FilterOperator.StartsWith or FilterOperator.Equals) =>
                Shared("provider_id", "reseller_id", filter, sql, parameters),
            ("INDIRECTCLOUDSOLUTIONPROVIDER", FilterOperator.StartsWith or FilterOperator.Equals) =>
                Shared("reseller_id", "provider_id", filter, sql, parameters),
            _ => Fault.FilterUnsupported.About(filter.Field, WireEnums<FilterOperator>.Text(filter.Operator).Value),
        };

    private static Fault? Text(string column, FieldFilter filter, StringBuilder sql, NpgsqlParameterCollection parameters)
    {
        var value = filter.Value.ToLowerInvariant();
        var from = Next(parameters, Sql.Text(value));
        if (filter.Operator == FilterOperator.Equals)
        {
            sql.Append(column).Append(" = ").Append(from);
            return null;
        }

        var until = Next(parameters, Sql.Text(value + Highest));
        sql.Append('(').Append(column).Append(" >= ").Append(from)
            .Append(" and ").Append(column).Append(" < ").Append(until).Append(')');
        return null;
    }

    /// <summary>The value is a whole tenant id in every known client, whatever the operator is called.</summary>
    private static Fault? Shared(
        string mine, string theirs, FieldFilter filter, StringBuilder sql, NpgsqlParameterCollection parameters)
    {
        if (!Guid.TryParse(filter.Value, out var tenant))
        {
            return Fault.ArgumentInvalid.About(filter.Field);
        }

        sql.Append("exists (select from shared_customers s where s.").Append(mine).Append(" = $1 and s.").Append(theirs)
            .Append(" = ").Append(Next(parameters, Sql.Uuid(tenant))).Append(" and s.customer_id = r.customer_id)");
        return null;
    }

    private static string Next(NpgsqlParameterCollection parameters, NpgsqlParameter parameter)
    {
        parameters.Add(parameter);
        return $"${parameters.Count}";
    }
}
