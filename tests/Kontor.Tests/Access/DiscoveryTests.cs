using System.Net;
using System.Text.Json;
using Kontor.Access;
using Microsoft.AspNetCore.TestHost;

namespace Kontor.Tests.Access;

public sealed class DiscoveryTests
{
    [Fact]
    public async Task Discovery_leads_to_the_token_endpoint_and_to_keys_that_verify_its_tokens()
    {
        await using var world = await World.Create();
        var server = await world.Server();
        var provider = await world.Provider();
        var token = await server.Token(await world.Application(provider));
        using var client = server.GetTestClient();

        var instance = await Read(client, "/common/discovery/instance?api-version=1.1&authorization_endpoint="
            + Uri.EscapeDataString("https://login.windows.net/provider.example/oauth2/v2.0/authorize"));
        var configuration = await Read(client, Text(instance, "tenant_discovery_endpoint")!);
        var keys = await Read(client, Text(configuration, "jwks_uri")!);

        Assert.Equal(
            "http://localhost/provider.example/v2.0/.well-known/openid-configuration",
            Text(instance, "tenant_discovery_endpoint"));
        Assert.Equal(("1.1", 0), (Text(instance, "api-version"), instance.GetProperty("metadata").GetArrayLength()));
        Assert.Equal("http://localhost/provider.example/oauth2/v2.0/token", Text(configuration, "token_endpoint"));
        var key = keys.GetProperty("keys").Deserialize<Jwk[]>()!.Single().ToKey();
        Assert.NotNull(Jws.Parse(token)!.PayloadSignedBy(key));
        Assert.Equal(key.KeyId, Jws.Parse(token)!.KeyId);
    }

    [Fact]
    public async Task Configuration_of_a_tenant_id_names_the_issuer_of_its_tokens()
    {
        await using var world = await World.Create();
        var server = await world.Server(("Kontor:PublicUrl", "https://kontor.example/"));
        var provider = await world.Provider();
        var token = await server.Token(await world.Application(provider));
        using var client = server.GetTestClient();

        var v1 = await Read(client, $"/{provider.Id}/.well-known/openid-configuration");

        Assert.Equal($"https://kontor.example/{provider.Id}/", Text(Claims(token), "iss"));
        Assert.Equal(Text(Claims(token), "iss"), Text(v1, "issuer"));
        Assert.Equal($"http://localhost/{provider.Id}/oauth2/token", Text(v1, "token_endpoint"));
    }

    [Theory]
    [InlineData("/common/discovery/instance", "invalid_instance")]
    [InlineData("/common/discovery/instance?authorization_endpoint=nonsense", "invalid_instance")]
    [InlineData("/common/discovery/instance?authorization_endpoint=https://login.windows.net/", "invalid_instance")]
    [InlineData("/no_tenant/.well-known/openid-configuration", "invalid_tenant")]
    [InlineData("/a%20b/v2.0/.well-known/openid-configuration", "invalid_tenant")]
    public async Task Discovery_of_nonsense_is_refused(string path, string error)
    {
        await using var world = await World.Create();
        var server = await world.Server();

        using var answer = await server.GetTestClient().GetAsync(new Uri(path, UriKind.Relative));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(error, Text(await answer.Json(), "error"));
    }

    private static async Task<JsonElement> Read(HttpClient client, string address)
    {
        using var answer = await client.GetAsync(new Uri(address, UriKind.RelativeOrAbsolute));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Json();
    }

    private static string? Text(JsonElement json, string name) => json.GetProperty(name).GetString();

    private static JsonElement Claims(string token) =>
        JsonDocument.Parse(System.Buffers.Text.Base64Url.DecodeFromChars(token.Split('.')[1])).RootElement;
}
