using Kontor.Kernel;

namespace Kontor.Customers;

/// <summary>By what a partner's customers are ordered.</summary>
public enum CustomerOrder
{
    Name,
    Domain,
    Since,
}

/// <summary>Which of its customers a partner wants to see, and in which order. Texts are beginnings, in any case.</summary>
/// <param name="Name">How the name begins; null for any.</param>
/// <param name="Domain">How the default domain begins; null for any. Alone, it orders the list by domain.</param>
/// <param name="ResellerId">Only those shared with this reseller (REL-64); null for any.</param>
/// <param name="ProviderId">Only those shared with this provider (REL-25); null for any.</param>
public sealed record CustomerFilter(
    string? Name = null, string? Domain = null, TenantId? ResellerId = null, TenantId? ProviderId = null)
{
    public static CustomerFilter None { get; } = new();

    /// <summary>Only this customer; null for any.</summary>
    public TenantId? CustomerId { get; init; }

    /// <summary>Only those to whom the partner is this; null for any.</summary>
    public RelationshipKind? Kind { get; init; }

    /// <summary>Only those with the partner's delegated admin rights in this state; null for any.</summary>
    public AdminRights? Rights { get; init; }

    /// <summary>CUS-03: only those that the partner has from there; null for any.</summary>
    public CustomerChannel? Channel { get; init; }

    /// <summary>Only those in this market; null for any.</summary>
    public string? Market { get; init; }

    /// <summary>The order; null for the usual one.</summary>
    public CustomerOrder? Order { get; init; }

    public bool IsDescending { get; init; }

    /// <summary>
    /// Whether so many begin like that that, in another order, it is better to walk along that order than to sort them all.
    /// The planner cannot know: it makes one plan for rare beginnings and for common ones.
    /// </summary>
    internal bool IsCommon { get; init; }

    /// <summary>The same of the customers that are shared with the chosen provider or reseller.</summary>
    internal bool IsSharedCommon { get; init; }

    internal bool IsShared => ResellerId is not null || ProviderId is not null;

    /// <summary>Whether nothing but the sharing has to be known of a customer.</summary>
    internal bool AsksSharingOnly =>
        IsShared && this with { Order = null, IsDescending = false, IsSharedCommon = false, Counted = null }
            == new CustomerFilter(ResellerId: ResellerId, ProviderId: ProviderId);

    /// <summary>
    /// How many customers there are, where somebody has counted them already: exact, or one more than
    /// <see cref="CustomerQueries.Common"/>.
    /// </summary>
    internal int? Counted { get; init; }

    internal CustomerOrder OrderOrUsual =>
        Order ?? (Name is null && Domain is not null ? CustomerOrder.Domain : CustomerOrder.Name);
}

/// <summary>One of a partner's customers (CUS-14, CUS-66).</summary>
/// <param name="CustomerId">The customer's tenant.</param>
/// <param name="Name">Its name in lists.</param>
/// <param name="Domain">Its default domain.</param>
/// <param name="Market">Its market key.</param>
/// <param name="Kind">What the partner is to it (CUS-07).</param>
/// <param name="AdminRights">The partner's delegated admin rights.</param>
/// <param name="Channel">Where the partner has it from (CUS-03); null where nobody said it.</param>
/// <param name="BegunAt">Since when.</param>
/// <param name="SharedWith">Names of the providers or resellers that it is shared with (CUS-14).</param>
public sealed record CustomerRow(
    TenantId CustomerId,
    string Name,
    string Domain,
    string Market,
    RelationshipKind Kind,
    AdminRights AdminRights,
    CustomerChannel? Channel,
    DateTimeOffset BegunAt,
    IReadOnlyList<string> SharedWith);
