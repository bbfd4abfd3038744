using System.Collections.Immutable;
using Kontor.Accounts;
using Kontor.Activity;
using Kontor.Kernel;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Access;

/// <summary>Somebody who is to run the program.</summary>
/// <param name="FullName">At most <see cref="User.MaxNameLength"/> characters.</param>
/// <param name="Email">The sign-in name.</param>
/// <param name="Organisation">Name of the operator's organisation, used when there is none yet.</param>
/// <param name="Market">Its market key, used when there is none yet.</param>
public sealed record NewOperator(string FullName, string Email, string Organisation, string Market);

/// <summary>
/// Use case: whoever has the installation in hand lets a first person, or a further one, run the program. The person
/// gets a one-time link and chooses the password; until then a new link can be had for the same address.
/// </summary>
public sealed class CreateOperator(
    KontorDb db,
    UserManager<User> users,
    CreateUser createUser,
    AccountClaims claims,
    Markets markets,
    TimeProvider clock,
    [FromKeyedServices(WallClock.Key)] TimeProvider wall)
{
    /// <summary>"operator" as a number: two first operators at once must not found two organisations.</summary>
    private const long TurnKey = 0x6F70657261746F72;

    private const string Installation = "create-operator";

    /// <summary>ROL-13: everything but the auditor's view, which is somebody else's.</summary>
    private static readonly ImmutableArray<Role> Roles =
        [.. RoleRules.RolesOf(TenantKind.Operator).Remove(Role.Auditor)];

    public async Task<Result<IssuedClaim>> Handle(NewOperator wanted, CancellationToken cancel)
    {
        var decision = Decision.RequireAll(
            (IsName(wanted.FullName, User.MaxNameLength) && IsName(wanted.Organisation, Organisation.MaxNameLength),
                AccessReasons.FullNameInvalid),
            (EmailAddress.IsValid(wanted.Email), AccessReasons.UserNameInvalid),
            (markets.Find(wanted.Market) is not null, AccessReasons.MarketUnknown.About(wanted.Market)));
        if (!decision.IsGranted)
        {
            return decision;
        }

        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock({TurnKey})", cancel);
        var tenant = await OperatorsTenant(cancel);
        if (tenant is null)
        {
            var domain = EmailAddress.DomainOf(wanted.Email);
            if (await db.TenantDomains.AnyAsync(taken => taken.Domain == domain, cancel))
            {
                return AccessReasons.DomainOfOthers.About(domain);
            }

            tenant = Found(wanted, domain);
            await db.SaveChangesAsync(cancel);
        }

        var user = await Find(tenant, wanted, cancel);
        if (user.ValueOrNull is null)
        {
            return user.Decision;
        }

        var issued = await claims.Issue(user.ValueOrNull, wall.Now(), cancel);
        var actor = new Actor(tenant.Id, TenantKind.Operator, null, null, Installation, []);
        db.Record(
            actor, "OperatorInvited", issued.User.UserId.ToString(), null,
            new { issued.User.UserName, Roles = Roles.Select(role => $"{role}") }, clock.Now());
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return issued;
    }

    /// <summary>The user with that address: new, or one that has not chosen a password yet.</summary>
    private async Task<Result<User>> Find(Tenant tenant, NewOperator wanted, CancellationToken cancel)
    {
        var name = users.NormalizeName(wanted.Email);
        var known = await db.Users.SingleOrDefaultAsync(
            user => user.TenantId == tenant.Id
                && user.NormalizedUserName == name
                && user.PasswordHash == null
                && user.DeactivatedAt == null,
            cancel);
        return known is not null
            ? known
            : await createUser.Handle(
                new NewUser(tenant.Id, wanted.Email, wanted.FullName, "en", null, Roles), cancel);
    }

    private Task<Tenant?> OperatorsTenant(CancellationToken cancel) => db.Tenants
        .Where(tenant => tenant.Kind == TenantKind.Operator)
        .OrderBy(tenant => tenant.CreatedAt)
        .FirstOrDefaultAsync(cancel);

    /// <summary>ACC-14: the organisation that operates the program, with its tenant.</summary>
    private Tenant Found(NewOperator wanted, string domain)
    {
        var now = clock.Now();
        var names = wanted.FullName.Split(' ', 2);
        var organisation = new Organisation
        {
            Id = new(Guid.CreateVersion7(now)),
            Name = wanted.Organisation,
            Market = markets.Of(wanted.Market).Key,
            ContactFirstName = names[0],
            ContactLastName = names.Length > 1 ? names[1] : "",
            ContactEmail = wanted.Email,
        };
        var tenant = new Tenant
        {
            Id = new(Guid.CreateVersion7(now)),
            OrganisationId = organisation.Id,
            Kind = TenantKind.Operator,
            Cloud = Cloud.Public,
            Market = organisation.Market,
            DefaultDomain = domain,
            CreatedAt = now,
        };
        db.AddRange(organisation, tenant, new TenantDomain { Domain = domain, TenantId = tenant.Id });
        return tenant;
    }

    private static bool IsName(string name, int most) =>
        !string.IsNullOrWhiteSpace(name) && name.Length <= most && !name.Any(char.IsControl);
}
