using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using Kontor.Access;
using Kontor.Accounts;
using Kontor.Kernel;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Membership;

/// <summary>Somebody who joins the membership.</summary>
/// <param name="UserName">A mail address, to sign in with.</param>
/// <param name="Password">As users choose theirs.</param>
public sealed record NewMember(string UserName, string Password);

/// <summary>
/// Makes accounts and network ids of the membership (ENR-04, ACC-44), to be saved by the caller together with what they
/// are made for.
/// </summary>
public sealed class JoinMembership(
    KontorDb db, PasswordChoice passwords, IPasswordHasher<MembershipAccount> hasher)
{
    private const int LowestNumber = 5_000_000;
    private const int NumbersEnd = 10_000_000;

    /// <summary>Adds an account without a profile; <see cref="MembershipReasons.UserNameTaken"/> may still come at saving.</summary>
    public async Task<Result<MembershipAccount>> Add(NewMember wanted, DateTimeOffset now, CancellationToken cancel)
    {
        var name = MembershipAccount.KeyOf(wanted.UserName);
        var decision = MembershipRules.MayBeCalled(wanted.UserName)
            .And(await passwords.MayUse(new User
            {
                TenantId = default,
                UserName = name,
                FullName = "",
                Language = "",
                CreatedAt = now,
            }, wanted.Password));
        if (!decision.IsGranted)
        {
            return decision;
        }

        if (await db.MembershipAccounts.AnyAsync(a => a.UserName == name, cancel))
        {
            return MembershipReasons.UserNameTaken;
        }

        var account = new MembershipAccount
        {
            Id = Guid.CreateVersion7(now),
            UserName = name,
            PasswordHash = hasher.HashPassword(null!, wanted.Password),
            CreatedAt = now,
        };
        db.Add(account);
        return account;
    }

    /// <summary>Adds a location with a network id of its own; a new organization gets one for itself too (ACC-40, ACC-41).</summary>
    public async Task<MembershipProfile> AddLocation(
        Guid account, string legalName, string market, CancellationToken cancel)
    {
        ImmutableArray<NetworkIdKind> missing =
            await db.MembershipProfiles.AnyAsync(p => p.AccountId == account, cancel)
                ? [NetworkIdKind.Location]
                : [NetworkIdKind.Global, NetworkIdKind.Location];
        MembershipProfile? added = null;
        foreach (var kind in missing)
        {
            added = new MembershipProfile
            {
                NetworkId = await NewNumber(cancel),
                AccountId = account,
                Kind = kind,
                LegalName = legalName,
                Market = market,
                IsActive = true,
            };
            db.Add(added);
        }

        return added!;
    }

    /// <summary>A number that nobody has; the key of the table settles it where two draw the same at once.</summary>
    public async Task<string> NewNumber(CancellationToken cancel)
    {
        while (true)
        {
            var number = RandomNumberGenerator.GetInt32(LowestNumber, NumbersEnd).ToString(CultureInfo.InvariantCulture);
            if (!db.MembershipProfiles.Local.Any(p => p.NetworkId == number)
                && !await db.MembershipProfiles.AnyAsync(p => p.NetworkId == number, cancel)
                && !await db.NetworkIds.AnyAsync(n => n.Id == number, cancel))
            {
                return number;
            }
        }
    }
}
