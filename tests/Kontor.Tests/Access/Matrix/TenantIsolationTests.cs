using System.Text.RegularExpressions;
using Kontor.Customers;
using Kontor.Kernel;
using Kontor.Membership;
using Kontor.Partnerships;
using Kontor.Tests.PartnerCenter;
using Microsoft.EntityFrameworkCore;
using Kontor.Subscriptions;
using Kontor.Users;

namespace Kontor.Tests.Access.Matrix;

/// <summary>
/// Another tenant's data do not exist. For every route with an id in its path: the ids of a partner that one works with,
/// and of strangers, are answered exactly as ids that never were.
/// </summary>
public sealed partial class TenantIsolationTests
{
    /// <summary>Whose things an id names.</summary>
    private enum Whose
    {
        Own,
        Partners,
        Foreign,
        Nobodys,
    }

    [Fact]
    [Trait("Rule", "REL-22")]
    [Trait("Rule", "CUS-01")]
    public async Task What_belongs_to_a_partner_or_a_stranger_is_answered_like_what_never_was()
    {
        await using var world = await World.Create();
        await using var host = await WireHost.Serve(world);
        await world.Seat();
        var chain = await world.TradingChain();
        await world.Orders(chain);
        var own = await Ids(world, host, chain.Provider, chain.Customer, chain.Provider);

        // The provider's partner has a customer of its own, bought for by another provider.
        var otherProvider = await world.Provider();
        var partnersCustomer = await world.Customer();
        await world.Partnership(otherProvider, chain.Reseller);
        await world.SharedCustomer(otherProvider, chain.Reseller, partnersCustomer);
        await world.AcceptedAgreement(partnersCustomer);
        await world.Credit(otherProvider, 10_000);
        await world.Orders(otherProvider.GlobalAdmin, partnersCustomer, chain.Reseller.NetworkId);
        var partners = await Ids(world, host, otherProvider, partnersCustomer, otherProvider);

        var foreignChain = await world.TradingChain();
        await world.Orders(foreignChain);
        var foreign = await Ids(world, host, foreignChain.Provider, foreignChain.Customer, foreignChain.Provider);
        var nobodys = own.ToDictionary(id => id.Key, _ => Guid.NewGuid().ToString());

        using var admin = await host.User(chain.Provider);
        using var agent = await host.User(chain.Provider, Role.AdminAgent);
        var wrong = new List<string>();
        foreach (var route in host.Routes().Where(route => route.Needs.Count > 0 && !route.IsPage && HasId(route)))
        {
            var client = IsForAgents(route) ? agent : admin;
            var missing = await Ask(client, route, nobodys);
            foreach (var (whose, ids) in new[] { (Whose.Partners, partners), (Whose.Foreign, foreign) })
            {
                var answer = await Ask(client, route, ids);
                if (answer.Status != missing.Status || Neutral(answer.Text) != Neutral(missing.Text) || answer.Status < 400)
                {
                    wrong.Add($"{route.Method} {route.Pattern}, {whose}: {answer.Status} {answer.Text}\n  not {missing.Status} {missing.Text}");
                }
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Fact]
    public async Task What_is_ones_own_is_found()
    {
        await using var world = await World.Create();
        await using var host = await WireHost.Serve(world);
        await world.Seat();
        var chain = await world.TradingChain();
        await world.Orders(chain);
        var own = await Ids(world, host, chain.Provider, chain.Customer, chain.Provider);
        using var admin = await host.User(chain.Provider);
        using var agent = await host.User(chain.Provider, Role.AdminAgent);

        var gets = host.Routes().Where(route => route.Method == "GET" && route.Needs.Count > 0 && !route.IsPage && HasId(route)).ToList();

        Assert.NotEmpty(gets);
        foreach (var route in gets)
        {
            var answer = await Ask(IsForAgents(route) ? agent : admin, route, own);
            Assert.True(answer.Status == 200, $"{route.Pattern}: {answer.Status} {answer.Text}");
        }
    }

    /// <summary>An id for each name that stands in a path. A name that is not here fails the test: it needs a decision.</summary>
    private static async Task<Dictionary<string, string>> Ids(
        World world, WireHost host, Participant owner, Participant customer, Participant seller)
    {
        using var client = await host.User(seller);
        var cart = await client.Post(
            $"/v1/customers/{customer.Id}/carts",
            $$"""{"lineItems":[{"id":0,"catalogItemId":"{{World.SeatItem}}","quantity":1,"billingCycle":"monthly"}]}""");
        Assert.Equal(201, cart.Status);
        await using var db = world.Db();
        var subscription = await db.Subscriptions.FirstAsync(s => s.PartnerId == seller.Id);
        var member = (await world.User(customer, "member")).Id.ToString();
        var reseller = await world.Reseller();
        await world.Partnership(owner, reseller);
        var ids = new Dictionary<string, string>
        {
            ["customerId"] = customer.Id.ToString(),
            ["cartId"] = cart["id"]!,
            ["orderId"] = subscription.OrderId.ToString(),
            ["subscriptionId"] = subscription.Id.ToString(),
            ["networkId"] = owner.NetworkId!,
            ["partnerId"] = owner.Id.ToString(),
            ["partnershipId"] = (await db.Partnerships.FirstAsync(p => p.ProviderId == owner.Id)).Id.ToString(),
            ["/api/subscriptions/{id:guid}"] = subscription.Id.ToString(),
            ["/api/elsewhere/{id:guid}"] = (await world.Enters(customer)).ValueOrNull!.Id.ToString(),
            ["/api/partner-invitations/{id:guid}"] = await PartnerInvitation(world, owner),
            ["/api/customer-invitations/{id:guid}"] = await CustomerInvitation(world, owner),
            ["/api/delegated-admin/{id:guid}"] = await Grant(world, owner, customer),
            ["/api/customers/{customerId:guid}/users/{id:guid}"] = member,
            ["userId"] = member,
            ["resellerId"] = reseller.Id.ToString(),
            ["/api/partnerships/resellers/{resellerId:guid}/users/{id:guid}"] = (await world.User(reseller, "clerk")).Id.ToString(),
            ["/api/customers/own/delegated-admin/{id:guid}"] = await Grant(world, owner, await world.Customer()),
            ["/api/service-requests/{id:guid}"] = (await world.AsksForHelp(customer, owner)).ValueOrNull!.Id.ToString(),
            ["/api/membership/benefits/{id:guid}"] = await Benefit(world, owner),
            ["/api/users/{id:guid}"] = (await world.User(owner, "somebody", Role.SalesAgent)).Id.ToString(),
            ["/api/merge-invitations/{id:guid}"] =
                (await world.InvitesToMerge(owner, await world.Reseller())).ValueOrNull!.Id.ToString(),
            ["/api/tenants/{id:guid}"] = (await world.Customer(ofSame: owner)).Id.ToString(),
            ["/api/users/imports/{id:guid}"] = await ImportedPasswords(world, owner),
        };
        return ids;
    }

    private static async Task<string> PartnerInvitation(World world, Participant provider) =>
        (await world.AsksForPartnership(provider)).Id.ToString();

    private static async Task<string> ImportedPasswords(World world, Participant owner)
    {
        await using var db = world.Db();
        var kept = new KeptPasswords
        {
            TenantId = owner.Id,
            JobId = new(Guid.CreateVersion7()),
            UserId = Guid.NewGuid(),
            Sealed = [],
            ExpiresAt = DateTimeOffset.UtcNow.AddDays(1),
        };
        db.Add(kept);
        await db.SaveChangesAsync();
        return kept.JobId.ToString();
    }

    private static async Task<string> Grant(World world, Participant partner, Participant customer)
    {
        await using var db = world.Db();
        if (!await db.CustomerRelationships.AnyAsync(r => r.PartnerId == partner.Id && r.CustomerId == customer.Id))
        {
            await world.Relationship(partner, customer, RelationshipKind.IndirectProvider);
        }

        return $"{await world.Granted(partner, customer, 90, false, Kontor.DelegatedAdmin.DirectoryRole.UserAdministrator)}";
    }

    private static async Task<string> CustomerInvitation(World world, Participant partner)
    {
        await using var db = world.Db();
        var invitation = new CustomerInvitation
        {
            Id = new(Guid.CreateVersion7()),
            PartnerId = partner.Id,
            Kind = RelationshipKind.IndirectProvider,
            AsksAdminRights = false,
            ProviderAsksAdminRights = false,
            TokenHash = Secrets.Hash(Secrets.New()),
            CreatedBy = partner.GlobalAdmin.UserId,
            CreatedAt = world.Now,
            ExpiresAt = world.Now.AddDays(90),
        };
        db.Add(invitation);
        await db.SaveChangesAsync();
        return invitation.Id.ToString();
    }

    private static async Task<string> Benefit(World world, Participant owner)
    {
        await using var db = world.Db();
        var benefit = db.Add(new MembershipBenefit
        {
            NetworkId = owner.NetworkId!,
            Id = Guid.CreateVersion7(world.Now),
            Kind = BenefitKind.AdvisoryHours,
            Count = 1,
            Until = DateOnly.FromDateTime(world.Now.UtcDateTime).AddYears(1),
            GrantedAt = world.Now,
        }).Entity;
        await db.SaveChangesAsync();
        return benefit.Id.ToString();
    }

    /// <summary>
    /// Products are the same for everybody, and announcements are nobody's; ids are what tenants own. Operators name the tenants whose applications they
    /// decide, and nobody else gets so far as to name one.
    /// </summary>
    private static bool HasId(Route route) =>
        route.Pattern.Contains('{', StringComparison.Ordinal)
        && !route.Pattern.StartsWith("/api/enrollments", StringComparison.Ordinal)
        && !route.Pattern.StartsWith("/api/partners/", StringComparison.Ordinal)
        && !route.Pattern.StartsWith("/api/announcements", StringComparison.Ordinal)
        && !route.Pattern.StartsWith("/api/outside-subscriptions/", StringComparison.Ordinal)
        && !route.Pattern.StartsWith("/api/profile-changes", StringComparison.Ordinal)
        && !route.Pattern.StartsWith("/api/provider-profiles/", StringComparison.Ordinal)
        && !route.Pattern.StartsWith("/api/partnership-end-requests", StringComparison.Ordinal)
        && !route.Pattern.StartsWith("/v1/products", StringComparison.Ordinal);

    /// <summary>
    /// Work in the tenant of a customer or a reseller is done by agents, and not by global admins as such (CUS-40, REL-19).
    /// </summary>
    private static bool IsForAgents(Route route) =>
        route.Pattern.StartsWith("/api/customers/{customerId:guid}/users", StringComparison.Ordinal)
        || route.Pattern.StartsWith("/api/customers/{customerId:guid}/licenses", StringComparison.Ordinal)
        || route.Pattern.StartsWith("/api/partnerships/resellers/{resellerId:guid}/users", StringComparison.Ordinal)
        || route.Pattern.StartsWith("/v1/customers/{customerId}/users", StringComparison.Ordinal)
        || route.Pattern.EndsWith("/subscribedskus", StringComparison.Ordinal);

    private static Task<WireReply> Ask(WireClient client, Route route, Dictionary<string, string> ids)
    {
        var path = route.PathWith(name => name switch
        {
            "productId" => "OFFICE",
            "skuId" => "0001",
            "availabilityId" => "AVAILDE00001",
            "id" => ids[ids.Keys.Single(key => route.Pattern.StartsWith(key, StringComparison.Ordinal))],
            _ => ids[name],
        });

        // The list of products is asked for by what is in view.
        var query = route.Pattern.EndsWith("/products", StringComparison.Ordinal) ? "?targetView=OnlineServices" : "";
        return client.Send(new HttpMethod(route.Method), path + query, Body(route));
    }

    /// <summary>A body that would be taken if the thing were one's own.</summary>
    private static string? Body(Route route) => route.EmptyBody is null ? null : route.Pattern switch
    {
        _ when route.Pattern.EndsWith("/orders", StringComparison.Ordinal) =>
            $$"""{"lineItems":[{"lineItemNumber":0,"offerId":"{{World.SeatItem}}","quantity":1}]}""",
        _ when route.Pattern.EndsWith("{partnershipId:guid}/end", StringComparison.Ordinal) =>
            $$"""{"confirmed":true,"statement":"{{PartnershipEndRules.StatementVersion}}"}""",
        _ when route.Pattern.EndsWith("/carts", StringComparison.Ordinal) || route.Pattern.EndsWith("{cartId}", StringComparison.Ordinal) =>
            $$"""{"lineItems":[{"id":0,"catalogItemId":"{{World.SeatItem}}","quantity":1,"billingCycle":"monthly"}]}""",
        _ => route.EmptyBody,
    };

    /// <summary>Without what names the request itself.</summary>
    private static string Neutral(string text) => Guids().Replace(TraceIds().Replace(text, ""), "ID");

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", RegexOptions.IgnoreCase)]
    private static partial Regex Guids();

    [GeneratedRegex("\"traceId\":\"[^\"]*\"")]
    private static partial Regex TraceIds();
}
