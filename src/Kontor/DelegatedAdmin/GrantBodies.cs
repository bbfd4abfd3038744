using Kontor.Kernel;

namespace Kontor.DelegatedAdmin;

/// <summary>A directory role and the group of the partner's users that may use it.</summary>
public sealed record RoleForGroupBody(DirectoryRole Role, AgentGroup Agents)
{
    public static RoleForGroupBody From(RoleForGroup pair) => new(pair.Role, pair.Agents);
}

/// <summary>A role that can be delegated.</summary>
/// <param name="Role">Its name.</param>
/// <param name="IsPrivileged">Whether its holders can get at accounts, secrets or data of others.</param>
/// <param name="Title">Its name in the reader's language.</param>
/// <param name="Text">What it is for.</param>
public sealed record DirectoryRoleBody(DirectoryRole Role, bool IsPrivileged, string Title, string Text)
{
    public static DirectoryRoleBody From(DirectoryRole role) => new(
        role, DirectoryRoles.IsPrivileged(role), GrantList.TextOf(role), Texts.Of($"DirectoryRole.{role}.text"));
}

/// <summary>A grant in a partner's list.</summary>
public sealed record GrantRowBody(
    Guid Id,
    Guid CustomerId,
    string CustomerName,
    GrantState State,
    IReadOnlyList<RoleForGroupBody> Roles,
    DateTimeOffset? EndsAt,
    bool ExtendsItself,
    DateTimeOffset RequestedAt,
    DateTimeOffset? LastUsedAt)
{
    public static GrantRowBody From(GrantRow row) => new(
        row.Id.Value, row.CustomerId.Value, row.CustomerName, row.State, [.. row.Roles.Select(RoleForGroupBody.From)],
        row.EndsAt, row.ExtendsItself, row.RequestedAt, row.LastUsedAt);
}

/// <summary>One line of what became of a grant.</summary>
public sealed record GrantChangeBody(
    GrantEvent Event, DateTimeOffset At, string By, IReadOnlyList<string> Roles, DateTimeOffset? EndsAt)
{
    public static GrantChangeBody From(GrantChange change) => new(
        change.Event, change.At, change.By, change.Roles.Length == 0 ? [] : change.Roles.Split(','), change.EndsAt);
}

/// <summary>A grant with its history.</summary>
public sealed record GrantBody(
    Guid Id,
    Guid PartnerId,
    string PartnerName,
    Guid CustomerId,
    string CustomerName,
    GrantState State,
    IReadOnlyList<RoleForGroupBody> Roles,
    int? Days,
    bool ExtendsItself,
    string Note,
    DateTimeOffset RequestedAt,
    DateTimeOffset? BegunAt,
    DateTimeOffset? EndsAt,
    DateTimeOffset? ClosedAt,
    IReadOnlyList<GrantChangeBody> History)
{
    public static GrantBody From(GrantDetail detail) => new(
        detail.Grant.Id.Value,
        detail.Partner.TenantId.Value,
        detail.Partner.Name,
        detail.Customer.TenantId.Value,
        detail.Customer.Name,
        detail.State,
        [.. detail.Roles.Select(RoleForGroupBody.From)],
        detail.Grant.Days,
        detail.Grant.ExtendsItself,
        detail.Grant.Note,
        detail.Grant.RequestedAt,
        detail.Grant.BegunAt,
        detail.Grant.EndsAt,
        detail.Grant.ClosedAt,
        [.. detail.History.Select(GrantChangeBody.From)]);
}

/// <summary>What a partner asks for.</summary>
/// <param name="CustomerId">The customer's tenant.</param>
/// <param name="Roles">Which roles, for which groups; null or left out for the classic two.</param>
/// <param name="Days">How long from the approval on; left out for without end, which only the classic two are.</param>
/// <param name="ExtendsItself">Whether the end is put off when it is near.</param>
/// <param name="Note">For the customer, who reads it.</param>
public sealed record GrantWishBody(
    Guid CustomerId, IReadOnlyList<RoleForGroupBody>? Roles, int? Days, bool ExtendsItself, string? Note)
{
    public GrantWish ToWish() => new(
        Roles is null ? RoleForGroup.Classic : [.. Roles.OfType<RoleForGroupBody>().Select(pair => new RoleForGroup(pair.Role, pair.Agents)).Distinct()],
        Days,
        ExtendsItself,
        Note ?? "");
}

/// <summary>Which grants extend themselves from now on, or end.</summary>
public sealed record GrantExtensionsBody(IReadOnlyList<Guid>? Ids, bool ExtendsItself);

/// <summary>What became of one of them.</summary>
public sealed record GrantOutcomeBody(Guid Id, bool IsChanged, IReadOnlyList<ReasonBody> Reasons)
{
    public static GrantOutcomeBody From(GrantOutcome outcome) => new(
        outcome.Id.Value, outcome.Decision.IsGranted, [.. outcome.Decision.Reasons.Select(ReasonBody.From)]);
}

public sealed record GrantApprovalBody(bool Confirmed);

/// <summary>The roles that the customer takes away.</summary>
public sealed record TakenRolesBody(IReadOnlyList<DirectoryRole>? Roles);
