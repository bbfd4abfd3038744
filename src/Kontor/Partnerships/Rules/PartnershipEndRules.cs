using Kontor.Access;
using Kontor.Kernel;

namespace Kontor.Partnerships;

/// <summary>What somebody sends who ends a partnership, or asks for it (REL-53).</summary>
/// <param name="IsTicked">Whether the statement is confirmed.</param>
/// <param name="Version">Which statement was read.</param>
/// <param name="Language">In which language: en, de or nl.</param>
public sealed record EndConfirmation(bool IsTicked, string? Version, string? Language);

/// <summary>What an operator says to a request.</summary>
/// <param name="Executes">Whether the partnership ends.</param>
/// <param name="Answer">Why not; not asked when it ends.</param>
public sealed record EndVerdict(bool Executes, string? Answer);

/// <summary>
/// What must hold for admin access to be taken away and given back (REL-20), and for a partnership to end (REL-50 … REL-53).
/// </summary>
public static class PartnershipEndRules
{
    public const int MaxReasonLength = 1_000;

    /// <summary>The statement in force. Its sentences are texts; another sentence needs another version.</summary>
    public const string StatementVersion = "2026-11";

    /// <summary>Languages in which there is the statement.</summary>
    private static readonly string[] Languages = ["en", "de", "nl"];

    /// <summary>REL-51: the provider ends it itself, also while its own organization is suspended.</summary>
    public static Decision MayEnd(Actor actor, Partnership partnership, EndConfirmation confirmation) =>
        Decision.RequireAll(
            (Holds(actor, Permission.ManageResellers), PartnershipReasons.RoleMayNotAsk),
            (partnership.IsActive, PartnershipReasons.PartnershipEnded),
            (IsConfirmed(confirmation), PartnershipReasons.EndNotConfirmed));

    /// <summary>REL-20: taken away without ending anything, and given back by the same side only.</summary>
    /// <param name="actor">A user of the reseller.</param>
    /// <param name="partnership">With the provider.</param>
    /// <param name="grants">Whether the provider is to have it.</param>
    public static Decision MaySetAdminAccess(Actor actor, Partnership partnership, bool grants) => Decision.RequireAll(
        (IsAdminOfReseller(actor), PartnershipReasons.AdminOfResellerRequired),
        (partnership.IsActive, PartnershipReasons.PartnershipEnded),
        (partnership.ProviderHasAdminAccess != grants,
            grants ? PartnershipReasons.AccessAlreadyGiven : PartnershipReasons.AccessAlreadyTaken));

    /// <summary>REL-52: the reseller does not end it itself; it asks the program.</summary>
    public static Decision MayRequestEnd(
        Actor actor, Partnership partnership, bool hasOpenRequest, string reason, EndConfirmation confirmation) =>
        Decision.RequireAll(
            (IsAdminOfReseller(actor), PartnershipReasons.AdminOfResellerRequired),
            (partnership.IsActive, PartnershipReasons.PartnershipEnded),
            (!hasOpenRequest, PartnershipReasons.EndAlreadyRequested),
            (IsWritten(reason), PartnershipReasons.EndReasonInvalid.About(MaxReasonLength)),
            (IsConfirmed(confirmation), PartnershipReasons.EndNotConfirmed));

    /// <summary>REL-52: who may file may take it back, as long as nobody decided.</summary>
    public static Decision MayWithdraw(Actor actor, PartnershipEndRequest? request) => Decision.RequireAll(
        (IsAdminOfReseller(actor), PartnershipReasons.AdminOfResellerRequired),
        (request is { IsOpen: true }, PartnershipReasons.EndRequestNotFound));

    /// <summary>REL-50, REL-52: an operator executes or refuses; a refusal says why.</summary>
    public static Decision MayDecide(PartnershipEndRequest request, EndVerdict verdict) => Decision.RequireAll(
        (request.IsOpen, PartnershipReasons.EndRequestClosed),
        (verdict.Executes || IsWritten(verdict.Answer), PartnershipReasons.EndAnswerInvalid.About(MaxReasonLength)));

    private static bool IsConfirmed(EndConfirmation confirmation) =>
        confirmation.IsTicked && confirmation.Version == StatementVersion && Languages.Contains(confirmation.Language);

    private static bool IsWritten(string? text) =>
        !string.IsNullOrWhiteSpace(text) && text.Length <= MaxReasonLength
        && !text.Any(c => char.IsControl(c) && c is not ('\n' or '\r' or '\t'));

    private static bool IsAdminOfReseller(Actor actor) => Holds(actor, Permission.AcceptProviderInvitation);

    private static bool Holds(Actor actor, Permission permission) =>
        PermissionTable.LevelOf(actor.TenantKind, actor.Roles, permission) == PermissionLevel.Full;
}
