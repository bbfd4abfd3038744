using Kontor.Access;
using Kontor.Kernel;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Kontor.Membership;

/// <summary>
/// Use case: somebody signs in to the membership by user name and password (ENR-24). Failures are counted and answered
/// as those of users are: nobody learns which accounts exist.
/// </summary>
public sealed class MembershipSignIn(
    KontorDb db,
    IOptions<IdentityOptions> options,
    IPasswordHasher<MembershipAccount> hasher,
    [FromKeyedServices(WallClock.Key)] TimeProvider clock)
{
    // The hash of a password that nobody knows, made once, in the form that real ones have.
    private static string? _hashOfNobody;

    public async Task<Result<MembershipAccount>> Handle(string userName, string password, CancellationToken cancel)
    {
        if (userName.Length > MembershipAccount.MaxUserNameLength || password.Length > SignIn.MaxPasswordLength)
        {
            return MembershipReasons.SignInFailed;
        }

        var now = clock.Now();
        var name = MembershipAccount.KeyOf(userName);
        var account = await db.MembershipAccounts.AsNoTracking().SingleOrDefaultAsync(a => a.UserName == name, cancel);
        if (account is null || account.LockedUntil > now)
        {
            hasher.VerifyHashedPassword(account!, HashOfNobody(), password);
            return MembershipReasons.SignInFailed;
        }

        if (hasher.VerifyHashedPassword(account, account.PasswordHash, password) == PasswordVerificationResult.Failed)
        {
            await CountFailure(account, now, cancel);
            return MembershipReasons.SignInFailed;
        }

        if (account.FailedSignIns > 0)
        {
            await db.MembershipAccounts.Where(a => a.Id == account.Id)
                .ExecuteUpdateAsync(set => set.SetProperty(a => a.FailedSignIns, 0), cancel);
        }

        return account;
    }

    /// <summary>In one statement, so that guesses at the same time are all counted.</summary>
    private Task<int> CountFailure(MembershipAccount account, DateTimeOffset now, CancellationToken cancel)
    {
        var most = options.Value.Lockout.MaxFailedAccessAttempts;
        DateTimeOffset? until = now + options.Value.Lockout.DefaultLockoutTimeSpan;
        return db.MembershipAccounts.Where(a => a.Id == account.Id).ExecuteUpdateAsync(
            set => set
                .SetProperty(a => a.LockedUntil, a => a.FailedSignIns + 1 >= most ? until : a.LockedUntil)
                .SetProperty(a => a.FailedSignIns, a => a.FailedSignIns + 1 >= most ? 0 : a.FailedSignIns + 1),
            cancel);
    }

    private string HashOfNobody() => _hashOfNobody ??= hasher.HashPassword(null!, Secrets.New());
}
