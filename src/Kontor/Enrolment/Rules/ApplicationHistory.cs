using Kontor.Kernel;

namespace Kontor.Enrolment;

/// <summary>What happened to an application, as its applicant and the operators read it.</summary>
public enum ApplicationEvent
{
    Started,
    NetworkIdLinked,
    Submitted,
    MailResent,
    AddressChanged,
    AddressConfirmed,
    DocumentAdded,
    Verified,

    /// <summary>ENR-41: company and revenue of a direct partner.</summary>
    CompanyVerified,

    /// <summary>ENR-43.</summary>
    CreditPassed,

    /// <summary>ENR-41: operators ask for more before they decide.</summary>
    MoreAsked,

    /// <summary>ENR-43: the applicant names its support plan.</summary>
    SupportPlanRecorded,
    SupportPlanConfirmed,
    Refused,
    Corrected,
    Appealed,
    Withdrawn,
}

/// <summary>One line of an application's history.</summary>
public sealed class ApplicationHistory
{
    public required Guid Id { get; init; }

    public required TenantId TenantId { get; init; }

    /// <summary>As what kind of partner it is applied.</summary>
    public required PartnerType Type { get; init; }

    public required int Number { get; init; }

    public required ApplicationEvent Event { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>Sign-in name, or the confirmed address.</summary>
    public required string By { get; init; }

    /// <summary>An operator's name is not shown to the applicant.</summary>
    public required bool IsByOperator { get; init; }

    /// <summary>In the words of whoever did it; null where none were asked for.</summary>
    public string? Reason { get; init; }
}
