using Kontor.Kernel;
using Kontor.Tests.PartnerCenter;

namespace Kontor.Tests.Licensing;

public sealed class LicenseApiTests
{
    [Fact]
    [Trait("Rule", "CAT-50")]
    [Trait("Rule", "CAT-53")]
    public async Task A_program_of_an_agent_lists_and_assigns_and_a_repetition_changes_nothing()
    {
        await using var world = await World.Create();
        await using var host = await WireHost.Serve(world);
        var chain = await world.Licensed(2);
        var user = await world.User(chain.Customer, "user");
        using var agent = await host.User(chain.Reseller, Role.AdminAgent);
        var there = $"/api/customers/{chain.Customer.Id}";
        var body = $$"""{"users":["{{user.Id}}"],"assign":[{"productId":"OFFICE","skuId":"0001"}]}""";

        var given = await agent.Post($"{there}/users/licenses", body, ("Idempotency-Key", "one"));
        var repeated = await agent.Post($"{there}/users/licenses", body, ("Idempotency-Key", "one"));
        var again = await agent.Post($"{there}/users/licenses", body);
        var malformed = await agent.Post($"{there}/users/licenses", """{"assign":[{"productId":"A B"}]}""");
        var pools = await agent.Get($"{there}/licenses");
        var held = await agent.Get($"{there}/users/{user.Id}/licenses");

        Assert.Equal((200, given.Text), (repeated.Status, repeated.Text));
        Assert.Contains("\"result\":\"Assigned\"", given.Text, StringComparison.Ordinal);
        Assert.Contains("\"result\":\"HadAlready\"", again.Text, StringComparison.Ordinal);
        Assert.Contains("LICENSE_SKU_MALFORMED", malformed.Text, StringComparison.Ordinal);
        Assert.Contains("\"total\":2,\"suspended\":0,\"assigned\":1,\"available\":1,\"over\":0", pools.Text, StringComparison.Ordinal);
        Assert.Contains("\"title\":\"Office suite\"", held.Text, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Rule", "CAT-50")]
    [Trait("Rule", "CAT-53")]
    public async Task A_program_of_a_customer_does_so_for_its_own_users()
    {
        await using var world = await World.Create();
        await using var host = await WireHost.Serve(world);
        var chain = await world.Licensed(1);
        var users = await world.Users(chain.Customer, 2);
        using var admin = await host.User(chain.Customer, Role.UserManagementAdmin);
        using var partner = await host.User(chain.Reseller, Role.AdminAgent);
        var body = $$"""{"users":["{{users[0].Id}}","{{users[1].Id}}"],"assign":[{"productId":"OFFICE","skuId":"0001"}],"allOrNothing":true}""";

        var refused = await admin.Post("/api/licenses/assignments", body);
        var given = await admin.Post("/api/licenses/assignments", body.Replace("true", "false", StringComparison.Ordinal));
        var listed = await admin.Get("/api/licenses/users?search=user00");
        var pools = await admin.Get("/api/licenses?state=NoneLeft");
        var strange = await partner.Get("/api/licenses");

        Assert.Equal(409, refused.Status);
        Assert.Contains("LICENSE_NONE_LEFT", refused.Text, StringComparison.Ordinal);
        Assert.Equal(200, given.Status);
        Assert.Contains("\"licenses\":[{\"productId\":\"OFFICE\"", listed.Text, StringComparison.Ordinal);
        Assert.Contains("\"state\":\"NoneLeft\"", pools.Text, StringComparison.Ordinal);
        Assert.Equal(403, strange.Status);
    }
}
