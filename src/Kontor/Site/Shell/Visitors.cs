using Kontor.Access;
using Kontor.Kernel;
using Npgsql;

namespace Kontor.Site;

/// <summary>Who looks at a page.</summary>
/// <param name="FullName">As the account has it.</param>
/// <param name="Organisation">The legal name behind the account's tenant.</param>
public sealed record Visitor(string FullName, string Organisation);

/// <summary>
/// The visitor of the present request. It is asked on a connection of its own, because a page and its layout load at the
/// same time.
/// </summary>
public sealed class Visitors(NpgsqlDataSource database, Caller caller, IHttpContextAccessor requests)
{
    private Task<Visitor?>? _current;

    /// <summary>Null when nobody is signed in.</summary>
    public Task<Visitor?> Current() => _current ??= Load(requests.HttpContext?.RequestAborted ?? default);

    private async Task<Visitor?> Load(CancellationToken cancel)
    {
        if (caller.Actor?.UserId is not { } user)
        {
            return null;
        }

        await using var command = database.CreateCommand(
            """
            select u.full_name, o.name
            from users u
            join tenants t on t.id = u.tenant_id
            join organisations o on o.id = t.organisation_id
            where u.id = $1
            """);
        command.Parameters.Add(Sql.Uuid(user.Value));
        await using var reader = await command.ExecuteReaderAsync(cancel);
        return await reader.ReadAsync(cancel) ? new Visitor(reader.GetString(0), reader.GetString(1)) : null;
    }
}
