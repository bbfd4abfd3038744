using Kontor.Access;
using Kontor.Accounts;
using Kontor.Enrolment;
using Kontor.Kernel;

namespace Kontor.Customers;

/// <summary>What a partner changes of one of its customers.</summary>
/// <param name="Name">CUS-66: on bills and in the partner's own lists; the legal name stays.</param>
/// <param name="Company">The contact and the registration number; null to leave both as they are.</param>
/// <param name="Qualifications">CUS-65: what it qualifies for from now on; null to leave it.</param>
public sealed record CustomerEdit(string Name, CompanyEdit? Company, Qualifications? Qualifications = null);

/// <summary>CUS-64: whom to ask at the customer, and its company number.</summary>
/// <param name="Contact">The phone may be empty where CUS-64 does not demand it.</param>
/// <param name="RegistrationNumber">Empty for none, where CUS-64 does not demand it.</param>
public sealed record CompanyEdit(PrimaryContact Contact, string RegistrationNumber);

/// <summary>Whose data they are.</summary>
/// <param name="Rights">The partner's rights in the customer's tenant.</param>
/// <param name="IsOfPartner">The customer's organization is a partner itself and looks after its own profile.</param>
/// <param name="IsoCode">Of the customer's country; empty where the program does not run.</param>
/// <param name="IsSoldTo">Whether the partner sells to it, as provider or directly.</param>
/// <param name="Qualifications">What it qualifies for now.</param>
/// <param name="AreQualificationsOff">NAT-10: whether its cloud has none.</param>
public sealed record EditedCustomer(
    AdminRights Rights, bool IsOfPartner, string IsoCode, bool IsSoldTo, Qualifications Qualifications,
    bool AreQualificationsOff = false);

/// <summary>What must hold for a partner to change what is known of a customer (CUS-64, CUS-66).</summary>
public static class CustomerEditRules
{
    /// <summary>CUS-66: who changes the name in lists and on bills.</summary>
    public static Decision May(Actor actor) => Decision.RequireAll(
        (PermissionTable.LevelOf(actor.TenantKind, actor.Roles, Permission.EditCustomerDetails) == PermissionLevel.Full,
            CustomerEditReasons.RoleMayNotEdit));

    /// <summary>
    /// CUS-40: contact and registration number stand in the customer's own directory, so that changing them needs rights
    /// there.
    /// </summary>
    public static Decision MayEditCompany(EditedCustomer customer) => Decision.RequireAll(
        (!customer.IsOfPartner, CustomerEditReasons.CustomerIsPartner),
        (customer.IsOfPartner || customer.Rights == AdminRights.Granted, CustomerEditReasons.RightsMissing));

    /// <summary>
    /// CUS-65, CAT-62: who sells states what its customer qualifies for; of the government community cloud the
    /// vendor decides, so whoever is in it stays as it is.
    /// </summary>
    public static Decision MayQualify(EditedCustomer customer) => Decision.RequireAll(
        (!customer.AreQualificationsOff, NewCustomerReasons.QualificationsOff),
        (customer.IsSoldTo, CustomerEditReasons.SellerMustQualify),
        (!customer.Qualifications.HasFlag(Qualifications.GovernmentCommunityCloud), CustomerEditReasons.VendorQualifies));

    public static Decision MayBeSaved(Actor actor, CustomerEdit edit, EditedCustomer customer, string directoryDomain)
    {
        var decision = May(actor).And(Decision.RequireAll(
            (edit.Name.Length is > 0 and <= Organisation.MaxNameLength && !edit.Name.Any(char.IsControl),
                CustomerEditReasons.NameInvalid.About(Organisation.MaxNameLength))));
        if (edit.Qualifications is { } claimed && claimed != customer.Qualifications)
        {
            decision = decision.And(MayQualify(customer)).And(Decision.RequireAll(
                (NewCustomerRules.IsClaimable(claimed), NewCustomerReasons.QualificationsInvalid)));
        }

        return edit.Company is not { } company
            ? decision
            : decision
                .And(MayEditCompany(customer))
                .And(NewCustomerRules.IsSound(company.Contact, customer.IsoCode, directoryDomain))
                .And(ProfileRules.HasNumber(
                    LegalProfile.Empty with { RegistrationNumber = company.RegistrationNumber }, customer.IsoCode))
                .And(Decision.RequireAll(
                    (company.RegistrationNumber.Length == 0 || RegistrationNumbers.IsValid("", company.RegistrationNumber),
                        ProfileReasons.RegistrationNumberInvalid)));
    }
}

/// <summary>Why what is known of a customer does not change.</summary>
public static class CustomerEditReasons
{
    public static readonly Reason RoleMayNotEdit = new(ReasonKind.Forbidden, "ROLE_MAY_NOT_EDIT_CUSTOMER", "CUS-66");

    /// <summary>Argument: how many characters it may have.</summary>
    public static readonly Reason NameInvalid = new(ReasonKind.Invalid, "CUSTOMER_NAME_INVALID", "CUS-66");

    /// <summary>CUS-40: the customer has not granted rights, or has removed them.</summary>
    public static readonly Reason RightsMissing = new(ReasonKind.Forbidden, "CUSTOMER_RIGHTS_MISSING", "CUS-40");

    public static readonly Reason SellerMustQualify =
        new(ReasonKind.Forbidden, "CUSTOMER_QUALIFIED_BY_SELLER", "CUS-65");

    public static readonly Reason VendorQualifies = new(ReasonKind.Forbidden, "CUSTOMER_QUALIFIED_BY_VENDOR", "CAT-62");

    public static readonly Reason CustomerIsPartner = new(ReasonKind.Forbidden, "CUSTOMER_KEEPS_PROFILE", "CUS-66");
}
