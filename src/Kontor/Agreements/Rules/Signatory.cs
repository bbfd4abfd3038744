using Kontor.Kernel;

namespace Kontor.Agreements;

/// <summary>The person who accepted for the customer (AGR-22).</summary>
/// <param name="FirstName">1 to <see cref="MaxNameLength"/> characters.</param>
/// <param name="LastName">1 to <see cref="MaxNameLength"/> characters.</param>
/// <param name="Email">One mail address.</param>
/// <param name="Phone">At most <see cref="MaxPhoneLength"/> characters; null when none was given.</param>
public sealed record Signatory(string FirstName, string LastName, string Email, string? Phone)
{
    public const int MaxNameLength = 100;

    public const int MaxPhoneLength = 30;

    public Decision MayBeKept() => Decision.RequireAll(
        (IsName(FirstName) && IsName(LastName), AgreementReasons.NameInvalid.About(MaxNameLength)),
        (EmailAddress.IsValid(Email), AgreementReasons.EmailInvalid),
        (Phone is null || IsPhone(Phone), AgreementReasons.PhoneInvalid.About(MaxPhoneLength)));

    private static bool IsName(string? name) =>
        !string.IsNullOrWhiteSpace(name) && name.Length <= MaxNameLength && !name.Any(char.IsControl);

    private static bool IsPhone(string phone) =>
        phone.Length is > 0 and <= MaxPhoneLength
        && phone.All(c => char.IsAsciiLetterOrDigit(c) || c is ' ' or '+' or '-' or '/' or '(' or ')' or '.');
}
