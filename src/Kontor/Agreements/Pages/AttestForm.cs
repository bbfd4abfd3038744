using System.Globalization;

namespace Kontor.Agreements;

/// <summary>Who accepted the customer agreement, and when (AGR-22).</summary>
public sealed class AttestForm
{
    public string? FirstName { get; set; }

    public string? LastName { get; set; }

    public string? Email { get; set; }

    public string? Phone { get; set; }

    /// <summary>As date fields send it: 2026-11-30.</summary>
    public string? AcceptedOn { get; set; }

    public bool Confirmed { get; set; }

    public Signatory ToSignatory() => new(
        (FirstName ?? "").Trim(),
        (LastName ?? "").Trim(),
        (Email ?? "").Trim(),
        string.IsNullOrWhiteSpace(Phone) ? null : Phone.Trim());

    /// <summary>The first day of the calendar when it is no date; no rule takes that.</summary>
    public DateOnly ToDate() =>
        DateOnly.TryParseExact(AcceptedOn, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day : DateOnly.MinValue;
}
