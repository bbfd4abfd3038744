using Kontor.Access;
using Kontor.Accounts;
using Kontor.Activity;
using Kontor.Enrolment;
using Kontor.Kernel;
using Microsoft.EntityFrameworkCore;
using Kontor.Policy;

namespace Kontor.Tests.Enrolment;

/// <summary>An application from its first draft to its decision.</summary>
public sealed class ApplicationTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static NewDirectory Wanted => new(
        "Weserufer Systemhaus", "DE", "weserufer", "Ada", "Lovelace", "ada.lovelace", "ada@weserufer.example",
        World.Password, "de");

    [Fact]
    [Trait("Rule", "ENR-01")]
    [Trait("Rule", "ENR-03")]
    [Trait("Rule", "ENR-22")]
    public async Task Whoever_has_no_directory_gets_one_with_its_first_admin_and_a_draft()
    {
        await using var world = await World.Create();

        var user = (await Found(world, Wanted)).ValueOrNull!;

        Assert.Equal("ada.lovelace@weserufer.kontor.example", user.UserName);
        Assert.NotNull((await world.Does((SignIn use) => use.Handle(user.UserName!, World.Password, Cancel))).ValueOrNull);
        var file = await world.Does((ApplicationFiles files) => files.Of(user.TenantId, Cancel));
        Assert.Equal((TenantKind.Partner, "DE"), (file.Tenant.Kind, file.Tenant.Market));
        Assert.Equal((EnrolmentState.Draft, "ada@weserufer.example"), (file.State, file.Application!.Contact.Email));
        await using var db = world.Db();
        Assert.Equal(Role.GlobalAdmin, (await db.RoleAssignments.SingleAsync(Cancel)).Role);
    }

    [Fact]
    [Trait("Rule", "ENR-03")]
    [Trait("Rule", "ACC-29")]
    public async Task A_directory_that_cannot_be_made_is_refused_with_every_reason_and_nothing_is_left()
    {
        await using var world = await World.Create();

        var refused = await Found(world, Wanted with
        {
            Organisation = " ",
            Market = "XX",
            Prefix = "-a",
            UserName = "a b",
            Email = "ada@gmail.com",
            Password = "short",
        });

        Assert.Equal(
            [
                "DIRECTORY_ORGANIZATION_INVALID", "DIRECTORY_MARKET_UNKNOWN", "DIRECTORY_PREFIX_INVALID",
                "DIRECTORY_USER_NAME_INVALID", "DIRECTORY_MAIL_PERSONAL", "PASSWORD_TOO_WEAK",
            ],
            Codes(refused.Decision));
        await using var db = world.Db();
        Assert.False(await db.Tenants.AnyAsync(Cancel));
    }

    [Fact]
    [Trait("Rule", "NAT-03")]
    [Trait("Rule", "NAT-10")]
    public async Task A_directory_is_made_in_a_national_cloud_where_policy_offers_it_and_the_address_fits()
    {
        await using var world = await World.Create();
        var vendor = await world.Vendor();
        var wanted = Wanted with { Market = "US", Cloud = Cloud.UsGovernment };
        var notOffered = await Found(world, wanted);
        await world.Does((ChangePolicy use) => use.Handle(
            vendor.As(Role.ProgramOperator), ProgramPolicy.Default with { OffersUsGovernmentCloud = true }, 0, Cancel));

        var elsewhere = await Found(world, wanted with { Market = "DE" });
        var other = await Found(world, wanted with { Cloud = Cloud.China });
        var made = (await Found(world, wanted)).ValueOrNull!;

        Assert.Equal(["DIRECTORY_CLOUD_NOT_OFFERED"], Codes(notOffered.Decision));
        Assert.Equal(["DIRECTORY_CLOUD_NEEDS_US_ADDRESS"], Codes(elsewhere.Decision));
        Assert.Equal(["DIRECTORY_CLOUD_NOT_OFFERED"], Codes(other.Decision));
        Assert.Equal(Cloud.UsGovernment, (await world.Does((ApplicationFiles files) => files.Of(made.TenantId, Cancel))).Tenant.Cloud);
    }

    [Fact]
    [Trait("Rule", "ENR-03")]
    public async Task A_domain_is_given_once_and_a_second_click_finds_what_the_first_has_made()
    {
        await using var world = await World.Create();

        var made = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Found(world, Wanted)));
        var stranger = await Found(world, Wanted with { UserName = "mallory", Password = "another good password" });

        Assert.Single(made.Select(result => result.ValueOrNull!.Id).Distinct());
        Assert.Equal(["DIRECTORY_PREFIX_TAKEN"], Codes(stranger.Decision));
        await using var db = world.Db();
        Assert.Equal(1, await db.Tenants.CountAsync(Cancel));
        Assert.Equal(1, await db.Organisations.CountAsync(Cancel));
    }

    [Fact]
    [Trait("Rule", "ENR-03")]
    public async Task From_one_address_come_only_so_many_directories_an_hour()
    {
        await using var world = await World.Create();
        var most = new EnrolmentOptions().NewAccountsPerHour;
        var limit = (NewAccountLimit)world.Services.GetService(typeof(NewAccountLimit))!;
        for (var taken = 0; taken < most; taken++)
        {
            Assert.True(limit.TryTake("192.0.2.7"));
        }

        var here = await world.Does((FoundDirectory use) => use.Handle(Wanted, "192.0.2.7", Cancel));
        var elsewhere = await world.Does((FoundDirectory use) => use.Handle(Wanted, "192.0.2.8", Cancel));

        Assert.Equal(["DIRECTORIES_TOO_MANY"], Codes(here.Decision));
        Assert.NotNull(elsewhere.ValueOrNull);
    }

    [Fact]
    [Trait("Rule", "ENR-27")]
    public async Task A_draft_belongs_to_the_tenant_is_resumed_and_stays_apart_from_the_organization()
    {
        await using var world = await World.Create();
        var applicant = await world.Applicant();
        var colleague = applicant.GlobalAdmin with { Name = "grace@colleague.example" };

        var begun = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ =>
            world.Does((StartApplication use) => use.Handle(applicant.GlobalAdmin, Cancel))));
        var half = World.Profile() with { City = "", PostalCode = "" };
        var later = await world.Does((WriteApplication use) => use.Profile(applicant.GlobalAdmin, half, true, Cancel));
        var now = await world.Does((WriteApplication use) => use.Profile(applicant.GlobalAdmin, half, false, Cancel));
        var resumed = (await world.Does((StartApplication use) => use.Handle(colleague, Cancel))).ValueOrNull!;

        Assert.All(begun, result => Assert.Equal(1, result.ValueOrNull!.Application!.Number));
        Assert.NotNull(later.ValueOrNull);
        Assert.Equal(["LEGAL_CITY_INVALID", "LEGAL_POSTAL_CODE_MISSING"], Codes(now.Decision));
        Assert.Equal(half, resumed.Application!.Profile);
        Assert.Equal(applicant.Name, resumed.Organisation.Name);
    }

    [Fact]
    [Trait("Rule", "ENR-05")]
    [Trait("Rule", "ENR-27")]
    [Trait("Rule", "ENR-29")]
    [Trait("Rule", "ENR-30")]
    [Trait("Rule", "ENR-39")]
    public async Task What_is_sent_becomes_the_organizations_and_the_link_goes_to_the_primary_contact()
    {
        await using var world = await World.Create();
        var applicant = await world.Draft();

        var without = await world.Does((SubmitApplication use) => use.Handle(applicant.GlobalAdmin, false, Cancel));
        var sent = (await world.Does((SubmitApplication use) => use.Handle(applicant.GlobalAdmin, true, Cancel))).ValueOrNull!;

        Assert.Equal(["APPLICATION_AUTHORITY_NOT_CONFIRMED"], Codes(without.Decision));
        Assert.Equal(EnrolmentState.AwaitingEmailVerification, sent.State);
        var file = await world.ApplicationOf(applicant);
        Assert.Equal(
            (World.Profile().LegalName, "28195", $"ada@{applicant.Domain}"),
            (file.Organisation.Name, file.Organisation.PostalCode, file.Organisation.ContactEmail));
        Assert.Equal(Enum.GetValues<CheckKind>(), file.Checks.Select(check => check.Kind));
        var mail = Assert.Single(await world.Mails());
        Assert.Equal(($"ada@{applicant.Domain}", "de", "enrolmentVerification"), (mail.To, mail.Language, mail.Template));
        await using var db = world.Db();
        Assert.Equal("sealed-mail", (await db.OutboxMessages.SingleAsync(Cancel)).Kind);
        Assert.Contains(await db.ProgramEvents.ToListAsync(Cancel), e => e.Type == "enrolment-changed");
    }

    [Fact]
    [Trait("Rule", "ENR-39")]
    public async Task Of_tabs_that_send_at_once_one_does_and_one_mail_goes_out()
    {
        await using var world = await World.Create();
        var applicant = await world.Draft();

        var results = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ =>
            world.Does((SubmitApplication use) => use.Handle(applicant.GlobalAdmin, true, Cancel))));

        Assert.Single(results, result => result.ValueOrNull is not null);
        Assert.All(
            results.Where(result => result.ValueOrNull is null),
            result => Assert.Equal(["APPLICATION_STATE_FORBIDS"], Codes(result.Decision)));
        Assert.Single(await world.Mails());
    }

    [Fact]
    [Trait("Rule", "ENR-29")]
    [Trait("Rule", "ENR-35")]
    public async Task Looking_at_the_link_changes_nothing_and_confirming_it_begins_the_review_once()
    {
        await using var world = await World.Create();
        var (applicant, token) = await world.Submitted();

        var seen = (await world.Does((VerifyAddress use) => use.Open(token, Cancel))).ValueOrNull!;
        var before = (await world.ApplicationOf(applicant)).State;
        var confirmed = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ =>
            world.Does((VerifyAddress use) => use.Confirm(token, Cancel))));
        var again = (await world.Does((VerifyAddress use) => use.Confirm(token, Cancel))).ValueOrNull!;

        Assert.Equal((World.Profile().LegalName, false), (seen.Organisation, seen.IsConfirmed));
        Assert.Equal(EnrolmentState.AwaitingEmailVerification, before);
        Assert.Contains(confirmed, result => result.ValueOrNull is not null);
        Assert.True(again.IsConfirmed);
        var file = await world.ApplicationOf(applicant);
        Assert.Equal((EnrolmentState.InReview, world.Now), (file.State, file.Enrolment!.Since));
        Assert.Equal(CheckOutcome.Passed, file.Checks[0].Outcome);
        Assert.Equal(["enrolmentVerification", "enrolmentStatus"], (await world.Mails()).Select(mail => mail.Template));
    }

    [Fact]
    [Trait("Rule", "ENR-29")]
    [Trait("Rule", "ENR-39")]
    public async Task A_new_mail_voids_the_link_in_the_old_one_and_there_are_only_so_many_a_day()
    {
        await using var world = await World.Create();
        var (applicant, old) = await world.Submitted();

        var results = new List<Result<ApplicationFile>>();
        for (var mail = 1; mail <= ApplicationRules.MaxMails; mail++)
        {
            results.Add(await world.Does((VerifyAddress use) => use.Resend(applicant.GlobalAdmin, Cancel)));
            world.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.Equal(["EMAIL_LINKS_TOO_MANY"], Codes(results[^1].Decision));
        Assert.Equal(ApplicationRules.MaxMails, (await world.Mails()).Count);
        Assert.Equal(["EMAIL_LINK_INVALID"], Codes((await world.Does((VerifyAddress use) => use.Confirm(old, Cancel))).Decision));
        Assert.NotNull((await world.Does((VerifyAddress use) => use.Open(world.TokenMailed().Result, Cancel))).ValueOrNull);
        world.Clock.Advance(ApplicationRules.MailWindow);
        Assert.NotNull((await world.Does((VerifyAddress use) => use.Resend(applicant.GlobalAdmin, Cancel))).ValueOrNull);
    }

    [Fact]
    [Trait("Rule", "ENR-29")]
    public async Task A_link_does_not_hold_for_ever_and_what_is_no_token_is_not_looked_up()
    {
        await using var world = await World.Create();
        var (_, token) = await world.Submitted();
        world.Clock.Advance(ApplicationRules.LinkLifetime);

        foreach (var tried in new[] { token, Secrets.New(), "", null, "'; drop table users" })
        {
            Assert.Equal(["EMAIL_LINK_INVALID"], Codes((await world.Does((VerifyAddress use) => use.Open(tried, Cancel))).Decision));
        }
    }

    [Fact]
    [Trait("Rule", "ENR-39")]
    public async Task Using_the_old_link_while_a_new_mail_is_wanted_does_one_of_the_two()
    {
        await using var world = await World.Create();
        var (applicant, token) = await world.Submitted();

        var confirming = world.Does((VerifyAddress use) => use.Confirm(token, Cancel));
        var resending = world.Does((VerifyAddress use) => use.Resend(applicant.GlobalAdmin, Cancel));
        await Task.WhenAll(confirming, resending);

        var (confirmed, resent) = ((await confirming).ValueOrNull is not null, (await resending).ValueOrNull is not null);
        Assert.True(confirmed != resent, $"confirmed {confirmed}, resent {resent}");
        Assert.Equal(
            confirmed ? EnrolmentState.InReview : EnrolmentState.AwaitingEmailVerification,
            (await world.ApplicationOf(applicant)).State);
    }

    [Fact]
    [Trait("Rule", "ENR-28")]
    [Trait("Rule", "ENR-39")]
    public async Task Another_address_gets_the_only_link_that_counts()
    {
        await using var world = await World.Create();
        var (applicant, old) = await world.Submitted();

        var personal = await world.Does((VerifyAddress use) => use.Change(applicant.GlobalAdmin, "ada@gmail.com", Cancel));
        var changed = await world.Does((VerifyAddress use) =>
            use.Change(applicant.GlobalAdmin, $"grace@{applicant.Domain}", Cancel));

        Assert.Equal(["PRIMARY_CONTACT_EMAIL_PERSONAL"], Codes(personal.Decision));
        Assert.NotNull(changed.ValueOrNull);
        Assert.Equal($"grace@{applicant.Domain}", (await world.ApplicationOf(applicant)).Organisation.ContactEmail);
        Assert.Equal($"grace@{applicant.Domain}", (await world.Mails())[^1].To);
        Assert.Null((await world.Does((VerifyAddress use) => use.Open(old, Cancel))).ValueOrNull);
    }

    [Fact]
    [Trait("Rule", "ENR-06")]
    [Trait("Rule", "ENR-51")]
    public async Task A_partner_that_is_in_the_program_adds_its_support_contact_and_is_qualified()
    {
        await using var world = await World.Create();
        var direct = await world.DirectPartner();

        await world.Does((StartApplication use) => use.Handle(direct.GlobalAdmin, Cancel));
        await world.Does((WriteApplication use) =>
            use.Contacts(direct.GlobalAdmin, null, World.Support(direct), false, Cancel));
        var sent = await world.Does((SubmitApplication use) => use.Handle(direct.GlobalAdmin, true, Cancel));

        Assert.Equal(EnrolmentState.Qualified, sent.ValueOrNull!.State);
        Assert.Equal(direct.Name, sent.ValueOrNull.Organisation.Name);
        Assert.Equal(["enrolmentStatus"], (await world.Mails()).Select(mail => mail.Template));
    }

    [Fact]
    [Trait("Rule", "ENR-39")]
    public async Task What_was_withdrawn_is_over_and_the_next_application_has_the_next_number()
    {
        await using var world = await World.Create();
        var (applicant, token) = await world.Submitted();

        var withdrawn = await world.Does((WithdrawApplication use) => use.Handle(applicant.GlobalAdmin, Cancel));
        var dead = await world.Does((VerifyAddress use) => use.Open(token, Cancel));
        var next = await world.Does((StartApplication use) => use.Handle(applicant.GlobalAdmin, Cancel));

        Assert.Equal(EnrolmentState.Withdrawn, withdrawn.ValueOrNull!.State);
        Assert.Null(dead.ValueOrNull);
        Assert.Equal((2, EnrolmentState.Draft), (next.ValueOrNull!.Application!.Number, next.ValueOrNull.State));
        Assert.Equal("Weserufer Systemhaus GmbH", next.ValueOrNull.Application.Profile.LegalName);
    }

    [Fact]
    [Trait("Rule", "ENR-39")]
    public async Task What_was_sent_cannot_be_written_any_more_and_nobody_else_acts_for_the_tenant()
    {
        await using var world = await World.Create();
        var (applicant, _) = await world.Submitted();

        var written = await world.Does((WriteApplication use) =>
            use.Profile(applicant.GlobalAdmin, World.Profile("Other GmbH"), false, Cancel));
        var byAgent = await world.Does((WithdrawApplication use) => use.Handle(applicant.As(Role.AdminAgent), Cancel));
        var byCustomer = await world.Does((StartApplication use) =>
            use.Handle(world.Customer().Result.GlobalAdmin, Cancel));

        Assert.Equal(["APPLICATION_NOT_EDITABLE"], Codes(written.Decision));
        Assert.Equal(["ENROLLING_GLOBAL_ADMIN_REQUIRED"], Codes(byAgent.Decision));
        Assert.Equal(["ENROLLING_TENANT_OF_OTHER_KIND"], Codes(byCustomer.Decision));
    }

    private static Task<Result<User>> Found(World world, NewDirectory wanted) =>
        world.Does((FoundDirectory use) => use.Handle(wanted, "192.0.2.1", Cancel));

    private static string[] Codes(Decision decision) => [.. decision.Reasons.Select(reason => reason.Code)];
}
