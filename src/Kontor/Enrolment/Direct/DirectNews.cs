using Kontor.Accounts;
using Kontor.Activity;
using Kontor.Invitations;
using Kontor.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Enrolment;

/// <summary>
/// What is told of an application as direct partner: the event of its tenant, and the mails to the partner's contact in the
/// partner's language (ENR-43). All of it is saved with the change that it tells of.
/// </summary>
public sealed class DirectNews(KontorDb db, BusinessCards cards, PublicAddress address)
{
    public const string StatusPath = "/enrol/direct/status";

    private const string Template = "directEnrolment";

    /// <summary>Mails that the state is another now.</summary>
    /// <param name="tenant">Who applies.</param>
    /// <param name="state">Where it stands now.</param>
    /// <param name="words">What an operator wrote with it; empty for nothing.</param>
    /// <param name="now">When.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task Tell(
        TenantId tenant, EnrolmentState state, string words, DateTimeOffset now, CancellationToken cancel)
    {
        await Write(tenant, $"{state}", words, now, cancel);
        db.Announce(
            tenant, "enrolment-changed", tenant.ToString(), null,
            new { Type = $"{PartnerType.DirectPartner}", State = $"{state}" }, now);
    }

    /// <summary>Whether it applied in Kontor; who was enrolled otherwise never waited for news.</summary>
    public Task<bool> HasApplied(TenantId tenant, CancellationToken cancel) =>
        db.DirectApplications.AnyAsync(a => a.TenantId == tenant && a.ClosedAt == null, cancel);

    /// <summary>ENR-41: mails what operators want to know before they decide.</summary>
    public Task Ask(TenantId tenant, string words, DateTimeOffset now, CancellationToken cancel) =>
        Write(tenant, "AskMore", words, now, cancel);

    private async Task Write(TenantId tenant, string what, string words, DateTimeOffset now, CancellationToken cancel)
    {
        var partner = await cards.Of(tenant, cancel);
        var culture = InvitationLinks.CultureOf(partner.Language);
        db.Add(new Mail(
            partner.ContactEmail,
            Texts.In(culture, $"directMail.{what}.subject", partner.Name),
            Texts.In(culture, $"directMail.{what}.text", partner.ContactName, partner.Name, address.Of(StatusPath), words),
            partner.Language,
            Template).ToOutbox(now));
    }
}
