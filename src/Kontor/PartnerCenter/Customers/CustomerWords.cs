using Kontor.Accounts;
using Kontor.Customers;
using Kontor.Enrolment;
using Kontor.Kernel;

namespace Kontor.PartnerCenter;

/// <summary>Between the protocol's customer and the one that Kontor makes.</summary>
internal static class CustomerWords
{
    /// <summary>The protocol has no place for it; the real service calls the first administrator like that.</summary>
    private const string UserName = NewCustomerBody.UsualUserName;

    /// <summary>What is to be made, or why that cannot be told from what was sent.</summary>
    public static (NewCustomer? Wanted, Fault? Fault) Read(SentCustomerBody sent, Markets markets, string directoryDomain)
    {
        if (Missing(sent) is { } member)
        {
            return (null, Fault.MemberMissing.About(member));
        }

        var (billing, company) = (sent.BillingProfile!, sent.CompanyProfile!);
        var address = billing.DefaultAddress!;
        if (markets.WithIsoCode(address.Country!).OrderBy(market => market.Key, StringComparer.Ordinal).FirstOrDefault() is not { } market)
        {
            return (null, Fault.MemberOutOfRange.About("billingProfile.defaultAddress.country"));
        }

        if (PrefixOf(company.Domain!, directoryDomain) is not { } prefix)
        {
            return (null, Fault.MemberOutOfRange.About("companyProfile.domain"));
        }

        TenantId? reseller = null;
        if (sent.AssociatedPartnerId is { Length: > 0 } associated)
        {
            if (!Guid.TryParse(associated, out var id))
            {
                return (null, Fault.MemberOutOfRange.About("associatedPartnerId"));
            }

            reseller = new TenantId(id);
        }

        // Nobody is there to be asked whether a name with a full stop stands so in the register.
        var profile = new LegalProfile(
            Trimmed(billing.CompanyName),
            string.Join(", ", new[] { Trimmed(address.AddressLine1), Trimmed(address.AddressLine2) }.Where(line => line.Length > 0)),
            Trimmed(address.City),
            Trimmed(address.State),
            Trimmed(address.PostalCode),
            Trimmed(company.OrganizationRegistrationNumber),
            IsExact: true);
        var contact = new PrimaryContact(
            true, Trimmed(billing.FirstName), Trimmed(billing.LastName), Trimmed(billing.Email),
            Trimmed(address.PhoneNumber), LanguageOf(billing.Language ?? billing.Culture));
        return (
            new NewCustomer(
                profile, market.Key, prefix, UserName, contact, Qualifications.None, Channel: null, reseller, Agreement: null),
            null);
    }

    /// <summary>The customer as it was made, with its first administrator's password.</summary>
    public static CustomerBody Body(NewCustomer wanted, MadeCustomer made, Markets markets)
    {
        var (id, iso) = (made.Tenant.Id.ToString(), markets.Of(made.Tenant.Market).IsoCode);
        var (profile, contact) = (wanted.Profile, wanted.Contact);
        return new CustomerBody(
            id,
            new CompanyProfileBody(id, made.Tenant.DefaultDomain, profile.LegalName)
            {
                OrganizationRegistrationNumber = OrNull(profile.RegistrationNumber),
                Links = new PageLinks(new Link($"/customers/{id}/profiles/company")),
            })
        {
            BillingProfile = new BillingProfileBody(id, profile.LegalName)
            {
                FirstName = contact.FirstName,
                LastName = contact.LastName,
                Email = contact.Email,
                Culture = $"{contact.Language}-{iso}",
                Language = contact.Language,
                DefaultAddress = new AddressBody(iso)
                {
                    City = OrNull(profile.City),
                    State = OrNull(profile.State),
                    AddressLine1 = OrNull(profile.Street),
                    PostalCode = OrNull(profile.PostalCode),
                    FirstName = contact.FirstName,
                    LastName = contact.LastName,
                    PhoneNumber = OrNull(contact.Phone),
                },
                Attributes = new ResourceAttributes("CustomerBillingProfile"),
            },
            RelationshipToPartner = CustomerPartnerRelationship.Reseller,
            AllowDelegatedAccess = true,
            UserCredentials = new UserCredentialsBody(wanted.UserName, made.Admin.Password),
            AssociatedPartnerId = wanted.ResellerId?.ToString(),
        };
    }

    private static string? Missing(SentCustomerBody sent) =>
        sent.CompanyProfile?.Domain is null ? "companyProfile.domain"
        : sent.BillingProfile is not { } billing ? "billingProfile"
        : billing.CompanyName is null ? "billingProfile.companyName"
        : billing.Email is null ? "billingProfile.email"
        : billing.DefaultAddress is not { } address ? "billingProfile.defaultAddress"
        : address.Country is null ? "billingProfile.defaultAddress.country"
        : address.City is null ? "billingProfile.defaultAddress.city"
        : address.AddressLine1 is null ? "billingProfile.defaultAddress.addressLine1"
        : null;

    /// <summary>The customer's own part of a domain under the program's; null for a domain elsewhere.</summary>
    private static string? PrefixOf(string domain, string directoryDomain)
    {
        var (name, ending) = (domain.Trim().ToLowerInvariant(), $".{directoryDomain}");
        return name.EndsWith(ending, StringComparison.OrdinalIgnoreCase) ? name[..^ending.Length]
            : name.Contains('.', StringComparison.Ordinal) ? null
            : name;
    }

    private static string LanguageOf(string? tag)
    {
        var language = tag?.Split('-')[0].ToLowerInvariant();
        return Texts.Languages.Contains(language) ? language! : "en";
    }

    private static string Trimmed(string? text) => text?.Trim() ?? "";

    private static string? OrNull(string text) => text.Length == 0 ? null : text;
}
