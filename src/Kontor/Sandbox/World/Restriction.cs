using Kontor.Enrolment;
using Kontor.Kernel;

namespace Kontor.Sandbox;

/// <summary>
/// A direct partner of the demo world that misses the requirements: it is told, and restricted on the day it was told
/// (ENR-45), so that integrators find out what such a partner can still do (ENR-46).
/// </summary>
internal sealed class Restriction(UseCases useCases, Inhabitant vendor, Inhabitant partner)
{
    public const string Actor = "directRestricted";

    private const int ToldOn = 290;
    private const int RestrictedOn = 330;

    private static readonly TimeSpan Deciding = TimeSpan.FromHours(16);

    public void Join(PastYear year, DateTimeOffset firstDay)
    {
        var from = DateOnly.FromDateTime(firstDay.UtcDateTime).AddDays(RestrictedOn);
        year.Also(ToldOn, Deciding, cancel => Act(
            new StandingWish(
                StandingAct.AnnounceRestriction, null,
                "Revenue of the last twelve months is below what direct partners need.", from),
            cancel));
        year.Also(RestrictedOn, Deciding, cancel => Act(
            new StandingWish(
                StandingAct.Restrict, null, "Revenue is still below what direct partners need.", null),
            cancel));
    }

    private Task<StandingChange> Act(StandingWish wish, CancellationToken cancel) => useCases.Do((ChangeStanding use) =>
        use.Handle(vendor.As(Role.ProgramOperator), partner.Id, wish, cancel));
}
