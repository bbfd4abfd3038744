using Kontor.Catalog;
using Kontor.Kernel;
using Kontor.Tests.PartnerCenter;

namespace Kontor.Tests.Licensing;

/// <summary>Licenses as the SDK sees and changes them.</summary>
public sealed class LicenseWireTests
{
    [Fact]
    [Trait("Rule", "CAT-50")]
    [Trait("Rule", "CAT-53")]
    public async Task An_agent_reads_what_is_left_and_gives_and_takes_licenses_all_or_nothing()
    {
        await using var world = await World.Create();
        await using var host = await WireHost.Serve(world);
        var chain = await world.Licensed(1);
        await world.Orders(chain, await world.Seat("MAIL"), quantity: 9);
        await world.Orders(chain, await world.Seat("CRM"), quantity: 3);
        await world.IsOfKind(ProductKind.ThirdPartySaas, "CRM");
        var users = await world.Users(chain.Customer, 2);
        using var agent = await host.User(chain.Reseller, Role.AdminAgent);
        var path = $"/v1/customers/{chain.Customer.Id}";

        var given = await agent.Post(
            $"{path}/users/{users[0].Id}/licenseupdates",
            """{"LicensesToAssign":[{"ExcludedPlans":null,"SkuId":"OFFICE:0001"}],"LicensesToRemove":null,"LicenseWarnings":null,"Attributes":{"ObjectType":"LicenseUpdate"}}""");
        var refused = await agent.Post(
            $"{path}/users/{users[1].Id}/licenseupdates", """{"licensesToAssign":[{"skuId":"MAIL:0001"},{"skuId":"OFFICE:0001"}]}""");
        var skus = await agent.Get($"{path}/subscribedskus?licenseGroupIds=Group1&licenseGroupIds=Group2");
        var others = await agent.Get($"{path}/subscribedskus?licenseGroupIds=Group2");
        var held = await agent.Get($"{path}/users/{users[0].Id}/licenses");
        var taken = await agent.Post($"{path}/users/{users[0].Id}/licenseupdates", """{"licensesToRemove":["OFFICE:0001"]}""");

        Assert.Equal((201, "OFFICE:0001", "LicenseUpdate"), (given.Status, given["licensesToAssign.0.skuId"], given["attributes.objectType"]));
        Assert.Contains("\"licenseWarnings\":[]", given.Text, StringComparison.Ordinal);
        Assert.Equal((400, 60012), refused.Fault);
        Assert.Empty(await world.LicensesOf(chain.Customer, users[1]));
        Assert.Equal(("2", "0"), (skus["totalCount"], others["totalCount"]));
        Assert.Contains(
            "\"availableUnits\":0,\"activeUnits\":1,\"consumedUnits\":1,\"suspendedUnits\":0,\"totalUnits\":1", skus.Text, StringComparison.Ordinal);
        Assert.Equal(("1", "OFFICE:0001", "Office suite"), (held["totalCount"], held["items.0.productSku.id"], held["items.0.productSku.name"]));
        Assert.Equal((201, "OFFICE:0001"), (taken.Status, taken["licensesToRemove.0"]));
        Assert.Equal(0, (await world.Pool(chain.Customer)).Assigned);
    }

    [Fact]
    [Trait("Rule", "CAT-50")]
    [Trait("Rule", "CAT-54")]
    public async Task What_is_wrong_or_none_of_the_callers_business_has_the_protocols_codes()
    {
        await using var world = await World.Create();
        await using var host = await WireHost.Serve(world);
        var chain = await world.Licensed(1);
        await world.Orders(chain, await world.Seat("CRM"), quantity: 3);
        await world.IsOfKind(ProductKind.ThirdPartySaas, "CRM");
        var user = await world.User(chain.Customer, "user");
        var foreign = await world.User(await world.Customer(), "foreign");
        using var agent = await host.User(chain.Reseller, Role.AdminAgent);
        using var without = await host.User(chain.Provider, Role.AdminAgent);
        using var seller = await host.User(chain.Reseller, Role.SalesAgent);
        using var stranger = await host.User(await world.DirectPartner(), Role.AdminAgent);
        using var application = await host.Application(chain.Reseller, Role.AdminAgent);
        var path = $"/v1/customers/{chain.Customer.Id}";
        var updates = $"{path}/users/{user.Id}/licenseupdates";

        Assert.Equal((400, 800002), (await agent.Post(updates, "{}")).Fault);
        Assert.Equal((400, 800002), (await agent.Post(updates, """{"licensesToAssign":[{}]}""")).Fault);
        Assert.Equal((400, 800002), (await agent.Post(updates, """{"licensesToRemove":["x"]}""")).Fault);
        Assert.Equal((400, 800002), (await agent.Post(updates, """{"licensesToAssign":[{"skuId":"NONE:0001"}]}""")).Fault);
        Assert.Equal((400, 800042), (await agent.Post(updates, """{"licensesToAssign":[{"skuId":"OFFICE:0001","excludedPlans":["x"]}]}""")).Fault);
        Assert.Equal((403, 2032), (await agent.Post(updates, """{"licensesToAssign":[{"skuId":"CRM:0001"}]}""")).Fault);
        Assert.Equal((404, 800037), (await agent.Get($"{path}/users/{foreign.Id}/licenses")).Fault);
        Assert.Equal((404, 800037), (await agent.Get($"{path}/users/nonsense/licenses")).Fault);
        Assert.Equal((400, 900126), (await agent.Get($"{path}/subscribedskus?licenseGroupIds=x")).Fault);
        Assert.Equal((403, 2032), (await without.Get($"{path}/subscribedskus")).Fault);
        Assert.Equal((403, 900150), (await seller.Get($"{path}/subscribedskus")).Fault);
        Assert.Equal((404, 60003), (await stranger.Get($"{path}/subscribedskus")).Fault);
        Assert.Equal((403, 2032), (await application.Get($"{path}/subscribedskus")).Fault);
        Assert.Equal(0, (await world.Pool(chain.Customer)).Assigned);
    }
}
