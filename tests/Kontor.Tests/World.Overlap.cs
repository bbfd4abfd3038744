using Kontor.Enrolment;
using Kontor.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

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

    /// <summary>
    /// Two acts of which the second comes right before one of the statements of the first, the first of which is 0. Where it
    /// has to wait, the first one goes on.
    /// </summary>
    /// <returns>Both results, the second one null where nothing met, and how they met.</returns>
    public async Task<(TFirst First, TSecond? Second, Meeting Meeting)> Meet<TOne, TFirst, TOther, TSecond>(
        int statement, Func<TOne, Task<TFirst>> first, Func<TOther, Task<TSecond>> second)
        where TOne : notnull
        where TOther : notnull
        where TSecond : class
    {
        var (meeting, other) = (Meeting.None, (Task<TSecond>?)null);
        var (result, _) = await DoesInterrupted(
            statement,
            async () =>
            {
                other = Task.Run(() => Does(second));
                meeting = await WaitsForALock(other) ? Meeting.SecondWaited : Meeting.SecondWasDone;
            },
            first);
        return (result, other is null ? null : await other.WaitAsync(Bound), meeting);
    }

    /// <summary>Somebody is at work in a tenant: until this is disposed, its row is locked.</summary>
    public async Task<IAsyncDisposable> Hold(Participant tenant)
    {
        var connection = await Source.OpenConnectionAsync();
        var transaction = await connection.BeginTransactionAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "select from tenants where id = $1 for update";
        command.Parameters.AddWithValue(tenant.Id.Value);
        await command.ExecuteNonQueryAsync();
        return new Held(connection, transaction);
    }

    /// <summary>Whoever takes longer waits for something that never comes.</summary>
    public static TimeSpan Bound { get; } = TimeSpan.FromSeconds(30);

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

    private sealed class Held(NpgsqlConnection connection, NpgsqlTransaction transaction) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await transaction.DisposeAsync();
            await connection.DisposeAsync();
        }
    }
}

/// <summary>How an act came between the statements of another one.</summary>
public enum Meeting
{
    /// <summary>It did not come: the other had fewer statements.</summary>
    None,

    /// <summary>It was done before the other went on.</summary>
    SecondWasDone,

    /// <summary>It had to wait for the other.</summary>
    SecondWaited,
}
