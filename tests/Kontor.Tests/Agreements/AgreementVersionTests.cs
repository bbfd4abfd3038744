using System.Collections.Concurrent;
using Kontor.Agreements;
using Kontor.Kernel;
using Kontor.Partnerships;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Tests.Agreements;

/// <summary>Versions that operators publish, and what becomes of signatures.</summary>
public sealed class AgreementVersionTests
{
    private static readonly Signatory Person = new("Ada", "Lovelace", "ada@example.com", null);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("Rule", "AGR-06")]
    [Trait("Rule", "AGR-13")]
    public async Task A_published_version_comes_into_force_by_itself_and_earlier_signatures_go_on()
    {
        await using var world = await World.Create();
        var (early, late) = (await world.Reseller(), await world.Reseller(hasSigned: false));

        var published = (await Publishes(world, Partner(world, "2030-01", days: 2))).ValueOrNull!;
        Assert.Equal((2, "2020-02"), (published.Number, (await Looks(world, late)).Text.Template.Version));
        Assert.Equal("AGREEMENT_TEXT_CHANGED", Code(await Signs(world, late, "2030-01")));

        world.Clock.Advance(TimeSpan.FromDays(2));
        var state = await Looks(world, early);
        Assert.Equal("2030-01", state.Text.Template.Version);
        Assert.Contains("Agreement 2030-01", state.Text.Markdown, StringComparison.Ordinal);
        Assert.Equal((null, true), (state.SignAgainBy, state.Readiness.HasSigned));
        Assert.Equal("PARTNER_AGREEMENT_SIGNED", Code(await Signs(world, early, "2030-01")));
        Assert.Equal("AGREEMENT_TEXT_CHANGED", Code(await Signs(world, late, "2020-02")));
        var signature = (await Signs(world, late, "2030-01")).ValueOrNull!;
        Assert.Equal(
            ("2030-01", 2, Convert.ToHexString(state.Text.Hash)),
            (signature.Version, signature.Number, Convert.ToHexString(signature.TextHash)));
    }

    [Fact]
    [Trait("Rule", "AGR-03")]
    [Trait("Rule", "AGR-05")]
    [Trait("Rule", "AGR-06")]
    public async Task Where_a_version_asks_for_it_a_signature_ceases_to_hold_until_it_is_given_again()
    {
        await using var world = await World.Create();
        var (provider, reseller) = (await world.Provider(), await world.Reseller());
        await world.Partnership(provider, reseller);
        await Publishes(world, Partner(world, "2030-01", days: 1, signAgainInDays: 10));

        world.Clock.Advance(TimeSpan.FromDays(1));
        var asked = await Looks(world, reseller);
        Assert.Equal(
            (true, true, world.Now.AddDays(9)), (asked.Signing.IsGranted, asked.Readiness.HasSigned, asked.SignAgainBy));
        Assert.True(await IsSigned());

        world.Clock.Advance(TimeSpan.FromDays(9));
        Assert.False((await Looks(world, reseller)).Readiness.HasSigned);
        Assert.False(await IsSigned());

        Assert.True((await Signs(world, reseller, "2030-01")).Decision.IsGranted);
        Assert.True((await Looks(world, reseller)).Readiness.HasSigned);
        Assert.True(await IsSigned());
        await using var db = world.Db();
        Assert.Equal(
            ["2020-02", "2030-01"],
            await db.PartnerAgreementSignatures.Where(s => s.TenantId == reseller.Id)
                .OrderBy(s => s.Number).Select(s => s.Version).ToListAsync(Cancel));

        // As the provider sees it (AGR-12).
        async Task<bool> IsSigned()
        {
            var page = await world.Does((PartnershipQueries q) =>
                q.ResellersOf(provider.GlobalAdmin, null, PageRequest.First, Cancel));
            return page.Items.Single().HasSignedAgreement;
        }
    }

    [Fact]
    [Trait("Rule", "AGR-13")]
    public async Task Of_two_who_publish_at_once_one_does()
    {
        await using var world = await World.Create();
        var operators = await world.Vendor();

        var results = await Task.WhenAll(Enumerable.Range(0, 6).Select(number => Task.Run(() =>
            world.Does((PublishAgreement use) => use.Handle(
                operators.GlobalAdmin, Partner(world, $"2030-0{number}", days: 1), Cancel)))));

        Assert.Single(results, result => result.Decision.IsGranted);
        Assert.All(
            results.Where(result => !result.Decision.IsGranted),
            result => Assert.Contains(Code(result), (string[])["AGREEMENT_VERSION_TAKEN", "AGREEMENT_EFFECT_TOO_EARLY"]));
    }

    [Fact]
    [Trait("Rule", "AGR-13")]
    public async Task Whoever_signs_while_the_version_changes_signs_the_one_in_force_or_none()
    {
        await using var world = await World.Create();
        var operators = await world.Vendor();
        var partners = new List<Participant>();
        for (var number = 0; number < 8; number++)
        {
            partners.Add(await world.Reseller(hasSigned: false));
        }

        // The version is published and comes into force while everybody signs the one that they have read.
        var before = world.Now;
        var refused = new ConcurrentBag<string>();
        await Task.WhenAll(
        [
            Task.Run(async () =>
            {
                var wanted = Partner(world, "2030-01", days: 0) with { EffectiveFrom = before.AddHours(1), SignAgainBy = before.AddDays(30) };
                Assert.True((await world.Does((PublishAgreement use) =>
                    use.Handle(operators.GlobalAdmin, wanted, Cancel))).Decision.IsGranted);
                world.Clock.Advance(TimeSpan.FromHours(1));
            }),
            .. partners.Select(partner => Task.Run(async () =>
            {
                var result = await Signs(world, partner, "2020-02");
                if (!result.Decision.IsGranted)
                {
                    refused.Add(Code(result));
                }
            })),
        ]);

        await using var db = world.Db();
        var signatures = await db.PartnerAgreementSignatures.ToListAsync(Cancel);
        Assert.All(signatures, s => Assert.Equal(("2020-02", before), (s.Version, s.SignedAt)));
        Assert.All(refused, code => Assert.Equal("AGREEMENT_TEXT_CHANGED", code));
        Assert.Equal(8, signatures.Count + refused.Count);

        // None of them escapes being asked again.
        foreach (var signature in signatures)
        {
            var partner = partners.Single(p => p.Id == signature.TenantId);
            Assert.Equal(before.AddDays(30), (await Looks(world, partner)).SignAgainBy);
        }
    }

    [Fact]
    [Trait("Rule", "AGR-13")]
    public Task Whoever_signs_while_a_version_comes_into_force_signed_before_it_or_is_shown_it() =>
        Interruption.AtEveryStatement(async statement =>
        {
            await using var world = await World.Create();
            var (operators, partner) = (await world.Vendor(), await world.Reseller(hasSigned: false));
            var before = world.Now;
            var wanted = Partner(world, "2030-01", days: 0) with
            {
                EffectiveFrom = before.AddHours(1),
                SignAgainBy = before.AddDays(30),
            };

            var (signed, published, meeting) = await world.Meet(
                statement,
                (SignPartnerAgreement use) => use.Handle(partner.GlobalAdmin, "2020-02", confirmed: true, Cancel),
                async (PublishAgreement use) =>
                {
                    var result = await use.Handle(operators.GlobalAdmin, wanted, Cancel);
                    world.Clock.Advance(TimeSpan.FromHours(1));
                    return result;
                });

            Assert.True(published is null || published.Decision.IsGranted);
            Assert.True(signed.Decision.IsGranted || Code(signed) == "AGREEMENT_TEXT_CHANGED");
            if (signed.ValueOrNull is { } signature)
            {
                Assert.Equal(("2020-02", before), (signature.Version, signature.SignedAt));
                Assert.Equal(published is null ? null : before.AddDays(30), (await Looks(world, partner)).SignAgainBy);
            }

            return meeting != Meeting.None;
        });

    [Fact]
    [Trait("Rule", "AGR-13")]
    public async Task An_application_publishes_nothing()
    {
        await using var world = await World.Create();
        var application = (await world.Vendor()).GlobalAdmin with { UserId = null };

        Assert.Equal("AGREEMENT_PERSON_REQUIRED", Code(await world.Does((PublishAgreement use) =>
            use.Handle(application, Partner(world, "2030-01", days: 2), Cancel))));
    }

    [Theory]
    [Trait("Rule", "AGR-13")]
    [InlineData("", 2, null, "# T", "AGREEMENT_VERSION_INVALID")]
    [InlineData("a b", 2, null, "# T", "AGREEMENT_VERSION_INVALID")]
    [InlineData("../x", 2, null, "# T", "AGREEMENT_VERSION_INVALID")]
    [InlineData("2020-02", 2, null, "# T", "AGREEMENT_VERSION_TAKEN")]
    [InlineData("current", 2, null, "# T", "AGREEMENT_VERSION_TAKEN")]
    [InlineData("2030-01", 0, null, "# T", "AGREEMENT_EFFECT_TOO_EARLY")]
    [InlineData("2030-01", -1, null, "# T", "AGREEMENT_EFFECT_TOO_EARLY")]
    [InlineData("2030-01", 2, 1, "# T", "AGREEMENT_SIGN_AGAIN_TOO_EARLY")]
    [InlineData("2030-01", 2, null, "No title", "AGREEMENT_TEXT_INVALID")]
    [InlineData("2030-01", 2, null, "# T\u0000", "AGREEMENT_TEXT_INVALID")]
    public async Task What_cannot_be_published_is_refused(
        string version, int days, int? signAgainInDays, string text, string refusal)
    {
        await using var world = await World.Create();
        var wanted = Partner(world, version, days, signAgainInDays) with
        {
            Texts = new Dictionary<string, string> { ["en"] = text },
        };

        Assert.Equal(refusal, Code(await Publishes(world, wanted)));
    }

    [Fact]
    [Trait("Rule", "AGR-21")]
    [Trait("Rule", "AGR-24")]
    public async Task A_version_of_the_customer_agreement_needs_every_language_and_is_accepted_from_its_day_on()
    {
        await using var world = await World.Create();
        var customer = await world.Customer("NL");
        var wanted = new NewAgreementVersion(
            AgreementKind.Customer, "2030-01", world.Now.AddDays(1), null,
            new Dictionary<string, string> { ["en"] = "# E {market}", ["de"] = "# D {market}", ["nl"] = "# N {market}" });
        Assert.Equal("AGREEMENT_SIGN_AGAIN_TOO_EARLY", Code(await Publishes(world, wanted with { SignAgainBy = world.Now.AddDays(9) })));
        Assert.Equal(
            "AGREEMENT_TEXT_INVALID",
            Code(await Publishes(world, wanted with { Texts = new Dictionary<string, string> { ["en"] = "# E" } })));

        var published = (await Publishes(world, wanted)).ValueOrNull!;
        Assert.Equal("AGREEMENT_TEXT_CHANGED", Code(await Accepts(published.Id)));
        world.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal("AGREEMENT_TEXT_CHANGED", Code(await Accepts(AgreementTemplates.Customer.Id)));
        var acceptance = (await Accepts(published.Id)).ValueOrNull!;

        var text = (await world.Does((AgreementLibrary l) => l.Find("customer", "2030-01", "NL", "nl", Cancel)))!;
        Assert.Equal("# N Nederland (NL)", text.Markdown);
        Assert.Equal(text.Hash, acceptance.TextHash);

        Task<Result<CustomerAgreementAcceptance>> Accepts(Guid template) => world.Does((AcceptCustomerAgreement use) =>
            use.Handle(customer.GlobalAdmin, new DirectAcceptance(template, "nl", Person, Confirmed: true), Cancel));
    }

    private static NewAgreementVersion Partner(World world, string version, int days, int? signAgainInDays = null) => new(
        AgreementKind.Partner, version, world.Now.AddDays(days),
        signAgainInDays is { } later ? world.Now.AddDays(later) : null,
        new Dictionary<string, string> { ["en"] = "# Agreement {version}" });

    private static async Task<Result<AgreementTemplate>> Publishes(World world, NewAgreementVersion wanted)
    {
        var operators = await world.Vendor();
        return await world.Does((PublishAgreement use) => use.Handle(operators.GlobalAdmin, wanted, Cancel));
    }

    private static Task<Result<PartnerAgreementSignature>> Signs(World world, Participant partner, string version) =>
        world.Does((SignPartnerAgreement use) => use.Handle(partner.GlobalAdmin, version, confirmed: true, Cancel));

    private static Task<PartnerAgreementState> Looks(World world, Participant partner) =>
        world.Does((SignPartnerAgreement use) => use.Look(partner.GlobalAdmin, Cancel));

    private static string Code<T>(Result<T> result) where T : class => result.Decision.Reasons[0].Code;
}
