using Kontor.Agreements;

namespace Kontor.Customers;

/// <summary>A customer's answer to an invitation, with the customer agreement where it is still open (CUS-31, CUS-32).</summary>
public sealed class CustomerAnswerForm
{
    /// <summary>The values of the form's buttons.</summary>
    public const string Accept = "accept";

    public const string Decline = "decline";

    public bool Confirmed { get; set; }

    public bool AgreementConfirmed { get; set; }

    /// <summary>Of the text that was on the page (AGR-13).</summary>
    public Guid TemplateId { get; set; }

    /// <summary>In which it was read.</summary>
    public string? Language { get; set; }

    public string? FirstName { get; set; }

    public string? LastName { get; set; }

    public string? Email { get; set; }

    public string? Phone { get; set; }

    public string? Answer { get; set; }

    /// <summary>What is known of the person who is signed in; the last word of a name is taken for the last name.</summary>
    public static CustomerAnswerForm For(string fullName, string userName)
    {
        var space = fullName.LastIndexOf(' ');
        return new()
        {
            FirstName = space < 0 ? "" : fullName[..space],
            LastName = fullName[(space + 1)..],
            Email = userName,
        };
    }

    public DirectAcceptance ToAcceptance(AgreementText shown) => new(
        TemplateId,
        Language ?? shown.Language,
        new Signatory(
            (FirstName ?? "").Trim(), (LastName ?? "").Trim(), (Email ?? "").Trim(),
            string.IsNullOrWhiteSpace(Phone) ? null : Phone.Trim()),
        AgreementConfirmed);
}
