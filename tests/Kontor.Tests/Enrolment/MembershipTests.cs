using Kontor.Accounts;
using Kontor.Enrolment;
using Kontor.Kernel;
using Kontor.Membership;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Tests.Enrolment;

/// <summary>How an organization's network id is found and linked.</summary>
public sealed class MembershipTests
{
    private const string Name = "ada@membership.example";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("Rule", "ENR-04")]
    [Trait("Rule", "ENR-24")]
    [Trait("Rule", "ENR-25")]
    [Trait("Rule", "ENR-26")]
    [Trait("Rule", "ACC-43")]
    public async Task A_member_signs_in_and_chooses_the_network_id_of_its_country()
    {
        await using var world = await World.Create();
        var applicant = await world.Draft();
        var account = await world.Member(Name, ("6758210", "DE", true), ("6758211", "FR", true), ("6758212", "DE", false));

        await SignIn(world, applicant, World.Password);
        var offered = await world.Does((MembershipQueries queries) =>
            queries.ProfilesOf(account.Id, applicant.Id, "DE", Cancel));
        var abroad = await Choose(world, applicant, "6758211");
        var chosen = await Choose(world, applicant, "6758210");

        Assert.Equal("6758210", offered[0].Profile.NetworkId);
        Assert.Equal([true, false, false], offered.Select(profile => profile.Linking.IsGranted));
        Assert.Equal("NETWORK_ID_OF_OTHER_COUNTRY", abroad.Decision.Reasons[0].Code);
        Assert.Equal("6758210", chosen.ValueOrNull!.Application!.NetworkId);
        Assert.False(chosen.ValueOrNull.Application.PostponesNetworkId);
    }

    [Fact]
    [Trait("Rule", "ENR-25")]
    public async Task Cancel_leads_back_to_signing_in_and_another_accounts_profile_does_not_exist()
    {
        await using var world = await World.Create();
        var applicant = await world.Draft();
        await world.Member(Name, ("6758210", "DE", true));
        await world.Member("grace@membership.example", ("6758299", "DE", true));
        await SignIn(world, applicant, World.Password);

        var foreign = await Choose(world, applicant, "6758299");
        var left = await world.Does((LinkNetworkId use) => use.Leave(applicant.GlobalAdmin, Cancel));
        var without = await Choose(world, applicant, "6758210");

        Assert.Equal("MEMBERSHIP_PROFILE_NOT_FOUND", foreign.Decision.Reasons[0].Code);
        Assert.Null(left.ValueOrNull!.Application!.MembershipAccountId);
        Assert.Equal("APPLICATION_MEMBERSHIP_NOT_SIGNED_IN", without.Decision.Reasons[0].Code);
    }

    [Fact]
    [Trait("Rule", "ENR-24")]
    public async Task After_five_wrong_passwords_the_account_is_locked_for_a_while_and_the_answer_is_always_the_same()
    {
        await using var world = await World.Create();
        var applicant = await world.Draft();
        await world.Member(Name, ("6758210", "DE", true));

        var wrong = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => SignIn(world, applicant, "wrong password 1")));
        var right = await SignIn(world, applicant, World.Password);
        var nobody = await world.Does((LinkNetworkId use) =>
            use.SignIn(applicant.GlobalAdmin, "nobody@membership.example", World.Password, Cancel));

        Assert.All([.. wrong, right, nobody], result =>
            Assert.Equal(["MEMBERSHIP_SIGN_IN_FAILED"], result.Decision.Reasons.Select(reason => reason.Code)));
        await using (var db = world.Db())
        {
            await db.MembershipAccounts.ExecuteUpdateAsync(set => set.SetProperty(a => a.LockedUntil, a => null), Cancel);
        }

        Assert.NotNull((await SignIn(world, applicant, World.Password)).ValueOrNull);
    }

    [Fact]
    [Trait("Rule", "ENR-04")]
    [Trait("Rule", "ACC-41")]
    public async Task Whoever_is_no_member_joins_and_gets_a_network_id_in_its_country()
    {
        await using var world = await World.Create();
        var applicant = await world.Draft("FR");

        var joined = await world.Does((LinkNetworkId use) =>
            use.Join(applicant.GlobalAdmin, new(Name, World.Password), "192.0.2.1", Cancel));
        var taken = await world.Does((LinkNetworkId use) =>
            use.Join(applicant.GlobalAdmin, new(Name.ToUpperInvariant(), World.Password), "192.0.2.1", Cancel));
        var weak = await world.Does((LinkNetworkId use) =>
            use.Join(applicant.GlobalAdmin, new("x", "short"), "192.0.2.1", Cancel));

        await using var db = world.Db();
        var profiles = await db.MembershipProfiles.ToListAsync(Cancel);
        Assert.Equal([NetworkIdKind.Global, NetworkIdKind.Location], profiles.Select(p => p.Kind).Order());
        Assert.Equal(
            profiles.Single(p => p.Kind == NetworkIdKind.Location).NetworkId, joined.ValueOrNull!.Application!.NetworkId);
        Assert.All(profiles, profile => Assert.Equal("FR", profile.Market));
        Assert.Equal("MEMBERSHIP_USER_NAME_TAKEN", taken.Decision.Reasons[0].Code);
        Assert.Equal(
            ["MEMBERSHIP_USER_NAME_INVALID", "PASSWORD_TOO_WEAK"], weak.Decision.Reasons.Select(reason => reason.Code));
    }

    [Fact]
    [Trait("Rule", "ACC-43")]
    [Trait("Rule", "ACC-44")]
    public async Task A_member_of_another_country_only_adds_a_location_and_takes_its_network_id()
    {
        await using var world = await World.Create();
        var applicant = await world.Draft("FR");
        var account = await world.Member(Name, ("6758210", "DE", true));
        var without = await world.Does((LinkNetworkId use) => use.AddLocation(applicant.GlobalAdmin, Cancel));
        await SignIn(world, applicant, World.Password);

        var added = await world.Does((LinkNetworkId use) => use.AddLocation(applicant.GlobalAdmin, Cancel));

        Assert.Equal("APPLICATION_MEMBERSHIP_NOT_SIGNED_IN", without.Decision.Reasons[0].Code);
        await using var db = world.Db();
        var profile = await db.MembershipProfiles.SingleAsync(p => p.NetworkId == added.ValueOrNull!.Application!.NetworkId, Cancel);
        Assert.Equal(
            (account.Id, NetworkIdKind.Location, "FR", true),
            (profile.AccountId, profile.Kind, profile.Market, profile.IsActive));
    }

    [Fact]
    [Trait("Rule", "ACC-42")]
    public async Task Of_tenants_that_take_the_same_network_id_at_once_one_gets_it()
    {
        await using var world = await World.Create();
        await world.Member(Name, ("6758210", "DE", true));
        Participant[] applicants = [await world.Draft(), await world.Draft(), await world.Draft()];
        foreach (var applicant in applicants)
        {
            await SignIn(world, applicant, World.Password);
            await Choose(world, applicant, "6758210");
        }

        var sent = await Task.WhenAll(applicants.Select(applicant =>
            world.Does((SubmitApplication use) => use.Handle(applicant.GlobalAdmin, true, Cancel))));

        Assert.Single(sent, result => result.ValueOrNull is not null);
        Assert.All(
            sent.Where(result => result.ValueOrNull is null),
            result => Assert.Equal("NETWORK_ID_LINKED_ELSEWHERE", result.Decision.Reasons[0].Code));
    }

    [Fact]
    [Trait("Rule", "ENR-33")]
    [Trait("Rule", "ACC-42")]
    public async Task What_was_put_off_is_linked_after_the_application_was_sent_and_freed_when_it_is_withdrawn()
    {
        await using var world = await World.Create();
        await world.Member(Name, ("6758210", "DE", true));
        var (applicant, _) = await world.Submitted();
        await SignIn(world, applicant, World.Password);

        await Choose(world, applicant, "6758210");
        var linked = (await world.ApplicationOf(applicant)).LinkedNetworkId;
        var again = await Choose(world, applicant, "6758210");
        await world.Does((WithdrawApplication use) => use.Handle(applicant.GlobalAdmin, Cancel));

        Assert.Equal("6758210", linked);
        Assert.Equal("APPLICATION_NETWORK_ID_LINKED", again.Decision.Reasons[0].Code);
        Assert.Null((await world.ApplicationOf(applicant)).LinkedNetworkId);
    }

    private static Task<Result<ApplicationFile>> SignIn(World world, Participant applicant, string password) =>
        world.Does((LinkNetworkId use) => use.SignIn(applicant.GlobalAdmin, Name, password, Cancel));

    private static Task<Result<ApplicationFile>> Choose(World world, Participant applicant, string networkId) =>
        world.Does((LinkNetworkId use) => use.Choose(applicant.GlobalAdmin, networkId, Cancel));
}
