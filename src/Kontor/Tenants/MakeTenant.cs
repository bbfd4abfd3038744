using Kontor.Access;
using Kontor.Accounts;
using Kontor.Activity;
using Kontor.Enrolment;
using Kontor.Kernel;
using Kontor.Policy;
using Kontor.Users;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Kontor.Tenants;

/// <summary>A customer tenant that a partner wants for its own use.</summary>
/// <param name="Prefix">The part of its domain that is its own; lower case.</param>
/// <param name="Market">Market key; it cannot be changed later (ACC-50).</param>
/// <param name="FullName">Of its first global admin.</param>
/// <param name="UserName">The part before the @ of that admin's sign-in name.</param>
/// <param name="Language">en, de or nl.</param>
public sealed record TenantWish(string Prefix, string Market, string FullName, string UserName, string Language);

/// <summary>What was made, and the password that is shown this once (ROL-01).</summary>
public sealed record MadeTenant(Tenant Tenant, UserWithPassword Admin);

/// <summary>
/// Use case: a partner makes a tenant of type customer for what it uses itself (ACC-21, SCN-04). It belongs to the
/// organization from the beginning, so the organization itself can sell nothing to it (SCN-05), and other partners
/// can (ACC-22).
/// </summary>
public sealed class MakeTenant(
    KontorDb db,
    AccountFacts accounts,
    CreateUser create,
    Markets markets,
    CurrentPolicy policy,
    IOptions<EnrolmentOptions> options,
    TimeProvider clock)
{
    /// <summary>Under which domain new tenants are named.</summary>
    public string DirectoryDomain => options.Value.DirectoryDomain;

    public async Task<Decision> May(Actor actor, CancellationToken cancel) =>
        await May(actor, await accounts.Of(actor.TenantId, cancel), cancel);

    public async Task<Result<MadeTenant>> Handle(Actor actor, TenantWish wish, CancellationToken cancel)
    {
        var wanted = DirectoryRules.MayBeNamed(wish.Prefix, wish.UserName).And(Decision.RequireAll(
            (markets.Find(wish.Market) is not null, DirectoryReasons.MarketUnknown),
            (wish.FullName.Trim().Length is > 0 and <= User.MaxNameLength && !wish.FullName.Any(char.IsControl),
                AccessReasons.FullNameInvalid),
            (Texts.Languages.Contains(wish.Language), UserReasons.LanguageUnknown)));
        if (!wanted.IsGranted)
        {
            return wanted;
        }

        await using var transaction = await accounts.Begin(cancel);
        var seen = await accounts.Of(actor.TenantId, cancel);
        await accounts.Lock(cancel, seen.Id);
        var account = await accounts.Of(actor.TenantId, cancel);
        if (account.Id != seen.Id)
        {
            return TenantReasons.ChangedMeanwhile;
        }

        var may = await May(actor, account, cancel);
        if (!may.IsGranted)
        {
            return may;
        }

        var (now, domain) = (clock.Now(), $"{wish.Prefix}.{options.Value.DirectoryDomain}");
        var tenant = new Tenant
        {
            Id = new(Guid.CreateVersion7(now)),
            OrganisationId = account.Id,
            Kind = TenantKind.Customer,
            Cloud = account.Primary.Cloud,
            Market = markets.Of(wish.Market).Key,
            DefaultDomain = domain,
            CreatedAt = now,
        };
        db.AddRange(tenant, new TenantDomain { Domain = domain, TenantId = tenant.Id });
        db.Record(actor, "TenantMade", $"{tenant.Id}", null, new { Domain = domain }, now);
        db.Announce(actor.TenantId, "tenant-made", $"{tenant.Id}", null, new { Domain = domain }, now);
        if (await db.TrySaveChanges(cancel) is not null)
        {
            return DirectoryReasons.PrefixTaken.About(domain);
        }

        var password = PasswordChoice.New();
        var created = await create.Handle(
            new NewUser(
                tenant.Id, $"{wish.UserName}@{domain}", wish.FullName.Trim(), wish.Language, password, [Role.GlobalAdmin])
            {
                IsTemporary = true,
            },
            cancel);
        if (created.ValueOrNull is not { } admin)
        {
            throw new InvalidOperationException(
                $"The first admin of {domain} was refused: {created.Decision.Reasons[0].Code}");
        }

        await (transaction?.CommitAsync(cancel) ?? Task.CompletedTask);
        return new MadeTenant(tenant, new UserWithPassword(admin, password));
    }

    private async Task<Decision> May(Actor actor, Account account, CancellationToken cancel)
    {
        var may = TenantRules.MayManage(actor, account.Primary.Id, account.Primary.DefaultDomain);
        return may.IsGranted
            ? TenantRules.MayMake(
                account.Primary, account.IsPartner,
                await db.Tenants.CountAsync(t => t.OrganisationId == account.Id, cancel), policy.Value)
            : may;
    }
}
