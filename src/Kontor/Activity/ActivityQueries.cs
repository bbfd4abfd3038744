using Kontor.Kernel;
using Npgsql;

namespace Kontor.Activity;

/// <summary>Which records are wanted.</summary>
/// <param name="From">First instant.</param>
/// <param name="Until">First instant that is not wanted any more.</param>
/// <param name="Actions">Codes of the actions; null for all.</param>
/// <param name="ActorName">How the sign-in name begins, in any case; null for any.</param>
/// <param name="Customers">Only what concerned one of these; null for everything.</param>
/// <param name="Resources">Only what was done to one of these things; null for everything. Names their customer, too.</param>
public sealed record ActivityFilter(
    DateTimeOffset? From = null,
    DateTimeOffset? Until = null,
    string[]? Actions = null,
    string? ActorName = null,
    Guid[]? Customers = null,
    string[]? Resources = null);

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
/// Reads activity logs, the newest first (OPS-60). Ids of records begin with their instant, so the key of the table is
/// also the order of time, and a span of time is a span of ids.
/// </summary>
public sealed class ActivityQueries(NpgsqlDataSource database)
{
    private const string Columns =
        "tenant_id, id, at, actor_name, client_id is not null and user_id is null, action, customer_id, resource_id, details";

    /// <summary>
    /// The log of the actor's own tenant. A customer sees beside it what partners did for it, as far as
    /// <see cref="ActivitySentences.ForCustomers"/> goes.
    /// </summary>
    public Task<Page<ActivityRow>> Own(Actor actor, ActivityFilter filter, PageRequest page, CancellationToken cancel) =>
        Read(OwnStatement(actor, filter, page), page, cancel);

    /// <summary>Every tenant's log, for the vendor.</summary>
    public Task<Page<ActivityRow>> All(ActivityFilter filter, PageRequest page, CancellationToken cancel) =>
        Read(AllStatement(filter, page), page, cancel);

    /// <summary>The statement for a page, with one row too many; a test looks at its plan.</summary>
    internal static NpgsqlCommand OwnStatement(Actor actor, ActivityFilter filter, PageRequest page)
    {
        var statement = new Statement();
        var own = statement.Select($"tenant_id = {statement.Add(Sql.Uuid(actor.TenantId.Value))}", filter, page);
        if (actor.TenantKind != TenantKind.Customer)
        {
            return statement.Command(own);
        }

        var me = statement.Add(Sql.Uuid(actor.TenantId.Value));
        var shown = statement.Add(Sql.Texts([.. ActivitySentences.ForCustomers]));
        var partners = statement.Select(
            $"customer_id = {me} and tenant_id <> {me} and action = any ({shown})", filter, page);
        return statement.Command($"select * from (({own}) union all ({partners})) both_logs order by id desc limit {page.Size + 1}");
    }

    internal static NpgsqlCommand AllStatement(ActivityFilter filter, PageRequest page)
    {
        var statement = new Statement();
        return statement.Command(statement.Select("true", filter, page));
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

            return Page.Of(rows, page.Size, row => new Cursor("", row.Id));
        }
    }

    /// <summary>The smallest id of that millisecond.</summary>
    private static Guid IdAt(DateTimeOffset instant)
    {
        Span<byte> bytes = stackalloc byte[16];
        bytes.Clear();
        var milliseconds = Math.Max(0, instant.ToUnixTimeMilliseconds());
        for (var i = 0; i < 6; i++)
        {
            bytes[i] = (byte)((milliseconds >> (8 * (5 - i))) & 0xFF);
        }

        return new Guid(bytes, bigEndian: true);
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

        public string Select(string where, ActivityFilter filter, PageRequest page)
        {
            var text = $"select {Columns} from activity_records where {where}";
            if (page.After is { } after)
            {
                text += $" and id < {Add(Sql.Uuid(after.Id))}";
            }

            if (filter.From is { } from)
            {
                text += $" and id >= {Add(Sql.Uuid(IdAt(from)))}";
            }

            if (filter.Until is { } until)
            {
                text += $" and id < {Add(Sql.Uuid(IdAt(until)))}";
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

            return $"{text} order by id desc limit {page.Size + 1}";
        }

        public NpgsqlCommand Command(string text)
        {
            var command = new NpgsqlCommand(text);
            command.Parameters.AddRange(_parameters.ToArray());
            return command;
        }
    }
}
