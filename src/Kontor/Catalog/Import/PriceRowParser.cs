using CsvHelper;
using Kontor.Accounts;
using Kontor.Kernel;
using Kontor.Subscriptions;

namespace Kontor.Catalog;

/// <summary>What a list does not say itself.</summary>
/// <param name="Markets">All markets of the program.</param>
/// <param name="FirstPartyPublishers">
/// Publishers that are the vendor. A row without a publisher is the vendor's.
/// </param>
/// <param name="Currency">The currency of a licence list that has no such column.</param>
internal sealed record ListContext(Markets Markets, IReadOnlySet<string> FirstPartyPublishers, Currency Currency);

/// <summary>
/// Turns the fields of one row into a price, or says which column keeps it from being one: the first that does, in the
/// order in which the checks stand here.
/// </summary>
internal sealed class PriceRowParser
{
    private readonly PriceFields _fields;
    private readonly PriceListColumns _columns;
    private readonly ListContext _context;
    private readonly PriceListIndex _index = new();

    private readonly Utf8Cache<string?> _ids = new(text => CatalogItemId.IsPart(text) ? text : null);
    private readonly Utf8Cache<string?> _offers =
        new(text => Guid.TryParse(text, out var offer) ? offer.ToString() : null);

    private readonly Utf8Cache<string?> _markets;
    private readonly Utf8Cache<Currency?> _currencies = new(Currency.Find);
    private readonly Utf8Cache<Segment?> _segments = new(PriceListValues.Segment);
    private readonly Utf8Cache<Segment?> _customerTypes = new(PriceListValues.Segment);
    private readonly Utf8Cache<Term?> _terms = new(Term.Find);
    private readonly Utf8Cache<BillingCycle?> _plans = new(BillingPlans.Find);
    private readonly Utf8Cache<(Term Term, BillingCycle Plan)?> _purchaseUnits = new(PriceListValues.PurchaseUnit);
    private readonly Utf8Cache<(bool IsTrial, bool IsAddOn)?> _secondaryTypes = new(PriceListValues.SecondaryType);
    private readonly Utf8Cache<DateTimeOffset?> _starts = new(PriceListValues.Start);
    private readonly Utf8Cache<DateTimeOffset?> _ends = new(PriceListValues.End);
    private readonly Utf8Cache<ChangeMark?> _changes = new(PriceListValues.Change);
    private readonly Utf8Cache<int?> _counts = new(PriceListValues.Count);
    private readonly Utf8Cache<(LimitScope Scope, int Count)?> _limits = new(PriceListValues.Limit);

    public PriceRowParser(CsvReader csv, PriceListColumns columns, ListContext context, bool hasDecimalComma)
    {
        (_fields, _columns, _context) = (new PriceFields(csv, columns, hasDecimalComma), columns, context);
        _markets = new(text => context.Markets.WithIsoCode(text).FirstOrDefault()?.IsoCode);
    }

    /// <summary>Whether rows read so far may overlap in time.</summary>
    public bool MayOverlap => _index.HasFurtherRows;

    /// <summary>Reads the record that the CSV reader stands on.</summary>
    /// <param name="line">Where it begins.</param>
    /// <param name="row">Takes the row.</param>
    /// <param name="newSkus">Takes its SKU when no good row of it has been met.</param>
    /// <returns>Null when the row is good; else why it is rejected.</returns>
    public RejectedRow? Read(int line, ref PriceRowDraft row, List<SkuDraft> newSkus)
    {
        row.Line = line;
        var isItem = _columns.Generation == ListGeneration.Licence ? IsLicence(ref row) : IsItem(ref row);
        if (!isItem || !HasPrices(ref row) || !HasTier(ref row) || !HasPeriod(ref row) || !HasLimits(out var limits))
        {
            return _fields.Rejection(line);
        }

        if (_index.FirstLineOf(in row) is { } first)
        {
            return new RejectedRow(line, "", PriceRowReasons.Duplicate.About(first));
        }

        var sku = _index.Sku(row.Availability.ProductId, row.Availability.SkuId);
        if (sku.IsNew)
        {
            sku.IsNew = false;
            newSkus.Add(SkuOf(in row, limits));
        }

        return null;
    }

    /// <summary>A row of a plan list or of the present list.</summary>
    private bool IsItem(ref PriceRowDraft row)
    {
        var isPlanList = _columns.Generation == ListGeneration.Plan;
        Segment? segment = Segment.Commercial;
        BillingCycle? plan = BillingCycle.None;
        if (!_fields.Known(PriceColumn.ProductId, _ids, PriceRowReasons.BadId, out var product)
            || !_fields.Known(PriceColumn.SkuId, _ids, PriceRowReasons.BadId, out var sku)
            || !_fields.Present(PriceColumn.ProductTitle)
            || !_fields.Present(PriceColumn.SkuTitle)
            || !_fields.Known(PriceColumn.Market, _markets, PriceRowReasons.UnknownMarket, out var market)
            || !_fields.Known(PriceColumn.Currency, _currencies, PriceRowReasons.UnknownCurrency, out var currency)
            || (!isPlanList && !_fields.Known(PriceColumn.Segment, _segments, PriceRowReasons.BadSegment, out segment))
            || !_fields.Known(PriceColumn.Term, _terms, PriceRowReasons.BadTerm, out var term)
            || (!isPlanList && !_fields.Known(PriceColumn.BillingPlan, _plans, PriceRowReasons.BadPlan, out plan)))
        {
            return false;
        }

        if (isPlanList && currency != Currency.Usd)
        {
            return _fields.Reject(PriceColumn.Currency, PriceRowReasons.PlanNotInUsd);
        }

        (row.Term, row.Plan) = (term!.Value, plan!.Value);
        row.Availability = _index.Sku(product, sku).Availability(market, segment!.Value, currency.Code);
        return row.Plan.Fits(row.Term)
            || _fields.Reject(
                PriceColumn.BillingPlan, PriceRowReasons.PlanDoesNotFitTerm.About(row.Plan.ToString(), row.Term.Iso));
    }

    /// <summary>A row of a licence list (CAT-09).</summary>
    private bool IsLicence(ref PriceRowDraft row)
    {
        var market = Availability.EveryMarket;
        var currency = _context.Currency;
        if (!_fields.Known(PriceColumn.ProductId, _offers, PriceRowReasons.BadId, out var offer)
            || !_fields.Present(PriceColumn.ProductTitle)
            || (_fields.IsFilled(PriceColumn.Market)
                && !_fields.Known(PriceColumn.Market, _markets, PriceRowReasons.UnknownMarket, out market))
            || (_fields.IsFilled(PriceColumn.Currency)
                && !_fields.Known(PriceColumn.Currency, _currencies, PriceRowReasons.UnknownCurrency, out currency))
            || !_fields.Known(PriceColumn.LicenceType, _segments, PriceRowReasons.BadSegment, out var segment)
            || !_fields.Known(PriceColumn.Unit, _purchaseUnits, PriceRowReasons.BadPurchaseUnit, out var unit)
            || !_fields.Known(
                PriceColumn.SecondaryType, _secondaryTypes, PriceRowReasons.BadLicenceType, out var secondary))
        {
            return false;
        }

        // A corporate licence whose end customer is non-profit is for that segment.
        var customers = _customerTypes.Read(_fields.Field(PriceColumn.EndCustomerType));
        var forSegment = (segment, customers) is (Segment.Commercial, Segment.Nonprofit)
            ? Segment.Nonprofit
            : segment!.Value;
        (row.Term, row.Plan) = unit!.Value;
        row.Availability = _index.Sku(offer, Sku.OfClassicOffer).Availability(market, forSegment, currency.Code);
        return true;
    }

    private bool HasPrices(ref PriceRowDraft row)
    {
        row.ErpPrice = null;
        if (!_fields.Present(PriceColumn.UnitPrice) || !_fields.Amount(PriceColumn.UnitPrice, out row.UnitPrice))
        {
            return false;
        }

        if (!_fields.IsFilled(PriceColumn.ErpPrice))
        {
            return true;
        }

        var isAmount = _fields.Amount(PriceColumn.ErpPrice, out var erp);
        row.ErpPrice = erp;
        return isAmount;
    }

    private bool HasTier(ref PriceRowDraft row)
    {
        (row.TierFrom, row.TierTo) = (1, null);
        if (_fields.IsFilled(PriceColumn.TierFrom))
        {
            if (!_fields.WholeNumber(PriceColumn.TierFrom, out var from))
            {
                return _fields.Reject(PriceColumn.TierFrom, PriceRowReasons.BadTier);
            }

            row.TierFrom = long.Max(from, 1);
        }

        if (_fields.IsFilled(PriceColumn.TierTo))
        {
            if (!_fields.WholeNumber(PriceColumn.TierTo, out var to) || (to != 0 && to < row.TierFrom))
            {
                return _fields.Reject(PriceColumn.TierTo, PriceRowReasons.BadTier);
            }

            row.TierTo = to == 0 ? null : to;
        }

        return true;
    }

    private bool HasPeriod(ref PriceRowDraft row)
    {
        if (!_fields.Known(PriceColumn.EffectiveFrom, _starts, PriceRowReasons.BadDate, out var from)
            || !_fields.Known(PriceColumn.EffectiveUntil, _ends, PriceRowReasons.BadDate, out var until)
            || !_fields.Known(PriceColumn.EndOfSale, _ends, PriceRowReasons.BadDate, out var endOfSale)
            || !_fields.Known(PriceColumn.Change, _changes, PriceRowReasons.BadChangeMark, out var change))
        {
            return false;
        }

        if (until <= from)
        {
            return _fields.Reject(PriceColumn.EffectiveUntil, PriceRowReasons.EndsBeforeStart);
        }

        row.Change = change!.Value;
        row.From = from!.Value.UtcDateTime;

        // CAT-09: DEL ends the sale for good, not only for as long as the row says.
        row.Until = change == ChangeMark.Deleted ? PriceRow.NoEnd.UtcDateTime : until!.Value.UtcDateTime;
        row.EndOfSale = endOfSale == PriceRow.NoEnd ? null : endOfSale!.Value.UtcDateTime;
        return true;
    }

    private bool HasLimits(out ListedLimits limits)
    {
        int? least = null;
        int? most = null;
        (LimitScope Scope, int Count)? limit = null;
        limits = default;
        if ((_fields.IsFilled(PriceColumn.MinQuantity)
                && !_fields.Known(PriceColumn.MinQuantity, _counts, PriceRowReasons.BadQuantity, out least))
            || (_fields.IsFilled(PriceColumn.MaxQuantity)
                && !_fields.Known(PriceColumn.MaxQuantity, _counts, PriceRowReasons.BadQuantity, out most))
            || (_fields.IsFilled(PriceColumn.Limit)
                && !_fields.Known(PriceColumn.Limit, _limits, PriceRowReasons.BadLimit, out limit)))
        {
            return false;
        }

        limits = new ListedLimits(least, most, limit);
        return most is null || most >= (least ?? 1)
            || _fields.Reject(PriceColumn.MaxQuantity, PriceRowReasons.BadQuantity);
    }

    private SkuDraft SkuOf(in PriceRowDraft row, ListedLimits limits)
    {
        var publisher = _fields.Text(PriceColumn.Publisher);
        var isFirstParty = publisher.Length == 0 || _context.FirstPartyPublishers.Contains(publisher);
        var title = _fields.Text(PriceColumn.ProductTitle);
        var meters = _fields.Text(PriceColumn.MeterIds);
        var tags = _fields.Text(PriceColumn.Tags);
        var isLicence = _columns.Generation == ListGeneration.Licence;
        var traits = isLicence
            ? LicenceTraits(isFirstParty)
            : ProductKinds.Of(
                _columns.Generation, isFirstParty, row.Term, row.Plan, meters.Length > 0, tags);
        var isNewCommerce = traits.Kind == ProductKind.Seat && _columns.Generation == ListGeneration.NewCommerce;
        var (scope, count) = limits.PerCustomer(traits.IsTrial);
        return new SkuDraft(
            row.Availability.ProductId, row.Availability.SkuId, title,
            isLicence ? title : _fields.Text(PriceColumn.SkuTitle),
            isLicence ? title : _fields.Text(PriceColumn.Description),
            publisher, isFirstParty, traits.Kind, traits.BillingType,
            isNewCommerce ? CancellationPolicy.NewCommerce : CancellationPolicy.Classic,
            isLicence ? "Licenses" : _fields.Text(PriceColumn.Unit),
            traits.IsTrial, traits.IsAddOn,
            limits.Least(traits.IsTrial), limits.Most(traits.IsTrial), scope, count,
            meters);
    }

    private RowTraits LicenceTraits(bool isFirstParty)
    {
        var (isTrial, isAddOn) = _secondaryTypes.Read(_fields.Field(PriceColumn.SecondaryType))!.Value;
        var kind = isFirstParty ? ProductKind.Seat : ProductKind.ThirdPartySaas;
        return new RowTraits(kind, BillingType.License, isTrial, isAddOn);
    }
}
