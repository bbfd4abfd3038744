using FsCheck;
using FsCheck.Fluent;
using Kontor.Kernel;
using Kontor.PartnerCenter;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace Kontor.Tests.PartnerCenter;

public sealed class SeekTokenTests
{
    private static readonly TenantId Partner = new(Guid.Parse("6b1f5a0e-1c52-4f7e-9d0b-2a40c1d2e301"));
    private static readonly SeekTokens Tokens = new(new EphemeralDataProtectionProvider());

    private static readonly SeekToken Token = new(
        "customers", Partner, 40, """{"Field":"Domain","Value":"a","Operator":"starts_with"}""",
        new SeekPosition("bäckerei sommer", Guid.Parse("1e7a9c30-55d4-4a8e-b6f2-08c3d94a1103")),
        new SeekPosition("deichgraf", Guid.Parse("94b0e6d1-2f3c-4d57-a1e8-6c5b7a80f204")));

    [Fact]
    public void A_token_carries_the_whole_state_of_the_query()
    {
        var sealedToken = Tokens.Seal(Token);

        Assert.Equal(Token, Tokens.Open(sealedToken, "customers", Partner));
        Assert.DoesNotContain("sommer", sealedToken, StringComparison.Ordinal);
    }

    [Fact]
    public void A_token_means_nothing_to_another_partner_list_or_server_group()
    {
        var text = Tokens.Seal(Token);

        Assert.Null(Tokens.Open(text, "customers", new TenantId(Guid.NewGuid())));
        Assert.Null(Tokens.Open(text, "users", Partner));
        Assert.Null(new SeekTokens(new EphemeralDataProtectionProvider()).Open(text, "customers", Partner));
    }

    [Theory]
    [InlineData("")]
    [InlineData("b2Zmc2V0OjI=")]
    [InlineData("not base 64 ☃")]
    public void What_was_not_given_out_is_no_token(string text) =>
        Assert.Null(Tokens.Open(text, "customers", Partner));

    [Fact]
    public void A_token_of_any_length_is_refused_at_once_when_it_is_too_long() =>
        Assert.Null(Tokens.Open(new string('A', 1_000_000), "customers", Partner));

    [Fact]
    public void Changing_any_character_breaks_a_token()
    {
        var text = Tokens.Seal(Token);
        Prop.ForAll(
            Gen.Choose(0, text.Length - 2).ToArbitrary(),
            at =>
            {
                var changed = text.ToCharArray();
                changed[at] = changed[at] == 'A' ? 'B' : 'A';
                return Tokens.Open(new string(changed), "customers", Partner) is null;
            }).QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData("?seekOperation=Next", "Next")]
    [InlineData("?seekoperation=previous", "Previous")]
    [InlineData("?seek_operation=LAST", "Last")]
    [InlineData("?SEEKOPERATION=First", "First")]
    [InlineData("?size=2&seekOperation=Next", "Next")]
    [InlineData("", "Next")]
    public void With_a_token_only_the_operation_counts(string query, string expected)
    {
        var (request, _) = Read(query, Tokens.Seal(Token));

        Assert.Equal((expected, 40), (request!.Operation.ToString(), request.Size));
        Assert.Equal(new FieldFilter("Domain", FilterOperator.StartsWith, "a"), request.Filter);
    }

    [Theory]
    [InlineData("?seekOperation=Next", null, 2000)]
    [InlineData("?seekOperation=Next", "b2Zmc2V0OjI=", 2000)]
    [InlineData("?seekOperation=Sideways", null, 900126)]
    [InlineData("?size=-1", null, 2000)]
    [InlineData("?size=many", null, 2000)]
    [InlineData("?size=99999999999", null, 2000)]
    [InlineData("?offset=-1", null, 2000)]
    [InlineData("?filter=none", null, 3000)]
    public void A_page_that_cannot_be_found_is_refused(string query, string? token, int code)
    {
        var (request, fault) = Read(query, token);

        Assert.Null(request);
        Assert.Equal((code, 400), (fault!.Code, fault.Status));
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("?size=", 0)]
    [InlineData("?size=0", 0)]
    [InlineData("?SIZE=25", 25)]
    [InlineData("?size=25&seekOperation=First", 25)]
    public void Without_a_token_the_list_begins_at_its_first_item(string query, int size)
    {
        var (request, _) = Read(query, null);

        Assert.Equal((SeekOperation.First, size), (request!.Operation, request.Size));
    }

    private static (SeekRequest? Request, Fault? Fault) Read(string query, string? token)
    {
        var http = new DefaultHttpContext();
        http.Request.Query = new QueryCollection(QueryHelpers.ParseQuery(query));
        if (token is not null)
        {
            http.Request.Headers[SeekToken.Header] = token;
        }

        return SeekRequest.Read(http.Request, Tokens, "customers", Partner);
    }
}
