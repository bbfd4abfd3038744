using System.Net;
using System.Text.RegularExpressions;
using Kontor.Kernel;
using Kontor.Tests.Site;

namespace Kontor.Tests.Tenants;

/// <summary>The pages on which two partner organizations become one.</summary>
public sealed class MergePageTests : IAsyncLifetime
{
    private World _world = null!;
    private Participant _inviting = null!;
    private Participant _invited = null!;
    private Browser _one = null!;
    private Browser _other = null!;

    public async ValueTask InitializeAsync()
    {
        _world = await World.Create();
        (_inviting, _invited) = (await _world.Provider(), await _world.Reseller());
        _one = new Browser(await _world.WholeServer());
        _other = _one.Beside();
        await _one.SignIn(await _world.User(_inviting, "boss", Role.GlobalAdmin));
        await _other.SignIn(await _world.User(_invited, "chief", Role.GlobalAdmin));
        await _one.Open("/home?culture=en");
        await _other.Open("/home?culture=en");
    }

    public async ValueTask DisposeAsync()
    {
        _one.Dispose();
        _other.Dispose();
        await _world.DisposeAsync();
    }

    [Fact]
    [Trait("Rule", "ACC-46")]
    public async Task One_invites_by_network_id_and_the_other_finds_it_at_home_sees_the_effects_and_accepts()
    {
        var path = await Invite();

        var home = await _other.Open("/home");
        var seen = await _other.Open(path);
        var unticked = await _other.Submit(seen, "accept");
        var done = await _other.Submit(seen, "accept", ("Form.IsFinal", "true"), ("_requestKey", $"{Guid.NewGuid()}"));
        var again = await _other.Submit(seen, "accept", ("Form.IsFinal", "true"), ("_requestKey", $"{Guid.NewGuid()}"));
        var list = await _one.Open("/settings/merges");
        var tenants = await _one.Open("/settings/tenants");

        Assert.Contains($"{_inviting.Name} wants to merge with your organization", home.Text, StringComparison.Ordinal);
        Assert.Contains("Every network ID is kept.", seen.Text, StringComparison.Ordinal);
        Assert.Equal(["MERGE_NOT_UNDERSTOOD"], unticked.Reasons);
        Assert.EndsWith("?done=mergeAccepted", done.Location, StringComparison.Ordinal);
        Assert.True(again.Status is HttpStatusCode.Conflict or HttpStatusCode.NotFound);
        Assert.Contains("Merged", list.Text, StringComparison.Ordinal);
        Assert.Contains("Came by a merge", tenants.Text, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Rule", "ACC-46")]
    public async Task It_is_declined_or_taken_back_and_nobody_else_sees_it()
    {
        var first = await Invite();
        using var stranger = _one.Beside();
        await stranger.SignIn(await _world.User(await _world.Reseller(), "stranger", Role.GlobalAdmin));

        var unseen = await stranger.Open(first);
        var declined = await _other.Submit(await _other.Open(first), "decline");
        var second = await Invite();
        var own = await _one.Open(second);
        var revoked = await _one.Submit(own, "revoke");
        var late = await _other.Open(second);

        Assert.Equal((HttpStatusCode.NotFound, "MERGE_NOT_FOUND"), (unseen.Status, Assert.Single(unseen.Reasons)));
        Assert.EndsWith("?done=mergeDeclined", declined.Location, StringComparison.Ordinal);
        Assert.EndsWith("?done=mergeRevoked", revoked.Location, StringComparison.Ordinal);
        Assert.DoesNotContain("Merge for good", late.Text, StringComparison.Ordinal);
        Assert.Contains("Taken back", late.Text, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Rule", "ACC-46")]
    [Trait("Rule", "REL-43")]
    public async Task What_stands_against_it_is_said_before_anybody_is_invited_and_before_anybody_accepts()
    {
        var path = await Invite();
        await _world.Partnership(_inviting, _invited);

        var seen = await _other.Open(path);
        var refused = await _one.Submit(await _one.Open("/settings/merges/new"), "partner", ("Form.Partner", _invited.Domain));

        Assert.Equal(["MERGE_WOULD_BE_OWN_PROVIDER"], seen.Reasons);
        Assert.Matches("disabled[^>]*>Merge for good", seen.Html);
        Assert.Equal(["MERGE_WOULD_BE_OWN_PROVIDER"], refused.Reasons);
    }

    private async Task<string> Invite()
    {
        var shown = await _one.Submit(
            await _one.Open("/settings/merges/new"), "partner", ("Form.Partner", _invited.NetworkId!));
        Assert.Contains($"Invite {_invited.Name} to merge with you?", shown.Text, StringComparison.Ordinal);
        var done = await _one.Submit(shown, "confirm");
        return Regex.Match(done.Location!, "/settings/merges/[0-9a-f-]{36}").Value;
    }
}
