using Kontor.Kernel;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Kontor.Access;

/// <summary>
/// Lets a person in by user name and password, for a session or a token. Whatever is wrong, the answer and the work
/// done for it are the same, so that nobody learns which accounts exist.
/// </summary>
public sealed class SignIn(
    KontorDb db,
    UserManager<User> users,
    IOptions<IdentityOptions> options,
    IPasswordHasher<User> hasher,
    [FromKeyedServices(WallClock.Key)] TimeProvider clock)
{
    /// <summary>Characters; longer ones are wrong without being hashed.</summary>
    public const int MaxPasswordLength = 256;

    // The hash of a password that nobody knows, made once, in the form that real ones have.
    private static string? _hashOfNobody;

    public async Task<Result<User>> Handle(string userName, string password, CancellationToken cancel)
    {
        if (userName.Length > User.MaxUserNameLength || password.Length > MaxPasswordLength)
        {
            return AccessReasons.SignInFailed;
        }

        var now = clock.Now();
        var normalized = users.NormalizeName(userName);
        var user = await db.Users.SingleOrDefaultAsync(
            u => u.NormalizedUserName == normalized && u.HomeUserId == null, cancel);
        if (user?.PasswordHash is null || user.DeactivatedAt is not null || user.LockoutEnd > now)
        {
            hasher.VerifyHashedPassword(user!, HashOfNobody(), password);
            return AccessReasons.SignInFailed;
        }

        if (!await users.CheckPasswordAsync(user, password))
        {
            await CountFailure(user, now, cancel);
            return AccessReasons.SignInFailed;
        }

        if (user.TemporaryUntil <= now)
        {
            return AccessReasons.TemporaryPasswordExpired;
        }

        if (user.AccessFailedCount > 0)
        {
            await db.Users.Where(u => u.Id == user.Id)
                .ExecuteUpdateAsync(set => set.SetProperty(u => u.AccessFailedCount, 0), cancel);
        }

        return user;
    }

    /// <summary>In one statement, so that guesses at the same time are all counted.</summary>
    private Task<int> CountFailure(User user, DateTimeOffset now, CancellationToken cancel)
    {
        var most = options.Value.Lockout.MaxFailedAccessAttempts;
        var until = now + options.Value.Lockout.DefaultLockoutTimeSpan;
        return db.Users.Where(u => u.Id == user.Id).ExecuteUpdateAsync(
            set => set
                .SetProperty(u => u.LockoutEnd, u => u.AccessFailedCount + 1 >= most ? until : u.LockoutEnd)
                .SetProperty(
                    u => u.AccessFailedCount, u => u.AccessFailedCount + 1 >= most ? 0 : u.AccessFailedCount + 1),
            cancel);
    }

    private string HashOfNobody() => _hashOfNobody ??= hasher.HashPassword(null!, Secrets.New());
}
