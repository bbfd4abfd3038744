using Kontor.Accounts;
using Kontor.Customers;
using Kontor.Enrolment;
using Kontor.Kernel;
using Kontor.Partnerships;
using Kontor.Subscriptions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Kontor.Tenants;

/// <summary>An account: an organization with its tenants, as one of its people sees it.</summary>
/// <param name="Id">The organization.</param>
/// <param name="Name">Its legal name.</param>
/// <param name="Primary">The tenant with which it came into Kontor.</param>
/// <param name="IsPartner">Some tenant of it is an admitted partner.</param>
public sealed record Account(OrganisationId Id, string Name, Tenant Primary, bool IsPartner);

/// <summary>What the rules ask about accounts and tenants, and the locks under which it stays true.</summary>
public sealed class AccountFacts(KontorDb db)
{
    /// <summary>Names the one lock of all control groups, which change seldom.</summary>
    private const long GroupsKey = 4_707_204_747;

    /// <summary>A transaction to hold locks and to commit; null when the request has its own.</summary>
    public async Task<IDbContextTransaction?> Begin(CancellationToken cancel) =>
        db.Database.CurrentTransaction is null ? await db.Database.BeginTransactionAsync(cancel) : null;

    /// <summary>
    /// Lets one change of control groups after the other happen, until the transaction ends; before <see
    /// cref="Lock"/> where both are needed.
    /// </summary>
    public Task LockGroups(CancellationToken cancel) =>
        db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock({GroupsKey})", cancel);

    /// <summary>
    /// Locks organizations until the transaction ends, in one order for everybody. Whoever changes whose tenants are
    /// whose takes it before reading what the change rests on.
    /// </summary>
    public Task Lock(CancellationToken cancel, params IEnumerable<OrganisationId> organisations)
    {
        Guid[] ids = [.. organisations.Select(id => id.Value).Distinct()];
        return db.Database.ExecuteSqlAsync(
            $"select from organisations where id = any ({ids}) order by id for update", cancel);
    }

    /// <summary>Whose the tenant is at this moment; null when there is none.</summary>
    public Task<OrganisationId?> OwnerOf(TenantId tenant, CancellationToken cancel) =>
        db.Tenants.Where(t => t.Id == tenant).Select(t => (OrganisationId?)t.OrganisationId).SingleOrDefaultAsync(cancel);

    /// <summary>The account of a tenant that is known to exist.</summary>
    public async Task<Account> Of(TenantId tenant, CancellationToken cancel)
    {
        var organisation = await db.Tenants.AsNoTracking().Where(t => t.Id == tenant)
            .Join(db.Organisations, t => t.OrganisationId, o => o.Id, (_, o) => o)
            .SingleAsync(cancel);
        return new Account(
            organisation.Id, organisation.Name, await PrimaryOf(organisation.Id, cancel),
            await IsPartner(organisation.Id, cancel));
    }

    /// <summary>Whether some tenant of the organization is an admitted partner.</summary>
    public Task<bool> IsPartner(OrganisationId organisation, CancellationToken cancel) => db.PartnerEnrolments
        .Join(db.Tenants, e => e.TenantId, t => t.Id, (e, t) => new { e.State, t.OrganisationId })
        .AnyAsync(
            row => row.OrganisationId == organisation
                && (row.State == EnrolmentState.Qualified || row.State == EnrolmentState.Active
                    || row.State == EnrolmentState.Restricted || row.State == EnrolmentState.Suspended),
            cancel);

    /// <summary>
    /// The oldest of those that the organization had from the beginning, a partner tenant where it has
    /// one.
    /// </summary>
    public Task<Tenant> PrimaryOf(OrganisationId organisation, CancellationToken cancel) => db.Tenants.AsNoTracking()
        .Where(t => t.OrganisationId == organisation)
        .OrderBy(t => t.JoinedAt != null)
        .ThenBy(t => t.Kind != TenantKind.Partner)
        .ThenBy(t => t.CreatedAt).ThenBy(t => t.Id)
        .FirstAsync(cancel);

    /// <summary>A tenant, asked about for an account; null when there is none.</summary>
    public async Task<TenantFacts?> About(TenantId id, Account account, CancellationToken cancel)
    {
        if (await db.Tenants.AsNoTracking().SingleOrDefaultAsync(t => t.Id == id, cancel) is not { } tenant)
        {
            return null;
        }

        var isAlone = tenant.JoinedAt is null
            && await db.Tenants.CountAsync(t => t.OrganisationId == tenant.OrganisationId, cancel) == 1
            && await db.Organisations.AnyAsync(o => o.Id == tenant.OrganisationId && o.ControlGroupId == null, cancel);
        return new TenantFacts(
            tenant, account.Id, account.Primary.Id, account.Primary.Cloud, account.IsPartner, isAlone,
            await BusinessOf(id, cancel));
    }

    private async Task<TenantBusiness> BusinessOf(TenantId id, CancellationToken cancel) => new(
        await db.PartnerEnrolments.AnyAsync(
            e => e.TenantId == id && e.State != EnrolmentState.Draft && e.State != EnrolmentState.Withdrawn, cancel),
        await db.Partnerships.AnyAsync(
            p => p.EndedAt == null && (p.ProviderId == id || p.ResellerId == id), cancel)
        || await db.CustomerRelationships.AnyAsync(
            r => r.EndedAt == null && (r.PartnerId == id || r.CustomerId == id), cancel),
        await db.Subscriptions.AnyAsync(
            s => (s.CustomerId == id || s.PartnerId == id || s.ResellerId == id)
                && (s.State == SubscriptionState.Pending || s.State == SubscriptionState.Active
                    || s.State == SubscriptionState.Suspended),
            cancel));
}
