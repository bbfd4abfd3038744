using System.Text.Json;
using System.Text.Json.Serialization;
using Kontor.Kernel;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Kontor.Partnerships;

/// <summary>How a provider's resellers stand, and when they were counted.</summary>
/// <param name="AsOf">When.</param>
/// <param name="IsKept">Whether the numbers were kept, so that somebody may have signed since.</param>
/// <param name="Counts">Markets and states without resellers are left out.</param>
public sealed record CountedAgreements(DateTimeOffset AsOf, bool IsKept, IReadOnlyList<AgreementCount> Counts);

/// <summary>
/// AGR-12: the numbers over a provider's resellers. Those of many are kept, so that looking at them costs the same with any
/// number of resellers; whoever finds them old has them counted anew in the background, once at a time on all servers.
/// </summary>
public sealed class AgreementCounts(
    KontorDb db, AgreementStates states, NpgsqlDataSource database, TimeProvider clock, WantedAgreementCounts queue)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    /// <summary>So many resellers are counted while somebody waits.</summary>
    public const int Few = 500;

    /// <summary>What is older is of no use to who comes back after a long time.</summary>
    private static readonly TimeSpan Oldest = TimeSpan.FromDays(1);

    private static readonly JsonSerializerOptions Json =
        new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    public async Task<CountedAgreements> Of(Actor provider, CancellationToken cancel)
    {
        var (tenant, now) = (provider.TenantId, clock.Now());
        if (await states.Count(provider, new(null, null, null), Few, cancel) <= Few)
        {
            return await Live(tenant, now, cancel);
        }

        var kept = await Read(tenant, cancel);
        var age = kept is null || kept.AsOf > now ? TimeSpan.MaxValue : now - kept.AsOf;
        if (age >= Oldest)
        {
            return await Refresh(tenant, cancel) ?? await Live(tenant, now, cancel);
        }

        if (age >= Lifetime)
        {
            queue.Ask(tenant, provider.TenantKind);
        }

        return kept!;
    }

    /// <summary>
    /// Counts anew. Of several that try at once one does; the others, and who comes while the numbers are fresh, get null.
    /// </summary>
    public async Task<CountedAgreements?> Refresh(TenantId provider, CancellationToken cancel)
    {
        var now = clock.Now();
        if (!await KeptClaim.Take(database, "agreement_counts", provider, now, Lifetime, cancel))
        {
            return null;
        }

        var counted = await Live(provider, now, cancel);
        var text = JsonSerializer.Serialize(counted.Counts, Json);
        await db.Set<KeptAgreementCounts>().Where(kept => kept.TenantId == provider).ExecuteUpdateAsync(
            kept => kept.SetProperty(k => k.AsOf, now).SetProperty(k => k.Counts, text)
                .SetProperty(k => k.ClaimedUntil, (DateTimeOffset?)null),
            cancel);
        return counted;
    }

    private async Task<CountedAgreements> Live(TenantId provider, DateTimeOffset now, CancellationToken cancel) =>
        new(now, IsKept: false, await states.Counts(provider, cancel));

    private async Task<CountedAgreements?> Read(TenantId provider, CancellationToken cancel) =>
        await db.Set<KeptAgreementCounts>().AsNoTracking().SingleOrDefaultAsync(k => k.TenantId == provider, cancel) is
        { AsOf: { } asOf, Counts: { } counts }
            ? new(asOf, IsKept: true, JsonSerializer.Deserialize<IReadOnlyList<AgreementCount>>(counts, Json)!)
            : null;
}

/// <summary>Providers whose numbers somebody looked at and found old.</summary>
public sealed class WantedAgreementCounts : WantedCounts;

public sealed class AgreementCountsRefresher(
    WantedAgreementCounts queue, IServiceScopeFactory scopes, ILogger<AgreementCountsRefresher> log)
    : CountsRefresher(
        queue,
        async (provider, _, cancel) =>
        {
            await using var scope = scopes.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<AgreementCounts>().Refresh(provider, cancel);
        },
        log);

/// <summary>The numbers last counted of a provider, and who counts them anew.</summary>
internal sealed class KeptAgreementCounts
{
    public required TenantId TenantId { get; init; }

    /// <summary>When they were counted; null until they are for the first time.</summary>
    public DateTimeOffset? AsOf { get; set; }

    /// <summary>JSON of <see cref="AgreementCount"/>s.</summary>
    public string? Counts { get; set; }

    /// <summary>Somebody counts them anew, and until then nobody else does.</summary>
    public DateTimeOffset? ClaimedUntil { get; set; }
}
