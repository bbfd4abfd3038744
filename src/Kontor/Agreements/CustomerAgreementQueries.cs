using Kontor.Accounts;
using Kontor.Catalog;
using Kontor.Customers;
using Kontor.Kernel;
using Kontor.Subscriptions;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Agreements;

/// <summary>Whether, how, by whom and when the customer agreement was accepted (AGR-27).</summary>
/// <param name="Acceptances">The newest first; empty while it was not accepted (AGR-20).</param>
/// <param name="Text">What is to be accepted, in the customer's country and the reader's language (AGR-21).</param>
public sealed record CustomerAgreementState(
    IReadOnlyList<CustomerAgreementAcceptance> Acceptances, AgreementText Text);

public sealed class CustomerAgreementQueries(KontorDb db, AgreementLibrary library, Markets markets)
{
    private const int MostShown = 50;

    private readonly IQueryable<CustomerRelationship> _relationships =
        db.Set<CustomerRelationship>().AsNoTracking().Where(r => r.EndedAt == null);

    /// <summary>Who is not related to a customer does not know that it exists.</summary>
    public Task<bool> IsCustomerOf(TenantId customer, TenantId partner, CancellationToken cancel) =>
        _relationships.AnyAsync(r => r.PartnerId == partner && r.CustomerId == customer, cancel);

    /// <summary>The partners that wait for the customer's acceptance.</summary>
    public Task<List<TenantId>> PartnersOf(TenantId customer, CancellationToken cancel) =>
        _relationships.Where(r => r.CustomerId == customer).Select(r => r.PartnerId).Distinct().ToListAsync(cancel);

    /// <summary>AGR-20.</summary>
    public Task<bool> HasAccepted(TenantId customer, CancellationToken cancel) =>
        db.CustomerAgreementAcceptances.AnyAsync(a => a.CustomerId == customer, cancel);

    /// <summary>
    /// AGR-26: whether the customer holds a purchase of the new commerce: seats under its rules, software,
    /// reservations, a plan, or third-party offers.
    /// </summary>
    public Task<bool> HoldsNewCommercePurchases(TenantId customer, CancellationToken cancel) => (
        from subscription in db.Subscriptions
        join sku in db.Skus
            on new { subscription.ProductId, subscription.SkuId } equals new { sku.ProductId, sku.SkuId }
        join product in db.Products on sku.ProductId equals product.ProductId
        where subscription.CustomerId == customer
            && (subscription.State == SubscriptionState.Pending
                || subscription.State == SubscriptionState.Active
                || subscription.State == SubscriptionState.Suspended)
            && (product.Kind != ProductKind.Seat || sku.CancellationPolicy == CancellationPolicy.NewCommerce)
        select subscription.Id).AnyAsync(cancel);

    /// <summary>AGR-27, for whoever may see the customer; the caller has checked that.</summary>
    public async Task<CustomerAgreementState> StateOf(TenantId customer, string language, CancellationToken cancel)
    {
        var acceptances = await db.CustomerAgreementAcceptances.AsNoTracking()
            .Where(a => a.CustomerId == customer)
            .OrderByDescending(a => a.RecordedAt).ThenByDescending(a => a.Id)
            .Take(MostShown)
            .ToListAsync(cancel);
        return new CustomerAgreementState(acceptances, await TextFor(customer, language, cancel));
    }

    /// <summary>AGR-21: the text for a customer that is known to exist.</summary>
    public async Task<AgreementText> TextFor(TenantId customer, string language, CancellationToken cancel)
    {
        var market = await db.Tenants.Where(t => t.Id == customer).Select(t => t.Market).SingleAsync(cancel);
        return await library.Customer(markets.Of(market), language, cancel);
    }
}
