using System.Collections.Immutable;
using Kontor.Accounts;
using Kontor.Billing;
using Kontor.Eligibility;
using Kontor.Enrolment;
using Kontor.Kernel;
using Kontor.Orders;
using Kontor.Policy;
using Kontor.Tests.Eligibility;

namespace Kontor.Tests.Orders;

public sealed class OrderRulesTests
{
    private const string ResellersId = "4000001";

    private static readonly OrderParties Ready = new(
        Parties.Provider,
        Parties.Customer,
        IsSellersCustomer: true,
        HasAcceptedAgreement: true,
        "DE",
        HasCompleteRegistration: true,
        IsVatIdMissing: false,
        Parties.Partners((Parties.Provider, Parties.Reseller)),
        [new NamedReseller(ResellersId, NetworkIdKind.Location, Parties.Reseller, IsCustomersReseller: true)]);

    [Fact]
    [Trait("Rule", "CAT-20")]
    [Trait("Rule", "CAT-23")]
    [Trait("Rule", "CAT-24")]
    public void A_provider_orders_for_its_resellers_customer() => Assert.Empty(Codes(Ready));

    [Fact]
    [Trait("Rule", "CAT-20")]
    public void A_reseller_never_orders() =>
        Assert.Equal("RESELLER_CANNOT_ORDER", Codes(Ready with { Seller = Parties.Reseller }, null)[0]);

    [Fact]
    [Trait("Rule", "ACC-08")]
    public void A_direct_partner_orders_without_a_reseller() =>
        Assert.Empty(Codes(Ready with { Seller = Parties.Direct, Resellers = [] }, null));

    [Fact]
    [Trait("Rule", "K-24")]
    public void A_provider_must_name_a_reseller_unless_policy_says_otherwise()
    {
        Assert.Contains("RESELLER_REQUIRED", Codes(Ready, null));
        Assert.Empty(Codes(Ready, null, ProgramPolicy.Default with { ProviderMustNameReseller = false }));
    }

    [Theory]
    [Trait("Rule", "ENR-61")]
    [Trait("Rule", "AGR-02")]
    [InlineData(EnrolmentState.Suspended, true, "PARTNER_SUSPENDED")]
    [InlineData(EnrolmentState.Active, false, "PARTNER_AGREEMENT_MISSING")]
    public void The_provider_must_be_in_good_standing(EnrolmentState state, bool hasSigned, string code) =>
        Assert.Contains(code, Codes(Ready with
        {
            Seller = Parties.Provider with { Enrolments = new(state, null, null), HasSignedInRegion = hasSigned },
        }));

    [Fact]
    [Trait("Rule", "ENR-46")]
    public void A_restricted_direct_partner_buys_nothing_new() =>
        Assert.Contains("PARTNER_RESTRICTED", Codes(Ready with
        {
            Seller = Parties.Direct with { Enrolments = new(null, null, EnrolmentState.Restricted) },
            Resellers = [],
        }, null));

    [Fact]
    [Trait("Rule", "AGR-03")]
    [Trait("Rule", "CAT-71")]
    public void A_reseller_that_has_not_signed_is_put_on_no_new_subscription() =>
        Assert.Contains("AGREEMENT_MISSING", Codes(With(Parties.Reseller with { HasSignedInRegion = false })));

    [Fact]
    [Trait("Rule", "CAT-72")]
    [Trait("Rule", "CAT-70")]
    [Trait("Rule", "ACC-40")]
    [Trait("Rule", "ACC-41")]
    public void The_partner_of_record_is_a_known_resellers_location()
    {
        Assert.Contains("PARTNER_OF_RECORD_UNKNOWN", Codes(Ready, "4999999"));
        Assert.Contains("PARTNER_OF_RECORD_NO_RESELLER", Codes(Ready with
        {
            Resellers = [new(ResellersId, NetworkIdKind.Global, Parties.Reseller, true)],
        }));
        Assert.Contains("PARTNER_OF_RECORD_NO_RESELLER", Codes(Ready with
        {
            Resellers = [new(ResellersId, NetworkIdKind.Location, null, false)],
        }));
        Assert.Contains("PARTNER_OF_RECORD_IS_OWN", Codes(With(Parties.Provider)));
    }

    [Fact]
    [Trait("Rule", "REL-55")]
    public void After_the_partnership_nothing_new_is_ordered_for_the_reseller() =>
        Assert.Contains("PARTNERSHIP_MISSING", Codes(Ready with { Ties = Ties.None }));

    [Fact]
    [Trait("Rule", "CUS-01")]
    [Trait("Rule", "CUS-02")]
    public void Provider_and_reseller_both_need_the_customer()
    {
        Assert.Contains("RELATIONSHIP_MISSING", Codes(Ready with { IsSellersCustomer = false }));
        Assert.Contains("RESELLER_NOT_RELATED", Codes(Ready with
        {
            Resellers = [new(ResellersId, NetworkIdKind.Location, Parties.Reseller, IsCustomersReseller: false)],
        }));
    }

    [Fact]
    [Trait("Rule", "SCN-10")]
    [Trait("Rule", "SCN-05")]
    [Trait("Rule", "SCN-07")]
    public void The_scenarios_are_asked_again_at_order_time()
    {
        Assert.Contains("SELF_SALE", Codes(Ready with { Customer = Parties.CustomerTenantOf(Parties.Reseller) }));
        Assert.Contains("CUSTOMER_REGION_MISMATCH", Codes(Ready with
        {
            Customer = Parties.Customer with { RegionGroup = Parties.UnitedStates },
        }));
    }

    [Fact]
    [Trait("Rule", "AGR-20")]
    public void Without_the_customer_agreement_nothing_is_ordered() =>
        Assert.Equal(["CUSTOMER_AGREEMENT_MISSING"], Codes(Ready with { HasAcceptedAgreement = false }));

    [Fact]
    [Trait("Rule", "CUS-64")]
    public void Registration_data_are_checked_before_a_new_subscription() =>
        Assert.Equal(["CUSTOMER_REGISTRATION_INCOMPLETE"], Codes(Ready with { HasCompleteRegistration = false }));

    [Fact]
    [Trait("Rule", "CAT-23")]
    public void All_reasons_are_given_in_the_order_of_the_checks() =>
        Assert.Equal(
            ["PARTNER_SUSPENDED", "RELATIONSHIP_MISSING", "CUSTOMER_REGION_MISMATCH", "CUSTOMER_AGREEMENT_MISSING", "CUSTOMER_REGISTRATION_INCOMPLETE"],
            Codes(Ready with
            {
                Seller = Parties.Provider with { Enrolments = new(EnrolmentState.Suspended, null, null) },
                Customer = Parties.Customer with { RegionGroup = Parties.UnitedStates },
                IsSellersCustomer = false,
                HasAcceptedAgreement = false,
                HasCompleteRegistration = false,
            }));

    [Theory]
    [Trait("Rule", "BIL-71")]
    [Trait("Rule", "BIL-72")]
    [InlineData(100, 0, 100, true)]
    [InlineData(100, 0, 101, false)]
    [InlineData(100, 60, 41, false)]
    [InlineData(100, 120, 0, false)]
    public void A_purchase_fits_into_what_the_limit_leaves(long limit, long exposure, long purchase, bool fits)
    {
        var account = new CreditAccount
        {
            TenantId = Parties.Provider.TenantId,
            LimitUnits = limit,
            ExposureUnits = exposure,
            LastChange = CreditChange.Purchase,
        };

        Assert.Equal(fits, OrderRules.FitsCredit(account, new Money(purchase, Currency.Usd)).IsGranted);
    }

    [Fact]
    [Trait("Rule", "BIL-70")]
    public void Without_a_limit_nothing_is_bought() =>
        Assert.Equal([OrderReasons.CreditNotSet], OrderRules.FitsCredit(null, Money.Zero(Currency.Usd)).Reasons);

    [Fact]
    [Trait("Rule", "CAT-22")]
    [Trait("Rule", "CAT-39")]
    public void An_order_has_some_lines_and_each_number_once()
    {
        var line = new WantedLine(0, new("P", "S", "A"), 1, null, null, null, null);

        Assert.Equal("ORDER_LINE_COUNT", OrderRules.AreWellFormed([]).Reasons[0].Code);
        Assert.Equal("ORDER_LINE_NUMBER_TWICE", OrderRules.AreWellFormed([line, line]).Reasons[0].Code);
        Assert.Equal("ORDER_NAME_TOO_LONG", OrderRules.AreWellFormed([line with { FriendlyName = new string('x', 201) }]).Reasons[0].Code);
        Assert.Equal(
            "ORDER_LINE_COUNT",
            OrderRules.AreWellFormed([.. Enumerable.Range(0, 51).Select(n => line with { Number = n })]).Reasons[0].Code);
        Assert.True(OrderRules.AreWellFormed([line, line with { Number = 1 }]).IsGranted);
    }

    private static OrderParties With(Party reseller) => Ready with
    {
        Resellers = [new(ResellersId, NetworkIdKind.Location, reseller, IsCustomersReseller: true)],
    };

    private static ImmutableArray<string> Codes(
        OrderParties parties, string? networkId = ResellersId, ProgramPolicy? policy = null) =>
        [.. OrderRules.MayOrderFor(parties, networkId, policy ?? ProgramPolicy.Default).Reasons.Select(r => r.Code)];
}
