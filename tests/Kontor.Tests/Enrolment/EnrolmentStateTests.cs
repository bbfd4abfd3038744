using FsCheck;
using FsCheck.Fluent;
using Kontor.Enrolment;
using Kontor.Kernel;

namespace Kontor.Tests.Enrolment;

/// <summary>The state machines of enrolments against the tables of the program, and under any sequence of events.</summary>
public sealed class EnrolmentStateTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    /// <summary>ENR-39, row by row; what it leaves out must not happen. Suspension is tested apart.</summary>
    private static readonly HashSet<(EnrolmentState From, EnrolmentEvent Event, EnrolmentState To)> Reseller =
    [
        (EnrolmentState.Draft, EnrolmentEvent.Submitted, EnrolmentState.AwaitingEmailVerification),
        (EnrolmentState.AwaitingEmailVerification, EnrolmentEvent.EmailVerified, EnrolmentState.InReview),
        (EnrolmentState.AwaitingEmailVerification, EnrolmentEvent.MailResent, EnrolmentState.AwaitingEmailVerification),
        (EnrolmentState.InReview, EnrolmentEvent.Verified, EnrolmentState.Qualified),
        (EnrolmentState.InReview, EnrolmentEvent.Refused, EnrolmentState.Rejected),
        (EnrolmentState.AwaitingEmailVerification, EnrolmentEvent.AddressChanged, EnrolmentState.AwaitingEmailVerification),
        (EnrolmentState.Rejected, EnrolmentEvent.Corrected, EnrolmentState.InReview),
        (EnrolmentState.Rejected, EnrolmentEvent.CorrectedAddress, EnrolmentState.AwaitingEmailVerification),
        (EnrolmentState.Qualified, EnrolmentEvent.AgreementSigned, EnrolmentState.Active),
        (EnrolmentState.Qualified, EnrolmentEvent.ProfileChanged, EnrolmentState.Qualified),
        (EnrolmentState.Active, EnrolmentEvent.ProfileChanged, EnrolmentState.Active),
        (EnrolmentState.Draft, EnrolmentEvent.Withdrawn, EnrolmentState.Withdrawn),
        (EnrolmentState.AwaitingEmailVerification, EnrolmentEvent.Withdrawn, EnrolmentState.Withdrawn),
        (EnrolmentState.InReview, EnrolmentEvent.Withdrawn, EnrolmentState.Withdrawn),
        (EnrolmentState.Rejected, EnrolmentEvent.Withdrawn, EnrolmentState.Withdrawn),
    ];

    /// <summary>ENR-44, with what may happen to profiles.</summary>
    private static readonly HashSet<(EnrolmentState From, EnrolmentEvent Event, EnrolmentState To)> DirectPartner =
    [
        (EnrolmentState.Draft, EnrolmentEvent.Submitted, EnrolmentState.Submitted),
        (EnrolmentState.Submitted, EnrolmentEvent.CompanyVerified, EnrolmentState.CreditCheck),
        (EnrolmentState.Submitted, EnrolmentEvent.Refused, EnrolmentState.Rejected),
        (EnrolmentState.CreditCheck, EnrolmentEvent.CreditPassed, EnrolmentState.SupportPlanRequired),
        (EnrolmentState.CreditCheck, EnrolmentEvent.Refused, EnrolmentState.Rejected),
        (EnrolmentState.SupportPlanRequired, EnrolmentEvent.SupportPlanBought, EnrolmentState.Qualified),
        (EnrolmentState.Qualified, EnrolmentEvent.AgreementSigned, EnrolmentState.Active),
        (EnrolmentState.Active, EnrolmentEvent.Restricted, EnrolmentState.Restricted),
        (EnrolmentState.Restricted, EnrolmentEvent.RequirementsMet, EnrolmentState.Active),
        (EnrolmentState.Rejected, EnrolmentEvent.Corrected, EnrolmentState.Submitted),
        (EnrolmentState.Draft, EnrolmentEvent.Withdrawn, EnrolmentState.Withdrawn),
        (EnrolmentState.Submitted, EnrolmentEvent.Withdrawn, EnrolmentState.Withdrawn),
        (EnrolmentState.Rejected, EnrolmentEvent.Withdrawn, EnrolmentState.Withdrawn),
        (EnrolmentState.Qualified, EnrolmentEvent.ProfileChanged, EnrolmentState.Qualified),
        (EnrolmentState.Active, EnrolmentEvent.ProfileChanged, EnrolmentState.Active),
        (EnrolmentState.Restricted, EnrolmentEvent.ProfileChanged, EnrolmentState.Restricted),
    ];

    [Fact]
    [Trait("Rule", "ENR-39")]
    public void A_resellers_enrolment_moves_as_the_program_says_and_no_other_way() =>
        Assert.Equal(Ordered(Reseller), Ordered(Moves(PartnerType.Reseller)));

    [Fact]
    [Trait("Rule", "ENR-44")]
    public void A_direct_partners_enrolment_moves_as_the_program_says_and_no_other_way() =>
        Assert.Equal(Ordered(DirectPartner), Ordered(Moves(PartnerType.DirectPartner)));

    [Theory]
    [Trait("Rule", "ENR-39")]
    [Trait("Rule", "ENR-44")]
    [InlineData(PartnerType.Provider)]
    [InlineData(PartnerType.Reseller)]
    [InlineData(PartnerType.DirectPartner)]
    public void Every_state_can_be_reached_and_left_or_is_final_on_purpose(PartnerType type)
    {
        var reached = new HashSet<EnrolmentState> { EnrolmentStates.FirstOf(type) };
        var left = new HashSet<EnrolmentState>();
        for (var known = 0; known < reached.Count;)
        {
            known = reached.Count;
            foreach (var state in reached.ToArray())
            {
                foreach (var happened in Enum.GetValues<EnrolmentEvent>())
                {
                    if (EnrolmentStates.After(type, state, happened, EnrolmentState.Active) is { } next)
                    {
                        reached.Add(next);
                        left.Add(state);
                    }
                }
            }
        }

        EnrolmentState[] expected = type switch
        {
            PartnerType.Provider => [EnrolmentState.Qualified, EnrolmentState.Active, EnrolmentState.Suspended],
            PartnerType.Reseller =>
            [
                EnrolmentState.Draft, EnrolmentState.AwaitingEmailVerification, EnrolmentState.InReview, EnrolmentState.Rejected,
                EnrolmentState.Qualified, EnrolmentState.Active, EnrolmentState.Suspended, EnrolmentState.Withdrawn,
            ],
            _ =>
            [
                EnrolmentState.Draft, EnrolmentState.Submitted, EnrolmentState.CreditCheck, EnrolmentState.SupportPlanRequired,
                EnrolmentState.Rejected, EnrolmentState.Qualified, EnrolmentState.Active, EnrolmentState.Restricted,
                EnrolmentState.Suspended, EnrolmentState.Withdrawn,
            ],
        };
        Assert.Equal(expected.Order(), reached.Order());
        Assert.Equal(type == PartnerType.Provider ? [] : [EnrolmentState.Withdrawn], reached.Except(left));
    }

    [Fact]
    [Trait("Rule", "ENR-60")]
    [Trait("Rule", "ENR-61")]
    public void Whatever_happens_a_suspended_partner_returns_to_where_it_was_and_what_is_withdrawn_stays_so() => Prop.ForAll(
        Gen.Elements(Enum.GetValues<EnrolmentEvent>()).ListOf().SelectMany(events =>
            Gen.Elements(Enum.GetValues<PartnerType>()).Select(type => (Type: type, Events: events))).ToArbitrary(),
        run =>
        {
            var enrolment = new PartnerEnrolment
            {
                TenantId = new TenantId(Guid.NewGuid()),
                Type = run.Type,
                State = EnrolmentStates.FirstOf(run.Type),
                Since = Start,
            };
            EnrolmentState? before = null;
            foreach (var (happened, number) in run.Events.Select((happened, number) => (happened, number)))
            {
                var (state, since) = (enrolment.State, enrolment.Since);
                var moved = enrolment.TryBecome(happened, Start.AddMinutes(number + 1));
                if (!moved && (enrolment.State, enrolment.Since) != (state, since))
                {
                    return false;
                }

                if (moved && happened == EnrolmentEvent.Suspended)
                {
                    before = state;
                }

                if ((moved && happened == EnrolmentEvent.Reinstated && enrolment.State != before)
                    || (state == EnrolmentState.Withdrawn && moved)
                    || (enrolment.State == EnrolmentState.Suspended) != enrolment.BeforeSuspension.HasValue
                    || (enrolment.State == state) != (enrolment.Since == since))
                {
                    return false;
                }
            }

            return true;
        }).QuickCheckThrowOnFailure();

    private static HashSet<(EnrolmentState From, EnrolmentEvent Event, EnrolmentState To)> Moves(PartnerType type) =>
    [
        .. from state in Enum.GetValues<EnrolmentState>()
        from happened in Enum.GetValues<EnrolmentEvent>()
        where happened is not (EnrolmentEvent.Suspended or EnrolmentEvent.Reinstated)
        let next = EnrolmentStates.After(type, state, happened, null)
        where next is not null
            && (type == PartnerType.DirectPartner || state != EnrolmentState.Restricted)
        select (state, happened, next.Value),
    ];

    private static IEnumerable<(EnrolmentState From, EnrolmentEvent Event, EnrolmentState To)> Ordered(
        IEnumerable<(EnrolmentState From, EnrolmentEvent Event, EnrolmentState To)> moves) => moves.Order();
}
