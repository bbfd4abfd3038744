using Kontor.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace Kontor.Catalog;

/// <summary>
/// Changes that are made whole or not at all: a transaction of their own, or, where the caller has one open, a savepoint in
/// it, so that a refusal undoes this step and nothing else.
/// </summary>
internal sealed class DatabaseStep : IAsyncDisposable
{
    private const string Savepoint = "price_list";

    private readonly IDbContextTransaction _transaction;
    private readonly bool _isOwn;
    private bool _isComplete;

    private DatabaseStep(KontorDb db, IDbContextTransaction transaction, bool isOwn)
    {
        (_transaction, _isOwn) = (transaction, isOwn);
        Connection = (NpgsqlConnection)db.Database.GetDbConnection();
    }

    public NpgsqlConnection Connection { get; }

    public static async Task<DatabaseStep> Begin(KontorDb db, CancellationToken cancel)
    {
        if (db.Database.CurrentTransaction is not { } ambient)
        {
            return new DatabaseStep(db, await db.Database.BeginTransactionAsync(cancel), isOwn: true);
        }

        await ambient.CreateSavepointAsync(Savepoint, cancel);
        return new DatabaseStep(db, ambient, isOwn: false);
    }

    public async Task Complete(CancellationToken cancel)
    {
        if (_isOwn)
        {
            await _transaction.CommitAsync(cancel);
        }

        _isComplete = true;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_isOwn)
        {
            if (!_isComplete)
            {
                await _transaction.RollbackToSavepointAsync(Savepoint);
            }

            return;
        }

        // A transaction that was not committed is rolled back here.
        await _transaction.DisposeAsync();
    }
}
