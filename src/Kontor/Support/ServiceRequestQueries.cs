using Kontor.Accounts;
using Kontor.Kernel;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Kontor.Support;

/// <summary>By what a list of requests is ordered.</summary>
public enum ServiceRequestOrder
{
    Opened,
    Due,
}

/// <summary>
/// Which requests are wanted; null for any. It is searched by a number, or by how the title begins, in any case.
/// </summary>
public sealed record ServiceRequestFilter(
    string? Search = null,
    ServiceRequestState? State = null,
    ServiceSeverity? Severity = null,
    ServiceTopic? Topic = null,
    TenantId? CustomerId = null)
{
    public ServiceRequestOrder Order { get; init; }

    public bool IsDescending { get; init; }
}

/// <summary>
/// A request in a list, with when the first answer was due and given: the vendor's where the vendor reads, else the partner's.
/// </summary>
public sealed record ServiceRequestRow(
    ServiceRequestId Id,
    string Number,
    TenantId CustomerId,
    string Customer,
    TenantId PartnerId,
    string Partner,
    string Subscription,
    string Title,
    ServiceTopic Topic,
    ServiceSeverity Severity,
    ServiceRequestState State,
    DateTimeOffset CreatedAt,
    DateTimeOffset DueAt,
    DateTimeOffset? AnsweredAt);

/// <summary>One request with its history, as its reader may know it.</summary>
public sealed record ServiceRequestDetail(
    ServiceRequest Request,
    ServiceSide Reader,
    BusinessCard Customer,
    BusinessCard Partner,
    IReadOnlyList<ServiceRequestEntry> History);

/// <summary>
/// Reads service requests: a customer its own, a partner those that it answers, the vendor those that were escalated (SUP-05).
/// </summary>
public sealed class ServiceRequestQueries(KontorDb db, NpgsqlDataSource database, BusinessCards cards)
{
    private const int MostShown = 500;

    /// <summary>No title sorts after it by bytes.</summary>
    private const string Highest = "\U0010FFFF";

    private const string Columns =
        """
        select r.id as "Id", r.number as "Number", r.customer_id as "CustomerId", r.partner_id as "PartnerId",
            r.subscription_title as "Subscription", r.title as "Title", r.topic as "Topic", r.severity as "Severity",
            r.state as "State", r.created_at as "CreatedAt",
        """;

    /// <summary>On which side somebody has a part in a request; null for none.</summary>
    public static ServiceSide? SideOf(Actor actor, ServiceRequest request) => actor.TenantKind switch
    {
        TenantKind.Customer when request.CustomerId == actor.TenantId => ServiceSide.Customer,
        TenantKind.Partner when request.PartnerId == actor.TenantId => ServiceSide.Partner,
        TenantKind.Operator when request.EscalatedAt is not null => ServiceSide.Vendor,
        _ => null,
    };

    /// <summary>Null when it does not exist for the reader.</summary>
    public async Task<ServiceRequestDetail?> Find(Actor reader, ServiceRequestId id, CancellationToken cancel)
    {
        var request = await db.ServiceRequests.AsNoTracking().SingleOrDefaultAsync(r => r.Id == id, cancel);
        if (request is null || SideOf(reader, request) is not { } side)
        {
            return null;
        }

        var history = await db.ServiceRequestEntries.AsNoTracking()
            .Where(e => e.RequestId == id)
            .OrderByDescending(e => e.Number)
            .Take(MostShown)
            .ToListAsync(cancel);
        var known = await cards.Of([request.CustomerId, request.PartnerId], cancel);
        return new(
            request, side, known[request.CustomerId], known[request.PartnerId], [.. history.Where(entry => entry.IsFor(side))]);
    }

    public async Task<Page<ServiceRequestRow>> List(
        Actor reader, ServiceRequestFilter filter, PageRequest page, CancellationToken cancel)
    {
        var rows = await Select(reader, filter, page).ToListAsync(cancel);
        var listed = Page.Of(rows, page, row => filter.Order == ServiceRequestOrder.Due
            ? Cursor.At(row.DueAt, row.Id)
            : new Cursor("", row.Id));
        var known = await cards.Of(
            [.. listed.Items.SelectMany(row => new TenantId[] { new(row.CustomerId), new(row.PartnerId) }).Distinct()], cancel);
        return new([.. listed.Items.Select(row => row.ToRow(known))], listed.NextCursor, listed.PreviousCursor);
    }

    /// <summary>How many there are, counted up to one more than <paramref name="most"/>; on a connection of its own.</summary>
    public async Task<int> Count(Actor reader, ServiceRequestFilter filter, int most, CancellationToken cancel)
    {
        await using var command = SqlText.ToCommand(SqlText.ToCount(sql => AddRows(sql, reader, filter), most), database);
        return (int)(await command.ExecuteScalarAsync(cancel))!;
    }

    /// <summary>The statement for a page, with one row too many; a test looks at its plan.</summary>
    internal IQueryable<Listed> Select(Actor reader, ServiceRequestFilter filter, PageRequest page)
    {
        var isVendor = reader.TenantKind == TenantKind.Operator;
        var sql = new SqlText();
        sql.Add(Columns);
        sql.Add(isVendor
            ? """r.vendor_due_at as "DueAt", r.vendor_answered_at as "AnsweredAt" """
            : """r.due_at as "DueAt", r.answered_at as "AnsweredAt" """);
        AddRows(sql, reader, filter);
        if (filter.Order == ServiceRequestOrder.Due)
        {
            sql.AddPart(
                page, filter.IsDescending, "r.id", isVendor ? "r.vendor_due_at" : "r.due_at", edge => edge.Instant);
        }
        else
        {
            sql.AddPart(page, filter.IsDescending, "r.id");
        }

        return db.Database.SqlQuery<Listed>(sql.ToStatement());
    }

    private static void AddRows(SqlText sql, Actor reader, ServiceRequestFilter filter)
    {
        switch (reader.TenantKind)
        {
            case TenantKind.Operator:
                sql.Add("from service_requests r where r.escalated_at is not null");
                break;
            case TenantKind.Customer:
                sql.Add("from service_requests r where r.customer_id = {0}", reader.TenantId.Value);
                break;
            default:
                sql.Add("from service_requests r where r.partner_id = {0}", reader.TenantId.Value);
                break;
        }

        if (filter.Search?.Trim().ToLowerInvariant() is { Length: > 0 } search)
        {
            if (NumberIn(search) is { } number)
            {
                sql.Add("and r.number = {0}", number);
            }
            else
            {
                sql.Add("and r.title_key >= {0} and r.title_key < {1}", search, search + Highest);
            }
        }

        if (filter.State is { } state)
        {
            sql.Add("and r.state = {0}", $"{state}");
        }

        if (filter.Severity is { } severity)
        {
            sql.Add("and r.severity = {0}", $"{severity}");
        }

        if (filter.Topic is { } topic)
        {
            sql.Add("and r.topic = {0}", $"{topic}");
        }

        if (filter.CustomerId is { } customer)
        {
            sql.Add("and r.customer_id = {0}", customer.Value);
        }
    }

    /// <summary>The number that somebody typed, with or without its hyphen; null for something else.</summary>
    private static string? NumberIn(string search)
    {
        var digits = search.Replace("-", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal);
        return digits.Length == ServiceRequest.NumberLength - 1 && digits.All(char.IsAsciiDigit)
            ? $"{digits[..4]}-{digits[4..]}"
            : null;
    }

    internal sealed record Listed(
        Guid Id,
        string Number,
        Guid CustomerId,
        Guid PartnerId,
        string Subscription,
        string Title,
        string Topic,
        string Severity,
        string State,
        DateTimeOffset CreatedAt,
        DateTimeOffset DueAt,
        DateTimeOffset? AnsweredAt)
    {
        public ServiceRequestRow ToRow(IReadOnlyDictionary<TenantId, BusinessCard> known) => new(
            new ServiceRequestId(Id),
            Number,
            new TenantId(CustomerId),
            known[new TenantId(CustomerId)].Name,
            new TenantId(PartnerId),
            known[new TenantId(PartnerId)].Name,
            Subscription,
            Title,
            Enum.Parse<ServiceTopic>(Topic),
            Enum.Parse<ServiceSeverity>(Severity),
            Enum.Parse<ServiceRequestState>(State),
            CreatedAt,
            DueAt,
            AnsweredAt);
    }
}
