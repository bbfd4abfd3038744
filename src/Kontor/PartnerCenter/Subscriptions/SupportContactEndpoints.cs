using Kontor.Access;
using Kontor.Kernel;
using Kontor.Subscriptions;

namespace Kontor.PartnerCenter;

/// <summary>Who supports a subscription (SUP-04). The protocol knows the designated contact only.</summary>
internal static class SupportContactEndpoints
{
    public static void MapSupportContact(this RouteGroupBuilder subscriptions)
    {
        subscriptions.MapGet("/{subscriptionId}/supportcontact", Get)
            .RequireUser()
            .WithSummary("Who supports a subscription")
            .Produces<SupportContactBody>();
        subscriptions.MapPut("/{subscriptionId}/supportcontact", Put)
            .RequirePermission(Permission.AssignSupportContact)
            .RequireUser()
            .WithSummary("Choose who supports a subscription that the caller sold")
            .Accepts<SentSupportContactBody>(WireWriter.JsonType)
            .Produces<SupportContactBody>();
    }

    private static async Task<IResult> Get(
        string customerId, string subscriptionId, HttpContext http, CustomerReads customers, SupportQueries support,
        PartnerReads partners)
    {
        var (found, fault) = await Find(customerId, subscriptionId, http, customers, support);
        return found is null ? new FaultAnswer(fault!) : await Body(found, http, partners);
    }

    private static async Task<IResult> Put(
        string customerId, string subscriptionId, HttpContext http, CustomerReads customers, SupportQueries support,
        PartnerReads partners, ChooseSupportContact choose)
    {
        var (found, fault) = await Find(customerId, subscriptionId, http, customers, support);
        if (found is null)
        {
            return new FaultAnswer(fault!);
        }

        var body = await WireBody.Read(http.Request, WireJson.Default.SentSupportContactBody);
        if (body.Value is not { } sent)
        {
            return new FaultAnswer(body.Fault!);
        }

        if (string.IsNullOrEmpty(sent.SupportTenantId))
        {
            return new FaultAnswer(Fault.MemberMissing.About("supportTenantId"));
        }

        if (!Guid.TryParse(sent.SupportTenantId, out var wanted))
        {
            return new FaultAnswer(Fault.MemberOutOfRange.About("supportTenantId"));
        }

        // Who names another partner's network id beside the tenant means neither of the two for certain.
        var contact = new TenantId(wanted);
        if (!string.IsNullOrEmpty(sent.SupportMpnId)
            && (await partners.NetworkIdOf(contact, http.RequestAborted))?.MpnId != sent.SupportMpnId)
        {
            return new FaultAnswer(Fault.MemberOutOfRange.About("supportMpnId"));
        }

        var result = await choose.Handle(http.Caller(), found.Held.Id, contact, version: null, http.RequestAborted);
        return result.ValueOrNull is { } chosen ? await Body(chosen, http, partners) : Faults.From(result.Decision);
    }

    /// <summary>The subscription of that customer; another customer's is as unknown as none.</summary>
    private static async Task<(SubscriptionSupport? Found, Fault? Fault)> Find(
        string customerId, string subscriptionId, HttpContext http, CustomerReads customers, SupportQueries support)
    {
        if (!WirePath.TryCustomer(customerId, out var customer))
        {
            return (null, Fault.CustomerIdInvalid);
        }

        if (await customers.MarketOf(http.Caller().TenantId, customer, http.RequestAborted) is null)
        {
            return (null, Fault.CustomerUnknown);
        }

        _ = Guid.TryParse(subscriptionId, out var id);
        var found = await support.Find(http.Caller(), new SubscriptionId(id), http.RequestAborted);
        return found is null || found.Held.CustomerId != customer ? (null, Fault.SubscriptionUnknown) : (found, null);
    }

    private static async Task<IResult> Body(SubscriptionSupport support, HttpContext http, PartnerReads partners)
    {
        if (support.Contact is not { } contact)
        {
            return Faults.From(Decision.Refused(support.IsHidden ? SupportReasons.ContactHidden : SupportReasons.NoContact));
        }

        var network = await partners.NetworkIdOf(contact.Id, http.RequestAborted);
        return Answer.Ok(
            new SupportContactBody($"{contact.Id}", network?.MpnId, contact.Name)
            {
                Links = new PageLinks(new Link(WireLinks.Self(http.Request))),
            },
            WireJson.Default.SupportContactBody);
    }
}
