namespace Kontor.Kernel;

/// <summary>A use case that writes in several steps, of which nothing may stay when it is refused in the end.</summary>
public static class AllOrNothing
{
    private const string Before = "before_all";

    /// <summary>
    /// Does something in the transaction of the request, or in one of its own. When it is refused, what it wrote is taken
    /// back, and what it meant to write is forgotten; what the transaction held before stays.
    /// </summary>
    /// <param name="db">Where it writes.</param>
    /// <param name="act">What is done; it saves by itself.</param>
    /// <param name="cancel">Gives up.</param>
    public static async Task<Result<T>> DoAllOrNothing<T>(
        this KontorDb db, Func<Task<Result<T>>> act, CancellationToken cancel)
        where T : class
    {
        await using var own = db.Database.CurrentTransaction is null ? await db.Database.BeginTransactionAsync(cancel) : null;
        var transaction = db.Database.CurrentTransaction!;
        await transaction.CreateSavepointAsync(Before, cancel);
        var result = await act();
        if (!result.Decision.IsGranted)
        {
            db.ChangeTracker.Clear();
            await transaction.RollbackToSavepointAsync(Before, cancel);
        }

        // One of these may be part of another: the name is that of the outer one again.
        await transaction.ReleaseSavepointAsync(Before, cancel);
        if (own is not null)
        {
            await own.CommitAsync(cancel);
        }

        return result;
    }
}
