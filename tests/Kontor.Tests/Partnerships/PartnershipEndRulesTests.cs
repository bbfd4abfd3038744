using Kontor.Kernel;
using Kontor.Partnerships;

namespace Kontor.Tests.Partnerships;

public sealed class PartnershipEndRulesTests
{
    private static readonly EndConfirmation Confirmed = new(true, PartnershipEndRules.StatementVersion, "de");

    [Theory]
    [Trait("Rule", "REL-51")]
    [Trait("Rule", "ROL-10")]
    [InlineData(Role.GlobalAdmin, true)]
    [InlineData(Role.UserManagementAdmin, true)]
    [InlineData(Role.AdminAgent, true)]
    [InlineData(Role.SalesAgent, true)]
    [InlineData(Role.HelpdeskAgent, false)]
    [InlineData(Role.BillingAdmin, false)]
    [InlineData(Role.AccountAdmin, false)]
    public void Who_requests_partnerships_ends_them(Role role, bool may)
    {
        var decision = PartnershipEndRules.MayEnd(As(role), New(), Confirmed);

        Assert.Equal(may ? [] : [PartnershipReasons.RoleMayNotAsk], decision.Reasons);
    }

    [Theory]
    [Trait("Rule", "REL-20")]
    [Trait("Rule", "REL-52")]
    [InlineData(Role.GlobalAdmin, true)]
    [InlineData(Role.UserManagementAdmin, false)]
    [InlineData(Role.AdminAgent, false)]
    [InlineData(Role.SalesAgent, false)]
    public void Only_a_global_admin_of_the_reseller_takes_access_away_gives_it_back_and_asks_for_the_end(Role role, bool may)
    {
        var taken = New();
        taken.SetAdminAccess(isGranted: false);
        Decision[] decisions =
        [
            PartnershipEndRules.MaySetAdminAccess(As(role), New(), grants: false),
            PartnershipEndRules.MaySetAdminAccess(As(role), taken, grants: true),
            PartnershipEndRules.MayRequestEnd(As(role), New(), hasOpenRequest: false, "Why", Confirmed),
            PartnershipEndRules.MayWithdraw(As(role), Request()),
        ];

        Assert.All(decisions, decision =>
            Assert.Equal(may ? [] : [PartnershipReasons.AdminOfResellerRequired], decision.Reasons));
    }

    [Theory]
    [Trait("Rule", "REL-53")]
    [InlineData(true, PartnershipEndRules.StatementVersion, "nl", true)]
    [InlineData(false, PartnershipEndRules.StatementVersion, "en", false)]
    [InlineData(true, "2020-01", "en", false)]
    [InlineData(true, null, "en", false)]
    [InlineData(true, PartnershipEndRules.StatementVersion, "fr", false)]
    [InlineData(true, PartnershipEndRules.StatementVersion, null, false)]
    public void Nothing_ends_without_the_statement_in_force_read_in_a_language_of_ours(
        bool isTicked, string? version, string? language, bool may)
    {
        var confirmation = new EndConfirmation(isTicked, version, language);
        Decision[] decisions =
        [
            PartnershipEndRules.MayEnd(As(Role.GlobalAdmin), New(), confirmation),
            PartnershipEndRules.MayRequestEnd(As(Role.GlobalAdmin), New(), hasOpenRequest: false, "Why", confirmation),
        ];

        Assert.All(decisions, decision =>
            Assert.Equal(may ? [] : [PartnershipReasons.EndNotConfirmed], decision.Reasons));
    }

    [Fact]
    [Trait("Rule", "REL-31")]
    public void Of_an_ended_partnership_nothing_changes_any_more()
    {
        var (ended, admin) = (New(), As(Role.GlobalAdmin));
        ended.End(DateTimeOffset.UnixEpoch);

        Assert.Equal([PartnershipReasons.PartnershipEnded], PartnershipEndRules.MayEnd(admin, ended, Confirmed).Reasons);
        Assert.Equal(
            [PartnershipReasons.PartnershipEnded],
            PartnershipEndRules.MaySetAdminAccess(admin, ended, grants: false).Reasons);
        Assert.Equal(
            [PartnershipReasons.PartnershipEnded],
            PartnershipEndRules.MayRequestEnd(admin, ended, hasOpenRequest: false, "Why", Confirmed).Reasons);
    }

    [Theory]
    [Trait("Rule", "REL-52")]
    [InlineData("", false)]
    [InlineData("  \n", false)]
    [InlineData("bell\a", false)]
    [InlineData("Two\nlines", true)]
    public void A_request_and_a_refusal_say_why_in_bounded_words(string words, bool may)
    {
        var asked = PartnershipEndRules.MayRequestEnd(As(Role.GlobalAdmin), New(), hasOpenRequest: false, words, Confirmed);
        var refused = PartnershipEndRules.MayDecide(Request(), new EndVerdict(Executes: false, words));
        var most = PartnershipEndRules.MaxReasonLength;

        Assert.Equal(may ? [] : [PartnershipReasons.EndReasonInvalid.About(most)], asked.Reasons);
        Assert.Equal(may ? [] : [PartnershipReasons.EndAnswerInvalid.About(most)], refused.Reasons);
        Assert.True(PartnershipEndRules.MayDecide(Request(), new EndVerdict(Executes: true, null)).IsGranted);
        Assert.False(PartnershipEndRules.MayDecide(Request(), new EndVerdict(false, new string('x', most + 1))).IsGranted);
    }

    [Fact]
    [Trait("Rule", "REL-52")]
    public void A_closed_request_is_neither_decided_nor_withdrawn()
    {
        foreach (var state in Enum.GetValues<EndRequestState>().Where(state => state != EndRequestState.Open))
        {
            var request = Request();
            request.Close(state, "ada@vendor.example", DateTimeOffset.UnixEpoch);

            Assert.Equal(
                [PartnershipReasons.EndRequestClosed],
                PartnershipEndRules.MayDecide(request, new EndVerdict(Executes: true, null)).Reasons);
            Assert.Equal(
                [PartnershipReasons.EndRequestNotFound],
                PartnershipEndRules.MayWithdraw(As(Role.GlobalAdmin), request).Reasons);
        }
    }

    /// <summary>Whoever changes a sentence gives the statement another version, so that evidence stays true.</summary>
    [Fact]
    [Trait("Rule", "REL-53")]
    public void The_version_of_the_statement_stands_for_its_three_sentences()
    {
        var sentences = EndStatement.In("en");

        Assert.Equal("2026-11", EndStatement.Version);
        Assert.Equal(
            [
                "Our decision has a lawful business purpose and respects our contracts with the other side.",
                "We indemnify the vendor against claims that arise from this decision.",
                "Kontor sends no legal notice. Where a contract requires one, we send it ourselves.",
            ],
            sentences);
        Assert.All(["de", "nl"], language => Assert.Empty(EndStatement.In(language).Intersect(sentences)));
    }

    private static Actor As(Role role) => new(
        new TenantId(Guid.NewGuid()), TenantKind.Partner, new UserId(Guid.NewGuid()), null, "ada@example.com", [role]);

    private static Partnership New() => new()
    {
        Id = new(Guid.NewGuid()),
        ProviderId = new(Guid.NewGuid()),
        ResellerId = new(Guid.NewGuid()),
        ResellerNetworkId = "1",
        ProviderNameKey = "p",
        ResellerNameKey = "r",
        BegunAt = DateTimeOffset.UnixEpoch,
    };

    private static PartnershipEndRequest Request() => new()
    {
        Id = new(Guid.NewGuid()),
        PartnershipId = new(Guid.NewGuid()),
        ProviderId = new(Guid.NewGuid()),
        ResellerId = new(Guid.NewGuid()),
        Reason = "Why",
        Statement = new("1", "en", "Text", new(Guid.NewGuid()), null, "ada", DateTimeOffset.UnixEpoch),
        FiledAt = DateTimeOffset.UnixEpoch,
    };
}
