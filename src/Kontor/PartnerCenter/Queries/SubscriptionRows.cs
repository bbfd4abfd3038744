using System.Globalization;
using Kontor.Accounts;
using Kontor.Catalog;
using Kontor.Kernel;
using Kontor.Orders;
using Kontor.Subscriptions;
using Npgsql;

namespace Kontor.PartnerCenter;

/// <summary>
/// Turns the rows of one answer into subscriptions. Rows that follow each other often name the same item; what they have
/// in common is made once.
/// </summary>
/// <param name="markets">For the country whose catalog the links show.</param>
/// <param name="customer">Whose subscriptions they are.</param>
/// <param name="now">The instant at which windows are open or closed.</param>
internal sealed class SubscriptionRows(Markets markets, TenantId customer, DateTimeOffset now)
{
    /// <summary>How the protocol says that a commitment has no end.</summary>
    private static readonly DateTimeOffset Never = new(9999, 12, 31, 0, 0, 0, TimeSpan.Zero);

    private static readonly ResourceAttributes Unversioned = new("Subscription");

    private static readonly ResourceAttributes[] Versions =
    [
        .. Enumerable.Range(0, 32)
            .Select(version => new ResourceAttributes("Subscription", version.ToString(CultureInfo.InvariantCulture))),
    ];

    private readonly string _self = $"/customers/{customer}/subscriptions/";
    private Item? _item;

    /// <summary>The row's subscription; null where the row only says that the customer is there.</summary>
    public SubscriptionBody? ReadOrNone(NpgsqlDataReader row)
    {
        if (row.IsDBNull(1))
        {
            return null;
        }

        var id = row.GetGuid(1).ToString();
        var item = ItemOf(row);
        var title = row.GetString(5);
        var isOwn = row.GetBoolean(22);
        var state = Enum.Parse<SubscriptionState>(row.GetString(14));

        // The seller's and the chain's own (MUL-05); another partner sees an entry without it (MUL-22).
        return new SubscriptionBody(id, item.OfferId, title, isOwn ? row.GetString(6) : title, row.GetInt32(13))
        {
            Status = StatusOf(state),
            IsTrial = row.GetBoolean(9),
            PublisherName = row.GetString(7),
            IsMicrosoftProduct = row.GetBoolean(8),
            Actions = isOwn ? ActionsOf(row, item, state) : [],
            Links = new SubscriptionLinks(new Link(_self + id), item.ToProduct, item.ToSku, item.ToAvailability),
            Attributes = isOwn ? Versioned(row.GetInt32(21)) : Unversioned,
            OrderId = isOwn ? row.GetGuid(19).ToString() : null,
            CreationDate = isOwn ? row.GetFieldValue<DateTimeOffset>(16) : null,
            EffectiveStartDate = isOwn ? AtMidnight(row.GetFieldValue<DateOnly>(17)) : null,
            CommitmentEndDate = !isOwn ? null
                : row.IsDBNull(18) ? Never : AtMidnight(row.GetFieldValue<DateOnly>(18).AddDays(-1)),
            AutoRenewEnabled = isOwn ? row.GetBoolean(15) : null,
            BillingType = isOwn ? WireItems.Billing(row.GetString(10)) : null,
            BillingCycle = isOwn ? WireItems.Cycle(row.GetString(11)) : null,
            TermDuration = isOwn && !row.IsDBNull(12) ? row.GetString(12) : null,
            PartnerId = isOwn && !row.IsDBNull(20) ? row.GetString(20) : null,
        };
    }

    private static DateTimeOffset AtMidnight(DateOnly day) => new(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);

    private static ResourceAttributes Versioned(int version) => version < Versions.Length
        ? Versions[version]
        : new ResourceAttributes("Subscription", version.ToString(CultureInfo.InvariantCulture));

    private static SubscriptionStatus StatusOf(SubscriptionState state) => state switch
    {
        SubscriptionState.Pending => SubscriptionStatus.Pending,
        SubscriptionState.Active => SubscriptionStatus.Active,
        SubscriptionState.Suspended => SubscriptionStatus.Suspended,
        SubscriptionState.Cancelled or SubscriptionState.Deleted => SubscriptionStatus.Deleted,
        SubscriptionState.Expired => SubscriptionStatus.Expired,
        _ => throw new ArgumentOutOfRangeException(nameof(state)),
    };

    private IReadOnlyList<string> ActionsOf(NpgsqlDataReader row, Item item, SubscriptionState state)
    {
        if (!row.GetBoolean(23))
        {
            return SubscriptionActions.OfReseller(state);
        }

        var right = ChangeRules.RightOf(
            row.IsDBNull(12) ? null : row.GetString(12),
            item.Kind,
            item.Policy,
            Enum.Parse<BillingType>(row.GetString(10)),
            Enum.Parse<BillingCycle>(row.GetString(11)),
            row.GetFieldValue<DateTimeOffset>(16));
        return SubscriptionActions.OfSeller(state, item.Kind, item.Policy, right, now);
    }

    private Item ItemOf(NpgsqlDataReader row)
    {
        var (product, sku, availability) = (row.GetString(2), row.GetString(3), row.GetString(4));
        return _item is { } last && last.Product == product && last.Sku == sku && last.Availability == availability
            ? last
            : _item = new Item(product, sku, availability, markets.Of(row.GetString(0)).IsoCode)
            {
                Kind = KindOf(row),
                Policy = row.IsDBNull(25) ? CancellationPolicy.Classic : Enum.Parse<CancellationPolicy>(row.GetString(25)),
            };
    }

    /// <summary>As the rules of changes take what the catalog no longer knows.</summary>
    private static ProductKind KindOf(NpgsqlDataReader row) =>
        !row.IsDBNull(24) ? Enum.Parse<ProductKind>(row.GetString(24))
        : row.GetBoolean(8) ? ProductKind.Seat
        : ProductKind.ThirdPartySaas;

    /// <summary>What is bought, and where the catalog shows it to the customer's country.</summary>
    private sealed class Item(string product, string sku, string availability, string country)
    {
        public string Product => product;

        public string Sku => sku;

        public string Availability => availability;

        public required ProductKind Kind { get; init; }

        public required CancellationPolicy Policy { get; init; }

        public string OfferId { get; } = WireItems.OfferId(product, sku, availability);

        public Link ToProduct { get; } = new($"/products/{product}?country={country}");

        public Link ToSku { get; } = new($"/products/{product}/skus/{sku}?country={country}");

        public Link ToAvailability { get; } =
            new($"/products/{product}/skus/{sku}/availabilities/{availability}?country={country}");
    }
}
