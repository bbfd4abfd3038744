using Kontor.Agreements;
using Kontor.Enrolment;
using Kontor.Invitations;
using Kontor.Kernel;
using Kontor.Partnerships;
using Kontor.Policy;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Tests.Partnerships;

public sealed class RequestPartnershipTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [Trait("Rule", "REL-12")]
    [Trait("Rule", "REL-14")]
    [Trait("Rule", "CUS-25")]
    [Trait("Rule", "CUS-27")]
    [InlineData("en", "global administrator")]
    [InlineData("de", "globaler Administrator")]
    [InlineData("nl", "globale beheerder")]
    public async Task The_draft_says_who_asks_what_is_granted_and_who_must_answer(string language, string mustBe)
    {
        await using var world = await World.Create();
        var provider = await world.Provider();

        var issued = await world.AsksForPartnership(provider, language: language);

        Assert.Contains(provider.Name, issued.Draft.Subject, StringComparison.Ordinal);
        Assert.Contains(provider.NetworkId!, issued.Draft.Text, StringComparison.Ordinal);
        Assert.Contains($"\n{issued.Link}\n", issued.Draft.Text, StringComparison.Ordinal);
        Assert.Contains(mustBe, issued.Draft.Text, StringComparison.Ordinal);
        Assert.Contains($"contact@{provider.Domain}", issued.Draft.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("{", issued.Draft.Text, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Rule", "REL-30")]
    public async Task The_token_is_kept_as_a_hash_only()
    {
        await using var world = await World.Create();
        var provider = await world.Provider();

        var issued = await world.AsksForPartnership(provider, await world.Reseller(), send: true);

        var token = World.TokenIn(issued);
        Assert.StartsWith($"{World.PublicUrl}/invitations/partner/", issued.Link, StringComparison.Ordinal);
        await using var db = world.Db();
        var kept = await db.PartnerInvitations.SingleAsync(Cancel);
        Assert.Equal(Secrets.Hash(token), kept.TokenHash);
        Assert.Equal(world.Now.AddDays(ProgramPolicy.Default.InvitationLifetimeDays), kept.ExpiresAt);
        var stored = await db.Database.SqlQuery<string>(
            $"""
            select payload as "Value" from outbox_messages union all select details from activity_records
            union all select payload from program_events
            """).ToListAsync(Cancel);
        Assert.Equal(3, stored.Count);
        Assert.All(stored, text => Assert.DoesNotContain(token, text, StringComparison.Ordinal));
    }

    [Fact]
    [Trait("Rule", "CUS-26")]
    public async Task Kontor_sends_the_mail_itself_when_asked()
    {
        await using var world = await World.Create();
        var issued = await world.AsksForPartnership(await world.Provider(), await world.Reseller(), send: true, "nl");

        var mail = Assert.Single(await world.Mails());
        Assert.Equal((issued.Draft.Subject, issued.Draft.Text, "nl"), (mail.Subject, mail.Text, mail.Language));
    }

    [Fact]
    [Trait("Rule", "REL-13")]
    [Trait("Rule", "CUS-26")]
    public async Task An_edited_text_without_the_link_is_refused_and_makes_no_invitation()
    {
        await using var world = await World.Create();
        var provider = await world.Provider();

        var refused = await Asks(world, provider, new("bob@example.com", "en", "Hi", "Please click.", Send: true));
        var granted = await Asks(world, provider, new("bob@example.com", "en", "Hi", "Please: {link}", Send: true));

        Assert.Equal([InvitationReasons.TextWithoutLink], refused.Decision.Reasons);
        Assert.Equal($"Please: {granted.ValueOrNull!.Link}", Assert.Single(await world.Mails()).Text);
        await using var db = world.Db();
        Assert.Equal(1, await db.PartnerInvitations.CountAsync(Cancel));
    }

    [Fact]
    [Trait("Rule", "CUS-26")]
    public async Task A_text_edited_afterwards_is_sent_only_with_its_own_link()
    {
        await using var world = await World.Create();
        var provider = await world.Provider();
        var (one, other) = (await world.AsksForPartnership(provider), await world.AsksForPartnership(provider));
        Task<Result<PartnerInvitation>> Sends(string text) => world.Does((SendPartnerInvitation use) => use.Handle(
            provider.GlobalAdmin, one.Id, "bob@example.com", new DraftMail("Hi", text, "en"), Cancel));

        Assert.Equal([InvitationReasons.TextWithoutLink], (await Sends($"See {other.Link}")).Decision.Reasons);
        Assert.Equal([InvitationReasons.TextWithoutLink], (await Sends($"See {one.Link}x")).Decision.Reasons);
        Assert.True((await Sends($"See {one.Link}, please.")).Decision.IsGranted);
        Assert.Equal("bob@example.com", Assert.Single(await world.Mails()).To);
    }

    [Fact]
    [Trait("Rule", "SCN-10")]
    public async Task A_recipient_known_by_its_domain_is_checked_before_it_is_asked()
    {
        await using var world = await World.Create();
        var (provider, american) = (await world.Provider("DE"), await world.Reseller("US"));

        var refused = await Asks(world, provider, new($"bob@{american.Domain}", "en", null, null, Send: true));

        Assert.Equal("PARTNER_REGION_MISMATCH", Assert.Single(refused.Decision.Reasons).Code);
        Assert.Empty(await world.Mails());
    }

    [Theory]
    [Trait("Rule", "REL-10")]
    [Trait("Rule", "ROL-10")]
    [InlineData(Role.HelpdeskAgent)]
    [InlineData(Role.BillingAdmin)]
    public async Task Other_roles_cannot_ask(Role role)
    {
        await using var world = await World.Create();
        var provider = await world.Provider();

        var refused = await world.Does((RequestPartnership use) =>
            use.Handle(provider.As(role), new(null, "en", null, null, Send: false), Cancel));

        Assert.Equal([PartnershipReasons.RoleMayNotAsk], refused.Decision.Reasons);
    }

    [Fact]
    [Trait("Rule", "REL-10")]
    public async Task A_reseller_cannot_ask_and_may_see_that_beforehand()
    {
        await using var world = await World.Create();
        var reseller = await world.Reseller();

        var may = await world.Does((RequestPartnership use) => use.May(reseller.GlobalAdmin, Cancel));
        var refused = await Asks(world, reseller, new(null, "en", null, null, Send: false));

        Assert.Equal(PartnershipReasons.ProviderMustAsk, may.Reasons[0]);
        Assert.Equal(may, refused.Decision);
    }

    [Fact]
    [Trait("Rule", "REL-19")]
    [Trait("Rule", "AGR-04")]
    [Trait("Rule", "REL-44")]
    public async Task Opening_shows_who_invites_what_is_granted_and_what_the_reseller_still_lacks()
    {
        await using var world = await World.Create();
        var (provider, reseller) = (await world.Provider(), await world.Reseller(hasSigned: false));
        var invitation = await world.AsksForPartnership(provider, reseller);

        var opened = (await Opens(world, reseller.GlobalAdmin, invitation)).ValueOrNull!;

        Assert.Equal((provider.Name, provider.NetworkId), (opened.Provider.Name, opened.Provider.NetworkId));
        Assert.Equal(
            [ProviderGrant.OrdersForCustomers, ProviderGrant.AdminAccessToPartnerTenant], opened.Grants);
        Assert.True(opened.Acceptance.IsGranted);
        Assert.Equal(new ReadinessToTransact(IsOnboarded: true, IsEnrolled: true, HasSigned: false), opened.Readiness);
        Assert.False(opened.Readiness.IsReady);
    }

    [Fact]
    [Trait("Rule", "REL-18")]
    [Trait("Rule", "REL-32")]
    public async Task Opening_tells_every_reason_that_would_refuse_the_acceptance()
    {
        await using var world = await World.Create();
        var provider = await world.Provider("DE");
        var reseller = await world.Reseller("US", state: EnrolmentState.InReview, hasNetworkId: false);
        var invitation = await world.AsksForPartnership(provider);

        var opened = (await Opens(world, reseller.As(Role.SalesAgent), invitation)).ValueOrNull!;
        var accepted = await world.Accepts(reseller.As(Role.SalesAgent), invitation);

        Assert.Equal(
            ["RESELLER_GLOBAL_ADMIN_REQUIRED", "PARTNER_REGION_MISMATCH", "PARTNER_NOT_ENROLLED", "NETWORK_ID_MISSING"],
            opened.Acceptance.Reasons.Select(reason => reason.Code));
        Assert.Equal(opened.Acceptance, accepted.Decision);
    }

    [Fact]
    [Trait("Rule", "REL-30")]
    public async Task Opening_changes_nothing()
    {
        await using var world = await World.Create();
        var reseller = await world.Reseller();
        var invitation = await world.AsksForPartnership(await world.Provider(), reseller);

        await Opens(world, reseller.GlobalAdmin, invitation);
        await Opens(world, reseller.GlobalAdmin, invitation);

        Assert.True((await world.Accepts(reseller.GlobalAdmin, invitation)).Decision.IsGranted);
    }

    [Fact]
    [Trait("Rule", "REL-31")]
    public async Task The_list_says_where_each_invitation_stands_and_pages_through_all()
    {
        await using var world = await World.Create();
        var (provider, reseller) = (await world.Provider(), await world.Reseller());
        var accepted = await world.AsksForPartnership(provider, reseller);
        await world.Accepts(reseller.GlobalAdmin, accepted);
        world.Clock.Advance(TimeSpan.FromDays(1));
        var revoked = await world.AsksForPartnership(provider);
        await world.Does((RevokePartnerInvitation use) => use.Handle(provider.GlobalAdmin, revoked.Id, Cancel));
        world.Clock.Advance(TimeSpan.FromDays(1));
        await world.AsksForPartnership(provider);
        await world.AsksForPartnership(await world.Provider());

        var rows = new List<PartnerInvitationRow>();
        for (string? cursor = ""; cursor is not null;)
        {
            var asked = PageRequest.From(1, cursor).ValueOrNull!;
            var page = await world.Does((PartnershipQueries q) => q.InvitationsOf(provider.GlobalAdmin, asked, Cancel));
            rows.AddRange(page.Items);
            cursor = page.NextCursor;
        }

        Assert.Equal(
            [InvitationState.Open, InvitationState.Revoked, InvitationState.Accepted], rows.Select(row => row.State));
        Assert.Equal(reseller.Name, rows[2].AnsweredBy);
    }

    [Fact]
    public async Task Another_providers_invitation_does_not_exist()
    {
        await using var world = await World.Create();
        var (one, other) = (await world.Provider(), await world.Provider());
        var invitation = await world.AsksForPartnership(one);

        var revoked = await world.Does((RevokePartnerInvitation use) =>
            use.Handle(other.GlobalAdmin, invitation.Id, Cancel));
        var sent = await world.Does((SendPartnerInvitation use) => use.Handle(
            other.GlobalAdmin, invitation.Id, "bob@example.com", invitation.Draft, Cancel));

        Assert.Equal([PartnershipReasons.InvitationNotFound], revoked.Decision.Reasons);
        Assert.Equal([PartnershipReasons.InvitationNotFound], sent.Decision.Reasons);
    }

    [Fact]
    [Trait("Rule", "REL-21")]
    [Trait("Rule", "REL-22")]
    [Trait("Rule", "AGR-12")]
    public async Task The_list_of_resellers_is_by_name_counts_shared_customers_and_shows_who_signed()
    {
        await using var world = await World.Create();
        var (provider, other) = (await world.Provider(), await world.Provider());
        var (one, two) = (await world.Reseller(), await world.Reseller("AT", hasSigned: false));
        foreach (var reseller in (Participant[])[two, one])
        {
            await world.Partnership(provider, reseller);
            await world.Partnership(other, reseller);
        }

        await world.SharedCustomer(provider, one, await world.Customer());
        await world.SharedCustomer(other, two, await world.Customer());

        var rows = (await world.Does((PartnershipQueries q) =>
            q.ResellersOf(provider.GlobalAdmin, "RESELLER", PageRequest.First, Cancel))).Items;

        Assert.Equal(
            [(one.Id, 1, true), (two.Id, 0, false)],
            rows.Select(row => (row.PartnerId, row.SharedCustomers, row.HasSignedAgreement)));
    }

    private static Task<Result<IssuedInvitation>> Asks(World world, Participant provider, InvitationWish wish) =>
        world.Does((RequestPartnership use) => use.Handle(provider.GlobalAdmin, wish, Cancel));

    private static Task<Result<OpenedPartnerInvitation>> Opens(
        World world, Actor actor, IssuedInvitation invitation) =>
        world.Does((OpenPartnerInvitation use) => use.Handle(actor, World.TokenIn(invitation), Cancel));
}
