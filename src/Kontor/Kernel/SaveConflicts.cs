using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Kontor.Kernel;

/// <summary>Why a change lost against another one at the same moment.</summary>
/// <param name="Constraint">The unique index that was violated; null when a row had changed since it was read.</param>
public sealed record SaveConflict(string? Constraint);

public static class SaveConflicts
{
    extension(KontorDb db)
    {
        /// <summary>
        /// Saves all changes, or none and says against what they lost. A use case turns that into the reason its rule
        /// would have given a moment later. What was not saved is forgotten.
        /// </summary>
        public async Task<SaveConflict?> TrySaveChanges(CancellationToken cancel)
        {
            try
            {
                await db.SaveChangesAsync(cancel);
                return null;
            }
            catch (DbUpdateConcurrencyException)
            {
                db.ChangeTracker.Clear();
                return new SaveConflict(null);
            }
            catch (DbUpdateException failed) when (UniqueIndexOf(failed) is not null)
            {
                db.ChangeTracker.Clear();
                return new SaveConflict(UniqueIndexOf(failed));
            }
        }
    }

    private static string? UniqueIndexOf(DbUpdateException failed) =>
        failed.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation } violation
            ? violation.ConstraintName
            : null;
}
