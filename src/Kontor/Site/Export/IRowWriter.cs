namespace Kontor.Site;

/// <summary>Writes a table row by row to whoever reads it, keeping nothing.</summary>
internal interface IRowWriter : IAsyncDisposable
{
    /// <param name="values">Texts, whole and decimal numbers, instants, days, or null.</param>
    /// <param name="cancel">Set when nobody reads any more.</param>
    Task Write(IReadOnlyList<object?> values, CancellationToken cancel);
}
