namespace Kontor.Site;

/// <summary>
/// How many rows there are. Beyond <see cref="Most"/> nobody counts: a list that says so costs the same with a million rows.
/// </summary>
/// <param name="Rows">Up to <see cref="Most"/> + 1.</param>
public readonly record struct ListCount(int Rows)
{
    public const int Most = 1_000;

    public bool IsMore => Rows > Most;

    public int Shown => Math.Min(Rows, Most);
}
