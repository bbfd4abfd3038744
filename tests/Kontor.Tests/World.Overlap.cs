using Kontor.Enrolment;
using Kontor.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Kontor.Tests;

public sealed partial class World
{
    /// <summary>
    /// Two acts in the tightest race there is: the second starts when the first has done everything but commit, so that it
    /// sees nothing of it unless it waits.
    /// </summary>
    /// <returns>Both results, and whether the second had to wait for the first.</returns>
    public async Task<(TFirst First, TSecond Second, bool Waited)> Overlap<TOne, TFirst, TOther, TSecond>(
        Func<TOne, Task<TFirst>> first, Func<TOther, Task<TSecond>> second)
        where TOne : notnull
        where TOther : notnull
    {
        await using var scope = _services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<KontorDb>();
        await using var transaction = await db.Database.BeginTransactionAsync();
        var earlier = await first(scope.ServiceProvider.GetRequiredService<TOne>());
        var later = Task.Run(() => Does(second));
        var waited = await WaitsForALock(later);
        await transaction.CommitAsync();
        return (earlier, await later, waited);
    }

    /// <summary>An operator suspends the partner.</summary>
    public static Func<ChangeStanding, Task<Result<StandingChange>>> Suspends(Participant vendor, Participant partner) =>
        use => use.Handle(vendor.GlobalAdmin, partner.Id, Suspension, CancellationToken.None);

    public static StandingWish Suspension { get; } =
        new(StandingAct.Suspend, SuspensionCause.PaymentOverdue, "The invoice of March is open.", null);

    /// <summary>True as soon as somebody waits in this database; false when the act ends without.</summary>
    private async Task<bool> WaitsForALock(Task act)
    {
        while (!act.IsCompleted)
        {
            await using var db = Db();
            var waiting = await db.Database.SqlQuery<int>(
                $"""
                select count(*)::int as "Value" from pg_stat_activity
                where datname = current_database() and wait_event_type = 'Lock'
                """).SingleAsync();
            if (waiting > 0)
            {
                return true;
            }

            await Task.Delay(10);
        }

        return false;
    }
}
