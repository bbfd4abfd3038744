using Kontor.Agreements;
using Kontor.Customers;
using Kontor.Invitations;
using Kontor.Kernel;
using Kontor.Partnerships;

namespace Kontor.Tests;

public sealed partial class World
{
    /// <summary>The provider asks this reseller at its address, or anybody; the answer holds the link.</summary>
    public async Task<IssuedInvitation> AsksForPartnership(
        Participant provider, Participant? reseller = null, bool send = false, string language = "en")
    {
        var wish = new InvitationWish(AddressIn(reseller), language, null, null, send);
        var issued = await Does((RequestPartnership use) =>
            use.Handle(provider.GlobalAdmin, wish, CancellationToken.None));
        return issued.ValueOrNull ?? throw new InvalidOperationException(issued.Decision.Reasons[0].Code);
    }

    /// <summary>Somebody accepts the partnership behind a link.</summary>
    public Task<Result<Partnership>> Accepts(Actor actor, IssuedInvitation invitation, bool confirmed = true) =>
        Does((AcceptPartnerInvitation use) =>
            use.Handle(actor, TokenIn(invitation), confirmed, CancellationToken.None));

    /// <summary>
    /// The reseller asks a customer, or anybody, together with a provider; the answer holds the link.
    /// </summary>
    public Task<IssuedInvitation> InvitesJointly(
        Participant reseller, Participant provider, Participant? customer = null, bool rights = true,
        bool providerRights = false) =>
        Invites(reseller, new CustomerWish(
            new(AddressIn(customer), "en", null, null, Send: false), provider.Id, rights, providerRights));

    /// <summary>A partner asks a customer, or anybody, by itself; the answer holds the link.</summary>
    public Task<IssuedInvitation> InvitesAlone(Participant partner, Participant? customer = null, bool rights = true) =>
        Invites(partner, new CustomerWish(
            new(AddressIn(customer), "en", null, null, Send: false), AsksAdminRights: rights));

    /// <summary>Somebody accepts the partners behind a link, and the customer agreement where one is given.</summary>
    public Task<Result<AcceptedRelationships>> AcceptsPartners(
        Actor actor, string token, bool confirmed = true, DirectAcceptance? agreement = null) =>
        Does((AcceptCustomerInvitation use) => use.Handle(actor, token, confirmed, agreement, CancellationToken.None));

    /// <summary>Somebody follows a link to a customer.</summary>
    public Task<Result<OpenedCustomerInvitation>> Opens(
        Actor actor, IssuedInvitation invitation, string language = "en") =>
        Does((OpenCustomerInvitation use) =>
            use.Handle(actor, TokenIn(invitation), language, CancellationToken.None));

    /// <summary>Somebody says no to the partners behind a link.</summary>
    public Task<Result<CustomerInvitation>> Declines(Actor actor, IssuedInvitation invitation) =>
        Does((DeclineCustomerInvitation use) => use.Handle(actor, TokenIn(invitation), CancellationToken.None));

    /// <summary>The partner takes an invitation to customers back.</summary>
    public Task<Result<CustomerInvitation>> Revokes(Participant partner, InvitationId id) =>
        Does((RevokeCustomerInvitation use) => use.Handle(partner.GlobalAdmin, id, CancellationToken.None));

    /// <summary>The customer agreement as a customer's global admin accepts it in a world.</summary>
    public static DirectAcceptance Agreement { get; } = new(
        AgreementTemplates.Customer.Id,
        "en",
        new Signatory("Ada", "Lovelace", "ada@example.com", null),
        Confirmed: true);

    private async Task<IssuedInvitation> Invites(Participant partner, CustomerWish wish)
    {
        var issued = await Does((InviteCustomer use) => use.Handle(partner.GlobalAdmin, wish, CancellationToken.None));
        return issued.ValueOrNull ?? throw new InvalidOperationException(issued.Decision.Reasons[0].Code);
    }

    /// <summary>What stands after the last slash of the link.</summary>
    public static string TokenIn(IssuedInvitation invitation) =>
        invitation.Link[(invitation.Link.LastIndexOf('/') + 1)..];

    /// <summary>An address at a participant that Kontor does not know by its domain; null for none.</summary>
    private static string? AddressIn(Participant? participant) =>
        participant is null ? null : $"boss@mail.{participant.Domain}";
}
