namespace Kontor.Customers;

/// <summary>Where a partner has a customer from (CUS-03); each partner of a customer has its own answer.</summary>
public enum CustomerChannel
{
    OwnMarketing,

    /// <summary>The vendor named the partner to the customer.</summary>
    VendorReferral,

    /// <summary>A reseller has the customer from its provider.</summary>
    Provider,

    /// <summary>The same from the other side: a provider has the customer from its reseller.</summary>
    Reseller,
}

public static class CustomerChannels
{
    /// <summary>What a provider or direct partner can say of a customer that it makes.</summary>
    /// <param name="hasReseller">Whether it makes the customer for a reseller (REL-62).</param>
    public static IReadOnlyList<CustomerChannel> ForSeller(bool hasReseller) => hasReseller
        ? [CustomerChannel.OwnMarketing, CustomerChannel.VendorReferral, CustomerChannel.Reseller]
        : [CustomerChannel.OwnMarketing, CustomerChannel.VendorReferral];

    /// <summary>What a partner can say of a customer that it asks.</summary>
    /// <param name="isReseller">A reseller may have it from a provider.</param>
    public static IReadOnlyList<CustomerChannel> ForInviter(bool isReseller) => isReseller
        ? [CustomerChannel.OwnMarketing, CustomerChannel.VendorReferral, CustomerChannel.Provider]
        : [CustomerChannel.OwnMarketing, CustomerChannel.VendorReferral];
}
