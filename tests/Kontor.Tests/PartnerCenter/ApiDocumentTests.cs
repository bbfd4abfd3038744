namespace Kontor.Tests.PartnerCenter;

/// <summary>The OpenAPI documents that the server serves of itself.</summary>
public sealed class ApiDocumentTests(Market market) : IClassFixture<Market>
{
    [Theory]
    [InlineData("v1", "/v1/customers", "/v1/customers/{customerId}/carts/{cartId}/checkout")]
    [InlineData("api", "/api/version", "/api/eligibility")]
    public async Task Each_surface_describes_its_own_routes_to_everybody(string name, params string[] paths)
    {
        using var nobody = market.Host.Nobody();

        var document = await nobody.Get($"/openapi/{name}.json");

        Assert.Equal(200, document.Status);
        var described = document.Json.GetProperty("paths").EnumerateObject().Select(path => path.Name).ToArray();
        Assert.All(described, path => Assert.StartsWith($"/{name}/", path, StringComparison.Ordinal));
        Assert.Empty(paths.Except(described.Select(path => path.TrimEnd('/'))));
        Assert.DoesNotContain(described, path => path.Contains("rest", StringComparison.Ordinal));
    }
}
