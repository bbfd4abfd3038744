using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Kontor.Kernel;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;

namespace Kontor.Tests.Access;

public sealed class TokenEndpointTests
{
    private const string Graph = "https://graph.windows.net";
    private const string PartnerCenter = "https://api.partnercenter.microsoft.com";

    [Theory]
    [InlineData("provider1.example")]
    [InlineData("PROVIDER1.example")]
    [InlineData("second.example")]
    [InlineData("{id}")]
    [InlineData("common")]
    [InlineData("organizations")]
    public async Task The_first_version_answers_with_numbers_as_strings(string tenant)
    {
        await using var world = await World.Create();
        var server = await world.Server();
        var provider = await world.Provider();
        await world.HasDomain(provider, "second.example");
        var application = await world.Application(provider, Role.GlobalAdmin);

        using var answer =
            await server.PostForm($"/{tenant.Replace("{id}", $"{provider.Id}", StringComparison.Ordinal)}/oauth2/token",
            ("grant_type", "client_credentials"), ("client_id", $"{application.ClientId}"),
            ("client_secret", application.Secret), ("resource", Graph));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("application/json; charset=utf-8", answer.Content.Headers.ContentType!.ToString());
        Assert.Equal("no-store", answer.Headers.CacheControl!.ToString());
        var body = await answer.Json();
        var seconds = world.WallClock.GetUtcNow().ToUnixTimeSeconds();
        Assert.Equal(
            ("Bearer", "3600", "3600", $"{seconds + 3600}", $"{seconds}", Graph),
            (Text(body, "token_type"), Text(body, "expires_in"), Text(body, "ext_expires_in"), Text(body, "expires_on"),
                Text(body, "not_before"), Text(body, "resource")));
        Assert.StartsWith("eyJ0eXAiOiJKV1Qi", Text(body, "access_token"), StringComparison.Ordinal);
        Assert.False(body.TryGetProperty("scope", out _));
    }

    [Theory]
    [InlineData("provider1.example/oauth2/v2.0")]
    [InlineData("adfs/oauth2")]
    public async Task The_second_version_answers_with_numbers(string path)
    {
        await using var world = await World.Create();
        var server = await world.Server();
        var application = await world.Application(await world.Provider(), Role.GlobalAdmin);

        using var answer = await server.PostForm(
            $"/{path}/token", ("client_id", $"{application.ClientId}"), ("client_secret", application.Secret),
            ("scope", $"{Graph}/.default"), ("grant_type", "client_credentials"));

        var body = await answer.Json();
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(
            (3600, 3600), (body.GetProperty("expires_in").GetInt32(), body.GetProperty("ext_expires_in").GetInt32()));
        Assert.Equal(
            ["token_type", "expires_in", "ext_expires_in", "access_token"], body.EnumerateObject().Select(p => p.Name));
    }

    [Fact]
    [Trait("Rule", "ENR-63")]
    public async Task A_person_gets_a_token_that_names_the_person()
    {
        await using var world = await World.Create();
        var server = await world.Server();
        var provider = await world.Provider();
        var application = await world.Application(provider);
        var user = await world.User(provider, "ada", Role.SalesAgent);

        using var answer = await server.PostForm(
            "/organizations/oauth2/v2.0/token", ("grant_type", "password"), ("client_id", $"{application.ClientId}"),
            ("username", "ADA@provider1.example"), ("password", World.Password),
            ("scope", "https://api.partnercenter.microsoft.com/user_impersonation openid profile offline_access"));

        var body = await answer.Json();
        var claims = Claims(Text(body, "access_token")!);
        Assert.Equal("https://api.partnercenter.microsoft.com/user_impersonation", Text(body, "scope"));
        Assert.Equal(
            ($"{user.Id}", "ada@provider1.example", "Ada Admin", $"{provider.Id}", PartnerCenter),
            (Text(claims, "oid"), Text(claims, "upn"), Text(claims, "name"), Text(claims, "tid"), Text(claims, "aud")));
    }

    [Fact]
    public async Task Whatever_is_wrong_with_the_client_the_answer_is_the_same()
    {
        await using var world = await World.Create();
        var server = await world.Server();
        var application = await world.Application(await world.Provider());
        await world.Reseller();
        (string Tenant, string Client, string Secret)[] wrong =
        [
            ("provider1.example", $"{application.ClientId}", "wrong"),
            ("provider1.example", $"{Guid.NewGuid()}", application.Secret),
            ("provider1.example", "not-a-guid", application.Secret),
            ("reseller2.example", $"{application.ClientId}", application.Secret),
            ("nowhere.example", $"{application.ClientId}", application.Secret),
            ($"{Guid.NewGuid()}", $"{application.ClientId}", application.Secret),
        ];

        var answers = new List<string>();
        foreach (var (tenant, client, secret) in wrong)
        {
            using var answer = await server.PostForm(
                $"/{tenant}/oauth2/token", ("grant_type", "client_credentials"), ("client_id", client),
                ("client_secret", secret), ("resource", Graph));
            Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
            answers.Add(WithoutIds(await answer.Json()));
        }

        Assert.Single(answers.Distinct());
        Assert.StartsWith("invalid_client|7000215|AADSTS7000215: ", answers[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whatever_is_wrong_with_the_person_the_answer_is_the_same()
    {
        await using var world = await World.Create();
        var server = await world.Server();
        var provider = await world.Provider();
        var application = await world.Application(provider);
        await world.User(provider, "ada");
        await world.User(await world.Reseller(), "bob");
        (string Client, string User, string Password)[] wrong =
        [
            ($"{application.ClientId}", "ada@provider1.example", "wrong"),
            ($"{application.ClientId}", "nobody@provider1.example", World.Password),
            ($"{application.ClientId}", "bob@reseller2.example", World.Password),
            ($"{Guid.NewGuid()}", "ada@provider1.example", World.Password),
        ];

        var answers = new List<string>();
        foreach (var (client, user, password) in wrong)
        {
            using var answer =
                await server.PostForm("/common/oauth2/token", ("grant_type", "password"), ("client_id", client),
                ("username", user), ("password", password), ("resource", Graph));
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
            answers.Add(WithoutIds(await answer.Json()));
        }

        Assert.Single(answers.Distinct());
        Assert.StartsWith("invalid_grant|50126|AADSTS50126: ", answers[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_secret_with_a_right_password_is_refused()
    {
        await using var world = await World.Create();
        var server = await world.Server();
        var provider = await world.Provider();
        var application = await world.Application(provider);
        await world.User(provider, "ada");

        using var answer = await server.PostForm(
            "/common/oauth2/token", ("grant_type", "password"), ("client_id", $"{application.ClientId}"),
            ("client_secret", "wrong"), ("username", "ada@provider1.example"), ("password", World.Password),
            ("resource", Graph));

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal("invalid_client", Text(await answer.Json(), "error"));
    }

    // {app} stands for a whole client, {graph} for a resource that is known.
    [Theory]
    [InlineData("oauth2/token", "grant_type=authorization_code&client_id=x", "unsupported_grant_type")]
    [InlineData("oauth2/token", "grant_type=refresh_token&client_id=x", "unsupported_grant_type")]
    [InlineData("oauth2/token", "client_id=x", "invalid_request")]
    [InlineData("oauth2/token", "", "invalid_request")]
    [InlineData("oauth2/token", "grant_type=client_credentials&client_secret=x&resource={graph}", "invalid_request")]
    [InlineData("oauth2/token", "grant_type=client_credentials&client_id=x&resource={graph}", "invalid_request")]
    [InlineData("oauth2/token", "{app}", "invalid_request")]
    [InlineData("oauth2/token", "{app}&resource=https://evil.example", "invalid_resource")]
    [InlineData("oauth2/token", "{app}&client_id=y&resource={graph}", "invalid_request")]
    [InlineData("oauth2/token", "grant_type=password&client_id=x&username=u&resource={graph}", "invalid_request")]
    [InlineData("oauth2/v2.0/token", "{app}&scope={graph}", "invalid_scope")]
    [InlineData("oauth2/v2.0/token", "{app}&scope=openid", "invalid_scope")]
    [InlineData("oauth2/v2.0/token", "{app}&scope={graph}/user_impersonation", "invalid_scope")]
    [InlineData("oauth2/v2.0/token", "{app}&scope=https://evil.example/.default", "invalid_scope")]
    [InlineData("oauth2/v2.0/token", "{app}", "invalid_request")]
    public async Task A_malformed_request_is_told_what_is_wrong(string path, string form, string error)
    {
        await using var world = await World.Create();
        var server = await world.Server();
        var fields = form
            .Replace("{app}", "grant_type=client_credentials&client_id=x&client_secret=x", StringComparison.Ordinal)
            .Replace("{graph}", Graph, StringComparison.Ordinal);

        using var answer = await server.GetTestClient().PostAsync(
            new Uri($"/provider.example/{path}", UriKind.Relative),
            new StringContent(fields, new MediaTypeHeaderValue("application/x-www-form-urlencoded")));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(error, Text(await answer.Json(), "error"));
    }

    [Fact]
    public async Task Bodies_of_another_type_shape_or_size_are_refused()
    {
        await using var world = await World.Create();
        var server = await world.Server();
        HttpContent[] contents =
        [
            new StringContent("{\"grant_type\":\"password\"}", new MediaTypeHeaderValue("application/json")),
            new MultipartFormDataContent { { new StringContent("password"), "grant_type" } },
            new FormUrlEncodedContent(Enumerable.Range(0, 100).Select(i => KeyValuePair.Create($"f{i}", "x"))),
            new FormUrlEncodedContent([KeyValuePair.Create("grant_type", new string('x', 20_000))]),
        ];

        foreach (var content in contents)
        {
            using var answer =
                await server.GetTestClient().PostAsync(new Uri("/common/oauth2/token", UriKind.Relative), content);
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
            Assert.Equal("invalid_request", Text(await answer.Json(), "error"));
        }
    }

    [Fact]
    public async Task The_clients_request_id_comes_back()
    {
        await using var world = await World.Create();
        var server = await world.Server();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/common/oauth2/token")
        {
            Content = new FormUrlEncodedContent([]),
            Headers =
            {
                { "client-request-id", "8f3f0f6e-7b3e-4a55-9a6e-0d3f0a1b2c3d" },
                { "return-client-request-id", "true" },
            },
        };

        using var answer = await server.GetTestClient().SendAsync(request);

        Assert.Equal("8f3f0f6e-7b3e-4a55-9a6e-0d3f0a1b2c3d", answer.Headers.GetValues("client-request-id").Single());
        Assert.Equal("8f3f0f6e-7b3e-4a55-9a6e-0d3f0a1b2c3d", Text(await answer.Json(), "correlation_id"));
    }

    private static string? Text(JsonElement json, string name) => json.GetProperty(name).GetString();

    private static JsonElement Claims(string token) =>
        JsonDocument.Parse(System.Buffers.Text.Base64Url.DecodeFromChars(token.Split('.')[1])).RootElement;

    private static string WithoutIds(JsonElement error) =>
        $"{Text(error, "error")}|{error.GetProperty("error_codes")[0]}|"
        + Text(error, "error_description")!.Split('\r')[0];
}
