using Kontor.Accounts;
using Kontor.Activity;
using Kontor.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Access;

/// <summary>What the page behind a link shows: whose account it is.</summary>
public sealed record OpenedClaim(string UserName, string FullName, string Organisation, DateTimeOffset ExpiresAt);

/// <summary>
/// Use case: whoever holds the link of an account chooses its password, once. A link that does not hold names nobody.
/// </summary>
public sealed class ClaimAccount(
    KontorDb db,
    AccountClaims claims,
    PasswordChoice passwords,
    TimeProvider clock,
    [FromKeyedServices(WallClock.Key)] TimeProvider wall)
{
    /// <summary>Looks behind the link; changes nothing.</summary>
    public async Task<Result<OpenedClaim>> Open(string? token, CancellationToken cancel)
    {
        if (await claims.Find(token, wall.Now(), cancel) is not { } found)
        {
            return AccessReasons.AccountClaimInvalid;
        }

        var organisation = await db.Tenants
            .Where(tenant => tenant.Id == found.User.TenantId)
            .Join(db.Organisations, tenant => tenant.OrganisationId, own => own.Id, (_, own) => own.Name)
            .SingleAsync(cancel);
        return new OpenedClaim(found.User.UserName!, found.User.FullName, organisation, found.Claim.ExpiresAt);
    }

    public async Task<Result<User>> Handle(string? token, string? password, CancellationToken cancel)
    {
        if (await claims.Find(token, wall.Now(), cancel) is not { } found)
        {
            return AccessReasons.AccountClaimInvalid;
        }

        var (claim, user) = found;
        var decision = await passwords.MayUse(user, password ?? "");
        if (!decision.IsGranted)
        {
            return decision;
        }

        passwords.Choose(user, password!);
        claim.Close(wall.Now());
        await Record(user, cancel);
        return await db.TrySaveChanges(cancel) is null ? user : AccessReasons.AccountClaimInvalid;
    }

    private async Task Record(User user, CancellationToken cancel)
    {
        var kind = await db.Tenants.Where(t => t.Id == user.TenantId).Select(t => t.Kind).SingleAsync(cancel);
        var actor = new Actor(user.TenantId, kind, user.UserId, null, user.UserName!, []);
        db.Record(actor, "AccountClaimed", user.UserId.ToString(), null, new { user.UserName }, clock.Now());
    }
}
