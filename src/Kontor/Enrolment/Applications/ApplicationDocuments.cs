using System.Security.Cryptography;
using Kontor.Activity;
using Kontor.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Enrolment;

/// <summary>A document to be read.</summary>
public sealed record OpenedDocument(ApplicationDocument Document, byte[] Bytes);

/// <summary>
/// Use cases of the documents with which an applicant proves what it says (ENR-35, ENR-38): it adds them, and they are
/// read by itself and by operators.
/// </summary>
public sealed class ApplicationDocuments(KontorDb db, ApplicationNews news, TimeProvider clock)
{
    private const int MaxBytes = ApplicationDocument.MaxMegabytes * 1024 * 1024;

    /// <param name="actor">A global admin of the tenant.</param>
    /// <param name="applyingAs">To which of the tenant's applications it belongs.</param>
    /// <param name="name">As the file is called.</param>
    /// <param name="content">The file; null where none was sent.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<Result<ApplicationDocument>> Add(
        Actor actor, PartnerType applyingAs, string name, Stream? content, CancellationToken cancel)
    {
        var may = ApplicationRules.MayRead(actor);
        if (!may.IsGranted)
        {
            return may;
        }

        if (await OpenOf(actor.TenantId, applyingAs, cancel) is not { } application)
        {
            return applyingAs == PartnerType.Reseller ? ApplicationReasons.NotStarted : DirectReasons.NotStarted;
        }

        if (await IsDecidedInFavour(application, cancel))
        {
            return applyingAs == PartnerType.Reseller ? ApplicationReasons.NotPossibleNow : DirectReasons.NotPossibleNow;
        }

        var bytes = content is null ? [] : await Read(content, cancel);
        var type = ApplicationDocument.TypeOf(bytes);
        var known = await Of(application, cancel);
        var hash = SHA256.HashData(bytes);
        if (known.FirstOrDefault(document => document.Hash.AsSpan().SequenceEqual(hash)) is { } same)
        {
            return same;
        }

        var decision = Decision.RequireAll(
            (bytes.Length > 0, DocumentReasons.Missing),
            (bytes.Length <= MaxBytes, DocumentReasons.TooLarge.About(ApplicationDocument.MaxMegabytes)),
            (bytes.Length == 0 || type is not null, DocumentReasons.TypeUnknown),
            (known.Count < ApplicationDocument.Most, DocumentReasons.TooMany.About(ApplicationDocument.Most)));
        return decision.IsGranted ? await Keep(actor, application, name, type!, bytes, hash, cancel) : decision;
    }

    /// <summary>The documents of an application, the oldest first.</summary>
    public async Task<IReadOnlyList<ApplicationDocument>> Of(IPartnerApplication application, CancellationToken cancel) =>
        await db.ApplicationDocuments.AsNoTracking()
            .Where(d => d.TenantId == application.TenantId && d.Type == application.Type && d.Number == application.Number)
            .OrderBy(d => d.Id)
            .ToListAsync(cancel);

    /// <summary>A document of that tenant's; null where it has none of that id.</summary>
    public async Task<OpenedDocument?> Open(TenantId tenant, Guid id, CancellationToken cancel)
    {
        var document = await db.ApplicationDocuments.AsNoTracking()
            .SingleOrDefaultAsync(d => d.TenantId == tenant && d.Id == id, cancel);
        return document is null
            ? null
            : new OpenedDocument(
                document,
                await db.Set<ApplicationDocumentContent>()
                    .Where(c => c.TenantId == tenant && c.Id == id)
                    .Select(c => c.Bytes)
                    .SingleAsync(cancel));
    }

    /// <summary>The same for an operator, who sees what was sent in (ENR-39) and knows the tenant by the application.</summary>
    public async Task<OpenedDocument?> OpenSent(TenantId tenant, Guid id, CancellationToken cancel) =>
        await Open(tenant, id, cancel) is { } opened && await IsSent(opened.Document, cancel) ? opened : null;

    private Task<bool> IsSent(ApplicationDocument document, CancellationToken cancel) =>
        document.Type == PartnerType.DirectPartner
            ? db.DirectApplications.AnyAsync(
                a => a.TenantId == document.TenantId && a.Number == document.Number && a.SubmittedAt != null, cancel)
            : db.ResellerApplications.AnyAsync(
                a => a.TenantId == document.TenantId && a.Number == document.Number && a.SubmittedAt != null, cancel);

    private async Task<IPartnerApplication?> OpenOf(TenantId tenant, PartnerType type, CancellationToken cancel) =>
        type == PartnerType.DirectPartner
            ? await db.DirectApplications.SingleOrDefaultAsync(a => a.TenantId == tenant && a.ClosedAt == null, cancel)
            : await db.ResellerApplications.SingleOrDefaultAsync(a => a.TenantId == tenant && a.ClosedAt == null, cancel);

    private async Task<bool> IsDecidedInFavour(IPartnerApplication application, CancellationToken cancel) =>
        ApplicationRules.IsDecidedInFavour(await db.PartnerEnrolments
            .Where(e => e.TenantId == application.TenantId && e.Type == application.Type)
            .Select(e => e.State)
            .SingleAsync(cancel));

    private async Task<Result<ApplicationDocument>> Keep(
        Actor actor, IPartnerApplication application, string name, string type, byte[] bytes, byte[] hash,
        CancellationToken cancel)
    {
        var now = clock.Now();
        var document = new ApplicationDocument
        {
            TenantId = application.TenantId,
            Id = Guid.CreateVersion7(now),
            Type = application.Type,
            Number = application.Number,
            Name = NameOf(name),
            ContentType = type,
            Length = bytes.Length,
            Hash = hash,
            AddedAt = now,
            AddedBy = actor.Name,
        };
        db.Add(document);
        db.Add(new ApplicationDocumentContent { TenantId = document.TenantId, Id = document.Id, Bytes = bytes });
        news.Note(application, ApplicationEvent.DocumentAdded, actor, now, document.Name);
        db.Record(actor, "ApplicationDocumentAdded", document.Id.ToString(), null, new { document.Name }, now);

        // What an operator looked at has more to it now.
        application.TakeDocument();
        return await db.TrySaveChanges(cancel) is null ? document : ApplicationReasons.ChangedMeanwhile;
    }

    /// <summary>One byte more than there may be, at most.</summary>
    private static async Task<byte[]> Read(Stream content, CancellationToken cancel)
    {
        using var bytes = new MemoryStream();
        var chunk = new byte[64 * 1024];
        while (bytes.Length <= MaxBytes && await content.ReadAsync(chunk, cancel) is > 0 and var read)
        {
            bytes.Write(chunk, 0, read);
        }

        return bytes.ToArray();
    }

    private static string NameOf(string sent)
    {
        var name = string.Concat(sent[(sent.LastIndexOfAny(['/', '\\']) + 1)..].Where(c => !char.IsControl(c))).Trim();
        name = name.Length == 0 ? "document" : name;
        return name.Length <= ApplicationDocument.MaxNameLength ? name : name[..ApplicationDocument.MaxNameLength];
    }
}
