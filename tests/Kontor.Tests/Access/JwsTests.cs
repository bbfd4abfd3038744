using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Kontor.Access;

namespace Kontor.Tests.Access;

public sealed class JwsTests
{
    // RFC 7515 A.1: HS256, A.3: ES256, A.5: none. All are valid tokens, and none is one of ours.
    private const string Claims =
        "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ";

    private const string Hs256 =
        $"eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9.{Claims}.dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

    private const string Unsecured = $"eyJhbGciOiJub25lIn0.{Claims}.";

    private const string Es256 = $"eyJhbGciOiJFUzI1NiJ9.{Claims}."
        + "DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q";

    // RFC 7515 A.2.
    private const string Rs256 = $"eyJhbGciOiJSUzI1NiJ9.{Claims}."
        + "cC4hiUPoj9Eetdgtv3hF80EGrhuB__dzERat0XF9g2VtQgr9PJbu3XOiZj5RZmh7AAuHIm4Bh-0Qc_lF5YKt_O8W2Fp5jujGbds9uJdbF9CU"
        + "Ar7t1dnZcAcQjbKBYNX4BAynRFdiuB--f_nZLgrnbyTyWzO75vRK5h6xBArLIARNPvkSjtQBMHlb1L07Qe7K0GarZRmB_eSN9383LcOLn6_d"
        + "O--xi12jzDwusC-eOkHWEsqtFZESc6BfI7noOPqvhJ1phCnvWh6IeYI2w9QOYEUipUTI8np6LbgGY9Fs98rqVt5AXLIhWkWywlVmtVrBp0ig"
        + "cN_IoypGlUPQGe77Rw";

    private static readonly RSAParameters Rfc7515Key = new()
    {
        Modulus = Bytes(
            "ofgWCuLjybRlzo0tZWJjNiuSfb4p4fAkd_wWJcyQoTbji9k0l8W26mPddxHmfHQp-Vaw-4qPCJrcS2mJPMEzP1Pt0Bm4d4QlL-yRT-SF"
            + "d2lZS-pCgNMsD1W_YpRPEwOWvG6b32690r2jZ47soMZo9wGzjb_7OMg0LOL-bSf63kpaSHSXndS5z5rexMdbBYUsLA9e-KXBdQOS-UTo"
            + "7WTBEMa2R2CapHg665xsmtdVMTBQY4uDZlxvb3qCo5ZwKh9kG4LT6_I5IhlJH7aGhyxXFvUK-DWNmoudF8NAco9_h9iaGNj8q2ethFkM"
            + "Ls91kzk2PAcDTW9gb54h4FRWyuXpoQ"),
        Exponent = Bytes("AQAB"),
        D = Bytes(
            "Eq5xpGnNCivDflJsRQBXHx1hdR1k6Ulwe2JZD50LpXyWPEAeP88vLNO97IjlA7_GQ5sLKMgvfTeXZx9SE-7YwVol2NXOoAJe46sui395"
            + "IW_GO-pWJ1O0BkTGoVEn2bKVRUCgu-GjBVaYLU6f3l9kJfFNS3E0QbVdxzubSu3Mkqzjkn439X0M_V51gfpRLI9JYanrC4D4qAdGcopV"
            + "_0ZHHzQlBjudU2QvXt4ehNYTCBr6XCLQUShb1juUO1ZdiYoFaFQT5Tw8bGUl_x_jTj3ccPDVZFD9pIuhLhBOneufuBiB4cS98l2SR_RQ"
            + "yGWSeWjnczT0QU91p1DhOVRuOopznQ"),
        P = Bytes(
            "4BzEEOtIpmVdVEZNCqS7baC4crd0pqnRH_5IB3jw3bcxGn6QLvnEtfdUdiYrqBdss1l58BQ3KhooKeQTa9AB0Hw_Py5PJdTJNPY8cQn7"
            + "ouZ2KKDcmnPGBY5t7yLc1QlQ5xHdwW1VhvKn-nXqhJTBgIPgtldC-KDV5z-y2XDwGUc"),
        Q = Bytes(
            "uQPEfgmVtjL0Uyyx88GZFF1fOunH3-7cepKmtH4pxhtCoHqpWmT8YAmZxaewHgHAjLYsp1ZSe7zFYHj7C6ul7TjeLQeZD_YwD66t62wD"
            + "mpe_HlB-TnBA-njbglfIsRLtXlnDzQkv5dTltRJ11BKBBypeeF6689rjcJIDEz9RWdc"),
        DP = Bytes(
            "BwKfV3Akq5_MFZDFZCnW-wzl-CCo83WoZvnLQwCTeDv8uzluRSnm71I3QCLdhrqE2e9YkxvuxdBfpT_PI7Yz-FOKnu1R6HsJeDCjn12S"
            + "k3vmAktV2zb34MCdy7cpdTh_YVr7tss2u6vneTwrA86rZtu5Mbr1C1XsmvkxHQAdYo0"),
        DQ = Bytes(
            "h_96-mK1R_7glhsum81dZxjTnYynPbZpHziZjeeHcXYsXaaMwkOlODsWa7I9xXDoRwbKgB719rrmI2oKr6N3Do9U0ajaHF-NKJnwgjMd"
            + "2w9cjz3_-kyNlxAr2v4IKhGNpmM5iIgOS1VZnOZ68m6_pbLBSp3nssTdlqvd0tIiTHU"),
        InverseQ = Bytes(
            "IYd7DHOhrWvxkwPQsRM2tOgrjbcrfvtQJipd-DlcxyVuuM9sQLdgjVk2oy26F0EmpScGLq2MowX7fhd_QJQ3ydy5cY7YIBi87w93IKLE"
            + "dfnbJtoOPLUW0ITrJReOgo1cq9SbsxYawBgfp_gh6A5603k2-ZQwVK0JKSHuLFkuQ3U"),
    };

    private static readonly PublicKey Public = new("k", Rfc7515Key);
    private static readonly PrivateKey Private = new("k", Pkcs8(Rfc7515Key));
    private static readonly string Valid = Jws.Sign(Private, "{\"a\":1}"u8);

    [Fact]
    public void The_signature_of_RFC_7515_A2_verifies()
    {
        var payload = Jws.Parse(Rs256)?.PayloadSignedBy(Public);

        Assert.Equal(
            "{\"iss\":\"joe\",\r\n \"exp\":1300819380,\r\n \"http://example.com/is_root\":true}",
            Encoding.UTF8.GetString(payload!));
    }

    [Fact]
    public void The_key_of_RFC_7515_A2_makes_the_signature_of_RFC_7515_A2()
    {
        var dot = Rs256.LastIndexOf('.');

        Assert.Equal(
            Rs256[(dot + 1)..], Base64Url.EncodeToString(Private.Sign(Encoding.ASCII.GetBytes(Rs256[..dot]))));
    }

    [Theory]
    [InlineData(Hs256)]
    [InlineData(Es256)]
    [InlineData(Unsecured)]
    public void Other_algorithms_are_not_looked_at(string token) => Assert.Null(Jws.Parse(token));

    [Fact]
    public void The_thumbprint_is_that_of_RFC_7638()
    {
        var modulus =
            "0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjB"
            + "ZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8"
            + "KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_"
            + "xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw";
        var key = new RSAParameters { Modulus = Bytes(modulus), Exponent = Bytes("AQAB") };

        Assert.Equal("NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs", PublicKey.ThumbprintOf(key));
    }

    [Fact]
    public void A_key_survives_the_way_through_JSON()
    {
        var json = JsonSerializer.Serialize(new JwkSet([Jwk.From(Public)]));
        var key = JsonSerializer.Deserialize<JwkSet>(json)!.Keys.Single();

        Assert.StartsWith(
            """{"keys":[{"kty":"RSA","use":"sig","alg":"RS256","kid":"k","n":"ofgW""", json, StringComparison.Ordinal);
        Assert.NotNull(Jws.Parse(Rs256)!.PayloadSignedBy(key.ToKey()));
        Assert.DoesNotContain("\"d\"", json, StringComparison.Ordinal);
    }

    [Fact]
    public void A_short_key_is_refused()
    {
        using var rsa = RSA.Create(1024);

        Assert.Throws<CryptographicException>(() => new PublicKey("k", rsa.ExportParameters(false)));
    }

    [Fact]
    public void What_was_signed_says_type_algorithm_and_key()
    {
        var jws = Jws.Parse(Valid)!;

        Assert.Equal("""{"typ":"JWT","alg":"RS256","kid":"k"}""", Encoding.UTF8.GetString(Bytes(Valid.Split('.')[0])));
        Assert.Equal(("JWT", "k"), (jws.Type, jws.KeyId));
        Assert.Equal("{\"a\":1}", Encoding.UTF8.GetString(jws.PayloadSignedBy(Public)!));
    }

    [Theory]
    [InlineData("""{"alg":"RS256","crit":["exp"],"exp":1}""")]
    [InlineData("""{"alg":"RS256","alg":"RS256"}""")]
    [InlineData("""{"alg":"rs256"}""")]
    [InlineData("""{"alg":["RS256"]}""")]
    [InlineData("""{"alg":"HS256"}""")]
    [InlineData("""["RS256"]""")]
    [InlineData("""{"typ":"JWT"}""")]
    [InlineData("""{"alg":"RS256","x":[[[[1]]]]}""")]
    [InlineData("""{"alg":"\ud800"}""")]
    [InlineData("RS256")]
    [InlineData("")]
    public void A_header_that_is_not_quite_right_is_refused(string header)
    {
        var signed = $"{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(header))}.{Claims}";
        var token = $"{signed}.{Base64Url.EncodeToString(Private.Sign(Encoding.ASCII.GetBytes(signed)))}";

        Assert.Null(Jws.Parse(token));
    }

    [Fact]
    public void Other_spellings_of_the_same_token_are_refused()
    {
        Assert.NotNull(Jws.Parse(Rs256)!.PayloadSignedBy(Public));

        // The last character of the signature carries four bits that count and two that do not.
        Assert.All(
            [
                $"{Rs256}=", $"{Rs256} ", $" {Rs256}", $"{Rs256}\n", $"{Rs256}.", $"{Rs256}.x",
                Rs256[..^1] + 'x', Rs256.Replace('_', '/'),
            ],
            token => Assert.Null(Jws.Parse(token)?.PayloadSignedBy(Public)));
    }

    [Fact]
    public void A_token_that_is_too_long_is_refused_unread()
    {
        var longest = Jws.Sign(Private, new byte[5700]);
        var tooLong = Jws.Sign(Private, new byte[6200]);

        Assert.True(longest.Length <= Jws.MaxLength);
        Assert.True(tooLong.Length > Jws.MaxLength);
        Assert.NotNull(Jws.Parse(longest));
        Assert.Null(Jws.Parse(tooLong));
    }

    [Fact]
    public void A_token_with_any_character_changed_never_verifies() =>
        Prop.ForAll(
            Gen.Choose(0, Valid.Length - 1).ToArbitrary(),
            Gen.Choose(0, 255).ToArbitrary(),
            (at, with) =>
            {
                var changed = Valid[..at] + (char)with + Valid[(at + 1)..];
                return changed == Valid || Jws.Parse(changed)?.PayloadSignedBy(Public) is null;
            }).Check(Config.QuickThrowOnFailure.WithMaxTest(3000));

    [Fact]
    public void A_token_cut_or_stretched_never_verifies() =>
        Prop.ForAll(
            Gen.Choose(0, Valid.Length).ToArbitrary(),
            Gen.Choose(0, 40).ToArbitrary(),
            (at, length) =>
            {
                var cut = Valid.Remove(at, int.Min(length, Valid.Length - at));
                var stretched = Valid.Insert(at, new string('A', length));
                return (cut == Valid || Jws.Parse(cut)?.PayloadSignedBy(Public) is null)
                    && (stretched == Valid || Jws.Parse(stretched)?.PayloadSignedBy(Public) is null);
            }).Check(Config.QuickThrowOnFailure.WithMaxTest(1000));

    [Fact]
    public void Any_text_at_all_is_refused_without_an_exception() =>
        Prop.ForAll<string?>(text => Jws.Parse(text) is null && Jws.Parse($"{text}.{text}.{text}") is null)
            .Check(Config.QuickThrowOnFailure.WithMaxTest(2000));

    [Fact]
    public void Any_header_and_payload_bytes_are_taken_without_an_exception() =>
        Prop.ForAll<byte[]?, byte[]?>((header, payload) =>
        {
            var token = $"{Base64Url.EncodeToString(header)}.{Base64Url.EncodeToString(payload)}.AAAA";
            return Jws.Parse(token)?.PayloadSignedBy(Public) is null;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));

    private static byte[] Bytes(string base64Url) => Base64Url.DecodeFromChars(base64Url);

    private static byte[] Pkcs8(RSAParameters parameters)
    {
        using var rsa = RSA.Create(parameters);
        return rsa.ExportPkcs8PrivateKey();
    }
}
