using Kontor.Kernel;

namespace Kontor.Enrolment;

/// <summary>What applications of every kind have in common: a history, and documents that prove what they say.</summary>
public interface IPartnerApplication
{
    TenantId TenantId { get; }

    /// <summary>As what kind of partner it is applied.</summary>
    PartnerType Type { get; }

    /// <summary>From 1, for each tenant and kind.</summary>
    int Number { get; }

    /// <summary>A document was added: nobody decides on what was there before.</summary>
    void TakeDocument();
}
