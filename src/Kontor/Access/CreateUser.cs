using System.Collections.Immutable;
using Kontor.Accounts;
using Kontor.Kernel;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Kontor.Access;

/// <summary>A user to be created.</summary>
/// <param name="TenantId">Where; the tenant exists.</param>
/// <param name="UserName">Looks like a mail address; unique over all tenants.</param>
/// <param name="FullName">At most <see cref="User.MaxNameLength"/> characters.</param>
/// <param name="Language">en, de or nl.</param>
/// <param name="Password">Null for a user who cannot sign in with one.</param>
/// <param name="Roles">None for a default user.</param>
public sealed record NewUser(
    TenantId TenantId, string UserName, string FullName, string Language, string? Password, ImmutableArray<Role> Roles);

/// <summary>Adds a user to a tenant (ROL-01).</summary>
public sealed class CreateUser(
    KontorDb db,
    UserManager<User> users,
    IOptions<IdentityOptions> options,
    IPasswordHasher<User> hasher,
    TimeProvider clock)
{
    public async Task<Result<User>> Handle(NewUser wanted, CancellationToken cancel)
    {
        var now = clock.Now();
        var user = new User
        {
            Id = Guid.CreateVersion7(now),
            TenantId = wanted.TenantId,
            UserName = wanted.UserName,
            NormalizedUserName = users.NormalizeName(wanted.UserName),
            Email = wanted.UserName,
            NormalizedEmail = users.NormalizeEmail(wanted.UserName),
            FullName = wanted.FullName,
            Language = wanted.Language,
            CreatedAt = now,
            LockoutEnabled = true,
            SecurityStamp = Secrets.New(),
        };

        var kind = await db.Tenants.Where(t => t.Id == wanted.TenantId).Select(t => t.Kind).SingleAsync(cancel);
        var decision = RoleRules.MayHold(kind, wanted.Roles)
            .And(Decision.RequireAll((LooksLikeMailAddress(wanted.UserName), AccessReasons.UserNameInvalid)))
            .And(await MayUsePassword(user, wanted.Password));
        if (!decision.IsGranted)
        {
            return decision;
        }

        user.PasswordHash = wanted.Password is null ? null : hasher.HashPassword(user, wanted.Password);
        db.Users.Add(user);
        db.RoleAssignments.AddRange(wanted.Roles.Distinct().Select(
            role => new RoleAssignment { UserId = user.Id, Role = role }));
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException failure) when (failure.InnerException is PostgresException
        {
            SqlState: PostgresErrorCodes.UniqueViolation, ConstraintName: UserStorage.UserNameIndex,
        })
        {
            db.ChangeTracker.Clear();
            return AccessReasons.UserNameTaken;
        }

        return user;
    }

    private static bool LooksLikeMailAddress(string name)
    {
        var at = name.IndexOf('@', StringComparison.Ordinal);
        return at > 0
            && at == name.LastIndexOf('@')
            && at < name.Length - 1
            && name.Length <= User.MaxUserNameLength
            && name.All(c => char.IsAsciiLetterOrDigit(c) || "-._+@".Contains(c, StringComparison.Ordinal));
    }

    private async Task<Decision> MayUsePassword(User user, string? password)
    {
        if (password is null)
        {
            return Decision.Granted;
        }

        var isGood = password.Length <= SignIn.MaxPasswordLength;
        foreach (var validator in users.PasswordValidators)
        {
            isGood &= (await validator.ValidateAsync(users, user, password)).Succeeded;
        }

        return Decision.RequireAll(
            (isGood, AccessReasons.PasswordTooWeak.About(options.Value.Password.RequiredLength)));
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
