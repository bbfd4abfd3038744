using Kontor.Invitations;
using Kontor.Kernel;

namespace Kontor.Customers;

/// <summary>
/// Use case: Kontor mails an open invitation to a customer again (CUS-26). Of a link only the hash is kept, so the old
/// invitation is taken back and a new one that asks for the same is made and sent, both in one transaction or not at all:
/// whoever accepts the old link at that moment was quicker, or finds that it no longer holds.
/// </summary>
public sealed class ResendCustomerInvitation(
    KontorDb db, RevokeCustomerInvitation revoke, InviteCustomer invite, GiveCustomers give, TimeProvider clock)
{
    /// <param name="actor">Whose invitation it is.</param>
    /// <param name="id">The open one.</param>
    /// <param name="language">Of the mail.</param>
    /// <param name="cancel">Gives up.</param>
    public Task<Result<IssuedInvitation>> Handle(
        Actor actor, InvitationId id, string language, CancellationToken cancel) =>
        db.DoAllOrNothing(() => Resend(actor, id, language, cancel), cancel);

    private async Task<Result<IssuedInvitation>> Resend(
        Actor actor, InvitationId id, string language, CancellationToken cancel)
    {
        var revoked = await revoke.Handle(actor, id, cancel);
        if (revoked.ValueOrNull is not { } old)
        {
            return revoked.Decision;
        }

        var may = SendingAgain.May(old.Email, old.CreatedAt, clock.Now());
        if (may.IsGranted && old.SenderId is { } sender)
        {
            return sender == actor.TenantId ? await give.Again(actor, old, cancel) : GivingReasons.ProviderAsks;
        }

        return may.IsGranted
            ? await invite.Handle(
                actor,
                new CustomerWish(
                    new InvitationWish(old.Email, language, null, null, Send: true), old.ProviderId, old.AsksAdminRights,
                    old.ProviderAsksAdminRights, CustomerInvitationRules.TypeOf(old.Kind))
                {
                    Channel = old.Channel,
                },
                cancel)
            : may;
    }
}
