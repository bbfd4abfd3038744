using Kontor.Activity;
using Kontor.Eligibility;
using Kontor.Enrolment;
using Kontor.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Agreements;

/// <summary>What a partner's users see of the partner agreement (AGR-08, AGR-09).</summary>
/// <param name="Text">What is to be signed, or was.</param>
/// <param name="Signature">
/// The signature that holds for this tenant's region; null while there is none (AGR-06).
/// </param>
/// <param name="Signing">Whether this actor may sign once the box is ticked, and if not, why.</param>
/// <param name="Readiness">AGR-04.</param>
public sealed record PartnerAgreementState(
    AgreementText Text, PartnerAgreementSignature? Signature, Decision Signing, ReadinessToTransact Readiness);

/// <summary>
/// Use case: a partner's global admin signs the partner agreement for the organisation's region (AGR-06, AGR-08 …
/// AGR-13). The tenant's qualified enrolments become active (ENR-37, ENR-44).
/// </summary>
public sealed class SignPartnerAgreement(KontorDb db, PartyFacts parties, TimeProvider clock)
{
    /// <summary>Whether and by whom it was signed, and whether this actor may.</summary>
    public async Task<PartnerAgreementState> Look(Actor actor, CancellationToken cancel)
    {
        var partner = await parties.Of(actor.TenantId, cancel);
        return new PartnerAgreementState(
            AgreementTexts.Partner,
            await SignatureOf(partner, cancel),
            AgreementRules.MaySign(actor, partner, confirmed: true),
            ReadinessToTransact.Of(partner));
    }

    /// <param name="actor">A user of the partner tenant.</param>
    /// <param name="version">The version that was read.</param>
    /// <param name="confirmed">AGR-09: the box is ticked.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<Result<PartnerAgreementSignature>> Handle(
        Actor actor, string? version, bool confirmed, CancellationToken cancel)
    {
        var now = clock.Now();
        var text = AgreementTexts.Partner;
        var partner = await parties.Of(actor.TenantId, cancel);
        var decision = AgreementRules.MaySign(actor, partner, confirmed).And(Decision.RequireAll(
            (version == text.Template.Version, AgreementReasons.OtherText)));
        if (!decision.IsGranted)
        {
            return decision;
        }

        var qualified = await db.PartnerEnrolments
            .Where(e => e.TenantId == actor.TenantId && e.State == EnrolmentState.Qualified)
            .ToListAsync(cancel);
        var signature = await SignatureOf(partner, cancel);
        if (signature is not null && qualified.Count == 0)
        {
            return AgreementReasons.AlreadySigned.About(partner.Name, partner.RegionGroup!);
        }

        if (signature is null)
        {
            signature = new PartnerAgreementSignature
            {
                Id = Guid.CreateVersion7(now),
                OrganisationId = partner.OrganisationId,
                RegionGroup = partner.RegionGroup!,
                TenantId = actor.TenantId,
                Version = text.Template.Version,
                TextHash = text.Hash,
                SignedBy = actor.UserId!.Value,
                SignedAt = now,
            };
            db.Add(signature);
        }

        foreach (var enrolment in qualified)
        {
            enrolment.TryBecome(EnrolmentEvent.AgreementSigned, now);
        }

        var activated = qualified.Select(e => e.Type.ToString());
        var details = new { signature.RegionGroup, signature.Version, Activated = activated };
        db.Record(actor, "PartnerAgreementSigned", signature.Id.ToString(), null, details, now);
        db.Announce(actor.TenantId, "partner-agreement-signed", signature.Id.ToString(), null, details, now);
        return await db.TrySaveChanges(cancel) is null
            ? signature
            : AgreementReasons.AlreadySigned.About(partner.Name, partner.RegionGroup!);
    }

    /// <summary>AGR-06: any version counts; it need not be renewed.</summary>
    private async Task<PartnerAgreementSignature?> SignatureOf(Party partner, CancellationToken cancel) =>
        await db.PartnerAgreementSignatures.AsNoTracking()
            .Where(s => s.OrganisationId == partner.OrganisationId && s.RegionGroup == partner.RegionGroup)
            .OrderByDescending(s => s.SignedAt)
            .FirstOrDefaultAsync(cancel);
}
