using Kontor.Accounts;
using Kontor.Activity;
using Kontor.Enrolment;
using Kontor.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Tests.Enrolment;

/// <summary>What becomes of a profile that is changed after the admission.</summary>
public sealed class ChangeLegalProfileTests
{
    private static readonly Verdict Fine = new(true, true, "");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("Rule", "ACC-49")]
    [Trait("Rule", "ENR-36")]
    [Trait("Rule", "ENR-39")]
    public async Task A_reseller_changes_its_name_works_on_and_only_that_is_verified_again()
    {
        await using var world = await World.Create();
        var (vendor, reseller) = (await world.Vendor(), await world.Established());
        var before = await File(world, reseller);

        var changed = await Change(world, reseller, Named(before, "Weserufer Cloud GmbH"));

        var file = await File(world, reseller);
        Assert.True(changed.Decision.IsGranted);
        Assert.Equal("Weserufer Cloud GmbH", file.Organisation.Name);
        Assert.Equal(EnrolmentState.Active, Assert.Single(file.Enrolments).State);
        Assert.Equal(VerificationState.Pending, file.State);
        Assert.Equal(
            [VerificationState.Authorised, VerificationState.Authorised, VerificationState.Pending],
            Enum.GetValues<CheckKind>().Select(kind => file.StateOf(kind)!.Value));
        Assert.Contains("wird geprüft", (await world.Mails())[^1].Subject, StringComparison.Ordinal);

        world.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.True((await Decide(world, vendor, reseller, file.Version, Fine)).Decision.IsGranted);

        var verified = await File(world, reseller);
        Assert.Equal((VerificationState.Authorised, null), (verified.State, verified.Verification!.RejectedBecause));
        Assert.Contains("ist geprüft", (await world.Mails())[^1].Subject, StringComparison.Ordinal);
        await using var db = world.Db();
        Assert.Equal(
            ["LegalProfileChanged", "LegalProfileVerified"],
            await db.ActivityRecords.OrderBy(r => r.Id).Where(r => r.Action.StartsWith("LegalProfile")).Select(r => r.Action)
                .ToListAsync(Cancel));
        Assert.Equal(
            2, await db.Set<ProgramEvent>().CountAsync(e => e.Type == "profile-verification-changed", Cancel));
    }

    [Fact]
    [Trait("Rule", "ACC-49")]
    public async Task The_history_keeps_who_changed_what_when_and_what_it_was()
    {
        await using var world = await World.Create();
        var reseller = await world.Established();
        var before = await File(world, reseller);

        await Change(world, reseller, Named(before, "Weserufer Cloud GmbH"));

        var line = Assert.Single(await world.Does((OrganisationFiles files) =>
            files.HistoryOf(reseller.OrganisationId, 10, Cancel)));
        Assert.Equal(
            (ProfileEvent.LegalChanged, reseller.GlobalAdmin.Name, world.Now, false),
            (line.Event, line.By, line.At, line.IsByOperator));
        Assert.Equal(
            [new FieldChange(ProfileField.LegalName, before.Organisation.Name, "Weserufer Cloud GmbH")], line.Fields);
    }

    [Fact]
    [Trait("Rule", "ENR-35")]
    [Trait("Rule", "ENR-60")]
    public async Task What_was_rejected_is_corrected_and_verified_again_also_while_the_partner_is_suspended_for_it()
    {
        await using var world = await World.Create();
        var (vendor, reseller) = (await world.Vendor(), await world.Established());
        await Change(world, reseller, Named(await File(world, reseller), "Weserufer Cloud GmbH"));

        var version = (await File(world, reseller)).Version;
        Assert.Equal(
            "REJECTION_REASON_INVALID",
            Code(await Decide(world, vendor, reseller, version, new Verdict(null, false, " "))));
        world.Clock.Advance(TimeSpan.FromMinutes(1));
        await Decide(world, vendor, reseller, version, new Verdict(null, false, "The register knows another name."));
        var rejected = await File(world, reseller);
        Assert.Equal(VerificationState.Rejected, rejected.State);
        Assert.Contains("The register knows another name.", (await world.Mails())[^1].Text, StringComparison.Ordinal);

        var suspension = new StandingWish(
            StandingAct.Suspend, SuspensionCause.ProfileRejected, "The profile was rejected.", null);
        await world.Does((ChangeStanding use) => use.Handle(vendor.GlobalAdmin, reseller.Id, suspension, Cancel));
        Assert.True((await Change(world, reseller, Named(rejected, "Weserufer Systeme GmbH"))).Decision.IsGranted);

        var corrected = await File(world, reseller);
        Assert.Equal((VerificationState.Pending, null), (corrected.State, corrected.Verification!.RejectedBecause));
        Assert.Equal(EnrolmentState.Suspended, Assert.Single(corrected.Enrolments).State);
        await Decide(world, vendor, reseller, corrected.Version, Fine);
        Assert.Equal(VerificationState.Authorised, (await File(world, reseller)).State);
    }

    [Fact]
    [Trait("Rule", "ENR-29")]
    [Trait("Rule", "ENR-35")]
    public async Task A_changed_address_is_confirmed_by_the_link_that_only_it_gets_and_the_former_one_is_told()
    {
        await using var world = await World.Create();
        var reseller = await world.Established();
        var before = await File(world, reseller);
        var address = $"office@{reseller.Domain}";

        await Change(world, reseller, before.Legal with { Contact = before.Legal.Contact with { Email = address } });

        var token = await world.TokenMailed();
        var mails = (await world.Mails()).TakeLast(3).ToList();
        Assert.Equal([address], mails.Where(m => m.Text.Contains(token, StringComparison.Ordinal)).Select(m => m.To));
        Assert.Equal(
            new[] { address, before.Organisation.ContactEmail }.Order(),
            mails.Where(m => !m.Text.Contains(token, StringComparison.Ordinal)).Select(m => m.To).Order());
        var opened = await world.Does((VerifyAddress use) => use.Open(token, Cancel));
        Assert.False(opened.ValueOrNull!.IsConfirmed);
        Assert.Equal(VerificationState.Pending, (await File(world, reseller)).State);
        await using (var db = world.Db())
        {
            Assert.DoesNotContain(
                await db.OutboxMessages.Select(m => m.Payload).ToListAsync(Cancel),
                payload => payload.Contains(token, StringComparison.Ordinal));
            Assert.Equal(Secrets.Hash(token), (await db.ProfileVerifications.SingleAsync(Cancel)).LinkHash);
        }

        // Another link voids this one, and a used one can be looked at again.
        world.Clock.Advance(TimeSpan.FromMinutes(1));
        await world.Does((ProfileAddress use) => use.Resend(reseller.GlobalAdmin, Cancel));
        Assert.Equal("EMAIL_LINK_INVALID", Code(await world.Does((VerifyAddress use) => use.Confirm(token, Cancel))));
        var newest = await world.TokenMailed();
        Assert.True((await world.Does((VerifyAddress use) => use.Confirm(newest, Cancel))).ValueOrNull!.IsConfirmed);
        Assert.True((await world.Does((VerifyAddress use) => use.Confirm(newest, Cancel))).ValueOrNull!.IsConfirmed);

        Assert.Equal(VerificationState.Authorised, (await File(world, reseller)).State);
        Assert.Equal(
            "PROFILE_ADDRESS_NOT_OPEN",
            Code(await world.Does((ProfileAddress use) => use.Resend(reseller.GlobalAdmin, Cancel))));
    }

    [Fact]
    [Trait("Rule", "ENR-35")]
    public async Task A_link_is_void_after_two_weeks_and_no_more_than_some_mails_a_day_are_sent()
    {
        await using var world = await World.Create();
        var reseller = await world.Established();
        var legal = (await File(world, reseller)).Legal;
        await Change(world, reseller, legal with { Contact = legal.Contact with { Email = $"office@{reseller.Domain}" } });
        for (var sent = 1; sent < ApplicationRules.MaxMails; sent++)
        {
            Assert.True((await world.Does((ProfileAddress use) => use.Resend(reseller.GlobalAdmin, Cancel))).Decision.IsGranted);
        }

        Assert.Equal(
            "EMAIL_LINKS_TOO_MANY", Code(await world.Does((ProfileAddress use) => use.Resend(reseller.GlobalAdmin, Cancel))));
        var now = (await File(world, reseller)).Legal;
        Assert.Equal(
            "EMAIL_LINKS_TOO_MANY",
            Code(await Change(
                world, reseller, now with { Contact = now.Contact with { Email = $"desk@{reseller.Domain}" } })));
        Assert.Equal($"office@{reseller.Domain}", (await File(world, reseller)).Organisation.ContactEmail);

        var token = await world.TokenMailed();
        world.Clock.Advance(ApplicationRules.LinkLifetime);
        Assert.Equal("EMAIL_LINK_INVALID", Code(await world.Does((VerifyAddress use) => use.Open(token, Cancel))));
    }

    [Fact]
    [Trait("Rule", "ACC-49")]
    public async Task A_verified_provider_asks_the_vendor_and_an_operator_changes_it_and_says_why()
    {
        await using var world = await World.Create();
        var vendor = await world.Vendor();
        var provider = await world.Established(await world.Provider());
        var wanted = Named(await File(world, provider), "Weserufer Distribution GmbH");

        var refused = await Change(world, provider, wanted);
        Assert.Equal("LEGAL_PROFILE_LOCKED", Code(refused));
        Assert.Contains($"contact@{vendor.Domain}", ReasonTexts.Of(refused.Decision.Reasons[0]), StringComparison.Ordinal);

        Assert.Equal("PROFILE_REQUEST_INVALID", Code(await OnRequest(world, vendor, provider, wanted, "")));
        Assert.True((await OnRequest(world, vendor, provider, wanted, "Ada wrote on Monday.")).Decision.IsGranted);

        var file = await File(world, provider);
        Assert.Equal(("Weserufer Distribution GmbH", VerificationState.Pending), (file.Organisation.Name, file.State));
        var line = Assert.Single(await world.Does((OrganisationFiles files) =>
            files.HistoryOf(provider.OrganisationId, 10, Cancel)));
        Assert.Equal(
            (ProfileEvent.LegalChangedOnRequest, true, "Ada wrote on Monday."), (line.Event, line.IsByOperator, line.Reason));

        // While it is not verified, the provider may correct it itself.
        Assert.True((await Change(world, provider, Named(file, "Weserufer Handel GmbH"))).Decision.IsGranted);
    }

    [Fact]
    [Trait("Rule", "ACC-49")]
    public async Task Operators_change_the_profiles_of_admitted_partners_only()
    {
        await using var world = await World.Create();
        var (vendor, applicant, customer) = (await world.Vendor(), await world.InReview(), await world.Customer());

        foreach (var other in new[] { applicant, customer })
        {
            var wanted = Named(await File(world, other), "Weserufer Cloud GmbH");
            Assert.Equal("PARTNER_NOT_FOUND", Code(await OnRequest(world, vendor, other, wanted, "Asked.")));
        }

        Assert.Equal("PROFILE_CHANGE_NOT_FOUND", Code(await Decide(world, vendor, applicant, 0, Fine)));
    }

    [Fact]
    [Trait("Rule", "ACC-49")]
    public async Task A_member_without_a_place_in_the_program_changes_its_name_and_nothing_is_queued()
    {
        await using var world = await World.Create();
        var member = await world.Established(await world.Applicant());
        var admin = member.As(Role.AccountAdmin);

        var changed = await world.Does((ChangeLegalProfile use) => use.Handle(
            admin, World.Legal(member, "Weserufer Cloud GmbH"), Cancel));

        Assert.True(changed.Decision.IsGranted);
        var file = await File(world, member);
        Assert.Equal(("Weserufer Cloud GmbH", null, null), (file.Organisation.Name, file.State, file.Verification));
    }

    [Fact]
    [Trait("Rule", "ACC-49")]
    public async Task What_an_applicant_says_is_changed_in_the_application()
    {
        await using var world = await World.Create();
        var applicant = await world.InReview();

        Assert.Equal(
            "LEGAL_PROFILE_IN_APPLICATION",
            Code(await Change(world, applicant, Named(await File(world, applicant), "Weserufer Cloud GmbH"))));
    }

    [Fact]
    [Trait("Rule", "ACC-41")]
    [Trait("Rule", "ACC-50")]
    public async Task The_global_account_moves_to_the_country_of_a_location_and_tenant_and_locations_stay()
    {
        await using var world = await World.Create();
        var reseller = await world.Established();
        await world.Location(reseller, "NL");
        var before = (await File(world, reseller)).Legal;
        var moved = before with
        {
            Market = "NL",
            Profile = before.Profile with { Street = "Keizersgracht 1", City = "Amsterdam", PostalCode = "1015 CJ" },
        };

        Assert.Equal(
            "LEGAL_COUNTRY_WITHOUT_LOCATION", Code(await Change(world, reseller, moved with { Market = "FR" })));
        Assert.True((await Change(world, reseller, moved)).Decision.IsGranted);

        var file = await File(world, reseller);
        Assert.Equal(("NL", "DE"), (file.Organisation.Market, file.Tenant.Market));
        await using var db = world.Db();
        var stayed = await db.LocationDetails.SingleAsync(Cancel);
        Assert.Equal(
            (reseller.NetworkId, before.Profile.Street, before.Profile.City),
            (stayed.NetworkId, stayed.Street, stayed.City));
    }

    [Fact]
    [Trait("Rule", "ACC-49")]
    public async Task Of_operators_who_decide_at_once_one_wins_and_nobody_decides_on_what_was_changed_meanwhile()
    {
        await using var world = await World.Create();
        var (vendor, reseller) = (await world.Vendor(), await world.Established());
        await Change(world, reseller, Named(await File(world, reseller), "Weserufer Cloud GmbH"));
        var version = (await File(world, reseller)).Version;

        var results = await Task.WhenAll(Enumerable.Range(0, 6).Select(number => Task.Run(() => Decide(
            world, vendor, reseller, version, number % 2 == 0 ? Fine : new Verdict(null, false, "Not in the register.")))));

        Assert.Single(results, result => result.Decision.IsGranted);
        Assert.All(
            results.Where(result => !result.Decision.IsGranted),
            result => Assert.Equal("PROFILE_DECIDED_MEANWHILE", Code(result)));
        Assert.Equal(2, (await world.Mails()).Count);

        var looked = (await File(world, reseller)).Version;
        await Change(world, reseller, Named(await File(world, reseller), "Weserufer Systeme GmbH"));
        Assert.Equal("PROFILE_DECIDED_MEANWHILE", Code(await Decide(world, vendor, reseller, looked, Fine)));
    }

    [Fact]
    [Trait("Rule", "ACC-49")]
    public async Task Of_a_change_and_a_decision_at_once_one_wins()
    {
        await using var world = await World.Create();
        var (vendor, reseller) = (await world.Vendor(), await world.Established());
        for (var round = 0; round < 5; round++)
        {
            await Change(world, reseller, Named(await File(world, reseller), $"Weserufer Cloud {round} GmbH"));
            var file = await File(world, reseller);

            var change = Task.Run(() => Change(world, reseller, Named(file, $"Weserufer Netz {round} GmbH")));
            var decision = Task.Run(() => Decide(world, vendor, reseller, file.Version, Fine));
            await Task.WhenAll(change, decision);

            // A decision that was there first is followed by the change; never is the new name verified unseen.
            var after = await File(world, reseller);
            var changed = (await change).Decision.IsGranted;
            Assert.True(changed || (await decision).Decision.IsGranted);
            Assert.Equal(
                changed ? VerificationState.Pending : VerificationState.Authorised, after.State);
            Assert.Equal(changed, after.Organisation.Name.Contains("Netz", StringComparison.Ordinal));
        }
    }

    [Fact]
    [Trait("Rule", "ACC-48")]
    [Trait("Rule", "SUP-02")]
    public async Task Admins_write_the_company_profile_and_the_support_contact_which_began_with_the_application()
    {
        await using var world = await World.Create();
        var applicant = await world.InReview();
        Assert.Equal("Service desk", (await File(world, applicant)).Support!.Contact.Name);
        var member = applicant.As(Role.AccountAdmin);
        var support = World.Support(applicant) with { Name = "Night desk" };

        Assert.Equal("SUPPORT_OF_PARTNERS_ONLY", Code(await world.Does((WriteCompanyProfile use) =>
            use.Support(member, support, Cancel))));
        var reseller = await world.Established();
        var admin = reseller.As(Role.AccountAdmin);
        var details = new CompanyDetails("We run clouds.", "https://weserufer.example", "nl", "12-345-6789");
        Assert.True((await world.Does((WriteCompanyProfile use) => use.Support(admin, support, Cancel))).Decision.IsGranted);
        Assert.True((await world.Does((WriteCompanyProfile use) => use.Company(admin, details, Cancel))).Decision.IsGranted);
        Assert.Equal("PROFILE_NEEDS_ADMIN", Code(await world.Does((WriteCompanyProfile use) =>
            use.Company(reseller.As(Role.SalesAgent), details, Cancel))));
        Assert.Equal("DUNS_INVALID", Code(await world.Does((WriteCompanyProfile use) =>
            use.Company(admin, details with { Duns = "1234" }, Cancel))));

        var file = await File(world, reseller);
        Assert.Equal("Night desk", file.Support!.Contact.Name);
        Assert.Equal(details with { Duns = "123456789" }, file.Details);
        Assert.Equal("nl", file.Organisation.Language);
        Assert.Null(file.Verification);
        Assert.Equal(
            [ProfileEvent.CompanyChanged, ProfileEvent.SupportChanged],
            (await world.Does((OrganisationFiles files) => files.HistoryOf(reseller.OrganisationId, 10, Cancel)))
                .Select(line => line.Event).Order());
    }

    private static LegalFacts Named(OrganisationFile file, string name) =>
        file.Legal with { Profile = file.Legal.Profile with { LegalName = name } };

    private static Task<Result<OrganisationFile>> Change(World world, Participant partner, LegalFacts wanted) =>
        world.Does((ChangeLegalProfile use) => use.Handle(partner.GlobalAdmin, wanted, Cancel));

    private static Task<Result<OrganisationFile>> OnRequest(
        World world, Participant vendor, Participant partner, LegalFacts wanted, string request) =>
        world.Does((ChangeLegalProfile use) =>
            use.OnRequest(vendor.As(Role.ProgramOperator), partner.Id, wanted, request, Cancel));

    private static Task<Result<OrganisationFile>> Decide(
        World world, Participant vendor, Participant partner, int version, Verdict verdict) =>
        world.Does((DecideProfile use) =>
            use.Handle(vendor.As(Role.ProgramOperator), partner.OrganisationId, version, verdict, Cancel));

    private static Task<OrganisationFile> File(World world, Participant partner) =>
        world.Does((OrganisationFiles files) => files.Of(partner.Id, Cancel));

    private static string Code<T>(Result<T> result)
        where T : class => result.Decision.Reasons[0].Code;
}
