using Kontor.Accounts;
using Kontor.Activity;
using Kontor.Agreements;
using Kontor.Enrolment;
using Kontor.Kernel;
using Microsoft.EntityFrameworkCore;
using static Kontor.Tests.Enrolment.DirectSteps;

namespace Kontor.Tests.Enrolment;

/// <summary>An application as direct partner, from the draft to the agreement.</summary>
public sealed class DirectApplicationTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("Rule", "ENR-07")]
    [Trait("Rule", "ENR-40")]
    [Trait("Rule", "ENR-43")]
    [Trait("Rule", "ENR-44")]
    [Trait("Rule", "K-27")]
    public async Task A_reseller_becomes_an_active_direct_partner_and_hears_of_every_step()
    {
        await using var world = await World.Create();
        var applicant = await world.DirectAt(EnrolmentState.Qualified);
        world.Clock.Advance(TimeSpan.FromMinutes(1));
        var signed = await Sign(world, applicant);

        var file = await world.DirectOf(applicant);
        Assert.True(signed.Decision.IsGranted);
        Assert.Equal(
            (EnrolmentState.Active, EnrolmentState.Active), (file.State!.Value, file.Facts.Reseller!.Value));
        Assert.Equal(new SupportPlan(SupportPlanLevel.Advanced, "SUP-1"), file.Application!.Plan);
        Assert.Equal(
            [
                "applied: received", "credit check", "passed the credit check", "is qualified", "is an active",
            ],
            (await world.Mails()).Select(mail => mail.Subject switch
            {
                var s when s.EndsWith("was received", StringComparison.Ordinal) => "applied: received",
                var s when s.StartsWith("The credit check", StringComparison.Ordinal) => "credit check",
                var s when s.Contains("has passed", StringComparison.Ordinal) => "passed the credit check",
                var s when s.Contains("is qualified", StringComparison.Ordinal) => "is qualified",
                var s when s.Contains("is an active", StringComparison.Ordinal) => "is an active",
                var s => s,
            }));
        Assert.All(await world.Mails(), mail => Assert.Contains("/enrol/direct/status", mail.Text, StringComparison.Ordinal));
        await using var db = world.Db();
        Assert.Equal(
            ["Submitted", "CreditCheck", "SupportPlanRequired", "Qualified", "Active"],
            (await db.ProgramEvents.Where(e => e.Type == "enrolment-changed").OrderBy(e => e.Id).ToListAsync(Cancel))
                .Select(e => System.Text.Json.JsonDocument.Parse(e.Payload).RootElement.GetProperty("state").GetString()));
        Assert.Equal(
            [
                ApplicationEvent.SupportPlanConfirmed, ApplicationEvent.SupportPlanRecorded, ApplicationEvent.CreditPassed,
                ApplicationEvent.CompanyVerified, ApplicationEvent.Submitted, ApplicationEvent.Started,
            ],
            (await world.Does((ApplicationQueries queries) => queries.HistoryOf(file.Application!, Cancel))).Select(h => h.Event));
        Assert.Equal(1, await db.PartnerAgreementSignatures.CountAsync(s => s.OrganisationId == applicant.OrganisationId, Cancel));
        Assert.Equal(
            3, await db.ActivityRecords.CountAsync(r => r.Action == "DirectApplicationDecided", Cancel));
    }

    [Fact]
    [Trait("Rule", "ENR-43")]
    public async Task The_mails_are_written_in_the_partners_language()
    {
        await using var world = await World.Create();
        var applicant = await world.DirectDraft();
        await using (var db = world.Db())
        {
            await db.Organisations.Where(o => o.Id == applicant.OrganisationId)
                .ExecuteUpdateAsync(set => set.SetProperty(o => o.Language, "de"), Cancel);
        }

        await world.Does((SendDirectApplication use) => use.Submit(applicant.GlobalAdmin, true, true, Cancel));
        await world.DirectDecided(applicant, DirectDecision.Refuse, "Das Register nennt einen anderen Namen.");

        var mails = await world.Mails();
        Assert.Contains("ist eingegangen", mails[0].Subject, StringComparison.Ordinal);
        Assert.Contains("Das Register nennt einen anderen Namen.", mails[1].Text, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Rule", "ENR-07")]
    public async Task Who_is_no_active_reseller_begins_nothing()
    {
        await using var world = await World.Create();
        var qualified = await world.Reseller(state: EnrolmentState.Qualified);
        var applicant = await world.Applicant();
        var established = await world.EstablishedReseller();

        Assert.Contains("DIRECT_NEEDS_ACTIVE_RESELLER", Codes(await Start(world, qualified.GlobalAdmin)));
        Assert.Contains("DIRECT_NEEDS_ACTIVE_RESELLER", Codes(await Start(world, applicant.GlobalAdmin)));
        Assert.Equal(["ENROLLING_GLOBAL_ADMIN_REQUIRED"], Codes(await Start(world, established.As(Role.AccountAdmin))));
        Assert.Empty(Codes(await Start(world, established.GlobalAdmin)));
        Assert.Equal(["ALREADY_ENROLLED_AS_DIRECT_PARTNER"], Codes(await Start(world, (await world.DirectPartner()).GlobalAdmin)));
    }

    [Fact]
    [Trait("Rule", "ENR-40")]
    public async Task A_draft_is_kept_for_later_and_a_membership_that_ends_meanwhile_stops_it()
    {
        await using var world = await World.Create();
        var applicant = await world.EstablishedReseller();
        await Start(world, applicant.GlobalAdmin);
        var half = DirectAnswers.Empty with { Support = "Service desk" };
        await world.Does((SendDirectApplication use) => use.Write(applicant.GlobalAdmin, half, Cancel));

        var resumed = await Start(world, applicant.GlobalAdmin);
        var early = await Submit(world, applicant);
        await world.Does((SendDirectApplication use) => use.Write(applicant.GlobalAdmin, World.DirectAnswers(), Cancel));
        await world.Member("ada@membership.example", (applicant.NetworkId!, "DE", false));

        Assert.Equal("Service desk", resumed.ValueOrNull!.Application!.Answers.Support);
        Assert.Contains("DIRECT_BILLING_INVALID", Codes(early));
        Assert.Equal(["DIRECT_NEEDS_ACTIVE_MEMBERSHIP"], Codes(await Submit(world, applicant)));
        Assert.Equal(EnrolmentState.Draft, (await world.DirectOf(applicant)).State);
    }

    [Fact]
    [Trait("Rule", "ENR-41")]
    public async Task A_declared_revenue_goes_with_documents_and_operators_see_both_figures_and_may_ask_for_more()
    {
        await using var world = await World.Create();
        var applicant = await world.DirectDraft(await world.EstablishedReseller(1_000), declaredUsd: 320_000);
        var bare = await Submit(world, applicant);
        var added = await AddPaper(world, applicant);
        var sent = await Submit(world, applicant);
        var asked = await world.DirectDecided(applicant, DirectDecision.AskMore, "Please show the second half of the year.");
        var question = asked.ValueOrNull!.Application!.Question;
        await AddPaper(world, applicant, "more");

        var file = await world.DirectOf(applicant);
        Assert.Equal(["DIRECT_REVENUE_NEEDS_DOCUMENTS"], Codes(bare));
        Assert.True(sent.Decision.IsGranted);
        Assert.Equal("Please show the second half of the year.", question);
        Assert.Equal(
            (EnrolmentState.Submitted, null, 1_000_00L, 320_000L, 2),
            (file.State!.Value, file.Application!.Question, file.Application.RevenueCents!.Value,
                file.Application.Answers.DeclaredRevenueUsd!.Value, file.Documents));
        Assert.Contains("second half of the year", (await world.Mails())[^1].Text, StringComparison.Ordinal);
        Assert.NotNull(await world.Does((ApplicationDocuments use) => use.OpenSent(applicant.Id, added.ValueOrNull!.Id, Cancel)));
        var draft = await world.DirectDraft();
        var paper = (await AddPaper(world, draft)).ValueOrNull!;
        Assert.Null(await world.Does((ApplicationDocuments use) => use.OpenSent(draft.Id, paper.Id, Cancel)));
    }

    [Theory]
    [Trait("Rule", "ENR-44")]
    [InlineData(EnrolmentState.Submitted)]
    [InlineData(EnrolmentState.CreditCheck)]
    public async Task A_rejected_application_is_corrected_and_sent_again(EnrolmentState at)
    {
        await using var world = await World.Create();
        var applicant = await world.DirectAt(at);
        var sealedNow = await world.Does((SendDirectApplication use) =>
            use.Write(applicant.GlobalAdmin, World.DirectAnswers() with { Billing = "Another" }, Cancel));

        await world.DirectDecided(applicant, DirectDecision.Refuse, "Name the ERP.");
        var rejected = await world.DirectOf(applicant);
        await world.Does((SendDirectApplication use) =>
            use.Write(applicant.GlobalAdmin, World.DirectAnswers() with { Billing = "ERP X" }, Cancel));
        await Submit(world, applicant);

        var again = await world.DirectOf(applicant);
        Assert.Equal(["DIRECT_NOT_EDITABLE"], Codes(sealedNow));
        Assert.Equal((EnrolmentState.Rejected, "Name the ERP."), (rejected.State, rejected.Application!.RejectedBecause));
        Assert.Equal((EnrolmentState.Submitted, null, "ERP X"),
            (again.State, again.Application!.RejectedBecause, again.Application.Answers.Billing));
        Assert.Contains(
            await world.Does((ApplicationQueries queries) => queries.HistoryOf(again.Application, Cancel)),
            line => line is { Event: ApplicationEvent.Refused, Reason: "Name the ERP.", IsByOperator: true });
    }

    [Fact]
    [Trait("Rule", "ENR-43")]
    public async Task The_support_plan_is_named_after_the_credit_check_and_can_be_sent_back()
    {
        await using var world = await World.Create();
        var applicant = await world.DirectAt(EnrolmentState.CreditCheck);
        var early = await Plan(world, applicant, "SUP-1");
        await world.DirectDecided(applicant, DirectDecision.PassCredit);
        var unnamed = await world.DirectDecided(applicant, DirectDecision.ConfirmPlan);
        await Plan(world, applicant, "SUP-1");
        await world.DirectDecided(applicant, DirectDecision.AskMore, "There is no contract SUP-1.");
        var returned = await world.DirectOf(applicant);
        await Plan(world, applicant, "SUP-2");
        var confirmed = await world.DirectDecided(applicant, DirectDecision.ConfirmPlan);

        Assert.Equal(["SUPPORT_PLAN_TOO_EARLY"], Codes(early));
        Assert.Equal(["DIRECT_STATE_FORBIDS"], Codes(unnamed));
        Assert.Equal(
            (EnrolmentState.SupportPlanRequired, null, "There is no contract SUP-1."),
            (returned.State, returned.Application!.Plan, returned.Application.Question));
        Assert.Equal(
            (EnrolmentState.Qualified, "SUP-2"), (confirmed.ValueOrNull!.State, confirmed.ValueOrNull.Application!.PlanContract));
    }

    [Theory]
    [Trait("Rule", "ENR-44")]
    [InlineData(EnrolmentState.Draft, true)]
    [InlineData(EnrolmentState.Submitted, true)]
    [InlineData(EnrolmentState.CreditCheck, false)]
    [InlineData(EnrolmentState.SupportPlanRequired, false)]
    [InlineData(EnrolmentState.Qualified, false)]
    public async Task It_is_withdrawn_until_the_credit_check_and_another_can_be_begun(EnrolmentState at, bool mayWithdraw)
    {
        await using var world = await World.Create();
        var applicant = await world.DirectAt(at);

        var withdrawn = await world.Does((SendDirectApplication use) => use.Withdraw(applicant.GlobalAdmin, Cancel));

        Assert.Equal(mayWithdraw ? [] : ["DIRECT_STATE_FORBIDS"], Codes(withdrawn));
        if (mayWithdraw)
        {
            var again = await Start(world, applicant.GlobalAdmin);
            Assert.Equal((EnrolmentState.Draft, 2), (again.ValueOrNull!.State, again.ValueOrNull.Application!.Number));
        }
    }

    [Fact]
    [Trait("Rule", "ENR-44")]
    [Trait("Rule", "CAT-20")]
    public async Task While_it_is_decided_the_applicant_stays_a_reseller_that_orders_nothing()
    {
        await using var world = await World.Create();
        var applicant = await world.DirectAt(EnrolmentState.Submitted);
        var customer = await world.Customer();
        await world.Relationship(applicant, customer, Kontor.Customers.RelationshipKind.IndirectReseller);
        await world.Seat();

        var ordered = await world.Orders(applicant.GlobalAdmin, customer, null);

        Assert.Contains("RESELLER_CANNOT_ORDER", ordered.Result!.Decision.Reasons.Select(reason => reason.Code));
    }

    [Fact]
    [Trait("Rule", "ENR-44")]
    public async Task Both_kinds_of_application_stand_in_one_list_which_is_filtered_by_kind_and_walked_without_a_gap()
    {
        await using var world = await World.Create();
        var applicant = await world.DirectAt(EnrolmentState.Submitted);
        var other = await world.InReview();
        await world.DirectDraft();

        Assert.Equal(
            [(applicant.Id, PartnerType.DirectPartner), (other.Id, PartnerType.Reseller)],
            (await List(world, new(), PageRequest.First)).Items.Select(row => (row.TenantId, row.Type)));
        Assert.Equal(
            [applicant.Id], (await List(world, new(Type: PartnerType.DirectPartner), PageRequest.First)).Items.Select(r => r.TenantId));

        // Of one tenant both, since the same instant, each on a page of its own.
        var both = await world.InReview();
        await world.Enrolled(both, PartnerType.DirectPartner, EnrolmentState.Submitted);
        await using (var db = world.Db())
        {
            var application = new DirectApplication
            {
                TenantId = both.Id,
                Number = 1,
                Id = Guid.CreateVersion7(world.Now),
                StartedAt = world.Now,
                StartedBy = "ada",
                LegalName = "Both",
            };
            application.Send("Both", "ada", 0, world.Now);
            db.Add(application);
            await db.SaveChangesAsync(Cancel);
        }

        var rows = new List<Guid>();
        string? cursor = null;
        do
        {
            var page = await List(world, new(), PageRequest.From(1, cursor).ValueOrNull!);
            rows.AddRange(page.Items.Select(row => row.Id));
            cursor = page.NextCursor;
        }
        while (cursor is not null);
        Assert.Equal(4, rows.Distinct().Count());
        Assert.Equal(4, rows.Count);
    }

    private static Task<Page<ApplicationRow>> List(World world, PartnerFilter filter, PageRequest page) =>
        world.Does((ApplicationQueries queries) => queries.List(filter, page, Cancel));
}
