using Kontor.Billing;
using Kontor.Catalog;
using Kontor.Kernel;
using Kontor.Orders;
using Kontor.Subscriptions;

namespace Kontor.Tests;

/// <summary>Provider, reseller and customer between whom everything for a sale is done.</summary>
public sealed record TradingChain(Participant Provider, Participant Reseller, Participant Customer);

public sealed partial class World
{
    /// <summary>What <see cref="Seat"/> makes, unless said otherwise.</summary>
    public const string SeatItem = "OFFICE:0001:AVAILDE00001";

    /// <summary>Partnership, shared customer, customer agreement and credit: the provider may order at once.</summary>
    public async Task<TradingChain> TradingChain(string market = "DE", long creditUsd = 100_000)
    {
        var chain = new TradingChain(await Provider(market), await Reseller(market), await Customer(market));
        await Partnership(chain.Provider, chain.Reseller);
        await SharedCustomer(chain.Provider, chain.Reseller, chain.Customer);
        await AcceptedAgreement(chain.Customer);
        await Credit(chain.Provider, creditUsd);
        return chain;
    }

    /// <summary>BIL-70, BIL-81: the vendor lets the partner, who has given a VAT ID, buy for so many whole US dollars.</summary>
    public async Task Credit(Participant partner, long usd)
    {
        await Save(new CreditAccount
        {
            TenantId = partner.Id,
            LimitUnits = usd * 100,
            ExposureUnits = 0,
            LastChange = CreditChange.LimitSet,
        });
        await Save(new VatId
        {
            TenantId = partner.Id,
            CountsFrom = new DateOnly(2026, 1, 1),
            Number = "123456789",
            EnteredAt = Now,
        });
    }

    /// <summary>A seat product, offered in a market in EUR at a price per month, for terms of a year and of a month.</summary>
    public async Task<string> Seat(
        string productId = "OFFICE",
        string market = "DE",
        decimal price = 10m,
        Segment segment = Segment.Commercial,
        LimitScope limit = LimitScope.None,
        int limitCount = 0,
        int? most = null,
        CancellationPolicy policy = CancellationPolicy.NewCommerce)
    {
        var availability = productId == "OFFICE" && market == "DE" && segment == Segment.Commercial
            ? "AVAILDE00001"
            : AvailabilityIds.Of(productId, "0001", market, segment, "EUR");
        var list = new PriceListId(Guid.CreateVersion7());
        await Save(
            new Product
            {
                ProductId = productId,
                Title = "Office suite",
                Description = "Office suite",
                Publisher = "Vendor",
                Kind = ProductKind.Seat,
                IsFirstParty = true,
            },
            new Sku
            {
                ProductId = productId,
                SkuId = "0001",
                Title = "Office suite",
                Description = "Office suite",
                Unit = "Licenses",
                BillingType = BillingType.License,
                CancellationPolicy = policy,
                IsTrial = false,
                IsAddOn = false,
                MinQuantity = 1,
                MaxQuantity = most,
                LimitScope = limit,
                LimitCount = limitCount,
                MeterIds = "",
            },
            new Availability
            {
                ProductId = productId,
                SkuId = "0001",
                AvailabilityId = availability,
                Market = market,
                Segment = segment,
                Currency = Currency.Eur,
            },
            new PriceList
            {
                Id = list,
                Generation = ListGeneration.NewCommerce,
                FileName = "test.csv",
                Sha256 = list.Value.ToByteArray(),
                ImportedRows = 2,
                RejectedRows = 0,
                OverlappingRows = 0,
                ImportedAt = Now,
                ImportedByName = "test",
            },
            Price(list, 2, productId, availability, market, segment, "P1Y", BillingCycle.Monthly, price),
            Price(list, 3, productId, availability, market, segment, "P1M", BillingCycle.Monthly, price * 1.2m),
            Price(list, 4, productId, availability, market, segment, "P1Y", BillingCycle.Annual, price * 12));
        return $"{productId}:0001:{availability}";
    }

    /// <summary>The provider orders so many of an item for the chain's customer and reseller.</summary>
    public Task<OrderOutcome> Orders(
        TradingChain chain, string item = SeatItem, int quantity = 1, RequestKey? key = null, string? term = null,
        BillingCycle? cycle = null) =>
        Orders(chain.Provider.GlobalAdmin, chain.Customer, chain.Reseller.NetworkId, item, quantity, key, term, cycle);

    public async Task<OrderOutcome> Orders(
        Actor actor, Participant customer, string? networkId, string item = SeatItem, int quantity = 1,
        RequestKey? key = null, string? term = null, BillingCycle? cycle = null)
    {
        var line = new WantedLine(0, CatalogItemId.Find(item)!.Value, quantity, null, cycle, term, networkId);
        return await Does((PlaceOrder use) => use.Handle(
            actor,
            new OrderRequest(customer.Id, [line]),
            key,
            key is null ? null : Render,
            CancellationToken.None));
    }

    /// <summary>An answer that names the order, as any surface's would.</summary>
    private static KeptAnswer Render(Result<PlacedOrder> result) => result.Match(
        placed => new KeptAnswer(201, "text/plain", System.Text.Encoding.UTF8.GetBytes(placed.Order.Id.ToString())),
        refused => new KeptAnswer(403, "text/plain", System.Text.Encoding.UTF8.GetBytes(refused.Reasons[0].Code)));

    private PriceRow Price(
        PriceListId list, int line, string product, string availability, string market, Segment segment, string term,
        BillingCycle plan, decimal price) => new()
        {
            ListId = list,
            Line = line,
            ProductId = product,
            SkuId = "0001",
            AvailabilityId = availability,
            Market = market,
            Currency = Currency.Eur,
            Segment = segment,
            Term = term,
            BillingPlan = plan,
            TierFrom = 1,
            UnitPrice = price,
            EffectiveFrom = Now.AddDays(-1),
            EffectiveUntil = PriceRow.NoEnd,
            Change = ChangeMark.Unchanged,
        };
}
