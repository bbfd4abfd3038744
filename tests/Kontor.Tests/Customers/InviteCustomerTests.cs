using Kontor.Customers;
using Kontor.Enrolment;
using Kontor.Invitations;
using Kontor.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Tests.Customers;

public sealed class InviteCustomerTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [Trait("Rule", "CUS-11")]
    [Trait("Rule", "CUS-25")]
    [Trait("Rule", "CUS-27")]
    [InlineData("en", "global administrator", "does not ask for delegated admin rights")]
    [InlineData("de", "globaler Administrator", "bittet nicht um delegierte Administratorrechte")]
    [InlineData("nl", "globale beheerder", "vraagt niet om gedelegeerde beheerdersbevoegdheden")]
    public async Task A_joint_draft_names_both_partners_what_each_asks_and_who_must_answer(
        string language, string mustBe, string withoutRights)
    {
        await using var world = await World.Create();
        var (provider, reseller) = await Connected(world);

        var issued = (await Invites(world, reseller.GlobalAdmin, Wish(provider, language: language))).ValueOrNull!;

        foreach (var fact in (string[])
            [
                reseller.Name, reseller.NetworkId!, provider.Name, provider.NetworkId!, $"\n{issued.Link}\n", mustBe,
                withoutRights, $"contact@{reseller.Domain}",
            ])
        {
            Assert.Contains(fact, issued.Draft.Text, StringComparison.Ordinal);
        }

        Assert.StartsWith($"{World.PublicUrl}/invitations/customer/", issued.Link, StringComparison.Ordinal);
        Assert.DoesNotContain("{", issued.Draft.Text, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Rule", "CUS-10")]
    [Trait("Rule", "CUS-17")]
    [Trait("Rule", "CUS-18")]
    public async Task A_joint_invitation_holds_both_partners_and_asks_rights_for_the_reseller_only_by_default()
    {
        await using var world = await World.Create();
        var (provider, reseller) = await Connected(world);

        var issued = (await Invites(world, reseller.As(Role.SalesAgent), Wish(provider))).ValueOrNull!;

        await using var db = world.Db();
        var kept = await db.CustomerInvitations.SingleAsync(Cancel);
        Assert.Equal(
            (reseller.Id, provider.Id, RelationshipKind.IndirectReseller, true, false),
            (kept.PartnerId, kept.ProviderId!.Value, kept.Kind, kept.AsksAdminRights, kept.ProviderAsksAdminRights));
        Assert.Equal(Secrets.Hash(World.TokenIn(issued)), kept.TokenHash);
    }

    [Theory]
    [Trait("Rule", "CUS-05")]
    [Trait("Rule", "CUS-20")]
    [Trait("Rule", "CUS-21")]
    [Trait("Rule", "CUS-23")]
    [InlineData(PartnerType.Reseller, RelationshipKind.IndirectReseller)]
    [InlineData(PartnerType.DirectPartner, RelationshipKind.Reseller)]
    [InlineData(PartnerType.Provider, RelationshipKind.IndirectProvider)]
    public async Task Each_kind_of_partner_asks_alone_and_asks_for_rights_by_default(
        PartnerType type, RelationshipKind kind)
    {
        await using var world = await World.Create();
        var partner = type switch
        {
            PartnerType.Reseller => await world.Reseller(),
            PartnerType.DirectPartner => await world.DirectPartner(),
            _ => await world.Provider(),
        };

        var issued = (await Invites(world, partner.GlobalAdmin, new(Mail()))).ValueOrNull!;

        await using var db = world.Db();
        var kept = await db.CustomerInvitations.SingleAsync(Cancel);
        Assert.Equal(
            (partner.Id, null, kind, true), (kept.PartnerId, kept.ProviderId, kept.Kind, kept.AsksAdminRights));
        Assert.Contains(partner.NetworkId!, issued.Draft.Text, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Rule", "CUS-10")]
    public async Task Of_a_provider_it_does_not_work_with_a_reseller_learns_nothing()
    {
        await using var world = await World.Create();
        var reseller = await world.Reseller();
        var stranger = await world.Provider(state: EnrolmentState.Suspended);

        var refused = await Invites(world, reseller.GlobalAdmin, Wish(stranger));
        var unknown = await Invites(
            world, reseller.GlobalAdmin, new(Mail(), new TenantId(Guid.CreateVersion7())));

        Assert.Equal([CustomerReasons.ProviderNotConnected], refused.Decision.Reasons);
        Assert.Equal(refused.Decision, unknown.Decision);
    }

    [Fact]
    [Trait("Rule", "CUS-12")]
    [Trait("Rule", "CUS-26")]
    public async Task An_edited_text_must_keep_the_link_and_the_stored_mail_hides_it()
    {
        await using var world = await World.Create();
        var direct = await world.DirectPartner();
        CustomerWish Edited(string text) => new(Mail() with { Email = "eva@example.com", Text = text, Send = true });

        var refused = await Invites(world, direct.GlobalAdmin, Edited("Please click here."));
        var granted = await Invites(world, direct.GlobalAdmin, Edited("Click {link}, please."));

        Assert.Equal([InvitationReasons.TextWithoutLink], refused.Decision.Reasons);
        Assert.Equal($"Click {granted.ValueOrNull!.Link}, please.", Assert.Single(await world.Mails()).Text);
        await using var db = world.Db();
        Assert.Equal(1, await db.CustomerInvitations.CountAsync(Cancel));
        Assert.DoesNotContain(
            World.TokenIn(granted.ValueOrNull), (await db.OutboxMessages.SingleAsync(Cancel)).Payload,
            StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Rule", "CUS-26")]
    public async Task A_text_edited_afterwards_is_sent_only_with_its_own_link()
    {
        await using var world = await World.Create();
        var direct = await world.DirectPartner();
        var (one, other) = (await world.InvitesAlone(direct), await world.InvitesAlone(direct));
        Task<Result<CustomerInvitation>> Sends(Participant partner, string text) =>
            world.Does((SendCustomerInvitation use) => use.Handle(
                partner.GlobalAdmin, one.Id, "eva@example.com", new DraftMail("Hi", text, "de"), Cancel));

        Assert.Equal([InvitationReasons.TextWithoutLink], (await Sends(direct, $"{other.Link}")).Decision.Reasons);
        Assert.Equal(
            [CustomerReasons.InvitationNotFound],
            (await Sends(await world.DirectPartner(), one.Link)).Decision.Reasons);
        Assert.True((await Sends(direct, $"Bitte: {one.Link}")).Decision.IsGranted);
        Assert.Equal("eva@example.com", Assert.Single(await world.Mails()).To);

        await world.Enrolled(direct, PartnerType.DirectPartner, EnrolmentState.Suspended);
        Assert.Equal("PARTNER_SUSPENDED", Assert.Single((await Sends(direct, one.Link)).Decision.Reasons).Code);
    }

    [Fact]
    [Trait("Rule", "SCN-10")]
    [Trait("Rule", "CUS-06")]
    public async Task A_customer_known_by_its_domain_is_checked_before_it_is_asked_and_stays_unnamed()
    {
        await using var world = await World.Create();
        var (direct, american) = (await world.DirectPartner("DE"), await world.Customer("US"));

        var refused = await Invites(
            world, direct.GlobalAdmin, new(Mail() with { Email = $"eva@{american.Domain}" }));

        var reason = Assert.Single(refused.Decision.Reasons);
        Assert.Equal("CUSTOMER_REGION_MISMATCH", reason.Code);
        Assert.DoesNotContain(american.Name, reason.Arguments);
    }

    [Fact]
    [Trait("Rule", "CUS-20")]
    [Trait("Rule", "CUS-75")]
    public async Task The_general_request_link_is_the_same_each_time_until_its_invitation_ends()
    {
        await using var world = await World.Create();
        var (direct, customer) = (await world.DirectPartner(), await world.Customer());

        var first = await Links(world, direct);
        world.Clock.Advance(TimeSpan.FromDays(59));
        var second = await Links(world, direct);
        world.Clock.Advance(TimeSpan.FromDays(2));
        var third = await Links(world, direct);

        Assert.Equal(first.InvitationId, second.InvitationId);
        Assert.NotEqual(first.InvitationId, third.InvitationId);
        foreach (var link in (RequestLink[])[first, third])
        {
            var opened = await world.Does((OpenCustomerInvitation use) =>
                use.Handle(customer.GlobalAdmin, TokenIn(link), "en", Cancel));
            Assert.Equal(direct.Name, Assert.Single(opened.ValueOrNull!.Partners).Card.Name);
        }

        var accepted = await world.AcceptsPartners(customer.GlobalAdmin, TokenIn(first));
        Assert.Equal(AdminRights.Granted, Assert.Single(accepted.ValueOrNull!.Relationships).AdminRights);
    }

    [Fact]
    [Trait("Rule", "REL-30")]
    public async Task The_general_request_link_ends_with_its_invitation_and_cannot_be_made_up()
    {
        await using var world = await World.Create();
        var (direct, customer) = (await world.DirectPartner(), await world.Customer());
        var link = await Links(world, direct);
        var token = TokenIn(link);

        var forged = await world.AcceptsPartners(customer.GlobalAdmin, token[..^2] + (token[^2] == 'A' ? "BB" : "AA"));
        await world.Does((RevokeCustomerInvitation use) => use.Handle(direct.GlobalAdmin, link.InvitationId, Cancel));
        var revoked = await world.AcceptsPartners(customer.GlobalAdmin, token);

        Assert.Equal([CustomerReasons.LinkInvalid], forged.Decision.Reasons);
        Assert.Equal([CustomerReasons.LinkInvalid], revoked.Decision.Reasons);
        Assert.NotEqual(link.InvitationId, (await Links(world, direct)).InvitationId);
    }

    [Fact]
    [Trait("Rule", "CUS-24")]
    public async Task Who_may_not_ask_gets_no_link_either()
    {
        await using var world = await World.Create();
        var direct = await world.DirectPartner();

        var refused = await world.Does((GeneralRequestLink use) => use.Handle(direct.As(Role.HelpdeskAgent), Cancel));

        Assert.Equal([CustomerReasons.RoleMayNotAsk], refused.Decision.Reasons);
    }

    private static async Task<(Participant Provider, Participant Reseller)> Connected(World world)
    {
        var (provider, reseller) = (await world.Provider(), await world.Reseller());
        await world.Partnership(provider, reseller);
        return (provider, reseller);
    }

    private static async Task<RequestLink> Links(World world, Participant partner) =>
        (await world.Does((GeneralRequestLink use) => use.Handle(partner.GlobalAdmin, Cancel))).ValueOrNull!;

    private static string TokenIn(RequestLink link) => link.Url[(link.Url.LastIndexOf('/') + 1)..];

    private static CustomerWish Wish(Participant provider, string language = "en") =>
        new(Mail() with { Language = language }, provider.Id);

    private static InvitationWish Mail() => new(null, "en", null, null, Send: false);

    private static Task<Result<IssuedInvitation>> Invites(World world, Actor actor, CustomerWish wish) =>
        world.Does((InviteCustomer use) => use.Handle(actor, wish, Cancel));
}
