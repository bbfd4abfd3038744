using Kontor.Kernel;

namespace Kontor.Support;

/// <summary>What a request is about.</summary>
public enum ServiceTopic
{
    TechnicalFault,
    HowTo,
    BillingDispute,
    SuspectedFraud,
    Other,
}

/// <summary>How much a fault hinders; advice hinders nobody (SUP-07).</summary>
public enum ServiceSeverity
{
    A,
    B,
    C,
    Advisory,
}

/// <summary>SUP-05: why something goes to the vendor. The last two are commercial.</summary>
public enum EscalationReason
{
    UndocumentedFault,
    ServiceUnavailable,
    FaultInDisplay,
    LargeNetworkFault,
    RegionalFault,
    BillingDispute,
    SuspectedFraud,
}

/// <summary>SUP-06: how the partner is reached about a request; never the customer's own data.</summary>
public sealed record PartnerContact(string Name, string Email, string Phone)
{
    public const int MaxNameLength = 200;

    public const int MaxPhoneLength = 50;
}

/// <summary>What somebody writes who asks for help.</summary>
/// <param name="SubscriptionId">What it is about; null for nothing in particular.</param>
/// <param name="Topic">Null where none was chosen.</param>
/// <param name="Severity">Null where none was chosen.</param>
/// <param name="Title">One line.</param>
/// <param name="Description">What happens, and what should.</param>
/// <param name="Language">In which language help is wanted: en, de or nl.</param>
public sealed record ServiceRequestWish(
    SubscriptionId? SubscriptionId,
    ServiceTopic? Topic,
    ServiceSeverity? Severity,
    string Title,
    string Description,
    string Language)
{
    public const int MaxTitleLength = 200;

    public const int MaxTextLength = 4_000;
}

/// <summary>What somebody does with a request.</summary>
/// <param name="Act">What.</param>
/// <param name="Text">What is told beside it.</param>
/// <param name="Version">As it was read; null to do it whatever happened meanwhile.</param>
/// <param name="Reason">Of an escalation.</param>
/// <param name="IsHealthChecked">Of an escalation: whether service health and known issues were looked at (SUP-05).</param>
public sealed record ServiceActWish(
    ServiceAct Act, string Text = "", int? Version = null, EscalationReason? Reason = null, bool IsHealthChecked = false);
