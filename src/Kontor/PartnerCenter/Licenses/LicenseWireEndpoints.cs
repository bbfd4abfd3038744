using Kontor.Access;
using Kontor.DelegatedAdmin;
using Kontor.Kernel;
using Kontor.Licensing;

namespace Kontor.PartnerCenter;

/// <summary>Licenses of a customer and of its users, for agents with rights in its tenant (CAT-50).</summary>
internal static class LicenseWireEndpoints
{
    private const string GroupsParameter = "licenseGroupIds";

    public static void MapLicensesOfCustomers(this IEndpointRouteBuilder wire)
    {
        var customer = wire.MapGroup("/customers/{customerId}").InArea("Users and licenses");
        customer.MapGet("/subscribedskus", GetSubscribedSkus)
            .RequirePermission(Permission.AdministerOnBehalf, PermissionLevel.Read)
            .RequireUser()
            .WithSummary("How many licenses of each SKU a customer has, and how many are left")
            .Produces<ResourceCollection<SubscribedSkuBody>>();
        customer.MapGet("/users/{userId}/licenses", GetLicenses)
            .RequirePermission(Permission.AdministerOnBehalf, PermissionLevel.Read)
            .RequireUser()
            .WithSummary("The licenses of a customer's user")
            .Produces<ResourceCollection<LicenseBody>>();
        customer.MapPost("/users/{userId}/licenseupdates", PostLicenseUpdate)
            .RequirePermission(Permission.AdministerOnBehalf)
            .RequirePermission(Permission.BulkAssignLicenses)
            .RequireUser()
            .WithSummary("Give a customer's user licenses and take others away, all of them or none")
            .Accepts<SentLicenseUpdateBody>(WireWriter.JsonType)
            .Produces<LicenseUpdateBody>(StatusCodes.Status201Created);
    }

    private static async Task<IResult> GetSubscribedSkus(
        string customerId, HttpContext http, CustomerReads customers, LicenseGate gate, LicensePools pools)
    {
        var (customer, fault) = await Find(customerId, http, customers);
        var (isWanted, unknown) = Groups(http.Request);
        if ((fault ?? unknown) is { } wrong)
        {
            return new FaultAnswer(wrong);
        }

        var cancel = http.RequestAborted;
        var entered = await gate.Enter(http.Caller(), customer, OnBehalfWork.SeeUsers, cancel);
        if (!entered.Decision.IsGranted)
        {
            return Faults.From(entered.Decision);
        }

        var bodies = new List<SubscribedSkuBody>();
        if (isWanted)
        {
            // Everything in one answer is what the protocol promises; a customer has as many SKUs as it bought.
            await foreach (var pool in Page.All(part => pools.List(customer, new PoolFilter(), part, cancel), cancel))
            {
                if (pool.IsFirstParty)
                {
                    bodies.Add(SubscribedSkuBody.From(pool));
                }
            }
        }

        return Answer.Ok(
            new ResourceCollection<SubscribedSkuBody>(bodies), WireJson.Default.ResourceCollectionSubscribedSkuBody);
    }

    private static async Task<IResult> GetLicenses(
        string customerId, string userId, HttpContext http, CustomerReads customers, LicensedUsers users)
    {
        var (customer, fault) = await Find(customerId, http, customers);
        var (isWanted, unknown) = Groups(http.Request);
        if ((fault ?? unknown) is { } wrong)
        {
            return new FaultAnswer(wrong);
        }

        var result = await users.Of(http.Caller(), customer, UserIn(userId), http.RequestAborted);
        if (result.ValueOrNull is not { } held)
        {
            return Faults.From(result.Decision);
        }

        LicenseBody[] bodies = isWanted ? [.. held.Select(one => new LicenseBody(ProductSkuBody.From(one.Sku, one.Title)))] : [];
        return Answer.Ok(new ResourceCollection<LicenseBody>(bodies), WireJson.Default.ResourceCollectionLicenseBody);
    }

    private static async Task<IResult> PostLicenseUpdate(
        string customerId, string userId, HttpContext http, CustomerReads customers, AssignLicenses assign)
    {
        var (customer, fault) = await Find(customerId, http, customers);
        if (fault is not null)
        {
            return new FaultAnswer(fault);
        }

        var body = await WireBody.Read(http.Request, WireJson.Default.SentLicenseUpdateBody);
        if (body.Value is not { } sent)
        {
            return new FaultAnswer(body.Fault!);
        }

        if (sent.LicensesToAssign?.Any(license => license?.ExcludedPlans is { Count: > 0 }) == true)
        {
            return new FaultAnswer(Fault.MemberUnsupported.About("excludedPlans"));
        }

        string?[] given = [.. (sent.LicensesToAssign ?? []).Select(license => license?.SkuId)];
        string?[] taken = [.. sent.LicensesToRemove ?? []];
        foreach (var id in given.Concat(taken).Where(id => LicenseSku.Find(id) is null))
        {
            return string.IsNullOrEmpty(id)
                ? new FaultAnswer(Fault.MemberMissing.About("skuId"))
                : Faults.From(Decision.Refused(LicenseReasons.SkuMalformed.About(WireItems.Shown(id))));
        }

        var order = new LicenseOrder(
            [UserIn(userId)],
            [
                .. taken.Select(id => new LicenseWish(LicenseSku.Find(id)!.Value, LicenseAct.TakeAway)),
                .. given.Select(id => new LicenseWish(LicenseSku.Find(id)!.Value, LicenseAct.Assign)),
            ])
        {
            IsAllOrNothing = true,
        };
        var result = await assign.Handle(http.Caller(), customer, order, http.RequestAborted);
        return result.Match<IResult>(
            _ => Answer.Created(
                new LicenseUpdateBody(
                    given.Length == 0 ? null : [.. given.Select(id => new LicenseAssignmentBody(id))],
                    taken.Length == 0 ? null : [.. taken.OfType<string>()]),
                WireJson.Default.LicenseUpdateBody),
            refused => Faults.From(refused));
    }

    /// <summary>A customer of the caller's; what it may do there its rights say.</summary>
    private static async Task<(TenantId Customer, Fault? Fault)> Find(
        string customerId, HttpContext http, CustomerReads customers)
    {
        if (!WirePath.TryCustomer(customerId, out var customer))
        {
            return (customer, Fault.CustomerIdInvalid);
        }

        return await customers.MarketOf(http.Caller().TenantId, customer, http.RequestAborted) is null
            ? (customer, Fault.CustomerUnknown)
            : (customer, null);
    }

    /// <summary>Whether licenses of the first group are among those asked for, as they are when nothing is said.</summary>
    private static (bool IsWanted, Fault? Unknown) Groups(HttpRequest request)
    {
        var words = request.Query[GroupsParameter].OfType<string>().ToList();
        var groups = new List<LicenseGroupId>();
        foreach (var word in words)
        {
            if (!WireEnums<LicenseGroupId>.TryParse(word, out var group))
            {
                return (false, Fault.WordUnknown.About(GroupsParameter));
            }

            groups.Add(group);
        }

        return (groups.Count == 0 || groups.Contains(LicenseGroupId.Group1), null);
    }

    /// <summary>What is no id names nobody.</summary>
    private static UserId UserIn(string userId) => new(Guid.TryParse(userId, out var id) ? id : Guid.Empty);
}
