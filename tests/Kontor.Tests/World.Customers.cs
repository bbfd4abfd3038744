using Kontor.Accounts;
using Kontor.Agreements;
using Kontor.Customers;
using Kontor.Enrolment;
using Kontor.Kernel;

namespace Kontor.Tests;

public sealed partial class World
{
    /// <summary>A complete customer that does not exist yet.</summary>
    public static NewCustomer Wanted(
        string prefix = "bakery", string market = "DE", Participant? reseller = null, CustomerChannel? channel = null,
        DateOnly? acceptedOn = null) => new(
        new LegalProfile($"Bäckerei {prefix} GmbH", "Hafenstraße 12", "Kiel", "", "24103", "", IsExact: false),
        market,
        prefix,
        "admin",
        new PrimaryContact(true, "Jette", "Sommer", $"jette@{prefix}.test", "+49 431 5550100", "de"),
        Qualifications.None,
        channel,
        reseller?.Id,
        acceptedOn is { } day ? new(new Signatory("Jette", "Sommer", $"jette@{prefix}.test", null), day) : null);

    public Task<Result<MadeCustomer>> MakesCustomer(Actor actor, NewCustomer wanted) =>
        Does((CreateCustomer use) => use.Handle(actor, wanted, CancellationToken.None));

    /// <summary>A customer that the partner made, as others see it.</summary>
    public async Task<Participant> MadeCustomer(Participant partner, NewCustomer wanted)
    {
        var made = await MakesCustomer(partner.GlobalAdmin, wanted);
        return made.ValueOrNull is { Tenant: var tenant }
            ? new Participant(
                tenant.Id, tenant.OrganisationId, TenantKind.Customer, wanted.Profile.LegalName, tenant.Market,
                tenant.DefaultDomain, null)
            : throw new InvalidOperationException(made.Decision.Reasons[0].Code);
    }

    /// <summary>Somebody ends a relationship, with the statement where one is asked for.</summary>
    public Task<Result<CustomerRelationship>> EndsRelationship(
        Actor actor, Participant customer, RelationshipKind? kind = null, bool confirmed = true) =>
        Does((EndRelationship use) => use.Handle(
            actor, customer.Id, kind, new StatementConfirmation(confirmed, LeavingStatement.Version, "de"),
            CancellationToken.None));
}
