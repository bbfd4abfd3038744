using System.Globalization;
using Kontor.Site;

namespace Kontor.Enrolment;

/// <summary>What the form of an application as direct partner sends back.</summary>
public sealed class DirectAnswersForm
{
    internal static readonly FieldMap Fields = new()
    {
        ["Form.Support"] = [DirectReasons.SupportInvalid],
        ["Form.SupportHours"] = [DirectReasons.SupportHoursInvalid],
        ["Form.SupportLanguages"] = [DirectReasons.SupportLanguagesInvalid],
        ["Form.Billing"] = [DirectReasons.BillingInvalid],
        ["Form.Provisioning"] = [DirectReasons.ProvisioningInvalid],
        ["Form.Services"] = [DirectReasons.ServicesInvalid],
        ["Form.DeclaredRevenueUsd"] = [DirectReasons.RevenueInvalid],
    };

    public string? Support { get; set; }

    public string? SupportHours { get; set; }

    public string? SupportLanguages { get; set; }

    public string? Billing { get; set; }

    public string? Provisioning { get; set; }

    public string? Services { get; set; }

    public string? DeclaredRevenueUsd { get; set; }

    public bool HasAuthority { get; set; }

    public bool AllowsCreditCheck { get; set; }

    /// <summary>The button that sent it: later, documents, or none.</summary>
    public string? Act { get; set; }

    public static DirectAnswersForm From(DirectAnswers answers) => new()
    {
        Support = answers.Support,
        SupportHours = answers.SupportHours,
        SupportLanguages = answers.SupportLanguages,
        Billing = answers.Billing,
        Provisioning = answers.Provisioning,
        Services = answers.Services,
        DeclaredRevenueUsd = answers.DeclaredRevenueUsd?.ToString(CultureInfo.InvariantCulture),
    };

    /// <summary>A revenue that is no whole number is out of its range, so that it is refused with a sentence.</summary>
    public DirectAnswers ToAnswers() => new DirectAnswersBody(
        Support, SupportHours, SupportLanguages, Billing, Provisioning, Services, Revenue()).ToAnswers();

    private long? Revenue() => string.IsNullOrWhiteSpace(DeclaredRevenueUsd) ? null
        : long.TryParse(DeclaredRevenueUsd.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var dollars) ? dollars
        : -1;
}
