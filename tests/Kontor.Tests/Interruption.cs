using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Kontor.Tests;

/// <summary>
/// Something that happens between two statements of a unit of work: each order of two actors that matters can be tried,
/// instead of waiting for chance to bring it about. What may have to wait for the unit of work it comes into is met by
/// <see cref="World.Meet"/>.
/// </summary>
internal sealed class Interruption
{
    private const int Most = 100;

    private static readonly AsyncLocal<Interruption?> Present = new();

    private readonly Func<Task> _act;
    private int _statementsLeft;

    private Interruption(int statement, Func<Task> act) => (_statementsLeft, _act) = (statement, act);

    /// <summary>What a world's units of work are to have, so that they can be interrupted.</summary>
    public static DbCommandInterceptor OfStatements { get; } = new Interceptor();

    public bool HasHappened { get; private set; }

    /// <summary>Waits in the caller's flow for the statement, the first of which is 0.</summary>
    public static Interruption Before(int statement, Func<Task> act) => Present.Value = new Interruption(statement, act);

    /// <summary>Tries one statement after the other until there are no more; the trial says whether there was one.</summary>
    public static async Task AtEveryStatement(Func<int, Task<bool>> trial)
    {
        var statement = 0;
        while (await trial(statement))
        {
            statement++;
            Assert.InRange(statement, 1, Most);
        }

        Assert.True(statement > 1, "It was hardly interrupted.");
    }

    /// <summary>
    /// Lets an act break off before each of its statements in turn, as it does when the server is killed there, until it has
    /// no further one and comes to its end.
    /// </summary>
    /// <param name="act">The same each time.</param>
    /// <param name="afterwards">What is asked each time it broke off.</param>
    public static async Task BreakingOff(Func<Task> act, Func<Task> afterwards)
    {
        for (var statement = 0; ; statement++)
        {
            Assert.InRange(statement, 0, Most);
            Before(statement, () => throw new BrokenOffException());
            try
            {
                await act();
                Assert.True(statement > 1, "It was hardly broken off.");
                return;
            }
            catch (Exception broken) when (broken is BrokenOffException || broken.InnerException is BrokenOffException)
            {
                // The next one goes on.
            }
            finally
            {
                Present.Value = null;
            }

            await afterwards();
        }
    }

    private async ValueTask Next()
    {
        if (_statementsLeft-- == 0)
        {
            Present.Value = null;
            await _act();
            HasHappened = true;
        }
    }

    private sealed class BrokenOffException : Exception;

    private sealed class Interceptor : DbCommandInterceptor
    {
        public override async ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command,
            CommandEventData eventData,
            InterceptionResult<DbDataReader> result,
            CancellationToken cancellationToken = default)
        {
            await Interrupt();
            return result;
        }

        public override async ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
        {
            await Interrupt();
            return result;
        }

        private static async ValueTask Interrupt()
        {
            if (Present.Value is { } waiting)
            {
                await waiting.Next();
            }
        }
    }
}
