using System.Text.Json;

namespace Kontor.Sandbox;

/// <summary>
/// The first half of the two-tier sale: <c>provider</c> and <c>reseller2</c> become partners, <c>customer2</c> accepts
/// both. What is done already is looked at instead.
/// </summary>
internal sealed class ChainWalk(Cast cast, StepLog log)
{
    public async Task Partnership(CancellationToken cancel)
    {
        log.Heading($"Partnership: {cast["provider"].Organisation} and {cast["reseller2"].Organisation}");
        if (await FindPartnership("provider", "resellers", "reseller2") is null)
        {
            await MakePartnership(cancel);
        }
        else
        {
            log.Check("the partnership exists already", true);
        }

        var reseller = await FindPartnership("provider", "resellers", "reseller2");
        log.Check(
            "provider lists reseller2 with its network id, agreement signed",
            $"{cast["reseller2"].NetworkId} True",
            reseller is { } row ? $"{Reply.At(row, "networkId")} {Reply.At(row, "hasSignedAgreement")}" : "");
        log.Check(
            "reseller2 lists provider", await FindPartnership("reseller2", "providers", "provider") is not null);
        log.Check(
            "provider2 does not list reseller2", await FindPartnership("provider2", "resellers", "reseller2") is null);
    }

    public async Task Relationship(CancellationToken cancel)
    {
        log.Heading($"Customer: {cast["customer2"].Organisation}");
        var id = cast["customer2"].TenantId;
        if ((await cast.Application("reseller2").Get($"/api/customers/{id}")).Status == 404)
        {
            await MakeRelationship(cancel);
        }
        else
        {
            log.Check("the relationship exists already", true);
        }

        foreach (var (partner, kind, rights, other) in new[]
        {
            ("reseller2", "IndirectReseller", "Granted", "provider"),
            ("provider", "IndirectProvider", "None", "reseller2"),
        })
        {
            var seen = await cast.Application(partner).Get($"/api/customers/{id}");
            log.Check(
                $"{partner} sees the customer: {kind}, delegated admin rights {rights}, shared, agreement accepted",
                $"{kind} {rights} {cast[other].TenantId} True",
                $"{seen["relationships.0.kind"]} {seen["relationships.0.adminRights"]} {seen["sharedWith.0.tenantId"]} "
                    + $"{seen["hasAcceptedAgreement"]}",
                seen.Seen);
        }

        var partners = await cast.Admin("customer2").Get("/api/customers/own/partners");
        log.Check(
            "customer2 sees both partners",
            2,
            partners.Items.Select(item => Reply.At(item, "partner.tenantId")?.GetGuid())
                .Count(p => p == cast["provider"].TenantId || p == cast["reseller2"].TenantId),
            partners.Seen);
    }

    private async Task MakePartnership(CancellationToken cancel)
    {
        var (provider, reseller) = (cast.Application("provider"), cast.Admin("reseller2"));
        var issued = await provider.Post(
            "/api/partner-invitations", new { email = reseller.Actor.User, language = "en", send = true });
        log.Check("provider asks reseller2 for a partnership", 201, issued.Status, issued.Seen);

        var token = await Mails.TokenFor(reseller, issued["link"], cancel);
        if (!log.Check("the mail with the personal link is in reseller2's mailbox", token is not null))
        {
            return;
        }

        var early = await cast.User("reseller2", "salesAgent").Put(
            "/api/partner-invitations/acceptance", new { token, confirmed = true });
        log.Check("a sales agent of reseller2 may not authorize", 403, early.Status, early.Seen);

        var opened = await reseller.Post("/api/partner-invitations/opening", new { token });
        log.Check(
            "the link names the provider and what it gets: orders, and admin access to the partner tenant",
            $"{cast["provider"].TenantId} OrdersForCustomers AdminAccessToPartnerTenant",
            $"{opened["provider.tenantId"]} {opened["grants.0"]} {opened["grants.1"]}",
            opened.Seen);

        var unticked = await reseller.Put("/api/partner-invitations/acceptance", new { token, confirmed = false });
        log.Check("without the tick nothing is authorized", 422, unticked.Status, unticked.Seen);

        var accepted = await reseller.Put("/api/partner-invitations/acceptance", new { token, confirmed = true });
        log.Check("reseller2's global admin authorizes the provider", 200, accepted.Status, accepted.Seen);

        var again = await reseller.Put("/api/partner-invitations/acceptance", new { token, confirmed = true });
        log.Check("the link holds once", 404, again.Status, again.Seen);
    }

    private async Task MakeRelationship(CancellationToken cancel)
    {
        var (reseller, customer) = (cast.Application("reseller2"), cast.Admin("customer2"));
        var issued = await reseller.Post("/api/customer-invitations", new
        {
            providerId = cast["provider"].TenantId,
            email = customer.Actor.User,
            language = "nl",
            send = true,
        });
        log.Check("reseller2 invites customer2 jointly with the provider", 201, issued.Status, issued.Seen);

        var token = await Mails.TokenFor(customer, issued["link"], cancel);
        if (!log.Check("the mail with the personal link is in customer2's mailbox", token is not null))
        {
            return;
        }

        var early = await cast.User("customer2", "billingAdmin").Put(
            "/api/customer-invitations/acceptance", new { token, confirmed = true });
        log.Check("a billing admin of customer2 may not accept", 403, early.Status, early.Seen);

        var opened = await customer.Post("/api/customer-invitations/opening", new { token });
        log.Check(
            "the link names both partners and brings the customer agreement",
            "IndirectReseller IndirectProvider True",
            $"{opened["partners.0.kind"]} {opened["partners.1.kind"]} {opened["agreement.mayAccept"]}",
            opened.Seen);

        var accepted = await customer.Put("/api/customer-invitations/acceptance", new
        {
            token,
            confirmed = true,
            agreement = new
            {
                templateId = opened["agreement.text.templateId"],
                language = "nl",
                person = new { firstName = "Hanneke", lastName = "Dijkstra", email = customer.Actor.User },
                confirmed = true,
            },
        });
        log.Check(
            "customer2's global admin accepts both partners and the agreement in one act",
            "200 2 Direct",
            $"{accepted.Status} {accepted.At("relationships")?.GetArrayLength()} {accepted["agreement.way"]}",
            accepted.Seen);

        var again = await customer.Put("/api/customer-invitations/acceptance", new { token, confirmed = true });
        log.Check("the link holds once", 404, again.Status, again.Seen);
    }

    private async Task<JsonElement?> FindPartnership(string actor, string list, string other)
    {
        for (string? cursor = ""; cursor is not null;)
        {
            var page = await cast.Application(actor).Get($"/api/partnerships/{list}?size=200&cursor={cursor}");
            foreach (var row in page.Items)
            {
                if (Reply.At(row, "partnerId")?.GetGuid() == cast[other].TenantId)
                {
                    return row;
                }
            }

            cursor = page["next"];
        }

        return null;
    }
}
