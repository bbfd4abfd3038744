using System.Net;
using System.Security.Cryptography;
using System.Text;
using Kontor.Access;
using Kontor.Kernel;
using Microsoft.AspNetCore.TestHost;

namespace Kontor.Tests.Access;

public sealed class ApplicationSecretTests
{
    private const string Graph = "https://graph.windows.net";
    private const string PartnerCenter = "https://api.partnercenter.microsoft.com";

    [Fact]
    public async Task A_client_may_name_itself_in_the_header()
    {
        await using var world = await World.Create();
        var server = await world.Server();
        var application = await world.Application(await world.Provider());
        using var request = new HttpRequestMessage(HttpMethod.Post, "/common/oauth2/token")
        {
            Content = new FormUrlEncodedContent(
            [
                KeyValuePair.Create("grant_type", "client_credentials"), KeyValuePair.Create("resource", Graph),
            ]),
            Headers =
            {
                Authorization = new("Basic", Convert.ToBase64String(
                    Encoding.UTF8.GetBytes($"{application.ClientId}:{application.Secret}"))),
            },
        };

        using var answer = await server.GetTestClient().SendAsync(request);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task After_ten_failures_in_a_minute_the_client_waits_even_with_the_right_secret()
    {
        await using var world = await World.Create();
        var server = await world.Server();
        var tenant = await world.Provider();
        var application = await world.Application(tenant);
        var other = await world.Application(tenant);
        Task<HttpResponseMessage> Ask(RegisteredApplication client, string secret) => server.PostForm(
            "/common/oauth2/token", ("grant_type", "client_credentials"), ("client_id", $"{client.ClientId}"),
            ("client_secret", secret), ("resource", Graph));

        for (var i = 0; i < FailureLimit.Failures; i++)
        {
            using var wrong = await Ask(application, "wrong");
            Assert.Equal(HttpStatusCode.Unauthorized, wrong.StatusCode);
        }

        using var limited = await Ask(application, application.Secret);
        using var untouched = await Ask(other, other.Secret);
        world.WallClock.Advance(FailureLimit.Window);
        using var afterwards = await Ask(application, application.Secret);

        Assert.Equal(HttpStatusCode.TooManyRequests, limited.StatusCode);
        Assert.Equal("60", limited.Headers.RetryAfter!.ToString());
        Assert.Equal(HttpStatusCode.OK, untouched.StatusCode);
        Assert.Equal(HttpStatusCode.OK, afterwards.StatusCode);
    }

    [Fact]
    public async Task A_revoked_application_gets_no_token()
    {
        await using var world = await World.Create();
        var server = await world.Server();
        var application = await world.Application(await world.Provider());
        await using (var db = world.Db())
        {
            db.ApiApplications.Single().RevokedAt = world.WallClock.Now();
            await db.SaveChangesAsync();
        }

        using var answer = await server.PostForm(
            "/common/oauth2/token", ("grant_type", "client_credentials"), ("client_id", $"{application.ClientId}"),
            ("client_secret", application.Secret), ("resource", Graph));

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task The_secret_is_kept_as_a_hash()
    {
        await using var world = await World.Create();
        var server = await world.Server();
        var application = await world.Application(await world.Provider(), Role.AdminAgent);
        await using var db = world.Db();

        var kept = db.ApiApplications.Single();

        Assert.Equal(43, application.Secret.Length);
        Assert.Equal(
            SHA256.HashData(Encoding.UTF8.GetBytes(application.Secret)),
            kept.SecretHash);
        Assert.Equal([Role.AdminAgent], kept.Roles);
    }
}
