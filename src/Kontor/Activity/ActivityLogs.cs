using System.Runtime.CompilerServices;
using Kontor.Kernel;
using Kontor.Site;

namespace Kontor.Activity;

/// <summary>Whose logs are listed.</summary>
public enum LogScope
{
    /// <summary>That of the reader's tenant.</summary>
    Own,

    /// <summary>That of every tenant, for the vendor.</summary>
    Everybody,
}

/// <summary>Activity logs as their pages and exports list them (OPS-60).</summary>
public sealed class ActivityLogs(
    ActivityQueries activity, ActivitySentences sentences, CustomersNamed customers, TimeProvider clock)
{
    /// <summary>Follows the address of the page.</summary>
    public const string Export = "/export";

    private const int BatchOfAll = 1_000;

    public static string PathOf(LogScope scope) => scope == LogScope.Own ? "/activity" : "/ops/activity";

    /// <summary>
    /// The list for a reader. Usually it shows the last month, so that no page reads a log from its beginning unless
    /// somebody wants that.
    /// </summary>
    public ListDefinition<ToldActivity> Definition(Actor reader, LogScope scope)
    {
        var path = PathOf(scope);
        return new(
            path,
            [
                new("what", "activity.what", told => told.Sentence) { IsHeader = true },
                new("at", "activity.at", told => told.Row.At) { Sort = "at" },
                new("by", "activity.by", told => told.By(reader)),
                .. reader.TenantKind == TenantKind.Customer ? [] : CustomerColumn(),
                new("action", "activity.action", told => told.Row.Action) { IsUsual = false },
            ],
            [
                ListFilter.OfText("who", "activity.filter.actor"),
                .. CustomerKey(reader, scope) is { } key ? new[] { ListFilter.OfText("customer", key) } : [],
            ])
        {
            SearchKey = "activity.filter.text",
            PeriodKey = "activity.at",
            UsualFrom = DateOnly.FromDateTime(clock.Now().UtcDateTime).AddMonths(-1),
            UsualSort = "-at",
            ExportPath = path + Export,
        };
    }

    /// <summary>
    /// A part of the list, and how many records match. Where all of them are on the page, nobody counts again.
    /// </summary>
    public async Task<(Page<ToldActivity> Rows, ListCount Count)> Read(
        Actor reader, LogScope scope, ListState state, PageRequest part, CancellationToken cancel)
    {
        var filter = await FilterOf(reader, scope, state, cancel);
        var page = await Part(reader, scope, filter, part, cancel);
        var count = page is { NextCursor: null, PreviousCursor: null }
            ? page.Items.Count
            : await Count(reader, scope, filter, ListCount.Most, cancel);
        var told = await sentences.Tell(page.Items, cancel);
        return (new(told, page.NextCursor, page.PreviousCursor), new(count));
    }

    /// <summary>All that is chosen, for an export, a batch at a time.</summary>
    public async IAsyncEnumerable<ToldActivity> All(
        Actor reader, LogScope scope, ListState state, [EnumeratorCancellation] CancellationToken cancel)
    {
        var filter = await FilterOf(reader, scope, state, cancel);
        var rows = Page.All(part => Part(reader, scope, filter, part, cancel), cancel);
        await foreach (var batch in rows.Chunk(BatchOfAll).WithCancellation(cancel))
        {
            foreach (var told in await sentences.Tell(batch, cancel))
            {
                yield return told;
            }
        }
    }

    /// <summary>How many records are chosen, counted up to one more than <paramref name="most"/>.</summary>
    public async Task<ListCount> Count(
        Actor reader, LogScope scope, ListState state, int most, CancellationToken cancel) =>
        new(await Count(reader, scope, await FilterOf(reader, scope, state, cancel), most, cancel));

    private Task<int> Count(
        Actor reader, LogScope scope, ActivityFilter filter, int most, CancellationToken cancel) =>
        scope == LogScope.Own ? activity.CountOwn(reader, filter, most, cancel) : activity.CountAll(filter, most, cancel);

    private Task<Page<ActivityRow>> Part(
        Actor reader, LogScope scope, ActivityFilter filter, PageRequest part, CancellationToken cancel) =>
        scope == LogScope.Own ? activity.Own(reader, filter, part, cancel) : activity.All(filter, part, cancel);

    private async Task<ActivityFilter> FilterOf(Actor reader, LogScope scope, ListState state, CancellationToken cancel)
    {
        var named = state.Filter("customer") is not { } name ? null
            : scope == LogScope.Own ? await customers.OfPartner(reader.TenantId, name, cancel)
            : await customers.WithDomain(name, cancel);
        return new(state.Span, ActivitySentences.Holding(state.Search), state.Filter("who"), named)
        {
            IsOldestFirst = !state.IsDescending,
        };
    }

    private static IEnumerable<ListColumn<ToldActivity>> CustomerColumn() =>
        [new("customer", "activity.customer", told => told.Customer) { IsUsual = false }];

    /// <summary>What is asked for about the customer; null where nothing is.</summary>
    private static string? CustomerKey(Actor reader, LogScope scope) =>
        scope == LogScope.Everybody ? "activity.filter.domain"
        : reader.TenantKind == TenantKind.Partner ? "activity.filter.customer"
        : null;
}
