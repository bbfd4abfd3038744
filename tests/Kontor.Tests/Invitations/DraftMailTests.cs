using Kontor.Invitations;

namespace Kontor.Tests.Invitations;

public sealed class DraftMailTests
{
    private static readonly DraftMail Draft = new("Work with us", "Open this:\n\n{link}\n", "en");

    [Fact]
    [Trait("Rule", "REL-13")]
    [Trait("Rule", "CUS-12")]
    public void The_text_may_be_edited_as_long_as_the_link_stays_in_it()
    {
        Assert.True((Draft with { Text = "Dear Bob, {link} – Ada" }).MayBeUsed().IsGranted);
        Assert.Equal([InvitationReasons.TextWithoutLink], (Draft with { Text = "Dear Bob" }).MayBeUsed().Reasons);
    }

    [Fact]
    [Trait("Rule", "CUS-25")]
    public void The_link_stands_where_the_mark_stood() =>
        Assert.Equal("Open this:\n\nhttps://kontor.test/x\n", Draft.WithLink("https://kontor.test/x").Text);

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("one\r\nBcc: everybody@example.com")]
    public void A_subject_is_one_line(string subject) =>
        Assert.Equal(
            [InvitationReasons.SubjectInvalid.About(DraftMail.MaxSubjectLength)],
            (Draft with { Subject = subject }).MayBeUsed().Reasons);

    [Fact]
    public void A_draft_is_bounded()
    {
        var long1 = Draft with { Subject = new string('x', DraftMail.MaxSubjectLength + 1) };
        var long2 = Draft with { Text = "{link}" + new string('x', DraftMail.MaxTextLength) };

        Assert.Equal("DRAFT_SUBJECT_INVALID", Assert.Single(long1.MayBeUsed().Reasons).Code);
        Assert.Equal("DRAFT_TEXT_INVALID", Assert.Single(long2.MayBeUsed().Reasons).Code);
    }

    [Theory]
    [Trait("Rule", "CUS-27")]
    [InlineData("en", true)]
    [InlineData("de", true)]
    [InlineData("nl", true)]
    [InlineData("fr", false)]
    [InlineData("", false)]
    public void Drafts_are_there_in_three_languages(string language, bool isThere) =>
        Assert.Equal(isThere, InvitationWish.MayBeWritten(language).IsGranted);

    [Theory]
    [Trait("Rule", "CUS-26")]
    [Trait("Rule", "REL-30")]
    [InlineData("bob@example.com", null, null)]
    [InlineData("bob@example.com", "BOB@example.com", null)]
    [InlineData("bob@example.com", "eve@example.com", "RECIPIENT_DIFFERS")]
    [InlineData(null, "bob@example.com", null)]
    [InlineData(null, null, "RECIPIENT_REQUIRED")]
    [InlineData(null, "bob", "RECIPIENT_INVALID")]
    public void A_mail_goes_to_the_address_the_invitation_was_made_for(
        string? invited, string? given, string? refusal) =>
        Assert.Equal(refusal, DraftMail.MaySendTo(invited, given).Reasons.FirstOrDefault()?.Code);

    [Theory]
    [InlineData("bob@example.com", true)]
    [InlineData("b.o+b@mail.example.co.uk", true)]
    [InlineData("bob@müller.example", true)]
    [InlineData("bob", false)]
    [InlineData("bob@example", false)]
    [InlineData("@example.com", false)]
    [InlineData("bob@example..com", false)]
    [InlineData("bob@-example.com", false)]
    [InlineData("bob@example.com\r\nCc: x@y.example", false)]
    [InlineData("bob@a.example,eve@b.example", false)]
    [InlineData("Bob <bob@example.com>", false)]
    [InlineData(".bob@example.com", false)]
    public void An_address_is_one_mailbox_and_nothing_else(string address, bool isValid) =>
        Assert.Equal(isValid, Kontor.Kernel.EmailAddress.IsValid(address));
}
