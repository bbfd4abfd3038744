using Kontor.Kernel;

namespace Kontor.Agreements;

/// <summary>
/// An organisation's signature under the partner agreement. One holds for a whole region group and every tenant of the
/// organisation in it (AGR-06). What is kept of it is AGR-13.
/// </summary>
public sealed class PartnerAgreementSignature
{
    public required Guid Id { get; init; }

    public required OrganisationId OrganisationId { get; init; }

    public required string RegionGroup { get; init; }

    /// <summary>The partner tenant in which it was signed.</summary>
    public required TenantId TenantId { get; init; }

    public required string Version { get; init; }

    /// <summary>The version's number, by which later ones ask for another signature.</summary>
    public required int Number { get; init; }

    /// <summary>SHA-256 of the text that was signed.</summary>
    public required byte[] TextHash { get; init; }

    public required UserId SignedBy { get; init; }

    public required DateTimeOffset SignedAt { get; init; }
}

/// <summary>How a customer came to accept the customer agreement.</summary>
public enum CustomerAgreementWay
{
    /// <summary>A provider or direct partner states that a person of the customer accepted (AGR-22).</summary>
    Attested,

    /// <summary>The customer's global admin ticked the box (AGR-24).</summary>
    Direct,
}

/// <summary>A customer's acceptance of the customer agreement; needed before any order (AGR-20).</summary>
public sealed class CustomerAgreementAcceptance
{
    public required Guid Id { get; init; }

    public required TenantId CustomerId { get; init; }

    public required CustomerAgreementWay Way { get; init; }

    /// <summary>The text of the customer's country that was accepted (AGR-21).</summary>
    public required Guid TemplateId { get; init; }

    /// <summary>SHA-256 of the text that the customer's admin read; null where a partner states the acceptance.</summary>
    public byte[]? TextHash { get; init; }

    /// <summary>Who accepted on the customer's side.</summary>
    public required string FirstName { get; init; }

    public required string LastName { get; init; }

    public required string Email { get; init; }

    public string? Phone { get; init; }

    /// <summary>The day the person accepted; never after the day it was recorded.</summary>
    public required DateOnly AcceptedOn { get; init; }

    /// <summary>The attesting partner, or the customer itself.</summary>
    public required TenantId RecordedByTenant { get; init; }

    public UserId? RecordedByUser { get; init; }

    public required DateTimeOffset RecordedAt { get; init; }
}
