using Kontor.Access;
using Kontor.Kernel;
using Kontor.Site;
using Npgsql;

namespace Kontor.Catalog;

/// <summary>CAT-07: price lists of the last two weeks of which rows were left out.</summary>
internal sealed class ListsWithRejectedRows : IWaitingItems
{
    /// <summary>Lists that are looked at, the latest first.</summary>
    private const int Latest = 50;

    private static readonly TimeSpan Lately = TimeSpan.FromDays(14);

    public WaitingKind Kind { get; } = new("rejectedRows", "tags", "/price-lists", IsSince: true, IsBad: true);

    public bool Concerns(Caller caller) => caller.May(Permission.ImportPriceLists, PermissionLevel.Read).IsGranted;

    public NpgsqlBatchCommand Ask(Actor actor, DateTimeOffset now) => new(
        """
        select id::text, file_name, imported_at
        from (select * from price_lists order by id desc limit $2) latest
        where rejected_rows > 0 and imported_at > $1
        order by imported_at desc limit $3
        """)
    {
        Parameters = { Sql.Instant(now - Lately), Sql.Int(Latest), Sql.Int(IWaitingItems.Most + 1) },
    };
}
