using Kontor.Kernel;
using Npgsql;

namespace Kontor.Activity;

/// <summary>Which records are wanted.</summary>
/// <param name="Span">When it happened.</param>
/// <param name="Actions">Codes of the actions; null for all.</param>
/// <param name="ActorName">How the sign-in name begins, in any case; null for any.</param>
/// <param name="Customers">Only what concerned one of these; null for everything.</param>
/// <param name="Resources">Only what was done to one of these things; null for everything. Names their customer, too.</param>
public sealed record ActivityFilter(
    InstantSpan Span = default,
    string[]? Actions = null,
    string? ActorName = null,
    Guid[]? Customers = null,
    string[]? Resources = null)
{
    public bool IsOldestFirst { get; init; }

    /// <summary>
    /// Partners in the same chain: what they did to <see cref="Resources"/> is shown too, as far as customers may read of it.
    /// </summary>
    public TenantId[] Beside { get; init; } = [];
}

/// <summary>A record of the log as it is listed.</summary>
/// <param name="Id">Grows with time; the order of the list.</param>
/// <param name="TenantId">Whose people did it.</param>
/// <param name="At">When.</param>
/// <param name="ActorName">Sign-in name or application name at that time.</param>
/// <param name="IsApplication">Whether no person did it.</param>
/// <param name="Action">Stable code.</param>
/// <param name="CustomerId">The customer it concerned, if any.</param>
/// <param name="ResourceId">What it concerned.</param>
/// <param name="Details">JSON object.</param>
public sealed record ActivityRow(
    Guid Id,
    TenantId TenantId,
    DateTimeOffset At,
    string ActorName,
    bool IsApplication,
    string Action,
    TenantId? CustomerId,
    string ResourceId,
    string Details);

/// <summary>
/// Reads activity logs in the order of time, in either direction (OPS-60). Ids of records begin with their instant, so the
/// key of the table is also the order of time, and a span of time is a span of ids.
/// </summary>
public sealed class ActivityQueries(NpgsqlDataSource database)
{
    private const string Columns =
        "tenant_id, id, at, actor_name, client_id is not null and user_id is null, action, customer_id, resource_id, details";

    /// <summary>
    /// The log of the actor's own tenant. A customer sees beside it what partners did for it, and a reseller what its
    /// providers did in its tenant (REL-19), as far as <see cref="ActivitySentences.ForCustomers"/> goes.
    /// </summary>
    public Task<Page<ActivityRow>> Own(Actor actor, ActivityFilter filter, PageRequest page, CancellationToken cancel) =>
        Read(OwnStatement(actor, filter, page), page, cancel);

    /// <summary>Every tenant's log, for the vendor.</summary>
    public Task<Page<ActivityRow>> All(ActivityFilter filter, PageRequest page, CancellationToken cancel) =>
        Read(AllStatement(filter, page), page, cancel);

    /// <summary>How many records of the own log match, counted up to one more than <paramref name="most"/>.</summary>
    public Task<int> CountOwn(Actor actor, ActivityFilter filter, int most, CancellationToken cancel)
    {
        var statement = new Statement();
        return Count(statement, OwnLogs(statement, actor, filter).Select(log => statement.Ones(log, filter, most)), most, cancel);
    }

    /// <summary>The same for every tenant's log.</summary>
    public Task<int> CountAll(ActivityFilter filter, int most, CancellationToken cancel)
    {
        var statement = new Statement();
        return Count(statement, [statement.Ones("true", filter, most)], most, cancel);
    }

    /// <summary>The statement for a page, with one row too many; a test looks at its plan.</summary>
    internal static NpgsqlCommand OwnStatement(Actor actor, ActivityFilter filter, PageRequest page)
    {
        var statement = new Statement();
        string[] logs = [.. OwnLogs(statement, actor, filter).Select(log => statement.Select(log, filter, page))];
        return statement.Command(logs.Length == 1
            ? logs[0]
            : $"select * from (({logs[0]}) union all ({logs[1]})) both_logs {Statement.Order(filter, page)}");
    }

    internal static NpgsqlCommand AllStatement(ActivityFilter filter, PageRequest page)
    {
        var statement = new Statement();
        return statement.Command(statement.Select("true", filter, page));
    }

    /// <summary>Which records make up the log of a tenant; a customer's is put together of two, and that of a chain.</summary>
    private static IEnumerable<string> OwnLogs(Statement statement, Actor actor, ActivityFilter filter)
    {
        var me = statement.Add(Sql.Uuid(actor.TenantId.Value));
        yield return $"tenant_id = {me}";
        if (filter is { Resources: not null, Beside.Length: > 0 } && actor.TenantKind != TenantKind.Customer)
        {
            var beside = statement.Add(new NpgsqlParameter<Guid[]> { TypedValue = [.. filter.Beside.Select(tenant => tenant.Value)] });
            yield return $"tenant_id = any ({beside}) and tenant_id <> {me} and action = any ({Shown()})";
        }
        else if (actor.TenantKind is TenantKind.Customer or TenantKind.Partner)
        {
            yield return $"customer_id = {me} and tenant_id <> {me} and action = any ({Shown()})";
        }

        string Shown() => statement.Add(Sql.Texts([.. ActivitySentences.ForCustomers]));
    }

    private async Task<int> Count(Statement statement, IEnumerable<string> logs, int most, CancellationToken cancel)
    {
        var ones = string.Join(" union all ", logs.Select(log => $"({log})"));
        await using var connection = await database.OpenConnectionAsync(cancel);
        await using var command = statement.Command(
            $"select count(*)::int from (select 1 from ({ones}) logs limit {most + 1}) counted");
        command.Connection = connection;
        return (int)(await command.ExecuteScalarAsync(cancel))!;
    }

    private async Task<Page<ActivityRow>> Read(NpgsqlCommand command, PageRequest page, CancellationToken cancel)
    {
        await using var connection = await database.OpenConnectionAsync(cancel);
        await using (command)
        {
            command.Connection = connection;
            await using var reader = await command.ExecuteReaderAsync(cancel);
            var rows = new List<ActivityRow>();
            while (await reader.ReadAsync(cancel))
            {
                rows.Add(new ActivityRow(
                    reader.GetGuid(1),
                    new TenantId(reader.GetGuid(0)),
                    reader.GetFieldValue<DateTimeOffset>(2),
                    reader.GetString(3),
                    reader.GetBoolean(4),
                    reader.GetString(5),
                    await reader.IsDBNullAsync(6, cancel) ? null : new TenantId(reader.GetGuid(6)),
                    reader.GetString(7),
                    reader.GetString(8)));
            }

            return Page.Of(rows, page, row => new Cursor("", row.Id));
        }
    }

    /// <summary>A statement and its parameters as they are put together.</summary>
    private sealed class Statement
    {
        private readonly List<NpgsqlParameter> _parameters = [];

        public string Add(NpgsqlParameter parameter)
        {
            _parameters.Add(parameter);
            return $"${_parameters.Count}";
        }

        public static string Order(ActivityFilter filter, PageRequest page) =>
            $"order by id {(IsRising(filter, page) ? "asc" : "desc")} limit {page.Size + 1}";

        public string Select(string where, ActivityFilter filter, PageRequest page)
        {
            var text = $"select {Columns} {From(where, filter)}";
            if (page.Edge is { } edge)
            {
                text += $" and id {(IsRising(filter, page) ? ">" : "<")} {Add(Sql.Uuid(edge.Id))}";
            }

            return $"{text} {Order(filter, page)}";
        }

        /// <summary>A row with nothing in it for each record, up to one more than <paramref name="most"/>.</summary>
        public string Ones(string where, ActivityFilter filter, int most) =>
            $"select 1 {From(where, filter)} limit {most + 1}";

        private static bool IsRising(ActivityFilter filter, PageRequest page) => filter.IsOldestFirst != page.IsBackwards;

        private string From(string where, ActivityFilter filter)
        {
            var text = $"from activity_records where {where}";
            if (filter.Span.FirstId is { } first)
            {
                text += $" and id >= {Add(Sql.Uuid(first))}";
            }

            if (filter.Span.EndId is { } end)
            {
                text += $" and id < {Add(Sql.Uuid(end))}";
            }

            if (filter.Actions is { } actions)
            {
                text += $" and action = any ({Add(Sql.Texts(actions))})";
            }

            if (filter.ActorName is { Length: > 0 } name)
            {
                text += $" and starts_with(lower(actor_name), {Add(Sql.Text(name.ToLowerInvariant()))})";
            }

            if (filter.Customers is { } customers)
            {
                text += $" and customer_id = any ({Add(new NpgsqlParameter<Guid[]> { TypedValue = customers })})";
            }

            if (filter.Resources is { } resources)
            {
                text += $" and resource_id = any ({Add(Sql.Texts(resources))})";
            }

            return text;
        }

        public NpgsqlCommand Command(string text)
        {
            var command = new NpgsqlCommand(text);
            command.Parameters.AddRange(_parameters.ToArray());
            return command;
        }
    }
}
