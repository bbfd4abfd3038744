using Kontor.Kernel;
using Kontor.Support;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Tests;

public sealed partial class World
{
    /// <summary>A fault that hinders a little, in English.</summary>
    public static ServiceRequestWish Fault(SubscriptionId? about = null, string title = "Mailboxes do not open") =>
        new(about, ServiceTopic.TechnicalFault, ServiceSeverity.B, title, "Since this morning.\nThey should open.", "en");

    /// <summary>How a partner is reached.</summary>
    public static PartnerContact ReachOf(Participant partner) => new("Service Desk", $"desk@{partner.Domain}", "+49 40 123");

    /// <summary>A customer asks a partner.</summary>
    public Task<Result<ServiceRequest>> AsksForHelp(
        Participant customer, Participant partner, SubscriptionId? about = null, ServiceRequestWish? wish = null) =>
        Does((OpenServiceRequest use) => use.AsCustomer(
            customer.GlobalAdmin, partner.Id, wish ?? Fault(about), CancellationToken.None));

    /// <summary>A partner's agent opens a request for a customer.</summary>
    public Task<Result<ServiceRequest>> OpensRequest(
        Participant partner, Participant customer, SubscriptionId? about = null, PartnerContact? contact = null) =>
        Does((OpenServiceRequest use) => use.ForCustomer(
            partner.As(Role.AdminAgent), customer.Id, Fault(about), contact ?? ReachOf(partner), CancellationToken.None));

    /// <summary>Somebody moves a request on.</summary>
    public Task<Result<ServiceRequest>> MovesOn(
        Actor actor, ServiceRequestId id, ServiceAct act, string text = "As agreed.", int? version = null) =>
        Does((ChangeServiceRequest use) => use.Act(
            actor, id, new ServiceActWish(act, text, version, EscalationReason.ServiceUnavailable, true), CancellationToken.None));

    /// <summary>Somebody writes to a request.</summary>
    public Task<Result<ServiceRequest>> Notes(Actor actor, ServiceRequestId id, string text, bool isInternal = false) =>
        Does((ChangeServiceRequest use) => use.Note(actor, id, text, isInternal, CancellationToken.None));

    /// <summary>A request as somebody finds it; null where it does not exist for that one.</summary>
    public Task<ServiceRequestDetail?> RequestSeenBy(Actor reader, ServiceRequestId id) =>
        Does((ServiceRequestQueries q) => q.Find(reader, id, CancellationToken.None));

    /// <summary>What was bought is charged by use from now on.</summary>
    public async Task IsUsage(SubscriptionId id)
    {
        await using var db = Db();
        await db.Database.ExecuteSqlAsync($"update subscriptions set billing_type = 'Usage' where id = {id.Value}");
    }
}
