using Kontor.Activity;
using Kontor.Eligibility;
using Kontor.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Billing;

/// <summary>
/// Use case: the vendor's billing operator says for how much a partner may buy before it pays (BIL-70). The books move
/// the difference; what is open already stays open.
/// </summary>
public sealed class SetCreditLimit(KontorDb db, PartyFacts parties, TimeProvider clock)
{
    /// <param name="actor">A billing operator.</param>
    /// <param name="partner">The tenant of a provider or direct partner.</param>
    /// <param name="limit">In US dollars, 0 to <see cref="CreditRules.LargestLimit"/>.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<Result<CreditAccount>> Handle(
        Actor actor, TenantId partner, Money limit, CancellationToken cancel)
    {
        var now = clock.Now();
        var decision = CreditRules.MaySet(actor);
        if (!decision.IsGranted)
        {
            return decision;
        }

        if (!(await parties.Load([partner], cancel)).TryGetValue(partner, out var party))
        {
            return BillingReasons.PartnerUnknown;
        }

        decision = CreditRules.MaySet(actor, party, limit);
        if (!decision.IsGranted)
        {
            return decision;
        }

        await using var transaction = db.Database.CurrentTransaction is null
            ? await db.Database.BeginTransactionAsync(cancel)
            : null;
        var account = await Lock(partner, cancel);
        var before = account.LimitUnits;
        (account.LimitUnits, account.LastChange) = (limit.Units, CreditChange.LimitSet);
        if (limit.Units != before)
        {
            db.Add(new LedgerTransfer
            {
                PartnerId = partner,
                Id = Guid.CreateVersion7(now),
                At = now,
                Debit = LedgerAccount.Granted,
                Credit = LedgerAccount.Available,
                AmountUnits = limit.Units - before,
            });
        }

        var id = partner.ToString();
        var news = new { LimitUsd = limit.Amount, FormerLimitUsd = new Money(before, Currency.Usd).Amount };
        db.Record(actor, "CreditLimitSet", id, null, news, now);
        db.Announce(partner, "credit-limit-set", id, null, news, now);
        await db.SaveChangesAsync(cancel);
        await (transaction?.CommitAsync(cancel) ?? Task.CompletedTask);
        return account;
    }

    /// <summary>
    /// The partner's account, new where it has none. It is locked against purchases, and the tenant's row against
    /// another first limit, until the transaction ends.
    /// </summary>
    private async Task<CreditAccount> Lock(TenantId partner, CancellationToken cancel)
    {
        await db.Database.ExecuteSqlAsync(
            $"select from tenants where id = {partner.Value} for no key update", cancel);
        var account = await db.CreditAccounts
            .FromSql($"select * from credit_accounts where tenant_id = {partner.Value} for update")
            .SingleOrDefaultAsync(cancel);
        return account ?? db.Add(new CreditAccount
        {
            TenantId = partner,
            LimitUnits = 0,
            ExposureUnits = 0,
            LastChange = CreditChange.LimitSet,
        }).Entity;
    }
}
