using System.Collections.Concurrent;
using System.Collections.Immutable;
using Kontor.Enrolment;
using Kontor.Kernel;
using Npgsql;

namespace Kontor.Access;

/// <summary>Whom a token or a session names.</summary>
/// <param name="UserId">The person, or null for an application on its own.</param>
/// <param name="ClientId">The application, or null for a session.</param>
public readonly record struct SubjectKey(UserId? UserId, ClientId? ClientId);

/// <summary>What somebody who signed in is at the moment: still there, in which tenant, with which roles.</summary>
/// <param name="Actor">Who is asking.</param>
/// <param name="PartnerTypes">The types the tenant is enrolled in; empty for others than partners.</param>
/// <param name="Stamp">
/// The user's security stamp, a guest's with that of the account at home; a session with another one has ended. Empty for
/// applications.
/// </param>
public sealed record Subject(Actor Actor, ImmutableArray<PartnerType> PartnerTypes, string Stamp)
{
    /// <summary>Whether the person has a temporary password and must choose another one before anything else (ROL-01).</summary>
    public bool MustChoosePassword { get; init; }

    /// <summary>Tokens from before do not count; null while all do.</summary>
    public DateTimeOffset? TokensFrom { get; init; }

    /// <summary>ROL-02: the account with which a guest signed in, and its tenant; null for everybody else.</summary>
    public (UserId UserId, TenantId TenantId)? Home { get; init; }
}

/// <summary>
/// The present state of everybody who sends requests, from memory. What is remembered is at most <see cref="Lifetime"/>
/// old, on every server; on the server that changes something it is not used any more from the change on.
/// </summary>
public sealed class Subjects(NpgsqlDataSource database, [FromKeyedServices(WallClock.Key)] TimeProvider clock)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(5);

    private const int Remembered = 50_000;

    // Enrolments that have been decided in the partner's favor; what holds it back since then is for the rules to say.
    private static readonly string[] Admitted =
    [
        nameof(EnrolmentState.Qualified), nameof(EnrolmentState.Active),
        nameof(EnrolmentState.Restricted), nameof(EnrolmentState.Suspended),
    ];

    private readonly BoundedCache<SubjectKey, Entry> _known = new(Remembered);
    private readonly ConcurrentDictionary<Guid, DateTimeOffset> _changed = new();

    /// <summary>The subject as it is now; null when it does not exist, is deactivated or revoked.</summary>
    public ValueTask<Subject?> Find(SubjectKey key)
    {
        var now = clock.GetUtcNow();
        if (_known.TryGet(key, out var entry)
            && now < entry.Until
            && (_changed.IsEmpty || !HasChanged(key, entry, now)))
        {
            return entry.Loading.IsCompletedSuccessfully ? new(entry.Loading.Result) : new(entry.Loading);
        }

        // Not bound to this request: others wait for the same answer.
        var loading = Load(key, CancellationToken.None);
        _known.Set(key, new Entry(loading, now + Lifetime));
        return new(Checked(key, loading));
    }

    /// <summary>
    /// Says that a user, an application or a tenant was changed. For as long as a server may remember something, this
    /// one asks the database about it, so the change counts here from its commit on, even if that comes a little later.
    /// </summary>
    public void Changed(IId id)
    {
        var now = clock.GetUtcNow();
        foreach (var (old, until) in _changed)
        {
            if (until < now)
            {
                _changed.TryRemove(old, out _);
            }
        }

        _changed[id.Value] = now + Lifetime;
    }

    private bool HasChanged(SubjectKey key, Entry entry, DateTimeOffset now) =>
        HasChanged(key.UserId?.Value, now)
        || HasChanged(key.ClientId?.Value, now)
        || (entry.Loading.IsCompletedSuccessfully && entry.Loading.Result is { } known && HasChanged(known, now));

    private bool HasChanged(Subject known, DateTimeOffset now) =>
        HasChanged(known.Actor.TenantId.Value, now)
        || HasChanged(known.Home?.UserId.Value, now)
        || HasChanged(known.Home?.TenantId.Value, now);

    private bool HasChanged(Guid? id, DateTimeOffset now) =>
        id is { } some && _changed.TryGetValue(some, out var until) && now < until;

    private async Task<Subject?> Checked(SubjectKey key, Task<Subject?> loading)
    {
        try
        {
            return await loading;
        }
        catch
        {
            _known.Remove(key);
            throw;
        }
    }

    private Task<Subject?> Load(SubjectKey key, CancellationToken cancel) =>
        key.UserId is { } user ? LoadUser(user, key.ClientId, cancel)
        : key.ClientId is { } client ? LoadApplication(client, cancel)
        : Task.FromResult<Subject?>(null);

    private async Task<Subject?> LoadUser(UserId user, ClientId? client, CancellationToken cancel)
    {
        await using var command = database.CreateCommand(
            """
            select u.user_name, u.security_stamp || coalesce(h.security_stamp, ''), t.id, t.kind,
                   array(select role from role_assignments where user_id = u.id),
                   array(select type from partner_enrolments where tenant_id = t.id and state = any($3)),
                   u.temporary_until is not null, u.tokens_from, h.id, h.tenant_id
            from users u join tenants t on t.id = u.tenant_id left join users h on h.id = u.home_user_id
            where u.id = $1 and u.deactivated_at is null and h.deactivated_at is null and h.temporary_until is null
              and ($2 is null or exists (
                  select 1 from api_applications a
                  where a.client_id = $2 and a.tenant_id = u.tenant_id and a.revoked_at is null))
            """);
        command.Parameters.Add(Sql.Uuid(user.Value));
        command.Parameters.Add(Sql.Uuid(client?.Value));
        command.Parameters.Add(Sql.Texts(Admitted));
        await using var reader = await command.ExecuteReaderAsync(cancel);
        return await reader.ReadAsync(cancel) ? Read(reader, user, client) : null;
    }

    private async Task<Subject?> LoadApplication(ClientId client, CancellationToken cancel)
    {
        await using var command = database.CreateCommand(
            """
            select a.name, '', t.id, t.kind, a.roles,
                   array(select type from partner_enrolments where tenant_id = t.id and state = any($2)),
                   false, null::timestamptz, null::uuid, null::uuid
            from api_applications a join tenants t on t.id = a.tenant_id
            where a.client_id = $1 and a.revoked_at is null
            """);
        command.Parameters.Add(Sql.Uuid(client.Value));
        command.Parameters.Add(Sql.Texts(Admitted));
        await using var reader = await command.ExecuteReaderAsync(cancel);
        return await reader.ReadAsync(cancel) ? Read(reader, null, client) : null;
    }

    private static Subject Read(NpgsqlDataReader row, UserId? user, ClientId? client) => new(
        new Actor(
            new TenantId(row.GetGuid(2)),
            Enum.Parse<TenantKind>(row.GetString(3)),
            user,
            client,
            row.GetString(0),
            [.. row.GetFieldValue<string[]>(4).Select(Enum.Parse<Role>)]),
        [.. row.GetFieldValue<string[]>(5).Select(Enum.Parse<PartnerType>)],
        row.GetString(1))
    {
        MustChoosePassword = row.GetBoolean(6),
        TokensFrom = row.IsDBNull(7) ? null : row.GetFieldValue<DateTimeOffset>(7),
        Home = row.IsDBNull(8) ? null : (new UserId(row.GetGuid(8)), new TenantId(row.GetGuid(9))),
    };

    private sealed record Entry(Task<Subject?> Loading, DateTimeOffset Until);
}
