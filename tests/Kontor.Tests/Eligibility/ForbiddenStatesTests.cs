using Kontor.Accounts;
using Kontor.Customers;
using Kontor.Enrolment;
using Kontor.Invitations;
using Kontor.Kernel;
using Kontor.Orders;
using Kontor.Partnerships;
using Kontor.Subscriptions;
using Kontor.Tenants;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Tests.Eligibility;

/// <summary>
/// Random worlds in which everybody tries everything with everybody: what was accepted never is what a scenario forbids.
/// What is forbidden is written here anew, from the table of scenarios, over the stored rows.
/// </summary>
public sealed class ForbiddenStatesTests
{
    private const int Steps = 240;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private enum Act
    {
        Partner,
        EndPartnership,
        InviteAlone,
        InviteJointly,
        MakeCustomer,
        EndRelationship,
        Order,
        GiveCustomer,
        NameReseller,
        Suspend,
        Reinstate,
        Affiliate,
        EndAffiliation,
        Enrol,
    }

    /// <summary>What brings parties together comes more often than what parts them.</summary>
    private static readonly Act[] Acts =
    [
        .. Enum.GetValues<Act>(),
        .. Enumerable.Repeat(Act.Partner, 5),
        .. Enumerable.Repeat(Act.InviteAlone, 5),
        .. Enumerable.Repeat(Act.InviteJointly, 9),
        .. Enumerable.Repeat(Act.Order, 9),
        .. Enumerable.Repeat(Act.GiveCustomer, 4),
        .. Enumerable.Repeat(Act.NameReseller, 8),
        .. Enumerable.Repeat(Act.Reinstate, 2),
    ];

    [Theory]
    [Trait("Rule", "SCN-01")]
    [Trait("Rule", "SCN-04")]
    [Trait("Rule", "SCN-05")]
    [Trait("Rule", "SCN-06")]
    [Trait("Rule", "SCN-07")]
    [Trait("Rule", "SCN-08")]
    [Trait("Rule", "SCN-12")]
    [Trait("Rule", "NAT-10")]
    [Trait("Rule", "REL-43")]
    [Trait("Rule", "ENR-61")]
    [Trait("Rule", "CAT-72")]
    [Trait("Rule", "REL-60")]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(9)]
    public async Task No_sequence_of_accepted_actions_reaches_what_a_scenario_forbids(int seed)
    {
        await using var world = await World.Create();
        var story = await Story.Begin(world, new Random(seed));
        var granted = new Dictionary<Act, int>();
        var refused = new HashSet<Act>();
        for (var step = 0; step < Steps; step++)
        {
            world.Clock.Advance(TimeSpan.FromMinutes(1));
            var before = await TradeBook.Of(world);
            var act = Acts[story.Chance.Next(Acts.Length)];
            if (await story.Does(act))
            {
                granted[act] = granted.GetValueOrDefault(act) + 1;
            }
            else
            {
                refused.Add(act);
            }

            var after = await TradeBook.Of(world);
            Assert.Equal([], after.Forbidden(before).Select(found => $"seed {seed}, step {step}, {act}: {found}"));
        }

        // A story in which little was granted, or nothing refused, would show nothing.
        Act[] needed = [Act.Partner, Act.InviteAlone, Act.InviteJointly, Act.Order];
        Assert.True(
            needed.All(act => granted.ContainsKey(act) && refused.Contains(act))
                && (granted.ContainsKey(Act.GiveCustomer) || granted.ContainsKey(Act.NameReseller)),
            string.Join(", ", granted.Select(g => $"{g.Key} {g.Value}")) + "; refused: " + string.Join(", ", refused));
    }

    /// <summary>The tenants of a world and what they try.</summary>
    private sealed record Story(World World, Participant Vendor, List<Participant> All, Random Chance)
    {
        public static async Task<Story> Begin(World world, Random chance)
        {
            var vendor = await world.Vendor();
            var provider = await world.Provider();
            var reseller = await world.Reseller("FR");
            var direct = await world.DirectPartner();
            List<Participant> all =
            [
                provider, reseller, direct,
                await world.Provider("FR"), await world.Provider("US"),
                await world.Reseller(), await world.Reseller("US"), await world.Reseller(ofSame: provider),
                await world.Reseller(cloud: Cloud.UsGovernment),
                await world.Customer(), await world.Customer("FR"), await world.Customer("US"),
                await world.Customer(cloud: Cloud.UsGovernment),
                await world.Customer(ofSame: reseller), await world.Customer(ofSame: direct), await world.Customer(affiliateOf: direct),
            ];
            foreach (var partner in all.Where(p => p.Kind == TenantKind.Partner))
            {
                await world.Credit(partner, 1_000_000);
            }

            foreach (var customer in all.Where(p => p.Kind == TenantKind.Customer))
            {
                await world.AcceptedAgreement(customer);
            }

            await world.Seat();
            return new Story(world, vendor, all, chance);
        }

        /// <summary>Tries something with some at random; whether it was granted.</summary>
        public async Task<bool> Does(Act act)
        {
            var (one, other, third) = (One(), One(), One("customer"));
            switch (act)
            {
                case Act.Partner:
                    return await Partners(One("provider"), One("reseller"));
                case Act.InviteAlone:
                    return await Joins(third, new CustomerWish(Draft, AsksAdminRights: Chance.Next(2) == 0), One("direct"));
                case Act.InviteJointly:
                    var (provider, reseller) = await Pair() ?? (One("provider"), One("reseller"));
                    return await Joins(third, new CustomerWish(Draft, provider.Id, true, false), reseller);
                case Act.MakeCustomer:
                    var wanted = World.Wanted($"made-{Chance.Next()}", "DE", other);
                    return (await World.MakesCustomer(One("provider").GlobalAdmin, wanted)).Decision.IsGranted;
                case Act.EndRelationship:
                    return (await World.EndsRelationship(one.GlobalAdmin, other)).Decision.IsGranted;
                case Act.Order:
                    return await Orders(One("direct"), other, third);
                case Act.GiveCustomer:
                    return await Gives(third);
                case Act.NameReseller:
                    return await Names(One("reseller"));
                case Act.Suspend or Act.Reinstate:
                    var wish = act == Act.Suspend
                        ? new StandingWish(StandingAct.Suspend, SuspensionCause.PaymentOverdue, "Unpaid.", null)
                        : new StandingWish(StandingAct.Reinstate, null, "Paid.", null);
                    var whom = act == Act.Suspend ? one : await Suspended() ?? one;
                    return (await World.Does((ChangeStanding use) => use.Handle(Vendor.GlobalAdmin, whom.Id, wish, Cancel)))
                        .Decision.IsGranted;
                case Act.Affiliate:
                    return (await World.RecordsAffiliation(Vendor, one, other)).Decision.IsGranted;
                case Act.EndAffiliation:
                    return (await World.Does((ChangeAffiliation use) =>
                        use.End(Vendor.GlobalAdmin, one.Id, other.OrganisationId, "Sold.", Cancel))).Decision.IsGranted;
                case Act.Enrol:
                    return await Enrols(one, Chance.Next(2) == 0 ? PartnerType.Reseller : PartnerType.Provider);
                default:
                    return await Pair() is { } pair && await Parts(pair.Provider, pair.Reseller);
            }
        }

        private static InvitationWish Draft => new(null, "en", null, null, Send: false);

        /// <summary>ENR-51: another type beside the first; what the tenant has is not touched.</summary>
        private async Task<bool> Enrols(Participant partner, PartnerType type)
        {
            await using var db = World.Db();
            if (partner.Kind != TenantKind.Partner
                || await db.PartnerEnrolments.AnyAsync(e => e.TenantId == partner.Id && e.Type == type, Cancel))
            {
                return false;
            }

            await World.Enrolled(partner, type, EnrolmentState.Active);
            return true;
        }

        private async Task<bool> Partners(Participant provider, Participant reseller)
        {
            var issued = (await World.Does((RequestPartnership use) => use.Handle(provider.GlobalAdmin, Draft, Cancel))).ValueOrNull;
            return issued is not null && (await World.Accepts(reseller.GlobalAdmin, issued)).Decision.IsGranted;
        }

        private async Task<bool> Joins(Participant customer, CustomerWish wish, Participant partner)
        {
            var issued = (await World.Does((InviteCustomer use) => use.Handle(partner.GlobalAdmin, wish, Cancel))).ValueOrNull;
            return issued is not null
                && (await World.AcceptsPartners(customer.GlobalAdmin, World.TokenIn(issued))).Decision.IsGranted;
        }

        /// <summary>REL-60: mostly a customer that the provider has, for a reseller with which it works.</summary>
        private async Task<bool> Gives(Participant customer)
        {
            var (provider, reseller) = await Pair() ?? (One("provider"), One("reseller"));
            await using var db = World.Db();
            var had = await db.CustomerRelationships
                .Where(r => r.PartnerId == provider.Id && r.Kind == RelationshipKind.IndirectProvider && r.EndedAt == null)
                .OrderBy(r => r.Id).ToListAsync(Cancel);
            if (had.Count > 0 && Chance.Next(4) > 0)
            {
                customer = Of(had[Chance.Next(had.Count)].CustomerId) ?? customer;
            }

            return (await World.Gives(provider.GlobalAdmin, reseller, true, customer)).Decision.IsGranted
                && (await World.AcceptsPartners(customer.GlobalAdmin, await World.MailedToken())).Decision.IsGranted;
        }

        /// <summary>CAT-72: most are tried with another reseller of the seller, the others with any.</summary>
        private async Task<bool> Names(Participant reseller)
        {
            await using var db = World.Db();
            var sold = await db.Subscriptions.AsNoTracking().Where(s => s.ResellerId != null).OrderBy(s => s.Id).ToListAsync(Cancel);
            if (sold.Count == 0)
            {
                return false;
            }

            var one = sold[Chance.Next(sold.Count)];
            var seller = Of(one.PartnerId)!;
            var known = await db.Partnerships.Where(p => p.ProviderId == seller.Id && p.EndedAt == null && p.ResellerId != one.ResellerId)
                .OrderBy(p => p.Id).ToListAsync(Cancel);
            if (known.Count > 0 && Chance.Next(3) > 0)
            {
                reseller = Of(known[Chance.Next(known.Count)].ResellerId)!;
            }

            return reseller.NetworkId is { } networkId && one.ResellerId != reseller.Id
                && (await World.Does((NameReseller use) => use.Handle(
                    seller.GlobalAdmin, one.CustomerId, [new ChosenSubscription(one.Id, null)], networkId, Cancel)))
                    .Decision.IsGranted;
        }

        private async Task<bool> Parts(Participant provider, Participant reseller)
        {
            await using var db = World.Db();
            var partnership = await db.Partnerships.AsNoTracking().SingleAsync(
                p => p.ProviderId == provider.Id && p.ResellerId == reseller.Id && p.EndedAt == null, Cancel);
            return (await World.Ends(provider.GlobalAdmin, partnership)).Decision.IsGranted;
        }

        /// <summary>Half are tried between some that have to do with each other, the others between any three.</summary>
        private async Task<bool> Orders(Participant seller, Participant reseller, Participant customer)
        {
            await using var db = World.Db();
            var shared = await db.SharedCustomers.ToListAsync(Cancel);
            var alone = await db.CustomerRelationships
                .Where(r => r.EndedAt == null && r.Kind == RelationshipKind.Reseller).ToListAsync(Cancel);
            var networkId = Chance.Next(8) == 0 ? null : reseller.NetworkId;
            switch (Chance.Next(4))
            {
                case 0 when shared.Count > 0:
                    var found = shared[Chance.Next(shared.Count)];
                    (seller, networkId) = (Of(found.ProviderId)!, Of(found.ResellerId)!.NetworkId);
                    customer = Of(found.CustomerId) ?? customer;
                    break;
                case 1 when alone.Count > 0:
                    var relationship = alone[Chance.Next(alone.Count)];
                    (seller, networkId) = (Of(relationship.PartnerId)!, null);
                    customer = Of(relationship.CustomerId) ?? customer;
                    break;
            }

            return (await World.Orders(seller.GlobalAdmin, customer, networkId)).Result!.Decision.IsGranted;
        }

        private async Task<(Participant Provider, Participant Reseller)?> Pair()
        {
            await using var db = World.Db();
            var all = await db.Partnerships.Where(p => p.EndedAt == null).OrderBy(p => p.Id).ToListAsync(Cancel);
            return all.Count > 0 && all[Chance.Next(all.Count)] is { } chosen
                ? (Of(chosen.ProviderId)!, Of(chosen.ResellerId)!)
                : null;
        }

        private async Task<Participant?> Suspended()
        {
            await using var db = World.Db();
            var ids = await db.PartnerEnrolments.Where(e => e.State == EnrolmentState.Suspended)
                .Select(e => e.TenantId).ToListAsync(Cancel);
            return All.Find(p => ids.Contains(p.Id));
        }

        /// <summary>Null for a customer that a partner made: it orders nothing in this story.</summary>
        private Participant? Of(TenantId id) => All.Find(p => p.Id == id);

        /// <summary>Anybody; where a part is named, three in four times one that has it.</summary>
        private Participant One(string? part = null)
        {
            List<Participant> fitting = part is null || Chance.Next(4) == 0
                ? All
                : All.FindAll(p => p.Domain.StartsWith(part, StringComparison.Ordinal));
            return fitting[Chance.Next(fitting.Count)];
        }
    }
}
