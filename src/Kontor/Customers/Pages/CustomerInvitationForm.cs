using Kontor.Invitations;
using Kontor.Kernel;

namespace Kontor.Customers;

/// <summary>What the form of a request to a customer sends back.</summary>
public sealed class CustomerInvitationForm : InvitationForm
{
    /// <summary>CUS-18, CUS-23: whether the inviting partner asks for delegated admin rights.</summary>
    public bool Rights { get; set; }

    /// <summary>CUS-18: whether the provider asks for them.</summary>
    public bool ProviderRights { get; set; }

    /// <summary>CUS-03: where the inviting partner has the customer from; empty where it does not say.</summary>
    public string? Channel { get; set; }

    /// <summary>What the draft's words depend on.</summary>
    public string Choices => $"{Language} {Rights} {ProviderRights}";

    public CustomerWish ToWish(TenantId? provider) => new(ToWish(), provider, Rights, ProviderRights)
    {
        Channel = Enum.TryParse<CustomerChannel>(Channel, out var channel) && Enum.IsDefined(channel) ? channel : null,
    };
}
