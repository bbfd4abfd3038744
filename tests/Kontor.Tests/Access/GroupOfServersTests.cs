using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Kontor.Access;
using Kontor.Kernel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Kontor.Tests.Access;

public sealed class GroupOfServersTests
{
    [Fact]
    public async Task Servers_that_start_together_on_an_empty_database_share_one_key()
    {
        await using var world = await World.Create();
        var servers = await world.Servers(4);

        var keys = await Task.WhenAll(servers.Select(
            server => Task.Run(async () => (await KeysOf(server).Signing(CancellationToken.None)).KeyId)));

        Assert.Single(keys.Distinct());
        await using var db = world.Db();
        Assert.Equal(keys[0], Assert.Single(await db.SigningKeys.ToListAsync()).Kid);
    }

    [Fact]
    public async Task Servers_that_start_together_share_what_protects_cookies()
    {
        await using var world = await World.Create();
        var servers = await world.Servers(4);

        var secrets =
            await Task.WhenAll(servers.Select(server => Task.Run(() => ProtectorOf(server).Protect("cookie"))));

        foreach (var server in servers)
        {
            Assert.All(secrets, secret => Assert.Equal("cookie", ProtectorOf(server).Unprotect(secret)));
        }

        await using var db = world.Db();
        Assert.Single(await db.Set<DataProtectionKey>().ToListAsync());
    }

    [Fact]
    public async Task A_token_from_one_server_works_at_the_other()
    {
        await using var world = await World.Create();
        var (one, other) = (await world.Server(), await world.Server());
        var application = await world.Application(await world.Provider(), Role.GlobalAdmin);

        using var answer = await other.Get("/api/me", await one.Token(application));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task A_server_that_has_read_its_keys_learns_of_a_new_one_from_the_token_it_signed()
    {
        await using var world = await World.Create();
        var (one, other) = (await world.Server(), await world.Server());
        var application = await world.Application(await world.Provider(), Role.GlobalAdmin);
        using var before = await other.Get("/api/me", await other.Token(application));
        await using (var db = world.Db())
        {
            // As if the other server had slept through the publication.
            await db.SigningKeys.ExecuteDeleteAsync();
        }

        world.WallClock.Advance(TimeSpan.FromSeconds(10));
        var token = await one.Token(application);
        using var answer = await other.Get("/api/me", token);

        Assert.Equal(HttpStatusCode.OK, before.StatusCode);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task Tokens_with_invented_key_ids_do_not_reach_the_database_each_time()
    {
        await using var world = await World.Create();
        var server = await world.Server();
        var keys = KeysOf(server);
        await keys.Signing(CancellationToken.None);
        world.WallClock.Advance(TimeSpan.FromSeconds(10));
        Assert.Null(await keys.Find("invented", CancellationToken.None));
        await using (var db = world.Db())
        {
            await db.Database.ExecuteSqlAsync($"drop table signing_keys");
        }

        for (var i = 0; i < 100; i++)
        {
            Assert.Null(await keys.Find($"invented {i}", CancellationToken.None));
        }
    }

    [Fact]
    public async Task Keys_follow_one_another_and_old_tokens_count_to_their_end()
    {
        await using var world = await World.Create();
        var server = await world.Server();
        var keys = KeysOf(server);
        var application = await world.Application(await world.Provider(), Role.GlobalAdmin);
        var first = (await keys.Signing(CancellationToken.None)).KeyId;

        world.WallClock.Advance(KeyRotation.SigningTime - KeyRotation.PublishedAhead);
        var published = (await keys.Published(CancellationToken.None)).Keys.Select(k => k.KeyId).ToArray();
        var still = (await keys.Signing(CancellationToken.None)).KeyId;
        world.WallClock.Advance(KeyRotation.PublishedAhead - TimeSpan.FromMinutes(1));
        var oldToken = await server.Token(application);
        world.WallClock.Advance(TimeSpan.FromMinutes(1));
        var second = (await keys.Signing(CancellationToken.None)).KeyId;
        world.WallClock.Advance(TimeSpan.FromMinutes(58));
        using var counts = await server.Get("/api/me", oldToken);
        world.WallClock.Advance(TimeSpan.FromMinutes(10));
        using var expired = await server.Get("/api/me", oldToken);

        Assert.Equal(2, published.Length);
        Assert.Equal(first, still);
        Assert.Equal(published[1], second);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Unauthorized), (counts.StatusCode, expired.StatusCode));
        Assert.Equal([second], (await keys.Published(CancellationToken.None)).Keys.Select(k => k.KeyId));
        Assert.Null(await keys.Find(first, CancellationToken.None));
    }

    [Fact]
    public async Task A_key_whose_tokens_are_long_gone_is_deleted_and_the_count_goes_on()
    {
        await using var world = await World.Create();
        var keys = KeysOf(await world.Server());
        for (var i = 0; i < 4; i++)
        {
            await keys.Signing(CancellationToken.None);
            world.WallClock.Advance(KeyRotation.SigningTime * 2);
        }

        await using var db = world.Db();
        Assert.Equal([3, 4], await db.SigningKeys.OrderBy(k => k.Generation).Select(k => k.Generation).ToListAsync());
    }

    [Fact]
    public async Task Private_keys_are_not_in_the_clear()
    {
        await using var world = await World.Create();
        await KeysOf(await world.Server()).Signing(CancellationToken.None);
        await using var db = world.Db();

        var kept = (await db.SigningKeys.SingleAsync()).ProtectedPrivateKey;

        using var rsa = RSA.Create();
        Assert.Throws<CryptographicException>(() => rsa.ImportPkcs8PrivateKey(kept, out _));
    }

    [Fact]
    public async Task With_a_certificate_the_protecting_keys_are_encrypted_and_servers_without_it_still_verify()
    {
        await using var world = await World.Create();
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            var (mine, other) = (Certificate(folder, "mine"), Certificate(folder, "other"));
            var one = await world.Server(
                ("Kontor:DataProtection:Certificate", mine), ("Kontor:DataProtection:CertificatePassword", "pw"));
            var application = await world.Application(await world.Provider(), Role.GlobalAdmin);
            var token = await one.Token(application);
            var stranger = await world.Server(
                ("Kontor:DataProtection:Certificate", other), ("Kontor:DataProtection:CertificatePassword", "pw"));
            var changed = await world.Server(
                ("Kontor:DataProtection:Certificate", other), ("Kontor:DataProtection:CertificatePassword", "pw"),
                ("Kontor:DataProtection:FormerCertificate", mine),
                ("Kontor:DataProtection:FormerCertificatePassword", "pw"));

            world.WallClock.Advance(TimeSpan.FromMinutes(1));
            using var answer = await stranger.Get("/api/me", token);

            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Equal(
                (await KeysOf(one).Signing(CancellationToken.None)).KeyId,
                (await KeysOf(changed).Signing(CancellationToken.None)).KeyId);
            await using var db = world.Db();
            Assert.All(
                await db.Set<DataProtectionKey>().Select(k => k.Xml).ToListAsync(),
                xml => Assert.DoesNotContain("masterKey", xml, StringComparison.Ordinal));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string Certificate(DirectoryInfo folder, string name)
    {
        using var rsa = RSA.Create(2048);
        var request = new CertificateRequest($"CN={name}", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate =
            request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        var path = Path.Combine(folder.FullName, $"{name}.pfx");
        File.WriteAllBytes(path, certificate.Export(X509ContentType.Pfx, "pw"));
        return path;
    }

    private static SigningKeys KeysOf(WebApplication server) => server.Services.GetRequiredService<SigningKeys>();

    private static IDataProtector ProtectorOf(WebApplication server) =>
        server.Services.GetRequiredService<IDataProtectionProvider>().CreateProtector("test");
}
