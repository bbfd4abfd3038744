using Kontor.Accounts;
using Kontor.Enrolment;
using Kontor.Kernel;
using Kontor.Membership;
using Kontor.Support;

namespace Kontor.Tests.Support;

public sealed class ServiceRequestRulesTests
{
    private static readonly ServiceSide[] Sides = Enum.GetValues<ServiceSide>();
    private static readonly ServiceAct[] Acts = Enum.GetValues<ServiceAct>();

    [Fact]
    [Trait("Rule", "SUP-13")]
    public void Whatever_is_done_in_whatever_order_only_the_named_ways_are_gone()
    {
        var reached = new HashSet<ServiceRequestState> { ServiceRequestState.New };
        for (var seed = 0; seed < 300; seed++)
        {
            var random = new Random(seed);
            var state = ServiceRequestState.New;
            for (var step = 0; step < 40; step++)
            {
                var (side, act) = (Sides[random.Next(Sides.Length)], Acts[random.Next(Acts.Length)]);
                if (ServiceRequestStates.After(state, act, side) is not { } next)
                {
                    continue;
                }

                Assert.NotEqual(state, next);
                Assert.Equal(side == ServiceSide.Vendor, state == ServiceRequestState.Escalated && act != ServiceAct.Close);
                Assert.Equal(act == ServiceAct.Escalate, next == ServiceRequestState.Escalated);
                Assert.Equal(act == ServiceAct.HandBack, next == ServiceRequestState.WaitingForPartner);
                Assert.Equal(act == ServiceAct.Reopen, next == ServiceRequestState.Reopened);
                Assert.Equal(act == ServiceAct.Take, next == ServiceRequestState.Open);
                Assert.True(state != ServiceRequestState.Closed || act == ServiceAct.Reopen);
                Assert.True(side != ServiceSide.Customer || act is ServiceAct.Close or ServiceAct.Reopen);
                Assert.NotEqual(ServiceRequestState.New, next);
                reached.Add(state = next);
            }
        }

        Assert.Equal(Enum.GetValues<ServiceRequestState>().ToHashSet(), reached);
    }

    [Fact]
    [Trait("Rule", "SUP-13")]
    public void From_every_state_somebody_can_go_on_and_a_new_request_is_taken_before_it_is_solved_or_escalated()
    {
        Assert.All(Enum.GetValues<ServiceRequestState>(), state => Assert.Contains(
            Sides.SelectMany(side => Acts.Select(act => ServiceRequestStates.After(state, act, side))), next => next is not null));
        Assert.Equal(
            [ServiceAct.Take],
            Acts.Where(act => ServiceRequestStates.After(ServiceRequestState.New, act, ServiceSide.Partner) is not null));
    }

    [Theory]
    [Trait("Rule", "SUP-07")]

    // 6 March 2026 is a Friday.
    [InlineData(ServiceSeverity.A, "en", "2026-03-06T23:30", "2026-03-07T01:30")]
    [InlineData(ServiceSeverity.B, "en", "2026-03-07T10:00", "2026-03-07T14:00")]
    [InlineData(ServiceSeverity.C, "en", "2026-03-06T12:00", "2026-03-06T20:00")]
    [InlineData(ServiceSeverity.A, "de", "2026-03-06T10:00", "2026-03-06T12:00")]
    [InlineData(ServiceSeverity.A, "de", "2026-03-06T15:00", "2026-03-06T17:00")]
    [InlineData(ServiceSeverity.A, "de", "2026-03-06T16:00", "2026-03-09T10:00")]
    [InlineData(ServiceSeverity.B, "nl", "2026-03-07T10:00", "2026-03-09T13:00")]
    [InlineData(ServiceSeverity.C, "nl", "2026-03-05T06:00", "2026-03-05T17:00")]
    [InlineData(ServiceSeverity.C, "de", "2026-03-05T10:00", "2026-03-06T10:00")]
    [InlineData(ServiceSeverity.Advisory, "en", "2026-03-06T11:00", "2026-03-09T11:00")]
    [InlineData(ServiceSeverity.Advisory, "nl", "2026-03-08T20:00", "2026-03-09T17:00")]
    public void The_first_answer_is_due_by_severity_and_in_other_languages_than_English_within_business_hours(
        ServiceSeverity severity, string language, string since, string due) =>
        Assert.Equal(Utc(due), ResponseTimes.DueAt(severity, language, Utc(since)));

    [Fact]
    [Trait("Rule", "SUP-07")]
    public void Whether_an_answer_came_in_time_is_open_until_it_is_due()
    {
        var due = Utc("2026-03-06T12:00");

        Assert.True(ServiceRequest.IsInTime(due, due, due.AddDays(1)));
        Assert.False(ServiceRequest.IsInTime(due, due.AddTicks(1), due.AddDays(1)));
        Assert.Null(ServiceRequest.IsInTime(due, null, due));
        Assert.False(ServiceRequest.IsInTime(due, null, due.AddTicks(1)));
    }

    [Theory]
    [Trait("Rule", "SUP-05")]
    [Trait("Rule", "SUP-08")]
    [InlineData(EscalationReason.UndocumentedFault, true, true)]
    [InlineData(EscalationReason.ServiceUnavailable, true, true)]
    [InlineData(EscalationReason.FaultInDisplay, true, true)]
    [InlineData(EscalationReason.LargeNetworkFault, true, true)]
    [InlineData(EscalationReason.RegionalFault, true, true)]
    [InlineData(EscalationReason.BillingDispute, false, false)]
    [InlineData(EscalationReason.SuspectedFraud, false, false)]
    public void Technical_reasons_need_a_plan_and_a_look_at_service_health_and_commercial_ones_neither(
        EscalationReason reason, bool needsPlan, bool needsLook)
    {
        Assert.Equal(!needsPlan, May(hasPlan: false, isChecked: true).IsGranted);
        Assert.Equal(!needsLook, May(hasPlan: true, isChecked: false).IsGranted);
        Assert.True(May(hasPlan: true, isChecked: true).IsGranted);

        Decision May(bool hasPlan, bool isChecked) => ServiceRequestRules.MayAct(
            ServiceRequestState.Open, 1, ServiceSide.Partner,
            new ServiceActWish(ServiceAct.Escalate, "", 1, reason, isChecked), hasPlan, "");
    }

    [Fact]
    [Trait("Rule", "SUP-05")]
    public void An_escalation_names_its_reason()
    {
        var may = ServiceRequestRules.MayAct(
            ServiceRequestState.Open, 1, ServiceSide.Partner, new ServiceActWish(ServiceAct.Escalate), true, "");

        Assert.Equal([ServiceRequestReasons.EscalationReasonMissing], may.Reasons);
    }

    [Theory]
    [Trait("Rule", "SUP-08")]
    [InlineData(PartnerType.DirectPartner, EnrolmentState.Active, MembershipLevel.Member, true)]
    [InlineData(PartnerType.DirectPartner, EnrolmentState.Restricted, MembershipLevel.Member, true)]
    [InlineData(PartnerType.DirectPartner, EnrolmentState.SupportPlanRequired, MembershipLevel.Gold, false)]
    [InlineData(PartnerType.Provider, EnrolmentState.Active, MembershipLevel.Member, true)]
    [InlineData(PartnerType.Reseller, EnrolmentState.Active, MembershipLevel.Member, false)]
    [InlineData(PartnerType.Reseller, EnrolmentState.Active, MembershipLevel.Silver, true)]
    [InlineData(PartnerType.Reseller, EnrolmentState.Active, MembershipLevel.Gold, true)]
    public void A_plan_is_known_of_direct_partners_and_providers_and_part_of_a_higher_membership(
        PartnerType type, EnrolmentState state, MembershipLevel level, bool hasPlan) =>
        Assert.Equal(hasPlan, ServiceRequestRules.HasPlan(type, state, level));

    [Fact]
    [Trait("Rule", "SUP-06")]
    public void The_contact_is_the_partners_and_reachable()
    {
        var good = new PartnerContact("Desk", "desk@partner.example", "+49 40 1");

        Assert.True(ServiceRequestRules.MayBeContact(good, "customer.example").IsGranted);
        Assert.Equal(
            [ServiceRequestReasons.ContactIsCustomers],
            ServiceRequestRules.MayBeContact(good with { Email = "boss@Customer.example" }, "customer.example").Reasons);
        foreach (var bad in new[] { good with { Name = "" }, good with { Email = "nobody" }, good with { Phone = new('1', 51) } })
        {
            Assert.Equal(
                [ServiceRequestReasons.ContactInvalid.About(200, 50)],
                ServiceRequestRules.MayBeContact(bad, "customer.example").Reasons);
        }
    }

    [Fact]
    [Trait("Rule", "SUP-06")]
    public void A_request_says_what_it_is_about_in_so_many_words()
    {
        Assert.True(ServiceRequestRules.MayBeWritten(World.Fault()).IsGranted);
        var nothing = new ServiceRequestWish(null, null, null, "", "", "fr");

        Assert.Equal(
            ["SERVICE_REQUEST_TOPIC_MISSING", "SERVICE_REQUEST_SEVERITY_MISSING", "SERVICE_REQUEST_TITLE_INVALID",
                "SERVICE_REQUEST_DESCRIPTION_INVALID", "SERVICE_REQUEST_LANGUAGE_UNKNOWN"],
            ServiceRequestRules.MayBeWritten(nothing).Reasons.Select(reason => reason.Code));
        Assert.False(ServiceRequestRules.MayBeWritten(World.Fault() with { Title = new('x', 201) }).IsGranted);
        Assert.False(ServiceRequestRules.MayBeWritten(World.Fault() with { Title = "two\nlines" }).IsGranted);
        Assert.False(ServiceRequestRules.MayBeWritten(World.Fault() with { Description = new('x', 4_001) }).IsGranted);
    }

    [Theory]
    [Trait("Rule", "MUL-20")]
    [Trait("Rule", "MUL-25")]
    [InlineData(SubscriptionTie.Manager, true, true, false)]
    [InlineData(SubscriptionTie.Supporter, true, false, false)]
    [InlineData(SubscriptionTie.Elsewhere, true, false, true)]
    [InlineData(SubscriptionTie.ResellerAlone, false, false, true)]
    public void What_others_sold_is_supported_where_that_is_on_and_consumption_needs_no_right_of_whoever_manages_it(
        SubscriptionTie tie, bool mayWhereOn, bool mayWhereOff, bool needsRightForUsage)
    {
        Assert.Equal(mayWhereOn, ServiceRequestRules.MaySupport(tie, true, Cloud.China).IsGranted);
        Assert.Equal(mayWhereOff, ServiceRequestRules.MaySupport(tie, false, Cloud.China).IsGranted);
        Assert.Equal(needsRightForUsage, ServiceRequestRules.NeedsRight(tie, isUsage: true));
        Assert.True(ServiceRequestRules.NeedsRight(tie, isUsage: false));
    }

    [Fact]
    [Trait("Rule", "SUP-06")]
    public void A_number_is_eight_digits_that_people_can_say()
    {
        var numbers = Enumerable.Range(0, 1_000).Select(_ => ServiceRequest.NumberOf(new(Guid.CreateVersion7()))).ToList();

        Assert.All(numbers, number => Assert.Matches("^[0-9]{4}-[0-9]{4}$", number));
        Assert.InRange(numbers.Distinct().Count(), 990, 1_000);
    }

    private static DateTimeOffset Utc(string text) =>
        DateTimeOffset.Parse(text + "Z", System.Globalization.CultureInfo.InvariantCulture);
}
