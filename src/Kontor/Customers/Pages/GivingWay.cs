using Kontor.Kernel;
using Kontor.Site;

namespace Kontor.Customers;

/// <summary>Where the pages stand on which a provider gives customers to a reseller.</summary>
internal static class GivingWay
{
    public static Crumb[] To(Guid reseller, string? name) =>
    [
        new(Texts.Of("resellers.title"), "/resellers"),
        .. name is null ? Array.Empty<Crumb>() : [new(name, $"/resellers/{reseller}")],
    ];
}
