using System.Net;
using Kontor.Activity;
using Kontor.Kernel;
using Kontor.Membership;
using Kontor.Tests.Site;
using Microsoft.EntityFrameworkCore;

namespace Kontor.Tests.Enrolment;

/// <summary>What a linked network id carries, granted by operators and used by partners.</summary>
public sealed class MembershipBenefitTests
{
    private static readonly string[] CameTooLate = ["BENEFIT_ALREADY_ACTIVATED", "BENEFIT_NOT_FOUND"];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("Rule", "ENR-04")]
    [Trait("Rule", "ENR-25")]
    public async Task An_operator_writes_what_a_network_id_carries_and_its_partner_activates_it_by_the_forms_alone()
    {
        await using var world = await World.Create();
        var (vendor, reseller) = (await world.Vendor(), await world.Established());
        var server = await world.WholeServer();
        using var operators = new Browser(server);
        using var admin = new Browser(server);
        await operators.SignIn(await world.User(vendor, "operator", Role.ProgramOperator));
        await operators.Open("/home?culture=en");
        await admin.SignIn(await world.User(reseller, "members", Role.MembershipPartnerAdmin));
        await admin.Open("/home?culture=en");
        var path = $"/ops/partners/{reseller.Id}/membership";
        var until = DateOnly.FromDateTime(world.Now.UtcDateTime).AddDays(30);

        var written = await operators.Submit(
            await operators.Open(path), "standing", ("Standing.Level", "Gold"), ("Standing.Competencies", "Cloud <b>work</b>\n\n Security \nsecurity"));
        var wrong = await operators.Submit(await operators.Open(path), "grant", ("Benefit.Count", "0"), ("Benefit.Until", "tomorrow"));
        await operators.Submit(
            wrong, "grant", ("Benefit.Kind", "AdvisoryHours"), ("Benefit.Count", "5"), ("Benefit.Until", $"{until:yyyy-MM-dd}"),
            ("_requestKey", $"{Guid.NewGuid()}"));
        var seen = await admin.Open("/settings/membership");
        await using var db = world.Db();
        var benefit = await db.MembershipBenefits.SingleAsync(Cancel);
        var activated = await admin.Submit(seen, "activate", ("Form.Benefit", $"{benefit.Id}"));
        var after = await admin.Open("/settings/membership");

        Assert.Contains("done=membershipUpdated", $"{written.Location}", StringComparison.Ordinal);
        Assert.Equal(["BENEFIT_COUNT_INVALID", "BENEFIT_UNTIL_INVALID"], wrong.Reasons);
        Assert.Contains("Gold member", seen.Text, StringComparison.Ordinal);
        Assert.Contains("Cloud <b>work</b>", seen.Text, StringComparison.Ordinal);
        Assert.Contains("Hours of advice", seen.Text, StringComparison.Ordinal);
        Assert.Contains("Available", seen.Text, StringComparison.Ordinal);
        Assert.Contains("done=benefitActivated", $"{activated.Location}", StringComparison.Ordinal);
        Assert.Contains("Activated", after.Text, StringComparison.Ordinal);
        Assert.Contains("members", after.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("value=\"" + benefit.Id, after.Html, StringComparison.Ordinal);
        Assert.Equal(["Cloud <b>work</b>", "Security"], (await db.MembershipStandings.SingleAsync(Cancel)).Competencies);
    }

    [Fact]
    [Trait("Rule", "ENR-33")]
    [Trait("Rule", "ROL-11")]
    public async Task Without_a_network_id_there_is_nothing_and_who_may_only_look_activates_nothing()
    {
        await using var world = await World.Create();
        var (linked, alone) = (await world.Reseller(), await world.Reseller(hasNetworkId: false));
        var benefit = await Granted(world, linked);
        var server = await world.WholeServer();
        using var admin = new Browser(server);
        using var viewer = new Browser(server);
        await admin.SignIn(await world.User(alone, "boss", Role.GlobalAdmin));
        await viewer.SignIn(await world.User(linked, "keeper", Role.AccountAdmin));
        await admin.Open("/home?culture=en");
        await viewer.Open("/home?culture=en");

        var nothing = await admin.Open("/settings/membership");
        var seen = await viewer.Open("/settings/membership");
        var refused = await viewer.Submit(seen, "activate", ("Form.Benefit", $"{benefit}"));

        Assert.Contains("No network ID is linked yet", nothing.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Form.Benefit", seen.Html, StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.Forbidden, "ROLE_LACKS_PERMISSION"), (refused.Status, refused.Reasons.Single()));
    }

    [Fact]
    [Trait("Rule", "ENR-04")]
    public async Task However_many_activate_at_once_one_does_and_what_is_taken_back_is_not_activated()
    {
        await using var world = await World.Create();
        var (vendor, reseller) = (await world.Vendor(), await world.Reseller());
        var boss = reseller.As(Role.GlobalAdmin);
        for (var round = 0; round < 5; round++)
        {
            var benefit = await Granted(world, reseller);
            var activations = Enumerable.Range(0, 3).Select(_ => Task.Run(
                () => world.Does((UseMembership use) => use.Activate(boss, benefit, Cancel)), Cancel));
            var withdrawal = Task.Run(
                () => world.Does((GrantMembership use) => use.Withdraw(vendor.As(Role.ProgramOperator), reseller.Id, benefit, Cancel)),
                Cancel);

            var results = await Task.WhenAll(activations.Append(withdrawal));

            Assert.Single(results, result => result.ValueOrNull is not null);
            Assert.All(
                results.Where(result => result.ValueOrNull is null),
                result => Assert.Contains(result.Decision.Reasons.Single().Code, CameTooLate));
        }

        await using var db = world.Db();
        Assert.Equal(
            await db.MembershipBenefits.CountAsync(b => b.ActivatedAt != null, Cancel),
            await db.ActivityRecords.CountAsync(r => r.Action == "BenefitActivated", Cancel));
    }

    [Fact]
    [Trait("Rule", "ENR-04")]
    public async Task A_benefit_ends_with_its_last_day_and_belongs_to_nobody_else()
    {
        await using var world = await World.Create();
        var (reseller, other) = (await world.Reseller(), await world.Reseller());
        var benefit = await Granted(world, reseller, days: 1);

        var stranger = await world.Does((UseMembership use) => use.Activate(other.As(Role.GlobalAdmin), benefit, Cancel));
        world.Clock.Advance(TimeSpan.FromDays(2));
        var late = await world.Does((UseMembership use) => use.Activate(reseller.As(Role.GlobalAdmin), benefit, Cancel));

        Assert.Equal("BENEFIT_NOT_FOUND", stranger.Decision.Reasons.Single().Code);
        Assert.Equal("BENEFIT_EXPIRED", late.Decision.Reasons.Single().Code);
    }

    [Fact]
    [Trait("Rule", "ENR-04")]
    public async Task The_membership_takes_over_the_legal_name_that_is_on_record()
    {
        await using var world = await World.Create();
        var reseller = await world.Established();
        await using (var db = world.Db())
        {
            var account = new MembershipAccount
            {
                Id = Guid.CreateVersion7(),
                UserName = "members@weserufer.example",
                PasswordHash = "x",
                CreatedAt = world.Now,
            };
            db.AddRange(account, new MembershipProfile
            {
                NetworkId = reseller.NetworkId!,
                AccountId = account.Id,
                Kind = Kontor.Accounts.NetworkIdKind.Location,
                LegalName = "Weserufer alt",
                Market = "DE",
                IsActive = true,
            });
            await db.SaveChangesAsync(Cancel);
        }

        var boss = reseller.As(Role.GlobalAdmin);
        var before = await world.Does((MembershipFiles files) => files.Of(reseller.Id, Cancel));
        var updated = await world.Does((UseMembership use) => use.UpdateName(boss, Cancel));
        var again = await world.Does((UseMembership use) => use.UpdateName(boss, Cancel));

        Assert.True(before!.IsNameOutdated);
        Assert.Equal("Weserufer Systemhaus GmbH", updated.ValueOrNull!.Profile!.LegalName);
        Assert.Equal("MEMBERSHIP_UP_TO_DATE", again.Decision.Reasons.Single().Code);
    }

    private static async Task<Guid> Granted(World world, Participant partner, int days = 30)
    {
        var until = DateOnly.FromDateTime(world.Now.UtcDateTime).AddDays(days);
        await using var db = world.Db();
        var benefit = db.Add(new MembershipBenefit
        {
            NetworkId = partner.NetworkId!,
            Id = Guid.CreateVersion7(),
            Kind = BenefitKind.SupportCases,
            Count = 3,
            Until = until,
            GrantedAt = world.Now,
        }).Entity;
        await db.SaveChangesAsync(Cancel);
        return benefit.Id;
    }
}
