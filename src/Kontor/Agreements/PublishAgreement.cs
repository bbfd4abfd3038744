using Kontor.Activity;
using Kontor.Kernel;

namespace Kontor.Agreements;

/// <summary>
/// Use case: an operator publishes the next version of an agreement. It comes into force by itself; nothing of an earlier
/// version is changed.
/// </summary>
public sealed class PublishAgreement(KontorDb db, AgreementLibrary library, TimeProvider clock)
{
    public async Task<Result<AgreementTemplate>> Handle(
        Actor actor, NewAgreementVersion wanted, CancellationToken cancel)
    {
        var now = clock.Now();
        var versions = await library.Versions(wanted.Kind, cancel);
        var decision = wanted.MayBePublished(versions[^1], now).And(Decision.RequireAll(
            (!actor.IsApplicationOnly, AgreementReasons.PersonRequired),
            (versions.All(v => v.Version != wanted.Version) && wanted.Version != AgreementLibrary.Current,
                AgreementReasons.VersionTaken)));
        if (!decision.IsGranted)
        {
            return decision;
        }

        var version = new AgreementVersion
        {
            Kind = wanted.Kind,
            Number = versions[^1].Number + 1,
            TemplateId = Guid.CreateVersion7(now),
            Version = wanted.Version,
            EffectiveFrom = wanted.EffectiveFrom,
            SignAgainBy = wanted.SignAgainBy,
            PublishedBy = actor.UserId!.Value,
            PublishedAt = now,
        };
        db.Add(version);
        db.AddRange(wanted.Texts.Select(text => new AgreementDocument
        {
            TemplateId = version.TemplateId,
            Language = text.Key,
            Markdown = text.Value,
        }));
        var details = new { version.Kind, version.Version, version.EffectiveFrom, version.SignAgainBy };
        db.Record(actor, "AgreementPublished", version.TemplateId.ToString(), null, details, now);
        return await db.TrySaveChanges(cancel) is null ? version.ToTemplate() : AgreementReasons.VersionTaken;
    }
}
