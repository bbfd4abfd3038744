using System.Security.Cryptography;
using Kontor.Kernel;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Kontor.Access;

/// <summary>Which passwords users may choose, and in what form they are kept.</summary>
public sealed class PasswordChoice(
    UserManager<User> users,
    IOptions<IdentityOptions> options,
    IOptions<PasswordOptions> lifetimes,
    IPasswordHasher<User> hasher,
    [FromKeyedServices(WallClock.Key)] TimeProvider clock)
{
    // Without signs that are taken for each other.
    private const string Letters = "abcdefghijkmnpqrstuvwxyz23456789";

    /// <summary>A new password: 100 random bits in groups that can be read aloud.</summary>
    public static string New() =>
        string.Join('-', Enumerable.Range(0, 4).Select(_ => RandomNumberGenerator.GetString(Letters, 5)));

    public async Task<Decision> MayUse(User user, string password)
    {
        var isGood = password.Length <= SignIn.MaxPasswordLength;
        foreach (var validator in users.PasswordValidators)
        {
            isGood &= (await validator.ValidateAsync(users, user, password)).Succeeded;
        }

        return Decision.RequireAll(
            (isGood, AccessReasons.PasswordTooWeak.About(options.Value.Password.RequiredLength)));
    }

    public string Hash(User user, string password) => hasher.HashPassword(user, password);

    /// <summary>Whether the password is the one that the user has.</summary>
    public bool IsOf(User user, string password) => user.PasswordHash is { } hash
        && hasher.VerifyHashedPassword(user, hash, password) != PasswordVerificationResult.Failed;

    /// <summary>Gives a user the password of the own choice; sessions and tokens from before end.</summary>
    public void Choose(User user, string password)
    {
        user.PasswordHash = Hash(user, password);
        user.TemporaryUntil = null;
        user.EndSessions(clock.Now());
    }

    /// <summary>
    /// Gives a user a password that lets in once, to choose another one (ROL-01, ROL-03); sessions and tokens from before
    /// end, and so does a lock after wrong guesses. It is shown to whoever asked for it and kept as a hash only.
    /// </summary>
    public void GiveTemporary(User user, string password)
    {
        Choose(user, password);
        user.TemporaryUntil = clock.Now() + lifetimes.Value.Temporary;
        user.LockoutEnd = null;
        user.AccessFailedCount = 0;
    }
}

/// <summary>A password that contains the user's name is as good as none.</summary>
internal sealed class NameIsNoPassword : IPasswordValidator<User>
{
    // Names of three letters stand in many good passwords by chance.
    private const int ShortestName = 4;

    public Task<IdentityResult> ValidateAsync(UserManager<User> manager, User user, string? password)
    {
        var name = user.UserName!.Split('@')[0];
        var contains = name.Length >= ShortestName && password!.Contains(name, StringComparison.OrdinalIgnoreCase);
        return Task.FromResult(contains ? IdentityResult.Failed() : IdentityResult.Success);
    }
}
