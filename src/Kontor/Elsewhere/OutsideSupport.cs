using Kontor.Accounts;
using Kontor.Activity;
using Kontor.Customers;
using Kontor.Enrolment;
using Kontor.Invitations;
using Kontor.Kernel;
using Kontor.Subscriptions;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Elsewhere;

/// <summary>A partner that supports what was bought elsewhere, or could.</summary>
/// <param name="Id">Its tenant.</param>
/// <param name="Name">Its organization.</param>
/// <param name="Reach">SUP-02: what it says of its support; null where it has said nothing.</param>
public sealed record OutsideHelper(TenantId Id, string Name, SupportContact? Reach);

/// <summary>
/// MUL-26: which partners a customer lets support what it bought elsewhere. The rules are those for what partners sold, but
/// there is no seller that would be the support contact.
/// </summary>
public sealed class OutsideSupport(
    KontorDb db, OutsideSubscriptionQueries outside, BusinessCards cards, PublicAddress address, TimeProvider clock)
{
    private const string Template = "support";

    /// <summary>A customer has a few partners; nobody chooses among more.</summary>
    private const int MostCandidates = 100;

    /// <summary>Partners whose relationship carries what the customer decided; the oldest decision first.</summary>
    public Task<List<TenantId>> Supporters(OutsideSubscription entry, CancellationToken cancel)
    {
        var (customer, id) = (entry.CustomerId, entry.Id);
        return db.OutsideSupporters.AsNoTracking()
            .Where(s => s.CustomerId == customer && s.SubscriptionId == id)
            .Where(s => db.Set<CustomerRelationship>().Any(
                r => r.PartnerId == s.SupporterId && r.CustomerId == customer && r.EndedAt == null && r.BegunAt <= s.AddedAt))
            .OrderBy(s => s.AddedAt).ThenBy(s => s.SupporterId)
            .Take(SupportRules.MostSupporters)
            .Select(s => s.SupporterId)
            .ToListAsync(cancel);
    }

    /// <summary>The same as the reader may know it: a supporter sees itself only.</summary>
    public async Task<IReadOnlyList<OutsideHelper>> Seen(Actor reader, OutsideSubscription entry, CancellationToken cancel) =>
        await Helpers(
            [
                .. (await Supporters(entry, cancel)).Where(
                    one => SupportRules.SeesSupporter(reader.TenantKind, reader.TenantId, entry.CustomerId, one)),
            ],
            cancel);

    /// <summary>Whom the customer can add: its partners that do not support it yet.</summary>
    public async Task<IReadOnlyList<OutsideHelper>> Candidates(OutsideSubscription entry, CancellationToken cancel)
    {
        var (customer, taken) = (entry.CustomerId, await Supporters(entry, cancel));
        var ids = await db.Set<CustomerRelationship>()
            .Where(r => r.CustomerId == customer && r.EndedAt == null && !taken.Contains(r.PartnerId))
            .Select(r => r.PartnerId)
            .Distinct()
            .Take(MostCandidates)
            .ToArrayAsync(cancel);
        return [.. (await Helpers(ids, cancel)).OrderBy(one => one.Name, StringComparer.CurrentCultureIgnoreCase)];
    }

    /// <summary>Lets a partner support it. Doing that once more changes nothing.</summary>
    public async Task<Result<OutsideSubscription>> Add(
        Actor actor, OutsideSubscriptionId id, TenantId partner, CancellationToken cancel)
    {
        await using var own = db.Database.CurrentTransaction is null ? await db.Database.BeginTransactionAsync(cancel) : null;
        var found = await Hold(actor, id, partner, cancel);
        if (found.ValueOrNull is not { } held)
        {
            return found.Decision;
        }

        var present = await Supporters(held, cancel);
        if (!present.Contains(partner))
        {
            var since = await RelatedSince(held.CustomerId, partner, cancel);
            var decision = SupportRules.MayAdd(since is not null, isContact: false, "", present.Count)
                .And(await outside.MayBeManaged(held.CustomerId, cancel));
            if (!decision.IsGranted)
            {
                return decision;
            }

            var now = clock.Now();
            await Write(held, partner, SupportRules.CountsFrom(now, new SupportTies(since, null, HasRights: false)), cancel);
            await Tell(actor, held, partner, ("SupporterAdded", "supporter-added", "added"), now, cancel);
            await db.SaveChangesAsync(cancel);
        }

        await (own?.CommitAsync(cancel) ?? Task.CompletedTask);
        return held;
    }

    /// <summary>Takes that back. Doing that once more changes nothing.</summary>
    public async Task<Result<OutsideSubscription>> Remove(
        Actor actor, OutsideSubscriptionId id, TenantId partner, CancellationToken cancel)
    {
        await using var own = db.Database.CurrentTransaction is null ? await db.Database.BeginTransactionAsync(cancel) : null;
        var found = await Hold(actor, id, partner, cancel);
        if (found.ValueOrNull is not { } held)
        {
            return found.Decision;
        }

        if (await RowOf(held, partner, cancel) is { } row)
        {
            // Of one that left the customer nobody needs to hear again.
            if ((await Supporters(held, cancel)).Contains(partner))
            {
                await Tell(actor, held, partner, ("SupporterRemoved", "supporter-removed", "removed"), clock.Now(), cancel);
            }

            db.Remove(row);
            await db.SaveChangesAsync(cancel);
        }

        await (own?.CommitAsync(cancel) ?? Task.CompletedTask);
        return held;
    }

    /// <summary>
    /// The customer's entry, held until the transaction ends so that those who choose for it come one after the other, with
    /// the relationship: who ends that does so before or afterwards.
    /// </summary>
    private async Task<Result<OutsideSubscription>> Hold(
        Actor actor, OutsideSubscriptionId id, TenantId partner, CancellationToken cancel)
    {
        var found = await outside.Find(actor, id, cancel);
        if (found.ValueOrNull is not { } held)
        {
            return found;
        }

        if (held.CustomerId != actor.TenantId)
        {
            return ElsewhereReasons.CustomerChooses;
        }

        var (customer, entry) = (held.CustomerId.Value, id.Value);
        await db.Database.ExecuteSqlAsync(
            $"select from outside_subscriptions where customer_id = {customer} and id = {entry} for no key update", cancel);
        await db.HoldRelationships(held.CustomerId, [partner], cancel);
        return found;
    }

    private Task<DateTimeOffset?> RelatedSince(TenantId customer, TenantId partner, CancellationToken cancel) =>
        db.Set<CustomerRelationship>()
            .Where(r => r.PartnerId == partner && r.CustomerId == customer && r.EndedAt == null)
            .MinAsync(r => (DateTimeOffset?)r.BegunAt, cancel);

    /// <summary>A row may be left from a relationship that ended: the customer's decision begins anew.</summary>
    private async Task Write(OutsideSubscription held, TenantId partner, DateTimeOffset at, CancellationToken cancel)
    {
        if (await RowOf(held, partner, cancel) is { } row)
        {
            row.AddedAt = at;
            return;
        }

        db.Add(new OutsideSupporter
        {
            CustomerId = held.CustomerId,
            SubscriptionId = held.Id,
            SupporterId = partner,
            AddedAt = at,
        });
    }

    private Task<OutsideSupporter?> RowOf(OutsideSubscription held, TenantId partner, CancellationToken cancel)
    {
        var (customer, id) = (held.CustomerId, held.Id);
        return db.OutsideSupporters.SingleOrDefaultAsync(
            s => s.CustomerId == customer && s.SubscriptionId == id && s.SupporterId == partner, cancel);
    }

    /// <summary>The record, the events of both sides, and the mail to the partner; who has no address gets none.</summary>
    private async Task Tell(
        Actor actor, OutsideSubscription held, TenantId partner, (string Action, string Event, string Mail) words, DateTimeOffset now,
        CancellationToken cancel)
    {
        db.Record(
            actor, words.Action, $"{held.Id}", held.CustomerId, new { PartnerId = $"{partner}", Subscription = held.Name }, now);
        foreach (var side in new[] { held.CustomerId, partner })
        {
            db.Announce(side, words.Event, $"{held.Id}", held.CustomerId, new { PartnerId = partner.Value }, now);
        }

        var known = await cards.Of([partner, held.CustomerId], cancel);
        var reader = known[partner];
        if (reader.ContactEmail.Length == 0)
        {
            return;
        }

        var culture = InvitationLinks.CultureOf(reader.Language);
        object?[] arguments = [held.Name, known[held.CustomerId].Name, address.Of(ElsewhereList.PathOf(held.Id))];
        db.Add(new Mail(
            reader.ContactEmail,
            Texts.In(culture, $"elsewhereMail.{words.Mail}.subject", arguments),
            Texts.In(culture, $"elsewhereMail.{words.Mail}.text", arguments),
            reader.Language,
            Template).ToOutbox(now));
    }

    private async Task<IReadOnlyList<OutsideHelper>> Helpers(TenantId[] ids, CancellationToken cancel)
    {
        if (ids.Length == 0)
        {
            return [];
        }

        var known = await cards.Of(ids, cancel);
        var reach = await db.Set<PartnerSupport>().AsNoTracking().Where(s => ids.Contains(s.TenantId))
            .ToDictionaryAsync(s => s.TenantId, s => s.Contact, cancel);
        return [.. ids.Select(id => new OutsideHelper(id, known[id].Name, reach.GetValueOrDefault(id)))];
    }
}
