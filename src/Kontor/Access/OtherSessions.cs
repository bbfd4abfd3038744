using System.Text.Json;
using Kontor.Accounts;
using Kontor.Kernel;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Access;

/// <summary>An account in which a browser is signed in besides the present one.</summary>
/// <param name="UserId">Whose it is.</param>
/// <param name="FullName">As the account has it.</param>
/// <param name="UserName">With which it signs in.</param>
/// <param name="Organisation">The legal name behind its tenant.</param>
/// <param name="IsGuest">Whether the person is a guest there (ROL-02).</param>
public sealed record OtherAccount(Guid UserId, string FullName, string UserName, string Organisation, bool IsGuest);

/// <summary>
/// People who work for several organizations are signed in to several accounts and change between them without their
/// passwords. With every account its guest accounts in other tenants can be gone to, and the way back (ROL-02). What is set
/// aside stands in a cookie that only the server reads, ends like any session after
/// <see cref="Sessions.IdleTime"/>, with a change of password or with deactivation, and with signing out.
/// </summary>
public sealed class OtherSessions(
    KontorDb db,
    IDataProtectionProvider protection,
    [FromKeyedServices(WallClock.Key)] TimeProvider clock)
{
    public const string CookieName = "kontor-accounts";

    /// <summary>How many accounts are kept besides the present one.</summary>
    public const int Most = 5;

    /// <summary>Accounts that are looked through; whoever is a guest in more finds the oldest.</summary>
    private const int MostReachable = 100;

    private readonly IDataProtector _seal = protection.CreateProtector("Kontor.OtherSessions");

    /// <summary>Sets the present session aside, before somebody signs in to another account.</summary>
    /// <param name="context">Whose session.</param>
    /// <param name="next">The account that is gone to: it is no other one any more.</param>
    public void SetAside(HttpContext context, UserId next)
    {
        if (Sessions.UserOf(context.User) is { } user && Sessions.StampOf(context.User) is { } stamp && user != next)
        {
            var kept = Read(context).Where(entry => entry.UserId != user.Value && entry.UserId != next.Value);
            Write(context, [new(user.Value, stamp, clock.GetUtcNow() + Sessions.IdleTime), .. kept]);
        }
    }

    /// <summary>Keeps an account that was just signed in to, while the present session goes on.</summary>
    public void Keep(HttpContext context, User user)
    {
        if (Sessions.UserOf(context.User) is { } present && present != user.UserId)
        {
            var kept = Read(context).Where(entry => entry.UserId != user.Id);
            Write(context, [new(user.Id, user.SecurityStamp!, clock.GetUtcNow() + Sessions.IdleTime), .. kept]);
        }
    }

    /// <summary>The accounts that can be gone to, by organization.</summary>
    public async Task<IReadOnlyList<OtherAccount>> List(HttpContext context, CancellationToken cancel) =>
    [
        .. (await Reachable(context, cancel))
            .Where(row => row.User.UserId != Sessions.UserOf(context.User))
            .Select(row => new OtherAccount(
                row.User.Id, row.User.FullName, row.User.UserName!, row.Organisation, row.Home is not null))
            .OrderBy(account => account.Organisation, StringComparer.CurrentCultureIgnoreCase)
            .ThenBy(account => account.UserName, StringComparer.OrdinalIgnoreCase),
    ];

    /// <summary>Goes to another account and sets the present one aside; false when there is no such session any more.</summary>
    public async Task<bool> GoTo(HttpContext context, Guid user, CancellationToken cancel)
    {
        var reachable = await Reachable(context, cancel);
        if (reachable.Find(row => row.User.Id == user) is not { } row)
        {
            return false;
        }

        // The same person's other accounts are found again without the session.
        if (reachable.Find(own => own.User.UserId == Sessions.UserOf(context.User))?.Person != row.Person)
        {
            SetAside(context, row.User.UserId);
        }

        await Sessions.Begin(context, row.User, row.Home);
        return true;
    }

    /// <summary>
    /// The accounts of everybody who is signed in here, the present one included: those signed in to, and each person's
    /// guest accounts.
    /// </summary>
    private async Task<List<Row>> Reachable(HttpContext context, CancellationToken cancel)
    {
        var stamps = Valid(context).ToDictionary(entry => entry.UserId, entry => entry.Stamp);
        if (Sessions.UserOf(context.User) is { } present)
        {
            stamps[present.Value] = Sessions.StampOf(context.User) ?? "";
        }

        var signedIn = await Accounts().Where(row => stamps.Keys.Contains(row.User.Id)).ToListAsync(cancel);
        var people = signedIn.Where(row => row.Stamp == stamps[row.User.Id]).Select(row => row.Person).Distinct().ToList();
        return await Accounts()
            .Where(row => people.Contains(row.User.Id)
                || (row.User.HomeUserId != null && people.Contains(row.User.HomeUserId.Value)))
            .OrderBy(row => row.User.Id)
            .Take(MostReachable)
            .ToListAsync(cancel);
    }

    private IQueryable<Row> Accounts() =>
        from user in db.Users.AsNoTracking()
        join own in db.Users.AsNoTracking() on user.HomeUserId equals own.Id into homes
        from home in homes.DefaultIfEmpty()
        join tenant in db.Tenants on user.TenantId equals tenant.Id
        join organisation in db.Organisations on tenant.OrganisationId equals organisation.Id
        where user.DeactivatedAt == null
            && (home == null || (home.DeactivatedAt == null && home.TemporaryUntil == null))
        select new Row { User = user, Home = home, Organisation = organisation.Name };

    private IEnumerable<Entry> Valid(HttpContext context)
    {
        var now = clock.GetUtcNow();
        return Read(context).Where(entry => entry.Until > now);
    }

    private Entry[] Read(HttpContext context)
    {
        if (context.Request.Cookies[CookieName] is not { Length: > 0 } cookie)
        {
            return [];
        }

        try
        {
            return JsonSerializer.Deserialize<Entry[]>(_seal.Unprotect(cookie)) ?? [];
        }
        catch (Exception unreadable) when (unreadable is System.Security.Cryptography.CryptographicException or JsonException)
        {
            return [];
        }
    }

    private void Write(HttpContext context, Entry[] entries) => context.Response.Cookies.Append(
        CookieName,
        _seal.Protect(JsonSerializer.Serialize(entries.Take(Most))),
        new CookieOptions
        {
            HttpOnly = true,
            IsEssential = true,
            SameSite = SameSiteMode.Lax,
            Secure = context.Request.IsHttps,
        });

    private sealed record Entry(Guid UserId, string Stamp, DateTimeOffset Until);

    private sealed class Row
    {
        public required User User { get; init; }

        /// <summary>A guest's account at home; null for others.</summary>
        public required User? Home { get; init; }

        public required string Organisation { get; init; }

        public Guid Person => Home?.Id ?? User.Id;

        public string Stamp => Sessions.StampFor(User, Home);
    }
}
