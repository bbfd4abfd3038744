using Kontor.Accounts;
using Kontor.Kernel;

namespace Kontor.Enrolment;

/// <summary>ENR-12: the label of a registration number names the kind of number that the country knows.</summary>
public static class RegistrationLabels
{
    public static string Of(string? isoCode) =>
        isoCode is not null && RegistrationNumbers.KindsIn(isoCode) is { Count: > 0 } kinds
            ? string.Join(" / ", kinds.Select(kind =>
                RegistrationNumbers.Words.Contains(kind) ? Texts.Of($"registration.{kind}") : kind))
            : Texts.Of("enrol.profile.number");
}
