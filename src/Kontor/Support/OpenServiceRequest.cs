using Kontor.Accounts;
using Kontor.Customers;
using Kontor.DelegatedAdmin;
using Kontor.Elsewhere;
using Kontor.Kernel;
using Kontor.Subscriptions;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Support;

/// <summary>
/// Use cases: a customer asks one of its partners for help (SUP-03), and a partner opens a request for its customer (SUP-06).
/// The relationship is held meanwhile: who ends it does so before or afterwards.
/// </summary>
public sealed class OpenServiceRequest(
    KontorDb db,
    ServiceSubjects subjects,
    SupportFacts support,
    OutsideSupport outside,
    AskablePartners partners,
    OnBehalfGate gate,
    ServiceRequestNews news,
    BusinessCards cards,
    TimeProvider clock)
{
    /// <param name="actor">A user of the customer.</param>
    /// <param name="partner">Whom it asks.</param>
    /// <param name="wish">What it writes.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<Result<ServiceRequest>> AsCustomer(
        Actor actor, TenantId partner, ServiceRequestWish wish, CancellationToken cancel)
    {
        var customer = actor.TenantId;
        await using var own = await support.Begin(cancel);
        await db.HoldRelationships(customer, [partner], cancel);
        var about = await AboutOf(actor, customer, wish, cancel);
        if (wish.SubscriptionId is { } none && about is null)
        {
            return await subjects.WhyNone(actor, none, cancel);
        }

        if (about is { Outside: not null } && !await partners.HasMultiChannel(customer, cancel))
        {
            return ServiceRequestReasons.MultiChannelOff.About(await partners.CloudOf(customer, cancel));
        }

        var askable = await partners.Of(customer, about, cancel);
        var asked = askable.FirstOrDefault(one => one.Id == partner);
        var isVendor = asked is null
            && await db.Set<Tenant>().AnyAsync(t => t.Id == partner && t.Kind == TenantKind.Operator, cancel);
        var decision = ServiceRequestRules.MayAsk(isVendor, asked is not null, [.. askable.Select(one => one.Name)])
            .And(ServiceRequestRules.MayBeWritten(wish));
        if (!decision.IsGranted)
        {
            return decision;
        }

        var made = await Save(actor, customer, partner, about, ServiceSide.Customer, wish, asked!.Contact, cancel);
        await (own is not null && made.ValueOrNull is not null ? own.CommitAsync(cancel) : Task.CompletedTask);
        return made;
    }

    /// <param name="actor">A user of the partner.</param>
    /// <param name="customer">For whom.</param>
    /// <param name="wish">What it writes.</param>
    /// <param name="contact">How the partner is reached.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<Result<ServiceRequest>> ForCustomer(
        Actor actor, TenantId customer, ServiceRequestWish wish, PartnerContact contact, CancellationToken cancel)
    {
        await using var own = await support.Begin(cancel);
        if ((await db.HoldRelationships(customer, [actor.TenantId], cancel)).Count == 0)
        {
            return ServiceRequestReasons.CustomerUnknown;
        }

        var about = await AboutOf(actor, customer, wish, cancel);
        if (wish.SubscriptionId is { } none && about is null)
        {
            return await subjects.WhyNone(actor, none, cancel);
        }

        var card = await cards.Of(customer, cancel);
        var may = await MaySupport(actor.TenantId, customer, about, cancel);
        if (may.IsGranted && await NeedsRight(actor.TenantId, about, cancel))
        {
            may = RightOf((await gate.Enter(actor, customer, OnBehalfWork.OpenServiceRequest, concernsAdmin: false, cancel)).Decision);
        }

        var decision = may.And(ServiceRequestRules.MayBeWritten(wish)).And(ServiceRequestRules.MayBeContact(contact, card.Domain));
        if (!decision.IsGranted)
        {
            return decision;
        }

        var made = await Save(actor, customer, actor.TenantId, about, ServiceSide.Partner, wish, contact, cancel);
        await (own is not null && made.ValueOrNull is not null ? own.CommitAsync(cancel) : Task.CompletedTask);
        return made;
    }

    /// <summary>Whether the partner may, before anything is written; for the page that leads there.</summary>
    public async Task<Decision> MayOpen(Actor actor, TenantId customer, ServiceSubject? about, CancellationToken cancel)
    {
        var may = await MaySupport(actor.TenantId, customer, about, cancel);
        return may.IsGranted && await NeedsRight(actor.TenantId, about, cancel)
            ? RightOf(await gate.May(actor, customer, OnBehalfWork.OpenServiceRequest, cancel))
            : may;
    }

    private async Task<Decision> MaySupport(TenantId partner, TenantId customer, ServiceSubject? about, CancellationToken cancel) =>
        about is null
            ? Decision.Granted
            : ServiceRequestRules.MaySupport(
                await TieOf(partner, about, cancel),
                await partners.HasMultiChannel(customer, cancel),
                await partners.CloudOf(customer, cancel));

    private async Task<bool> NeedsRight(TenantId partner, ServiceSubject? about, CancellationToken cancel) =>
        about is null || ServiceRequestRules.NeedsRight(await TieOf(partner, about, cancel), about.IsUsage);

    /// <summary>CUS-46: the customer is known to its partner, so that one is told what is missing and not that nobody is there.</summary>
    private static Decision RightOf(Decision atGate) =>
        atGate.Reasons.Contains(GrantReasons.NoRightThere) ? Decision.Refused(ServiceRequestReasons.RightMissing) : atGate;

    private async Task<SubscriptionTie> TieOf(TenantId partner, ServiceSubject subject, CancellationToken cancel)
    {
        if (subject.Sold is not { } about)
        {
            return (await outside.Supporters(subject.Outside!, cancel)).Contains(partner)
                ? SubscriptionTie.Supporter
                : SubscriptionTie.Elsewhere;
        }

        if (about.PartnerId == partner || (await support.Of([about.Id], cancel))[about.Id].InForce.Contact == partner)
        {
            return SubscriptionTie.Manager;
        }

        if (about.ResellerId == partner)
        {
            return (await support.TiesOf(about, partner, cancel)).IsListed ? SubscriptionTie.Manager : SubscriptionTie.ResellerAlone;
        }

        return (await support.Supporters(about, cancel)).Contains(partner) ? SubscriptionTie.Supporter : SubscriptionTie.Elsewhere;
    }

    private async Task<ServiceSubject?> AboutOf(Actor actor, TenantId customer, ServiceRequestWish wish, CancellationToken cancel) =>
        wish.SubscriptionId is { } id && await subjects.Find(actor, id, cancel) is { } found && found.CustomerId == customer
            ? found
            : null;

    private async Task<Result<ServiceRequest>> Save(
        Actor actor,
        TenantId customer,
        TenantId partner,
        ServiceSubject? about,
        ServiceSide side,
        ServiceRequestWish wish,
        PartnerContact contact,
        CancellationToken cancel)
    {
        var now = clock.Now();
        var request = ServiceRequest.Open(
            await FreeId(now, cancel),
            customer,
            partner,
            about,
            side,
            wish,
            contact,
            actor.Name,
            now);
        db.Add(request);
        await news.Tell(request, ServiceEvent.Opened, actor, side, text: "", isInternal: false, now, cancel);

        // Two that found the same number free at once: the unique index lets one have it.
        return await db.TrySaveChanges(cancel) is null ? request : ServiceRequestReasons.ChangedMeanwhile;
    }

    private async Task<ServiceRequestId> FreeId(DateTimeOffset now, CancellationToken cancel)
    {
        while (true)
        {
            var id = new ServiceRequestId(Guid.CreateVersion7(now));
            var number = ServiceRequest.NumberOf(id);
            if (!await db.ServiceRequests.AnyAsync(r => r.Number == number, cancel))
            {
                return id;
            }
        }
    }
}
