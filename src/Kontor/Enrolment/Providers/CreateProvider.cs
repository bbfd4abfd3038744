using Kontor.Access;
using Kontor.Accounts;
using Kontor.Activity;
using Kontor.Kernel;
using Kontor.Membership;
using Kontor.Users;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.Options;

namespace Kontor.Enrolment;

/// <summary>
/// Use case: an operator creates a provider (ENR-50): the organization, its directory, its network ids, the enrolment and
/// the first global admin, who gets a temporary password from the operator and has yet to sign the agreement.
/// </summary>
public sealed class CreateProvider(
    KontorDb db,
    CreateUser createUser,
    JoinMembership membership,
    ProviderMails mails,
    Markets markets,
    IOptions<EnrolmentOptions> options,
    TimeProvider clock)
{
    /// <returns>The first global admin, with a password that is shown this once.</returns>
    public async Task<Result<UserWithPassword>> Handle(Actor actor, NewProvider wanted, CancellationToken cancel)
    {
        var market = markets.Find(wanted.Market);
        var decision = ProviderRules.MayBeMade(wanted, market?.IsoCode, options.Value.DirectoryDomain);
        if (!decision.IsGranted)
        {
            return decision;
        }

        var domain = $"{wanted.Prefix}.{options.Value.DirectoryDomain}";
        if (await db.TenantDomains.AnyAsync(taken => taken.Domain == domain, cancel))
        {
            return DirectoryReasons.PrefixTaken.About(domain);
        }

        var now = clock.Now();
        await using var transaction = await Begin(cancel);
        var tenant = await Add(wanted, market!, domain, now, cancel);
        if (await db.TrySaveChanges(cancel) is not null)
        {
            return DirectoryReasons.PrefixTaken.About(domain);
        }

        var password = PasswordChoice.New();
        var admin = new NewUser(
            tenant.Id, $"{wanted.UserName}@{domain}", wanted.Contact.FullName, wanted.Contact.Language, password,
            [Role.GlobalAdmin])
        {
            IsTemporary = true,
        };
        var prepared = await createUser.Prepare(admin, cancel);
        if (prepared.ValueOrNull is not { } user)
        {
            return prepared.Decision;
        }

        var details = new { TenantId = tenant.Id.ToString(), Name = wanted.Profile.LegalName, Domain = domain };
        db.Record(actor, "ProviderCreated", tenant.Id.ToString(), null, details, now);
        db.Announce(tenant.Id, "provider-approved", tenant.Id.ToString(), null, new { tenant.Id }, now);
        db.Add(mails.Write(
            wanted.Contact.Email, wanted.Contact.FullName, wanted.Profile.LegalName, wanted.Contact.Language).ToOutbox(now));
        var saved = await createUser.Save(cancel);
        if (!saved.IsGranted)
        {
            return saved;
        }

        await (transaction?.CommitAsync(cancel) ?? Task.CompletedTask);
        return new UserWithPassword(user, password);
    }

    private async Task<IDbContextTransaction?> Begin(CancellationToken cancel) =>
        db.Database.CurrentTransaction is null ? await db.Database.BeginTransactionAsync(cancel) : null;

    private async Task<Tenant> Add(
        NewProvider wanted, Market market, string domain, DateTimeOffset now, CancellationToken cancel)
    {
        var place = new NewTenantPlace(TenantKind.Partner, Cloud.Public, market);
        var tenant = db.Found(wanted.Profile, wanted.Contact, place, domain, now);
        db.Add(new PartnerEnrolment
        {
            TenantId = tenant.Id,
            Type = PartnerType.Provider,
            State = EnrolmentStates.FirstOf(PartnerType.Provider),
            Since = now,
        });

        // The organization's own number, and that of the location that trades (ACC-40 … ACC-42).
        foreach (var (kind, linked) in new[] { (NetworkIdKind.Global, (TenantId?)null), (NetworkIdKind.Location, tenant.Id) })
        {
            db.Add(new NetworkId
            {
                Id = await membership.NewNumber(cancel),
                OrganisationId = tenant.OrganisationId,
                Kind = kind,
                Market = market.Key,
                TenantId = linked,
            });
        }

        return tenant;
    }
}
