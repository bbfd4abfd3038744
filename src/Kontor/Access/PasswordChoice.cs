using Kontor.Kernel;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Kontor.Access;

/// <summary>Which passwords users may choose, and in what form they are kept.</summary>
public sealed class PasswordChoice(
    UserManager<User> users, IOptions<IdentityOptions> options, IPasswordHasher<User> hasher)
{
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
