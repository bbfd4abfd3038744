using FsCheck;
using FsCheck.Fluent;
using Kontor.Accounts;
using Kontor.Eligibility;
using Kontor.Enrolment;
using Kontor.Kernel;
using Kontor.Policy;

namespace Kontor.Tests.Eligibility;

/// <summary>What holds for every deal, however odd its parties.</summary>
public sealed class EligibilityProperties
{
    private static readonly TenantId Vendor = Parties.Vendor;

    /// <summary>A question with all its facts; few values each, so that coincidences are common.</summary>
    private sealed record Deal(
        Party Seller,
        Party? Via,
        Party Buyer,
        Ties Ties,
        CustomerStanding Customer,
        OfferReach? Offer,
        ProgramPolicy Policy)
    {
        public EligibilityAnswer Sold() =>
            EligibilityRules.MaySell(new Sale(Seller, Via, Buyer, Customer, Offer), Ties, Policy, Vendor);

        public EligibilityAnswer Partnered() => EligibilityRules.MayPartner(Seller, Buyer, Ties, Policy, Vendor);

        public EligibilityAnswer Managed() => EligibilityRules.MayManage(Seller, Buyer, Ties, Policy);

        public IEnumerable<EligibilityAnswer> Answers() => [Sold(), Partnered(), Managed()];
    }

    private static readonly Gen<EnrolmentState?> SomeState = Gen.Frequency<EnrolmentState?>(
        (4, Gen.Constant<EnrolmentState?>(null)),
        (5, Gen.Constant<EnrolmentState?>(EnrolmentState.Active)),
        (2, Gen.Elements(Enum.GetValues<EnrolmentState>()).Select(state => (EnrolmentState?)state)));

    private static readonly Gen<Party> SomeParty =
        from organisation in Gen.Choose(1, 5)
        from kind in Gen.Frequency(
            (4, Gen.Constant(TenantKind.Partner)),
            (3, Gen.Constant(TenantKind.Customer)),
            (1, Gen.Constant(TenantKind.SharedServices)),
            (1, Gen.Elements(Enum.GetValues<TenantKind>())))
        from cloud in Gen.Frequency((6, Gen.Constant(Cloud.Public)), (1, Gen.Elements(Enum.GetValues<Cloud>())))
        from region in Gen.Frequency(
            (6, Gen.Constant<string?>(Parties.Europe)),
            (1, Gen.Constant<string?>(Parties.UnitedStates)),
            (1, Gen.Constant<string?>(null)))
        from provider in SomeState
        from reseller in SomeState
        from direct in SomeState
        from signed in Gen.Frequency((4, Gen.Constant(true)), (1, Gen.Constant(false)))
        from networkId in Gen.Frequency((4, Gen.Constant(true)), (1, Gen.Constant(false)))
        from hasPartners in Gen.Elements(true, false)
        select Parties.Tenant(1, kind) with
        {
            OrganisationId = new OrganisationId(Parties.Id(organisation).Value),
            Cloud = cloud,
            RegionGroup = region,
            Enrolments = kind == TenantKind.Partner ? new(provider, reseller, direct) : Enrolments.None,
            HasSignedInRegion = signed,
            HasNetworkId = networkId,
            HasPartners = hasPartners,
        };

    /// <summary>Five tenants; a tenant, and an organisation, is the same wherever it appears.</summary>
    private static readonly Gen<Party[]> SomeWorld =
        from parties in SomeParty.ListOf(5)
        from groups in Gen.Frequency((2, Gen.Constant(0)), (1, Gen.Choose(1, 2))).ListOf(6)
        select parties.Select((party, place) => party with
        {
            TenantId = Parties.Id(place + 1),
            ControlGroupId = GroupOf(party, [.. groups]),
            Name = $"Organization {place + 1}",
            Domain = $"tenant{place + 1}.example",
            SharedServicesOf = OwnerOf(party, [.. parties]),
        }).ToArray();

    /// <summary>ACC-27: a partner tenant of the same organization, where it has one.</summary>
    private static TenantId? OwnerOf(Party party, List<Party> parties)
    {
        var owner = party.Kind == TenantKind.SharedServices
            ? parties.FindIndex(p => p.Kind == TenantKind.Partner && p.IsSameOrganisationAs(party))
            : -1;
        return owner < 0 ? null : Parties.Id(owner + 1);
    }

    private static Guid? GroupOf(Party party, int[] groups)
    {
        var number = groups[Enumerable.Range(1, 5).First(n => Parties.Id(n).Value == party.OrganisationId.Value)];
        return number == 0 ? null : Parties.Id(number).Value;
    }

    private static readonly Gen<TenantId> SomeTenant = Gen.Choose(1, 5).Select(Parties.Id);

    private static readonly Gen<PartnershipTie> SomePartnership = SomeTenant.Two()
        .Select(pair => new PartnershipTie(pair.Item1, pair.Item2));

    private static readonly Gen<CustomerTie> SomeRelationship = SomeTenant.Two()
        .Select(pair => new CustomerTie(pair.Item1, pair.Item2));

    private static readonly Gen<Ties> SomeTies =
        from partnerships in SomePartnership.ListOf(2)
        from relationships in SomeRelationship.ListOf(2)
        select new Ties([.. partnerships], [.. relationships]);

    private static readonly Gen<Deal> SomeDeal =
        from world in SomeWorld
        from seller in Gen.Elements(world)
        from via in Gen.Frequency((1, Gen.Constant<Party?>(null)), (2, Gen.Elements<Party?>(world)))
        from buyer in Gen.Elements(world)
        from ties in SomeTies
        from others in Gen.Elements(true, false)
        from accepted in Gen.Elements(true, false)
        from offer in Gen.Elements<OfferReach?>(null, new("Mail", "DE", "FR", true, true), new("Plan", "DE", "FR", true, true) { IsForSharedServices = true }, new("Mail", "DE", "FR", false, false))
        from needsReseller in Gen.Elements(true, false)
        from forbidsResale in Gen.Elements(true, false)
        from off in Gen.Frequency((3, Gen.Constant<CloudFeature[]>([])), (1, Gen.SubListOf(Enum.GetValues<CloudFeature>()).Select(list => list.ToArray())))
        select new Deal(
            seller,
            via,
            buyer,
            ties,
            new CustomerStanding(others, accepted),
            offer,
            ProgramPolicy.Default with
            {
                ProviderMustNameReseller = needsReseller,
                ForbidsResaleToPartners = forbidsResale,
                FeaturesOff = ProgramPolicy.Default.FeaturesOff.SetItem(Cloud.Public, [.. off]),
            });

    private static void ForEveryDeal(Func<Deal, bool> holds) =>
        Prop.ForAll(SomeDeal.ToArbitrary(), holds).Check(Config.QuickThrowOnFailure.WithMaxTest(1000));

    /// <summary>NAT-10: what is off does not concern those who have a relationship.</summary>
    private static readonly string[] OfClouds = [.. EligibilityReasons.OfClouds.Select(reason => reason.Code)];

    [Fact]
    public void Asking_twice_gives_the_same_answer() =>
        ForEveryDeal(deal => deal.Answers().Zip(deal.Answers()).All(pair =>
            pair.First.Decision == pair.Second.Decision
            && pair.First.Chain.SequenceEqual(pair.Second.Chain)
            && pair.First.Steps.SequenceEqual(pair.Second.Steps)
            && pair.First.Notes.SequenceEqual(pair.Second.Notes)));

    [Fact]
    [Trait("Rule", "SCN-13")]
    public void Reasons_and_steps_stand_in_the_documented_order()
    {
        var reasons = EligibilityReasons.InOrder.Select(reason => reason.Code).ToList();
        var steps = EligibilitySteps.InOrder.Select(step => step.Code).ToList();
        ForEveryDeal(deal => deal.Answers().All(answer =>
            IsSorted(answer.Codes().Select(reasons.IndexOf)) && IsSorted(answer.StepCodes().Select(steps.IndexOf))));

        static bool IsSorted(IEnumerable<int> places)
        {
            var last = 0;
            foreach (var place in places)
            {
                if (place < last)
                {
                    return false;
                }

                last = place;
            }

            return true;
        }
    }

    [Fact]
    public void No_reason_is_given_twice() =>
        ForEveryDeal(deal => deal.Answers().All(answer =>
            answer.Decision.Reasons.Distinct().Count() == answer.Decision.Reasons.Length));

    [Fact]
    [Trait("Rule", "REL-42")]
    public void One_more_tie_never_turns_a_refusal_into_a_grant() =>
        Prop.ForAll(
            SomeDeal.ToArbitrary(),
            SomeTies.ToArbitrary(),
            (deal, more) =>
            {
                var tied = deal with { Ties = deal.Ties.And(more) };
                return deal.Answers().Zip(tied.Answers()).All(pair =>
                    pair.First.Codes().Except(OfClouds).All(code => pair.Second.Codes().Contains(code)));
            }).Check(Config.QuickThrowOnFailure.WithMaxTest(1000));

    [Fact]
    public void Losing_a_virtue_never_turns_a_refusal_into_a_grant() =>
        ForEveryDeal(deal =>
        {
            Deal[] worse =
            [
                deal with { Seller = deal.Seller with { HasSignedInRegion = false } },
                deal with { Seller = deal.Seller with { HasNetworkId = false } },
                deal with { Seller = deal.Seller with { RegionGroup = null } },
                deal with { Buyer = deal.Buyer with { OrganisationId = deal.Seller.OrganisationId } },
                deal with { Via = deal.Via is null ? null : deal.Via with { HasSignedInRegion = false } },
            ];
            return deal.Answers().Select((answer, question) =>
                answer.IsGranted || worse.All(w => !w.Answers().ElementAt(question).IsGranted)).All(holds => holds);
        });

    [Fact]
    [Trait("Rule", "ACC-47")]
    public void Affiliation_and_common_region_are_symmetric_and_nobody_is_its_own_affiliate() =>
        ForEveryDeal(deal =>
            deal.Seller.IsAffiliateOf(deal.Buyer) == deal.Buyer.IsAffiliateOf(deal.Seller)
            && deal.Seller.IsInRegionOf(deal.Buyer) == deal.Buyer.IsInRegionOf(deal.Seller)
            && !deal.Seller.IsAffiliateOf(deal.Seller));

    [Fact]
    [Trait("Rule", "SCN-01")]
    public void A_granted_sale_runs_from_the_vendor_through_enrolled_partners_to_the_buyer() =>
        ForEveryDeal(deal =>
        {
            var answer = deal.Sold();
            return !answer.IsGranted
                || (answer.Chain[0] == Vendor
                    && answer.Chain[^1] == deal.Buyer.TenantId
                    && answer.Chain[^2] == deal.Seller.TenantId
                    && answer.Chain.Length == (deal.Via is null ? 3 : 4)
                    && answer.Chain.Distinct().Count() == answer.Chain.Length
                    && answer.Notes.Contains(EligibilityNotes.ChainOk)
                    && deal.Seller is { HasSignedInRegion: true, HasNetworkId: true }
                    && (deal.Buyer.Kind is TenantKind.Customer or TenantKind.Partner
                        || deal.Buyer.IsSharedServicesOf(deal.Seller)));
        });

    [Fact]
    [Trait("Rule", "SCN-05")]
    [Trait("Rule", "ACC-27")]
    public void No_partner_of_a_chain_sells_to_its_own_organization_but_into_its_shared_services() =>
        ForEveryDeal(deal =>
        {
            var isToItself = deal.Seller.IsSameOrganisationAs(deal.Buyer) || deal.Via?.IsSameOrganisationAs(deal.Buyer) == true;
            var isShared = deal.Via is null && deal.Buyer.IsSharedServicesOf(deal.Seller);
            return deal.Sold().Codes().Contains("SELF_SALE") == (isToItself && !isShared);
        });

    [Fact]
    [Trait("Rule", "ACC-27")]
    public void Into_shared_services_goes_only_what_their_partner_buys_from_the_vendor_and_only_the_plan() =>
        ForEveryDeal(deal => deal.Buyer.Kind != TenantKind.SharedServices
            || !deal.Sold().IsGranted
            || (deal.Via is null
                && deal.Buyer.SharedServicesOf == deal.Seller.TenantId
                && deal.Offer is null or { IsForSharedServices: true }));

    [Fact]
    [Trait("Rule", "SCN-01")]
    public void A_chain_is_drawn_exactly_where_the_program_knows_one() =>
        ForEveryDeal(deal => deal.Answers().All(answer =>
            answer.Chain.IsEmpty == answer.Codes().Contains(EligibilityReasons.ChainUnsupported.Code)
            && answer.Notes.Contains(EligibilityNotes.ChainOk)
                == (!answer.Chain.IsEmpty && answer.Chain[0] == Vendor)));

    [Fact]
    [Trait("Rule", "SCN-10")]
    public void What_invitation_and_order_ask_agrees_with_the_answer() =>
        ForEveryDeal(deal =>
        {
            var (seller, via, buyer, ties, policy) = (deal.Seller, deal.Via, deal.Buyer, deal.Ties, deal.Policy);
            return Leads(ScenarioRules.ConflictsOfSale(seller, via, buyer, ties, policy), deal.Sold())
                && Leads(ScenarioRules.ConflictsBetween(seller, buyer, ties), deal.Partnered())
                && Leads(ScenarioRules.ConflictsOfManaging(seller, buyer, ties, policy), deal.Managed());
        });

    /// <summary>The answer opens with these reasons, and grants nothing that they refuse.</summary>
    private static bool Leads(Decision conflicts, EligibilityAnswer answer) =>
        answer.Decision.Reasons.Take(conflicts.Reasons.Length).SequenceEqual(conflicts.Reasons);

    [Fact]
    public void Parties_that_cannot_come_together_get_no_steps() =>
        ForEveryDeal(deal =>
            ScenarioRules.ConflictsOfSale(deal.Seller, deal.Via, deal.Buyer, deal.Ties, deal.Policy).IsGranted
            || deal.Sold().Steps.IsEmpty);

    [Fact]
    public void The_generator_reaches_grants_and_every_reason()
    {
        var seen = new HashSet<string>();
        var granted = 0;
        foreach (var deal in SomeDeal.Sample(6000))
        {
            foreach (var answer in deal.Answers())
            {
                granted += answer.IsGranted ? 1 : 0;
                seen.UnionWith(answer.Codes());
            }
        }

        Assert.True(granted > 100, $"{granted} grants");
        Assert.Empty(EligibilityReasons.InOrder.Select(reason => reason.Code).Except(seen));
    }

    [Fact]
    public void A_grant_on_the_way_of_an_order_allocates_nothing()
    {
        var ties = Parties.Partners((Parties.Provider, Parties.Reseller));
        Ask();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
        {
            Ask();
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Ask()
        {
            var decision = ScenarioRules.ConflictsOfSale(
                Parties.Reseller, Parties.Provider, Parties.Customer, ties, ProgramPolicy.Default);
            Assert.True(decision.IsGranted);
        }
    }
}
