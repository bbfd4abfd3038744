using Kontor.Kernel;
using Kontor.Partnerships;

namespace Kontor.Tests;

public sealed partial class World
{
    /// <summary>The statement in force, read in English and confirmed (REL-53).</summary>
    public static EndConfirmation Confirmed { get; } = new(true, PartnershipEndRules.StatementVersion, "en");

    /// <summary>Somebody at the provider ends a partnership.</summary>
    public Task<Result<PartnershipEnd>> Ends(Actor actor, Partnership partnership, EndConfirmation? confirmation = null) =>
        Does((EndPartnership use) => use.Handle(actor, partnership.Id, confirmation ?? Confirmed, CancellationToken.None));

    /// <summary>Somebody at the reseller lets the provider into its tenant, or no longer.</summary>
    public Task<Result<Partnership>> SetsAccess(Actor actor, Partnership partnership, bool grants) =>
        Does((SetAdminAccess use) => use.Handle(actor, partnership.Id, grants, CancellationToken.None));

    /// <summary>Somebody at the reseller asks the program to end a partnership.</summary>
    public Task<Result<PartnershipEndRequest>> AsksForEnd(
        Actor actor, Partnership partnership, string? reason = "We change our provider.", EndConfirmation? confirmation = null) =>
        Does((RequestEnd use) =>
            use.File(actor, partnership.Id, reason, confirmation ?? Confirmed, CancellationToken.None));

    /// <summary>Somebody at the reseller takes the request back.</summary>
    public Task<Result<PartnershipEndRequest>> WithdrawsEnd(Actor actor, Partnership partnership) =>
        Does((RequestEnd use) => use.Withdraw(actor, partnership.Id, CancellationToken.None));

    /// <summary>An operator executes a request, or refuses it with a reason.</summary>
    public Task<Result<PartnershipEndRequest>> DecidesEnd(Actor actor, EndRequestId request, string? refusal = null) =>
        Does((DecideEnd use) =>
            use.Handle(actor, request, new EndVerdict(refusal is null, refusal), CancellationToken.None));
}
