using System.Globalization;
using Kontor.Accounts;
using Kontor.Activity;
using Kontor.Invitations;
using Kontor.Kernel;

namespace Kontor.DelegatedAdmin;

/// <summary>
/// What is told of a grant: its history, the activity record, the events of both sides, and the mail. All of it is saved
/// with the change that it tells of.
/// </summary>
public sealed class GrantNews(KontorDb db, BusinessCards cards, PublicAddress address)
{
    /// <summary>Under this name the server's own acts stand in activity logs.</summary>
    private const string Clock = "Kontor";

    private const string Template = "delegatedAdmin";

    /// <param name="grant">As it is afterwards.</param>
    /// <param name="happened">What.</param>
    /// <param name="by">Who did it; null for the clock.</param>
    /// <param name="taken">Roles that were taken away.</param>
    /// <param name="now">When.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task Tell(
        DelegatedGrant grant,
        GrantEvent happened,
        Actor? by,
        IReadOnlyCollection<DirectoryRole> taken,
        DateTimeOffset now,
        CancellationToken cancel)
    {
        var id = Guid.CreateVersion7(now);
        db.Add(GrantChange.Of(grant, id, happened, by, taken, now));
        var details = new
        {
            PartnerId = grant.PartnerId.ToString(),
            Event = $"{happened}",
            Roles = (taken.Count > 0 ? taken : grant.Roles.Select(pair => pair.Role).Distinct()).Select(role => $"{role}"),
            grant.EndsAt,
        };
        var actor = by ?? new Actor(grant.PartnerId, TenantKind.Partner, null, null, Clock, []);
        db.Record(actor, "DelegatedAdminChanged", grant.Id.ToString(), grant.CustomerId, details, now);
        foreach (var side in new[] { grant.PartnerId, grant.CustomerId })
        {
            db.Announce(side, "delegated-admin-changed", grant.Id.ToString(), grant.CustomerId, details, now);
        }

        if (happened is GrantEvent.ExtensionChosen or GrantEvent.ExtensionStopped)
        {
            return;
        }

        var known = await cards.Of([grant.PartnerId, grant.CustomerId], cancel);
        var (partner, customer) = (known[grant.PartnerId], known[grant.CustomerId]);
        if (by?.TenantId != partner.TenantId)
        {
            Write(grant, happened, partner, partner, customer, taken, $"/delegated-admin/{grant.Id}", now);
        }

        if (by?.TenantId != customer.TenantId)
        {
            var path = happened == GrantEvent.Requested ? $"/my-partners/requests/{grant.Id}" : $"/my-partners/{grant.PartnerId}";
            Write(grant, happened, customer, partner, customer, taken, path, now);
        }
    }

    /// <summary>A mail to one side; who has no address gets none.</summary>
    private void Write(
        DelegatedGrant grant,
        GrantEvent happened,
        BusinessCard reader,
        BusinessCard partner,
        BusinessCard customer,
        IReadOnlyCollection<DirectoryRole> taken,
        string path,
        DateTimeOffset now)
    {
        if (reader.ContactEmail.Length == 0)
        {
            return;
        }

        var culture = InvitationLinks.CultureOf(reader.Language);
        var key = happened == GrantEvent.Announced && grant.ExtendsItself ? "grantMail.AnnouncedExtending" : $"grantMail.{happened}";
        var named = taken.Count > 0 ? taken : [.. grant.Roles.Select(pair => pair.Role).Distinct()];
        object?[] arguments =
        [
            partner.Name,
            customer.Name,
            string.Join('\n', named.Select(role => $"- {Texts.In(culture, $"DirectoryRole.{role}")}")),
            EndIn(grant, culture),
            grant.Note.Length > 0 ? grant.Note : Texts.In(culture, "grantMail.noNote"),
            address.Of(path),
        ];
        db.Add(new Mail(
            reader.ContactEmail,
            Texts.In(culture, $"{key}.subject", arguments),
            Texts.In(culture, $"{key}.text", arguments),
            reader.Language,
            Template).ToOutbox(now));
    }

    private static string EndIn(DelegatedGrant grant, CultureInfo culture) =>
        grant.State == GrantState.Requested && grant.Days is { } days
            ? Texts.In(culture, days == 1 ? "grantMail.days.one" : "grantMail.days", days)
        : grant.State == GrantState.Requested || grant.EndsAt is not { } end ? Texts.In(culture, "grantMail.noEnd")
        : end.UtcDateTime.ToString("D", culture);
}
