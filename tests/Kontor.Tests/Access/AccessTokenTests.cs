using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Kontor.Access;
using Kontor.Kernel;

namespace Kontor.Tests.Access;

public sealed class AccessTokenTests
{
    private const string Kontor = "http://localhost:5080";

    private static readonly DateTimeOffset Issued = new(2026, 11, 21, 8, 0, 0, TimeSpan.Zero);

    private static readonly TokenOwner Application = new(
        new TenantId(new Guid("11111111-2222-3333-4444-555555555555")),
        new ClientId(new Guid("2b9e4c71-0d38-4f6a-b5c2-8e17a90d4f10")),
        null, null, null);

    private static readonly TokenOwner Person = Application with
    {
        UserId = new UserId(new Guid("aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee")),
        UserName = "admin@provider.example",
        FullName = "Ada Admin",
    };

    [Fact]
    public void An_applications_token_has_the_claims_clients_parse_and_no_upn()
    {
        using var json = JsonDocument.Parse(Token(Application).ToJson(Kontor));
        var claims = json.RootElement;

        Assert.Equal("https://graph.windows.net", claims.GetProperty("aud").GetString());
        Assert.Equal($"{Kontor}/11111111-2222-3333-4444-555555555555/", claims.GetProperty("iss").GetString());
        Assert.Equal("11111111-2222-3333-4444-555555555555", claims.GetProperty("tid").GetString());
        Assert.Equal("2b9e4c71-0d38-4f6a-b5c2-8e17a90d4f10", claims.GetProperty("appid").GetString());
        Assert.Equal("app", claims.GetProperty("idtyp").GetString());
        Assert.Equal("1.0", claims.GetProperty("ver").GetString());
        Assert.Equal(Issued.ToUnixTimeSeconds(), claims.GetProperty("iat").GetInt64());
        Assert.Equal(Issued.ToUnixTimeSeconds(), claims.GetProperty("nbf").GetInt64());
        Assert.Equal(Issued.ToUnixTimeSeconds() + 3600, claims.GetProperty("exp").GetInt64());
        Assert.False(claims.TryGetProperty("upn", out _));
        Assert.False(claims.TryGetProperty("oid", out _));
    }

    [Fact]
    public void A_persons_token_names_the_person()
    {
        using var json = JsonDocument.Parse(Token(Person).ToJson(Kontor));
        var claims = json.RootElement;

        Assert.Equal("aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee", claims.GetProperty("oid").GetString());
        Assert.Equal("admin@provider.example", claims.GetProperty("upn").GetString());
        Assert.Equal("Ada Admin", claims.GetProperty("name").GetString());
        Assert.Equal("user", claims.GetProperty("idtyp").GetString());
    }

    [Fact]
    public void What_was_written_is_read()
    {
        Assert.Equal(Token(Application), AccessToken.FromJson(Token(Application).ToJson(Kontor), Kontor));
        Assert.Equal(Token(Person), AccessToken.FromJson(Token(Person).ToJson(Kontor), Kontor));
    }

    [Theory]
    [InlineData(-61, false)]
    [InlineData(-60, true)]
    [InlineData(0, true)]
    [InlineData(3600, true)]
    [InlineData(3659, true)]
    [InlineData(3660, false)]
    public void A_token_counts_for_its_hour_and_a_minute_around_it(int seconds, bool counts) =>
        Assert.Equal(counts, Token(Application).CountsAt(Issued.AddSeconds(seconds)));

    [Theory]
    [InlineData("iss", "\"http://elsewhere/11111111-2222-3333-4444-555555555555/\"")]
    [InlineData("tid", "\"99999999-2222-3333-4444-555555555555\"")]
    [InlineData("tid", "\"{11111111-2222-3333-4444-555555555555}\"")]
    [InlineData("appid", "7")]
    [InlineData("exp", "\"1795248000\"")]
    [InlineData("exp", "1e400")]
    [InlineData("exp", "-1")]
    [InlineData("exp", "1795248000.5")]
    [InlineData("nbf", "null")]
    [InlineData("aud", "[\"https://graph.windows.net\"]")]
    [InlineData("idtyp", "\"admin\"")]
    [InlineData("oid", "\"me\"")]
    [InlineData("upn", "null")]
    [InlineData("upn", "\"\\ud800\"")]
    public void A_token_with_one_claim_changed_is_none_of_ours(string claim, string value)
    {
        using var original = JsonDocument.Parse(Token(Person).ToJson(Kontor));
        var members = original.RootElement.EnumerateObject()
            .Select(p => $"\"{p.Name}\":{(p.Name == claim ? value : p.Value.GetRawText())}");

        Assert.Null(AccessToken.FromJson(Encoding.UTF8.GetBytes($"{{{string.Join(',', members)}}}"), Kontor));
    }

    [Theory]
    [InlineData("iss")]
    [InlineData("tid")]
    [InlineData("appid")]
    [InlineData("aud")]
    [InlineData("exp")]
    [InlineData("nbf")]
    [InlineData("idtyp")]
    [InlineData("oid")]
    [InlineData("upn")]
    [InlineData("name")]
    public void A_token_without_a_claim_or_with_two_of_them_is_none_of_ours(string claim)
    {
        using var original = JsonDocument.Parse(Token(Person).ToJson(Kontor));
        var all = original.RootElement.EnumerateObject().ToArray();
        var without = all.Where(p => p.Name != claim).Select(p => p.ToString());
        var twice = all.Concat(all.Where(p => p.Name == claim)).Select(p => p.ToString());

        Assert.Null(AccessToken.FromJson(Encoding.UTF8.GetBytes($"{{{string.Join(',', without)}}}"), Kontor));
        Assert.Null(AccessToken.FromJson(Encoding.UTF8.GetBytes($"{{{string.Join(',', twice)}}}"), Kontor));
    }

    [Fact]
    public void Any_bytes_at_all_are_read_without_an_exception() =>
        Prop.ForAll<byte[]?>(bytes => AccessToken.FromJson(bytes, Kontor) is null)
            .Check(Config.QuickThrowOnFailure.WithMaxTest(2000));

    private static AccessToken Token(TokenOwner owner) =>
        new(owner, "https://graph.windows.net", Issued, Issued.AddHours(1));
}
