using System.Collections.Immutable;
using Kontor.Accounts;
using Kontor.Kernel;

namespace Kontor.Tenants;

/// <summary>One of two organizations that would merge.</summary>
/// <param name="Id">Which.</param>
/// <param name="Name">Its legal name.</param>
/// <param name="Cloud">Of its primary tenant.</param>
/// <param name="IsPartner">Some tenant of it is an admitted partner.</param>
public sealed record MergeParty(OrganisationId Id, string Name, Cloud Cloud, bool IsPartner);

/// <summary>Something that binds the two at present and that one organization may not have with itself.</summary>
/// <param name="From">Who sells, or the provider.</param>
/// <param name="To">Who buys, or the reseller.</param>
public readonly record struct MergeTie(string From, string To);

/// <summary>What binds two organizations, with those that either is affiliated with where that counts.</summary>
/// <param name="Sales">Live customer relationships across the two, affiliates included (SCN-05).</param>
/// <param name="Partnerships">Live partnerships between the two themselves (REL-43).</param>
public sealed record MergeTies(ImmutableArray<MergeTie> Sales, ImmutableArray<MergeTie> Partnerships)
{
    public static MergeTies None { get; } = new([], []);
}

/// <summary>
/// ACC-46: which organizations may become one. Afterwards they count as one when the program asks who may sell to
/// whom, so what one organization may not have with itself must have ended before (SCN-05, REL-43).
/// </summary>
public static class MergeRules
{
    public static Decision MayMerge(MergeParty inviting, MergeParty invited, MergeTies ties)
    {
        if (inviting.Id == invited.Id)
        {
            return Decision.Refused(MergeReasons.Itself);
        }

        return Decision.From(
        [
            .. inviting.IsPartner ? (Reason[])[] : [MergeReasons.NoPartner.About(inviting.Name)],
            .. invited.IsPartner ? (Reason[])[] : [MergeReasons.NoPartner.About(invited.Name)],
            .. inviting.Cloud == invited.Cloud ? (Reason[])[] : [MergeReasons.OtherCloud.About(invited.Name)],
            .. ties.Sales.Select(tie => MergeReasons.SellsToItself.About(tie.From, tie.To)),
            .. ties.Partnerships.Select(tie => MergeReasons.OwnProvider.About(tie.From, tie.To)),
        ]);
    }
}
