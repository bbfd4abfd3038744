namespace Kontor.Customers;

/// <summary>What a partner may do for a customer (CUS-13, CUS-31, CUS-40).</summary>
public enum PartnerAbility
{
    /// <summary>Buy for the customer what the customer asks for (CUS-02, CAT-20).</summary>
    SubmitOrders,

    /// <summary>Look after subscriptions and licences as far as its part in them goes (CAT-20, MUL-05).</summary>
    ManageSubscriptions,

    /// <summary>Work in the customer's tenant: users, passwords, licences (CUS-40).</summary>
    AdministerTenant,

    /// <summary>Recommend, no more (ACC-12).</summary>
    Advise,
}

public static class PartnerAbilities
{
    /// <summary>
    /// CUS-13: the provider orders, the reseller manages; a direct partner does both. Rights come on top.
    /// </summary>
    public static IReadOnlyList<PartnerAbility> Of(RelationshipKind kind, bool hasRights)
    {
        PartnerAbility[] own = kind switch
        {
            RelationshipKind.Reseller => [PartnerAbility.SubmitOrders, PartnerAbility.ManageSubscriptions],
            RelationshipKind.IndirectProvider => [PartnerAbility.SubmitOrders],
            RelationshipKind.IndirectReseller => [PartnerAbility.ManageSubscriptions],
            RelationshipKind.Advisor => [PartnerAbility.Advise],
            _ => throw new ArgumentOutOfRangeException(nameof(kind)),
        };
        return hasRights ? [.. own, PartnerAbility.AdministerTenant] : own;
    }
}
