using Kontor.Accounts;
using Kontor.Enrolment;
using Kontor.Site;

namespace Kontor.Customers;

/// <summary>What the page sends that changes what is known of a customer.</summary>
public sealed class EditCustomerForm
{
    internal static readonly FieldMap Fields = new()
    {
        ["Form.Name"] = [CustomerEditReasons.NameInvalid],
        ["Form.FirstName"] = [ProfileReasons.ContactNameInvalid],
        ["Form.Email"] = [ProfileReasons.ContactEmailInvalid, ProfileReasons.ContactEmailUnmonitored],
        ["Form.Phone"] = [ProfileReasons.ContactPhoneInvalid, NewCustomerReasons.PhoneMissing],
        ["Form.RegistrationNumber"] = [ProfileReasons.RegistrationNumberMissing, ProfileReasons.RegistrationNumberInvalid],
        ["Form.Qualification"] =
            [NewCustomerReasons.QualificationsInvalid, CustomerEditReasons.SellerMustQualify, CustomerEditReasons.VendorQualifies, NewCustomerReasons.QualificationsOff],
    };

    public string? Name { get; set; }

    /// <summary>Whether contact and registration number were offered for change.</summary>
    public bool WithCompany { get; set; }

    public string? FirstName { get; set; }

    public string? LastName { get; set; }

    public string? Email { get; set; }

    public string? Phone { get; set; }

    public string? RegistrationNumber { get; set; }

    /// <summary>The number of a <see cref="Qualifications"/>; null where no choice was offered.</summary>
    public int? Qualification { get; set; }

    public static EditCustomerForm Of(EditableCustomer customer)
    {
        var company = customer.Organisation;
        return new EditCustomerForm
        {
            Name = customer.Name,
            FirstName = company.ContactFirstName,
            LastName = company.ContactLastName,
            Email = company.ContactEmail,
            Phone = company.ContactPhone,
            RegistrationNumber = company.RegistrationNumber,
            Qualification = (int)customer.Qualifications,
        };
    }

    public CustomerEdit ToEdit() => new CustomerEditBody(
        Name, WithCompany ? new CompanyEditBody(FirstName, LastName, Email, Phone, RegistrationNumber) : null,
        (Qualifications?)Qualification).ToEdit();
}
