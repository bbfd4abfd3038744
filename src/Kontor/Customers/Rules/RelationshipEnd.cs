using Kontor.Access;
using Kontor.Kernel;

namespace Kontor.Customers;

/// <summary>The evidence of an end (CUS-70, CUS-71): written once with it, never changed.</summary>
public sealed class RelationshipEnd
{
    public required RelationshipId RelationshipId { get; init; }

    public required TenantId PartnerId { get; init; }

    public required TenantId CustomerId { get; init; }

    public required RelationshipKind Kind { get; init; }

    /// <summary>CUS-71: the statement as it was confirmed, one sentence per line; empty where none is asked for.</summary>
    public required string Statement { get; init; }

    /// <summary>Which statement; empty where none is asked for.</summary>
    public required string StatementVersion { get; init; }

    /// <summary>In which language it was read: en, de or nl; empty where none is asked for.</summary>
    public required string Language { get; init; }

    /// <summary>Who ended it; null for an application.</summary>
    public required UserId? UserId { get; init; }

    /// <summary>As whom that person or application signed in.</summary>
    public required string By { get; init; }

    public required DateTimeOffset At { get; init; }
}

/// <summary>What somebody sends who ends a relationship as reseller (CUS-71).</summary>
/// <param name="IsTicked">Whether the statement is confirmed.</param>
/// <param name="Version">Which statement was read.</param>
/// <param name="Language">In which language: en, de or nl.</param>
public sealed record StatementConfirmation(bool IsTicked, string? Version, string? Language)
{
    public static StatementConfirmation None { get; } = new(false, null, null);
}

/// <summary>A relationship that somebody wants to end.</summary>
/// <param name="Kind">What the partner is to the customer.</param>
/// <param name="IsOwnTenant">ACC-27: the customer is the partner's own tenant for shared services.</param>
/// <param name="Running">CUS-70: how many subscriptions run that the partner sold to the customer.</param>
public sealed record EndingRelationship(RelationshipKind Kind, bool IsOwnTenant, int Running);

/// <summary>What must hold for a customer relationship to end (CUS-70 … CUS-73).</summary>
public static class RelationshipEndRules
{
    /// <summary>The statement in force. Its sentences are texts; another sentence needs another version.</summary>
    public const string StatementVersion = "2026-11";

    private static readonly string[] Languages = ["en", "de", "nl"];

    /// <summary>CUS-70: providers and direct partners, which sell, end it in another way than resellers (CUS-71).</summary>
    public static bool IsSelling(RelationshipKind kind) =>
        kind is RelationshipKind.Reseller or RelationshipKind.IndirectProvider;

    /// <summary>Whether it can end at all, before anything is confirmed; for the page that asks.</summary>
    public static Decision May(Actor actor, EndingRelationship ending) => Decision.RequireAll(
        (Holds(actor, IsSelling(ending.Kind) ? Permission.RemoveCustomerAsSeller : Permission.RemoveCustomerAsReseller),
            IsSelling(ending.Kind) ? RelationshipEndReasons.SellerAdminRequired : RelationshipEndReasons.RoleMayNotEnd),
        (!ending.IsOwnTenant, RelationshipEndReasons.OwnTenant),
        (!IsSelling(ending.Kind) || ending.Running == 0, RelationshipEndReasons.StillRunning.About(ending.Running)));

    /// <summary>The same with what was confirmed.</summary>
    public static Decision MayEnd(Actor actor, EndingRelationship ending, StatementConfirmation confirmation) =>
        May(actor, ending).And(Decision.RequireAll(
            (IsSelling(ending.Kind) || IsConfirmed(confirmation), RelationshipEndReasons.NotConfirmed)));

    /// <summary>CUS-70, CUS-71: a seller's rights go with the relationship, a reseller's stay until the customer acts.</summary>
    public static void End(CustomerRelationship relationship, DateTimeOffset now)
    {
        if (IsSelling(relationship.Kind) && relationship.AdminRights == AdminRights.Granted)
        {
            relationship.RemoveAdminRights();
        }

        relationship.End(now);
    }

    private static bool IsConfirmed(StatementConfirmation confirmation) =>
        confirmation.IsTicked && confirmation.Version == StatementVersion && Languages.Contains(confirmation.Language);

    private static bool Holds(Actor actor, Permission permission) =>
        PermissionTable.LevelOf(actor.TenantKind, actor.Roles, permission) == PermissionLevel.Full;
}
