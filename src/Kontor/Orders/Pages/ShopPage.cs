using Kontor.Access;
using Kontor.Kernel;
using Kontor.Site;
using Microsoft.AspNetCore.Components;

namespace Kontor.Orders;

/// <summary>What the pages of a sale share: for which customer, which stands in the address.</summary>
public abstract class ShopPage : SitePage
{
    /// <summary>The tenant id of the chosen customer.</summary>
    [SupplyParameterFromQuery]
    public string? Customer { get; set; }

    [Inject]
    private ShopViews Views { get; set; } = null!;

    /// <summary>From where the reader looks; null when the customer is none of its own.</summary>
    protected ShopView? View { get; private set; }

    protected ShopCustomer? Buyer => View?.Customer;

    /// <summary>CAT-11: whether the reader may see prices.</summary>
    protected bool ShowsPrices => Caller.May(Permission.ViewPriceLists, PermissionLevel.Read).IsGranted;

    protected bool MayOrder => Caller.May(Permission.CreateOrders).IsGranted;

    protected bool MayChooseCustomer => Caller.May(Permission.ViewCustomers, PermissionLevel.Read).IsGranted;

    /// <summary>
    /// Above the reasons why nothing is ordered for the customer: a reseller never orders (CAT-20), others may later.
    /// </summary>
    protected string NotYet => Texts.Of(
        Buyer!.MayOrder.Reasons.Any(reason => reason.Code == OrderReasons.ResellerCannotOrder.Code)
            ? "catalogue.providerOrders"
            : "catalogue.notYet",
        Buyer.Name);

    /// <summary>
    /// Loads the view. A customer that is none of the reader's, that is named by no id, or that the reader may not look
    /// at does not exist.
    /// </summary>
    protected async Task LoadView()
    {
        TenantId? customer = null;
        if (!string.IsNullOrEmpty(Customer))
        {
            if (!Guid.TryParse(Customer, out var id) || !MayChooseCustomer)
            {
                Refuse(Decision.Refused(OrderReasons.CustomerUnknown));
                return;
            }

            customer = new TenantId(id);
        }

        var result = await Views.Of(Actor, customer, Cancel);
        View = result.ValueOrNull;
        if (View is null)
        {
            Refuse(result.Decision);
        }
    }
}
