using Kontor.Accounts;
using Kontor.Activity;
using Kontor.Invitations;
using Kontor.Kernel;

namespace Kontor.Support;

/// <summary>
/// What is told of a service request: its history, the activity record, the events of customer and partner, and a mail to
/// those who did not do it. Nothing of it repeats what was written or how somebody is reached; that stands in the request. The
/// vendor's people look at their queue and get no mail.
/// </summary>
public sealed class ServiceRequestNews(KontorDb db, BusinessCards cards, PublicAddress address)
{
    private const string Template = "serviceRequest";

    /// <param name="request">As it is afterwards.</param>
    /// <param name="happened">What.</param>
    /// <param name="actor">Who did it.</param>
    /// <param name="side">On which side that one is.</param>
    /// <param name="text">What was written.</param>
    /// <param name="isInternal">Whether the customer does not read that.</param>
    /// <param name="now">When.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task Tell(
        ServiceRequest request,
        ServiceEvent happened,
        Actor actor,
        ServiceSide side,
        string text,
        bool isInternal,
        DateTimeOffset now,
        CancellationToken cancel)
    {
        db.Add(new ServiceRequestEntry
        {
            RequestId = request.Id,
            Number = request.Version,
            At = now,
            Event = happened,
            Side = side,
            By = actor.Name,
            Text = text,
            IsInternal = isInternal,
        });
        Record(request, happened, actor, isInternal, now);
        var isHidden = isInternal && happened == ServiceEvent.Noted;
        TenantId[] readers = isHidden ? [request.PartnerId] : [request.PartnerId, request.CustomerId];
        foreach (var reader in readers)
        {
            db.Announce(
                reader, "service-request-changed", request.Id.ToString(), request.CustomerId,
                new { request.Number, Event = $"{happened}", State = $"{request.State}" }, now);
        }

        var known = await cards.Of([request.PartnerId, request.CustomerId], cancel);
        var (partner, customer) = (known[request.PartnerId], known[request.CustomerId]);
        if (side != ServiceSide.Partner)
        {
            Write(request, happened, side, partner, request.ContactEmail, partner, customer, now);
        }

        if (side != ServiceSide.Customer && !isHidden)
        {
            Write(request, happened, side, customer, customer.ContactEmail, partner, customer, now);
        }
    }

    private void Record(ServiceRequest request, ServiceEvent happened, Actor actor, bool isInternal, DateTimeOffset now)
    {
        var (id, customer) = (request.Id.ToString(), request.CustomerId);
        var details = new { request.Number, PartnerId = request.PartnerId.ToString(), State = $"{request.State}" };
        switch (happened)
        {
            case ServiceEvent.Opened:
                db.Record(actor, "ServiceRequestOpened", id, customer, details, now);
                break;
            case ServiceEvent.Noted when isInternal:
                db.Record(actor, "ServiceRequestNotedInternally", id, customer, details, now);
                break;
            case ServiceEvent.Noted:
                db.Record(actor, "ServiceRequestNoted", id, customer, details, now);
                break;
            case ServiceEvent.Taken:
                db.Record(actor, "ServiceRequestTaken", id, customer, details, now);
                break;
            case ServiceEvent.Escalated:
                db.Record(actor, "ServiceRequestEscalated", id, customer, details, now);
                break;
            case ServiceEvent.HandedBack:
                db.Record(actor, "ServiceRequestHandedBack", id, customer, details, now);
                break;
            case ServiceEvent.Resolved:
                db.Record(actor, "ServiceRequestResolved", id, customer, details, now);
                break;
            case ServiceEvent.Closed:
                db.Record(actor, "ServiceRequestClosed", id, customer, details, now);
                break;
            default:
                db.Record(actor, "ServiceRequestReopened", id, customer, details, now);
                break;
        }
    }

    /// <summary>A mail to one side; who has no address gets none.</summary>
    private void Write(
        ServiceRequest request,
        ServiceEvent happened,
        ServiceSide by,
        BusinessCard reader,
        string to,
        BusinessCard partner,
        BusinessCard customer,
        DateTimeOffset now)
    {
        if (to.Length == 0)
        {
            return;
        }

        var culture = InvitationLinks.CultureOf(reader.Language);
        object?[] arguments =
        [
            request.Number,
            request.Title,
            customer.Name,
            Texts.In(culture, $"ServiceEvent.{happened}"),
            by switch
            {
                ServiceSide.Customer => customer.Name,
                ServiceSide.Partner => partner.Name,
                _ => Texts.In(culture, "ServiceSide.Vendor"),
            },
            Texts.In(culture, $"ServiceRequestState.{request.State}"),
            address.Of(ServiceRequestList.PathOf(request.Id)),
        ];
        db.Add(new Mail(
            to,
            Texts.In(culture, "serviceRequestMail.subject", arguments),
            Texts.In(culture, "serviceRequestMail.text", arguments),
            reader.Language,
            Template).ToOutbox(now));
    }
}
