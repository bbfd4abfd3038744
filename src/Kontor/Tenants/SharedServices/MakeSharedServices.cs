using Kontor.Accounts;
using Kontor.Activity;
using Kontor.Customers;
using Kontor.Eligibility;
using Kontor.Enrolment;
using Kontor.Kernel;
using Kontor.Policy;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Kontor.Tenants;

/// <summary>
/// Use case: a provider or direct partner makes the tenant into which it buys consumption for its own development, tests
/// and shared hosting (ACC-27). The tenant has no users: the partner works in it through its relationship, which begins
/// with it and needs neither an invitation nor an agreement, because nobody is on the other side.
/// </summary>
public sealed class MakeSharedServices(
    KontorDb db,
    AccountFacts accounts,
    PartyFacts parties,
    CurrentPolicy policy,
    IOptions<EnrolmentOptions> options,
    TimeProvider clock)
{
    /// <summary>Under which domain new tenants are named.</summary>
    public string DirectoryDomain => options.Value.DirectoryDomain;

    /// <summary>The domain of the tenant that the actor's tenant has for that; null for none.</summary>
    public Task<string?> ExistingOf(Actor actor, CancellationToken cancel) => db.Tenants
        .Where(t => t.SharedServicesOf == actor.TenantId).Select(t => t.DefaultDomain).SingleOrDefaultAsync(cancel);

    public async Task<Decision> May(Actor actor, CancellationToken cancel) =>
        await May(actor, await parties.Of(actor.TenantId, cancel), cancel);

    /// <param name="actor">Who asks; the tenant becomes that of the actor's partner tenant.</param>
    /// <param name="prefix">The part of its domain that is its own; lower case.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<Result<Tenant>> Handle(Actor actor, string prefix, CancellationToken cancel)
    {
        var named = DirectoryRules.MayBeNamed(prefix);
        if (!named.IsGranted)
        {
            return named;
        }

        await using var transaction = await accounts.Begin(cancel);
        var seen = await accounts.Of(actor.TenantId, cancel);
        await accounts.Lock(cancel, seen.Id);
        var partner = await parties.Of(actor.TenantId, cancel);
        if (partner.OrganisationId != seen.Id)
        {
            return TenantReasons.ChangedMeanwhile;
        }

        var may = await May(actor, partner, cancel);
        if (!may.IsGranted)
        {
            return may;
        }

        var (now, domain) = (clock.Now(), $"{prefix}.{options.Value.DirectoryDomain}");
        var tenant = await Add(partner, domain, now, cancel);
        db.Record(actor, "SharedServicesMade", $"{tenant.Id}", null, new { Domain = domain }, now);
        db.Announce(actor.TenantId, "shared-services-made", $"{tenant.Id}", null, new { Domain = domain }, now);
        if (await db.TrySaveChanges(cancel) is { } conflict)
        {
            return conflict.Constraint == AccountStorage.OneSharedServicesEach
                ? TenantReasons.SharedServicesExist.About(await ExistingOf(actor, cancel) ?? domain)
                : DirectoryReasons.PrefixTaken.About(domain);
        }

        await (transaction?.CommitAsync(cancel) ?? Task.CompletedTask);
        return tenant;
    }

    /// <summary>
    /// The tenant in the country of its partner tenant, and the relationship by which that partner finds it among its
    /// customers and orders for it.
    /// </summary>
    private async Task<Tenant> Add(Party partner, string domain, DateTimeOffset now, CancellationToken cancel)
    {
        var market = await db.Tenants.Where(t => t.Id == partner.TenantId).Select(t => t.Market).SingleAsync(cancel);
        var tenant = new Tenant
        {
            Id = new(Guid.CreateVersion7(now)),
            OrganisationId = partner.OrganisationId,
            Kind = TenantKind.SharedServices,
            Cloud = partner.Cloud,
            Market = market,
            DefaultDomain = domain,
            CreatedAt = now,
            SharedServicesOf = partner.TenantId,
        };
        db.AddRange(
            tenant,
            new TenantDomain { Domain = domain, TenantId = tenant.Id },
            CustomerRelationship.Begin(
                new(Guid.CreateVersion7(now)),
                partner.TenantId,
                new CustomerIdentity(tenant.Id, partner.Name, domain, market),
                CustomerInvitationRules.KindOf(SharedServicesRules.BuysAs(partner)!.Value),
                invitation: null,
                now));
        return tenant;
    }

    private async Task<Decision> May(Actor actor, Party partner, CancellationToken cancel) => SharedServicesRules.MayMake(
        partner,
        await ExistingOf(actor, cancel),
        await db.Tenants.CountAsync(t => t.OrganisationId == partner.OrganisationId, cancel),
        policy.Value);
}
