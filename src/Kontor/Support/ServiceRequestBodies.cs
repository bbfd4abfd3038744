using Kontor.Kernel;

namespace Kontor.Support;

/// <summary>What somebody writes who asks for help.</summary>
/// <param name="SubscriptionId">What it is about; left out for nothing in particular.</param>
/// <param name="Topic">TechnicalFault, HowTo, BillingDispute, SuspectedFraud or Other.</param>
/// <param name="Severity">A, B, C or Advisory.</param>
/// <param name="Title">One line.</param>
/// <param name="Description">What happens, and what should.</param>
/// <param name="Language">en, de or nl; left out for English.</param>
public record AskedForHelpBody(
    Guid? SubscriptionId, string? Topic, string? Severity, string? Title, string? Description, string? Language)
{
    public ServiceRequestWish ToWish() => new(
        SubscriptionId is { } id ? new SubscriptionId(id) : null,
        EnumName.Find<ServiceTopic>(Topic),
        EnumName.Find<ServiceSeverity>(Severity),
        Title?.Trim() ?? "",
        ServiceRequestBody.TextOf(Description),
        Language ?? "en");
}

/// <summary>The same of a customer, which says whom it asks.</summary>
public sealed record CustomersRequestBody(
    Guid PartnerId, Guid? SubscriptionId, string? Topic, string? Severity, string? Title, string? Description, string? Language)
    : AskedForHelpBody(SubscriptionId, Topic, Severity, Title, Description, Language);

/// <summary>The same of a partner for its customer; name, mail and phone are the partner's.</summary>
public sealed record PartnersRequestBody(
    Guid? SubscriptionId, string? Topic, string? Severity, string? Title, string? Description, string? Language,
    string? ContactName, string? ContactEmail, string? ContactPhone)
    : AskedForHelpBody(SubscriptionId, Topic, Severity, Title, Description, Language)
{
    public PartnerContact ToContact() =>
        new(ContactName?.Trim() ?? "", ContactEmail?.Trim() ?? "", ContactPhone?.Trim() ?? "");
}

/// <param name="Text">At most 4,000 characters.</param>
/// <param name="IsInternal">Of a partner: whether the customer does not read it.</param>
public sealed record ServiceNoteBody(string? Text, bool IsInternal = false);

/// <param name="Text">What is told beside it.</param>
/// <param name="Version">As it was read; left out to do it whatever happened meanwhile.</param>
public sealed record ServiceActBody(string? Text = null, int? Version = null)
{
    public ServiceActWish ToWish(ServiceAct act) => new(act, ServiceRequestBody.TextOf(Text), Version);
}

/// <param name="Reason">
/// UndocumentedFault, ServiceUnavailable, FaultInDisplay, LargeNetworkFault, RegionalFault, BillingDispute or SuspectedFraud.
/// </param>
/// <param name="HealthChecked">Whether service health and known issues were looked at.</param>
/// <param name="Text">For the vendor.</param>
/// <param name="Version">As it was read; left out to do it whatever happened meanwhile.</param>
public sealed record EscalationBody(string? Reason, bool HealthChecked, string? Text = null, int? Version = null)
{
    public ServiceActWish ToWish() => new(
        ServiceAct.Escalate, ServiceRequestBody.TextOf(Text), Version, EnumName.Find<EscalationReason>(Reason), HealthChecked);
}

/// <summary>A request in a list. Due and answered are the vendor's where the vendor reads, else the partner's.</summary>
public sealed record ServiceRequestRowBody(
    Guid Id,
    string Number,
    Guid CustomerId,
    string CustomerName,
    Guid PartnerId,
    string PartnerName,
    string Title,
    string Topic,
    string Severity,
    string State,
    DateTimeOffset OpenedAt,
    DateTimeOffset DueAt,
    DateTimeOffset? AnsweredAt)
{
    public static ServiceRequestRowBody From(ServiceRequestRow row) => new(
        row.Id.Value, row.Number, row.CustomerId.Value, row.Customer, row.PartnerId.Value, row.Partner, row.Title,
        $"{row.Topic}", $"{row.Severity}", $"{row.State}", row.CreatedAt, row.DueAt, row.AnsweredAt);
}

/// <summary>
/// One line of what became of a request. Somebody of the own side is named; of the others it is only told which side it was.
/// </summary>
public sealed record ServiceRequestEntryBody(
    string Event, DateTimeOffset At, string Side, string? By, string Text, bool IsInternal);

/// <summary>A request with its history, the newest first, as its reader may know it.</summary>
public sealed record ServiceRequestBody(
    Guid Id,
    string Number,
    Guid CustomerId,
    string CustomerName,
    Guid PartnerId,
    string PartnerName,
    Guid? SubscriptionId,
    string? SubscriptionTitle,
    string OpenedBy,
    string Title,
    string Description,
    string Topic,
    string Severity,
    string Language,
    string State,
    string ContactName,
    string ContactEmail,
    string ContactPhone,
    DateTimeOffset OpenedAt,
    DateTimeOffset DueAt,
    DateTimeOffset? AnsweredAt,
    string? EscalatedFor,
    DateTimeOffset? EscalatedAt,
    DateTimeOffset? VendorDueAt,
    DateTimeOffset? VendorAnsweredAt,
    int Version,
    IReadOnlyList<ServiceRequestEntryBody> History)
{
    public static ServiceRequestBody From(ServiceRequestDetail detail)
    {
        var request = detail.Request;
        var isCustomer = detail.Reader == ServiceSide.Customer;
        return new(
            request.Id.Value, request.Number, detail.Customer.TenantId.Value, detail.Customer.Name, detail.Partner.TenantId.Value,
            detail.Partner.Name, request.AboutId, request.AboutId is null ? null : request.SubscriptionTitle,
            $"{request.OpenedBy}", request.Title, request.Description, $"{request.Topic}", $"{request.Severity}", request.Language,
            $"{request.State}", request.ContactName, request.ContactEmail, request.ContactPhone, request.CreatedAt, request.DueAt,
            request.AnsweredAt, isCustomer ? null : request.EscalatedFor?.ToString(), request.EscalatedAt,
            isCustomer ? null : request.VendorDueAt, isCustomer ? null : request.VendorAnsweredAt, request.Version,
            [
                .. detail.History.Select(entry => new ServiceRequestEntryBody(
                    $"{entry.Event}", entry.At, $"{entry.Side}", entry.Side == detail.Reader ? entry.By : null,
                    entry.TextFor(detail.Reader), entry.IsInternal)),
            ]);
    }

    internal static string TextOf(string? text) => (text ?? "").ReplaceLineEndings("\n").Trim();
}
