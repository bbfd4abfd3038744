using System.Collections.Frozen;
using Kontor.Catalog;

namespace Kontor.PartnerCenter;

/// <summary>The views by which clients ask for products, and the kinds of product they show.</summary>
internal static class TargetViews
{
    private static readonly string[] Consumed =
        [nameof(ProductKind.Consumption), nameof(ProductKind.Plan), nameof(ProductKind.ThirdPartyConsumption)];

    private static readonly string[] Reserved = [nameof(ProductKind.Reservation)];

    private static readonly FrozenDictionary<string, string[]> Kinds = new Dictionary<string, string[]>
    {
        ["Azure"] = Consumed,
        ["MicrosoftAzure"] = Consumed,
        ["AzureReservations"] = Reserved,
        ["AzureReservationsVM"] = Reserved,
        ["AzureReservationsSQL"] = Reserved,
        ["AzureReservationsCosmosDb"] = Reserved,
        ["OnlineServices"] = [.. ProductKinds.OnlineServices.Select(kind => kind.ToString())],
        ["Software"] = [.. ProductKinds.Software.Select(kind => kind.ToString())],
        ["SoftwareSubscriptions"] = [nameof(ProductKind.SoftwareSubscription)],
        ["SoftwarePerpetual"] = [nameof(ProductKind.PerpetualSoftware)],
        ["SoftwareSUSELinux"] = [],
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>The stored names of the view's kinds; null when there is no such view.</summary>
    public static string[]? Find(string view) => Kinds.GetValueOrDefault(view);

    /// <summary>What a product of the kind is called.</summary>
    public static ItemTypeBody TypeOf(ProductKind kind) => kind switch
    {
        ProductKind.Seat => new("OnlineServices", "Online services"),
        ProductKind.ThirdPartySaas => new("OnlineServices", "Online services", new("SaaS", "Software as a service")),
        ProductKind.Plan => new("Azure", "Azure", new("AzurePlan", "Cloud plan")),
        ProductKind.Consumption => new("Azure", "Azure", new("AzureConsumption", "Consumption")),
        ProductKind.ThirdPartyConsumption => new("Azure", "Azure", new("Marketplace", "Marketplace consumption")),
        ProductKind.Reservation => new("Azure", "Azure", new("AzureReservation", "Reservation")),
        ProductKind.SoftwareSubscription => new("Software", "Software", new("SoftwareSubscription", "Software subscription")),
        ProductKind.PerpetualSoftware => new("Software", "Software", new("SoftwarePerpetual", "Perpetual software")),
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };
}
