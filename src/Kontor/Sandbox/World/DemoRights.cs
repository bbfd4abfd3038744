using Kontor.DelegatedAdmin;
using Kontor.Kernel;

namespace Kontor.Sandbox;

/// <summary>
/// Delegated admin rights of the demo world beside those that came with invitations: the provider has single roles at the
/// customer for some weeks more, and the reseller asks for others and waits (CUS-76).
/// </summary>
internal sealed class DemoRights(UseCases useCases, IReadOnlyDictionary<string, Inhabitant> inhabitants)
{
    private const int ProviderAsks = 318;
    private const int CustomerApproves = 320;
    private const int ProviderDays = 90;
    private const int ResellerAsks = 361;
    private const int ResellerDays = 365;

    private static readonly TimeSpan Asking = TimeSpan.FromHours(9.5);
    private static readonly TimeSpan Answering = TimeSpan.FromHours(14.5);

    private static readonly RoleForGroup[] OfProvider =
    [
        new(DirectoryRole.UserAdministrator, AgentGroup.AdminAgents),
        new(DirectoryRole.LicenseAdministrator, AgentGroup.AdminAgents),
        new(DirectoryRole.HelpdeskAdministrator, AgentGroup.HelpdeskAgents),
    ];

    private static readonly RoleForGroup[] OfReseller =
    [
        new(DirectoryRole.ServiceSupportAdministrator, AgentGroup.HelpdeskAgents),
        new(DirectoryRole.ReportsReader, AgentGroup.AdminAgents),
    ];

    /// <summary>Puts what they do among what happens in the year.</summary>
    public void Join(PastYear year)
    {
        var customer = inhabitants["customer"];
        DelegatedGrant? asked = null;
        year.Also(ProviderAsks, Asking, async cancel => asked = await Ask(
            "provider", OfProvider, ProviderDays, false, "We take over your service desk for the winter.", cancel));
        year.Also(CustomerApproves, Answering, cancel => useCases.Do((ChangeGrant use) =>
            use.Handle(customer.GlobalAdmin, asked!.Id, new GrantActWish(GrantAct.Approve, Confirmed: true), cancel)));
        year.Also(ResellerAsks, Asking, cancel => Ask(
            "reseller", OfReseller, ResellerDays, true,
            "With these two roles we can report faults for you and show you each month what is used.", cancel));
    }

    private Task<DelegatedGrant> Ask(
        string partner, RoleForGroup[] roles, int days, bool extends, string note, CancellationToken cancel) =>
        useCases.Do((RequestGrant use) => use.Handle(
            inhabitants[partner].As(Role.SalesAgent), inhabitants["customer"].Id, new GrantWish(roles, days, extends, note), cancel));
}
