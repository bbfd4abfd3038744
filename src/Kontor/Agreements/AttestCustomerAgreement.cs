using Kontor.Activity;
using Kontor.Eligibility;
using Kontor.Kernel;
using Kontor.Orders;

namespace Kontor.Agreements;

/// <summary>
/// Use case: a provider or direct partner states that a person of its customer accepted the customer agreement (AGR-22,
/// AGR-23). A later attestation stands beside an earlier one; both are kept.
/// </summary>
public sealed class AttestCustomerAgreement(
    KontorDb db,
    CustomerAgreementQueries agreements,
    PartyFacts parties,
    AgreementLibrary library,
    TimeProvider clock)
{
    /// <summary>
    /// Whether this actor may attest for the customer; for the page and for an order that waits (AGR-25).
    /// </summary>
    public async Task<Decision> May(Actor actor, TenantId customer, CancellationToken cancel) =>
        await agreements.IsCustomerOf(customer, actor.TenantId, cancel)
            ? AgreementRules.MayAttest(actor, await parties.Of(actor.TenantId, cancel))
            : Decision.Refused(OrderReasons.CustomerUnknown);

    /// <param name="actor">A user of the provider or direct partner.</param>
    /// <param name="customer">Its customer.</param>
    /// <param name="person">Who accepted for the customer.</param>
    /// <param name="acceptedOn">When that was; not in the future.</param>
    /// <param name="templateId">Which text; null for the one in force.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<Result<CustomerAgreementAcceptance>> Handle(
        Actor actor,
        TenantId customer,
        Signatory person,
        DateOnly acceptedOn,
        Guid? templateId,
        CancellationToken cancel)
    {
        var now = clock.Now();
        var may = await May(actor, customer, cancel);
        if (!may.IsGranted)
        {
            return may;
        }

        var prepared = await Prepare(actor, customer, person, acceptedOn, templateId, now, cancel);
        if (prepared.Decision.IsGranted)
        {
            await db.SaveChangesAsync(cancel);
        }

        return prepared;
    }

    /// <summary>
    /// The acceptance with its record and news, to be saved by the caller, which has asked whether this actor may attest
    /// for the customer.
    /// </summary>
    internal async Task<Result<CustomerAgreementAcceptance>> Prepare(
        Actor actor,
        TenantId customer,
        Signatory person,
        DateOnly acceptedOn,
        Guid? templateId,
        DateTimeOffset now,
        CancellationToken cancel)
    {
        var inForce = await library.InForce(AgreementKind.Customer, cancel);
        var decision = AgreementRules.MayBeAttested(person, acceptedOn, now).And(Decision.RequireAll(
            (templateId is null || templateId == inForce.Id, AgreementReasons.OtherText)));
        if (!decision.IsGranted)
        {
            return decision;
        }

        var acceptance = new CustomerAgreementAcceptance
        {
            Id = Guid.CreateVersion7(now),
            CustomerId = customer,
            Way = CustomerAgreementWay.Attested,
            TemplateId = inForce.Id,
            FirstName = person.FirstName,
            LastName = person.LastName,
            Email = person.Email,
            Phone = person.Phone,
            AcceptedOn = acceptedOn,
            RecordedByTenant = actor.TenantId,
            RecordedByUser = actor.UserId,
            RecordedAt = now,
        };
        db.Add(acceptance);
        var details = new { acceptance.AcceptedOn, inForce.Version };
        db.Record(actor, "CustomerAgreementAttested", acceptance.Id.ToString(), customer, details, now);
        db.Announce(actor.TenantId, "customer-agreement-accepted", acceptance.Id.ToString(), customer, details, now);
        return acceptance;
    }
}
