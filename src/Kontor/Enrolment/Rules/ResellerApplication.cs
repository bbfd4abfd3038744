using Kontor.Kernel;

namespace Kontor.Enrolment;

/// <summary>
/// An application as reseller: what the applicant wrote, kept apart from the organization until it is submitted. Where it
/// stands is in <see cref="PartnerEnrolment"/>. A tenant has one open application at most; after a withdrawal it can make
/// the next one (ENR-39).
/// </summary>
public sealed class ResellerApplication : LinkedByMail, IPartnerApplication
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

    /// <summary>Why the last decision was against it, in the operator's words; null while there is none.</summary>
    public string? RejectedBecause { get; set; }

    /// <summary>When it was withdrawn; null for an open one.</summary>
    public DateTimeOffset? ClosedAt { get; private set; }

    public void TakeDocument() => Touch();

    /// <summary>Whether the link in the last mail still waits to be used.</summary>
    public override bool LinkHoldsAt(DateTimeOffset now) => ClosedAt is null && base.LinkHoldsAt(now);

    public void Close(DateTimeOffset now)
    {
        ClosedAt = now;
        VoidLink();
    }
}
