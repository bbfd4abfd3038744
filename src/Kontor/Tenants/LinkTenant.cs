using Kontor.Access;
using Kontor.Accounts;
using Kontor.Activity;
using Kontor.Enrolment;
using Kontor.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Tenants;

/// <summary>A tenant that somebody has signed in to, before it is linked.</summary>
/// <param name="Proof">Of the sign-in; sent back with the confirmation.</param>
/// <param name="Facts">The tenant.</param>
/// <param name="HasDraft">An enrollment was begun in it, which linking withdraws.</param>
/// <param name="Users">How many active users come with it.</param>
public sealed record LinkableTenant(string Proof, TenantFacts Facts, bool HasDraft, int Users);

/// <summary>
/// Use case: a global admin of an account names another tenant, signs in to it as its global admin, and confirms
/// (ACC-24). A tenant belongs to one account: of two that link it at once, one is told that it is too late.
/// </summary>
public sealed class LinkTenant(
    KontorDb db,
    AccountFacts accounts,
    TenantProofs proofs,
    SignIn signIn,
    WithdrawApplication withdraw,
    Subjects subjects,
    TimeProvider clock)
{
    /// <summary>Whether the actor may link tenants at all.</summary>
    public async Task<Decision> May(Actor actor, CancellationToken cancel)
    {
        var primary = (await accounts.Of(actor.TenantId, cancel)).Primary;
        return TenantRules.MayManage(actor, primary.Id, primary.DefaultDomain);
    }

    /// <summary>
    /// Signs in to the named tenant and looks whether it can be linked. Why it cannot is told to its global admin only;
    /// everybody else hears that the sign-in failed.
    /// </summary>
    public async Task<Result<LinkableTenant>> SignInTo(
        Actor actor, string named, string userName, string password, CancellationToken cancel)
    {
        var account = await accounts.Of(actor.TenantId, cancel);
        var may = TenantRules.MayManage(actor, account.Primary.Id, account.Primary.DefaultDomain);
        if (!may.IsGranted)
        {
            return may;
        }

        var wanted = await Named(named, cancel);
        if ((await signIn.Handle(userName.Trim(), password, cancel)).ValueOrNull is not { TemporaryUntil: null } user
            || user.TenantId != wanted
            || !await IsGlobalAdmin(user.Id, cancel))
        {
            return TenantReasons.SignInFailed;
        }

        var facts = (await accounts.About(user.TenantId, account, cancel))!;
        var decision = TenantRules.MayLink(facts);
        return decision.IsGranted
            ? new LinkableTenant(
                proofs.Close(actor, user),
                facts,
                await DraftOf(user.TenantId).AnyAsync(cancel),
                await db.Users.CountAsync(u => u.TenantId == user.TenantId && u.DeactivatedAt == null, cancel))
            : decision;
    }

    /// <returns>The global admin who signed in to what is linked now.</returns>
    public async Task<Result<User>> Handle(Actor actor, string? proof, CancellationToken cancel)
    {
        var now = clock.Now();
        if (proofs.Open(actor, proof) is not { } signedIn)
        {
            return TenantReasons.ProofOver;
        }

        var (own, id) = (await accounts.OwnerOf(actor.TenantId, cancel), new TenantId(signedIn.TenantId));
        if (own is not { } account || await accounts.OwnerOf(id, cancel) is not { } former)
        {
            return TenantReasons.ProofOver;
        }

        await using var transaction = await accounts.Begin(cancel);
        await accounts.Lock(cancel, account, former);
        await db.Database.ExecuteSqlAsync($"select from tenants where id = {id.Value} for update", cancel);
        if (await accounts.OwnerOf(actor.TenantId, cancel) != account || await accounts.OwnerOf(id, cancel) != former)
        {
            return TenantReasons.ChangedMeanwhile;
        }

        var user = await db.Users.AsNoTracking().SingleOrDefaultAsync(u => u.Id == signedIn.UserId, cancel);
        if (user?.SecurityStamp != signedIn.Stamp || user.DeactivatedAt is not null
            || !await IsGlobalAdmin(signedIn.UserId, cancel))
        {
            return TenantReasons.ProofOver;
        }

        var known = await accounts.Of(actor.TenantId, cancel);
        var facts = (await accounts.About(id, known, cancel))!;
        var decision = TenantRules.MayManage(actor, known.Primary.Id, known.Primary.DefaultDomain)
            .And(TenantRules.MayLink(facts));
        if (!decision.IsGranted)
        {
            return decision;
        }

        if (await DraftOf(id).AnyAsync(cancel))
        {
            var theirs = new Actor(id, facts.Tenant.Kind, user.UserId, null, user.UserName!, [Role.GlobalAdmin]);
            var withdrawn = await withdraw.Handle(theirs, cancel);
            if (!withdrawn.Decision.IsGranted)
            {
                return TenantReasons.ChangedMeanwhile;
            }
        }

        var linked = await db.Tenants.Where(t => t.Id == id && t.OrganisationId == former).ExecuteUpdateAsync(
            set => set
                .SetProperty(t => t.OrganisationId, account)
                .SetProperty(t => t.HomeOrganisationId, former)
                .SetProperty(t => t.JoinedAt, now),
            cancel);
        if (linked != 1)
        {
            throw new InvalidOperationException($"Tenant {id} left its organization although it was locked.");
        }

        var details = new { Domain = facts.Tenant.DefaultDomain, By = user.UserName };
        db.Record(actor, "TenantLinked", id.ToString(), null, details, now);
        db.Announce(actor.TenantId, "tenant-linked", id.ToString(), null, details, now);
        db.Announce(id, "tenant-linked", id.ToString(), null, new { known.Name }, now);
        await db.SaveChangesAsync(cancel);
        await (transaction?.CommitAsync(cancel) ?? Task.CompletedTask);
        subjects.Changed(id);
        return user;
    }

    private async Task<TenantId?> Named(string named, CancellationToken cancel)
    {
        var name = named.Trim().ToLowerInvariant();
        return Guid.TryParse(name, out var id)
            ? new TenantId(id)
            : (await db.TenantDomains.AsNoTracking().SingleOrDefaultAsync(d => d.Domain == name, cancel))?.TenantId;
    }

    private Task<bool> IsGlobalAdmin(Guid user, CancellationToken cancel) =>
        db.RoleAssignments.AnyAsync(held => held.UserId == user && held.Role == Role.GlobalAdmin, cancel);

    private IQueryable<PartnerEnrolment> DraftOf(TenantId tenant) =>
        db.PartnerEnrolments.Where(e => e.TenantId == tenant && e.State == EnrolmentState.Draft);
}
