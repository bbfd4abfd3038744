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
/// <param name="SignAgainBy">
/// When that signature ceases to hold or did, because a version in force asks for another one; null where it goes on.
/// </param>
/// <param name="Readiness">AGR-04.</param>
public sealed record PartnerAgreementState(
    AgreementText Text,
    PartnerAgreementSignature? Signature,
    DateTimeOffset? SignAgainBy,
    Decision Signing,
    ReadinessToTransact Readiness);

/// <summary>
/// Use case: a partner's global admin signs the partner agreement for the organisation's region (AGR-06, AGR-08 …
/// AGR-13). The tenant's qualified enrolments become active (ENR-37, ENR-44).
/// </summary>
public sealed class SignPartnerAgreement(
    KontorDb db, PartyFacts parties, AgreementLibrary library, DirectNews news, TimeProvider clock)
{
    /// <summary>Whether and by whom it was signed, and whether this actor may.</summary>
    public async Task<PartnerAgreementState> Look(Actor actor, CancellationToken cancel)
    {
        var partner = await parties.Of(actor.TenantId, cancel);
        var signature = await SignatureOf(partner, cancel);
        var signAgainBy = await SignAgainBy(signature, cancel);
        return new PartnerAgreementState(
            await library.Partner(cancel),
            signature,
            signAgainBy,
            AgreementRules.MaySign(actor, partner, signAgainBy is not null, confirmed: true),
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
        var text = await library.Partner(cancel);
        var partner = await parties.Of(actor.TenantId, cancel);
        var signature = await SignatureOf(partner, cancel);
        var isAskedAgain = await SignAgainBy(signature, cancel) is not null;
        var decision = AgreementRules.MaySign(actor, partner, isAskedAgain, confirmed).And(Decision.RequireAll(
            (version == text.Template.Version, AgreementReasons.OtherText)));
        if (!decision.IsGranted)
        {
            return decision;
        }

        var qualified = await db.PartnerEnrolments
            .Where(e => e.TenantId == actor.TenantId && e.State == EnrolmentState.Qualified)
            .ToListAsync(cancel);
        if (signature is not null && !isAskedAgain && qualified.Count == 0)
        {
            return AgreementReasons.AlreadySigned.About(partner.Name, partner.RegionGroup!);
        }

        if (signature is null || isAskedAgain)
        {
            signature = new PartnerAgreementSignature
            {
                Id = Guid.CreateVersion7(now),
                OrganisationId = partner.OrganisationId,
                RegionGroup = partner.RegionGroup!,
                TenantId = actor.TenantId,
                Version = text.Template.Version,
                Number = text.Template.Number,
                TextHash = text.Hash,
                SignedBy = actor.UserId!.Value,
                SignedAt = now,
            };
            db.Add(signature);
        }

        foreach (var enrolment in qualified)
        {
            enrolment.TryBecome(EnrolmentEvent.AgreementSigned, now);
            if (enrolment.Type == PartnerType.DirectPartner && await news.HasApplied(actor.TenantId, cancel))
            {
                await news.Tell(actor.TenantId, enrolment.State, "", now, cancel);
            }
        }

        var activated = qualified.Select(e => e.Type.ToString());
        var details = new { signature.RegionGroup, signature.Version, Activated = activated };
        db.Record(actor, "PartnerAgreementSigned", signature.Id.ToString(), null, details, now);
        db.Announce(actor.TenantId, "partner-agreement-signed", signature.Id.ToString(), null, details, now);
        return await db.TrySaveChanges(cancel) is null
            ? signature
            : AgreementReasons.AlreadySigned.About(partner.Name, partner.RegionGroup!);
    }

    /// <summary>When a later version that is in force wants the signature anew; the earliest of several such days.</summary>
    private async Task<DateTimeOffset?> SignAgainBy(PartnerAgreementSignature? signature, CancellationToken cancel)
    {
        if (signature is null)
        {
            return null;
        }

        var inForce = await library.InForce(AgreementKind.Partner, cancel);
        return (await library.Versions(AgreementKind.Partner, cancel))
            .Where(v => v.Number > signature.Number && v.Number <= inForce.Number)
            .Min(v => v.SignAgainBy);
    }

    /// <summary>AGR-06: the newest; it need not be renewed unless a version asks for that.</summary>
    private async Task<PartnerAgreementSignature?> SignatureOf(Party partner, CancellationToken cancel) =>
        await db.PartnerAgreementSignatures.AsNoTracking()
            .Where(s => s.OrganisationId == partner.OrganisationId && s.RegionGroup == partner.RegionGroup)
            .OrderByDescending(s => s.SignedAt)
            .FirstOrDefaultAsync(cancel);
}
