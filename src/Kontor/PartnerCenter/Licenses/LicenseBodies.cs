using Kontor.Licensing;

namespace Kontor.PartnerCenter;

/// <summary>The directory that manages a license. All licenses here are of the first.</summary>
internal enum LicenseGroupId
{
    None,
    Group1,
    Group2,
}

/// <summary>What a license is of. Its id names product and SKU, since SKUs are unique within a product only.</summary>
internal sealed record ProductSkuBody(string Id, string Name)
{
    public string TargetType { get; } = "User";

    public string LicenseGroupId { get; } = "group1";

    public static ProductSkuBody From(LicenseSku sku, string title) => new($"{sku}", title);
}

/// <summary>Part of a license; Kontor's catalog does not know any.</summary>
internal sealed record ServicePlanBody(string Id);

/// <summary>How many licenses of a SKU a customer has, from all partners together.</summary>
internal sealed record SubscribedSkuBody(
    int AvailableUnits, int ActiveUnits, int ConsumedUnits, int SuspendedUnits, int TotalUnits, ProductSkuBody ProductSku,
    string CapabilityStatus)
{
    /// <summary>There is no state of grace (CAT-30).</summary>
    public int WarningUnits { get; }

    public IReadOnlyList<ServicePlanBody> ServicePlans { get; } = [];

    public ResourceAttributes Attributes { get; } = new("SubscribedSku");

    public static SubscribedSkuBody From(LicensePool pool) => new(
        pool.Available, pool.Total, pool.Assigned, pool.Suspended, pool.Total, ProductSkuBody.From(pool.Sku, pool.Title),
        pool.Total > 0 ? "Enabled" : "Suspended");
}

/// <summary>A license that a user has.</summary>
internal sealed record LicenseBody(ProductSkuBody ProductSku)
{
    public IReadOnlyList<ServicePlanBody> ServicePlans { get; } = [];

    public ResourceAttributes Attributes { get; } = new("License");
}

/// <summary>A license to be given. Parts of it cannot be left out.</summary>
internal sealed record LicenseAssignmentBody(string? SkuId, IReadOnlyList<string>? ExcludedPlans = null);

/// <summary>What a user is to get and to lose.</summary>
internal sealed record SentLicenseUpdateBody(
    IReadOnlyList<LicenseAssignmentBody?>? LicensesToAssign, IReadOnlyList<string?>? LicensesToRemove);

/// <summary>What a license was given without; nothing yet.</summary>
internal sealed record LicenseWarningBody(string Code, string Message);

/// <summary>What became of it: as it was asked for.</summary>
internal sealed record LicenseUpdateBody(
    IReadOnlyList<LicenseAssignmentBody>? LicensesToAssign, IReadOnlyList<string>? LicensesToRemove)
{
    public IReadOnlyList<LicenseWarningBody> LicenseWarnings { get; } = [];

    public ResourceAttributes Attributes { get; } = new("LicenseUpdate");
}
