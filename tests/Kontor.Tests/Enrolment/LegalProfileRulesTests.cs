using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using Kontor.Enrolment;
using Kontor.Kernel;

namespace Kontor.Tests.Enrolment;

/// <summary>Who may change a legal profile, to what, and what is verified again.</summary>
public sealed class LegalProfileRulesTests
{
    private const string Vendor = "program@vendor.example";

    private static readonly EnrolmentState[] Admitted =
        [EnrolmentState.Qualified, EnrolmentState.Active, EnrolmentState.Restricted, EnrolmentState.Suspended];

    private static readonly LegalFacts Known = new(
        new LegalProfile("Weserufer Systemhaus GmbH", "Am Wall 12", "Bremen", "", "28195", "HRB 12345", false),
        "DE",
        new PrimaryContact(false, "Ada", "Lovelace", "ada@weserufer.example", "+49 421 5550100", "de"));

    [Theory]
    [Trait("Rule", "ACC-49")]
    [InlineData(null, VerificationState.Authorised, Role.GlobalAdmin, null)]
    [InlineData(null, VerificationState.Authorised, Role.AccountAdmin, null)]
    [InlineData(null, VerificationState.Authorised, Role.UserManagementAdmin, "PROFILE_NEEDS_ADMIN")]
    [InlineData(PartnerType.Reseller, VerificationState.Authorised, Role.GlobalAdmin, null)]
    [InlineData(PartnerType.Reseller, VerificationState.Pending, Role.GlobalAdmin, null)]
    [InlineData(PartnerType.Reseller, VerificationState.Rejected, Role.GlobalAdmin, null)]
    [InlineData(PartnerType.Reseller, VerificationState.Authorised, Role.AccountAdmin, "LEGAL_PROFILE_NEEDS_GLOBAL_ADMIN")]
    [InlineData(PartnerType.Provider, VerificationState.Authorised, Role.GlobalAdmin, "LEGAL_PROFILE_LOCKED")]
    [InlineData(PartnerType.Provider, VerificationState.Pending, Role.GlobalAdmin, null)]
    [InlineData(PartnerType.Provider, VerificationState.Rejected, Role.GlobalAdmin, null)]
    [InlineData(PartnerType.DirectPartner, VerificationState.Authorised, Role.GlobalAdmin, "LEGAL_PROFILE_LOCKED")]
    [InlineData(PartnerType.DirectPartner, VerificationState.Rejected, Role.AccountAdmin, "LEGAL_PROFILE_NEEDS_GLOBAL_ADMIN")]
    public void Who_may_change_it_depends_on_the_partner_type_the_role_and_the_verification(
        PartnerType? type, VerificationState state, Role role, string? refusal)
    {
        foreach (var stands in Admitted)
        {
            PartnerPlace[] places = type is { } known ? [new(known, stands)] : [];

            Assert.Equal(refusal, Codes(LegalProfileRules.MayChange(Person(role), places, state, Vendor)).SingleOrDefault());
        }
    }

    [Fact]
    [Trait("Rule", "ACC-49")]
    public void A_locked_profile_says_whom_to_write()
    {
        var refused = LegalProfileRules.MayChange(
            Person(Role.GlobalAdmin), [new(PartnerType.Provider, EnrolmentState.Active)], VerificationState.Authorised, Vendor);

        Assert.Contains(Vendor, ReasonTexts.Of(Assert.Single(refused.Reasons)), StringComparison.Ordinal);
    }

    [Theory]
    [Trait("Rule", "ACC-49")]
    [InlineData(EnrolmentState.Draft, "LEGAL_PROFILE_IN_APPLICATION")]
    [InlineData(EnrolmentState.AwaitingEmailVerification, "LEGAL_PROFILE_IN_APPLICATION")]
    [InlineData(EnrolmentState.InReview, "LEGAL_PROFILE_IN_APPLICATION")]
    [InlineData(EnrolmentState.Rejected, "LEGAL_PROFILE_IN_APPLICATION")]
    [InlineData(EnrolmentState.Withdrawn, null)]
    public void As_long_as_an_application_is_open_it_is_changed_there(EnrolmentState state, string? refusal) =>
        Assert.Equal(refusal, Codes(LegalProfileRules.MayChange(
            Person(Role.GlobalAdmin), [new(PartnerType.Reseller, state)], VerificationState.Authorised, Vendor)).SingleOrDefault());

    [Fact]
    [Trait("Rule", "ACC-49")]
    public void Whatever_places_an_organization_has_a_verified_provider_or_direct_partner_is_locked_and_others_are_not() =>
        Prop.ForAll(
            (from types in Gen.Elements(Enum.GetValues<PartnerType>()).ListOf()
             from states in Gen.Elements(Enum.GetValues<EnrolmentState>()).ListOf()
             from verification in Gen.Elements(Enum.GetValues<VerificationState>())
             select (Places: types.Zip(states, (type, state) => new PartnerPlace(type, state)).ToList(), verification))
            .ToArbitrary(),
            known =>
            {
                var decision = LegalProfileRules.MayChange(
                    Person(Role.GlobalAdmin), known.Places, known.verification, Vendor);
                var admitted = known.Places.Where(place => Admitted.Contains(place.State)).ToList();
                var expected =
                    admitted.Count == 0 && known.Places.Exists(place => place.State != EnrolmentState.Withdrawn)
                        ? "LEGAL_PROFILE_IN_APPLICATION"
                    : admitted.Exists(place => place.Type != PartnerType.Reseller)
                        && known.verification == VerificationState.Authorised ? "LEGAL_PROFILE_LOCKED"
                    : null;
                return Codes(decision).SingleOrDefault() == expected;
            }).QuickCheckThrowOnFailure();

    [Theory]
    [Trait("Rule", "ACC-50")]
    [InlineData("DE", "", null)]
    [InlineData("NL", "DE NL", null)]
    [InlineData("NL", "DE", "LEGAL_COUNTRY_WITHOUT_LOCATION")]
    [InlineData("FR", "DE NL", "LEGAL_COUNTRY_WITHOUT_LOCATION")]
    public void The_country_moves_only_to_where_a_location_is(string market, string locations, string? refusal)
    {
        var moved = Known with
        {
            Market = market,
            Profile = Known.Profile with
            {
                Street = "Keizersgracht 1",
                City = "Amsterdam",
                PostalCode = market == "NL" ? "1015 CJ" : market == "FR" ? "75001" : "28199",
            },
        };

        Assert.Equal(
            refusal,
            Codes(LegalProfileRules.IsSound(Known, moved, market, locations.Split(' '), "kontor.example")).SingleOrDefault());
    }

    [Fact]
    [Trait("Rule", "ENR-09")]
    [Trait("Rule", "ENR-11")]
    public void What_is_put_on_record_is_as_complete_as_in_an_application()
    {
        Assert.Equal(["LEGAL_PROFILE_UNCHANGED"], Codes(LegalProfileRules.IsSound(Known, Known, "DE", [], "kontor.example")));
        Assert.Equal(
            ["LEGAL_NAME_IS_TEST"],
            Codes(LegalProfileRules.IsSound(Known, Named("Test GmbH"), "DE", [], "kontor.example")));
        Assert.Equal(
            ["REGISTRATION_NUMBER_MISSING"],
            Codes(LegalProfileRules.IsSound(
                Known with { Market = "PL" },
                Known with { Market = "PL", Profile = Known.Profile with { RegistrationNumber = "", PostalCode = "00-001" } },
                "PL", [], "kontor.example")));
        Assert.Equal(
            ["PRIMARY_CONTACT_EMAIL_PERSONAL"],
            Codes(LegalProfileRules.IsSound(Known, Mailed("ada@gmail.com"), "DE", [], "kontor.example")));
    }

    [Fact]
    [Trait("Rule", "ACC-49")]
    public void Only_what_was_changed_is_verified_again()
    {
        Assert.Equal([CheckKind.Business], Again(Named("Weserufer Cloud GmbH")));
        Assert.Equal([CheckKind.Business], Again(Known with { Profile = Known.Profile with { Street = "Am Wall 13" } }));
        Assert.Equal(
            [CheckKind.Business], Again(Known with { Profile = Known.Profile with { RegistrationNumber = "HRB 9" } }));
        Assert.Equal([CheckKind.Business], Again(Known with { Market = "NL" }));
        Assert.Equal([CheckKind.Employment], Again(Known with { Contact = Known.Contact with { LastName = "Byron" } }));
        Assert.Equal([CheckKind.Email], Again(Mailed("office@weserufer.example")));
        Assert.Equal([CheckKind.Email, CheckKind.Employment], Again(Mailed("ada@other.example")));
        Assert.Empty(Again(Mailed("ADA@weserufer.example")));
        Assert.Empty(Again(Known with { Contact = Known.Contact with { Phone = "+49 421 1" } }));
        Assert.Empty(Again(Known with { Profile = Known.Profile with { IsExact = true } }));
    }

    [Fact]
    [Trait("Rule", "ENR-36")]
    public void What_failed_weighs_more_than_what_is_open_and_what_is_open_more_than_what_passed() => Prop.ForAll(
        Gen.Elements(Enum.GetValues<CheckOutcome>()).ListOf().ToArbitrary(),
        outcomes =>
        {
            var checks = outcomes.Select(Check).ToList();
            var expected = outcomes.Contains(CheckOutcome.Failed) ? VerificationState.Rejected
                : outcomes.Contains(CheckOutcome.Open) ? VerificationState.Pending
                : VerificationState.Authorised;
            return ProfileChecks.StateOf(checks) == expected;
        }).QuickCheckThrowOnFailure();

    [Fact]
    [Trait("Rule", "ENR-39")]
    public void A_place_that_was_admitted_shows_the_state_of_the_changed_profile() => Assert.All(
        Admitted,
        state =>
        {
            Assert.Equal(VerificationState.Authorised, VerificationStates.Of(state, null));
            Assert.Equal(VerificationState.Rejected, VerificationStates.Of(state, VerificationState.Rejected));
        });

    [Theory]
    [Trait("Rule", "ENR-10")]
    [InlineData("123456789", "123456789")]
    [InlineData("12-345-6789", "123456789")]
    [InlineData(" 12 345 6789 ", "123456789")]
    [InlineData("12345678", null)]
    [InlineData("1234567890", null)]
    [InlineData("12.345.6789", null)]
    [InlineData("A23456789", null)]
    [InlineData("", null)]
    public void A_duns_number_has_nine_digits_however_they_are_grouped(string text, string? digits)
    {
        Assert.Equal(digits, DunsNumber.Parse(text));
        if (digits is not null)
        {
            Assert.Equal(digits, DunsNumber.Parse(DunsNumber.Show(digits)));
        }
    }

    private static ProfileCheck Check(CheckOutcome outcome)
    {
        var check = new ProfileCheck { OrganisationId = new(Guid.NewGuid()), Kind = CheckKind.Business };
        if (outcome != CheckOutcome.Open)
        {
            check.Decide(outcome == CheckOutcome.Passed, "operator", DateTimeOffset.UnixEpoch);
        }

        return check;
    }

    private static LegalFacts Named(string name) => Known with { Profile = Known.Profile with { LegalName = name } };

    private static LegalFacts Mailed(string address) => Known with { Contact = Known.Contact with { Email = address } };

    private static IEnumerable<CheckKind> Again(LegalFacts to) => LegalProfileRules.ToVerify(Known, to).Order();

    private static IEnumerable<string> Codes(Decision decision) => decision.Reasons.Select(reason => reason.Code);

    private static Actor Person(Role role) =>
        new(new(Guid.NewGuid()), TenantKind.Partner, new(Guid.NewGuid()), null, "ada@weserufer.example", [role]);
}
