using System.Threading.RateLimiting;
using Kontor.Access;
using Kontor.Accounts;
using Kontor.Activity;
using Kontor.Kernel;
using Kontor.Policy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.Options;

namespace Kontor.Enrolment;

/// <summary>
/// So many new accounts an hour from one network address, whoever asks for them. Counted in this server's memory.
/// </summary>
public sealed class NewAccountLimit(IOptions<EnrolmentOptions> options) : IDisposable
{
    private readonly PartitionedRateLimiter<string> _limiter = PartitionedRateLimiter.Create<string, string>(
        address => options.Value.NewAccountsPerHour is > 0 and var most
            ? RateLimitPartition.GetSlidingWindowLimiter(address, _ => new()
            {
                PermitLimit = most,
                Window = TimeSpan.FromHours(1),
                SegmentsPerWindow = 6,
                QueueLimit = 0,
            })
            : RateLimitPartition.GetNoLimiter(address));

    /// <summary>The network address from which a request comes.</summary>
    public static string AddressOf(HttpContext http) => http.Connection.RemoteIpAddress?.ToString() ?? "";

    /// <summary>Counts one; false where there were too many.</summary>
    public bool TryTake(string address)
    {
        using var lease = _limiter.AttemptAcquire(address);
        return lease.IsAcquired;
    }

    public void Dispose() => _limiter.Dispose();
}

/// <summary>
/// Use case: an organization without a directory gets one, with its first global admin and the draft of its application
/// (ENR-01, ENR-03, ENR-22).
/// </summary>
public sealed class FoundDirectory(
    KontorDb db,
    CreateUser createUser,
    SignIn signIn,
    PasswordChoice passwords,
    StartApplication start,
    NewAccountLimit limit,
    Markets markets,
    IOptions<EnrolmentOptions> options,
    CurrentPolicy policy,
    TimeProvider clock)
{
    /// <param name="wanted">What is asked for.</param>
    /// <param name="address">From where; not more than some an hour come from one.</param>
    /// <param name="cancel">Gives up.</param>
    /// <returns>The global admin, who may be signed in.</returns>
    public async Task<Result<User>> Handle(NewDirectory wanted, string address, CancellationToken cancel)
    {
        var domain = $"{wanted.Prefix}.{options.Value.DirectoryDomain}";
        var userName = $"{wanted.UserName}@{domain}";
        var market = markets.Find(wanted.Market);
        var decision = DirectoryRules.MayBeMade(wanted, market is not null)
            .And(DirectoryRules.MayBeIn(wanted.Cloud, policy.Value.Offers(wanted.Cloud), market?.IsoCode ?? ""))
            .And(await passwords.MayUse(
                new User { TenantId = default, UserName = userName, FullName = "", Language = "", CreatedAt = default },
                wanted.Password));
        if (!decision.IsGranted)
        {
            return decision;
        }

        if (await db.TenantDomains.AnyAsync(taken => taken.Domain == domain, cancel))
        {
            return await Again(userName, wanted.Password, domain, cancel);
        }

        if (!limit.TryTake(address))
        {
            return DirectoryReasons.TooMany;
        }

        await using var transaction = await Begin(cancel);
        var file = Found(wanted, domain);
        if (await db.TrySaveChanges(cancel) is not null)
        {
            await (transaction?.RollbackAsync(cancel) ?? Task.CompletedTask);
            return await Again(userName, wanted.Password, domain, cancel);
        }

        var created = await createUser.Handle(
            new NewUser(
                file.Tenant.Id, userName, $"{wanted.FirstName.Trim()} {wanted.LastName.Trim()}", wanted.Language,
                wanted.Password, [Role.GlobalAdmin]),
            cancel);
        if (created.ValueOrNull is not { } user)
        {
            return created;
        }

        var actor = new Actor(file.Tenant.Id, TenantKind.Partner, user.UserId, null, userName, [Role.GlobalAdmin]);
        start.Begin(
            file, actor,
            new PrimaryContact(true, wanted.FirstName.Trim(), wanted.LastName.Trim(), wanted.Email.Trim(), "", wanted.Language),
            isKnown: false, number: 1);
        db.Record(actor, "DirectoryFounded", file.Tenant.Id.ToString(), null, new { Domain = domain }, clock.Now());
        await db.SaveChangesAsync(cancel);
        await (transaction?.CommitAsync(cancel) ?? Task.CompletedTask);
        return user;
    }

    private async Task<IDbContextTransaction?> Begin(CancellationToken cancel) =>
        db.Database.CurrentTransaction is null ? await db.Database.BeginTransactionAsync(cancel) : null;

    /// <summary>A second click finds what the first has made; whoever else wants the name is told.</summary>
    private async Task<Result<User>> Again(string userName, string password, string domain, CancellationToken cancel) =>
        (await signIn.Handle(userName, password, cancel)).ValueOrNull is { } user
            ? user
            : DirectoryReasons.PrefixTaken.About(domain);

    private ApplicationFile Found(NewDirectory wanted, string domain)
    {
        var now = clock.Now();
        var organisation = new Organisation
        {
            Id = new(Guid.CreateVersion7(now)),
            Name = wanted.Organisation.Trim(),
            Market = markets.Of(wanted.Market).Key,
            Language = wanted.Language,
        };
        var tenant = new Tenant
        {
            Id = new(Guid.CreateVersion7(now)),
            OrganisationId = organisation.Id,
            Kind = TenantKind.Partner,
            Cloud = wanted.Cloud,
            Market = organisation.Market,
            DefaultDomain = domain,
            CreatedAt = now,
        };
        db.AddRange(organisation, tenant, new TenantDomain { Domain = domain, TenantId = tenant.Id });
        return new ApplicationFile(tenant, organisation, null, null, [], null);
    }
}
