using Kontor.Accounts;
using Kontor.Activity;
using Kontor.Catalog;
using Kontor.Enrolment;
using Kontor.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Kontor.Elsewhere;

/// <summary>
/// Use cases: an operator of the vendor keeps the record of what customers bought elsewhere (MUL-20, MUL-21). The customer's
/// tenant is held meanwhile, as it is while its licenses are assigned: so none is given away for what ends at that moment.
/// </summary>
public sealed class KeepOutsideSubscriptions(KontorDb db, TimeProvider clock)
{
    /// <param name="actor">An operator.</param>
    /// <param name="customer">Whose it is.</param>
    /// <param name="wish">What it bought.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<Result<OutsideSubscription>> Enter(
        Actor actor, TenantId customer, OutsideWish wish, CancellationToken cancel)
    {
        var now = clock.Now();
        await using var own = await Hold(customer, cancel);
        var facts = await FactsOf(customer, wish, cancel);
        var decision = ElsewhereRules.MayEnter(wish, facts, DateOnly.FromDateTime(now.UtcDateTime));
        if (!decision.IsGranted)
        {
            return decision;
        }

        var entered = db.Add(new OutsideSubscription
        {
            CustomerId = customer,
            Id = new(Guid.CreateVersion7(now)),
            Channel = wish.Channel!.Value,
            Name = wish.Name ?? facts.Sku!.Title,
            Publisher = facts.Sku?.Publisher ?? wish.Publisher!,
            ProductId = wish.ProductId,
            SkuId = wish.SkuId,
            Quantity = wish.Quantity!.Value,
            BillingType = facts.Sku?.BillingType ?? wish.BillingType!.Value,
            Contract = wish.Contract,
            Seller = wish.Seller,
            StartsOn = wish.StartsOn!.Value,
            EndsOn = wish.EndsOn,
            EnteredAt = now,
        }).Entity;
        db.Record(actor, "OutsideSubscriptionEntered", $"{entered.Id}", customer, DetailsOf(entered), now);
        if (await db.TrySaveChanges(cancel) is not null)
        {
            return ElsewhereReasons.EnteredAlready;
        }

        await (own?.CommitAsync(cancel) ?? Task.CompletedTask);
        return entered;
    }

    /// <param name="actor">An operator.</param>
    /// <param name="id">The entry.</param>
    /// <param name="wish">As it shall be; what it is already changes nothing.</param>
    /// <param name="version">As it was read; null where that does not matter.</param>
    /// <param name="cancel">Gives up.</param>
    public Task<Result<OutsideSubscription>> Correct(
        Actor actor, OutsideSubscriptionId id, OutsideCorrection wish, int? version, CancellationToken cancel) =>
        Change(
            id,
            (held, now) =>
            {
                var decision = ElsewhereRules.MayCorrect(held, wish, version);
                if (!decision.IsGranted || wish == new OutsideCorrection(held.Quantity, held.Contract, held.EndsOn))
                {
                    return decision;
                }

                (held.Quantity, held.Contract, held.EndsOn) = (wish.Quantity!.Value, wish.Contract, wish.EndsOn);
                held.Version++;
                db.Record(actor, "OutsideSubscriptionCorrected", $"{held.Id}", held.CustomerId, DetailsOf(held), now);
                return decision;
            },
            cancel);

    /// <summary>Ends it now. Doing that once more changes nothing.</summary>
    public Task<Result<OutsideSubscription>> End(
        Actor actor, OutsideSubscriptionId id, int? version, CancellationToken cancel) =>
        Change(
            id,
            (held, now) =>
            {
                if (held.EndedAt is not null)
                {
                    return Decision.Granted;
                }

                var decision = ElsewhereRules.MayTouch(held, version);
                if (decision.IsGranted)
                {
                    held.EndedAt = now;
                    held.Version++;
                    db.Record(actor, "OutsideSubscriptionEnded", $"{held.Id}", held.CustomerId, DetailsOf(held), now);
                }

                return decision;
            },
            cancel);

    /// <summary>The customer that an operator names by its tenant id or by one of its domains.</summary>
    public async Task<TenantId?> CustomerNamed(string? text, CancellationToken cancel)
    {
        if (Guid.TryParse(text, out var id))
        {
            return new TenantId(id);
        }

        var domain = text?.Trim().ToLowerInvariant() ?? "";
        return await db.Set<TenantDomain>().Where(d => d.Domain == domain).Select(d => (TenantId?)d.TenantId).SingleOrDefaultAsync(cancel);
    }

    private async Task<Result<OutsideSubscription>> Change(
        OutsideSubscriptionId id, Func<OutsideSubscription, DateTimeOffset, Decision> act, CancellationToken cancel)
    {
        var now = clock.Now();
        var customer = await db.OutsideSubscriptions.Where(s => s.Id == id).Select(s => (TenantId?)s.CustomerId).SingleOrDefaultAsync(cancel);
        if (customer is not { } whose)
        {
            return ElsewhereReasons.Unknown;
        }

        await using var own = await Hold(whose, cancel);
        var held = await db.OutsideSubscriptions.SingleAsync(s => s.CustomerId == whose && s.Id == id, cancel);
        var decision = act(held, now);
        if (!decision.IsGranted)
        {
            return decision;
        }

        if (await db.TrySaveChanges(cancel) is { } conflict)
        {
            return conflict.Constraint is null ? ElsewhereReasons.ChangedMeanwhile : ElsewhereReasons.EnteredAlready;
        }

        await (own?.CommitAsync(cancel) ?? Task.CompletedTask);
        return held;
    }

    /// <summary>A transaction to hold the tenant and to commit; null when the request has its own.</summary>
    private async Task<IDbContextTransaction?> Hold(TenantId customer, CancellationToken cancel)
    {
        var own = db.Database.CurrentTransaction is null ? await db.Database.BeginTransactionAsync(cancel) : null;
        await db.Database.ExecuteSqlAsync($"select from tenants where id = {customer.Value} for no key update", cancel);
        return own;
    }

    private async Task<EnteringFacts> FactsOf(TenantId customer, OutsideWish wish, CancellationToken cancel)
    {
        var (product, sku) = (wish.ProductId ?? "", wish.SkuId ?? "");
        return new EnteringFacts(
            await db.Set<Tenant>().AnyAsync(t => t.Id == customer && t.Kind == TenantKind.Customer, cancel),
            await db.OutsideSubscriptions.CountAsync(s => s.CustomerId == customer, cancel),
            await (
                from known in db.Set<Sku>()
                join of in db.Set<Product>() on known.ProductId equals of.ProductId
                where known.ProductId == product && known.SkuId == sku
                select new CatalogSku(known.Title, of.Publisher, known.BillingType)).SingleOrDefaultAsync(cancel),
            wish.Seller is { } seller && await IsPartner(seller, cancel));
    }

    /// <summary>
    /// MUL-21: by its legal name, in any case. Partners are few beside customers, whose names lie in the same table: so their
    /// enrolments are read.
    /// </summary>
    private Task<bool> IsPartner(string name, CancellationToken cancel)
    {
        string[] states = [.. Enum.GetValues<EnrolmentState>().Where(ApplicationRules.IsDecidedInFavour).Select(state => $"{state}")];
        return db.Database.SqlQuery<bool>(
            $"""
            select exists (
                select from partner_enrolments e
                join tenants t on t.id = e.tenant_id
                join organisations o on o.id = t.organisation_id
                where e.state = any ({states}) and lower(o.name) = lower({name})) as "Value"
            """).SingleAsync(cancel);
    }

    private static object DetailsOf(OutsideSubscription entry) =>
        new { Subscription = entry.Name, Channel = $"{entry.Channel}", entry.Quantity, entry.StartsOn, entry.EndsOn };
}
