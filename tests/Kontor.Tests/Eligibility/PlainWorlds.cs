using FsCheck;
using FsCheck.Fluent;
using Kontor.Accounts;
using Kontor.Eligibility;
using Kontor.Enrolment;
using Kontor.Kernel;
using Kontor.Policy;

namespace Kontor.Tests.Eligibility;

/// <summary>Makes questions in small worlds, where coincidences are common: five organizations with seven tenants.</summary>
internal static class PlainWorlds
{
    private const int Organizations = 5;
    private const int Tenants = 7;

    private static readonly Gen<EnrolmentState?> AnyState = Gen.Frequency<EnrolmentState?>(
        (3, Gen.Constant<EnrolmentState?>(null)),
        (2, Gen.Constant<EnrolmentState?>(EnrolmentState.Active)),
        (3, Gen.Elements(Enum.GetValues<EnrolmentState>()).Select(state => (EnrolmentState?)state)));

    /// <summary>Mostly what partners are: one thing, and active.</summary>
    private static readonly Gen<(EnrolmentState? Provider, EnrolmentState? Reseller, EnrolmentState? Direct)> Roles =
        Gen.Frequency(
            (4, Gen.Constant<(EnrolmentState?, EnrolmentState?, EnrolmentState?)>((EnrolmentState.Active, null, null))),
            (4, Gen.Constant<(EnrolmentState?, EnrolmentState?, EnrolmentState?)>((null, EnrolmentState.Active, null))),
            (3, Gen.Constant<(EnrolmentState?, EnrolmentState?, EnrolmentState?)>((null, null, EnrolmentState.Active))),
            (1, AnyState.Select(state => ((EnrolmentState?)null, (EnrolmentState?)null, state))),
            (1, AnyState.Select(state => ((EnrolmentState?)null, state, (EnrolmentState?)null))),
            (1, AnyState.Select(state => (state, (EnrolmentState?)null, (EnrolmentState?)null))),
            (1, AnyState.Three()));

    private static readonly Gen<PlainTenant> Tenant =
        from organization in Gen.Choose(1, Organizations)
        from kind in Gen.Frequency(
            (5, Gen.Constant(TenantKind.Partner)),
            (3, Gen.Constant(TenantKind.Customer)),
            (1, Gen.Constant(TenantKind.SharedServices)),
            (1, Gen.Elements(Enum.GetValues<TenantKind>())))
        from cloud in Gen.Frequency((12, Gen.Constant(Cloud.Public)), (1, Gen.Elements(Enum.GetValues<Cloud>())))
        from region in Gen.Frequency(
            (12, Gen.Constant<string?>(Parties.Europe)),
            (2, Gen.Constant<string?>(Parties.UnitedStates)),
            (1, Gen.Constant<string?>(null)))
        from roles in Roles
        from networkId in Gen.Frequency((9, Gen.Constant(true)), (1, Gen.Constant(false)))
        let trades = kind == TenantKind.Partner
        select new PlainTenant(
            0,
            organization,
            kind,
            cloud,
            region,
            trades ? roles.Provider : null,
            trades ? roles.Reseller : null,
            trades ? roles.Direct : null,
            networkId,
            null);

    private static readonly Gen<(int, int)> PairOfTenants = Gen.Choose(1, Tenants).Two();

    /// <summary>Up to two pairs, so that chains of control come about.</summary>
    private static readonly Gen<(int One, int Other)[]> Control =
        from count in Gen.Frequency((3, Gen.Constant(0)), (1, Gen.Constant(1)), (1, Gen.Constant(2)))
        from pairs in Gen.Choose(1, Organizations).Two().ListOf(count)
        select pairs.Where(pair => pair.Item1 != pair.Item2).ToArray();

    private static readonly Gen<(int, string)[]> Signatures =
        from signed in Gen.Frequency((6, Gen.Constant(true)), (1, Gen.Constant(false))).ListOf(Organizations * 2)
        select Enumerable.Range(0, Organizations * 2).Where(place => signed[place])
            .Select(place => (1 + (place / 2), place % 2 == 0 ? Parties.Europe : Parties.UnitedStates))
            .ToArray();

    private static readonly Gen<ProgramPolicy> Policy =
        from needsReseller in Gen.Elements(true, false)
        from forbidsResale in Gen.Frequency((3, Gen.Constant(true)), (1, Gen.Constant(false)))
        from off in Gen.Frequency(
            (5, Gen.Constant<CloudFeature[]>([])),
            (2, Gen.Elements(Enum.GetValues<CloudFeature>()).Select(feature => new[] { feature })),
            (1, Gen.SubListOf(Enum.GetValues<CloudFeature>()).Select(list => list.ToArray())))
        select ProgramPolicy.Default with
        {
            ProviderMustNameReseller = needsReseller,
            ForbidsResaleToPartners = forbidsResale,
            FeaturesOff = ProgramPolicy.Default.FeaturesOff.SetItem(Cloud.Public, [.. off]),
        };

    private static readonly Gen<PlainWorld> World =
        from tenants in Tenant.ListOf(Tenants)
        from everywhere in Gen.Frequency(
            (6, Gen.Constant<Cloud?>(null)),
            (1, Gen.Elements(Enum.GetValues<Cloud>()).Select(cloud => (Cloud?)cloud)))
        from control in Control
        from signatures in Signatures
        from partnerships in PairOfTenants.ListOf(3)
        from customers in PairOfTenants.ListOf(3)
        from policy in Policy
        select new PlainWorld(
            Numbered([.. tenants.Select(t => t with { Cloud = everywhere ?? t.Cloud })]), control, signatures, [.. partnerships], [.. customers], policy);

    public static Gen<PlainQuestion> Question { get; } =
        from world in World
        from action in Gen.Frequency(
            (3, Gen.Constant(EligibilityAction.Sell)),
            (1, Gen.Constant(EligibilityAction.Partner)),
            (1, Gen.Constant(EligibilityAction.Manage)))
        from isTwoTier in Gen.Elements(true, false)
        from seller in Mostly(
            world,
            t => action == EligibilityAction.Partner ? t.Provider == EnrolmentState.Active
                : action == EligibilityAction.Sell && isTwoTier ? t.Reseller == EnrolmentState.Active
                : t.Kind == TenantKind.Partner)
        from via in Mostly(world, t => t.Provider == EnrolmentState.Active && t.Number != seller.Number)
        from buyer in action == EligibilityAction.Partner
            ? Mostly(world, t => t.Reseller is not null)
            : Mostly(
                world,
                t => t.Kind is TenantKind.Customer or TenantKind.SharedServices
                    || (t.Kind == TenantKind.Partner && !world.Policy.ForbidsResaleToPartners && t.Number != seller.Number))
        select new PlainQuestion(
            world, action, seller, action == EligibilityAction.Sell && isTwoTier ? via : null, buyer);

    private static Gen<PlainTenant> Mostly(PlainWorld world, Func<PlainTenant, bool> wanted)
    {
        var found = world.Tenants.Where(wanted).ToArray();
        return found.Length == 0
            ? Gen.Elements(world.Tenants)
            : Gen.Frequency((3, Gen.Elements(found)), (1, Gen.Elements(world.Tenants)));
    }

    /// <summary>Tenants get their numbers; a tenant for shared services is some partner tenant's of its organization.</summary>
    private static PlainTenant[] Numbered(PlainTenant[] tenants)
    {
        for (var place = 0; place < tenants.Length; place++)
        {
            var owner = Array.FindIndex(
                tenants, t => t.Kind == TenantKind.Partner && t.Organization == tenants[place].Organization);
            tenants[place] = tenants[place] with
            {
                Number = place + 1,
                SharedServicesOf = tenants[place].Kind == TenantKind.SharedServices && owner >= 0 ? owner + 1 : null,
            };
        }

        return tenants;
    }
}
