using System.Text.Json;
using Kontor.Kernel;
using Npgsql;

namespace Kontor.Insights;

/// <summary>
/// The figures that are kept of each tenant. Looking at them reads one row; whoever finds them older than
/// <see cref="Lifetime"/> has them taken anew in the background, once at a time for a tenant on all servers.
/// </summary>
public sealed class Figures(NpgsqlDataSource database, TimeProvider clock, WantedFigures queue)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    private static readonly JsonSerializerOptions Json = JsonSerializerOptions.Web;

    /// <summary>The figures of the actor's tenant; null while they are counted for the first time.</summary>
    public async Task<TenantFigures?> Of(Actor actor, CancellationToken cancel)
    {
        var now = clock.Now();
        var kept = await Read(actor.TenantId, cancel);
        if (kept is not null && kept.AsOf <= now && now < kept.AsOf + Lifetime)
        {
            return kept;
        }

        if (kept is null && await CountFigures.IsQuick(database, actor.TenantId, actor.TenantKind, cancel))
        {
            return await Refresh(actor.TenantId, actor.TenantKind, cancel)
                ?? await Read(actor.TenantId, cancel)
                ?? await CountFigures.Of(database, actor.TenantId, actor.TenantKind, now, cancel);
        }

        queue.Ask(actor.TenantId, actor.TenantKind);
        return kept;
    }

    /// <summary>
    /// Takes the figures anew. Of several that try at once one does; the others, and who comes while the figures are
    /// fresh, get null.
    /// </summary>
    public async Task<TenantFigures?> Refresh(TenantId tenant, TenantKind kind, CancellationToken cancel)
    {
        var now = clock.Now();
        if (!await KeptClaim.Take(database, "tenant_figures", tenant, now, Lifetime, cancel))
        {
            return null;
        }

        var figures = await CountFigures.Of(database, tenant, kind, now, cancel);
        await using var keep = database.CreateCommand(
            "update tenant_figures set as_of = $2, figures = $3, claimed_until = null where tenant_id = $1");
        keep.Parameters.Add(Sql.Uuid(tenant.Value));
        keep.Parameters.Add(Sql.Instant(now));
        keep.Parameters.Add(Sql.Text(JsonSerializer.Serialize(figures, Json)));
        await keep.ExecuteNonQueryAsync(cancel);
        return figures;
    }

    private async Task<TenantFigures?> Read(TenantId tenant, CancellationToken cancel)
    {
        await using var read = database.CreateCommand("select figures from tenant_figures where tenant_id = $1");
        read.Parameters.Add(Sql.Uuid(tenant.Value));
        return await read.ExecuteScalarAsync(cancel) is string text
            ? JsonSerializer.Deserialize<TenantFigures>(text, Json)
            : null;
    }
}
