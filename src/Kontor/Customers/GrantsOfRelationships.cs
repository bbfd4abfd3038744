using Kontor.DelegatedAdmin;
using Kontor.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Customers;

/// <summary>
/// The rights that come and go with a relationship; saved with what else the caller changes, which tells of them too.
/// </summary>
internal static class GrantsOfRelationships
{
    extension(KontorDb db)
    {
        /// <summary>CUS-40, CUS-60: the rights without end, from now on.</summary>
        public void GrantClassic(
            Actor actor, TenantId partner, TenantId customer, string customerName, DateTimeOffset now)
        {
            var grant = DelegatedGrant.Classic(new(Guid.CreateVersion7(now)), partner, customer, customerName, now);
            db.Add(grant);
            db.Add(GrantChange.Of(grant, Guid.CreateVersion7(now), GrantEvent.Approved, actor, [], now));
        }

        /// <summary>
        /// CUS-70: what a partner may in a customer's tenant, and what it asks for there, ends as it leaves. The caller
        /// holds the relationships of the two.
        /// </summary>
        public async Task CloseGrants(Actor actor, TenantId customer, DateTimeOffset now, CancellationToken cancel)
        {
            var partner = actor.TenantId;
            var related = await RightsSummary.Lock(db, customer, [partner], cancel);
            await db.Database.ExecuteSqlAsync(
                $"""
                select from delegated_grants where partner_id = {partner.Value} and customer_id = {customer.Value}
                order by id for no key update
                """,
                cancel);
            var open = await db.Set<DelegatedGrant>().Include(g => g.AllRoles)
                .Where(g => g.PartnerId == partner && g.CustomerId == customer)
                .Where(g => g.State == GrantState.Requested || g.State == GrantState.Active)
                .ToListAsync(cancel);
            foreach (var grant in open)
            {
                var happened = grant.State == GrantState.Requested ? GrantEvent.Withdrawn : GrantEvent.GivenUp;
                if (grant.TryBecome(happened, now))
                {
                    db.Add(GrantChange.Of(grant, Guid.CreateVersion7(now), happened, actor, [], now));
                }
            }

            RightsSummary.Keep(related, isGranted: false);
        }
    }
}
