using Kontor.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Orders;

internal static class OfferPlaces
{
    extension(KontorDb db)
    {
        /// <summary>CAT-13: what is gone leaves its place to another; one that is to be had once in a lifetime stays taken.</summary>
        internal Task<int> FreePlaces(IReadOnlyCollection<SubscriptionId> subscriptions, CancellationToken cancel)
        {
            Guid[] ids = [.. subscriptions.Select(id => id.Value)];
            return db.Database.ExecuteSqlAsync(
                $"""
                delete from offer_holdings h
                using subscriptions x join skus s on s.product_id = x.product_id and s.sku_id = x.sku_id
                where x.id = any ({ids}) and s.limit_scope = 'Concurrent' and h.customer_id = x.customer_id
                    and h.product_id = x.product_id and h.sku_id = x.sku_id and h.subscription_id = x.id
                """,
                cancel);
        }
    }
}
