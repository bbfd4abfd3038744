using Kontor.Accounts;
using Kontor.Kernel;

namespace Kontor.Subscriptions;

/// <summary>One page of a customer's subscriptions with the names that belong to it.</summary>
/// <param name="Rows">As far as the reader may see them.</param>
/// <param name="Names">Of the partners in them, by tenant.</param>
/// <param name="Next">Where the next page begins; null at the end.</param>
public sealed record SubscriptionList(
    IReadOnlyList<SubscriptionBody> Rows, IReadOnlyDictionary<Guid, string> Names, string? Next)
{
    public static async Task<SubscriptionList> Of(
        Page<VisibleSubscription> page, BusinessCards cards, CancellationToken cancel)
    {
        SubscriptionBody[] rows = [.. page.Items.Select(SubscriptionBody.From)];
        TenantId[] partners =
        [
            .. rows.SelectMany(row => new[] { row.PartnerId, row.ResellerId })
                .OfType<Guid>().Distinct().Select(id => new TenantId(id)),
        ];
        var known = await cards.Of(partners, cancel);
        return new SubscriptionList(
            rows, known.ToDictionary(card => card.Key.Value, card => card.Value.Name), page.NextCursor);
    }
}
