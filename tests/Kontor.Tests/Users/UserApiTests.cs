using System.Net;
using System.Text.Json;
using Kontor.Kernel;
using Microsoft.AspNetCore.Builder;

namespace Kontor.Tests.Users;

/// <summary>The use cases of the pages, for programs.</summary>
public sealed class UserApiTests : IAsyncLifetime
{
    private static readonly string[] Salespeople = ["SalesAgent"];
    private static readonly string[] Helpers = ["HelpdeskAgent"];
    private static readonly string[] Unheard = ["Wizard"];

    private World _world = null!;
    private WebApplication _server = null!;
    private string _token = null!;

    public async ValueTask InitializeAsync()
    {
        _world = await World.Create();
        var provider = await _world.Staffed();
        _server = await _world.WholeServer();
        _token = await _server.Token(await _world.Application(provider, Role.GlobalAdmin));
    }

    public async ValueTask DisposeAsync() => await _world.DisposeAsync();

    [Fact]
    [Trait("Rule", "ROL-01")]
    [Trait("Rule", "ROL-03")]
    public async Task A_program_adds_changes_resets_and_deactivates_a_user()
    {
        var added = await Ask(HttpMethod.Post, "/api/users", new
        {
            fullName = "Ada Lovelace",
            userName = "ada@x.example",
            language = "de",
            roles = Salespeople,
        });
        var user = $"/api/users/{added.Body.GetProperty("id").GetString()}";
        var roles = await Ask(HttpMethod.Put, user + "/roles", new { roles = Helpers });
        var unknown = await Ask(HttpMethod.Put, user + "/roles", new { roles = Unheard });
        var reset = await Ask(HttpMethod.Post, user + "/password-reset", null);
        var gone = await Ask(HttpMethod.Put, user + "/deactivation", null);
        var back = await Ask(HttpMethod.Delete, user + "/deactivation", null);
        var listed = await Ask(HttpMethod.Get, "/api/users?role=HelpdeskAgent&search=lovelace", null);

        Assert.Equal(23, added.Body.GetProperty("temporaryPassword").GetString()!.Length);
        Assert.Equal("HelpdeskAgent", roles.Body.GetProperty("roles")[0].GetString());
        Assert.Equal(HttpStatusCode.UnprocessableEntity, unknown.Status);
        Assert.Equal("ROLE_UNKNOWN", unknown.Body.GetProperty("reasons")[0].GetProperty("code").GetString());
        Assert.NotEqual(
            added.Body.GetProperty("temporaryPassword").GetString(), reset.Body.GetProperty("temporaryPassword").GetString());
        Assert.Equal("Deactivated", gone.Body.GetProperty("state").GetString());
        Assert.Equal("MustChoose", back.Body.GetProperty("state").GetString());
        var found = Assert.Single(listed.Body.GetProperty("items").EnumerateArray());
        Assert.Equal("ada@x.example", found.GetProperty("userName").GetString());
    }

    [Fact]
    [Trait("Rule", "ROL-02")]
    public async Task A_program_adds_a_guest_with_no_role_but_one_of_three()
    {
        var reseller = await _world.Reseller();
        var home = await _world.User(reseller, "home");
        object Body(string[] roles) => new
        {
            fullName = "Ada Guest",
            userName = home.UserName,
            homeDirectory = reseller.Domain,
            language = "nl",
            roles,
        };

        var refused = await Ask(HttpMethod.Post, "/api/users/guests", Body(Salespeople));
        var added = await Ask(HttpMethod.Post, "/api/users/guests", Body(["BusinessProfileAdmin"]));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Equal(
            (reseller.Domain, home.UserName),
            (added.Body.GetProperty("homeDirectory").GetString(), added.Body.GetProperty("userName").GetString()));
    }

    [Fact]
    [Trait("Rule", "ROL-10")]
    public async Task The_roles_are_data()
    {
        var roles = (await Ask(HttpMethod.Get, "/api/roles", null)).Body.EnumerateArray().ToList();

        var agent = roles.Single(role => role.GetProperty("role").GetString() == "SalesAgent");
        Assert.Equal(16, roles.Count);
        Assert.Equal("Read", agent.GetProperty("permissions").GetProperty("ViewInvoices").GetString());
        Assert.False(agent.GetProperty("permissions").TryGetProperty("ManageUsers", out _));
        Assert.Equal(
            ["GlobalAdmin", "UserManagementAdmin"], agent.GetProperty("givenBy").EnumerateArray().Select(role => role.GetString()));
    }

    [Fact]
    public async Task An_application_on_its_own_has_no_profile_and_imports_nothing()
    {
        var profile = await Ask(HttpMethod.Get, "/api/me", null);
        var import = await Ask(HttpMethod.Post, "/api/users/imports", "name,email\nAda,ada@x.example\n");

        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (profile.Status, import.Status));
    }

    private async Task<(HttpStatusCode Status, JsonElement Body)> Ask(HttpMethod method, string path, object? body)
    {
        using var answer = await _server.Send(method, path, _token, body);
        return (answer.StatusCode, await answer.Json());
    }
}
