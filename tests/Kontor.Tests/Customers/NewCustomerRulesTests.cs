using Kontor.Accounts;
using Kontor.Customers;
using Kontor.Eligibility;
using Kontor.Enrolment;
using Kontor.Kernel;
using Kontor.Policy;
using Kontor.Tests.Eligibility;

namespace Kontor.Tests.Customers;

/// <summary>What must hold for a partner to make a customer, and to end or change a relationship.</summary>
public sealed class NewCustomerRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    private static readonly Ties Connected = Parties.Partners((Parties.Provider, Parties.Reseller));

    [Theory]
    [Trait("Rule", "CUS-60")]
    [InlineData(Role.GlobalAdmin, true)]
    [InlineData(Role.UserManagementAdmin, true)]
    [InlineData(Role.AdminAgent, true)]
    [InlineData(Role.SalesAgent, true)]
    [InlineData(Role.HelpdeskAgent, false)]
    [InlineData(Role.BillingAdmin, false)]
    [InlineData(Role.AccountAdmin, false)]
    public void Providers_and_direct_partners_make_customers_in_four_roles(Role role, bool may)
    {
        string[] expected = may ? [] : ["ROLE_MAY_NOT_MAKE_CUSTOMERS"];

        Assert.Equal(expected, Codes(NewCustomerRules.May(As(Parties.Provider, role), Parties.Provider, ProgramPolicy.Default)));
        Assert.Equal(expected, Codes(NewCustomerRules.May(As(Parties.Direct, role), Parties.Direct, ProgramPolicy.Default)));
        Assert.Equal(
            ["RESELLER_MAY_NOT_MAKE_CUSTOMERS"], Codes(NewCustomerRules.May(As(Parties.Reseller, role), Parties.Reseller, ProgramPolicy.Default)));
        Assert.Equal(["PARTNER_MUST_ASK"], Codes(NewCustomerRules.May(As(Parties.Customer, role), Parties.Customer, ProgramPolicy.Default)));
    }

    [Theory]
    [Trait("Rule", "CUS-60")]
    [Trait("Rule", "ENR-46")]
    [Trait("Rule", "ENR-61")]
    [Trait("Rule", "NAT-07")]
    [InlineData(EnrolmentState.Active, Cloud.Public, null)]
    [InlineData(EnrolmentState.Qualified, Cloud.UsGovernment, null)]
    [InlineData(EnrolmentState.Suspended, Cloud.Public, "PARTNER_SUSPENDED")]
    [InlineData(EnrolmentState.Restricted, Cloud.Public, "PARTNER_RESTRICTED")]
    [InlineData(EnrolmentState.Active, Cloud.Germany, "CUSTOMERS_NOT_MADE_IN_CLOUD")]
    public void Who_is_held_back_makes_none(EnrolmentState state, Cloud cloud, string? refusal)
    {
        var partner = Parties.Direct with { Enrolments = new(null, null, state), Cloud = cloud };

        Assert.Equal(
            refusal is null ? [] : (string[])[refusal],
            Codes(NewCustomerRules.May(As(partner, Role.GlobalAdmin), partner, ProgramPolicy.Default)));
    }

    [Fact]
    [Trait("Rule", "REL-62")]
    public void A_provider_names_a_reseller_that_it_works_with_and_that_may_do_business()
    {
        var unsigned = Parties.Reseller with { HasSignedInRegion = false };

        Assert.Empty(Against(Making(Parties.Provider, Parties.Reseller)));
        Assert.Empty(Against(Making(Parties.Provider, null)));
        Assert.Equal(["RESELLER_NOT_CONNECTED"], Against(Making(Parties.Provider, Parties.OtherReseller)));
        Assert.Equal(["RESELLER_NOT_CONNECTED"], Against(Making(Parties.Direct, Parties.Reseller)));
        Assert.Equal(["AGREEMENT_MISSING"], Against(Making(Parties.Provider, unsigned)));
    }

    [Fact]
    [Trait("Rule", "SCN-05")]
    [Trait("Rule", "SCN-07")]
    public void The_partner_itself_its_affiliates_and_other_regions_are_no_new_customers()
    {
        var (partner, affiliate) = Parties.Affiliated(Parties.Direct, Parties.Customer);

        Assert.Equal(["SELF_SALE"], Against(Making(Parties.Direct, null, Parties.CustomerTenantOf(Parties.Direct))));
        Assert.Equal(["AFFILIATE_SALE"], Against(Making(partner, null, affiliate)));
        Assert.Equal(
            ["CUSTOMER_REGION_MISMATCH"],
            Against(Making(Parties.Direct, null, Parties.Customer with { RegionGroup = Parties.UnitedStates })));
        Assert.Equal(
            ["SELF_SALE"],
            Against(Making(Parties.Provider, Parties.Reseller, Parties.CustomerTenantOf(Parties.Reseller))));
    }

    [Fact]
    [Trait("Rule", "AGR-22")]
    public void Only_who_may_attest_states_the_acceptance()
    {
        var making = Making(Parties.Provider, null);

        Assert.Equal(["ROLE_MAY_NOT_ATTEST"], Against(making, Role.UserManagementAdmin, isAttested: true));
        Assert.Empty(Against(making, Role.SalesAgent, isAttested: true));
    }

    [Fact]
    [Trait("Rule", "CUS-63")]
    [Trait("Rule", "CUS-64")]
    [Trait("Rule", "CUS-65")]
    public void Each_thing_that_is_wrong_is_named()
    {
        var good = World.Wanted();
        var (profile, contact) = (good.Profile, good.Contact);
        (NewCustomer Wanted, string Iso, string Refusal)[] cases =
        [
            (good with { Profile = profile with { LegalName = "Test GmbH" } }, "DE", "LEGAL_NAME_IS_TEST"),
            (good with { Profile = profile with { LegalName = "Bäck. Sommer" } }, "DE", "LEGAL_NAME_ABBREVIATED"),
            (good with { Profile = profile with { Street = "" } }, "DE", "LEGAL_STREET_INVALID"),
            (good with { Profile = profile with { PostalCode = "" } }, "DE", "LEGAL_POSTAL_CODE_MISSING"),
            (good with { Profile = profile with { PostalCode = "00-950" } }, "PL", "REGISTRATION_NUMBER_MISSING"),
            (Polish(good) with { Contact = contact with { Phone = "" } }, "PL", "CUSTOMER_PHONE_MISSING"),
            (good with { Contact = contact with { FirstName = "" } }, "DE", "PRIMARY_CONTACT_NAME_INVALID"),
            (good with { Contact = contact with { Email = "nobody" } }, "DE", "PRIMARY_CONTACT_EMAIL_INVALID"),
            (good with { Prefix = "no" }, "DE", "DIRECTORY_PREFIX_INVALID"),
            (good with { UserName = "a b" }, "DE", "DIRECTORY_USER_NAME_INVALID"),
            (good with { Qualifications = Qualifications.GovernmentCommunityCloud }, "DE", "CUSTOMER_QUALIFICATIONS_INVALID"),
            (good with { Qualifications = Qualifications.Education | Qualifications.Nonprofit }, "DE", "CUSTOMER_QUALIFICATIONS_INVALID"),
            (good with { Channel = CustomerChannel.Provider }, "DE", "CUSTOMER_CHANNEL_INVALID"),
            (good with { Channel = CustomerChannel.Reseller }, "DE", "CUSTOMER_CHANNEL_INVALID"),
            (World.Wanted(acceptedOn: new(2026, 3, 3)), "DE", "AGREEMENT_DATE_INVALID"),
        ];

        Assert.All(cases, one => Assert.Equal([one.Refusal], Codes(Sound(one.Wanted, one.Iso))));
        Assert.Empty(Codes(Sound(good, "DE")));
        Assert.Empty(Codes(Sound(good with { Contact = contact with { Phone = "", Email = "j@gmail.com" } }, "DE")));
        Assert.Empty(Codes(Sound(Polish(good), "PL")));
        Assert.Equal("DIRECTORY_MARKET_UNKNOWN", Codes(NewCustomerRules.IsSound(good, null, "kontor.example", Now))[0]);
    }

    [Theory]
    [Trait("Rule", "CUS-70")]
    [Trait("Rule", "CUS-71")]
    [InlineData(RelationshipKind.Reseller, Role.GlobalAdmin, 0, false, null)]
    [InlineData(RelationshipKind.IndirectProvider, Role.GlobalAdmin, 0, false, null)]
    [InlineData(RelationshipKind.IndirectProvider, Role.AdminAgent, 0, true, "SELLER_ADMIN_ENDS_RELATIONSHIP")]
    [InlineData(RelationshipKind.Reseller, Role.GlobalAdmin, 2, true, "CUSTOMER_STILL_SUBSCRIBED")]
    [InlineData(RelationshipKind.IndirectReseller, Role.AdminAgent, 2, true, null)]
    [InlineData(RelationshipKind.IndirectReseller, Role.GlobalAdmin, 0, false, "RELATIONSHIP_END_NOT_CONFIRMED")]
    [InlineData(RelationshipKind.IndirectReseller, Role.SalesAgent, 0, true, "ROLE_MAY_NOT_END_RELATIONSHIP")]
    public void Sellers_end_it_once_nothing_runs_and_resellers_under_a_statement(
        RelationshipKind kind, Role role, int running, bool confirmed, string? refusal) =>
        Assert.Equal(
            refusal is null ? [] : (string[])[refusal],
            Codes(RelationshipEndRules.MayEnd(
                As(Parties.Both, role), new(kind, IsOwnTenant: false, running),
                new(confirmed, LeavingStatement.Version, "nl"))));

    [Fact]
    [Trait("Rule", "CUS-71")]
    [Trait("Rule", "ACC-27")]
    public void Another_statement_than_the_one_in_force_is_none_and_the_own_tenant_stays()
    {
        var actor = As(Parties.Both, Role.GlobalAdmin);
        EndingRelationship resold = new(RelationshipKind.IndirectReseller, false, 0);

        Assert.All(
            [new(true, "2020-01", "en"), new(true, LeavingStatement.Version, "fr"), new(true, null, null)],
            (StatementConfirmation other) =>
                Assert.Equal(["RELATIONSHIP_END_NOT_CONFIRMED"], Codes(RelationshipEndRules.MayEnd(actor, resold, other))));
        Assert.Equal(
            ["OWN_TENANT_STAYS_CUSTOMER"],
            Codes(RelationshipEndRules.May(actor, new(RelationshipKind.IndirectProvider, IsOwnTenant: true, 0))));
    }

    [Fact]
    [Trait("Rule", "CUS-64")]
    [Trait("Rule", "CUS-65")]
    [Trait("Rule", "CUS-66")]
    [Trait("Rule", "CAT-62")]
    public void The_name_is_the_partners_to_choose_and_the_contact_needs_rights()
    {
        var actor = As(Parties.Provider, Role.HelpdeskAgent);
        var company = new CompanyEdit(World.Wanted().Contact, "");
        EditedCustomer granted = new(AdminRights.Granted, IsOfPartner: false, "DE", IsSoldTo: true, Qualifications.None);

        Assert.Empty(Saved(new("Bäcker", null), granted with { Rights = AdminRights.None }));
        Assert.Empty(Saved(new("Bäcker", company), granted));
        Assert.Equal(["CUSTOMER_NAME_INVALID"], Saved(new("", null), granted));
        Assert.Equal(["CUSTOMER_RIGHTS_MISSING"], Saved(new("Bäcker", company), granted with { Rights = AdminRights.Removed }));
        Assert.Equal(["CUSTOMER_KEEPS_PROFILE"], Saved(new("Bäcker", company), granted with { IsOfPartner = true }));
        Assert.Equal(["REGISTRATION_NUMBER_MISSING"], Saved(new("Bäcker", company), granted with { IsoCode = "PL" }));
        Assert.Equal(
            ["ROLE_MAY_NOT_EDIT_CUSTOMER"],
            Codes(CustomerEditRules.May(As(Parties.Provider, Role.BillingAdmin))));

        CustomerEdit school = new("Bäcker", null, Qualifications.Education);
        Assert.Empty(Saved(school, granted with { Rights = AdminRights.None }));
        Assert.Equal(["CUSTOMER_QUALIFIED_BY_SELLER"], Saved(school, granted with { IsSoldTo = false }));
        Assert.Empty(Saved(school, granted with { IsSoldTo = false, Qualifications = Qualifications.Education }));
        Assert.Equal(["QUALIFICATIONS_OFF_IN_CLOUD"], Saved(school, granted with { AreQualificationsOff = true }));
        Assert.Equal(
            ["CUSTOMER_QUALIFIED_BY_VENDOR"],
            Saved(school, granted with { Qualifications = Qualifications.GovernmentCommunityCloud }));
        Assert.Equal(
            ["CUSTOMER_QUALIFICATIONS_INVALID"],
            Saved(school with { Qualifications = Qualifications.GovernmentCommunityCloud }, granted));

        string[] Saved(CustomerEdit edit, EditedCustomer customer) =>
            Codes(CustomerEditRules.MayBeSaved(actor, edit, customer, "kontor.example"));
    }

    private static NewCustomer Polish(NewCustomer wanted) => wanted with
    {
        Market = "PL",
        Profile = wanted.Profile with { PostalCode = "00-950", RegistrationNumber = "5260001246" },
    };

    private static Decision Sound(NewCustomer wanted, string isoCode) =>
        NewCustomerRules.IsSound(wanted, isoCode, "kontor.example", Now);

    private static CustomerMaking Making(Party partner, Party? reseller, Party? customer = null) =>
        new(partner, reseller, customer ?? Parties.Customer, Connected);

    private static string[] Against(CustomerMaking making, Role role = Role.GlobalAdmin, bool isAttested = false) =>
        Codes(NewCustomerRules.MayBeMade(As(making.Partner, role), making, isAttested, ProgramPolicy.Default));

    private static Actor As(Party party, Role role) =>
        new(party.TenantId, party.Kind, new(Parties.Id(500).Value), null, "ada", [role]);

    private static string[] Codes(Decision decision) => [.. decision.Reasons.Select(reason => reason.Code)];
}
