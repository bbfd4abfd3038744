using Kontor.Accounts;
using Kontor.DelegatedAdmin;
using Kontor.Kernel;

namespace Kontor.Licensing;

/// <summary>
/// Who comes to a customer's licenses: its own admins, and agents of partners with rights there, through the one gate for
/// them (CAT-50).
/// </summary>
public sealed class LicenseGate(OnBehalfGate gate, BusinessCards cards)
{
    /// <param name="actor">Of the customer, or of a partner.</param>
    /// <param name="customer">Whose licenses.</param>
    /// <param name="work">To see them, or to assign them.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<Result<OnBehalfPass>> Enter(
        Actor actor, TenantId customer, OnBehalfWork work, CancellationToken cancel)
    {
        if (actor.TenantId != customer)
        {
            return await gate.Enter(actor, customer, work, concernsAdmin: false, cancel);
        }

        var may = LicenseRules.MayManageOwn(actor.TenantKind, actor.Roles);
        return may.IsGranted ? new OnBehalfPass(actor, await cards.Of(customer, cancel)) : may;
    }

    /// <summary>Whether somebody may, without doing it; for pages that lead there.</summary>
    public async Task<Decision> May(Actor actor, TenantId customer, OnBehalfWork work, CancellationToken cancel) =>
        actor.TenantId == customer
            ? LicenseRules.MayManageOwn(actor.TenantKind, actor.Roles)
            : await gate.May(actor, customer, work, cancel);
}
