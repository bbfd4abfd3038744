using Kontor.Access;
using Kontor.Kernel;
using Kontor.Site;

namespace Kontor.Subscriptions;

/// <summary>Subscriptions in the search: by id as far as the reader may see them, or by the beginning of their name.</summary>
public sealed class SubscriptionSearch(
    SubscriptionQueries subscriptions, SubscriptionPortfolio portfolio, SubscriptionNames names) : ISearchSource
{
    private const int Most = 6;

    public async Task<FoundGroup> Find(Caller caller, string wanted, CancellationToken cancel)
    {
        IReadOnlyList<VisibleSubscription> found = [];
        var isId = Guid.TryParse(wanted, out var id);
        if (caller.May(Permission.ViewSubscriptions, PermissionLevel.Read).IsGranted)
        {
            found = isId
                ? await subscriptions.Find(caller.Actor!, new SubscriptionId(id), cancel) is { } one ? [one] : []

                // By name among everybody's there is no index: the vendor comes with an id.
                : caller.Actor!.TenantKind == TenantKind.Operator ? []
                : (await portfolio.List(
                    caller.Actor!,
                    new SubscriptionFilter { Name = wanted, Order = SubscriptionOrder.Name, IsDescending = false },
                    new PageRequest(Most, null),
                    cancel)).Items;
        }

        return new(
            "subscriptions.title",
            [
                .. (await names.Rows(caller.Actor!, found, cancel))
                    .Select(row => new Found(row.Name, $"/subscriptions/{row.Seen.Id}", row.Customer)),
            ]);
    }
}
