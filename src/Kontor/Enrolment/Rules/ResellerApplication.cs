using Kontor.Kernel;

namespace Kontor.Enrolment;

/// <summary>
/// An application as reseller: what the applicant wrote, kept apart from the organization until it is submitted. Where it
/// stands is in <see cref="PartnerEnrolment"/>. A tenant has one open application at most; after a withdrawal it can make
/// the next one (ENR-39).
/// </summary>
public sealed class ResellerApplication : IPartnerApplication
{
    public required TenantId TenantId { get; init; }

    public PartnerType Type => PartnerType.Reseller;

    /// <summary>From 1.</summary>
    public required int Number { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>Sign-in name of the person who began.</summary>
    public required string StartedBy { get; init; }

    /// <summary>ENR-06: the organization is in the program already, so only the support contact is missing.</summary>
    public required bool IsOfKnownOrganisation { get; init; }

    public required LegalProfile Profile { get; set; }

    public required PrimaryContact Contact { get; set; }

    public SupportContact Support { get; set; } = SupportContact.Empty;

    /// <summary>Whom the membership let in; null while nobody signed in to it (ENR-24).</summary>
    public Guid? MembershipAccountId { get; set; }

    /// <summary>The chosen network id (ENR-25); null while none is.</summary>
    public string? NetworkId { get; set; }

    /// <summary>ENR-33: the applicant wants to link one later.</summary>
    public bool PostponesNetworkId { get; set; }

    /// <summary>When it was sent last; null for a draft.</summary>
    public DateTimeOffset? SubmittedAt { get; set; }

    /// <summary>SHA-256 of the token in the last mail; null while no link holds and none was used.</summary>
    public byte[]? LinkHash { get; private set; }

    public DateTimeOffset? LinkMadeAt { get; private set; }

    public DateTimeOffset? LinkUsedAt { get; private set; }

    /// <summary>Mails with a link within the day that began at <see cref="MailsSince"/>.</summary>
    public int Mails { get; private set; }

    public DateTimeOffset? MailsSince { get; private set; }

    /// <summary>Why the last decision was against it, in the operator's words; null while there is none.</summary>
    public string? RejectedBecause { get; set; }

    /// <summary>When it was withdrawn; null for an open one.</summary>
    public DateTimeOffset? ClosedAt { get; private set; }

    /// <summary>Of two changes at once, the second finds another version than it read.</summary>
    public int Version { get; private set; }

    public void Touch() => Version++;

    public void TakeDocument() => Touch();

    /// <summary>ENR-29: from now on only this link counts.</summary>
    public void NewLink(byte[] hash, DateTimeOffset now)
    {
        if (MailsSince is not { } since || now >= since + ApplicationRules.MailWindow)
        {
            (MailsSince, Mails) = (now, 0);
        }

        (LinkHash, LinkMadeAt, LinkUsedAt) = (hash, now, null);
        Mails++;
        Touch();
    }

    /// <summary>Whether another mail with a link may go out now (ENR-35).</summary>
    public bool MaySendLink(DateTimeOffset now) =>
        Mails < ApplicationRules.MaxMails || now >= MailsSince + ApplicationRules.MailWindow;

    /// <summary>Whether the link in the last mail still waits to be used.</summary>
    public bool LinkHoldsAt(DateTimeOffset now) =>
        ClosedAt is null && LinkUsedAt is null && now < LinkMadeAt + ApplicationRules.LinkLifetime;

    public void UseLink(DateTimeOffset now)
    {
        LinkUsedAt = now;
        Touch();
    }

    public void Close(DateTimeOffset now)
    {
        (ClosedAt, LinkHash) = (now, null);
        Touch();
    }
}
