using Kontor.Kernel;
using Kontor.Site;

namespace Kontor.Support;

/// <summary>What the form of a new request sends; as typed.</summary>
public sealed class ServiceRequestForm
{
    internal static FieldMap Fields { get; } = new()
    {
        ["Form.Partner"] =
            [ServiceRequestReasons.PartnerNotAsked, ServiceRequestReasons.VendorNotAsked, ServiceRequestReasons.NobodyToAsk],
        ["Form.Topic"] = [ServiceRequestReasons.TopicMissing],
        ["Form.Severity"] = [ServiceRequestReasons.SeverityMissing],
        ["Form.Title"] = [ServiceRequestReasons.TitleInvalid],
        ["Form.Description"] = [ServiceRequestReasons.DescriptionInvalid],
        ["Form.Language"] = [ServiceRequestReasons.LanguageUnknown],
        ["Form.ContactEmail"] = [ServiceRequestReasons.ContactInvalid, ServiceRequestReasons.ContactIsCustomers],
    };

    public Guid? Subscription { get; set; }

    public Guid? Partner { get; set; }

    public string? Topic { get; set; }

    public string? Severity { get; set; }

    public string? Title { get; set; }

    public string? Description { get; set; }

    public string? Language { get; set; }

    public string? ContactName { get; set; }

    public string? ContactEmail { get; set; }

    public string? ContactPhone { get; set; }

    public ServiceRequestWish ToWish() =>
        new AskedForHelpBody(Subscription, Topic, Severity, Title, Description, Language ?? "").ToWish();

    public PartnerContact ToContact() =>
        new(ContactName?.Trim() ?? "", ContactEmail?.Trim() ?? "", ContactPhone?.Trim() ?? "");
}

/// <summary>What is written to a request.</summary>
public sealed class ServiceNoteForm
{
    public string? Text { get; set; }

    public bool IsInternal { get; set; }
}

/// <summary>What is done with a request; the button says what.</summary>
public sealed class ServiceActForm
{
    public string? Act { get; set; }

    public string? Text { get; set; }

    public int? Version { get; set; }

    public string? Reason { get; set; }

    public bool HealthChecked { get; set; }

    /// <summary>Null when the button is none of ours.</summary>
    public ServiceActWish? ToWish() => EnumName.Find<ServiceAct>(Act) is { } act
        ? new(act, ServiceRequestBody.TextOf(Text), Version, EnumName.Find<EscalationReason>(Reason), HealthChecked)
        : null;
}
