using System.Collections.Immutable;
using Kontor.Kernel;

namespace Kontor.Eligibility;

/// <summary>An active partnership (REL-31).</summary>
public readonly record struct PartnershipTie(TenantId Provider, TenantId Reseller);

/// <summary>An active relationship of a partner with an end customer (CUS-75), whatever its kind but advisor.</summary>
public readonly record struct CustomerTie(TenantId Partner, TenantId Customer);

/// <summary>What already binds the parties of one question to each other; a handful of rows at most.</summary>
public sealed record Ties(ImmutableArray<PartnershipTie> Partnerships, ImmutableArray<CustomerTie> Relationships)
{
    public static Ties None { get; } = new([], []);

    public bool ArePartners(Party provider, Party reseller)
    {
        foreach (var tie in Partnerships)
        {
            if (tie.Provider == provider.TenantId && tie.Reseller == reseller.TenantId)
            {
                return true;
            }
        }

        return false;
    }

    public bool IsCustomerOf(Party customer, Party partner)
    {
        foreach (var tie in Relationships)
        {
            if (tie.Partner == partner.TenantId && tie.Customer == customer.TenantId)
            {
                return true;
            }
        }

        return false;
    }
}

/// <summary>What a sale needs to know about its customer beyond the ties to the parties.</summary>
/// <param name="HasOtherPartners">An active relationship with a partner outside this chain (SCN-02).</param>
/// <param name="HasAcceptedAgreement">AGR-20: the customer agreement was accepted.</param>
public readonly record struct CustomerStanding(bool HasOtherPartners, bool HasAcceptedAgreement)
{
    /// <summary>CUS-60: there is no such tenant yet.</summary>
    public bool IsNew { get; init; }
}

/// <summary>Whether the product that was asked about is offered to both sides (CAT-04).</summary>
/// <param name="Title">The product's title, for the sentence.</param>
/// <param name="CustomerCountry">ISO code of the country of the customer tenant.</param>
/// <param name="PartnerCountry">ISO code of the country of the tenant that buys from the vendor.</param>
/// <param name="IsInCustomerCountry">Whether it is offered there.</param>
/// <param name="IsInPartnerCountry">Whether it is offered there.</param>
public sealed record OfferReach(
    string Title, string CustomerCountry, string PartnerCountry, bool IsInCustomerCountry, bool IsInPartnerCountry)
{
    /// <summary>ACC-27: whether a shared-services tenant may hold it.</summary>
    public bool IsForSharedServices { get; init; }
}
