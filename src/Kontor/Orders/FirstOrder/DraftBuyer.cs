using Kontor.Accounts;
using Kontor.Customers;
using Kontor.Eligibility;
using Kontor.Kernel;

namespace Kontor.Orders;

/// <summary>A customer that does not exist yet, as an order would find it once it is made.</summary>
/// <param name="Party">What it would be (<see cref="Party.IsNew"/>).</param>
/// <param name="Market">Market key.</param>
/// <param name="Country">ISO code.</param>
/// <param name="Qualifications">What it would qualify for.</param>
/// <param name="HasAcceptedAgreement">Whether the partner states the acceptance when it makes the customer.</param>
/// <param name="RegistrationNumber">As it was written.</param>
/// <param name="Phone">Of its contact.</param>
/// <param name="ResellerId">REL-62: the reseller for which it is made; null for none.</param>
/// <param name="NetworkId">CAT-24: how orders name that reseller; null where nothing can name it.</param>
internal sealed record DraftBuyer(
    Party Party,
    string Market,
    string Country,
    Qualifications Qualifications,
    bool HasAcceptedAgreement,
    string RegistrationNumber,
    string Phone,
    TenantId? ResellerId,
    string? NetworkId)
{
    public static DraftBuyer From(NewCustomer wanted, Party party, Market market, string? networkId) => new(
        party,
        market.Key,
        market.IsoCode,
        wanted.Qualifications,
        wanted.Agreement is not null,
        wanted.Profile.RegistrationNumber,
        wanted.Contact.Phone,
        wanted.ResellerId,
        networkId);
}
