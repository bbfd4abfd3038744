using Kontor.Accounts;
using Kontor.Eligibility;
using Kontor.Enrolment;
using Kontor.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Partnerships;

/// <summary>One active partnership as one of its sides sees the other.</summary>
/// <param name="Partnership">What binds the two.</param>
/// <param name="Row">The other side as the list shows it.</param>
/// <param name="Other">Whom to reach there.</param>
/// <param name="State">The other side's place in the program, in the role it plays here; null where it has none.</param>
/// <param name="Support">Whom its customers ask for help; null where nobody is named.</param>
/// <param name="Request">The last request to end it; null where there was none.</param>
public sealed record PartnershipDetail(
    Partnership Partnership, PartnershipRow Row, BusinessCard Other, EnrolmentState? State, SupportContact? Support,
    PartnershipEndRequest? Request)
{
    /// <summary>REL-52: a request that waits for an operator.</summary>
    public PartnershipEndRequest? OpenRequest => Request is { IsOpen: true } ? Request : null;
}

/// <summary>Looks at one partnership from one of its sides.</summary>
public sealed class PartnershipDetails(
    KontorDb db, OwnPartnerships own, PartnershipQueries partnerships, PartyFacts parties, BusinessCards cards)
{
    /// <summary>Null where the two have no active partnership in these roles.</summary>
    public async Task<PartnershipDetail?> Find(
        Actor actor, PartnershipSide side, TenantId other, CancellationToken cancel)
    {
        if (await own.With(actor, side, other, cancel) is not { } partnership)
        {
            return null;
        }

        var filter = new PartnershipFilter(side) { PartnerId = other };
        var listed = await partnerships.List(actor, filter, new PageRequest(1, null), cancel);
        if (listed.Items is not [var row])
        {
            return null;
        }

        var enrolments = (await parties.Of(other, cancel)).Enrolments;
        var support = await db.PartnerSupport.AsNoTracking().SingleOrDefaultAsync(s => s.TenantId == other, cancel);
        return new PartnershipDetail(
            partnership, row, await cards.Of(other, cancel),
            side == PartnershipSide.Resellers ? enrolments.Reseller : enrolments.Provider,
            support?.Contact, await own.LastRequest(partnership, cancel));
    }
}
