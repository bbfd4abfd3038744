using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Tests;

/// <summary>How the database answers a query.</summary>
internal static class Plans
{
    /// <summary>The plan as <c>explain</c> writes it, without costs.</summary>
    public static async Task<string> Of(IQueryable query, CancellationToken cancel)
    {
        await using var command = query.CreateDbCommand();
        await command.Connection!.OpenAsync(cancel);
        return await Of(command, cancel);
    }

    /// <summary>The same for a statement written by hand, which knows its connection.</summary>
    public static async Task<string> Of(DbCommand command, CancellationToken cancel)
    {
        command.CommandText = "explain (costs off) " + command.CommandText;
        var lines = new List<string>();
        await using var reader = await command.ExecuteReaderAsync(cancel);
        while (await reader.ReadAsync(cancel))
        {
            lines.Add(reader.GetString(0));
        }

        return string.Join('\n', lines);
    }
}
