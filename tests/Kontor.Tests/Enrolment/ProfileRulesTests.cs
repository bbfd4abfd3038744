using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using Kontor.Accounts;
using Kontor.Enrolment;
using Kontor.Kernel;

namespace Kontor.Tests.Enrolment;

public sealed class ProfileRulesTests
{
    private const string Directory = "kontor.example";

    private static readonly Markets Markets = ShippedMarkets.Load();

    private static readonly PrimaryContact Contact =
        new(true, "Ada", "Lovelace", "ada@weserufer.example", "+49 421 5550100", "en");

    private static readonly SupportContact Support = new("Service desk", "help@weserufer.example", "+49 421 5550199", "", "");

    [Theory]
    [Trait("Rule", "ENR-08")]
    [Trait("Rule", "ACC-29")]
    [InlineData("gmail.com", true)]
    [InlineData("GMAIL.com", true)]
    [InlineData("yahoo.co.uk", true)]
    [InlineData("yahoo.de", true)]
    [InlineData("icloud.com", true)]
    [InlineData("aol.com", true)]
    [InlineData("outlook.com", true)]
    [InlineData("live.nl", true)]
    [InlineData("web.de", true)]
    [InlineData("t-online.de", true)]
    [InlineData("mail.ru", true)]
    [InlineData("kunden.gmx.net", true)]
    [InlineData("weserufer.example", false)]
    [InlineData("mail.weserufer.example", false)]
    [InlineData("web.weserufer.de", false)]
    [InlineData("outlook.weserufer.de", false)]
    [InlineData("yahoo-consulting.de", false)]
    [InlineData("live.example", false)]
    [InlineData("gmail.weserufer.de", false)]
    public void Anybodys_mail_domains_are_told_from_those_of_businesses(string domain, bool isPersonal) =>
        Assert.Equal(isPersonal, BusinessMail.IsPersonal(domain));

    [Theory]
    [Trait("Rule", "ENR-08")]
    [Trait("Rule", "ENR-35")]
    [InlineData("ada@weserufer.example", null)]
    [InlineData("ada@gmail.com", "PRIMARY_CONTACT_EMAIL_PERSONAL")]
    [InlineData("ada@weserufer.kontor.example", "PRIMARY_CONTACT_EMAIL_UNMONITORED")]
    [InlineData("ada@weserufer.onmicrosoft.com", "PRIMARY_CONTACT_EMAIL_UNMONITORED")]
    [InlineData("ada", "PRIMARY_CONTACT_EMAIL_INVALID")]
    public void A_primary_contact_has_a_business_mailbox_that_somebody_reads(string address, string? code) =>
        Assert.Equal(code, Codes(ProfileRules.AddressIsGood(address, Directory)).SingleOrDefault());

    [Theory]
    [Trait("Rule", "ENR-09")]
    [InlineData("Weserufer Systemhaus GmbH", null)]
    [InlineData("Numérique Rhône S.A.R.L.", null)]
    [InlineData("Polderlicht B.V.", null)]
    [InlineData("Acme Trading Co. Ltd.", null)]
    [InlineData("Novák s.r.o.", null)]
    [InlineData("Kowalski Sp. z o.o.", null)]
    [InlineData("3M Services", null)]
    [InlineData("Testa Software GmbH", null)]
    [InlineData("Atelier Num. du Rhône", "LEGAL_NAME_ABBREVIATED")]
    [InlineData("Weserufer Syst. GmbH", "LEGAL_NAME_ABBREVIATED")]
    [InlineData("Test GmbH", "LEGAL_NAME_IS_TEST")]
    [InlineData("asdf", "LEGAL_NAME_IS_TEST")]
    [InlineData("aaaa", "LEGAL_NAME_IS_TEST")]
    [InlineData("12345", "LEGAL_NAME_IS_TEST")]
    [InlineData("", "LEGAL_NAME_INVALID")]
    public void A_legal_name_is_written_out_and_real(string name, string? code) =>
        Assert.Equal(code, Codes(ProfileRules.IsComplete(World.Profile(name), "DE")).SingleOrDefault());

    [Fact]
    [Trait("Rule", "ENR-09")]
    public void Whoever_states_that_the_register_has_the_name_so_is_believed_until_it_is_verified() => Assert.True(
        ProfileRules.IsComplete(World.Profile("Atelier Num. du Rhône") with { IsExact = true }, "DE").IsGranted);

    [Theory]
    [Trait("Rule", "ENR-09")]
    [InlineData("DE", "28195", null)]
    [InlineData("DE", "2819", "LEGAL_POSTAL_CODE_INVALID")]
    [InlineData("NL", "1012 AB", null)]
    [InlineData("NL", "1012", "LEGAL_POSTAL_CODE_INVALID")]
    [InlineData("US", "98052-6399", null)]
    [InlineData("GB", "SW1A 1AA", null)]
    [InlineData("DE", "", "LEGAL_POSTAL_CODE_MISSING")]
    [InlineData("HK", "", null)]
    public void An_address_has_the_postal_code_of_its_country(string country, string code, string? reason) => Assert.Equal(
        reason, Codes(ProfileRules.IsComplete(World.Profile() with { PostalCode = code }, country)).SingleOrDefault());

    [Theory]
    [Trait("Rule", "ENR-11")]
    [Trait("Rule", "ENR-12")]
    [InlineData("PL", "", "REGISTRATION_NUMBER_MISSING")]
    [InlineData("PL", "526-10-40-828", null)]
    [InlineData("BY", "12345678", "REGISTRATION_NUMBER_INVALID")]
    [InlineData("BY", "123456789", null)]
    [InlineData("BR", "12.345.678/0001-95", null)]
    [InlineData("GB", "", null)]
    [InlineData("GB", "<script>", "REGISTRATION_NUMBER_INVALID")]
    public void A_registration_number_is_given_where_it_is_mandatory(string country, string number, string? code) =>
        Assert.Equal(code, Codes(ProfileRules.IsComplete(
            World.Profile() with { RegistrationNumber = number, PostalCode = "00-950" }, country)).SingleOrDefault());

    [Fact]
    [Trait("Rule", "ENR-12")]
    public void Every_country_with_a_mandatory_number_says_what_it_is_called()
    {
        var mandatory = Markets.All.Select(market => market.IsoCode).Distinct()
            .Where(RegistrationNumbers.AreMandatoryIn).ToList();

        Assert.True(mandatory.Count > 15);
        Assert.All(mandatory, country => Assert.NotEmpty(RegistrationNumbers.KindsIn(country)));
        Assert.All(
            Markets.All.SelectMany(market => RegistrationNumbers.KindsIn(market.IsoCode)).Distinct(),
            kind => Assert.Equal(RegistrationNumbers.Words.Contains(kind), Texts.Has($"registration.{kind}")));
    }

    [Fact]
    [Trait("Rule", "ENR-28")]
    [Trait("Rule", "SUP-02")]
    public void Contacts_are_complete_with_name_mail_and_phone()
    {
        Assert.True(ProfileRules.IsComplete(Contact, Directory).IsGranted);
        Assert.True(ProfileRules.IsComplete(Support).IsGranted);
        Assert.Equal(
            ["PRIMARY_CONTACT_NAME_INVALID", "PRIMARY_CONTACT_PHONE_INVALID", "PRIMARY_CONTACT_EMAIL_INVALID"],
            Codes(ProfileRules.IsComplete(Contact with { FirstName = "", Phone = "", Email = "" }, Directory)));
        Assert.Equal(
            ["SUPPORT_NAME_INVALID", "SUPPORT_EMAIL_INVALID", "SUPPORT_PHONE_INVALID"],
            Codes(ProfileRules.IsComplete(SupportContact.Empty)));
        Assert.Equal(
            ["SUPPORT_WEBSITE_INVALID"],
            Codes(ProfileRules.IsComplete(Support with { Website = "javascript:alert(1)" })));
    }

    [Fact]
    [Trait("Rule", "ENR-27")]
    public void What_is_half_written_can_be_put_aside_and_what_is_complete_is_also_within_bounds() => Prop.ForAll(
        ArbMap.Default.ArbFor<(string Name, string Street, string Code)>(),
        text =>
        {
            var profile = LegalProfile.Empty with
            {
                LegalName = text.Name ?? "",
                Street = text.Street ?? "",
                City = "Bremen",
                PostalCode = text.Code ?? "",
            };
            return !ProfileRules.IsComplete(profile, "GB").IsGranted || ProfileRules.HasBounds(profile).IsGranted;
        }).QuickCheckThrowOnFailure();

    [Theory]
    [Trait("Rule", "ENR-31")]
    [InlineData("2026-03-02T09:00", 5, "2026-03-09T09:00")]
    [InlineData("2026-03-06T23:59", 1, "2026-03-09T23:59")]
    [InlineData("2026-03-07T12:00", 0, "2026-03-09T00:00")]
    [InlineData("2026-03-08T12:00", 5, "2026-03-16T00:00")]
    public void A_review_is_promised_in_working_days(string from, int days, string until) => Assert.Equal(
        DateTimeOffset.Parse($"{until}Z", null), WorkingDays.After(DateTimeOffset.Parse($"{from}Z", null), days));

    [Fact]
    [Trait("Rule", "ENR-31")]
    public void What_is_promised_never_falls_on_a_weekend_and_more_days_are_later() => Prop.ForAll(
        Gen.Choose(0, 5_000_000).SelectMany(minutes => Gen.Choose(0, 40).Select(days => (minutes, days))).ToArbitrary(),
        run =>
        {
            var from = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).AddMinutes(run.minutes);
            var until = WorkingDays.After(from, run.days);
            return until >= from
                && until.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday)
                && WorkingDays.After(from, run.days + 1) > until;
        }).QuickCheckThrowOnFailure();

    private static ImmutableArray<string> Codes(Decision decision) => [.. decision.Reasons.Select(reason => reason.Code)];
}
