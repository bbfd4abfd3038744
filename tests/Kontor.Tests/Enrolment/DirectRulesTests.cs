using Kontor.Enrolment;
using Kontor.Kernel;
using Kontor.Policy;

namespace Kontor.Tests.Enrolment;

/// <summary>What a direct partner needs, and what can be sent, named and decided in which state.</summary>
public sealed class DirectRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    private static readonly Participant Partner = new(
        new(Guid.NewGuid()), new(Guid.NewGuid()), TenantKind.Partner, "Weserufer", "DE", "weserufer.example", "4000001");

    private static readonly DirectFacts Ready = new(
        EnrolmentState.Active, null, "4000001", true, true, Now.AddMonths(-12), Revenue(300_000_00));

    [Fact]
    [Trait("Rule", "ENR-07")]
    [Trait("Rule", "ENR-40")]
    public void Only_a_global_admin_of_a_partner_tenant_may_apply()
    {
        Assert.True(May(Ready).IsGranted);
        Assert.Equal(["ENROLLING_GLOBAL_ADMIN_REQUIRED"], Codes(May(Ready, Partner.As(Role.AdminAgent))));
        Assert.Equal(
            ["ENROLLING_TENANT_OF_OTHER_KIND"], Codes(May(Ready, (Partner with { Kind = TenantKind.Customer }).GlobalAdmin)));
    }

    [Fact]
    [Trait("Rule", "ENR-07")]
    [Trait("Rule", "ENR-40")]
    [Trait("Rule", "AGR-02")]
    [Trait("Rule", "K-06")]
    [Trait("Rule", "ACC-09")]
    public void Everything_that_is_missing_is_a_reason_of_its_own_with_a_way_out()
    {
        var nothing = new DirectFacts(EnrolmentState.Suspended, null, null, true, false, null, Revenue(0));
        var refused = May(nothing);

        Assert.Equal(
            ["DIRECT_NEEDS_ACTIVE_RESELLER", "DIRECT_NEEDS_NETWORK_ID", "DIRECT_NEEDS_AGREEMENT", "DIRECT_NEEDS_MONTHS_OF_SALES"],
            Codes(refused));
        Assert.Equal(["DIRECT_NEEDS_ACTIVE_MEMBERSHIP"], Codes(May(Ready with { IsMembershipActive = false })));
        Assert.Equal(["ALREADY_ENROLLED_AS_DIRECT_PARTNER"], Codes(May(Ready with { DirectPartner = EnrolmentState.Restricted })));
        Assert.All(
            refused.Reasons.Append(DirectReasons.MembershipInactive).Append(DirectReasons.AlreadyDirectPartner)
                .Append(DirectReasons.RevenueTooLow.About("1", "2")).Append(DirectReasons.TooEarly.About(12, Now, Now)),
            reason => Assert.NotEmpty(ReasonTexts.WaysOut(reason)));
    }

    [Theory]
    [Trait("Rule", "K-06")]
    [InlineData(12, 0, true)]
    [InlineData(12, 1, false)]
    [InlineData(0, 400, true)]
    [InlineData(24, 0, false)]
    public void The_months_of_sales_are_the_policys_and_count_to_the_day(int months, int daysTooFew, bool isEnough)
    {
        var facts = Ready with { SellsSince = Now.AddMonths(-12).AddDays(daysTooFew) };
        var policy = ProgramPolicy.Default with { DirectPartnerMonths = months };

        Assert.Equal(isEnough, DirectRules.MayApply(Partner.GlobalAdmin, facts, policy, Now).IsGranted);
    }

    [Fact]
    [Trait("Rule", "ENR-41")]
    public void Too_little_revenue_is_made_up_by_a_declared_figure_with_documents_and_by_nothing_else()
    {
        var (enough, little) = (Revenue(300_000_00), Revenue(299_999_99));

        Assert.True(May(World.DirectAnswers(), enough).IsGranted);
        Assert.Equal(["DIRECT_REVENUE_TOO_LOW"], Codes(May(World.DirectAnswers(), little, documents: 3)));
        Assert.Equal(["DIRECT_REVENUE_TOO_LOW"], Codes(May(World.DirectAnswers(299_999), little, documents: 3)));
        Assert.Equal(["DIRECT_REVENUE_NEEDS_DOCUMENTS"], Codes(May(World.DirectAnswers(300_000), little)));
        Assert.True(May(World.DirectAnswers(300_000), little, documents: 1).IsGranted);
        Assert.True(DirectRules.MaySubmit(
            World.DirectAnswers(), little, 0, ProgramPolicy.Default with { DirectPartnerRevenueUsd = 200_000 }, true, true).IsGranted);
    }

    [Fact]
    [Trait("Rule", "ENR-40")]
    [Trait("Rule", "ENR-43")]
    public void What_is_asked_is_answered_before_it_is_sent_and_may_be_put_aside_half_written()
    {
        var empty = DirectAnswers.Empty;
        var unsure = DirectRules.MaySubmit(empty, Revenue(300_000_00), 0, ProgramPolicy.Default, false, false);

        Assert.Equal(
            [
                "DIRECT_SUPPORT_INVALID", "DIRECT_SUPPORT_HOURS_INVALID", "DIRECT_SUPPORT_LANGUAGES_INVALID",
                "DIRECT_BILLING_INVALID", "DIRECT_PROVISIONING_INVALID", "DIRECT_AUTHORITY_NOT_CONFIRMED",
                "DIRECT_CREDIT_CHECK_NOT_ALLOWED",
            ],
            Codes(unsure));
        Assert.True(DirectRules.HasBounds(empty).IsGranted);
        Assert.True(May(World.DirectAnswers() with { Services = "" }, Revenue(300_000_00)).IsGranted);
        Assert.Equal(
            ["DIRECT_SUPPORT_INVALID", "DIRECT_SUPPORT_HOURS_INVALID", "DIRECT_SERVICES_INVALID", "DIRECT_REVENUE_INVALID"],
            Codes(DirectRules.HasBounds(empty with
            {
                Support = new string('x', DirectAnswers.MaxTextLength + 1),
                SupportHours = "two\nlines",
                Services = "bell \u0007",
                DeclaredRevenueUsd = -1,
            })));
    }

    [Fact]
    [Trait("Rule", "ENR-43")]
    public void A_support_plan_is_named_after_the_credit_check_and_not_before()
    {
        foreach (var state in Enum.GetValues<EnrolmentState>())
        {
            var decision = DirectRules.MayNamePlan(state, SupportPlanLevel.Premier, "SUP-1");
            Assert.Equal(state == EnrolmentState.SupportPlanRequired, decision.IsGranted);
        }

        Assert.Equal(
            ["SUPPORT_PLAN_TOO_EARLY"], Codes(DirectRules.MayNamePlan(EnrolmentState.CreditCheck, SupportPlanLevel.Premier, "1")));
        Assert.Equal(
            ["SUPPORT_PLAN_LEVEL_MISSING", "SUPPORT_PLAN_CONTRACT_INVALID"],
            Codes(DirectRules.MayNamePlan(EnrolmentState.SupportPlanRequired, null, " ")));
    }

    [Fact]
    [Trait("Rule", "ENR-44")]
    public void What_operators_can_decide_is_what_the_machine_lets_happen()
    {
        foreach (var state in Enum.GetValues<EnrolmentState>())
        {
            var possible = DirectRules.Possible(state, hasPlan: true);
            foreach (var decision in Enum.GetValues<DirectDecision>())
            {
                var happens = DirectRules.EventOf(decision) is { } happened
                    && EnrolmentStates.After(PartnerType.DirectPartner, state, happened, null) is not null;
                Assert.Equal(
                    decision == DirectDecision.AskMore ? possible.Length > 0 : happens, possible.Contains(decision));
                Assert.Equal(
                    possible.Contains(decision), DirectRules.MayDecide(state, true, decision, "Because.").IsGranted);
            }
        }

        Assert.Empty(DirectRules.Possible(EnrolmentState.SupportPlanRequired, hasPlan: false));
        Assert.Equal(["DIRECT_DECISION_MISSING"], Codes(DirectRules.MayDecide(EnrolmentState.Submitted, false, null, "")));
        Assert.Equal(
            ["DIRECT_DECISION_WORDS_INVALID"],
            Codes(DirectRules.MayDecide(EnrolmentState.Submitted, false, DirectDecision.Refuse, " ")));
        Assert.True(DirectRules.MayDecide(EnrolmentState.Submitted, false, DirectDecision.VerifyCompany, "").IsGranted);
    }

    [Fact]
    [Trait("Rule", "ENR-41")]
    [Trait("Rule", "OPS-42")]
    public void Revenue_of_several_currencies_is_converted_at_the_policys_rates_and_rounded_once()
    {
        var revenue = TrailingRevenue.Of(
            Now,
            [new(Currency.Eur, 100_01, -50), new(Currency.Jpy, 1_000, 0), new(Currency.Usd, 0, 7_00)],
            ProgramPolicy.Default);

        // 100.01 × 1.08 + 1,000 × 0.0067 = 114.7108; -0.50 × 1.08 + 7 = 6.46.
        Assert.Equal((114_71, 6_46, 121_17), (revenue.AsResellerCents, revenue.AsSellerCents, revenue.Cents));
        Assert.Equal((Now.AddMonths(-12), Now), (revenue.From, revenue.Until));
    }

    private static TrailingRevenue Revenue(long cents) => new(Now.AddMonths(-12), Now, cents, 0);

    private static Decision May(DirectFacts facts, Actor? actor = null) =>
        DirectRules.MayApply(actor ?? Partner.GlobalAdmin, facts, ProgramPolicy.Default, Now);

    private static Decision May(DirectAnswers answers, TrailingRevenue revenue, int documents = 0) =>
        DirectRules.MaySubmit(answers, revenue, documents, ProgramPolicy.Default, true, true);

    private static IEnumerable<string> Codes(Decision decision) => decision.Reasons.Select(reason => reason.Code);
}
