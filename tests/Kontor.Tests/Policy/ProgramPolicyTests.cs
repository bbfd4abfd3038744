using Kontor.Activity;
using Kontor.Kernel;
using Kontor.Policy;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Kontor.Tests.Policy;

public sealed class ProgramPolicyTests
{
    [Fact]
    [Trait("Rule", "REL-30")]
    [Trait("Rule", "K-24")]
    [Trait("Rule", "MUL-09")]
    [Trait("Rule", "K-06")]
    [Trait("Rule", "ENR-41")]
    public void The_defaults_are_the_programs()
    {
        Assert.Empty(ProgramPolicy.Default.Mistakes());
        Assert.Equal(90, ProgramPolicy.Default.InvitationLifetimeDays);
        Assert.True(ProgramPolicy.Default.ProviderMustNameReseller);
        Assert.True(ProgramPolicy.Default.ForbidsResaleToPartners);
        Assert.Equal(
            (12, 300_000), (ProgramPolicy.Default.DirectPartnerMonths, ProgramPolicy.Default.DirectPartnerRevenueUsd));
    }

    [Fact]
    public void Values_out_of_range_are_named()
    {
        var policy = ProgramPolicy.Default with
        {
            InvitationLifetimeDays = 0,
            DirectPartnerMonths = 121,
            DirectPartnerRevenueUsd = -1,
            UsdRates = ProgramPolicy.Default.UsdRates.SetItem("EUR", 0),
        };

        Assert.Equal(
            [
                nameof(ProgramPolicy.InvitationLifetimeDays), nameof(ProgramPolicy.DirectPartnerMonths),
                nameof(ProgramPolicy.DirectPartnerRevenueUsd), nameof(ProgramPolicy.UsdRates),
            ],
            policy.Mistakes());
    }

    [Fact]
    public async Task A_change_holds_at_once_and_stands_in_the_activity_log()
    {
        await using var world = await World.Create();
        var vendor = await world.Vendor();
        var changed = ProgramPolicy.Default with { InvitationLifetimeDays = 30 };

        var result = await world.Does((ChangePolicy use) => use.Handle(vendor.As(Role.ProgramOperator), changed, 0, CancellationToken.None));

        Assert.Equal(1, result.ValueOrNull!.Version);
        Assert.Equal(30, world.Services.GetRequiredService<CurrentPolicy>().Value.InvitationLifetimeDays);
        await using var db = world.Db();
        Assert.Equal("PolicyChanged", (await db.ActivityRecords.SingleAsync()).Action);
    }

    [Fact]
    public async Task Of_ten_changes_made_from_the_same_version_one_is_saved()
    {
        await using var world = await World.Create();
        var vendor = await world.Vendor();

        var results = await Task.WhenAll(Enumerable.Range(1, 10).Select(days => world.Does((ChangePolicy use) => use.Handle(
            vendor.As(Role.ProgramOperator), ProgramPolicy.Default with { InvitationLifetimeDays = days }, 0, CancellationToken.None))));

        Assert.Single(results, result => result.Decision.IsGranted);
        Assert.All(results.Where(result => !result.Decision.IsGranted), refused =>
            Assert.Equal(PolicyReasons.ChangedMeanwhile, Assert.Single(refused.Decision.Reasons)));
    }
}
