using System.Collections.Immutable;
using Kontor.Accounts;
using Kontor.Kernel;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
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
    TenantId TenantId, string UserName, string FullName, string Language, string? Password, ImmutableArray<Role> Roles)
{
    /// <summary>ROL-12: for which locations the referral roles among them count; none for those not named.</summary>
    public IReadOnlyDictionary<Role, RoleScope> Scopes { get; init; } = ImmutableDictionary<Role, RoleScope>.Empty;

    /// <summary>Whether the password only lets in to choose another one.</summary>
    public bool IsTemporary { get; init; }
}

/// <summary>Adds a user to a tenant (ROL-01).</summary>
public sealed class CreateUser(
    KontorDb db, UserManager<User> users, PasswordChoice passwords, TimeProvider clock)
{
    public async Task<Result<User>> Handle(NewUser wanted, CancellationToken cancel)
    {
        var prepared = await Prepare(wanted, cancel);
        return prepared.ValueOrNull is not { } user ? prepared.Decision
            : await Save(cancel) is { IsGranted: false } refused ? refused
            : user;
    }

    /// <summary>The user with its roles, to be saved with what else is changed by <see cref="Save"/>.</summary>
    public async Task<Result<User>> Prepare(NewUser wanted, CancellationToken cancel)
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
            .And(wanted.Password is null ? Decision.Granted : await passwords.MayUse(user, wanted.Password));
        if (!decision.IsGranted)
        {
            return decision;
        }

        if (wanted is { IsTemporary: true, Password: { } temporary })
        {
            passwords.GiveTemporary(user, temporary);
        }
        else
        {
            user.PasswordHash = wanted.Password is null ? null : passwords.Hash(user, wanted.Password);
        }

        db.Users.Add(user);
        foreach (var role in wanted.Roles.Distinct())
        {
            db.Give(user.Id, role, wanted.Scopes.GetValueOrDefault(role));
        }

        return user;
    }

    /// <summary>Saves what was prepared; refuses a user name that somebody else has.</summary>
    public async Task<Decision> Save(CancellationToken cancel)
    {
        try
        {
            await db.SaveChangesAsync(cancel);
            return Decision.Granted;
        }
        catch (DbUpdateException failure) when (failure.InnerException is PostgresException
        {
            SqlState: PostgresErrorCodes.UniqueViolation, ConstraintName: UserStorage.UserNameIndex,
        })
        {
            db.ChangeTracker.Clear();
            return Decision.Refused(AccessReasons.UserNameTaken);
        }
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
}
