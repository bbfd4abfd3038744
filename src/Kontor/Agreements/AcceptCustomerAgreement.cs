using Kontor.Activity;
using Kontor.Kernel;

namespace Kontor.Agreements;

/// <summary>A customer's own acceptance: which text was read, who accepts, and the tick (AGR-24).</summary>
/// <param name="TemplateId">Of the text that was read.</param>
/// <param name="Language">In which it was read: en, de or nl.</param>
/// <param name="Person">The global admin who ticks the box.</param>
/// <param name="Confirmed">Whether the box is ticked.</param>
public sealed record DirectAcceptance(Guid TemplateId, string Language, Signatory Person, bool Confirmed);

/// <summary>
/// Use case: the customer's global admin accepts the customer agreement by itself, outside an invitation (AGR-24). The
/// acceptance of an invitation adds the same row through <see cref="Prepare"/>, in its own transaction.
/// </summary>
public sealed class AcceptCustomerAgreement(
    KontorDb db, CustomerAgreementQueries agreements, TimeProvider clock)
{
    public async Task<Result<CustomerAgreementAcceptance>> Handle(
        Actor actor, DirectAcceptance wanted, CancellationToken cancel)
    {
        var prepared = await Prepare(actor, wanted, clock.Now(), cancel);
        if (prepared.ValueOrNull is not null)
        {
            await db.SaveChangesAsync(cancel);
        }

        return prepared;
    }

    /// <summary>AGR-26, before anybody ticks anything.</summary>
    public async Task<Decision> May(Actor actor, CancellationToken cancel) => AgreementRules.MayAcceptDirectly(
        actor,
        await agreements.HasAccepted(actor.TenantId, cancel),
        await agreements.HoldsNewCommercePurchases(actor.TenantId, cancel));

    /// <summary>Adds the acceptance to be saved with what goes with it, or says why not.</summary>
    internal async Task<Result<CustomerAgreementAcceptance>> Prepare(
        Actor actor, DirectAcceptance wanted, DateTimeOffset now, CancellationToken cancel)
    {
        var text = await agreements.TextFor(actor.TenantId, wanted.Language, cancel);
        var decision = (await May(actor, cancel))
            .And(wanted.Person.MayBeKept())
            .And(Decision.RequireAll(
                (wanted.TemplateId == text.Template.Id, AgreementReasons.OtherText),
                (wanted.Confirmed, AgreementReasons.NotConfirmed)));
        if (!decision.IsGranted)
        {
            return decision;
        }

        var acceptance = new CustomerAgreementAcceptance
        {
            Id = Guid.CreateVersion7(now),
            CustomerId = actor.TenantId,
            Way = CustomerAgreementWay.Direct,
            TemplateId = wanted.TemplateId,
            TextHash = text.Hash,
            FirstName = wanted.Person.FirstName,
            LastName = wanted.Person.LastName,
            Email = wanted.Person.Email,
            Phone = wanted.Person.Phone,
            AcceptedOn = DateOnly.FromDateTime(now.UtcDateTime),
            RecordedByTenant = actor.TenantId,
            RecordedByUser = actor.UserId,
            RecordedAt = now,
        };
        db.Add(acceptance);
        var details = new { text.Template.Version, text.Language, TextHash = Convert.ToHexStringLower(text.Hash) };
        db.Record(actor, "CustomerAgreementAccepted", acceptance.Id.ToString(), actor.TenantId, details, now);
        foreach (var partner in await agreements.PartnersOf(actor.TenantId, cancel))
        {
            db.Announce(partner, "customer-agreement-accepted", acceptance.Id.ToString(), actor.TenantId, details, now);
        }

        return acceptance;
    }
}
