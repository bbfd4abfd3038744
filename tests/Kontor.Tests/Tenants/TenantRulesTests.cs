using Kontor.Accounts;
using Kontor.Kernel;
using Kontor.Tenants;

namespace Kontor.Tests.Tenants;

/// <summary>Which tenants come to an account and which leave it, without a database.</summary>
public sealed class TenantRulesTests
{
    private static readonly OrganisationId Account = new(Guid.NewGuid());
    private static readonly TenantId Primary = new(Guid.NewGuid());
    private static readonly TenantBusiness None = new(false, false, false);

    [Theory]
    [Trait("Rule", "ACC-24")]
    [InlineData(TenantKind.Partner, null)]
    [InlineData(TenantKind.Customer, null)]
    [InlineData(TenantKind.Operator, "TENANT_KIND_NOT_LINKABLE")]
    [InlineData(TenantKind.Sandbox, "TENANT_KIND_NOT_LINKABLE")]
    [InlineData(TenantKind.SharedServices, "TENANT_KIND_NOT_LINKABLE")]
    public void Partner_and_customer_tenants_can_be_linked(TenantKind kind, string? refusal) =>
        Assert.Equal(refusal, Code(TenantRules.MayLink(Facts(Alone(kind)))));

    [Fact]
    [Trait("Rule", "ACC-24")]
    [Trait("Rule", "NAT-01")]
    [Trait("Rule", "NAT-10")]
    public void A_tenant_of_another_account_another_cloud_or_with_business_stays_where_it_is_and_every_reason_is_named()
    {
        var elsewhere = Facts(Alone(TenantKind.Partner, Cloud.Germany)) with
        {
            StandsAlone = false,
            Business = new(true, true, true),
        };

        Assert.Equal(
            ["TENANT_OF_OTHER_CLOUD", "TENANT_OF_OTHER_ACCOUNT", "TENANT_HAS_BUSINESS"],
            TenantRules.MayLink(elsewhere).Reasons.Select(reason => reason.Code));
    }

    [Fact]
    [Trait("Rule", "ACC-24")]
    public void Nobody_links_before_it_is_a_partner() => Assert.Equal(
        "TENANT_NEEDS_PARTNER", Code(TenantRules.MayLink(Facts(Alone(TenantKind.Partner)) with { AccountIsPartner = false })));

    [Fact]
    [Trait("Rule", "ACC-24")]
    public void What_belongs_to_the_account_already_is_not_linked_again() =>
        Assert.Equal("TENANT_ALREADY_LINKED", Code(TenantRules.MayLink(Facts(Linked()))));

    [Fact]
    [Trait("Rule", "ACC-25")]
    public void A_linked_tenant_without_business_can_be_removed() =>
        Assert.True(TenantRules.MayRemove(Facts(Linked()), Primary).IsGranted);

    [Fact]
    [Trait("Rule", "ACC-25")]
    public void The_primary_tenant_the_one_signed_in_to_and_one_that_was_never_linked_stay()
    {
        var linked = Facts(Linked());
        var own = Facts(Tenant(TenantKind.Partner, Account));

        Assert.Equal("TENANT_IS_PRIMARY", Code(TenantRules.MayRemove(linked with { PrimaryId = linked.Tenant.Id }, Primary)));
        Assert.Equal("TENANT_IS_SIGNED_IN", Code(TenantRules.MayRemove(linked, linked.Tenant.Id)));
        Assert.Equal("TENANT_NOT_LINKED", Code(TenantRules.MayRemove(own, Primary)));
        Assert.Equal("OWN_TENANT_NOT_FOUND", Code(TenantRules.MayRemove(Facts(Alone(TenantKind.Partner)), Primary)));
    }

    [Fact]
    [Trait("Rule", "ACC-25")]
    public void Business_keeps_a_linked_tenant_in_the_account() => Assert.Equal(
        ["TENANT_HAS_ENROLLMENT", "TENANT_HAS_RELATIONSHIPS", "TENANT_HAS_SUBSCRIPTIONS"],
        TenantRules.MayRemove(Facts(Linked()) with { Business = new(true, true, true) }, Primary)
            .Reasons.Select(reason => reason.Code));

    private static string? Code(Decision decision) => decision.IsGranted ? null : decision.Reasons[0].Code;

    private static Tenant Alone(TenantKind kind, Cloud cloud = Cloud.Public) =>
        Tenant(kind, new(Guid.NewGuid()), cloud: cloud);

    private static Tenant Linked() => Tenant(TenantKind.Customer, Account, home: new(Guid.NewGuid()));

    private static TenantFacts Facts(Tenant tenant) => new(tenant, Account, Primary, Cloud.Public, true, true, None);

    private static Tenant Tenant(
        TenantKind kind, OrganisationId owner, OrganisationId? home = null, Cloud cloud = Cloud.Public) => new()
        {
            Id = new(Guid.NewGuid()),
            OrganisationId = owner,
            HomeOrganisationId = home,
            Kind = kind,
            Cloud = cloud,
            Market = "DE",
            DefaultDomain = "lonely.example",
            CreatedAt = DateTimeOffset.UnixEpoch,
        };
}
