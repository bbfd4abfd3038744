using Kontor.Access;
using Kontor.Activity;
using Kontor.Agreements;
using Kontor.Enrolment;
using Kontor.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Kontor.Tests.Enrolment;

/// <summary>What operators decide, and what an applicant answers.</summary>
public sealed class DecisionOnApplicationTests
{
    private static readonly byte[] Paper = [.. "%PDF-1.7 extract of the register"u8];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("Rule", "ENR-30")]
    [Trait("Rule", "ENR-35")]
    [Trait("Rule", "ENR-37")]
    public async Task An_applicant_whose_verifications_are_passed_is_qualified_and_hears_of_it()
    {
        await using var world = await World.Create();
        var (applicant, vendor) = (await world.InReview(), await world.Vendor());

        var decided = await Decide(world, vendor, applicant, new(true, true, ""));

        Assert.Equal(EnrolmentState.Qualified, decided.ValueOrNull!.State);
        var file = await world.ApplicationOf(applicant);
        Assert.All(file.Checks, check => Assert.Equal((CheckOutcome.Passed, world.Now), (check.Outcome, check.DecidedAt)));
        Assert.Equal($"ada@{vendor.Domain}", file.Checks[2].DecidedBy);
        Assert.Contains("qualifiziert", (await world.Mails())[^1].Subject, StringComparison.Ordinal);
        await using var db = world.Db();
        Assert.Equal("ApplicationVerified", (await db.ActivityRecords.SingleAsync(r => r.TenantId == vendor.Id, Cancel)).Action);
        Assert.Contains(
            await db.ApplicationHistory.ToListAsync(Cancel), line => line is { Event: ApplicationEvent.Verified, IsByOperator: true });
    }

    [Fact]
    [Trait("Rule", "ENR-39")]
    public async Task Of_operators_who_decide_at_once_one_wins_and_one_mail_tells_it()
    {
        await using var world = await World.Create();
        var (applicant, vendor) = (await world.InReview(), await world.Vendor());
        var version = (await world.ApplicationOf(applicant)).Application!.Version;

        var results = await Task.WhenAll(Enumerable.Range(0, 6).Select(number => world.Does((DecideApplication use) =>
            use.Handle(
                vendor.As(Role.ProgramOperator), applicant.Id, version,
                number % 2 == 0 ? new(true, true, "") : new(true, false, "Not in the register."), Cancel))));

        Assert.Single(results, result => result.ValueOrNull is not null);
        Assert.All(
            results.Where(result => result.ValueOrNull is null),
            result => Assert.Equal("APPLICATION_DECIDED_MEANWHILE", result.Decision.Reasons[0].Code));
        Assert.Equal(3, (await world.Mails()).Count);
    }

    [Fact]
    [Trait("Rule", "ENR-39")]
    public async Task An_operator_who_looked_at_an_older_version_is_told()
    {
        await using var world = await World.Create();
        var (applicant, vendor) = (await world.InReview(), await world.Vendor());
        var version = (await world.ApplicationOf(applicant)).Application!.Version;
        await Add(world, applicant, "register.pdf", Paper);

        var decided = await world.Does((DecideApplication use) =>
            use.Handle(vendor.As(Role.ProgramOperator), applicant.Id, version, new(true, true, ""), Cancel));

        Assert.Equal("APPLICATION_DECIDED_MEANWHILE", decided.Decision.Reasons[0].Code);
    }

    [Fact]
    [Trait("Rule", "ENR-38")]
    [Trait("Rule", "ENR-39")]
    public async Task A_rejected_applicant_corrects_what_failed_and_only_that_is_decided_again()
    {
        await using var world = await World.Create();
        var applicant = await world.Rejected(employment: true, business: false);
        var rejected = await world.ApplicationOf(applicant);
        var unchanged = await world.Does((AnswerRejection use) => use.Resubmit(applicant.GlobalAdmin, true, Cancel));
        await world.Does((WriteApplication use) => use.Profile(
            applicant.GlobalAdmin, World.Profile() with { Street = "Am Wall 13" }, false, Cancel));

        var corrected = await world.Does((AnswerRejection use) => use.Resubmit(applicant.GlobalAdmin, true, Cancel));
        var vendor = await world.Vendor();
        var decided = await Decide(world, vendor, applicant, new(null, true, ""));

        Assert.Equal((EnrolmentState.Rejected, "The register has another name."), (rejected.State, rejected.Application!.RejectedBecause));
        Assert.Equal("APPLICATION_NOTHING_CORRECTED", unchanged.Decision.Reasons[0].Code);
        Assert.Equal(EnrolmentState.InReview, corrected.ValueOrNull!.State);
        Assert.Equal(
            [CheckOutcome.Passed, CheckOutcome.Passed, CheckOutcome.Open], corrected.ValueOrNull.Checks.Select(check => check.Outcome));
        Assert.Equal(EnrolmentState.Qualified, decided.ValueOrNull!.State);
        Assert.Equal("Am Wall 13", (await world.ApplicationOf(applicant)).Organisation.Street);
    }

    [Fact]
    [Trait("Rule", "ENR-39")]
    public async Task A_corrected_address_is_confirmed_again()
    {
        await using var world = await World.Create();
        var applicant = await world.Rejected(employment: false, business: true);
        await world.Does((WriteApplication use) => use.Contacts(
            applicant.GlobalAdmin, World.Contact(applicant, $"grace@{applicant.Domain}"), World.Support(applicant), false, Cancel));

        var corrected = await world.Does((AnswerRejection use) => use.Resubmit(applicant.GlobalAdmin, true, Cancel));
        await world.Does((VerifyAddress use) => use.Confirm(world.TokenMailed().Result, Cancel));

        Assert.Equal(EnrolmentState.AwaitingEmailVerification, corrected.ValueOrNull!.State);
        var file = await world.ApplicationOf(applicant);
        Assert.Equal(EnrolmentState.InReview, file.State);
        Assert.Equal(
            [CheckOutcome.Passed, CheckOutcome.Open, CheckOutcome.Passed], file.Checks.Select(check => check.Outcome));
    }

    [Fact]
    [Trait("Rule", "ENR-38")]
    public async Task An_appeal_needs_a_document_of_after_the_decision_and_comes_back_to_the_operators()
    {
        await using var world = await World.Create();
        var applicant = await world.Rejected();
        var empty = await world.Does((AnswerRejection use) => use.Appeal(applicant.GlobalAdmin, "We moved.", Cancel));
        await Add(world, applicant, "register.pdf", Paper);

        var appealed = await world.Does((AnswerRejection use) => use.Appeal(applicant.GlobalAdmin, "We moved.", Cancel));

        Assert.Equal(["APPEAL_NEEDS_DOCUMENTS"], empty.Decision.Reasons.Select(reason => reason.Code));
        Assert.Equal(EnrolmentState.InReview, appealed.ValueOrNull!.State);
        Assert.Contains(
            await world.Does((ApplicationQueries queries) => queries.HistoryOf(appealed.ValueOrNull!.Application!, Cancel)),
            line => line is { Event: ApplicationEvent.Appealed, Reason: "We moved." });
    }

    [Fact]
    [Trait("Rule", "ENR-38")]
    public async Task A_document_is_taken_once_as_what_it_is_and_read_by_its_owner_and_operators_only()
    {
        await using var world = await World.Create();
        var (applicant, other) = (await world.InReview(), await world.InReview());

        var added = (await Add(world, applicant, "../evil\\register.pdf", Paper)).ValueOrNull!;
        var again = (await Add(world, applicant, "again.pdf", Paper)).ValueOrNull!;
        var page = await Add(world, applicant, "page.pdf", [.. "<html>"u8]);
        var large = await Add(world, applicant, "large.pdf", [.. Paper, .. new byte[ApplicationDocument.MaxMegabytes * 1024 * 1024]]);

        Assert.Equal(("register.pdf", "application/pdf", added.Id), (added.Name, added.ContentType, again.Id));
        Assert.Equal(["DOCUMENT_TYPE_UNKNOWN"], page.Decision.Reasons.Select(reason => reason.Code));
        Assert.Equal(["DOCUMENT_TOO_LARGE"], large.Decision.Reasons.Select(reason => reason.Code));
        Assert.Equal(Paper, (await world.Does((ApplicationDocuments use) => use.Open(applicant.Id, added.Id, Cancel)))!.Bytes);
        Assert.Null(await world.Does((ApplicationDocuments use) => use.Open(other.Id, added.Id, Cancel)));
        Assert.NotNull(await world.Does((ApplicationDocuments use) => use.OpenSent(applicant.Id, added.Id, Cancel)));
    }

    [Fact]
    [Trait("Rule", "ENR-39")]
    public async Task Operators_see_what_was_sent_the_longest_waiting_first_and_no_draft()
    {
        await using var world = await World.Create();
        var vendor = await world.Vendor();
        var first = await world.InReview();
        world.Clock.Advance(TimeSpan.FromHours(1));
        var (second, _) = await world.Submitted();
        await world.Draft();
        var gone = await world.Submitted();
        await world.Does((WithdrawApplication use) => use.Handle(gone.Applicant.GlobalAdmin, Cancel));

        var all = await List(world, new());
        var inReview = await List(world, new(State: EnrolmentState.InReview));
        var named = await List(world, new(Name: "weserUFER"));

        var partners = await world.Does((PartnerQueries queries) => queries.List(new(), PageRequest.First, Cancel));
        Assert.Equal([first.Id, second.Id], all);
        Assert.Equal(all.Order(ById), partners.Items.Select(row => row.TenantId).Order(ById));
        Assert.Equal([first.Id], inReview);
        Assert.Equal(2, named.Count);
        Assert.Equal("APPLICATION_NOT_FOUND", (await Decide(world, vendor, await world.Draft(), new(true, true, ""))).Decision.Reasons[0].Code);
    }

    [Fact]
    [Trait("Rule", "ENR-37")]
    public async Task Whoever_is_qualified_signs_in_as_a_reseller_and_becomes_active_by_signing()
    {
        await using var world = await World.Create();
        var applicant = await world.Applicant();
        await world.Member("ada@membership.example", ("6758210", "DE", true));
        await world.InReview(applicant);
        await world.Does((LinkNetworkId use) => use.SignIn(applicant.GlobalAdmin, "ada@membership.example", World.Password, Cancel));
        await world.Does((LinkNetworkId use) => use.Choose(applicant.GlobalAdmin, "6758210", Cancel));
        await Decide(world, await world.Vendor(), applicant, new(true, true, ""));
        var admin = await world.User(applicant, "boss", Role.GlobalAdmin);

        var subject = await world.Services.GetRequiredService<Subjects>().Find(new(admin.UserId, null));
        var signed = await world.Does((SignPartnerAgreement use) =>
            use.Handle(subject!.Actor, AgreementTexts.Partner.Template.Version, true, Cancel));

        Assert.Equal([PartnerType.Reseller], subject!.PartnerTypes);
        Assert.NotNull(signed.ValueOrNull);
        var file = await world.ApplicationOf(applicant);
        Assert.Equal((EnrolmentState.Active, "6758210"), (file.State, file.LinkedNetworkId));
    }

    private static readonly Comparer<TenantId> ById = Comparer<TenantId>.Create((one, other) => one.Value.CompareTo(other.Value));

    private static Task<Result<ApplicationDocument>> Add(World world, Participant applicant, string name, byte[] bytes) =>
        world.Does((ApplicationDocuments use) => use.Add(applicant.GlobalAdmin, PartnerType.Reseller, name, new MemoryStream(bytes), Cancel));

    private static async Task<Result<ApplicationFile>> Decide(
        World world, Participant vendor, Participant applicant, Verdict verdict)
    {
        var version = (await world.ApplicationOf(applicant)).Application!.Version;
        return await world.Does((DecideApplication use) =>
            use.Handle(vendor.As(Role.ProgramOperator), applicant.Id, version, verdict, Cancel));
    }

    private static async Task<List<TenantId>> List(World world, PartnerFilter filter) =>
    [
        .. (await world.Does((ApplicationQueries queries) => queries.List(filter, PageRequest.First, Cancel)))
            .Items.Select(row => row.TenantId),
    ];
}
