using System.Collections.Immutable;
using Kontor.Kernel;

namespace Kontor.Licensing;

/// <summary>What is to become of the licenses of one SKU; what is left as it is stands nowhere.</summary>
public enum LicenseAct
{
    Assign,
    TakeAway,
}

/// <summary>What became of it for one user.</summary>
public enum LicenseResult
{
    Assigned,
    TakenAway,

    /// <summary>The user has one and gets no second one.</summary>
    HadAlready,

    /// <summary>There was nothing to take away.</summary>
    HadNone,
    NoneLeft,
    NotActive,
}

/// <summary>A user as far as licenses go.</summary>
/// <param name="UserId">Who.</param>
/// <param name="IsActive">Whether the user can sign in.</param>
/// <param name="HasIt">Whether the user has a license of the SKU in question.</param>
public sealed record LicenseHolder(UserId UserId, bool IsActive, bool HasIt);

/// <summary>CAT-50, CAT-51, CAT-53, CAT-54: who assigns licenses, to whom, and how many.</summary>
public static class LicenseRules
{
    /// <summary>CAT-53: of users at a time.</summary>
    public const int MostUsers = 100;

    /// <summary>Of products at a time, so that one change stays small.</summary>
    public const int MostProducts = 50;

    /// <summary>CAT-51: for so long a deactivated user's licenses are remembered.</summary>
    public static readonly TimeSpan Remembered = TimeSpan.FromDays(30);

    private static readonly ImmutableHashSet<Role> OfCustomer = [Role.GlobalAdmin, Role.UserManagementAdmin];

    /// <summary>Whether somebody sees and assigns licenses in the own tenant. Partners come by their rights there.</summary>
    public static Decision MayManageOwn(TenantKind kind, ImmutableHashSet<Role> roles) => Decision.RequireAll(
        (kind == TenantKind.Customer && roles.Overlaps(OfCustomer), LicenseReasons.NotYourOwn));

    /// <summary>Whether so much can be asked for at once.</summary>
    public static Decision MayAsk(int users, int products) => Decision.RequireAll(
        (users > 0, LicenseReasons.NobodyChosen),
        (users <= MostUsers, LicenseReasons.TooManyUsers.About(MostUsers)),
        (products > 0, LicenseReasons.NothingChosen),
        (products <= MostProducts, LicenseReasons.TooManyProducts.About(MostProducts)));

    /// <summary>CAT-54: whether the licenses of a pool are assigned here.</summary>
    public static Decision MayTouch(LicensePool pool) => Decision.RequireAll(
        (pool.IsFirstParty, LicenseReasons.AssignedElsewhere.About(pool.Title, pool.Publisher)));

    /// <summary>
    /// CAT-53: what becomes of it for each, in the order in which they are named; never more get one than are left. What is
    /// taken away in the same change is another SKU's and frees nothing here.
    /// </summary>
    public static ImmutableArray<LicenseResult> Apply(LicenseAct act, int available, IEnumerable<LicenseHolder> users)
    {
        var left = available;
        var results = ImmutableArray.CreateBuilder<LicenseResult>();
        foreach (var user in users)
        {
            var result = act == LicenseAct.TakeAway
                ? user.HasIt ? LicenseResult.TakenAway : LicenseResult.HadNone
                : user.HasIt ? LicenseResult.HadAlready
                : !user.IsActive ? LicenseResult.NotActive
                : left > 0 ? LicenseResult.Assigned
                : LicenseResult.NoneLeft;
            left -= result == LicenseResult.Assigned ? 1 : 0;
            results.Add(result);
        }

        return results.ToImmutable();
    }

    /// <summary>Why it did not happen, where that is a reason to do nothing at all; granted otherwise.</summary>
    public static Decision Weigh(LicenseResult result, string title, string user) => Decision.RequireAll(
        (result != LicenseResult.NoneLeft, LicenseReasons.NoneLeft.About(title)),
        (result != LicenseResult.NotActive, LicenseReasons.UserNotActive.About(user)));

    /// <summary>CAT-51: whether a user who was deactivated then gets the licenses of before back.</summary>
    public static bool ComeBack(DateTimeOffset deactivatedAt, DateTimeOffset now) => now - deactivatedAt <= Remembered;
}
