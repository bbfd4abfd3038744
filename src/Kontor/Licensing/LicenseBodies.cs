using Kontor.Kernel;

namespace Kontor.Licensing;

/// <summary>
/// The licenses of a customer of one SKU. Those of other publishers are assigned in the publisher's system: what is
/// assigned, available and over is then absent. From elsewhere are those of the total that no partner sold.
/// </summary>
public sealed record LicensePoolBody(
    string ProductId,
    string SkuId,
    string Title,
    string Publisher,
    string State,
    int Total,
    int Suspended,
    int? Assigned,
    int? Available,
    int? Over,
    int FromElsewhere)
{
    public static LicensePoolBody From(LicensePool pool) => new(
        pool.Sku.ProductId, pool.Sku.SkuId, pool.Title, pool.Publisher, $"{pool.State}", pool.Total, pool.Suspended,
        pool.IsFirstParty ? pool.Assigned : null,
        pool.IsFirstParty ? pool.Available : null,
        pool.IsFirstParty ? pool.Over : null,
        pool.FromElsewhere);
}

/// <summary>A license that a user has.</summary>
public sealed record HeldLicenseBody(string ProductId, string SkuId, string Title, DateTimeOffset AssignedAt)
{
    public static HeldLicenseBody From(HeldLicense license) =>
        new(license.Sku.ProductId, license.Sku.SkuId, license.Title, license.AssignedAt);
}

/// <summary>A user with the licenses that the user has.</summary>
public sealed record LicensedUserBody(
    Guid Id, string FullName, string UserName, string State, IReadOnlyList<HeldLicenseBody> Licenses);

public sealed record LicenseSkuBody(string? ProductId, string? SkuId);

/// <summary>Licenses for users, all of them in one change.</summary>
/// <param name="Users">1 to 100 users, in the order in which they get one where not all can.</param>
/// <param name="Assign">What each of them is to have.</param>
/// <param name="TakeAway">What none of them is to have.</param>
/// <param name="AllOrNothing">Whether nothing is done when one of them cannot get one; without it the others do.</param>
public sealed record LicenseOrderBody(
    IReadOnlyList<Guid>? Users,
    IReadOnlyList<LicenseSkuBody>? Assign,
    IReadOnlyList<LicenseSkuBody>? TakeAway,
    bool AllOrNothing = false)
{
    /// <summary>What is asked for; a refusal for a SKU that is none.</summary>
    public Result<LicenseOrder> ToOrder()
    {
        var named = (Assign ?? []).Select(sku => (sku, LicenseAct.Assign))
            .Concat((TakeAway ?? []).Select(sku => (sku, LicenseAct.TakeAway))).ToList();
        var wishes = new List<LicenseWish>();
        foreach (var (sku, act) in named)
        {
            var text = $"{sku?.ProductId}:{sku?.SkuId}";
            if (LicenseSku.Find(text) is not { } known)
            {
                return LicenseReasons.SkuMalformed.About(text);
            }

            wishes.Add(new(known, act));
        }

        return new LicenseOrder([.. (Users ?? []).Select(user => new UserId(user))], wishes)
        {
            IsAllOrNothing = AllOrNothing,
        };
    }
}

/// <summary>What became of a license for a user: Assigned, TakenAway, HadAlready, HadNone, NoneLeft or NotActive.</summary>
public sealed record LicenseOutcomeBody(Guid UserId, string FullName, string ProductId, string SkuId, string Result)
{
    public static LicenseOutcomeBody From(LicenseOutcome outcome) => new(
        outcome.UserId.Value, outcome.FullName, outcome.Pool.Sku.ProductId, outcome.Pool.Sku.SkuId, $"{outcome.Result}");
}
