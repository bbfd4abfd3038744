using Kontor.Accounts;
using Kontor.Invitations;
using Kontor.Kernel;

namespace Kontor.Enrolment;

/// <summary>What a partner is written when its place changes (ENR-45, ENR-60).</summary>
public sealed class StandingMails(PublicAddress address)
{
    private const string Template = "partnerStanding";

    public Mail Write(BusinessCard partner, StandingChange change)
    {
        var culture = InvitationLinks.CultureOf(partner.Language);
        var cause = change.Cause is { } known ? Texts.In(culture, $"SuspensionCause.{known}") : "";
        var day = change.From?.ToString("D", culture) ?? "";
        return new Mail(
            partner.ContactEmail,
            Texts.In(culture, $"standingMail.{change.Act}.subject", partner.Name, day),
            Texts.In(
                culture, $"standingMail.{change.Act}.text", partner.ContactName, partner.Name, cause, day, change.Note,
                address.Of("/home")),
            partner.Language,
            Template);
    }
}
