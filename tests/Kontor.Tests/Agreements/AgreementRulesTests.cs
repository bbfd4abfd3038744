using System.Collections.Immutable;
using Kontor.Agreements;
using Kontor.Eligibility;
using Kontor.Enrolment;
using Kontor.Kernel;
using Kontor.Tests.Eligibility;

namespace Kontor.Tests.Agreements;

public sealed class AgreementRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 23, 30, 0, TimeSpan.Zero);
    private static readonly Signatory Person = new("Ada", "Lovelace", "ada@example.com", "+49 30 123");
    private static readonly Party Unsigned = Parties.Reseller with
    {
        Enrolments = new(null, EnrolmentState.Qualified, null),
        HasSignedInRegion = false,
    };

    [Theory]
    [Trait("Rule", "AGR-08")]
    [InlineData(Role.GlobalAdmin, true)]
    [InlineData(Role.AdminAgent, false)]
    [InlineData(Role.SalesAgent, false)]
    [InlineData(Role.AccountAdmin, false)]
    [InlineData(Role.UserManagementAdmin, false)]
    public void Only_the_global_admin_signs_the_partner_agreement(Role role, bool may) =>
        Assert.Equal(
            may ? [] : [AgreementReasons.SignerMustBeGlobalAdmin],
            AgreementRules.MaySign(As(Unsigned, role), Unsigned, isAskedAgain: false, confirmed: true).Reasons);

    [Fact]
    [Trait("Rule", "AGR-13")]
    public void An_application_does_not_sign_for_an_organization()
    {
        var application = As(Unsigned, Role.GlobalAdmin) with { UserId = null };

        Assert.Equal(
            [AgreementReasons.PersonRequired],
            AgreementRules.MaySign(application, Unsigned, isAskedAgain: false, confirmed: true).Reasons);
    }

    [Theory]
    [Trait("Rule", "AGR-11")]
    [InlineData(EnrolmentState.Qualified, true, null)]
    [InlineData(EnrolmentState.InReview, true, "AGREEMENT_NEEDS_QUALIFICATION")]
    [InlineData(EnrolmentState.Rejected, true, "AGREEMENT_NEEDS_QUALIFICATION")]
    [InlineData(EnrolmentState.Suspended, true, "PARTNER_SUSPENDED")]
    [InlineData(EnrolmentState.Qualified, false, "NETWORK_ID_MISSING")]
    public void It_is_signed_once_qualified_and_with_a_network_id(
        EnrolmentState state, bool hasNetworkId, string? refusal)
    {
        var partner = Unsigned with { Enrolments = new(null, state, null), HasNetworkId = hasNetworkId };

        var decision = AgreementRules.MaySign(As(partner, Role.GlobalAdmin), partner, isAskedAgain: false, confirmed: true);

        Assert.Equal(refusal, decision.Reasons.FirstOrDefault()?.Code);
    }

    [Fact]
    [Trait("Rule", "AGR-06")]
    public void A_region_is_signed_once()
    {
        var decision = AgreementRules.MaySign(
            As(Parties.Reseller, Role.GlobalAdmin), Parties.Reseller, isAskedAgain: false, confirmed: true);

        Assert.Equal("PARTNER_AGREEMENT_SIGNED", Assert.Single(decision.Reasons).Code);
    }

    [Fact]
    [Trait("Rule", "AGR-07")]
    public void A_direct_partner_that_signed_still_accepts_once_to_become_active_as_reseller()
    {
        var moving = Parties.Direct with { Enrolments = new(null, EnrolmentState.Qualified, EnrolmentState.Active) };

        Assert.True(AgreementRules.MaySign(As(moving, Role.GlobalAdmin), moving, isAskedAgain: false, confirmed: true).IsGranted);
    }

    [Theory]
    [Trait("Rule", "AGR-22")]
    [Trait("Rule", "AGR-23")]
    [InlineData(Role.GlobalAdmin, true)]
    [InlineData(Role.AdminAgent, true)]
    [InlineData(Role.SalesAgent, true)]
    [InlineData(Role.HelpdeskAgent, false)]
    [InlineData(Role.UserManagementAdmin, false)]
    [InlineData(Role.BillingAdmin, false)]
    public void Three_roles_of_a_provider_or_direct_partner_attest(Role role, bool may)
    {
        foreach (var partner in (Party[])[Parties.Provider, Parties.Direct])
        {
            Assert.Equal(
                may ? [] : [AgreementReasons.RoleMayNotAttest],
                AgreementRules.MayAttest(As(partner, role), partner).Reasons);
        }

        Assert.Equal(
            AgreementReasons.ResellerMayNotAttest,
            AgreementRules.MayAttest(As(Parties.Reseller, role), Parties.Reseller).Reasons[0]);
    }

    [Theory]
    [Trait("Rule", "AGR-22")]
    [InlineData("2026-03-02", true)]
    [InlineData("2026-03-03", false)]
    [InlineData("2020-01-31", true)]
    [InlineData("2000-01-01", true)]
    [InlineData("1999-12-31", false)]
    [InlineData("0001-01-01", false)]
    public void The_day_of_acceptance_is_not_in_the_future(string day, bool may)
    {
        var acceptedOn = DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture);

        Assert.Equal(may, AgreementRules.MayBeAttested(Person, acceptedOn, Now).IsGranted);
    }

    [Fact]
    [Trait("Rule", "AGR-22")]
    public void The_person_is_named_in_bounded_words()
    {
        var tooLong = new string('x', Signatory.MaxNameLength + 1);

        Assert.True((Person with { Phone = null }).MayBeKept().IsGranted);
        Assert.Equal("SIGNATORY_NAME_INVALID", Code(Person with { FirstName = " " }));
        Assert.Equal("SIGNATORY_NAME_INVALID", Code(Person with { LastName = tooLong }));
        Assert.Equal("SIGNATORY_NAME_INVALID", Code(Person with { LastName = "Love\nlace" }));
        Assert.Equal("SIGNATORY_EMAIL_INVALID", Code(Person with { Email = "ada" }));
        Assert.Equal("SIGNATORY_PHONE_INVALID", Code(Person with { Phone = "" }));
        Assert.Equal("SIGNATORY_PHONE_INVALID", Code(Person with { Phone = new string('1', 31) }));
    }

    [Fact]
    [Trait("Rule", "AGR-24")]
    public void A_customers_global_admin_accepts_for_itself()
    {
        Assert.True(Direct(As(Parties.Customer, Role.GlobalAdmin)).IsGranted);
        Assert.Equal(
            [AgreementReasons.CustomerAdminRequired], Direct(As(Parties.Customer, Role.BillingAdmin)).Reasons);
        Assert.Equal(
            [AgreementReasons.CustomerAdminRequired], Direct(As(Parties.Provider, Role.GlobalAdmin)).Reasons);
        Assert.Equal(
            [AgreementReasons.PersonRequired],
            Direct(As(Parties.Customer, Role.GlobalAdmin) with { UserId = null }).Reasons);
    }

    [Fact]
    [Trait("Rule", "AGR-26")]
    public void Who_holds_new_commerce_purchases_is_sent_to_its_partner() =>
        Assert.Equal(
            [AgreementReasons.NeedsAttestation],
            Direct(As(Parties.Customer, Role.GlobalAdmin), holdsNewCommerce: true).Reasons);

    [Fact]
    [Trait("Rule", "AGR-04")]
    public void Three_conditions_make_a_reseller_ready_and_each_is_shown()
    {
        Assert.True(ReadinessToTransact.Of(Parties.Reseller).IsReady);
        Assert.Equal(
            new ReadinessToTransact(true, true, HasSigned: false), ReadinessToTransact.Of(Unsigned));
        Assert.Equal(
            new ReadinessToTransact(IsOnboarded: false, true, true),
            ReadinessToTransact.Of(Parties.Reseller with { HasNetworkId = false }));
        Assert.Equal(
            new ReadinessToTransact(true, IsEnrolled: false, true),
            ReadinessToTransact.Of(Parties.Reseller with { Enrolments = new(null, EnrolmentState.InReview, null) }));
    }

    private static Decision Direct(Actor actor, bool holdsNewCommerce = false) =>
        AgreementRules.MayAcceptDirectly(actor, hasAccepted: false, holdsNewCommerce);

    private static string Code(Signatory person) => Assert.Single(person.MayBeKept().Reasons).Code;

    private static Actor As(Party party, Role role) =>
        new(party.TenantId, party.Kind, new(Parties.Id(500).Value), null, "ada", ImmutableHashSet.Create(role));
}
