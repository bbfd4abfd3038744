using System.Security.Cryptography;
using System.Text;
using Kontor.Accounts;
using Kontor.Activity;
using Kontor.Agreements;
using Kontor.Customers;
using Kontor.Enrolment;
using Kontor.Kernel;
using Kontor.Orders;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Tests.Agreements;

public sealed class AgreementTests
{
    private static readonly Signatory Person = new("Ada", "Lovelace", "ada@example.com", null);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("Rule", "AGR-06")]
    [Trait("Rule", "AGR-13")]
    [Trait("Rule", "ENR-37")]
    [Trait("Rule", "ENR-39")]
    public async Task Signing_is_kept_with_region_version_and_fingerprint_and_makes_the_enrolment_active()
    {
        await using var world = await World.Create();
        var reseller = await world.Reseller("FR", hasSigned: false);

        var signature = (await Signs(world, reseller.GlobalAdmin)).ValueOrNull!;

        Assert.Equal(
            ("Europe", AgreementTemplates.Partner.Version, reseller.Id, reseller.GlobalAdmin.UserId!.Value, world.Now),
            (signature.RegionGroup, signature.Version, signature.TenantId, signature.SignedBy, signature.SignedAt));
        Assert.Equal(
            SHA256.HashData(Encoding.UTF8.GetBytes(AgreementTexts.Partner.Markdown)), signature.TextHash);
        await using var db = world.Db();
        var enrolment = await db.PartnerEnrolments.SingleAsync(e => e.TenantId == reseller.Id, Cancel);
        Assert.Equal((EnrolmentState.Active, world.Now), (enrolment.State, enrolment.Since));
        Assert.Equal("PARTNER_AGREEMENT_SIGNED", Code(await Signs(world, reseller.GlobalAdmin)));
    }

    [Fact]
    [Trait("Rule", "AGR-02")]
    [Trait("Rule", "AGR-06")]
    [Trait("Rule", "AGR-01")]
    public async Task One_signature_holds_for_the_organization_in_the_whole_region_and_nowhere_else()
    {
        await using var world = await World.Create();
        var german = await world.Reseller("DE", hasSigned: false);
        var french = await world.Reseller("FR", hasSigned: false, ofSame: german);
        var american = await world.Reseller("US", hasSigned: false, ofSame: german);

        await Signs(world, german.GlobalAdmin);

        world.Clock.Advance(TimeSpan.FromDays(3_653));
        Assert.NotNull((await Looks(world, french.GlobalAdmin)).Signature);
        Assert.True((await Looks(world, french.GlobalAdmin)).Readiness.IsReady);
        Assert.Null((await Looks(world, american.GlobalAdmin)).Signature);
        Assert.False((await Looks(world, american.GlobalAdmin)).Readiness.IsReady);
    }

    [Fact]
    [Trait("Rule", "AGR-07")]
    [Trait("Rule", "ENR-44")]
    public async Task A_tenant_in_a_signed_region_becomes_active_without_a_second_signature()
    {
        await using var world = await World.Create();
        var direct = await world.DirectPartner();
        await world.Enrolled(direct, PartnerType.Reseller, EnrolmentState.Qualified);

        Assert.True((await Signs(world, direct.GlobalAdmin)).Decision.IsGranted);

        await using var db = world.Db();
        Assert.Equal(1, await db.PartnerAgreementSignatures.CountAsync(Cancel));
        Assert.All(
            await db.PartnerEnrolments.ToListAsync(Cancel), e => Assert.Equal(EnrolmentState.Active, e.State));
    }

    [Fact]
    [Trait("Rule", "AGR-06")]
    public async Task Of_several_who_sign_at_once_one_signs()
    {
        await using var world = await World.Create();
        var reseller = await world.Reseller(hasSigned: false);

        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => Signs(world, reseller.GlobalAdmin))));

        await using var db = world.Db();
        Assert.Equal(1, await db.PartnerAgreementSignatures.CountAsync(Cancel));
        Assert.Equal(1, await db.ActivityRecords.CountAsync(r => r.Action == "PartnerAgreementSigned", Cancel));
    }

    [Theory]
    [Trait("Rule", "AGR-09")]
    [InlineData(false, null, "AGREEMENT_NOT_CONFIRMED")]
    [InlineData(true, "1999-01", "AGREEMENT_TEXT_CHANGED")]
    public async Task Nothing_is_signed_without_the_tick_or_for_another_text(
        bool confirmed, string? version, string refusal)
    {
        await using var world = await World.Create();
        var reseller = await world.Reseller(hasSigned: false);

        var result = await world.Does((SignPartnerAgreement use) => use.Handle(
            reseller.GlobalAdmin, version ?? AgreementTemplates.Partner.Version, confirmed, Cancel));

        Assert.Equal(refusal, Code(result));
        Assert.Null((await Looks(world, reseller.GlobalAdmin)).Signature);
    }

    [Fact]
    [Trait("Rule", "AGR-10")]
    [Trait("Rule", "AGR-21")]
    public void The_partner_agreement_is_english_and_the_customer_agreement_speaks_the_customers_language()
    {
        var markets = ShippedMarkets.Load();
        var german = AgreementTexts.Customer(markets.Of("DE"), "de");
        var dutch = AgreementTexts.Customer(markets.Of("NL"), "nl");
        var austrian = AgreementTexts.Customer(markets.Of("AT"), "de");
        var other = AgreementTexts.Customer(markets.Of("FR"), "fr");

        Assert.Equal("en", AgreementTexts.Partner.Language);
        Assert.Contains("Land: Deutschland (DE)", german.Markdown, StringComparison.Ordinal);
        Assert.Contains("land: Nederland (NL)", dutch.Markdown, StringComparison.Ordinal);
        Assert.Equal("en", other.Language);
        Assert.Equal(german.Template.Id, austrian.Template.Id);
        Assert.NotEqual(german.Hash, austrian.Hash);
        Assert.All(
            [AgreementTexts.Partner, german, dutch, austrian, other],
            text => Assert.DoesNotContain("{", text.Markdown, StringComparison.Ordinal));
    }

    [Fact]
    [Trait("Rule", "AGR-20")]
    [Trait("Rule", "AGR-22")]
    [Trait("Rule", "AGR-27")]
    public async Task A_provider_attests_for_its_customer_and_all_of_it_is_shown()
    {
        await using var world = await World.Create();
        var (provider, reseller, customer) =
            (await world.Provider(), await world.Reseller(), await world.Customer("NL"));
        await world.SharedCustomer(provider, reseller, customer);
        var yesterday = DateOnly.FromDateTime(world.Now.UtcDateTime).AddDays(-1);

        var attested = await Attests(world, provider.As(Role.SalesAgent), customer, yesterday);

        Assert.True(attested.Decision.IsGranted);
        var state = await world.Does((CustomerAgreementQueries q) => q.StateOf(customer.Id, "nl", Cancel));
        var shown = Assert.Single(state.Acceptances);
        Assert.Equal(
            (CustomerAgreementWay.Attested, "Ada", "Lovelace", yesterday, provider.Id, world.Now),
            (shown.Way, shown.FirstName, shown.LastName, shown.AcceptedOn, shown.RecordedByTenant, shown.RecordedAt));
        Assert.True(await world.Does((CustomerAgreementQueries q) => q.HasAccepted(customer.Id, Cancel)));
    }

    [Fact]
    [Trait("Rule", "AGR-23")]
    public async Task A_reseller_cannot_attest_and_a_stranger_does_not_find_the_customer()
    {
        await using var world = await World.Create();
        var (provider, reseller, customer) = (await world.Provider(), await world.Reseller(), await world.Customer());
        await world.SharedCustomer(provider, reseller, customer);
        var today = DateOnly.FromDateTime(world.Now.UtcDateTime);

        Assert.Equal("RESELLER_MAY_NOT_ATTEST", Code(await Attests(world, reseller.GlobalAdmin, customer, today)));
        Assert.Equal(
            OrderReasons.CustomerUnknown.Code,
            Code(await Attests(world, (await world.Provider()).GlobalAdmin, customer, today)));
        Assert.False(await world.Does((CustomerAgreementQueries q) => q.HasAccepted(customer.Id, Cancel)));
    }

    [Fact]
    [Trait("Rule", "AGR-24")]
    public async Task A_customer_accepts_directly_and_its_partners_hear_of_it()
    {
        await using var world = await World.Create();
        var (direct, customer) = (await world.DirectPartner(), await world.Customer());
        await world.Relationship(direct, customer, RelationshipKind.Reseller);

        var accepted = await AcceptsDirectly(world, customer.GlobalAdmin);

        Assert.Equal(CustomerAgreementWay.Direct, accepted.ValueOrNull!.Way);
        await using var db = world.Db();
        var news = await db.ProgramEvents.SingleAsync(Cancel);
        Assert.Equal((direct.Id, "customer-agreement-accepted"), (news.TenantId, news.Type));
        Assert.Equal("CUSTOMER_AGREEMENT_ACCEPTED", Code(await AcceptsDirectly(world, customer.GlobalAdmin)));
    }

    [Fact]
    [Trait("Rule", "AGR-26")]
    public async Task A_customer_with_new_commerce_purchases_is_sent_to_its_partner()
    {
        await using var world = await World.Create();
        var chain = await world.TradingChain();
        await world.Seat();
        await world.Orders(chain);
        await using (var db = world.Db())
        {
            await db.CustomerAgreementAcceptances.ExecuteDeleteAsync(Cancel);
        }

        Assert.Equal("AGREEMENT_NEEDS_ATTESTATION", Code(await AcceptsDirectly(world, chain.Customer.GlobalAdmin)));
    }

    private static Task<Result<PartnerAgreementSignature>> Signs(World world, Actor actor) =>
        world.Does((SignPartnerAgreement use) =>
            use.Handle(actor, AgreementTemplates.Partner.Version, confirmed: true, Cancel));

    private static Task<PartnerAgreementState> Looks(World world, Actor actor) =>
        world.Does((SignPartnerAgreement use) => use.Look(actor, Cancel));

    private static Task<Result<CustomerAgreementAcceptance>> Attests(
        World world, Actor actor, Participant customer, DateOnly acceptedOn) =>
        world.Does((AttestCustomerAgreement use) => use.Handle(actor, customer.Id, Person, acceptedOn, null, Cancel));

    private static Task<Result<CustomerAgreementAcceptance>> AcceptsDirectly(World world, Actor actor) =>
        world.Does((AcceptCustomerAgreement use) => use.Handle(
            actor, new DirectAcceptance(AgreementTemplates.Customer.Id, "en", Person, Confirmed: true), Cancel));

    private static string Code<T>(Result<T> result)
        where T : class => Assert.Single(result.Decision.Reasons).Code;
}
