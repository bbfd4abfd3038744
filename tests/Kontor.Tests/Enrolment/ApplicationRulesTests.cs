using Kontor.Accounts;
using Kontor.Enrolment;
using Kontor.Kernel;
using Kontor.Membership;

namespace Kontor.Tests.Enrolment;

public sealed class ApplicationRulesTests
{
    private static readonly Participant Partner = new(
        new(Guid.NewGuid()), new(Guid.NewGuid()), TenantKind.Partner, "Weserufer", "DE", "weserufer.example", null);

    private static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    [Trait("Rule", "ENR-22")]
    [Trait("Rule", "ACC-21")]
    [Trait("Rule", "ACC-29")]
    public void Only_a_global_admin_of_a_partner_tenant_who_signs_in_at_work_may_apply()
    {
        Assert.True(ApplicationRules.MayApply(Partner.GlobalAdmin, null).IsGranted);
        Assert.Equal(
            ["ENROLLING_GLOBAL_ADMIN_REQUIRED"], Codes(ApplicationRules.MayApply(Partner.As(Role.AdminAgent), null)));
        Assert.Equal(
            ["ENROLLING_TENANT_OF_OTHER_KIND"],
            Codes(ApplicationRules.MayApply((Partner with { Kind = TenantKind.Customer }).GlobalAdmin, null)));
        Assert.Equal(
            ["ENROLLING_SIGN_IN_PERSONAL"],
            Codes(ApplicationRules.MayApply(Partner.GlobalAdmin with { Name = "ada@gmail.com" }, null)));
    }

    [Theory]
    [Trait("Rule", "ENR-36")]
    [InlineData(EnrolmentState.Draft, null)]
    [InlineData(EnrolmentState.Withdrawn, null)]
    [InlineData(EnrolmentState.AwaitingEmailVerification, VerificationState.Pending)]
    [InlineData(EnrolmentState.InReview, VerificationState.Pending)]
    [InlineData(EnrolmentState.Rejected, VerificationState.Rejected)]
    [InlineData(EnrolmentState.Qualified, VerificationState.Authorised)]
    [InlineData(EnrolmentState.Active, VerificationState.Authorised)]
    [InlineData(EnrolmentState.Suspended, VerificationState.Authorised)]
    public void The_state_of_the_verification_follows_from_that_of_the_application(
        EnrolmentState state, VerificationState? shown) => Assert.Equal(shown, VerificationStates.Of(state, null));

    [Theory]
    [Trait("Rule", "ENR-38")]
    [Trait("Rule", "ENR-39")]
    [InlineData("", false, "Business")]
    [InlineData("street", true, "Business")]
    [InlineData("name", true, "Employment,Business")]
    [InlineData("address", false, "Email,Business")]
    [InlineData("domain", false, "Email,Employment,Business")]
    public void Of_a_corrected_application_only_what_failed_or_changed_is_looked_at_again(
        string changed, bool isCorrected, string again)
    {
        var sent = World.Profile();
        var now = changed switch
        {
            "street" => sent with { Street = "Am Wall 13" },
            "name" => sent with { LegalName = "Weserufer Service GmbH" },
            _ => sent,
        };
        var address = changed switch
        {
            "address" => "grace@weserufer.example",
            "domain" => "ada@other.example",
            _ => "ada@weserufer.example",
        };
        ApplicationCheck[] checks =
            [Check(CheckKind.Email, true), Check(CheckKind.Employment, true), Check(CheckKind.Business, false)];

        var found = ApplicationRules.ToCheckAgain(checks, sent, now, "ada@weserufer.example", address);

        Assert.Equal(again, string.Join(',', found.Order()));
        Assert.Equal(isCorrected, ApplicationRules.IsCorrected(checks, sent, now, "ada@weserufer.example", address));
    }

    [Fact]
    [Trait("Rule", "ENR-35")]
    [Trait("Rule", "ENR-39")]
    public void Every_open_verification_is_answered_and_a_failed_one_is_explained()
    {
        ApplicationCheck[] open =
            [Check(CheckKind.Email, true), Check(CheckKind.Employment, null), Check(CheckKind.Business, null)];
        ApplicationCheck[] half =
            [Check(CheckKind.Email, true), Check(CheckKind.Employment, true), Check(CheckKind.Business, null)];

        Assert.True(ApplicationRules.MayDecide(open, new(true, true, "")).IsGranted);
        Assert.True(ApplicationRules.MayDecide(half, new(null, true, "")).IsGranted);
        Assert.True(ApplicationRules.MayDecide(open, new(true, false, "Not in the register.")).IsGranted);
        Assert.Equal(["VERIFICATION_VERDICT_MISSING"], Codes(ApplicationRules.MayDecide(open, new(true, null, ""))));
        Assert.Equal(["REJECTION_REASON_INVALID"], Codes(ApplicationRules.MayDecide(open, new(true, false, " "))));
    }

    [Fact]
    [Trait("Rule", "ENR-38")]
    public void An_appeal_says_why_and_shows_something()
    {
        Assert.True(ApplicationRules.MayAppeal("We moved last week.", hasNewDocument: true).IsGranted);
        Assert.Equal(
            ["APPEAL_TEXT_INVALID", "APPEAL_NEEDS_DOCUMENTS"], Codes(ApplicationRules.MayAppeal("", hasNewDocument: false)));
    }

    [Theory]
    [Trait("Rule", "ACC-40")]
    [Trait("Rule", "ACC-42")]
    [Trait("Rule", "ACC-43")]
    [Trait("Rule", "ENR-26")]
    [InlineData(NetworkIdKind.Location, "DE", true, false, null)]
    [InlineData(NetworkIdKind.Global, "DE", true, false, "NETWORK_ID_IS_GLOBAL")]
    [InlineData(NetworkIdKind.Location, "FR", true, false, "NETWORK_ID_OF_OTHER_COUNTRY")]
    [InlineData(NetworkIdKind.Location, "DE", false, false, "NETWORK_ID_INACTIVE")]
    [InlineData(NetworkIdKind.Location, "DE", true, true, "NETWORK_ID_LINKED_ELSEWHERE")]
    public void A_network_id_is_linked_when_it_is_an_active_location_of_the_country_and_free(
        NetworkIdKind kind, string market, bool isActive, bool isTaken, string? code)
    {
        var profile = new MembershipProfile
        {
            NetworkId = "6758210",
            AccountId = Guid.NewGuid(),
            Kind = kind,
            LegalName = "Weserufer",
            Market = market,
            IsActive = isActive,
        };

        Assert.Equal(code, Codes(MembershipRules.MayLink(profile, "DE", isTaken)).SingleOrDefault());
    }

    [Theory]
    [Trait("Rule", "ENR-38")]
    [InlineData("255044462D312E37", "application/pdf")]
    [InlineData("89504E470D0A1A0A00", "image/png")]
    [InlineData("FFD8FFE0", "image/jpeg")]
    [InlineData("4D5A9000", null)]
    [InlineData("3C68746D6C3E", null)]
    [InlineData("", null)]
    public void What_a_document_is_its_bytes_say(string hex, string? type) =>
        Assert.Equal(type, ApplicationDocument.TypeOf(Convert.FromHexString(hex)));

    private static ApplicationCheck Check(CheckKind kind, bool? passed)
    {
        var check = new ApplicationCheck { TenantId = Partner.Id, Number = 1, Kind = kind };
        if (passed is { } answer)
        {
            check.Decide(answer, "olga@vendor.example", Now);
        }

        return check;
    }

    private static string[] Codes(Decision decision) => [.. decision.Reasons.Select(reason => reason.Code)];
}
